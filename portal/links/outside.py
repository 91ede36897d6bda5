"""Addresses of other sites, visited politely: one request at a time per host, HEAD first, never a body read.

Bounds, all in seconds unless told: `timeout` for each exchange with a machine, `patience` for a whole
request, `limit` for an address with its redirections and its new attempts, and the end of the round for all.
"""

import socket
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from ipaddress import ip_address
from urllib.parse import urljoin

import certifi
from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, InvalidHeader, LocationParseError, NameResolutionError, NewConnectionError
from urllib3.util import Retry, parse_url

from portal.links.outcome import LATE, LOOP, PrivateAddress, broken, outcome_of_error, outcome_of_status

AGENT = "Mozilla/5.0 (compatible; verification-des-liens; +{site})"
REDIRECTIONS = {301, 302, 303, 307, 308}
HOPS = 10
HOSTS_AT_ONCE = 8
# The longest that a site may ask us to wait before trying again.
LONGEST_WAIT = 60
# Told to HEAD, these say nothing of the page itself.
TROUBLES = (OSError, HTTPError, HTTPException, ValueError, PrivateAddress)


def is_public(address):
    """Whether an IP address is one that any visitor may reach.

    >>> [is_public(a) for a in ("127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:10.0.0.1", "1.1.1.1")]
    [False, False, False, False, False, True]
    """
    ip = ip_address(address.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None) or ip
    return ip.is_global and not ip.is_multicast


@dataclass(frozen=True)
class Answer:
    status: int
    location: str = ""
    wait: float = 0


@dataclass
class Visitor:
    """Visits addresses. `may_reach(ip)` says which machines it may ask: by default no private one."""

    may_reach: object = is_public
    pause: float = 1
    timeout: float = 10
    patience: float = 20
    limit: float = 90
    tries: int = 3
    backoff: float = 2
    ca_certs: str = ""

    def __post_init__(self):
        self._turns = {}
        self._headers = {"User-Agent": AGENT.format(site=settings.SITE_URL), "Accept": "*/*", "Connection": "close"}

    def visit_all(self, addresses, seconds):
        """Return the Outcomes of as many addresses as `seconds` allow, by address; hosts are visited side by side."""
        end, found, by_host = time.monotonic() + seconds, {}, defaultdict(list)
        for address in addresses:
            by_host[host_of(address)].append(address)
        with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
            groups = [pool.submit(self._visit_group, group, end, found) for group in by_host.values()]
        for group in groups:
            group.result()
        return found

    def _visit_group(self, addresses, end, found):
        for address in addresses:
            if time.monotonic() >= end:
                return
            outcome = self.visit(address, end)
            # What the end of the round interrupted says nothing of the site.
            if time.monotonic() < end:
                found[address] = outcome

    def visit(self, address, end=float("inf")):
        """Return the Outcome of an address, tried again while its trouble may pass; `end` is a time.monotonic()."""
        end, outcome = min(end, time.monotonic() + self.limit), LATE
        for attempt in range(self.tries):
            outcome, wait = self._try(address, end)
            pause = min(max(wait, self.backoff * 2**attempt), LONGEST_WAIT)
            is_last = attempt + 1 == self.tries or time.monotonic() + pause >= end
            if not outcome.is_passing or is_last:
                break
            time.sleep(pause)
        return outcome

    def _try(self, address, end):
        """Return the Outcome of one attempt, and how long the site asks us to wait."""
        try:
            return self._follow(address, end)
        except TROUBLES as error:
            return outcome_of_error(error), 0

    def _follow(self, address, end):
        for _ in range(HOPS):
            answer = self._answer(address, end)
            if answer.status not in REDIRECTIONS:
                return outcome_of_status(answer.status), answer.wait
            address = urljoin(address, answer.location)
            if not address.startswith(("http://", "https://")):
                return broken("Cette adresse renvoie vers une autre, qui est illisible."), 0
        return LOOP, 0

    def _answer(self, address, end):
        """Return the Answer to HEAD or, where HEAD is refused or misunderstood, to GET."""
        try:
            answer = self._ask("HEAD", address, end)
        except (ConnectionError, HTTPException):
            return self._ask("GET", address, end)
        return answer if answer.status < 400 or answer.status == 429 else self._ask("GET", address, end)

    def _ask(self, method, address, end):
        """Return the Answer to one request; what follows its headers is not read."""
        url = parse_url(address)
        if not url.host:
            raise LocationParseError(address)
        with self._turns.setdefault(url.netloc, threading.Lock()):
            time.sleep(self.pause)
            seconds = min(self.patience, end - time.monotonic())
            if seconds <= 0:
                raise TimeoutError
            connection = self._connect(url, seconds)
            with Cut(seconds, connection):
                headers = self._headers | {"Host": url.netloc}
                connection.request(method, url.request_uri, headers=headers, preload_content=False)
                response = connection.getresponse()
                wait = seconds_to_wait(response.headers.get("Retry-After"))
                return Answer(response.status, response.headers.get("Location") or "", wait)

    def _connect(self, url, seconds):
        """Return a connection to one of the machines that bear the name of this address."""
        error = PrivateAddress()
        for address in self._machines(url):
            connection = self._connection(url, address, min(self.timeout, seconds))
            try:
                connection.connect()
            except NewConnectionError as refusal:
                error = refusal
                connection.close()
            except BaseException:
                connection.close()
                raise
            else:
                return connection
        raise error

    def _machines(self, url):
        """Return the IP addresses of a host; refuse it whole when one of them is private."""
        try:
            port = url.port or (443 if url.scheme == "https" else 80)
            rows = socket.getaddrinfo(url.host.strip("[]"), port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            raise NameResolutionError(url.host, None, error) from error
        addresses = list(dict.fromkeys(row[4][0] for row in rows))
        if not all(self.may_reach(address) for address in addresses):
            raise PrivateAddress
        return addresses

    def _connection(self, url, address, timeout):
        """Return a connection to this very machine, the name being that of the certificate to expect."""
        if url.scheme == "http":
            return HTTPConnection(address, url.port or 80, timeout=timeout)
        name = {"server_hostname": url.host, "assert_hostname": url.host}
        certificates = {"cert_reqs": "CERT_REQUIRED", "ca_certs": self.ca_certs or certifi.where()}
        return HTTPSConnection(address, url.port or 443, timeout=timeout, **name, **certificates)


class Cut:
    """Cuts a connection after so many seconds, however slowly the other side goes on, and closes it on leaving."""

    def __init__(self, seconds, connection):
        self.connection, self.is_late = connection, False
        self.timer = threading.Timer(seconds, self._cut)
        self.timer.daemon = True

    def __enter__(self):
        self.timer.start()

    def _cut(self):
        self.is_late = True
        try:
            self.connection.sock.shutdown(socket.SHUT_RDWR)
        except (OSError, AttributeError):
            return

    def __exit__(self, kind, error, trace):
        self.timer.cancel()
        self.connection.close()
        if self.is_late:
            raise TimeoutError from error


def host_of(address):
    try:
        return parse_url(address).netloc
    except HTTPError:
        return ""


def seconds_to_wait(header):
    """Return how long « Retry-After » asks to wait, in seconds; 0 if it says nothing that one understands."""
    try:
        return float(Retry().parse_retry_after(header)) if header else 0
    except (InvalidHeader, ValueError, OverflowError):
        return 0
