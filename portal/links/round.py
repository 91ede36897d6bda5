"""The nightly round: find every link, try each, keep what is learnt."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from portal.links.found import GONE, links_of, sources
from portal.links.inside import Inside
from portal.links.outside import Visitor
from portal.models import CheckedLink, LinkUse


def make_round(seconds, visitor=None):
    """Check the links of the whole site; other sites are visited for `seconds` at most, the longest unseen first.

    Returns the links that are to be mended, as a QuerySet.
    """
    found = find_links()
    known = note_uses(found)
    inside = Inside()
    keep(known, {address: inside.visit(address) for address in found if is_inside(address)})
    outside = sorted((known[a] for a in found if not is_inside(a)), key=lambda link: str(link.checked_at or ""))
    if seconds > 0:
        keep(known, (visitor or Visitor()).visit_all([link.address for link in outside], seconds))
    return CheckedLink.objects.to_mend()


def is_inside(address):
    return address.startswith(("/", GONE))


def find_links():
    """Return the records that lead to each address, by address."""
    found = defaultdict(list)
    for record in sources():
        for address in links_of(record):
            found[address].append(record)
    return found


@transaction.atomic
def note_uses(found):
    """Keep where each link stands, and forget those that stand nowhere any more; return the CheckedLinks by address."""
    CheckedLink.objects.exclude(address__in=found).delete()
    new = [CheckedLink(address=address, is_inside=is_inside(address)) for address in found]
    CheckedLink.objects.bulk_create(new, ignore_conflicts=True)
    known = {link.address: link for link in CheckedLink.objects.all()}
    LinkUse.objects.all().delete()
    LinkUse.objects.bulk_create(_use(known[address], record) for address in found for record in found[address])
    return known


def _use(link, record):
    return LinkUse(
        link=link,
        page_id=record.pk if isinstance(record, Page) else None,
        content_type=ContentType.objects.get_for_model(record),
        object_id=str(record.pk),
        title=str(record)[:255],
    )


def keep(known, outcomes):
    """Note the Outcome of each address that was tried."""
    now = timezone.now()
    for address, outcome in outcomes.items():
        known[address].learn(outcome.state, outcome.reason, now)
    fields = ["state", "reason", "failures", "broken_since", "last_well_on", "checked_at", "verified_on"]
    CheckedLink.objects.bulk_update([known[address] for address in outcomes], fields, batch_size=100)
