"""What waits for one editor: drafts to finish, pages to approve, what will appear this week."""

from datetime import timedelta

from django.db.models import CharField, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.admin.ui.tables import Column
from wagtail.models import Page, Revision, TaskState

from portal.templatetags.dates import day_in_words
from portal.vigilance.needs import Need, PageNeed, day_column, edit_url, page_columns, record_column
from portal.vigilance.returned import in_quotes, returns

# How far ahead what is scheduled is told.
AHEAD = timedelta(days=7)


def day_of(instant):
    return day_in_words(timezone.localdate(instant))


class MyDrafts(PageNeed):
    """Pages that this editor began or was the last to change, with something that visitors do not see."""

    slug = "mes-brouillons"
    page_title = "Mes brouillons"
    header_icon = "edit"
    one, many = "brouillon à finir", "brouillons à finir"
    advice = "Ce que vous avez écrit et que les visiteurs ne voient pas encore."
    is_personal = True
    order = 10
    default_ordering = "-latest_revision_created_at"

    @classmethod
    def records(cls):
        scheduled = Revision.objects.filter(pk=OuterRef("latest_revision"), approved_go_live_at__isnull=False)
        asked = returns(OuterRef("pk")).values("comment")[:1]
        drafts = Page.objects.annotate(asked=Subquery(asked))
        return drafts.filter(~Exists(scheduled), has_unpublished_changes=True).order_by(cls.default_ordering)

    @classmethod
    def mendable(cls, user):
        mine = Q(latest_revision__user=user) | Q(latest_revision__user=None, owner=user)
        return super().mendable(user).filter(mine)

    @staticmethod
    def named(page):
        """Return the title of a page, the address of its form, and what is to be corrected or when it was changed."""
        changed = page.latest_revision_created_at
        note = f"modifié le {day_of(changed)}" if changed else ""
        if page.asked is not None:
            note = f"à corriger : {in_quotes(page.asked)}" if page.asked.strip() else "à corriger"
        return {"title": page.draft_title, "url": edit_url(page), "note": note}


def submitted(state):
    """Return the page or record that a TaskState is about."""
    return state.revision.content_object


def submitter(state):
    """Return the name of who submitted it."""
    user = state.revision.user
    return (user.get_full_name() or user.get_username()) if user else "un compte supprimé"


class ToModerate(Need):
    """What was submitted and waits for this editor's approval."""

    slug = "a-relire"
    page_title = "À relire"
    header_icon = "tasks"
    one, many = "page à relire", "pages à relire"
    advice = "Soumises à votre accord : ouvrez-les pour les approuver ou demander une correction."
    is_personal = True
    order = 20
    columns = [
        record_column("submitted", "Page", submitted, accessor="revision.object_str"),
        Column("task", label="Étape", accessor="task.name"),
        Column("submitter", label="Soumise par", accessor=submitter),
        day_column("started_at", "Soumise le"),
    ]
    default_ordering = "-started_at"

    @classmethod
    def mendable(cls, user):
        states = TaskState.objects.reviewable_by(user).select_related("task", "revision__user")
        return states.prefetch_related("revision__content_object").order_by(cls.default_ordering)

    @staticmethod
    def named(state):
        """Return the title of what was submitted, the address of its form, who submitted it and when."""
        note = f"soumise par {submitter(state)} le {day_of(state.started_at)}"
        return {"title": state.revision.object_str, "url": edit_url(submitted(state)), "note": note}

    def mend_url(self, item):
        return edit_url(submitted(item))


def what_happens(page):
    """Return when a page will appear or disappear, in words."""
    word, instant = ("paraîtra", page.appears_at) if page.appears_at else ("disparaîtra", page.expire_at)
    local = timezone.localtime(instant)
    return f"{word} le {day_in_words(local)} à {local.hour}h{local.minute:02}"


class Scheduled(PageNeed):
    """Pages that will appear, or disappear, within a week."""

    slug = "programmees"
    page_title = "Programmées cette semaine"
    header_icon = "calendar-check"
    one, many = "page programmée dans les sept jours", "pages programmées dans les sept jours"
    advice = "Elles paraîtront ou disparaîtront d’elles-mêmes à l’heure dite."
    is_personal = True
    order = 30
    columns = page_columns(Column("what", label="Ce qui se passera", accessor=what_happens))

    @classmethod
    def records(cls):
        week = (timezone.now(), timezone.now() + AHEAD)
        own = Revision.page_revisions.filter(object_id=Cast(OuterRef("pk"), CharField()))
        appears = own.filter(approved_go_live_at__range=week).order_by("approved_go_live_at")
        pages = Page.objects.annotate(appears_at=appears.values("approved_go_live_at")[:1])
        return pages.filter(Q(appears_at__isnull=False) | Q(live=True, expire_at__range=week)).order_by("title")

    @staticmethod
    def named(page):
        """Return the title of a page, the address of its form, and what will happen."""
        return {"title": page.draft_title, "url": edit_url(page), "note": what_happens(page)}
