"""What is filed under a term of the taxonomy (a theme, a country group), of whatever app; and merging two terms.

`portal` knows no app: relations are found from the term itself, through Django's description of the models.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.functions import Coalesce
from wagtail.models import ReferenceIndex, Revision


def relations(model):
    """Return every foreign key to `model`, as fields: those of records, and those of the tables of many-to-many."""
    return [rel.field for rel in _reverse(model) if not rel.many_to_many]


def links_to(term):
    """Yield the records, or rows of many-to-many, that name `term`."""
    for field in relations(type(term)):
        yield from field.model._base_manager.filter(**{field.name: term})


def with_usage(terms):
    """Annotate each of `terms`, a queryset, with its `usage`: how many links lead to it."""
    usage = models.Value(0)
    for field in relations(terms.model):
        rows = field.model._base_manager.filter(**{field.name: models.OuterRef("pk")}).order_by()
        count = rows.values(field.name).annotate(number=models.Count("*")).values("number")
        usage = usage + Coalesce(models.Subquery(count, output_field=models.IntegerField()), 0)
    return terms.annotate(usage=usage)


def is_used(term):
    """Whether anything is filed under `term`, if only in a draft that is being written."""
    drafts = (version for version, _ in versions_naming(term) if version.is_latest_revision())
    return any(True for _ in links_to(term)) or any(True for _ in drafts)


def versions_naming(term):
    """Yield each version kept of a page or record that names `term`, with the names of the fields that do."""
    names = {}
    for rel in _reverse(type(term)):
        kind = ContentType.objects.get_for_model(rel.related_model).pk
        names.setdefault(kind, set()).add(rel.field.name)
    for version in Revision.objects.filter(content_type__in=names).iterator():
        found = [name for name in names[version.content_type_id] if term.pk in _keys(version, name)]
        if found:
            yield version, found


@transaction.atomic
def merge(term, kept):
    """File under `kept` whatever is under `term`, in every version of every record, then delete `term`.

    Nothing is filed twice under `kept`, which also answers to the addresses of `term` from then on.
    """
    for field in relations(type(term)):
        _refile(field, term, kept)
    for version, names in list(versions_naming(term)):
        changes = {name: _replaced(version.content[name], term.pk, kept.pk) for name in names}
        Revision.objects.filter(pk=version.pk).update(content=version.content | changes)
    slugs = term.slug, *term.former_slugs.split()
    term.delete()
    kept.remember_slugs(*slugs)
    kept.save()


def _reverse(model):
    """Return the relations that lead to `model`, those that have no name at this end too."""
    return [rel for rel in model._meta.get_fields(include_hidden=True) if rel.auto_created and not rel.concrete]


def _refile(field, term, kept):
    """Make what names `term` in this field name `kept`; in a table of many-to-many, what names both needs it once."""
    model = field.model
    rows = model._base_manager.filter(**{field.name: term})
    if model._meta.auto_created:
        [owner] = [other.name for other in model._meta.fields if other.is_relation and other != field]
        owners = model._base_manager.filter(**{field.name: kept}).values_list(owner, flat=True)
        rows.filter(**{f"{owner}__in": list(owners)}).delete()
        rows.update(**{field.name: kept})
        return
    keys = list(rows.values_list("pk", flat=True))
    rows.update(**{field.name: kept})
    for record in model._base_manager.filter(pk__in=keys):
        ReferenceIndex.create_or_update_for_object(record)


def _keys(version, name):
    value = version.content.get(name)
    return value if isinstance(value, list) else [value]


def _replaced(value, old, new):
    if not isinstance(value, list):
        return new
    return list(dict.fromkeys(new if key == old else key for key in value))
