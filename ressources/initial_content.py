"""The resource centre: the client's brochure, and an example of each kind, made by the project, to be deleted."""

from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.text import slugify

from portal.initial_content import add_page, read, rich_text
from portal.models import HomePage, PortalDocument, PortalImage, PortalMedia
from ressources.models import DossierItem, DossierPage, Publisher, ResourceCentrePage, ResourcePage

FILES = Path(settings.BASE_DIR) / "ressources" / "content" / "files"


def load_pages():
    add_page(HomePage.objects.get(), ResourceCentrePage(show_in_menus=True, **read("ressources", "resources")["page"]))


def load_texts():
    """Make the resources, whose texts lead to other pages."""
    content = read("ressources", "resources")
    centre = ResourceCentrePage.objects.get()
    name = content["publisher"]
    publisher = Publisher.objects.create(name=name, slug=slugify(name))
    for fields in content["example"]:
        add_page(centre, example(**fields, publisher=publisher))
    text = content["brochure"].pop("text")
    brochure = ResourcePage(body=[("text", rich_text(text))], files=[("brochure", None)], **content["brochure"])
    brochure.publisher = publisher
    add_page(centre, brochure)
    add_page(centre, dossier(**content["dossier"]))


def example(text="", files=(), photos=(), recording=None, **fields):
    """Return a resource that is said to be an example, with its files."""
    page = ResourcePage(is_example=True, **fields)
    page.body = [("text", rich_text(text))] if text else []
    page.files = [("document", {"document": document(**file), "label": ""}) for file in files]
    page.photos = [("image", photo(page, **one)) for one in photos]
    page.recording = media(page, **recording) if recording else None
    return page


def dossier(resources, **fields):
    """Return the dossier of the resources of these slugs, in this order."""
    pages = [ResourcePage.objects.get(slug=slug) for slug in resources]
    items = [DossierItem(resource=page, sort_order=place) for place, page in enumerate(pages)]
    return DossierPage(items=items, **fields)


def document(name, title):
    found = PortalDocument(title=title, credit=settings.WAGTAIL_SITE_NAME, rights="open", file=stored(name))
    found._set_document_file_metadata()
    found.save()
    return found


def photo(page, name, title, alt, caption):
    """Return a photograph as the album takes it."""
    image = PortalImage(title=title, description=alt, credit=page.credit, rights=page.rights, file=stored(name))
    image._set_image_file_metadata()
    image.save()
    block = page._meta.get_field("photos").stream_block.child_blocks["image"]
    return block.normalize({"image": {"image": image, "alt_text": alt, "decorative": False}, "caption": caption})


def media(page, type, transcript, **names):  # noqa: A002
    """Return a recording, each of its parts read from a file of the project."""
    found = PortalMedia(title=page.title, type=type, transcript=transcript, credit=page.credit, rights=page.rights)
    for part, name in names.items():
        setattr(found, part, stored(name))
    found.save()
    return found


def stored(name):
    return ContentFile((FILES / name).read_bytes(), name=name)
