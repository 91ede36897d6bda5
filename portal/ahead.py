"""Pages that the site itself visits as soon as they are published: the sizes of their pictures are made by then.

Whoever serves the site (start()) does so in a thread of its own, once the publication is committed; the round of each
minute (manage.py visit_new_pages) makes up for a publication at its hour, or for a worker that was killed.
"""

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published

from portal.models import PortalImage
from portal.visits import text_of, visit

logger = logging.getLogger(__name__)

# A round comes each minute; a few are missed when the machine starts again.
LATELY = timedelta(minutes=5)
# More pages than that are not made at once for one change.
MOST = 100
# What a browser fetches by itself, or a program in its place: photographs that have an address, feeds.
FETCHED = re.compile(r'(?:srcset|src)="(/photos/[^"]+)"|<link rel="alternate"[^>]* href="([^"]+)"')
_threads = []


def start():
    """Visit from now on, in a thread of this process, what it publishes."""
    if not _threads:
        _threads.append(ThreadPoolExecutor(1, thread_name_prefix="ahead"))


@receiver(page_published)
def follow_publication(instance, **kwargs):
    _visit_later(lambda: pages_showing(instance))


@receiver(post_save, sender=PortalImage)
def follow_picture(instance, raw=False, **kwargs):
    """A picture that is replaced has lost its sizes."""
    if not raw:
        _visit_later(lambda: pages_showing(instance))


def _visit_later(find):
    if _threads:
        transaction.on_commit(lambda: _threads[0].submit(_visit_and_close, find))


def _visit_and_close(find):
    try:
        visit_pages(find())
    except Exception:
        logger.exception("Des pages n’ont pas pu être préparées ; elles le seront à la première visite.")
    finally:
        connections.close_all()


def pages_published_lately():
    """Return the pages with pictures that were published since the last rounds."""
    pages = Page.objects.live().filter(last_published_at__gt=timezone.now() - LATELY).order_by("-last_published_at")
    keys = [str(key) for key in pages.values_list("pk", flat=True)[:MOST]]
    kinds = {"base_content_type": _kind(Page), "to_content_type": _kind(PortalImage)}
    references = ReferenceIndex.objects.filter(object_id__in=keys, **kinds)
    return Page.objects.filter(pk__in={int(key) for key in references.values_list("object_id", flat=True)})


def pages_showing(record):
    """Return the published pages that show a page or a picture: itself, and those that cite it."""
    references = ReferenceIndex.get_references_to(record).filter(base_content_type=_kind(Page))
    keys = {int(key) for key in references.values_list("object_id", flat=True)}
    keys |= {record.pk} if isinstance(record, Page) else set()
    return Page.objects.live().filter(pk__in=keys).order_by("-last_published_at")[:MOST]


def _kind(model):
    return ContentType.objects.get_for_model(model)


def visit_pages(pages):
    """Visit pages and the lists that they are in, once each, with all that a browser fetches; return how many."""
    lists = {ancestor for page in pages for ancestor in page.get_ancestors().live().filter(depth__gt=1)}
    addresses = {page.url for page in {*pages, *lists}} - {None}
    for address in sorted(addresses):
        for fetched in sorted(fetched_by(read(address))):
            visit(fetched)
    return len(addresses)


def read(address):
    """Return the text of a page or feed that visitors may read; "" of anything else."""
    answer = visit(address)
    return (answer.status_code == 200 and text_of(answer)) or ""


def fetched_by(html):
    """Return the addresses of this site that a page makes a browser fetch and that are made when asked for.

    >>> sorted(fetched_by('<img src="/photos/1/a.webp" srcset="/photos/1/a.webp 400w, /photos/1/b.webp?v=1 800w">'))
    ['/photos/1/a.webp', '/photos/1/b.webp?v=1']
    """
    found = set()
    for photos, feed in FETCHED.findall(html):
        found |= {part.split()[0] for part in photos.split(",")} if photos else {feed}
    return {address.removeprefix(settings.SITE_URL) for address in found}
