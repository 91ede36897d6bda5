"""The brochure made again after each change, so that the next visitor doesn't wait and its size is known."""

import logging

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from aict.brochure import responses, shelf
from aict.models import (
    AictPage,
    BrochurePage,
    FaqPage,
    FiguresPage,
    FundingPage,
    FundingSource,
    HistoryPage,
    KeyFigure,
    MethodPage,
    PartnersPage,
)
from portal.models import HomePage, SiteSettings

logger = logging.getLogger(__name__)

# What the brochure reads; what is within a page is saved with it.
PAGES = {HomePage, AictPage, BrochurePage, FaqPage, FiguresPage, FundingPage, HistoryPage, MethodPage, PartnersPage}
RECORDS = {KeyFigure, FundingSource, SiteSettings}


@receiver([post_save, post_delete])
def remake_later(sender, **kwargs):
    """Make the brochure again once the change is committed, however many records it is made of."""
    if sender not in PAGES | RECORDS or kwargs.get("raw"):
        return
    waiting = [function for _, function, _ in transaction.get_connection().run_on_commit]
    if remake not in waiting:
        transaction.on_commit(remake, robust=True)


def remake():
    """Make the brochure that visitors read, unless it is made already or editors gave their own."""
    page = BrochurePage.objects.published().first()
    if page and not page.document_id:
        try:
            responses.fetch(page)
        except shelf.Unavailable:
            logger.warning("Aucune plaquette n’est encore en ligne.")
