"""What the database would lose with a page: taken before it is deleted, as rows of JSON."""

from collections import defaultdict

from django.db import transaction
from django.db.models.deletion import Collector
from wagtail.models import Page

from portal.backup.rows import values_of
from portal.models import BinnedPage

# Made again from the page, or of no use to it; a copy that lives on without its page stays on its own.
LEFT_OUT = {"portal.searchentry", "portal.linkuse", "wagtailsearch.indexentry", "wagtailadmin.editingsession"}
LEFT_FIELDS = {"wagtailcore.Page.alias_of"}


@transaction.atomic
def throw_away(page, user):
    """Delete a page and those under it, and return the BinnedPage from which they can be restored.

    Raises ProtectedError, and deletes nothing, when a record that must keep its page would lose it.
    """
    page = page.specific
    pages = list(page.get_descendants(inclusive=True).order_by("path"))
    binned = BinnedPage.objects.create(
        title=page.get_admin_display_title()[:255],
        kind=page.page_type_display_name,
        page_key=page.pk,
        address=page.url or "",
        page_count=len(pages),
        live_count=sum(each.live for each in pages),
        deleted_by=user,
        archive=archive_of(pages),
        **_place_of(page),
    )
    page.delete(user=user)
    return binned


def _place_of(page):
    """Return where a page stands: under which, after which."""
    parent, previous = page.get_parent(), page.get_prev_sibling()
    return {
        "parent_key": parent.pk,
        "parent_title": parent.get_admin_display_title()[:255],
        "previous_key": previous.pk if previous else None,
    }


def archive_of(pages):
    """Return the rows that leave with these pages, and the fields of other records that no longer lead to them."""
    collector = Collector("default")
    for model, keys in _by_kind(pages).items():
        collector.collect(list(model._base_manager.filter(pk__in=keys)))
    leaving = defaultdict(dict)
    for model, record in collector.instances_with_model():
        leaving[model._meta.label_lower][record.pk] = record
    for records in collector.fast_deletes:
        leaving[records.model._meta.label_lower].update({record.pk: record for record in records})
    rows = {
        label: [values_of(record) for record in found.values()]
        for label, found in leaving.items()
        if label not in LEFT_OUT
    }
    return {"rows": rows, "links": [*_links(collector, leaving)]}


def _by_kind(pages):
    kinds = defaultdict(list)
    for page in pages:
        kinds[page.specific_class or Page].append(page.pk)
    return kinds


def _links(collector, leaving):
    """Yield each field of a record that stays, and that leads to what leaves: (model, key, field, what it holds)."""
    for (field, _), groups in collector.field_updates.items():
        label = field.model._meta.label_lower
        if str(field) not in LEFT_FIELDS and label not in LEFT_OUT:
            for record in (record for group in groups for record in group):
                if record.pk not in leaving[label]:
                    yield [label, record.pk, field.name, getattr(record, field.attname)]


def last_keys():
    """Return the greatest key of each model that the bin holds: no new record may take those that come back."""
    found = defaultdict(int)
    for archive in BinnedPage.objects.values_list("archive", flat=True).iterator():
        for label, rows in archive["rows"].items():
            found[label] = max([found[label], *(row["id"] for row in rows if isinstance(row.get("id"), int))])
    return found
