"""Files and recordings as a French reader is told of them."""

from django import template

register = template.Library()


@register.filter
def file_size(size):
    """Write a number of bytes, with a decimal where one helps.

    >>> [file_size(size) for size in (1, 204, 163_450, 999_500, 1_540_000, 24_000_000)]
    ['1\\xa0octet', '204\\xa0octets', '163\\xa0ko', '1\\xa0Mo', '1,5\\xa0Mo', '24\\xa0Mo']
    """
    if size < 1000:
        return f"{size}\xa0octet{'s' if size > 1 else ''}"
    if size < 999_500:
        return f"{size / 1000:.0f}\xa0ko"
    return f"{size / 1_000_000:.1f}\xa0Mo".replace(".0", "").replace(".", ",")


@register.filter
def file_facts(document):
    """Write the type, the size and the language of a document, whichever are known.

    >>> from types import SimpleNamespace
    >>> file_facts(SimpleNamespace(file_extension="pdf", file_size=163_450, get_language_display=lambda: "français"))
    'PDF, 163\\xa0ko, en français'
    >>> file_facts(SimpleNamespace(file_extension="odt", file_size=None))
    'ODT'
    """
    facts = [document.file_extension.upper()]
    if document.file_size:
        facts.append(file_size(document.file_size))
    if hasattr(document, "get_language_display"):
        facts.append(f"en {document.get_language_display()}")
    return ", ".join(facts)


@register.filter
def duration_in_words(seconds):
    """Write how long a recording lasts.

    >>> [duration_in_words(seconds) for seconds in (1, 6.4, 60, 754, 3900)]
    ['1\\xa0seconde', '6\\xa0secondes', '1\\xa0min', '12\\xa0min 34\\xa0s', '1\\xa0h 5\\xa0min']
    """
    seconds = round(seconds)
    if seconds < 60:
        return f"{seconds}\xa0seconde{'s' if seconds > 1 else ''}"
    hours, seconds = divmod(seconds, 3600)
    parts = [(hours, "h"), (seconds // 60, "min"), (0 if hours else seconds % 60, "s")]
    return " ".join(f"{number}\xa0{unit}" for number, unit in parts if number)
