"""What visitors ask of the content, in their own words: thirty questions and more, on each database."""

import pytest

from portal.search.questions import ask
from portal.search.results import PK

FOUND_FIRST = 3
QUESTIONS = {
    "pourquoi s'engager à l'international": "/s-engager/",
    "combien de partenariats": "/s-engager/chiffres/#partenariats",
    "nombre de pays": "/s-engager/chiffres/#pays",
    "collectivites francaises engagees": "/s-engager/",
    "que pensent les français": "/s-engager/chiffres/#opinion",
    "budget de l’aide publique au développement": "/s-engager/chiffres/#budget-de-l-apd",
    "APD": "/s-engager/chiffres/#budget-de-l-apd",
    "les jeunes à l'étranger": "/s-engager/chiffres/#jeunes",
    "combien coûte l'action internationale": "/s-engager/questions/#cout",
    "qui peut candidater": "/s-engager/financements/#sources",
    "domaine reserve de l'etat": "/s-engager/questions/#etat",
    "est-ce que ça coûte cher ?": "/s-engager/questions/#cout",
    "retour sur investissement": "/s-engager/questions/#retour",
    "c'est quoi les ODD": "/s-engager/questions/#odd",
    "objectifs du développement durable": "/s-engager/questions/#odd",
    "17 odd": "/s-engager/odd/",
    "rôle des ONG": "/s-engager/questions/#ong",
    "loi de 1992": "/s-engager/histoire/",
    "loi du 7 juillet 2014": "/s-engager/histoire/",
    "histoire des jumelages": "/s-engager/histoire/",
    "financement": "/s-engager/financements/",
    "financement projet eau": "/s-engager/financements/#sources",
    "1 % solidarité internationale": "/s-engager/financements/#sources",
    "FICOL": "/s-engager/financements/#sources",
    "agence francaise de developpement": "/s-engager/financements/#sources",
    "AFD": "/s-engager/financements/#sources",
    "appel à projet du ministère": "/s-engager/financements/#sources",
    "réseau platforma": "/s-engager/partenaires/",
    "ps-eau": "/s-engager/partenaires/",
    "la plaquette": "/s-engager/plaquette/",
    "brochure": "/s-engager/plaquette/",
    "plaquette pdf": "/s-engager/plaquette/",
    "qui paie": "/",
    "novembre 2024": "/agenda/8e-rencontres-franco-japonaises-2024/",
    "café des élu·es": "/agenda/cafe-des-elues-et-elus-2024-04-25/",
    "groupe pays armenie": "/agenda/journee-du-groupe-pays-armenie-2024-06-26/",
    "rencontre franco-japonaise": "/agenda/8e-rencontres-franco-japonaises-2024/",
    "présidente Algérie": "/actualites/nouvelle-presidente-du-groupe-pays-algerie/",
    "Haiti eau et assainissement": "/actualites/avis-de-pre-qualification-region-des-palmes-haiti/",
    "diagnostic du territoire": "/s-engager/agir/",
    "mise en œuvre de l’internationalisation": "/s-engager/agir/",
    "comment s'y prendre": "/s-engager/agir/",
    "déclaration d’accessibilité": "/accessibilite/",
    "comment vous contacter": "/contact/",
    '"qualité de vie des habitants"': "/s-engager/histoire/",
}


@pytest.fixture(scope="module")
def found(loaded_tables, django_db_blocker):
    """The addresses of what each question finds first, and of what answers it at once."""
    from django.db import transaction
    from django.test import Client

    from tests import tables

    def search(question):
        answer = Client().get("/recherche/", {"q": question}).context["answer"]
        return [hit.url for hit in [*([answer.direct] if answer.direct else []), *answer.hits]]

    with django_db_blocker.unblock(), transaction.atomic():
        tables.write(loaded_tables)
        answers = {question: search(question) for question in QUESTIONS}
        transaction.set_rollback(True)
    return answers


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_finds_its_answer(found, question):
    assert QUESTIONS[question] in found[question][:FOUND_FIRST]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cooperation", "Coopérations"),
        ("elus", "élu(e)s"),
        ("oeuvre", "ŒUVRES"),
        ("eau", "l’eau"),
        ("APD", "aide publique au développement"),
        ("ODD", "objectif de developpement durable"),
        ("AFD", "agence française de développement"),
    ],
)
def test_what_means_the_same_finds_the_same(content, client, one, other):
    def keys(query):
        return sorted(row[PK] for row in client.get("/recherche/", {"q": query}).context["answer"].results.rows)

    assert keys(one)
    assert keys(one) == keys(other)


def test_a_long_form_finds_what_its_acronym_finds_and_those_who_have_its_words_apart(content, client):
    def keys(query):
        return {row[PK] for row in client.get("/recherche/", {"q": query}).context["answer"].results.rows}

    assert keys("AICT") < keys("action internationale des collectivités territoriales")


def test_words_of_grammar_are_looked_for_only_when_there_is_nothing_else(db):
    assert [word.stem for word in ask("comment financer la coopération ?").words] == ["financ", "cooper"]
    assert [word.raw for word in ask("qui sommes-nous").words] == ["sommes"]
    assert [word.raw for word in ask("pour qui").words] == ["pour", "qui"]


@pytest.mark.parametrize("text", ["", '"', "« »", "!?", "\u200b", "___"])
def test_what_holds_no_word_asks_nothing(db, text):
    assert ask(text) is None


def test_an_exact_phrase_is_found_word_for_word_whatever_its_accents(content, client):
    def number(query):
        answer = client.get("/recherche/", {"q": query}).context["answer"]
        return 0 if answer.is_near else answer.number

    assert number('"accès à la culture"') == number("« acces a la culture »") == 1
    assert number('"la culture accès"') == 0
    assert number("culture la accès") == 1
