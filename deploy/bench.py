"""What pages cost as the site grows, on SQLite and PostgreSQL side by side.

    python -m deploy.bench                        100, 1 000 and 10 000 pages: some minutes
    SIZES="1000 100000" python -m deploy.bench    other sizes

Figures depend on the machine and on what else it does: compare ratios, or two runs made one after the other.
"""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager

from deploy.bench_visits import CONNECTIONS, SECONDS, rate, trivial_site
from deploy.test import ROOT, postgresql
from deploy.trial import trial_site

SIZES = os.environ.get("SIZES") or "100 1000 10000"
# From so many pages on, what a page costs must not depend on how many there are.
REFERENCE = 1000
MILLION = 1_000_000


def main():
    sizes = sorted(int(size) for size in SIZES.replace(",", " ").split())
    with tempfile.TemporaryDirectory(prefix="portail-") as folder:
        sites = [measured_on("", folder, sizes)]
        try:
            with database(folder) as url:
                sites.append(measured_on(url, folder, sizes))
        except ModuleNotFoundError:
            print("PostgreSQL : non mesuré, faute de TEST_DATABASE_URL.")
    print(f"\n{os.cpu_count()} processeurs, {os.getloadavg()[2]:.1f} tâches en moyenne depuis 15 minutes")
    show_pages(sites, sizes)
    show_rates(sites)
    show_sizes(sites, sizes)


@contextmanager
def database(folder):
    """Give the address of an empty PostgreSQL database."""
    import psycopg

    with postgresql(folder) as server:
        # `TEST_DATABASE_URL` names a server: a database of our own is made on it.
        url = server.get("TEST_DATABASE_URL") or os.environ["TEST_DATABASE_URL"]
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS portail_bench")
            connection.execute("CREATE DATABASE portail_bench")
            try:
                yield on_database(url, "portail_bench")
            finally:
                connection.execute("DROP DATABASE IF EXISTS portail_bench WITH (FORCE)")


def on_database(url, name):
    """Return the address of another database of the same server.

    >>> on_database("postgresql://postgres:@/postgres?host=/run/x", "bench")
    'postgresql://postgres:@/bench?host=/run/x'
    """
    address, _, options = url.partition("?")
    return f"{address.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")


def measured_on(database_url, folder, sizes):
    """Serve a new site, fill it, and return what deploy.bench_site finds of it, with the ceiling of its server."""
    changes = {"DATABASE_URL": database_url, "ONE_MACHINE": "1"} if database_url else {}
    with tempfile.TemporaryDirectory(dir=folder) as data_dir, trial_site(data_dir, **changes) as site:
        environment = site.environment | {"DJANGO_SETTINGS_MODULE": "portal.settings"}
        asked = [site.url, str(site.process.pid), *map(str, sizes)]
        command = [sys.executable, "-m", "deploy.bench_site", *asked]
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)  # noqa: S603
    with trivial_site() as url:
        return json.loads(done.stdout.splitlines()[-1]) | {"ceiling": rate(url, "/", {})}


def show_pages(sites, sizes):
    """Print how long each page takes to be made, and how that grows."""
    base = min((size for size in sizes if size >= REFERENCE), default=sizes[0])
    heads = [f"{size}" for size in sizes]
    for site in sites:
        rows = [("page refaite, p50 (p99) en ms", "SQL", *heads, f"{sizes[-1]} / {base}")]
        pages = [site["sizes"][str(size)]["pages"] for size in sizes]
        for name in pages[0]:
            costs = [page[name] for page in pages]
            times = [f"{cost['p50']:.1f} ({cost['p99']:.0f})" for cost in costs]
            ratio = costs[-1]["p50"] / costs[sizes.index(base)]["p50"]
            rows.append((name, f"{costs[-1]['queries']}", *times, f"{ratio:.2f}"))
        print(f"\n{site['vendor']}")
        show(rows)


def show_rates(sites):
    names = list(sites[0]["rates"])
    rows = [("réponses par seconde", *(text for site in sites for text in (site["vendor"], "/ plafond")))]
    rows.append(("granian, rien à faire", *(text for site in sites for text in (f"{site['ceiling']:.0f}", "1.00"))))
    for name in names:
        told = [(f"{site['rates'][name]:.0f}", f"{site['rates'][name] / site['ceiling']:.2f}") for site in sites]
        rows.append((name, *(text for pair in told for text in pair)))
    print(f"\n{CONNECTIONS} connexions, {SECONDS} s")
    show(rows)


def show_sizes(sites, sizes):
    rows = [("", *(site["vendor"] for site in sites))]
    rows.append(("processus du site (Mo)", *(f"{site['worker'] / MILLION:.0f}" for site in sites)))
    for size in sizes:
        found = [site["sizes"][str(size)] for site in sites]
        rows.append((f"base de {size} pages (Mo)", *(f"{one['database'] / MILLION:.0f}" for one in found)))
        rows.append(("  ajoutées en (s)", *(f"{one['filled']:.0f}" for one in found)))
    print()
    show(rows)


def show(rows):
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = [text.rjust(width) for text, width in zip(others, widths[1:], strict=True)]
        print("  ".join([first.ljust(widths[0]), *cells]), flush=True)


if __name__ == "__main__":
    main()
