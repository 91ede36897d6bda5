"""The figures as open data say what the records say, to the last decimal, and invent nothing."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest

from aict.models import FiguresPage, FigureValue, KeyFigure
from portal.initial_content import page_at
from tests.factories import KeyFigureFactory

CSV, JSON = "/s-engager/chiffres.csv", "/s-engager/chiffres.json"


def table(client):
    text = client.get(CSV).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_two_files_say_the_same_of_every_listed_figure(content, client):
    rows = table(client)
    assert rows == json.loads(client.get(JSON).content)["chiffres"]
    listed = KeyFigure.objects.filter(is_listed=True, live=True)
    assert {row["identifiant"] for row in rows} == {figure.slug for figure in listed}
    assert next(row for row in rows if row["identifiant"] == "partenariats")["valeur"] == "10531"
    assert "0.55" in {row["valeur"] for row in rows}


def test_a_spreadsheet_knows_that_the_table_is_in_utf_8(content, client):
    response = client.get(CSV)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.startswith("\ufeff".encode())


def test_what_nobody_has_said_is_not_made_up(content, client):
    assert {row["licence"] for row in table(client)} == {"non précisée"}
    KeyFigure.objects.get(slug="pays").values.update(source_name="", source_url="", checked_on=None)
    row = next(row for row in table(client) if row["identifiant"] == "pays")
    assert (row["source"], row["source_adresse"], row["verifie_le"]) == ("non précisée", "", "")


def test_the_licence_that_editors_give_is_that_of_the_files_the_page_and_its_description(content, client):
    licence = {"licence": "Licence Ouverte 2.0", "licence_url": "https://licence.example/2.0"}
    FiguresPage.objects.update(**licence)
    assert {row["licence"] for row in table(client)} == {"Licence Ouverte 2.0"}
    html = client.get("/s-engager/chiffres/").content.decode()
    assert '<a href="https://licence.example/2.0">Licence Ouverte 2.0</a>' in html
    assert '"license": "https://licence.example/2.0"' in html


@pytest.mark.parametrize("value", ["123456789.000001", "0.1", "100", "0", "-3.5"])
def test_a_value_is_exact_and_so_are_its_former_ones(content, client, value):
    figure = KeyFigureFactory(slug="essai", value=Decimal(value))
    FigureValue.objects.create(figure=figure, value=Decimal("7.25"), as_of=date(2001, 1, 1), source_name="Atlas")
    now, before = (row for row in table(client) if row["identifiant"] == "essai")
    assert (now["valeur"], now["en_vigueur"]) == (value, "oui")
    assert (before["valeur"], before["etat_au"], before["source"]) == ("7.25", "2001-01-01", "Atlas")
    assert before["en_vigueur"] == "non"


def test_a_computed_figure_says_how(content, client):
    over, under = KeyFigureFactory(value=9), KeyFigureFactory(value=5)
    KeyFigureFactory(slug="essai", numerator=over, denominator=under)
    row = next(row for row in table(client) if row["identifiant"] == "essai")
    assert (row["valeur"], row["calcul"]) == ("1.8", "9 ÷ 5 = 1,8")


def test_a_file_that_has_not_changed_is_not_sent_again(content, client):
    etag = client.get(CSV)["ETag"]
    assert client.get(CSV, headers={"if-none-match": etag}).status_code == 304
    value = KeyFigure.objects.get(slug="pays").latest
    value.value = 141
    value.save()
    assert client.get(CSV, headers={"if-none-match": etag}).status_code == 200


def test_the_files_stand_beside_their_page_and_nowhere_else(content, client):
    html = client.get("/s-engager/chiffres/").content.decode()
    assert f'href="{CSV}" download' in html
    assert "CSV," in html
    assert client.get("/s-engager/questions.csv").status_code == 404
    page_at("/s-engager/chiffres/").specific.unpublish()
    assert [client.get(address).status_code for address in (CSV, JSON)] == [404, 404]


def test_a_figure_is_quoted_with_its_date_its_source_and_its_address(content, client):
    html = client.get("/s-engager/chiffres/").content.decode()
    section = html.partition('id="partenariats"')[2].partition("</section>")[0].replace("\xa0", " ")
    assert "AICT en 10 chiffres », état au 2 novembre 2020" in section
    assert "http://testserver/s-engager/chiffres/#partenariats</p>" in section
    assert 'data-copy-text="10' in section
