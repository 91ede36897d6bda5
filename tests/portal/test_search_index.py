"""What is found follows what is published, at once."""

from io import BytesIO

import docx
import pytest
import typst
from django.core.files.base import ContentFile
from django.core.management import call_command
from odf.opendocument import OpenDocumentText
from odf.text import P
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from aict.models import KeyFigure, Question
from portal.initial_content import page_at
from portal.models import Acronym, PortalDocument, PortalMedia, SearchEntry
from portal.search.files import document_text, transcript
from tests.factories import EventPageFactory, NewsPageFactory, ResourcePageFactory, StandardPageFactory

WORD = "zyxoquent"


@pytest.fixture
def find(client):
    """The addresses of what is found with these words, but for what has only some of them."""

    def search(query=WORD, **filters):
        answer = client.get("/recherche/", {"q": query} | filters).context["answer"]
        return [] if answer.is_near else [hit.url for hit in answer.hits]

    return search


def pdf(text):
    return typst.compile(f'#set document(title: "x")\n{text}'.encode())


def word_file(text):
    file, document = BytesIO(), docx.Document()
    document.add_paragraph(text)
    document.add_table(1, 1).cell(0, 0).text = "dans un tableau"
    document.save(file)
    return file.getvalue()


def odt(text):
    file, document = BytesIO(), OpenDocumentText()
    document.text.addElement(P(text=text))
    document.save(file)
    return file.getvalue()


def document(name, data):
    return PortalDocument.objects.create(title="Un guide", file=ContentFile(data, name=name))


def test_a_page_is_found_as_soon_as_it_is_published_and_no_longer(content, find):
    page = StandardPageFactory(parent=page_at("/aide/"), title="Autre", live=False)
    page.title = f"Une page {WORD}"
    revision = page.save_revision()
    assert not find()
    revision.publish()
    assert find() == [page.url]
    page.refresh_from_db()
    page.unpublish()
    assert not find()
    page.save_revision().publish()
    assert find() == [page.url]
    page.delete()
    assert not find()
    assert not SearchEntry.objects.filter(title__contains=WORD).exists()


def test_a_draft_of_a_public_page_is_not_found(content, find):
    page = page_at("/aide/").specific
    page.title = f"Aide {WORD}"
    page.save_revision()
    assert not find()
    assert page.url in find("aide")


def test_a_page_that_moves_is_found_where_it_is(content, find):
    page = StandardPageFactory(parent=page_at("/aide/"), title=WORD, slug="la")
    page.move(page_at("/"), pos="last-child")
    assert find() == ["/la/"]


def test_a_private_page_and_what_is_on_it_are_never_found(content, find):
    file = document("a.pdf", pdf(WORD))
    StandardPageFactory(parent=page_at("/aide/"), title=WORD, body=[("document", {"document": file})])
    assert len(find()) == 2
    PageViewRestriction.objects.create(page=page_at("/aide/"), restriction_type="password", password="x")
    assert not find()


def test_a_document_of_a_private_collection_is_never_found(content, find):
    file = document("a.pdf", pdf(WORD))
    StandardPageFactory(parent=page_at("/aide/"), body=[("document", {"document": file})])
    assert find() == [file.url]
    CollectionViewRestriction.objects.create(collection=file.collection, restriction_type="login")
    assert not find()


@pytest.mark.parametrize(
    ("name", "make"), [("a.pdf", pdf), ("a.docx", word_file), ("a.odt", odt), ("a.txt", str.encode)]
)
def test_the_words_of_a_document_are_found_with_an_extract(content, client, name, make):
    file = document(name, make(f"Un traité sur le {WORD} des villes"))
    NewsPageFactory(parent=page_at("/actualites/"), body=[("document", {"document": file})], published_on="2024-05-02")
    answer = client.get("/recherche/", {"q": WORD, "type": "document", "annee": "2024"}).context["answer"]
    [hit] = answer.hits
    assert hit.url == file.url
    assert str(hit.extract) == f"Un traité sur le <mark>{WORD}</mark> des villes" + " dans un tableau" * (
        name == "a.docx"
    )


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.odt"])
def test_a_document_that_cannot_be_read_is_found_by_its_title(content, find, name):
    file = document(name, b"not what it says")
    assert document_text(file) == ""
    StandardPageFactory(parent=page_at("/aide/"), body=[("document", {"document": file, "label": "Ceci"})])
    assert file.url in find("un guide", type="document")


CAPTIONS = f"""WEBVTT

00:01.000 --> 00:04.000
Bonjour à <b>tous</b>.

01:05.500 --> 01:09.000
Parlons du {WORD}.
"""


def test_what_is_said_in_a_recording_leads_to_its_second(content, client):
    media = PortalMedia(title="Un film", type="video", duration=75, language="fr")
    media.file.save("a.mp4", ContentFile(b"0"), save=False)
    media.captions.save("a.vtt", ContentFile(CAPTIONS.encode()), save=False)
    media.save()
    assert transcript(media)[1] == [[0, 1], [16, 65]]
    page = ResourcePageFactory(parent=page_at("/ressources/"), kind="video", recording=media)
    [hit] = client.get("/recherche/", {"q": f"le {WORD}s"}).context["answer"].hits
    assert hit.url == f"{page.url}#t=65"
    assert "à 1:05" in client.get("/recherche/", {"q": WORD}).content.decode()


def test_a_record_is_found_as_it_is_now(content, find):
    question = Question.objects.get(anchor="cout")
    question.question = f"Combien de {WORD} ?"
    question.save()
    assert SearchEntry.objects.get(title__contains=WORD).anchor == "cout"
    question.delete()
    assert not find()

    figure = KeyFigure.objects.get(slug="pays")
    figure.short_label = f"pays {WORD}"
    figure.save()
    assert SearchEntry.objects.get(title__contains=WORD).anchor == "pays"
    KeyFigure.objects.get(slug="pays").unpublish()
    assert not SearchEntry.objects.filter(title__contains=WORD).exists()


def test_an_acronym_added_by_editors_finds_its_long_form_at_once(content, find):
    page = StandardPageFactory(parent=page_at("/aide/"), title="Zone verte commune aux villages")
    assert not find("ZVC")
    Acronym.objects.create(short="ZVC", long="Zone verte commune")
    assert find("zvc") == [page.url]


@pytest.mark.parametrize(
    ("factory", "parent", "kind"),
    [
        (NewsPageFactory, "/actualites/", "actualite"),
        (EventPageFactory, "/agenda/", "evenement"),
        (ResourcePageFactory, "/ressources/", "ressource"),
        (StandardPageFactory, "/aide/", "page"),
    ],
)
def test_a_page_is_of_its_kind(content, find, factory, parent, kind):
    page = factory(parent=page_at(parent), title=WORD)
    assert find(type=kind) == [page.url]


def test_the_command_makes_everything_anew(content, find, capsys):
    before = list(SearchEntry.objects.values_list("title", flat=True).order_by("title"))
    SearchEntry.objects.all().delete()
    assert not find("coopération")
    call_command("rebuild_search")
    assert list(SearchEntry.objects.values_list("title", flat=True).order_by("title")) == before
    assert f"{len(before)} contenus" in capsys.readouterr().out
