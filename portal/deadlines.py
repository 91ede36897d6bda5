"""Days after which it is too late, wherever they are kept: the agenda shows them among its events.

An app that has some has a module deadlines with `deadlines(first, last)`, which returns the
Deadlines from one day to another, both included.
"""

from dataclasses import dataclass
from datetime import date, datetime

from wagtail.utils.apps import get_app_submodules


@dataclass(frozen=True)
class Deadline:
    """The last day of something. `key` is its own among all, `word` says what ends: « Clôture de l’appel »."""

    key: str
    on: date
    word: str
    title: str
    url: str
    themes: frozenset = frozenset()
    country_groups: frozenset = frozenset()
    # When visitors were last told of it, if that is known.
    changed_at: datetime | None = None


def every_deadline(first, last):
    """Return the Deadlines of every app from `first` to `last`, in the order of time."""
    modules = [module for app, module in get_app_submodules("deadlines") if app != "portal"]
    return sorted((one for module in modules for one in module.deadlines(first, last)), key=lambda one: one.on)
