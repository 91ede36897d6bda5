"""Whether a form was sent from a page of this site, as far as its browser says."""

from urllib.parse import urlsplit


def is_from_here(request):
    """Whether nothing says that the request was sent by a page of another site.

    As Go's CrossOriginProtection: Sec-Fetch-Site, which no page can forge, then Origin, then Referer. A program that
    sends none of them is no browser, and can be led by no other site.
    """
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched:
        return fetched in ("same-origin", "none")
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    return not origin or _host(origin) == request.get_host()


def _host(address):
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
