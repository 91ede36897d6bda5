from ressources.models.centre import ResourceCentrePage
from ressources.models.dossiers import DossierItem, DossierPage
from ressources.models.resources import ResourcePage
from ressources.terms import Publisher

__all__ = ["DossierItem", "DossierPage", "Publisher", "ResourceCentrePage", "ResourcePage"]
