"""What is looked for in vain, for editors to know what is missing: words, and never who."""

import re

from django.db.models import F
from django.utils import timezone

from portal.models import FruitlessSearch
from portal.search.words import clean

LONGEST = 80
# Beyond, somebody is playing with the site.
MOST = 2_000
# What tells of a person: an address, a telephone number.
_PERSONAL = re.compile(r"@|(?:\d[ .-]?){6}")


def note(text):
    """Count a search that found nothing; what could tell who searches is not kept."""
    words = clean(text).lower()
    if len(words) > LONGEST or _PERSONAL.search(words):
        return
    known = FruitlessSearch.objects.filter(words=words)
    if not known.update(count=F("count") + 1, last_on=timezone.localdate()) and FruitlessSearch.objects.count() < MOST:
        FruitlessSearch.objects.bulk_create([FruitlessSearch(words=words)], ignore_conflicts=True)
