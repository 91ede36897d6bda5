"""What the busiest pages cost, measured on a site of their own with its initial content.

    python -m deploy.bench

Figures depend on the machine and on what else it does: compare ratios, or two runs made one after the other.
"""

import http.client
import os
import statistics
import sys
import tempfile
import threading
import time
from typing import NamedTuple
from urllib.parse import urlsplit

import brotli
import django
from django.conf import settings

from deploy import bench_search
from deploy.trial import trial_site

PAGES = ["/", "/s-engager/chiffres/", "/agenda/", "/agenda/agenda.ics"]
# Then, with many news: the first page of their list, the last (which is to cost no more), a theme, a feed.
NEWS = 10_000
NEWS_PAGES = ["/actualites/", "/actualites/?page=834", "/actualites/?thematique=sujet-3", "/actualites/rss.xml"]
# The least that an answer can cost: one file, no database, no template.
BASELINE = "css/site.css"
ROUNDS, CONNECTIONS, SECONDS = 40, 4, 5
HEADINGS = ("page", "requêtes SQL", "ms", "× fichier", "faites/s", "prêtes/s", "× fichier", "octets", "brotli")
# What is no filter of any list is never answered from the cache.
ANEW = "mesure"


class Cost(NamedTuple):
    queries: int
    milliseconds: float
    made_per_second: float
    ready_per_second: float
    bytes: int
    brotli: int


def main():
    with tempfile.TemporaryDirectory(prefix="portail-") as folder, trial_site(folder) as site:
        os.environ.update(site.environment, DJANGO_SETTINGS_MODULE="portal.settings")
        django.setup()
        # Within this process pages are made each time; the site that is visited keeps them.
        settings.PAGE_CACHE = False
        from django.templatetags.static import static

        costs = {path: measure(path, site.url) for path in [static(BASELINE), *PAGES]}
        costs |= with_many_news(site.url)
    show(costs)
    bench_search.main()


def with_many_news(url):
    """Cost of the lists of news when there are NEWS of them."""
    from actualites.models import NewsIndexPage
    from deploy.crowd import crowd

    crowd(NewsIndexPage.objects.get(), NEWS)
    return {f"{path} ({NEWS} actualités)": measure(path, url) for path in NEWS_PAGES}


def measure(path, url):
    """Cost of one page: within this process, then over HTTP."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME=urlsplit(url).hostname)
    body = client.get(path).getvalue()
    with CaptureQueriesContext(connection) as queries:
        client.get(path).getvalue()
    query_count = len(queries)
    milliseconds = 1000 * statistics.median(timed(lambda: client.get(path).getvalue()) for _ in range(ROUNDS))
    anew = f"{path}{'&' if '?' in path else '?'}{ANEW}=1"
    speeds = throughput(url, anew), throughput(url, path)
    return Cost(query_count, milliseconds, *speeds, len(body), len(brotli.compress(body)))


def timed(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def throughput(url, path):
    """Answers a second over a few connections kept open; an answer other than 200 ends the measure."""
    end = time.perf_counter() + SECONDS
    counts = []
    visitors = [threading.Thread(target=lambda: counts.append(visit(url, path, end))) for _ in range(CONNECTIONS)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    if len(counts) < CONNECTIONS:
        sys.exit(f"{path} n’a pas répondu 200 à chaque fois : la mesure n’a pas de sens.")
    return sum(counts) / SECONDS


def visit(url, path, end):
    connection = http.client.HTTPConnection(urlsplit(url).netloc)
    count = 0
    while time.perf_counter() < end:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise RuntimeError(f"{path}: {response.status}")
        count += 1
    return count


def show(costs):
    """Print the table, each page against the file that costs least."""
    least = next(iter(costs.values()))
    rows = [HEADINGS]
    for path, cost in costs.items():
        ratios = cost.milliseconds / least.milliseconds, cost.ready_per_second / least.ready_per_second
        figures = [f"{cost.queries}", f"{cost.milliseconds:.1f}", f"{ratios[0]:.1f}", f"{cost.made_per_second:.0f}"]
        figures += [f"{cost.ready_per_second:.0f}", f"{ratios[1]:.2f}"]
        rows.append((path, *figures, f"{cost.bytes}", f"{cost.brotli}"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    print(f"{settings.DATABASES['default']['ENGINE']}, {ROUNDS} lectures, {CONNECTIONS} connexions, {SECONDS} s\n")
    for first, *others in rows:
        cells = [text.rjust(width) for text, width in zip(others, widths[1:], strict=True)]
        print("  ".join([first.ljust(widths[0]), *cells]))


if __name__ == "__main__":
    main()
