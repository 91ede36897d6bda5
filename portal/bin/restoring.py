"""A page of the bin put back where it was, or elsewhere, with all that left with it and still has its place."""

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.signal_handlers import autocreate_redirects_on_page_move
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from portal.backup.rows import insert
from portal.bin.standing import Standing
from portal.models import BinnedPage

TAKEN = "« {title} » ne peut pas revenir : une autre page a pris sa place. Prévenez la personne qui tient le site."


class NotRestored(Exception):
    """Why a page stays in the bin, in French; nothing was changed."""


def restore(key, parent, user, is_live=True):
    """Put the BinnedPage of this key back under `parent`, and return its page; None if it is no longer in the bin.

    What was live is live again unless `is_live` is false. Its address is the one that it had, or one close to it
    when another page took it.
    """
    try:
        with transaction.atomic():
            binned = BinnedPage.objects.select_for_update().filter(pk=key).first()
            return binned and _restore(binned, Page.objects.get(pk=parent.pk), user, is_live)
    except IntegrityError as error:
        raise NotRestored(TAKEN.format(title=binned.title)) from error


def _restore(binned, parent, user, is_live):
    rows = {apps.get_model(label): found for label, found in binned.archive["rows"].items()}
    pages = rows[Page]
    root = next(row for row in pages if row["id"] == binned.page_key)
    before = root["url_path"]
    place(pages, root, parent)
    rename(rows, root, find_available_slug(parent, root["slug"]), parent)
    wake(rows, is_live)
    put_back(rows)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
    parent.refresh_from_db()
    relink(binned.archive["links"])
    page = Page.objects.get(pk=binned.page_key)
    rank(page, parent, binned)
    announce([row["id"] for row in pages])
    binned.delete()
    page = Page.objects.get(pk=page.pk).specific
    lead_to(page, before)
    log(page, "portal.restore", user=user)
    return page


def place(pages, root, parent):
    """Give the rows of these pages their paths in the tree, as last under `parent`."""
    last = parent.get_last_child()
    path = last._inc_path() if last else Page._get_path(parent.path, parent.depth + 1, 1)
    before, deeper = root["path"], parent.depth + 1 - root["depth"]
    for row in pages:
        row["path"] = path + row["path"][len(before) :]
        row["depth"] += deeper


def rename(rows, root, slug, parent):
    """Give the page its slug and all of them their addresses; a draft is published at the new slug too."""
    before, after = root["url_path"], f"{parent.url_path}{slug}/"
    for row in rows[Page]:
        row["url_path"] = after + row["url_path"][len(before) :]
    if slug != root["slug"]:
        for revision in rows.get(Revision, []):
            if revision["id"] == root["latest_revision_id"] and revision["content"].get("slug") == root["slug"]:
                revision["content"]["slug"] = slug
        root["slug"] = slug


def wake(rows, is_live):
    """Withdraw what was live unless it is to be so again; what was scheduled for an hour now past stays a draft."""
    if not is_live:
        for row in (row for row in rows[Page] if row["live"]):
            row |= {"live": False, "has_unpublished_changes": True, "live_revision_id": None}
    now = timezone.now().isoformat()
    for revision in rows.get(Revision, []):
        if (revision["approved_go_live_at"] or now) < now:
            revision["approved_go_live_at"] = None


def put_back(rows):
    """Insert the rows that still have their place: those of the pages all together, the others one by one."""
    own = {model: found for model, found in rows.items() if issubclass(model, Page)}
    others = {model: found for model, found in rows.items() if model not in own}
    standing = Standing(rows)
    for model, found in own.items():
        if standing.of(model) != found:
            raise IntegrityError
        insert(model, found)
    for model in others:
        for row in standing.of(model):
            _insert_if_free(model, row)


def _insert_if_free(model, row):
    """Insert a row, unless what came meanwhile is in its place."""
    try:
        with transaction.atomic():
            insert(model, [row])
    except IntegrityError:
        pass


def relink(links):
    """Have the records that led to the pages lead to them again, unless they were given something else meanwhile."""
    for label, key, name, value in links:
        model = apps.get_model(label)
        field = model._meta.get_field(name)
        record = model._base_manager.filter(Q(**{f"{name}__isnull": True}), pk=key).first()
        if record and field.related_model._base_manager.filter(pk=value).exists():
            setattr(record, field.attname, value)
            record.save(update_fields=[name])


def rank(page, parent, binned):
    """Put the page after the one that it followed, first if it was, or leave it last."""
    previous = parent.get_children().filter(pk=binned.previous_key).first()
    first = parent.get_first_child()
    if parent.pk == binned.parent_key and previous:
        page.move(previous, "right")
    elif parent.pk == binned.parent_key and binned.previous_key is None and first.pk != page.pk:
        page.move(first, "left")


def lead_to(page, before):
    """Have the former addresses of a page put elsewhere, and of those under it, lead to them: as when it is moved."""
    if not Page.objects.filter(url_path=before).exists():
        autocreate_redirects_on_page_move(page, url_path_before=before, url_path_after=page.url_path)


def announce(keys):
    """Have search, references and kept pages learn of the pages, and no rule of redirection lead away from them."""
    for page in Page.objects.filter(pk__in=keys).specific():
        post_save.send(type(page), instance=page, created=False, raw=False, update_fields=None, using="default")
        addresses = {Redirect.normalise_path(page.url)} if page.url else set()
        Redirect.objects.filter(old_path__in=addresses, automatically_created=True).delete()
