import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

# What could end the script or be taken for a tag; json_script of Django escapes the same.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def json_ld(data):
    """Describe the page to search engines in the terms of schema.org.

    `data` is a dict without its @context; what JSON does not know (dates, decimals) is written as text.

    >>> print(json_ld({"name": "</b>"}))
    <script type="application/ld+json">{"@context": "https://schema.org", "name": "\\u003C/b\\u003E"}</script>
    """
    text = json.dumps({"@context": "https://schema.org"} | data, ensure_ascii=False, default=str)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text.translate(ESCAPES)))
