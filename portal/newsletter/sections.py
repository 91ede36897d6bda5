"""What a letter may tell, app by app."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from wagtail.utils.apps import get_app_submodules

from portal.addresses import absolute
from portal.descriptions import first_words
from portal.models import PortalImage


@dataclass(frozen=True)
class Item:
    """One thing that a letter may tell: its page, when it is or was, and what it is about."""

    key: str
    title: str
    url: str
    note: str = ""
    text: str = ""
    image: PortalImage | None = None

    @classmethod
    def about(cls, page, kind, notes):
        """Return the Item of a page: `kind` begins its key, `notes` are what is to be said of it, some of it empty."""
        text = page.lead or page.summary or first_words(page.body)
        note = " · ".join(filter(None, notes))
        return cls(f"{kind}-{page.pk}", page.title, absolute(page.url), note, text, page.image)


@dataclass(frozen=True)
class Section:
    """Items of one kind. `items(first, last)` gives those of a period, which is usually that of `days` around today."""

    slug: str
    title: str
    # What the days of the period are those of: « Actualités parues ».
    asked: str
    # From how many days ago to in how many.
    days: tuple[int, int]
    items: Callable[[date, date], list[Item]]

    def usual(self, today):
        """Return the first and the last day that are offered at first."""
        return tuple(today + timedelta(days=number) for number in self.days)


def sections():
    """Return the Sections of every app, in the order of the apps of a letter: what happened, then what is to come."""
    modules = [module for app, module in get_app_submodules("newsletter") if app != "portal"]
    return sorted((module.SECTION for module in modules), key=lambda section: section.days)
