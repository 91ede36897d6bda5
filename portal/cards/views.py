"""The pictures that stand for pages where they are shared."""

import logging
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import condition, require_safe
from wagtail.models import Page

from portal.cards import shelf
from portal.cards.said import card_of, said, version_of
from portal.querysets import published

logger = logging.getLogger(__name__)

# Stands in for a card that could not be made; it is the card of the site itself.
FALLBACK = "img/carte.png"
A_YEAR = "public, max-age=31536000, immutable"
A_MINUTE = "public, max-age=60"


@require_safe
def card(request, key, version):
    """The card of a public page; an address of former words leads to the one of today."""
    page = published(Page.objects.filter(pk=key, depth__gt=1)).first()
    if page is None:
        raise Http404
    page = page.specific
    data = said(page)
    if version != version_of(data):
        return redirect(card_of(page).url)
    return _picture(request, key=key, version=version, data=data)


def etag(request, *, version, **said):
    return f'"{version}"'


@condition(etag_func=etag)
def _picture(request, *, key, version, data):
    try:
        content, kept = shelf.fetch(key, version, data), A_YEAR
    except Exception:
        logger.exception("La carte de la page %s n’a pas pu être faite ; celle du site la remplace.", key)
        content, kept = fallback(), A_MINUTE
    response = HttpResponse(content, content_type="image/png", headers={"Cache-Control": kept})
    if kept == A_MINUTE:
        # Asked for again, it may be made: what is served now is no version of it.
        response["ETag"] = '"site"'
    return response


def fallback():
    """Return the card of the site, which nothing has to make."""
    return Path(finders.find(FALLBACK)).read_bytes()
