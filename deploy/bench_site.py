"""Measures one site, that of these settings, as it grows; what it finds is written on its output, as JSON.

    python -m deploy.bench_site http://127.0.0.1:8000 PID 100 1000 …

The site is served at this address by the processes under this one; within this process pages are made each time.
"""

import json
import statistics
import sys
import time
from urllib.parse import urlsplit

from deploy.bench_visits import rate, resident

# Readings of each page; fewer of what takes long.
ROUNDS, FEWEST, SECONDS = 30, 5, 4
WORDS = ["coopération", "financement eau", "APD", '"qualité de vie"', "cooperatoin", "xyzzy", "nouvelle"]
# Of ten pages of a crowd.
NEWS, RESOURCES, EVENTS = 7, 2, 1


def main(url, process, *sizes):
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    settings.PAGE_CACHE = False
    found = {"vendor": connection.vendor, "sizes": {}}
    for size in map(int, sizes):
        tell(f"{connection.vendor}, {size} contenus…")
        start = time.perf_counter()
        grow(size)
        filled = time.perf_counter() - start
        pages = {name: cost(url, path, headers) for name, (path, headers) in addresses(size).items()}
        found["sizes"][size] = {"filled": filled, "database": database_size(), "pages": pages}
    found["rates"] = rates(url, size)
    found["worker"] = resident(int(process))
    print(json.dumps(found))


def tell(text):
    print(text, file=sys.stderr, flush=True)


def grow(size):
    """Bring the crowd to `size` pages, that searches find and visitors read at once."""
    from django.db import connection

    from actualites.models import NewsIndexPage, NewsPage
    from agenda.models import AgendaPage, EventPage
    from deploy.crowd import crowd, crowd_of_events, crowd_of_resources
    from portal.page_cache.generation import mark
    from ressources.models import ResourceCentrePage, ResourcePage

    kinds = (
        (NewsPage, NewsIndexPage, crowd, NEWS, "actualite"),
        (ResourcePage, ResourceCentrePage, crowd_of_resources, RESOURCES, "ressource"),
        (EventPage, AgendaPage, crowd_of_events, EVENTS, "evenement"),
    )
    for model, parent, plant, tenths, kind in kinds:
        there = model.objects.filter(lead__startswith="Deux phrases de présentation").count()
        let_find(plant(parent.objects.get(), size * tenths // 10 - there), kind)
    mark()
    if connection.vendor == "postgresql":
        # What its own housekeeping does after a while.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def let_find(pages, kind):
    from portal.search.indexing import AT_ONCE, entry_of, store
    from portal.search.sources import Find

    for start in range(0, len(pages), AT_ONCE):
        some = pages[start : start + AT_ONCE]
        store([entry_of(page, Find(kind, page.title, page.lead, dated_on=day_of(page))) for page in some])


def day_of(page):
    return next(getattr(page, name) for name in ("published_on", "dated_on", "starts_on") if hasattr(page, name))


def addresses(size):
    """Return what is measured: by name, an address and the headers that it is asked with."""
    from portal.models import PortalMedia

    last_news = size * NEWS // 10 // 12
    pages = {
        "accueil": "/",
        "chiffres clés": "/s-engager/chiffres/",
        "article": f"/actualites/nouvelle-{size // 3}/",
        "actualités": "/actualites/",
        "actualités, dernière page": f"/actualites/?page={last_news}",
        "actualités, thématique": "/actualites/?thematique=sujet-3",
        "actualités, RSS": "/actualites/rss.xml",
        "agenda": "/agenda/",
        "agenda, passés": "/agenda/?periode=passes",
        "évènement": f"/agenda/rencontre-{size // 20}/",
        "agenda, iCalendar": "/agenda/agenda.ics",
        "ressources": "/ressources/",
        "ressources, filtrées": "/ressources/?thematique=sujet-3",
        "plan pour les moteurs": "/sitemap.xml",
        "plaquette": "/s-engager/plaquette/plaidoyer-aict.pdf",
        "suggestions": "/recherche/suggestions/?q=coop",
    }
    pages |= {f"recherche {words}": f"/recherche/?q={words.replace(' ', '+')}" for words in WORDS}
    film = PortalMedia.objects.filter(type="video").first()
    asked = {name: (path, {}) for name, path in pages.items()}
    return asked | ({"film, 16 ko": (film.url, {"Range": "bytes=1024-17407"})} if film else {})


def cost(url, path, headers):
    """Return the queries of an answer, and how long it takes to be made: half and 99 in 100 take less, in ms."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME=urlsplit(url).hostname, headers=headers)
    read(client, path)
    with CaptureQueriesContext(connection) as queries:
        read(client, path)
    number = len(queries)
    times = []
    while len(times) < FEWEST or (len(times) < ROUNDS and sum(times) < 1000 * SECONDS):
        times.append(timed(read, client, path))
    cuts = statistics.quantiles(times, n=100)
    return {"queries": number, "p50": cuts[49], "p99": cuts[98]}


def read(client, path):
    response = client.get(path)
    if response.status_code not in (200, 206):
        sys.exit(f"{path} a répondu {response.status_code} : la mesure n’a pas de sens.")
    return b"".join(response)


def timed(action, *arguments):
    start = time.perf_counter()
    action(*arguments)
    return 1000 * (time.perf_counter() - start)


def rates(url, size):
    """Return answers a second over HTTP, by name: kept pages, files, and a page made anew."""
    # A view of Django that has nothing to do, behind the same middleware.
    found = {"Django, rien à faire": rate(url, "/sante/", {})}
    for name, (path, headers) in addresses(size).items():
        if name in ("accueil", "article", "agenda", "actualités, RSS", "plaquette", "film, 16 ko"):
            found[name] = rate(url, path, headers)
    # What is no filter of any list is never answered with a kept page.
    return found | {"accueil, refait": rate(url, "/?mesure=1", {})}


def database_size():
    """Return the size of the database, in bytes."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return cursor.fetchone()[0]
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute("PRAGMA page_size")
        return pages * cursor.fetchone()[0]


if __name__ == "__main__":
    main(*sys.argv[1:])
