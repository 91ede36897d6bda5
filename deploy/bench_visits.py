"""Visitors over HTTP, the least that granian can answer them, and what its workers take of memory."""

import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from deploy.trial import ROOT, free_port
from portal.server import HOST, OPTIONS

CONNECTIONS, SECONDS = 4, 4
BODY = b"x" * 10_000


def trivial(environ, start_response):
    """Answer as a page of usual length would, with nothing to make: the ceiling of this server."""
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(BODY)))])
    return [BODY]


@contextmanager
def trivial_site():
    """Serve trivial() as the site is served, and give its address."""
    port = free_port()
    command = [sys.executable, "-m", "granian", *OPTIONS, "--host", HOST, "--port", str(port)]
    process = subprocess.Popen([*command, "deploy.bench_visits:trivial"], cwd=ROOT, env=os.environ)  # noqa: S603
    try:
        wait_for(port)
        yield f"http://{HOST}:{port}"
    finally:
        process.terminate()
        process.wait(30)


def wait_for(port):
    for _ in range(300):
        try:
            socket.create_connection((HOST, port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("granian n’a pas démarré.")


def rate(url, path, headers):
    """Return answers a second over a few connections kept open; an answer other than 200 or 206 ends the measure."""
    told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    request = f"GET {path} HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\nAccept-Encoding: br\r\n{told}\r\n".encode()
    end, counts = time.perf_counter() + SECONDS, []
    visitors = [
        threading.Thread(target=lambda: counts.append(visit(urlsplit(url).netloc, request, end)))
        for _ in range(CONNECTIONS)
    ]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    if len(counts) < CONNECTIONS:
        sys.exit(f"{path} n’a pas répondu comme il faut : la mesure n’a pas de sens.")
    return sum(counts) / SECONDS


def visit(place, request, end):
    """Ask again and again until `end`, and return how many answers came."""
    host, port = place.split(":")
    count = 0
    with socket.create_connection((host, int(port)), 30) as line:
        while time.perf_counter() < end:
            line.sendall(request)
            read_answer(line)
            count += 1
    return count


def read_answer(line):
    """Read one answer whole. Python's own client would take longer than the site."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += line.recv(65_536) or fail(data)
    head, _, body = data.partition(b"\r\n\r\n")
    length = [field for field in head.lower().split(b"\r\n") if field.startswith(b"content-length:")]
    if head[9:12] not in (b"200", b"206") or not length:
        fail(head)
    missing = int(length[0].partition(b":")[2]) - len(body)
    while missing > 0:
        missing -= len(line.recv(65_536) or fail(head))


def fail(data):
    raise RuntimeError(data[:200])


def resident(process):
    """Return the memory, in bytes, of the largest of the processes under this one that have none under them."""
    statuses = [told for path in Path("/proc").glob("[0-9]*/status") if (told := read_status(path))]
    parents = {status["Pid"]: status["PPid"] for status in statuses}
    workers = [s for s in statuses if s["Pid"] not in parents.values() and is_under(s["Pid"], str(process), parents)]
    return max((1024 * int(status["VmRSS"].split()[0]) for status in workers if "VmRSS" in status), default=0)


def read_status(path):
    """Return what Linux says of a process, None once it has ended."""
    try:
        lines = path.read_text().splitlines()
    except OSError:
        return None
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def is_under(process, ancestor, parents):
    while process in parents and process != ancestor:
        process = parents[process]
    return process == ancestor
