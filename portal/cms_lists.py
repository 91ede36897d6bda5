"""Lists of the CMS."""

from operator import attrgetter

from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView


def page_columns(*own):
    """Return the columns of a list of pages: the title, those of this kind of page, the last change and the state."""
    common = {column.name: column for column in IndexView.base_columns}
    return [common["bulk_actions"], common["title"], *own, common["latest_revision_created_at"], common["status"]]


def yes_or_no(name, label):
    """Return the column of a box that is ticked or not, in a word."""
    ticked = attrgetter(name)
    return Column(name, accessor=lambda record: "oui" if ticked(record) else "non", label=label, sort_key=name)
