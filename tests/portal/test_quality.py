"""What the CMS says of a draft before it is published, and what it refuses."""

from datetime import UTC, datetime

import pytest
import wagtail_factories
from django.core.exceptions import ValidationError
from wagtail.rich_text import RichText

from portal.blocks import PictureBlock
from portal.models import Theme
from portal.quality.checks import advice
from tests.editing import edit_page, sign_in
from tests.factories import NewsPageFactory, StandardPageFactory
from tests.full_site import table
from tests.samples import film, image

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture
def page(home):
    """A page that has nothing to be reproached."""
    return StandardPageFactory(parent=home, title="Une page", lead="Un chapô.")


def told(page):
    return [found.words for found in advice(page)]


def write(page, *texts):
    page.body = [("text", RichText(text)) for text in texts]
    return page


def test_a_page_that_is_well_made_is_told_nothing(page):
    write(page, "<h2>D’abord</h2><p>En 2024, 12 % des villes. <a href='https://afd.fr'>L’AFD</a></p><h3>Puis</h3>")
    assert told(page) == []


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<h3>Bas</h3>", "L’intertitre « Bas » saute un niveau."),
        ("<h2>Ici</h2><p>a</p><h2>Ici</h2>", "2 intertitres s’appellent « Ici »."),
        ("<p><b>Un faux titre</b></p>", "« Un faux titre » n’est un titre que par le gras."),
        ("<p><a href='https://a.fr'>Cliquez ici</a></p>", "Le lien « Cliquez ici » ne dit pas où il mène."),
        ("<p><a href='https://a.fr'>En savoir plus…</a></p>", "Le lien « En savoir plus… » ne dit pas où il mène."),
        ("<p><a href='https://a.fr'>https://a.fr</a></p>", "Le lien « https://a.fr » est une adresse brute."),
        (
            "<p><a linktype='page' id='99999'>La page</a></p>",
            "Le lien « La page » mène à une page qui n’est pas publiée.",
        ),
        ("<p>Les villes y mettent 12,5 millions.</p>", "« 12,5 millions » n’est pas daté."),
        (f"<p>{'mot ' * 121}</p>", "Un paragraphe de 121 mots : « mot mot mot mot mot mot… »"),
        (f"<p>Bon. Une {'phrase ' * 50}.</p>", "Une phrase de 52 mots : « Une phrase phrase phrase phrase phrase… »"),
    ],
)
def test_a_text_is_told_what_would_be_better(page, html, words):
    assert told(write(page, html)) == [words]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": "t" * 91}, "Le titre est long."),
        ({"title": "LES VILLES DU MONDE"}, "Le titre est tout en capitales."),
        ({"title": "Les villes du monde."}, "Le titre finit par un point."),
        ({"seo_title": "t" * 61}, "Le titre pour les moteurs est long."),
        ({"search_description": "d" * 161}, "La description pour les moteurs est longue."),
        ({"lead": ""}, "La page n’a ni chapô ni description."),
    ],
)
def test_the_head_of_a_page_is_read_too(page, fields, words):
    for name, value in fields.items():
        setattr(page, name, value)
    assert told(page) == [words]


def test_a_sign_more_is_one_too_many(page):
    page.title, page.seo_title, page.search_description = "t" * 90, "t" * 60, "d" * 160
    assert told(page) == []


def test_pictures_and_films_speak_to_everybody(page):
    silent, chatty = image(description=""), image()
    decorative = image(description="")
    page.body = [
        ("image", {"image": named(silent, ""), "caption": ""}),
        ("image", {"image": named(chatty, "Photo d’un port"), "caption": ""}),
        ("image", {"image": named(decorative, "", decorative=True), "caption": ""}),
        ("film", {"media": film(), "without_transcript": True}),
    ]
    assert [words.split("«")[0] for words in told(page)] == ["L’image ", "Le texte alternatif de ", ""]
    assert told(page)[2].endswith("n’a ni sous-titres ni transcription.")


def named(picture, alternative, *, decorative=False):
    picture.contextual_alt_text, picture.decorative = alternative, decorative
    return picture


def test_the_picture_of_an_item_is_read_on_its_record(home):
    page = NewsPageFactory(parent=home, lead="Un chapô.", image=wagtail_factories.ImageFactory(title="Le port"))
    assert told(page)[0] == "L’image « Le port » ne dit rien à qui ne la voit pas."


def test_an_item_is_filed_under_a_theme(home):
    page = NewsPageFactory(parent=home, lead="Un chapô.")
    assert told(page) == ["Aucune thématique n’est cochée."]
    page.themes.add(Theme.objects.create(name="Eau", slug="eau"))
    assert told(page) == []


def test_giving_a_date_is_not_scheduling(client, home):
    page = NewsPageFactory(parent=home, lead="Un chapô.", live=False, published_on="2026-11-28")
    page.go_live_at = datetime(2099, 1, 2, 9, tzinfo=UTC)
    page.save_revision()
    draft = page.get_latest_revision_as_object()
    date, day = told(draft)[:2]
    assert date == "Une date de mise en ligne est donnée, mais la page n’est pas encore programmée."
    assert day == "La date affichée précède la mise en ligne."
    page.get_latest_revision().publish()
    assert told(page.get_latest_revision_as_object())[0] == day


def test_a_form_that_gives_a_date_says_that_scheduling_is_yet_to_do(client, home):
    page = StandardPageFactory(parent=home, title="Une page", lead="Un chapô.", live=False)
    fields = {"go_live_at": "02/01/2099 09:00", "body": (), "comments": []}
    sign_in(client)
    sent = edit_page(client, page, publish=False, **fields)
    assert "Pas encore programmée" in client.get(sent.url).content.decode()
    sent = edit_page(client, page, **fields)
    assert "Pas encore programmée" not in client.get(sent.url).content.decode()


def test_a_table_is_for_reading(page):
    raw = table()
    page.body = page._meta.get_field("body").to_python([raw])
    assert told(page) == ["Le tableau « Les montants » a 3 cases vides."]
    raw["value"] = {"columns": raw["value"]["columns"][:1], "rows": [{"values": ["a"]}], "caption": "Un"}
    page.body = page._meta.get_field("body").to_python([raw])
    assert told(page) == ["Le tableau « Un » n’a qu’une colonne."]


@pytest.mark.parametrize("alternative", ["IMG_2041.JPG", "dsc 0042", "port-de-dakar.webp"])
def test_the_name_of_a_file_is_no_alternative(db, alternative):
    with pytest.raises(ValidationError):
        PictureBlock().clean(named(image(), alternative))
    assert PictureBlock().clean(named(image(), "Le port de Dakar, 2024"))


def test_the_panel_asks_for_the_advice_of_the_last_draft(client, page):
    sign_in(client)
    page.title = "LES VILLES DU MONDE"
    page.save_revision()
    html = client.get(f"/admin/pages/{page.pk}/conseils/").content.decode()
    assert "1 conseil ; aucun n’empêche de publier." in " ".join(
        html.replace("\xa0", " ").replace("\u202f", " ").split()
    )
    assert "Le titre est tout en capitales." in html
    assert "data-advice" in client.get(f"/admin/pages/{page.pk}/edit/").content.decode()


def test_the_advice_is_for_who_may_change_the_page(client, page):
    assert client.get(f"/admin/pages/{page.pk}/conseils/").status_code == 302
    sign_in(client)
    assert client.get("/admin/pages/99999/conseils/").status_code == 404
