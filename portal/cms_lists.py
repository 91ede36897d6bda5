"""Lists of the CMS."""

from wagtail.admin.views.pages.listing import IndexView


def page_columns(*own):
    """Return the columns of a list of pages: the title, those of this kind of page, the last change and the state."""
    common = {column.name: column for column in IndexView.base_columns}
    return [common["bulk_actions"], common["title"], *own, common["latest_revision_created_at"], common["status"]]
