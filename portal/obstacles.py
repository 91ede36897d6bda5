"""What keeps the site from starting, each told in one French sentence that says what to do.

Read before anything is installed (deploy/bootstrap.py): an old Python 3 and its own library are enough.
"""

import errno
import re
import socket
import tempfile
from pathlib import Path

_FULL = r"No space left|disk is full|disk I/O error|Disk quota exceeded|File too large"
_LOCKED = r"Read-only file system|Permission denied|not permitted|readonly database|unable to open database"
_SENTENCES = {
    _FULL: "Le disque n’a plus de place pour « {folder} » : libérez environ 1 Go, puis relancez la commande.",
    _LOCKED: "Impossible d’écrire dans « {folder} » : prenez le droit d’y écrire, ou copiez le projet ailleurs.",
}
DATABASE_TROUBLE = "La base de données (DATABASE_URL) ne répond pas comme il faut : {trouble}"


class Obstacle(Exception):
    """What the person at the keyboard can put right; its text is a French sentence that says how."""


def explain(trouble, folder, otherwise="L’opération a échoué dans « {folder} » : {trouble}"):
    """Turn an error, or what a failed program wrote, into the Obstacle that it betrays in `folder`.

    >>> explain("OSError: [Errno 28] No space left on device", "/srv").args[0]
    'Le disque n’a plus de place pour « /srv » : libérez environ 1 Go, puis relancez la commande.'
    """
    for sign, sentence in _SENTENCES.items():
        if re.search(sign, str(trouble)):
            return Obstacle(sentence.format(folder=folder))
    return Obstacle(otherwise.format(folder=folder, trouble=trouble))


def require_free_port(text):
    """Return the port that `text` names if a server may listen there, on this machine alone."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Obstacle(f"PORT doit être un nombre de 1 à 65535, et non « {text} » : essayez « make serve PORT=8001 ».")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            state = "réservé à l’administrateur" if error.errno == errno.EACCES else "déjà pris par un autre programme"
            raise Obstacle(
                f"Le port {port} est {state} : choisissez-en un autre, par exemple « make serve PORT=8001 »."
            ) from error
    return port


def require_writable(folder):
    """Make `folder` if it does not exist, and see that a file can be written there."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=str(folder)) as probe:
            probe.write(bytes(4096))
    except OSError as error:
        raise explain(error, folder) from error
