from django import forms
from django.apps import apps
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

NOT_HERE = "Une page de ce type ne va pas sous « {parent} ». Choisissez-en une autre."
NOT_YOURS = "Vous ne pouvez pas ajouter de page sous « {parent} »."


class RestoreForm(forms.Form):
    """Where a page of the bin goes back, and whether what was online is so again."""

    parent = forms.ModelChoiceField(
        Page.objects.filter(depth__gt=1),
        label="Sous la page",
        widget=AdminPageChooser,
        error_messages={
            "required": "Choisissez la page sous laquelle elle revient.",
            "invalid_choice": "Cette page n’existe plus. Choisissez-en une autre.",
        },
    )
    is_live = forms.BooleanField(
        label="Remettre en ligne ce qui l’était",
        required=False,
        initial=True,
        help_text="Sinon, tout revient en brouillon.",
    )

    def __init__(self, data, *, binned, user):
        parent = Page.objects.filter(pk=binned.parent_key).first()
        super().__init__(data, initial={"parent": parent})
        self.binned, self.user = binned, user
        if not binned.live_count:
            del self.fields["is_live"]

    def clean_parent(self):
        """Accept a page that this kind of page may be under, and where this user may write."""
        parent = self.cleaned_data["parent"].specific
        if not parent.permissions_for_user(self.user).can_add_subpage():
            raise forms.ValidationError(NOT_YOURS.format(parent=parent))
        if not self.model.can_create_at(parent):
            raise forms.ValidationError(NOT_HERE.format(parent=parent))
        return parent

    def clean_is_live(self):
        """Keep as drafts what this user may not publish there."""
        parent = self.cleaned_data.get("parent")
        may_publish = parent and parent.permissions_for_user(self.user).can_publish_subpage()
        return self.cleaned_data["is_live"] and bool(may_publish)

    @property
    def model(self):
        """The kind of the page."""
        rows = self.binned.archive["rows"]
        labels = (
            label
            for label, found in rows.items()
            if any(row.get("page_ptr_id") == self.binned.page_key for row in found)
        )
        return apps.get_model(next(labels))

    @property
    def parent_in_bin(self):
        """Whether the page that it was under is in the bin too."""
        return type(self.binned).objects.filter(page_key=self.binned.parent_key).exists()
