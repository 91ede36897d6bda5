"""What the CMS checks of a record before it keeps it."""

from wagtail.admin.forms import WagtailAdminModelForm


class KeyFigureForm(WagtailAdminModelForm):
    """A figure is worth something: one value at least, or a calculation."""

    def clean(self):
        data = super().clean()
        values = self.formsets.get("values")
        if values is None or data.get("numerator") or data.get("denominator"):
            return data
        kept = [form for form in values.forms if form.has_changed() or form.instance.pk]
        if not any(form not in values.deleted_forms for form in kept):
            self.add_error(None, "Donnez au moins une valeur, ou un calcul.")
        return data
