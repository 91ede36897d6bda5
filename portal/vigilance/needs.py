"""A need: something to be mended on the site, counted on the home of the CMS and listed in a report."""

from urllib.parse import urljoin

from django.conf import settings
from django.db.models import QuerySet
from django.urls import path, reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, get_page_content_types
from wagtail.permissions import page_permission_policy
from wagtail.utils.apps import get_app_submodules

ANY = ["add", "change", "publish"]


def edit_url(record):
    """Return the address of the form of a page or record in the CMS; None if it has none."""
    return AdminURLFinder().get_edit_url(record)


def record_column(name, label, record=lambda row: row, **options):
    """Return the column that names the record of a row, by default the row itself, and leads to its form."""
    return TitleColumn(name, label=label, get_url=lambda row: edit_url(record(row)), **options)


class Need(ReportView):
    """A report of what is to be mended. A subclass says its words, its columns and gives its records."""

    # End of its address, « pages-sans-description ».
    slug = ""
    # What stands after the number on the home of the CMS: one, and several.
    one = many = ""
    # Why it matters and how it is mended, in a sentence.
    advice = ""
    # Whether it waits for this editor in particular, rather than for anybody.
    is_personal = False
    # Its place on the home of the CMS.
    order = 100

    results_template_name = "portal/cms/need_results.html"
    permission_policy = page_permission_policy
    any_permission_required = ANY
    is_searchable = False
    no_results_message = "Rien à signaler : tout est en ordre."

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.index_url_name = f"need_{cls.slug}"
        cls.index_results_url_name = f"need_{cls.slug}_results"
        cls.export_filename = cls.slug
        cls.list_export = [*(column.name for column in cls.columns), "mend"]

    @classmethod
    def records(cls):
        """Return, as a QuerySet, all that lacks something, whoever may mend it."""
        raise NotImplementedError

    @classmethod
    def mendable(cls, user):
        """Return what lacks something and this user may mend: a QuerySet, or a list of records."""
        found = cls.records()
        if user.is_superuser:
            return found
        allowed = cls.permission_policy.instances_user_has_permission_for(user, "change")
        return found.filter(pk__in=allowed.order_by().values("pk"))

    @classmethod
    def count(cls, user):
        """Return how many of them this user may mend."""
        found = cls.mendable(user)
        return found.order_by().count() if isinstance(found, QuerySet) else len(found)

    @classmethod
    def is_for(cls, user):
        """Whether this user may mend anything of this kind."""
        return cls.permission_policy.user_has_any_permission(user, cls.any_permission_required)

    @classmethod
    def urls(cls):
        address = f"reports/{cls.slug}/"
        results = cls.as_view(results_only=True)
        return [
            path(address, cls.as_view(), name=cls.index_url_name),
            path(f"{address}results/", results, name=cls.index_results_url_name),
        ]

    @classmethod
    def menu_item(cls):
        return NeedMenuItem(cls)

    def get_base_queryset(self):
        return self.mendable(self.request.user)

    def to_row_dict(self, item):
        row = {column.name: column.get_value(item) for column in self.columns}
        return row | {"mend": urljoin(settings.SITE_URL, self.mend_url(item) or "")}

    def get_heading(self, queryset, field):
        return {column.name: column.label for column in self.columns}.get(field, "À corriger ici")

    def mend_url(self, item):
        """Return the address in the CMS where this record is mended."""
        return edit_url(item)


class NeedMenuItem(MenuItem):
    """The report in « Rapports », for who may mend something of it."""

    def __init__(self, need):
        self.need = need
        address = reverse(need.index_url_name)
        super().__init__(need.page_title, address, name=need.slug, icon_name=need.header_icon, order=need.order)

    def is_shown(self, request):
        return self.need.is_for(request.user)


def page_kinds(request):
    return get_page_content_types(include_base_page_type=False)


class PageFilterSet(WagtailFilterSet):
    content_type = ContentTypeFilter(label="Type de page", queryset=page_kinds)

    class Meta:
        model = Page
        fields = ["content_type", "live"]


def page_columns(*own):
    """Return the columns of a report of pages, with those of its own."""
    return [
        TitleColumn("title", label="Page", url_name="wagtailadmin_pages:edit", sort_key="title"),
        *own,
        Column("page_type_display_name", label="Type"),
        day_column("latest_revision_created_at", "Modifiée le"),
    ]


def day_column(name, label):
    """Return the column of a date; an instant is shown as its day in Paris."""
    return DayColumn(name, label=label, sort_key=name)


class DayColumn(Column):
    cell_template_name = "portal/cms/day_cell.html"


class PageNeed(Need):
    """A need of pages."""

    header_icon = "doc-empty-inverse"
    columns = page_columns()
    default_ordering = "title"
    filterset_class = PageFilterSet


def every_need():
    """Return the Need classes of every app, in their order."""
    found = [need for _, module in get_app_submodules("needs") for need in module.NEEDS]
    return sorted(found, key=lambda need: need.order)
