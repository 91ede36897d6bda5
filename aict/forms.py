"""What the CMS checks of a record before it keeps it."""

from django.db.models import Q

from aict.quantities import ratio
from portal.cms_forms import RecordForm

WORTH_NOTHING = "Donnez au moins une valeur, ou un calcul."
NOT_A_VALUE = "Un calcul part de chiffres qui ont une valeur : celui-ci n’en a pas, ou est lui-même calculé."
ALREADY_USED = "D’autres chiffres se calculent d’après celui-ci : il lui faut une valeur, non un calcul."


class KeyFigureForm(RecordForm):
    """A figure is worth something: one value at least, or a calculation made of two values."""

    def clean(self):
        data = super().clean()
        over, under = data.get("numerator"), data.get("denominator")
        if over and under:
            self._check_calculation(over, under, data.get("decimals") or 0)
        elif not self.is_deferred_validation and not (over or under):
            self._ask_for_value()
        return data

    def _check_calculation(self, over, under, decimals):
        for name, figure in (("numerator", over), ("denominator", under)):
            if figure.pk == self.instance.pk or figure.numerator_id or not figure.latest:
                self.add_error(name, NOT_A_VALUE)
        if not self.has_error("numerator") and not self.has_error("denominator"):
            try:
                ratio(over.latest.quantity, under.latest.quantity, decimals)
            except ValueError as error:
                self.add_error("denominator", str(error))
        others = type(self.instance).objects.filter(Q(numerator=self.instance.pk) | Q(denominator=self.instance.pk))
        if self.instance.pk and others.exists():
            self.add_error("numerator", ALREADY_USED)

    def _ask_for_value(self):
        rows = self.formsets["values"]
        if all(form in rows.deleted_forms or not (form.instance.pk or form.has_changed()) for form in rows.forms):
            rows.non_form_errors().append(WORTH_NOTHING)
