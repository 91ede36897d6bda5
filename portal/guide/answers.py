"""What the help answers to the words of an editor: accents, case and plurals do not matter."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from portal.guide.chapters import Chapter, Section, chapters
from portal.search.hits import extract
from portal.search.questions import ask
from portal.search.words import words
from portal.typography import typeset_html


@dataclass
class Answer:
    """A section that was found, with the words around those that were typed, as HTML."""

    chapter: Chapter
    section: Section
    extract: str

    @property
    def url(self):
        return f"{self.chapter.url}#{self.section.anchor}" if self.section.anchor else self.chapter.url


def answers(text):
    """Return the Answers to a text, those whose title tells it first; none when it holds no word."""
    question = ask(text)
    if question is None:
        return []
    found = []
    for chapter in chapters().values():
        above = stems_of(f"{chapter.title} {chapter.lead}")
        for rank, section in enumerate(chapter.sections):
            title = stems_of(section.title)
            known = {*title, *section.stems, *(above if rank == 0 else ())}
            if any(reading.stems <= known for reading in question.readings):
                told = len(question.places(title)) * 2 + len(question.places(above))
                found.append((-told, len(found), Answer(chapter, section, around(section, question))))
    return [answer for _, _, answer in sorted(found, key=lambda item: item[:2])]


def around(section, question):
    return SafeString(typeset_html(extract(section.text, section.stems, question)[1]))


def stems_of(text):
    return [word.stem for word in words(text)]
