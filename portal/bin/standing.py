"""Which rows of an archive can still stand: those whose every link leads to something."""

from functools import cache

from django.db.models import ForeignKey


class Standing:
    """The rows by model of an archive, less those that would lead nowhere; a link that may be empty is emptied."""

    def __init__(self, rows):
        self.rows = {model: list(found) for model, found in rows.items()}
        self.is_there = cache(lambda model, key: model._base_manager.filter(pk=key).exists())
        while self.leave_out():
            pass

    def of(self, model):
        return self.rows[model]

    def leave_out(self):
        """Leave out the rows that lead nowhere, and return whether there were any: others may have led to them."""
        self.coming = {(model, row[model._meta.pk.attname]) for model, found in self.rows.items() for row in found}
        before = self.coming
        self.rows = {model: [row for row in found if self.stands(model, row)] for model, found in self.rows.items()}
        return sum(map(len, self.rows.values())) < len(before)

    def stands(self, model, row):
        """Whether a row leads to nothing that is missing."""
        links = (field for field in model._meta.local_concrete_fields if isinstance(field, ForeignKey))
        return all(self.holds(field, row) for field in links)

    def holds(self, field, row):
        value = row.get(field.attname)
        target = field.related_model._meta.concrete_model
        if value is None or (target, value) in self.coming or self.is_there(target, value):
            return True
        if field.null:
            row[field.attname] = None
        return field.null
