"""The association, its site and the place of its pages in the terms of schema.org, as {% json_ld %} takes them."""

from portal.addresses import absolute
from portal.models import SiteSettings


def organization():
    """Return who publishes the site; what the association has not said is left out."""
    org = SiteSettings.current()
    data = {
        "@type": "Organization",
        "@id": absolute("/#association"),
        "name": org.name,
        "url": absolute("/"),
        "description": org.tagline,
        "telephone": org.phone,
        "email": org.email,
        "address": ", ".join(org.address.splitlines()),
    }
    return {name: value for name, value in data.items() if value}


def website():
    """Return the site and how one searches it."""
    return {
        "@type": "WebSite",
        "@id": absolute("/#site"),
        "name": SiteSettings.current().name,
        "url": absolute("/"),
        "inLanguage": "fr",
        "publisher": {"@id": absolute("/#association")},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": absolute("/recherche/?q={search_term_string}")},
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumbs(trail, page):
    """Return the way from the home page down to `page`; `trail` are the Links above it."""
    steps = [(link.label, link.url) for link in trail] + [(page.label, page.url)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": absolute(url)}
            for position, (name, url) in enumerate(steps, 1)
        ],
    }
