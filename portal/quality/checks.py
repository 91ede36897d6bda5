"""What a draft could do better, in a sentence each: nothing here stops a publication.

What is plainly wrong (an image without an alternative, a sound without a transcript that nobody has assumed, a table
without headings, a file name as an alternative) is refused by the forms and blocks themselves, beside the field.
"""

import re
from collections import Counter
from itertools import islice, pairwise
from typing import NamedTuple

from django.utils import timezone
from wagtail.models import Page

from portal.models import Filed
from portal.quality.reading import Reading
from portal.templatetags.dates import day_in_words

LONGEST_TITLE = 90
# Search engines cut what is longer.
LONGEST_SEO_TITLE, LONGEST_DESCRIPTION = 60, 160
LONGEST_ALTERNATIVE = 150
# Plain language: « Règles européennes pour une information facile à lire et à comprendre », Unapei, 2009.
LONGEST_PARAGRAPH, LONGEST_SENTENCE = 120, 45
MOST_COLUMNS = 6
# How many of each kind are told at once.
TOLD = 3

VAGUE = {"cliquez ici", "cliquer ici", "ici", "lien", "ce lien", "lire la suite", "la suite", "en savoir plus"}
VAGUE |= {"plus d’informations", "voir", "voir plus", "télécharger", "site", "site web", "page", "suite", "plus"}
ADDRESS = re.compile(r"^(https?://|www\.)\S+$")
SAYS_PICTURE = re.compile(r"^(image|photo|photographie|illustration|visuel)\b", re.IGNORECASE)
AMOUNT = re.compile(r"\d[\d\s.,]*(%|€|M€|Md€|euros?\b|millions?\b|milliards?\b)")
YEAR = re.compile(r"\b(1[89]|20)\d\d\b")
SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀÂÇÉÈÊËÎÏÔÙÛÜ«])")


class Advice(NamedTuple):
    """What is to be improved, and how."""

    words: str
    how: str


def advice(page):
    """Return the Advices for a page as it stands in memory (its last draft, say), the gravest first."""
    reading = Reading(page)
    return [found for check in CHECKS for found in islice(check(reading), TOLD)]


def schedule(reading):
    """Whoever gives a date has still to say that the page is to appear then."""
    page = reading.page
    if awaits_scheduling(page):
        how = "En bas, la flèche, puis « Programmer pour publication ». Pour publier sans attendre, videz cette date."
        yield Advice("Une date de mise en ligne est donnée, mais la page n’est pas encore programmée.", how)
    if page.public_day and page.go_live_at and page.public_day < timezone.localdate(page.go_live_at):
        shown, real = map(day_in_words, (page.public_day, timezone.localdate(page.go_live_at)))
        yield Advice("La date affichée précède la mise en ligne.", f"La page dira « {shown} » et paraîtra le {real}.")


def awaits_scheduling(page):
    """Whether a page has a day to come, given in its form, that nobody has confirmed by scheduling it."""
    return bool(page.go_live_at and page.go_live_at > timezone.now() and not page.scheduled_revision)


def filing(reading):
    if isinstance(reading.page, Filed) and not reading.page.themes.all():
        yield Advice("Aucune thématique n’est cochée.", "C’est par elle que l’on retrouve la page dans les listes.")


def pictures(reading):
    seen = [picture for picture in reading.pictures if not picture.is_decorative]
    for title, alternative, _ in seen:
        if not alternative:
            yield Advice(f"L’image « {title} » ne dit rien à qui ne la voit pas.", "Écrivez ce qu’elle apprend.")
        elif len(alternative) > LONGEST_ALTERNATIVE:
            how = f"{len(alternative)} signes : gardez l’essentiel, le reste va dans la légende ou le texte."
            yield Advice(f"Le texte alternatif de « {title} » est long.", how)
        elif says := SAYS_PICTURE.match(alternative):
            how = f"Commencez sans « {says[0]} » : on sait déjà que c’est une image."
            yield Advice(f"Le texte alternatif de « {title} » annonce une image.", how)


def recordings(reading):
    for media in reading.recordings:
        if media.is_exempt:
            continue
        if not media.is_transcribed:
            yield Advice(f"« {media.title} » n’a ni sous-titres ni transcription.", "Ajoutez-les sur sa fiche.")
        elif media.type == "video" and not media.captions:
            yield Advice(f"La vidéo « {media.title} » n’a pas de sous-titres.", "Ajoutez un fichier .vtt sur sa fiche.")


def links(reading):
    keys = {link.page for link in reading.links if link.page}
    public = set(Page.objects.live().filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    for words, page in reading.links:
        if page is not None and page not in public:
            yield Advice(f"Le lien « {words} » mène à une page qui n’est pas publiée.", "Changez-le ou ôtez-le.")
    for words in [*(link.words for link in reading.links), *reading.link_titles]:
        if words.lower().strip(" .…»«→>:").replace("'", "’") in VAGUE:
            yield Advice(f"Le lien « {words} » ne dit pas où il mène.", "Mettez le lien sur le nom de ce qu’on trouve.")
        elif ADDRESS.match(words):
            yield Advice(f"Le lien « {words} » est une adresse brute.", "Mettez le lien sur des mots qui se lisent.")


def headings(reading):
    levels = [1, *(level for level, _ in reading.headings)]
    for (before, after), (_, words) in zip(pairwise(levels), reading.headings, strict=True):
        if after > before + 1:
            yield Advice(f"L’intertitre « {words} » saute un niveau.", "Choisissez un titre de niveau supérieur.")
    for words, count in Counter(words for _, words in reading.headings).items():
        if count > 1:
            yield Advice(f"{count} intertitres s’appellent « {words} ».", "Donnez à chacun un nom qui le distingue.")
    for soup in reading.soups:
        for tag in soup.find_all("p"):
            bold = tag.find(["b", "strong"])
            if bold and len(bold.get_text()) == len(tag.get_text().strip()) < LONGEST_TITLE:
                how = "Faites-en un intertitre, que les lecteurs d’écran et le sommaire connaissent."
                yield Advice(f"« {tag.get_text(strip=True)} » n’est un titre que par le gras.", how)


def title(reading):
    page = reading.page
    if len(page.title) > LONGEST_TITLE:
        how = f"{len(page.title)} signes : au-delà de {LONGEST_TITLE}, listes et moteurs le coupent."
        yield Advice("Le titre est long.", how)
    if len(page.title) > 12 and page.title.isupper():
        yield Advice(
            "Le titre est tout en capitales.", "Écrivez-le comme une phrase : il se lit mieux, accents compris."
        )
    if page.title.endswith(".") and not page.title.endswith("..."):
        yield Advice("Le titre finit par un point.", "Un titre n’en prend pas.")
    if len(page.seo_title) > LONGEST_SEO_TITLE:
        how = f"{len(page.seo_title)} signes : au-delà de {LONGEST_SEO_TITLE}, les moteurs le coupent."
        yield Advice("Le titre pour les moteurs est long.", how)


def description(reading):
    page = reading.page
    if not page.summary:
        yield Advice(
            "La page n’a ni chapô ni description.", "Une phrase suffit : listes, moteurs et partages la montrent."
        )
    elif len(page.search_description) > LONGEST_DESCRIPTION:
        how = f"{len(page.search_description)} signes : au-delà de {LONGEST_DESCRIPTION}, les moteurs la coupent."
        yield Advice("La description pour les moteurs est longue.", how)


def figures(reading):
    for words in reading.paragraphs:
        found = AMOUNT.search(words)
        if found and not YEAR.search(words):
            how = "Dites de quelle année il est et d’où il vient, ou citez un « Chiffre clé »."
            yield Advice(f"« {found[0].strip()} » n’est pas daté.", how)


def tables(reading):
    for table in reading.tables:
        name, count = table.caption or "sans légende", len(table.columns)
        if count == 1:
            yield Advice(f"Le tableau « {name} » n’a qu’une colonne.", "Une liste se lit mieux, surtout à l’oreille.")
        elif count > MOST_COLUMNS:
            how = f"{count} colonnes : sur un téléphone, deux tableaux se lisent mieux."
            yield Advice(f"Le tableau « {name} » est large.", how)
        empty = sum(1 for row in table.rows for cell in row if cell.value is None or not str(cell.value).strip())
        if empty:
            how = "Écrivez « non précisé » ou « 0 » : une case vide ne dit pas pourquoi elle l’est."
            yield Advice(
                f"Le tableau « {name} » a {empty} case{'s' if empty > 1 else ''} vide{'s' if empty > 1 else ''}.", how
            )


def language(reading):
    for words in reading.paragraphs:
        count = len(words.split())
        longest = max(SENTENCE.split(words), key=lambda sentence: len(sentence.split()))
        if count > LONGEST_PARAGRAPH:
            yield Advice(f"Un paragraphe de {count} mots : « {_start(words)} »", "Coupez-le : une idée par paragraphe.")
        elif len(longest.split()) > LONGEST_SENTENCE:
            how = "Faites-en deux : on la lira d’un trait."
            yield Advice(f"Une phrase de {len(longest.split())} mots : « {_start(longest)} »", how)


def _start(words):
    return " ".join(words.split()[:6]) + "…"


CHECKS = [schedule, pictures, recordings, links, headings, title, description, filing, figures, tables, language]
