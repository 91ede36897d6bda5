"""The screens on which pages and records are written: light, explained, in French."""

import pytest
from django.apps import apps
from django.db.models import TextField
from django.urls import reverse
from wagtail.admin.panels import get_edit_handler
from wagtail.blocks import FieldBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from portal.models import HomePage, PortalDocument, PortalImage, PortalMedia, SiteSettings
from portal.models.base import PREVIEW_SIZES
from tests.editing import sign_in, written

pytestmark = pytest.mark.any_database
PAGES = [model for model in apps.get_models() if issubclass(model, Page) and model is not Page]
RECORDS = [*get_snippet_models(), SiteSettings]
FILES = [PortalDocument, PortalImage, PortalMedia]
HEAVIEST = 200_000
# Fields of Wagtail, which explains them in its own dialogs.
WAGTAIL = {"go_live_at", "expire_at", "comment_notifications", "collection", "tags", "file", "opened_as"}


@pytest.fixture
def editor(client, content):
    return sign_in(client)


def name(model):
    return model.__name__


@pytest.mark.parametrize("model", PAGES, ids=name)
def test_the_editor_of_a_page_is_light(editor, model):
    page = model.objects.first()
    assert page, "the initial content has no such page"
    addresses = [reverse("wagtailadmin_pages:edit", args=[page.pk])]
    if model.can_create_at(page.get_parent().specific):
        kind = [model._meta.app_label, model._meta.model_name]
        addresses.append(reverse("wagtailadmin_pages:add", args=[*kind, page.get_parent().pk]))

    answers = [editor.get(address) for address in addresses]

    assert {answer.status_code for answer in answers} == {200}
    assert max(len(answer.content) for answer in answers) <= HEAVIEST


@pytest.mark.parametrize("model", get_snippet_models(), ids=name)
def test_the_editor_of_a_record_is_light(editor, model):
    views = model.snippet_viewset
    addresses = [reverse(views.get_url_name(view)) for view in ("list", "add")]
    addresses += [reverse(views.get_url_name("edit"), args=[record.pk]) for record in model.objects.all()]

    assert max(len(editor.get(address).content) for address in addresses) <= HEAVIEST


def test_the_settings_are_light(editor):
    assert len(editor.get("/admin/settings/portal/sitesettings/", follow=True).content) <= HEAVIEST


@pytest.mark.parametrize("model", PAGES, ids=name)
def test_a_kind_of_page_says_what_it_is_for(model):
    assert model.page_description.endswith(".")
    assert model.icon
    assert model._meta.verbose_name != model.__name__


def test_a_parent_offers_only_the_pages_that_make_sense_there(editor):
    agenda, home = Page.objects.get(slug="agenda"), HomePage.objects.get()

    under_agenda = editor.get(reverse("wagtailadmin_pages:add_subpage", args=[agenda.pk]), follow=True)
    under_home = editor.get(reverse("wagtailadmin_pages:add_subpage", args=[home.pk]), follow=True)

    assert under_agenda.redirect_chain[-1][0] == f"/admin/pages/add/agenda/eventpage/{agenda.pk}/"
    assert under_home.redirect_chain[-1][0] == f"/admin/pages/add/portal/standardpage/{home.pk}/"


def test_what_may_be_created_is_shown_with_its_icon_and_its_purpose(editor):
    home = HomePage.objects.get()
    Page.objects.get(slug="contact").delete()

    page = editor.get(reverse("wagtailadmin_pages:add_subpage", args=[home.pk])).text

    assert "Coordonnées de l’association, prises dans les réglages, et de quoi lui écrire." in page
    assert "#icon-mail" in page


def fields_of(model):
    """The (name, field of a form) pairs that an editor fills in, those of rows too."""
    if model in FILES:
        form = {field: model._meta.get_field(field).formfield() for field in model.admin_form_fields}
        return [(name, field) for name, field in form.items() if not name.startswith("focal_point")]
    form = (model.get_edit_handler() if issubclass(model, Page) else get_edit_handler(model)).get_form_class()
    rows = [formset.form for name, formset in form.formsets.items() if name != "comments"]
    return [pair for one in [form, *rows] for pair in one.base_fields.items()]


@pytest.mark.parametrize("model", [*PAGES, *RECORDS, *FILES], ids=name)
def test_every_field_says_what_it_is_for(model):
    assert not [name for name, field in fields_of(model) if name not in WAGTAIL and not explained(model, name, field)]


def explained(model, name, field):
    """Whether the field has a help text, its own or that of its panel."""
    return field.help_text or any(panel.help_text for panel in panels_of(model) if panel.clean_name == name)


def panels_of(model):
    handler = model.get_edit_handler() if issubclass(model, Page) else get_edit_handler(model)
    return list(walk(handler))


def walk(panel):
    yield panel
    for child in getattr(panel, "children", []):
        yield from walk(child)


@pytest.mark.parametrize("model", [*PAGES, *RECORDS, *FILES], ids=name)
def test_the_help_of_a_field_tells_its_length(model):
    own = [field for field in model._meta.local_fields if getattr(field, "max_length", None)]
    lines = [field for field in own if field.help_text and not field.choices and type(field).__name__ in LINES]

    assert not [field.name for field in lines if str(field.max_length) not in field.help_text]


LINES = {"CharField", "SlugField", TextField.__name__}


def blocks_of(block, path=""):
    yield path, block
    children = dict(getattr(block, "child_blocks", {}))
    if getattr(block, "child_block", None):
        children[""] = block.child_block
    for child_name, child in children.items():
        yield from blocks_of(child, f"{path}/{child_name}")


@pytest.mark.parametrize("model", [*PAGES, SiteSettings], ids=name)
def test_every_field_of_a_block_says_what_it_is_for_and_how_long_it_may_be(model):
    streams = [field for field in model._meta.get_fields() if isinstance(field, StreamField)]
    found = [pair for stream in streams for pair in blocks_of(stream.stream_block) if isinstance(pair[1], FieldBlock)]

    # A text of its own and the cells of a table have nothing beside them to be told from.
    told = [(path, block) for path, block in found if path.count("/") > 1 and "/table/" not in path]
    unexplained = [path for path, block in told if not block.field.help_text]
    lengths = [(path, block, getattr(block.field, "max_length", None)) for path, block in found]
    unmeasured = [path for path, block, most in lengths if most and str(most) not in block.field.help_text]
    assert not unexplained
    assert not unmeasured


@pytest.mark.parametrize("model", PAGES, ids=name)
def test_a_page_is_previewed_as_the_site_shows_it_at_three_widths(content, model):
    page = model.objects.first()

    preview = page.make_preview_request(preview_mode=page.default_preview_mode)

    assert preview.status_code == 200
    assert preview.text.count("<h1") == 1
    assert 'class="site-header' in preview.text
    assert [size["device_width"] for size in page.preview_sizes] == [360, 768, 1280]


def previewed(editor, address, **fields):
    """Send the form that is being filled in, and return what the preview shows of it."""
    assert editor.post(address, written(fields)).json() == {"is_valid": True, "is_available": True}
    return editor.get(address).text


NO_BLOCKS = dict.fromkeys(("files", "photos", "body", "related_pages"), ())


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        ("portal.StandardPage", {"body": ()}),
        ("agenda.EventPage", {"starts_on": "2026-06-15", "body": (), "links": (), "sessions": []}),
        ("actualites.NewsPage", dict.fromkeys(("body", "documents", "related_resources", "related_news"), ())),
        ("ressources.ResourcePage", {"kind": "texte", "language": "fr", "external_transcript": "null"} | NO_BLOCKS),
    ],
)
def test_a_page_is_previewed_before_it_is_ever_saved(editor, model, fields):
    model = apps.get_model(model)
    parent = Page.objects.get(content_type__model=model.allowed_parent_page_models()[0]._meta.model_name)
    where = [model._meta.app_label, model._meta.model_name, parent.pk]

    shown = previewed(
        editor, reverse("wagtailadmin_pages:preview_on_add", args=where), title="Essai", slug="", **fields
    )

    assert "Essai</h1>" in " ".join(shown.split())
    assert 'class="site-header' in shown


FIGURE = {"name": "Essai", "slug": "essai", "short_label": "", "decimals": "1"}
VALUE = {"value": "12345", "as_of": "2026-01-15", "unit": "", "qualifier": ""}


@pytest.mark.parametrize(
    ("model", "fields", "words"),
    [
        ("aict.KeyFigure", FIGURE | {"values": [VALUE]}, "12\u202f345"),
        ("aict.KeyFigure", FIGURE | {"values": []}, "Donnez une valeur au chiffre pour le voir."),
        ("aict.FundingSource", {"funder": "Essai", "amount_max": "5000"}, "Essai"),
    ],
)
def test_a_record_is_previewed_before_it_is_ever_saved(editor, model, fields, words):
    model = apps.get_model(model)
    empty = {field.name: "null" for field in model._meta.fields if isinstance(field, RichTextField)}

    shown = previewed(editor, reverse(model.snippet_viewset.get_url_name("preview_on_add")), **empty, **fields)

    assert words in shown
    assert 'class="site-header' in shown
    assert model.preview_sizes == PREVIEW_SIZES
