"""Who may do what in the CMS: three groups, and the way of a draft from those who write to those who publish.

The initial content makes them; from then on they are the association's, which may change them in the CMS.
"""

from typing import NamedTuple

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.snippets.models import get_snippet_models

# What Wagtail makes on a new site, in English.
FOREIGN_GROUPS = ["Moderators", "Editors"]
REVIEW = "Relecture"


class Role(NamedTuple):
    """A group, what it is for, and what it may do with pages, snippets, the CMS, collections of files."""

    name: str
    purpose: str
    pages: list
    snippets: list
    others: list
    collections: list


REDACTION = Role(
    "Rédaction",
    "Écrit et illustre les pages, puis les soumet à relecture. Ne met rien en ligne.",
    pages=["add_page", "change_page"],
    snippets=["view"],
    others=["wagtailadmin.access_admin"],
    # A file that is changed changes at once wherever it is shown: one’s own alone.
    collections=["add_image", "choose_image", "add_document", "choose_document", "add_media"],
)
PUBLICATION = Role(
    "Publication",
    "Relit, publie et retire ; tient les chiffres clés, les financements et le vocabulaire.",
    pages=["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
    snippets=["view", "add", "change", "delete", "publish", "lock", "unlock"],
    others=[
        *REDACTION.others,
        *(f"wagtailredirects.{action}_redirect" for action in ("view", "add", "change", "delete")),
        *(f"wagtailsearchpromotions.{action}_searchpromotion" for action in ("view", "add", "change", "delete")),
    ],
    collections=[*REDACTION.collections, "change_image", "change_document", "change_media"],
)
ADMINISTRATION = Role(
    "Administration",
    "Fait tout ce que fait Publication ; tient les comptes, les réglages et la relecture ; lit les messages reçus.",
    pages=PUBLICATION.pages,
    snippets=PUBLICATION.snippets,
    others=[
        *PUBLICATION.others,
        "portal.change_sitesettings",
        "portal.delete_binnedpage",
        *(f"portal.{action}_contactmessage" for action in ("view", "delete")),
        *(
            f"{model.replace('.', f'.{action}_')}"
            for model in ("auth.user", "wagtailcore.workflow", "wagtailcore.task")
            for action in ("view", "add", "change", "delete")
        ),
    ],
    collections=[*PUBLICATION.collections, "add_collection", "change_collection", "delete_collection"],
)
ROLES = [REDACTION, PUBLICATION, ADMINISTRATION]


def load(home):
    """Make the three groups, and the review that a draft of any page under `home` goes through; replace Wagtail's."""
    Group.objects.filter(name__in=FOREIGN_GROUPS).delete()
    Workflow.objects.all().delete()
    Task.objects.all().delete()
    groups = [_group(role, home) for role in ROLES]
    task = GroupApprovalTask.objects.create(name="Relecture par Publication")
    task.groups.set(groups[1:])
    workflow = Workflow.objects.create(name=REVIEW)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=home)


def _group(role, home):
    group, _ = Group.objects.get_or_create(name=role.name)
    group.permissions.set(_permissions(role))
    for codename in role.pages:
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=_page(codename))
    root = Collection.get_first_root_node()
    # Those of files are Wagtail's, whatever the model that stands for its own.
    files = Permission.objects.exclude(content_type__app_label="portal")
    for permission in files.filter(codename__in=role.collections):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
    return group


def _page(codename):
    return Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)


def _permissions(role):
    names = [*role.others]
    for model in get_snippet_models():
        names += [f"{model._meta.app_label}.{action}_{model._meta.model_name}" for action in role.snippets]
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    # Not every model is published or locked.
    return [known[name] for name in names if name in known]


def purposes():
    """Return what each of the three groups is for, by its name."""
    return {role.name: role.purpose for role in ROLES}
