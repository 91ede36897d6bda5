"""Files: what is sent is kept whole or not at all; static ones are compressed, and named after their content.

The stylesheet is in one piece.
"""

import posixpath
import re
from contextlib import suppress

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEET = "css/site.css"

IMPORT = r'@import url\("([^"]+)"\) layer\({}\);\s*'
# Imports that follow one another in the same layer make one block of it.
IMPORTS = re.compile(IMPORT.format(r"(?P<layer>[\w-]+)") + f"(?:{IMPORT.format('(?P=layer)')})*")
RELATIVE_URL = re.compile(r"""url\((["']?)(?!["'/#]|[a-z]+:)(?P<path>[^"')]+)\1\)""")

# What must be kept to the letter: strings, and addresses without quotes.
LITERAL = r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')]*\))"""
COMMENT = re.compile(LITERAL + r"|/\*.*?\*/", re.DOTALL)


class StorageAway(OSError):
    """What keeps the files elsewhere (MEDIA_STORAGE) does not answer, or refuses; made with the reason."""

    def __str__(self):
        return f"Le stockage des fichiers (MEDIA_STORAGE) ne répond pas comme il faut : {super().__str__()}"


class MediaStorage(FileSystemStorage):
    """Keeps what is sent on this machine's disk; of a file that it had no room for, nothing stays."""

    def _save(self, name, content):
        try:
            return super()._save(name, content)
        except OSError:
            with suppress(OSError):
                self.delete(name)
            raise


def stored_files(folder=""):
    """Yield the name of every file that was sent or made from those, whatever keeps them."""
    if not folder and hasattr(default_storage, "all_names"):
        yield from default_storage.all_names()
        return
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}{name}" for name in names)
    # That of a disk of its own is for its repairs.
    for name in set(folders) - {"lost+found"}:
        yield from stored_files(f"{folder}{name}/")


def size_of(file):
    """Return how many bytes a stored file has; None if it is gone, or if what keeps it does not answer."""
    try:
        return file.size
    except OSError:
        return None


def put_back(name, content):
    """Keep a file under this very name, in place of the one that is there."""
    if hasattr(default_storage, "put_back"):
        default_storage.put_back(name, content)
        return
    if default_storage.exists(name):
        default_storage.delete(name)
    default_storage.save(name, content)


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Replaces the imports of css/site.css by what they import, so that visitors fetch one stylesheet.

    Only `collectstatic` does so. In development the browser follows the imports itself.
    """

    support_js_module_import_aggregation = True

    def post_process(self, paths, dry_run=False, **options):
        if STYLESHEET in paths and not dry_run:
            css = bundle(STYLESHEET, lambda name: _read(paths, name))
            self.delete(STYLESHEET)
            self.save(STYLESHEET, ContentFile(css.encode()))
            paths = paths | {STYLESHEET: (self, STYLESHEET)}
        yield from super().post_process(paths, dry_run=dry_run, **options)


def bundle(name, read):
    """Return the stylesheet `name` in one piece and without comments; `read` gives the text of a file.

    An import is written `@import url("x.css") layer(y);` and what it imports imports nothing:
    anything else is an error, for a browser would ignore it in silence.
    """

    def inline(imports):
        paths = re.findall(IMPORT.format(imports["layer"]), imports[0])
        css = "".join(_rebase(read(_join(posixpath.dirname(name), path)), posixpath.dirname(path)) for path in paths)
        return f"@layer {imports['layer']} {{{css}}}"

    css = compact(IMPORTS.sub(inline, read(name)))
    if "@import" in css:
        raise ValueError(f'{name}: every import is written @import url("x.css") layer(y); and in that file alone.')
    return css


def compact(css):
    """Return `css` without its comments and without the white space that means nothing.

    >>> compact('a , b { /* why */ content: "a , b"; }')
    'a,b{content:"a , b"}'
    >>> compact("@media (min-width: 62rem) { a :hover { width: calc(1px + 2px); } }")
    '@media (min-width:62rem){a :hover{width:calc(1px + 2px)}}'
    """
    pieces = re.split(LITERAL, COMMENT.sub(lambda match: match[1] or " ", css))
    return "".join(piece if i % 2 else _squeeze(piece) for i, piece in enumerate(pieces)).strip()


def _squeeze(css):
    css = re.sub(r"\s*([{};,>])\s*", r"\1", re.sub(r"\s+", " ", css))
    return css.replace(": ", ":").replace(";}", "}")


def _rebase(css, folder):
    """Return `css`, moved out of `folder`, with addresses that lead where they led."""
    return RELATIVE_URL.sub(lambda match: f"url({_join(folder, match['path'])})", css)


def _join(folder, path):
    return posixpath.normpath(posixpath.join(folder, path))


def _read(paths, name):
    """Return the text of the source file `name`, one of the `paths` that collectstatic gathered."""
    if name not in paths:
        raise ValueError(f"{STYLESHEET} imports {name}, which no static folder has.")
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
