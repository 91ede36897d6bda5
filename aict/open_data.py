"""The figures as open data: every value that each was given, with its date and its source, and nothing invented."""

import csv
import io
import json

from aict.cards import listed_figures
from aict.models.values import FigureValue
from portal.addresses import absolute
from portal.memo import remember
from portal.models import SiteSettings
from portal.templatetags.files import file_size

FILES = {"csv": "text/csv", "json": "application/json"}
UNKNOWN = "non précisée"
COLUMNS = [
    *("identifiant", "nom", "phrase", "precision", "valeur", "unite", "etat_au", "annee_ou_periode"),
    *("source", "source_adresse", "verifie_le", "calcul", "en_vigueur", "licence", "adresse"),
]


def rows(page):
    """Return one dict of COLUMNS for each value of each listed figure, the newest first; all of them are text."""
    return remember(("figure rows", page.pk), lambda: _read_rows(page))


def _read_rows(page):
    return [row for card in listed_figures() for row in _rows_of(card, page)]


def exact(value):
    """Write a Decimal as machines read it: a point, no idle zero, no exponent, nothing rounded.

    >>> from decimal import Decimal
    >>> [exact(Decimal(text)) for text in ("10531.000000", "0.550000", "1E+2", "0.000000")]
    ['10531', '0.55', '100', '0']
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def content_of(page, suffix):
    """Return the file in CSV or in JSON, in bytes."""
    return _csv(page) if suffix == "csv" else _json(page)


def address_of(page, suffix):
    """Return the path of the file: that of its page, « /s-engager/chiffres.csv »."""
    return f"{page.url.rstrip('/')}.{suffix}"


def links(page):
    """Return the files as (label, path) pairs: their type and what they weigh."""
    return [
        (f"{suffix.upper()}, {file_size(len(content_of(page, suffix)))}", address_of(page, suffix)) for suffix in FILES
    ]


def licence_of(page):
    """Return the licence under which CUF gives its figures, as far as CUF has said."""
    return page.licence or page.licence_url or UNKNOWN


def _rows_of(card, page):
    about = {
        "identifiant": card.anchor,
        "nom": card.name,
        "licence": licence_of(page),
        "adresse": absolute(card.url),
    }
    if card.formula:
        about["calcul"] = card.formula
        yield _row(about, card.quantity, card.standing, phrase=card.sentence, source=None)
        return
    for place, value in enumerate(card.dated_values()):
        phrase = card.sentence if place == 0 else ""
        yield _row(about, value.quantity, value, phrase=phrase, source=value, is_current=place == 0)


def _row(about, quantity, dated, *, phrase, source, is_current=True):
    source = source or FigureValue()
    values = about | {
        "phrase": phrase,
        "precision": str(quantity.qualifier),
        "valeur": exact(quantity.value),
        "unite": str(quantity.unit),
        "etat_au": dated.as_of.isoformat(),
        "annee_ou_periode": dated.period,
        "source": source.source_name or UNKNOWN,
        "source_adresse": source.source_url,
        "verifie_le": source.checked_on.isoformat() if source.checked_on else "",
        "en_vigueur": "oui" if is_current else "non",
    }
    return {name: values.get(name, "") for name in COLUMNS}


def _csv(page):
    """Return the rows as spreadsheets open them in France: UTF-8 with its mark, semicolons."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, delimiter=";")
    writer.writeheader()
    writer.writerows(rows(page))
    return text.getvalue().encode("utf-8-sig")


def _json(page):
    data = {
        "titre": page.title,
        "adresse": absolute(page.url),
        "editeur": SiteSettings.current().name,
        "licence": licence_of(page),
        "licence_adresse": page.licence_url,
        "chiffres": rows(page),
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
