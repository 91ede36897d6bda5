"""Which state of the content this is, for every worker and every node that shares the database.

A change leaves a mark in its own transaction: whoever sees the change sees the mark, and nobody sees one
without the other. The generation is the last mark and how many there are: two transactions that end in
another order than they began still make two generations.
"""

import time

from django.db import connection, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.signals import page_slug_changed, post_page_move

from portal.models import Change
from portal.page_cache.doorstep import stir

# Marks that are kept: a few more than the transactions that may be under way at once.
KEPT = 1000
# How long a generation is believed by what is kept (portal/memo.py), in seconds: a hand in the database leaves no mark.
LONGEST = 600
QUERY = f"SELECT MAX(id), COUNT(*) FROM {Change._meta.db_table}"  # noqa: S608
# What visitors never see: the CMS's own books, people, what search and renditions keep for themselves.
UNSEEN_APPS = {"auth", "contenttypes", "sessions", "migrations", "wagtailadmin", "wagtailusers", "wagtailsearch"}
UNSEEN_APPS |= {"account", "mfa", "usersessions"}
UNSEEN = {
    "portal.change",
    "portal.portalrendition",
    "portal.searchentry",
    "portal.searchword",
    "portal.binnedpage",
    "portal.checkedlink",
    "portal.contactmessage",
    "portal.linkuse",
    "portal.draftlink",
    "portal.filetext",
    "portal.fruitlesssearch",
    "wagtailcore.modellogentry",
    "wagtailcore.pagelogentry",
    "wagtailcore.comment",
    "wagtailcore.commentreply",
    "wagtailcore.pagesubscription",
    "wagtailcore.referenceindex",
    "wagtailcore.revision",
    "wagtailcore.task",
    "wagtailcore.taskstate",
    "wagtailcore.uploadedfile",
    "wagtailcore.workflow",
    "wagtailcore.workflowstate",
    "wagtailsearchpromotions.query",
    "wagtailsearchpromotions.querydailyhits",
}
# All that a draft changes of the page that it will replace.
DRAFT = {"draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at"}


def current():
    """Return the generation of the content, a text; one question to the database."""
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        last, number = cursor.fetchone()
    return f"{last or 0}-{number}"


def state():
    """Return what names all that requests may share now: the generation, for as long as it is believed."""
    return f"{current()}:{int(time.time() // LONGEST)}"


def mark(**kwargs):
    """Note, in the transaction of a change, that what visitors see is no longer the same."""
    change = Change.objects.create()
    if change.pk % KEPT == 0:
        Change.objects.filter(pk__lte=change.pk - KEPT).delete()
    transaction.on_commit(stir, robust=True)


def mark_saved(sender, instance, update_fields=None, **kwargs):
    """Note a record that was saved or deleted, unless visitors never see it."""
    is_draft = bool(update_fields) and set(update_fields) <= DRAFT
    if is_seen(sender) and not is_draft and not kwargs.get("raw"):
        mark()


def is_seen(model):
    """Whether visitors may see something of this model; what migrations save is not ours."""
    meta = model._meta
    is_ours = model.__module__ != "__fake__"
    return is_ours and meta.app_label not in UNSEEN_APPS and meta.label_lower not in UNSEEN


def mark_links(sender, instance, action, **kwargs):
    if action.startswith("post_") and is_seen(type(instance)):
        mark()


def follow():
    """Begin to mark changes: called once, when everything is loaded."""
    for signal in (post_save, post_delete):
        signal.connect(mark_saved, dispatch_uid="page_cache")
    m2m_changed.connect(mark_links, dispatch_uid="page_cache")
    for signal in (page_slug_changed, post_page_move):
        signal.connect(mark, dispatch_uid="page_cache")
