"""How long a search takes among as many contents as the site will ever have, on each database.

python -m deploy.bench_search
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

from deploy.test import MANAGE, ROOT, postgresql
from deploy.trial import trial_environment

CONTENTS, ROUNDS = 10_000, 20
# One word, several, an acronym, a phrase, a word that everything has, a slip, nothing.
QUERIES = ["coopération", "financement eau", "APD", '"qualité de vie"', "nouvelle", "cooperatoin", "xyzzy"]
HERE = "--here"


def main():
    """Measure on SQLite, then on PostgreSQL if it can be had."""
    with tempfile.TemporaryDirectory(prefix="portail-") as folder:
        measure_on("", folder)
        try:
            with postgresql(folder) as url:
                measure_on(url, folder)
        except ModuleNotFoundError:
            print("PostgreSQL : non mesuré, faute de TEST_DATABASE_URL.")


def measure_on(database_url, folder):
    with tempfile.TemporaryDirectory(dir=folder) as data_dir:
        environment = trial_environment(data_dir) | {"DJANGO_SETTINGS_MODULE": "portal.settings"}
        if database_url:
            environment["DATABASE_URL"] = database_url
        for command in ("migrate", "load_initial_content", "collectstatic"):
            step = [*MANAGE, command, "-v0", *(["--noinput"] if command == "collectstatic" else [])]
            subprocess.run(step, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        subprocess.run([sys.executable, "-m", "deploy.bench_search", HERE], cwd=ROOT, env=environment, check=True)  # noqa: S603


def measure():
    """Fill the site of these settings, then say how long searches and suggestions take."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client

    from actualites.models import NewsIndexPage
    from deploy.crowd import crowd
    from portal.search.indexing import rebuild

    crowd(NewsIndexPage.objects.get(), CONTENTS)
    start = time.perf_counter()
    number = rebuild()
    print(f"{connection.vendor}, {number} contenus, index refait en {time.perf_counter() - start:.0f} s")
    client = Client(SERVER_NAME="127.0.0.1")
    for address, queries in (("/recherche/", QUERIES), ("/recherche/suggestions/", ["coop", "nouvelle 12"])):
        spent = {query: [timed(client, address, query) for _ in range(ROUNDS)] for query in queries}
        show(address, [time for times in spent.values() for time in times])
        for query, times in spent.items():
            show(f"  {query}", times)


def timed(client, address, query):
    start = time.perf_counter()
    if client.get(address, {"q": query}).status_code != 200:
        sys.exit(f"{address} n’a pas répondu : la mesure n’a pas de sens.")
    return 1000 * (time.perf_counter() - start)


def show(name, times):
    cuts = statistics.quantiles(times, n=100)
    print(f"{name:<26} p50 {cuts[49]:7.1f} ms   p99 {cuts[98]:7.1f} ms", flush=True)


if __name__ == "__main__":
    os.chdir(ROOT)
    measure() if HERE in sys.argv else main()
