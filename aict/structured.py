"""The figures and the questions in the terms of schema.org, as {% json_ld %} takes them."""

from wagtail.rich_text import expand_db_html

from aict.open_data import FILES, address_of, content_of, rows
from portal.addresses import absolute
from portal.models import SiteSettings


def dataset(page):
    """Return the figures of a FiguresPage as a Dataset, with its files; what nobody said is left out."""
    found = rows(page)
    dates = sorted(row["etat_au"] for row in found)
    data = {
        "@type": "Dataset",
        "name": page.title,
        "description": page.description or page.title,
        "url": absolute(page.url),
        "inLanguage": "fr",
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": SiteSettings.current().name, "url": absolute("/")},
        "license": page.licence_url or page.licence,
        "temporalCoverage": f"{dates[0]}/{dates[-1]}" if dates else "",
        "variableMeasured": list(dict.fromkeys(row["nom"] for row in found)),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": FILES[suffix],
                "contentUrl": absolute(address_of(page, suffix)),
                "contentSize": f"{len(content_of(page, suffix))} B",
            }
            for suffix in FILES
        ],
    }
    return {name: value for name, value in data.items() if value}


def elsewhere(html):
    """Return a rich text as another site may show it: its links say on which site they are."""
    return expand_db_html(html).replace('href="/', f'href="{absolute("/")}')


def questions_data(questions):
    """Return questions and their answers as an FAQPage."""
    return {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question.question,
                "acceptedAnswer": {"@type": "Answer", "text": elsewhere(question.answer)},
            }
            for question in questions
        ],
    }
