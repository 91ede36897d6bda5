"""The agenda for feed readers (RSS 2.0)."""

from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed

from agenda.entries import DeadlineEntry
from agenda.ics import NAME, uid
from portal.addresses import absolute
from portal.feeds import plain

# What a feed reader keeps of a feed, more or less.
ITEMS = 50


def rss(events, deadlines, path):
    """Return the feed of the events to come and of the deadlines, the latest published first, as bytes."""
    feed = Rss201rev2Feed(
        title=NAME,
        link=absolute("/agenda/"),
        description="Les évènements à venir et les échéances de la coopération décentralisée.",
        language="fr",
        feed_url=absolute(path),
    )
    newest = sorted(map(_event, events), key=lambda item: item["pubdate"], reverse=True)
    open_still = [one for one in deadlines if one.on >= timezone.localdate()]
    for item in [*newest[:ITEMS], *map(_deadline, open_still[:ITEMS])]:
        feed.add_item(**item)
    return feed.writeString("utf-8").encode()


def _event(event):
    words = [*event.marks, event.when, event.where, event.summary]
    return {
        "title": plain(" : ".join([*event.marks[:1], event.title])),
        "link": absolute(event.url),
        "description": plain(". ".join(filter(None, words))),
        "unique_id": uid(f"evenement-{event.pk}"),
        "unique_id_is_permalink": False,
        "pubdate": event.last_published_at or event.begin,
    }


def _deadline(deadline):
    entry = DeadlineEntry(deadline)
    return {
        "title": plain(f"Échéance : {deadline.title}"),
        "link": absolute(deadline.url),
        "description": plain(f"{entry.when}."),
        "unique_id": uid(deadline.key),
        "unique_id_is_permalink": False,
    }
