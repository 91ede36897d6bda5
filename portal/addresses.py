from django.conf import settings


def absolute(path):
    """Return the one absolute address of a path of the site, whatever the host that was asked."""
    return f"{settings.SITE_URL}{path}"
