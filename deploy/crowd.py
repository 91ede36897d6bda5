"""As many news items, events and resources as the old site had, and more, to measure the site with."""

from datetime import date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from treebeard.mp_tree import MP_Node
from wagtail.models import Page

FIRST_DAY = date(2006, 1, 2)
SPAN = 7000
# What an association announces in the months to come, and held in the last, whatever its past.
NEAR, BEFORE, AFTER = 100, timedelta(days=300), timedelta(days=120)
AT_ONCE = 1000
TERMS = 20


@transaction.atomic
def crowd(index, number):
    """Put `number` more news under `index`, over some twenty years, a term of each kind on each; return them."""
    from actualites.kinds import Kind, Speaker
    from actualites.models import NewsPage

    def fields(n, day):
        return {
            "published_on": day,
            "ranked_on": day,
            "kind": Kind.values[n % len(Kind)],
            "speaker": Speaker.values[n % len(Speaker)],
            "body": [("text", "<p>Un texte de quelques mots.</p>")],
        }

    return plant(index, NewsPage, number, "Nouvelle", fields)


@transaction.atomic
def crowd_of_events(agenda, number):
    """Put `number` more events under `agenda`; return them.

    The first hundred are of this year, some of them to come; what grows with the years is the past.
    """
    from agenda.models import EventPage

    def fields(n, day):
        if n < NEAR:
            day = timezone.localdate() - BEFORE + n * (BEFORE + AFTER) // NEAR
        begin = datetime.combine(day, datetime.min.time(), timezone.get_default_timezone())
        end = begin + timedelta(days=1)
        return {"starts_on": day, "begin": begin, "first_end": end, "end": end, "place": f"Ville {n % TERMS}"}

    return plant(agenda, EventPage, number, "Rencontre", fields)


@transaction.atomic
def crowd_of_resources(centre, number):
    """Put `number` more resources under `centre`, over some twenty years, filed in every way; return them."""
    from portal.models.assets import Language
    from ressources.kinds import Kind
    from ressources.models import Publisher, ResourcePage

    publishers = [Publisher.objects.get_or_create(name=f"Éditeur {n}", slug=f"editeur-{n}")[0] for n in range(TERMS)]

    def fields(n, day):
        return {
            "dated_on": day,
            "kind": Kind.values[n % len(Kind)],
            "language": Language.values[n % len(Language)],
            "publisher": publishers[n % TERMS],
            "title_key": f"ressource {n}",
        }

    return plant(centre, ResourcePage, number, "Ressource", fields)


def plant(parent, model, number, word, fields):
    """Put `number` more published pages under `parent`, without the cost of saving each; return them.

    `fields(n, day)` are those of the model alone.
    """
    kind, now = ContentType.objects.get_for_model(model), timezone.now()
    first = model.objects.child_of(parent).filter(slug__startswith=f"{word.lower()}-").count()
    items = []
    for rank in range(number):
        n = first + rank
        slug = f"{word.lower()}-{n}"
        items.append(
            model(
                path=MP_Node._get_path.__func__(Page, parent.path, parent.depth + 1, parent.numchild + rank + 1),
                depth=parent.depth + 1,
                title=f"{word} {n}",
                draft_title=f"{word} {n}",
                slug=slug,
                url_path=f"{parent.url_path}{slug}/",
                content_type=kind,
                locale_id=parent.locale_id,
                live=True,
                first_published_at=now,
                last_published_at=now,
                lead="Deux phrases de présentation. Elles disent l’essentiel.",
                **fields(n, FIRST_DAY + timedelta(days=rank * SPAN // number)),
            )
        )
    insert(model, items)
    file_under_terms(model, items)
    parent.numchild += number
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)
    return items


def insert(model, items):
    pages = [
        Page(**{f.attname: getattr(i, f.attname) for f in Page._meta.concrete_fields if f.name != "id"}) for i in items
    ]
    Page.objects.bulk_create(pages, batch_size=AT_ONCE)
    for item, page in zip(items, pages, strict=True):
        item.pk = item.page_ptr_id = page.pk
    for start in range(0, len(items), AT_ONCE):
        model._base_manager._insert(
            items[start : start + AT_ONCE], fields=model._meta.local_concrete_fields, using="default"
        )


def file_under_terms(model, items):
    """File each item under one of twenty themes and one of twenty country groups."""
    from portal.models import CountryGroup, Theme

    owner = f"{model._meta.model_name}_id"
    for term_model, relation in ((Theme, model.themes), (CountryGroup, model.country_groups)):
        through, name = relation.through, f"{term_model._meta.model_name}_id"
        terms = [term_model.objects.get_or_create(name=f"Sujet {n}", slug=f"sujet-{n}")[0] for n in range(TERMS)]
        rows = [through(**{owner: item.pk, name: terms[n % TERMS].pk}) for n, item in enumerate(items)]
        through.objects.bulk_create(rows, batch_size=AT_ONCE)
