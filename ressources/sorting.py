import unicodedata


def sort_key(title):
    """Return a title as a French dictionary sorts it, and as words are looked for in it.

    >>> sort_key("  Électricité : où ?")
    'electricite : ou ?'
    """
    letters = unicodedata.normalize("NFKD", title.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(sign for sign in letters if not unicodedata.combining(sign)).strip()[:255]
