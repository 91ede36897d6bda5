"""The closing days of the calls for funding, for the agenda."""

from aict.models import FundingPage, FundingSource
from portal.deadlines import Deadline
from portal.structure import page_of


def deadlines(first, last):
    """Return the Deadlines of the sources that close from `first` to `last`; none if their page is not published."""
    page = page_of(FundingPage)
    sources = FundingSource.objects.published().filter(closes_on__range=(first, last)) if page else ()
    return [
        Deadline(
            key=f"financement-{source.pk}",
            on=source.closes_on,
            word="Clôture de l’appel à projets",
            title=str(source),
            url=page.url,
            themes=frozenset(theme.slug for theme in source.themes.all()),
            changed_at=source.last_published_at,
        )
        for source in sources
    ]
