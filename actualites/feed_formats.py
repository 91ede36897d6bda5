"""How feeds are written: Django's RSS and Atom with the full text of each item, and JSON Feed."""

import json

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date


class RssFormat(Rss201rev2Feed):
    """RSS: the lead is the description, and the text its `content:encoded`; one enclosure at most."""

    def rss_attributes(self):
        return super().rss_attributes() | {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item | {"enclosures": item["enclosures"][:1]})
        handler.addQuickElement("content:encoded", item["text"])


class AtomFormat(Atom1Feed):
    """Atom: the lead is the summary, and the text the content."""

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["text"], {"type": "html"})


class JsonFormat(SyndicationFeed):
    """JSON Feed 1.1."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding):
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "items": [_known(self.item(item)) for item in self.items],
        }
        outfile.write(json.dumps(feed, ensure_ascii=False).encode(encoding))

    def item(self, item):
        files = [{"url": e.url, "mime_type": e.mime_type, "size_in_bytes": int(e.length)} for e in item["enclosures"]]
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["description"],
            "content_html": item["text"],
            "date_published": item["pubdate"] and rfc3339_date(item["pubdate"]),
            "date_modified": item["updateddate"] and rfc3339_date(item["updateddate"]),
            "authors": [{"name": item["author_name"]}] if item["author_name"] else None,
            "tags": item["categories"],
            "attachments": files,
        }


def _known(item):
    """Return the item without what is not known; its text is there even if it is empty."""
    return {name: value for name, value in item.items() if value or name == "content_html"}
