"""The needs, put in the CMS: on its home, in « Rapports »."""

from itertools import chain

from wagtail import hooks
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel

from portal.links import report
from portal.vigilance import returned  # noqa: F401
from portal.vigilance.home import NeedsPanel, WaitingPanel
from portal.vigilance.needs import every_need

# What our own panel says too.
REPEATED = (UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)


@hooks.register("construct_homepage_panels", order=-10)
def add_panels(request, panels):
    panels[:] = [panel for panel in panels if not isinstance(panel, REPEATED)]
    panels[:0] = [WaitingPanel(request), NeedsPanel(request)]


@hooks.register("register_admin_urls")
def register_reports():
    return [*chain.from_iterable(need.urls() for need in every_need()), *report.urls()]


@hooks.register("construct_reports_menu")
def add_reports(request, items):
    items[:0] = [item for need in every_need() if (item := need.menu_item()).is_shown(request)]
