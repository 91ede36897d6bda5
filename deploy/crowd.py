"""As many news items as the old site had, and more, to measure the site with."""

from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from treebeard.mp_tree import MP_Node
from wagtail.models import Page

FIRST_DAY = date(2006, 1, 2)
SPAN = 7000
AT_ONCE = 1000


@transaction.atomic
def crowd(index, number):
    """Put `number` published items under `index`, over some twenty years, a theme and a country group on each."""
    from actualites.kinds import Kind, Speaker
    from actualites.models import NewsPage
    from portal.models import CountryGroup, Theme

    kind, now = ContentType.objects.get_for_model(NewsPage), timezone.now()
    items = []
    for n in range(number):
        slug = f"nouvelle-{n}"
        path = MP_Node._get_path.__func__(Page, index.path, index.depth + 1, index.numchild + n + 1)
        day = FIRST_DAY + timedelta(days=n * SPAN // number)
        items.append(
            NewsPage(
                path=path,
                depth=index.depth + 1,
                title=f"Nouvelle {n}",
                draft_title=f"Nouvelle {n}",
                slug=slug,
                url_path=f"{index.url_path}{slug}/",
                content_type=kind,
                locale_id=index.locale_id,
                live=True,
                first_published_at=now,
                last_published_at=now,
                published_on=day,
                ranked_on=day,
                lead="Deux phrases de présentation. Elles disent l’essentiel.",
                kind=Kind.values[n % len(Kind)],
                speaker=Speaker.values[n % len(Speaker)],
                body=[("text", "<p>Un texte de quelques mots.</p>")],
            )
        )
    pages = [
        Page(**{f.attname: getattr(i, f.attname) for f in Page._meta.concrete_fields if f.name != "id"}) for i in items
    ]
    Page.objects.bulk_create(pages, batch_size=AT_ONCE)
    for item, page in zip(items, pages, strict=True):
        item.pk = item.page_ptr_id = page.pk
    for start in range(0, number, AT_ONCE):
        fields = NewsPage._meta.local_concrete_fields
        NewsPage._base_manager._insert(items[start : start + AT_ONCE], fields=fields, using="default")
    for model, relation in ((Theme, NewsPage.themes), (CountryGroup, NewsPage.country_groups)):
        terms = [model.objects.get_or_create(name=f"Sujet {n}", slug=f"sujet-{n}")[0] for n in range(20)]
        through = relation.through
        name = model._meta.model_name
        rows = [through(**{"newspage_id": i.pk, f"{name}_id": terms[n % 20].pk}) for n, i in enumerate(items)]
        through.objects.bulk_create(rows, batch_size=AT_ONCE)
    Page.objects.filter(pk=index.pk).update(numchild=index.numchild + number)
