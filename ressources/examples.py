"""The examples that the site opens with, deleted in one action: their pages, and the files that nothing else shows."""

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex

from portal.models import PortalDocument, PortalImage, PortalMedia
from ressources.models import DossierPage, ResourcePage

FILES = (PortalImage, PortalDocument, PortalMedia)


def example_pages():
    """Return the dossiers that gather examples alone, then the examples."""
    dossiers = DossierPage.objects.filter(items__resource__is_example=True).distinct()
    return [*dossiers.exclude(items__resource__is_example=False), *ResourcePage.objects.filter(is_example=True)]


def may_delete(user):
    """Whether there are examples, and this user may delete them all."""
    pages = example_pages()
    return bool(pages) and all(page.permissions_for_user(user).can_delete() for page in pages)


@transaction.atomic
def delete_examples(user):
    """Delete the examples, and the files that nothing shows any more; return how many pages and files went."""
    pages = example_pages()
    shown = [file for page in pages for file in _files_of(page)]
    for page in pages:
        page.refresh_from_db()
        page.delete(user=user)
    files = [file for file in set(shown) if not ReferenceIndex.get_references_to(file).exists()]
    for file in files:
        log(file, "wagtail.delete", user=user)
        file.delete()
    return len(pages), len(files)


def _files_of(page):
    references = ReferenceIndex.get_references_for_object(page)
    for model in FILES:
        keys = references.filter(to_content_type__model=model._meta.model_name).values_list("to_object_id", flat=True)
        yield from model.objects.filter(pk__in=[int(key) for key in keys])
