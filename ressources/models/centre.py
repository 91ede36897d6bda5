from portal.models import BasePage
from ressources.listing import Listing
from ressources.models.dossiers import DossierPage
from ressources.models.resources import ResourcePage


class ResourceCentrePage(BasePage):
    """The resources of four kinds, which visitors narrow, and the dossiers that gather some of them."""

    max_count = 1
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["ressources.ResourcePage", "ressources.DossierPage"]
    icon = "folder-open-inverse"
    # Visitors never see them in the order of the tree.
    admin_default_ordering = "-latest_revision_created_at"
    page_description = "Le centre de ressources : textes, photos, sons et vidéos."
    theme = "menthe"

    class Meta:
        verbose_name = "centre de ressources"
        verbose_name_plural = "centres de ressources"

    @classmethod
    def shown_records(cls):
        return ResourcePage.objects.published()

    def get_context(self, request, *args, **kwargs):
        resources = ResourcePage.objects.published()
        return super().get_context(request, *args, **kwargs) | {
            "list": Listing(self, request, resources, DossierPage.objects.published())
        }
