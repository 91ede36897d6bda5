"""Forms of the CMS, filled in and sent as an editor's browser does."""

from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from portal.models import BinnedPage

NO_ROWS = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
PUBLISH = {"action-publish": "1"}


def sign_in(client):
    """Let an editor in; return the client."""
    client.force_login(get_user_model().objects.create_superuser("redactrice"))
    return client


def add_page(client, parent, model, publish=True, **fields):
    """Send the form of a new page of this model; text fields of a tuple are blocks of a stream."""
    address = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
    return client.post(address, written(fields) | (PUBLISH if publish else {}))


def edit_page(client, page, publish=True, **fields):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(
        address, written({"title": page.title, "slug": page.slug} | fields) | (PUBLISH if publish else {})
    )


def add_record(client, model, publish=True, **fields):
    address = reverse(model.snippet_viewset.get_url_name("add"))
    return client.post(address, written(fields) | (PUBLISH if publish else {}))


def edit_record(client, record, publish=True, **fields):
    address = reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])
    return client.post(address, written(fields) | (PUBLISH if publish else {}))


def delete_page(client, page):
    """Delete a page as an editor does, and return what is then in the bin."""
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not Page.objects.filter(pk=page.pk).exists()
    return BinnedPage.objects.get(page_key=page.pk)


def restore_page(client, binned, **choices):
    """Send the form that takes a page out of the bin; a box that is None is not ticked."""
    choices = {"parent": binned.parent_key, "is_live": "on"} | choices
    choices = {name: value for name, value in choices.items() if value is not None}
    return client.post(reverse("corbeille:restore", args=[binned.pk]), choices, follow=True)


def written(fields):
    """Return the names and values that a browser sends: lists are rows, tuples the blocks of a stream."""
    return nested_form_data({name: _written(value) for name, value in fields.items()})


def _written(value):
    if isinstance(value, tuple):
        return streamfield(value)
    if isinstance(value, list):
        return inline_formset(value, initial=sum("id" in row for row in value))
    return value


def errors(response):
    """Return the errors that the form shows beside its fields, by name; those of rows as « values-0-as_of »."""
    assert response.status_code == 200, "the form was accepted"
    form = response.context["form"]
    found = {name: list(messages) for name, messages in form.errors.items()}
    for formset in getattr(form, "formsets", {}).values():
        found |= {f"{row.prefix}-{name}": list(texts) for row in formset.forms for name, texts in row.errors.items()}
        if formset.non_form_errors():
            found[formset.prefix] = list(formset.non_form_errors())
    return found
