from portal.models.assets import PortalDocument, PortalImage, PortalRendition
from portal.models.base import BasePage
from portal.models.bin import BinnedPage
from portal.models.changes import Change
from portal.models.contact import ContactMessage
from portal.models.drafts import DraftLink
from portal.models.glossary import Acronym
from portal.models.home import HomePage
from portal.models.links import CheckedLink, LinkState, LinkUse
from portal.models.recordings import PortalMedia
from portal.models.search import FileText, FruitlessSearch, SearchEntry, SearchWord
from portal.models.settings import SiteSettings
from portal.models.standard import AccessibilityPage, ContactPage, LegalPage, SiteMapPage, StandardPage
from portal.models.taxonomy import CountryGroup, Filed, Term, Theme

__all__ = [
    "AccessibilityPage",
    "Acronym",
    "BasePage",
    "BinnedPage",
    "Change",
    "CheckedLink",
    "ContactMessage",
    "ContactPage",
    "CountryGroup",
    "DraftLink",
    "FileText",
    "Filed",
    "FruitlessSearch",
    "HomePage",
    "LegalPage",
    "LinkState",
    "LinkUse",
    "PortalDocument",
    "PortalImage",
    "PortalMedia",
    "PortalRendition",
    "SearchEntry",
    "SearchWord",
    "SiteMapPage",
    "SiteSettings",
    "StandardPage",
    "Term",
    "Theme",
]
