"""The files of a draft, for those who read it by its link: until then nobody without an account may open them."""

from django.conf import settings
from wagtail.models import ReferenceIndex

from portal.models import DraftLink

PREFIX = "brouillon-"
# The time of a reading; reading again begins it anew.
AN_HOUR = 3600
MOST = 50


def give_files(response, link):
    """Have the browser that reads this draft ask for its files with the link, for an hour; no script sees it."""
    response.set_cookie(
        f"{PREFIX}{link.pk}", link.signature, max_age=AN_HOUR, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )


def is_read_in_a_draft(request, asset):
    """Whether this browser reads, by an open link, a draft that shows this image, document or recording."""
    return any(shows(link.page, asset) for link in links_of(request))


def links_of(request):
    """Return the open links that this browser reads drafts by: one question, whatever it claims."""
    told = {}
    for name, signature in request.COOKIES.items():
        key = name.removeprefix(PREFIX)
        if key != name and key.isascii() and key.isdigit() and len(key) < 18:
            told[int(key)] = signature
    # Nobody reads as many within the hour.
    keys = sorted(told)[-MOST:]
    found = DraftLink.objects.open().filter(pk__in=keys).select_related("page") if keys else ()
    return [link for link in found if link.is_signed(told[link.pk])]


def shows(page, asset):
    """Whether the latest draft of a page shows an asset."""
    kind = ReferenceIndex._get_base_content_type(type(asset)).pk
    found = ReferenceIndex._extract_references_from_object(page.get_latest_revision_as_object())
    return any((content_type, key) == (kind, str(asset.pk)) for content_type, key, *_ in found)
