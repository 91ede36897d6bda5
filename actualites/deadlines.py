"""The last days to answer the calls in the news, for the agenda."""

from actualites.models import NewsPage
from portal.deadlines import Deadline


def deadlines(first, last):
    """Return the Deadlines of the news that close from `first` to `last`."""
    calls = NewsPage.objects.published().filter(closes_on__range=(first, last))
    return [
        Deadline(
            key=f"actualite-{call.pk}",
            on=call.closes_on,
            word="Date limite",
            title=call.title,
            url=call.url,
            themes=frozenset(theme.slug for theme in call.themes.all()),
            country_groups=frozenset(group.slug for group in call.country_groups.all()),
            changed_at=call.last_published_at,
        )
        for call in calls.prefetch_related("themes", "country_groups")
    ]
