"""Room for what is sent, on the disk or elsewhere: without it a file is refused like any other, beside its field."""

import errno
import os
import tempfile
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

# What the database and the sizes of a picture take besides.
SPARE = 5 * 1024 * 1024
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
AWAY = "Le stockage des fichiers ne répond pas : rien n’a été enregistré. Réessayez dans quelques minutes."
NO_ROOM = "Le serveur n’a plus de place pour ce fichier : rien n’a été enregistré. Prévenez qui tient le site."


def check_room(file):
    """Refuse a new file that the disk could not hold; a storage that is no disk of ours has room if it answers."""
    if is_kept(file):
        return
    try:
        folder = default_storage.path("")
    except NotImplementedError:
        if not answers():
            raise ValidationError(AWAY) from None
        return
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            os.posix_fallocate(probe.fileno(), 0, file.size + SPARE)
    except OSError as error:
        if is_full(error):
            raise ValidationError(NO_ROOM) from error
        raise


def is_kept(file):
    """Whether a file is not new: it was judged when it was sent."""
    return getattr(file, "_committed", False)


def answers():
    """Whether what keeps the files answers, be it that there is no such folder."""
    try:
        default_storage.listdir("sante")
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def is_full(error):
    """Whether an error is that of a disk, or of a quota, with no room left."""
    return isinstance(error, OSError) and error.errno in FULL
