"""Entries that follow every publication, within the very transaction that makes it.

Whether a visitor may read a page is not kept here: it is asked of the page at each search.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from portal import memo
from portal.models.search import SearchEntry, SearchWord
from portal.search import engines
from portal.search.sources import finds, readers
from portal.search.words import clean, fold, line, words

SHORTEST_WORD = 4
AT_ONCE = 500
_paused = ContextVar("search_paused", default=False)


@transaction.atomic
def index_page(page):
    """Make the entries of a page anew; a draft or an alias has none."""
    SearchEntry.objects.filter(page_id=page.pk).delete()
    store(entries_of(page))


def entries_of(page):
    """Return the entries of a page, not saved yet."""
    if not page.live or page.alias_of_id or page.depth <= 1:
        return []
    with memo.fresh():  # What this request read before the change no longer holds.
        return [entry_of(page, find) for find in finds(page.specific)]


def store(entries):
    """Save new entries, have the search engine know them, and note the words that they are written with."""
    if entries:
        SearchEntry.objects.bulk_create(entries, batch_size=AT_ONCE)
        engines.add(entries)
        learn(entries)


def entry_of(page, find):
    """Return the entry of a Find: what is shown of it, and its words as they are looked for."""
    title, text = clean(find.title)[:400], clean(find.text)
    in_title, in_text = list(words(f"{title} | {clean(find.other_title)}")), list(words(text))
    every = [*in_title, *in_text]
    return SearchEntry(
        page_id=page.pk,
        document=find.document,
        kind=find.kind,
        title=title,
        text=text,
        value=find.value,
        anchor=find.anchor,
        dated_on=find.dated_on,
        passages=" ".join(f"{letter}:{second}" for letter, second in find.passages),
        title_folded=line(word.folded for word in in_title),
        folded=line(word.folded for word in every),
        title_stems=line(word.stem for word in in_title),
        stems=line(word.stem for word in every),
    )


def learn(entries):
    """Note the words that these entries are written with."""
    seen = {word.raw.lower() for entry in entries for word in words(f"{entry.title} {entry.text}")}
    known = [
        SearchWord(word=word, folded=fold(word), length=len(fold(word)))
        for word in sorted(seen)
        if SHORTEST_WORD <= len(word) <= 40 and word.isalpha()
    ]
    SearchWord.objects.bulk_create(known, ignore_conflicts=True, batch_size=AT_ONCE)


@transaction.atomic
def rebuild():
    """Make every entry anew, and return how many there are."""
    SearchWord.objects.all().delete()
    engines.forget_all()
    waiting = []
    for page in Page.objects.filter(live=True, depth__gt=1).order_by("pk").specific().iterator(AT_ONCE):
        waiting += entries_of(page)
        if len(waiting) >= AT_ONCE:
            store(waiting)
            waiting = []
    store(waiting)
    return SearchEntry.objects.count()


@contextmanager
def paused():
    """Follow nothing for a while: whoever asks for it rebuilds afterwards."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


@receiver(post_save)
def follow_save(instance, raw=False, update_fields=None, **kwargs):
    """Read again a page that was saved, or those that show a record that was.

    A draft is kept by saving a few fields of a page that holds it: it is not to be read.
    """
    if raw or _paused.get():
        return
    if isinstance(instance, Page):
        if update_fields is None:
            index_page(instance)
    else:
        index_readers(instance)


@receiver(post_delete)
def follow_deletion(instance, **kwargs):
    """Read again the pages that showed a record; the entries of a page leave with it."""
    if not _paused.get() and not isinstance(instance, Page):
        index_readers(instance)


@receiver(page_published)
def follow_publication(instance, **kwargs):
    if not _paused.get():
        index_page(instance)


def index_readers(record):
    for page in readers(record):
        index_page(Page.objects.get(pk=page.pk).specific)
