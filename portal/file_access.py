"""Who may read a file: everybody if something public shows it, else those who write the site."""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from wagtail.documents.wagtail_hooks import check_view_restrictions
from wagtail.models import Page, ReferenceIndex

from portal.accounts import second_factor
from portal.drafts.access import is_read_in_a_draft
from portal.querysets import published


def is_public(asset):
    """Whether a page or a record that visitors may read now shows this image, document or recording."""
    sources = ReferenceIndex.get_references_to(asset).values_list("base_content_type", "object_id").distinct()
    page_type = ContentType.objects.get_for_model(Page).pk
    found = set(sources)
    keys = [key for kind, key in found if kind == page_type]
    if keys and published(Page.objects.filter(pk__in=keys)).exists():
        return True
    return any(_is_shown(kind, key) for kind, key in found if kind != page_type)


def _is_shown(kind, key):
    """Whether a record that is no page is shown: it is, if it is still there, unless it says that it is not live."""
    record = ContentType.objects.get_for_id(kind).model_class()._base_manager.filter(pk=key).first()
    return record is not None and getattr(record, "live", True)


def refusal(request, asset):
    """Return None if whoever asks may read this file, or what they are answered; a 404 tells nothing to the others."""
    if may_write(request.user):
        return None
    if not is_public(asset) and not is_read_in_a_draft(request, asset):
        raise Http404
    return check_view_restrictions(asset, request)


def may_write(user):
    """Whether this is one of those who write the site: they see what is not published yet, where the CMS would open."""
    return user.has_perm("wagtailadmin.access_admin") and not second_factor.is_missing(user)
