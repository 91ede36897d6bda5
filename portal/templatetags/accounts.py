"""What the pages of an account say of where somebody is signed in."""

from django import template
from django.conf import settings

register = template.Library()

# The first that is found: browsers and systems name those that they descend from too.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS": "Mac"}
SYSTEMS |= {"CrOS": "ChromeOS", "Linux": "Linux"}


@register.filter
def device(agent):
    """Return what a person would call what this User-Agent stands for.

    >>> device("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0")
    'Firefox, Linux'
    >>> device("curl/8.5")
    'Navigateur inconnu'
    """
    found = [next((words for sign, words in known.items() if sign in agent), "") for known in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found)) or "Navigateur inconnu"


@register.simple_tag
def second_factor_required():
    """Whether the CMS is closed to who has but a password."""
    return settings.REQUIRE_SECOND_FACTOR
