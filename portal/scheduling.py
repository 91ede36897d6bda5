"""What comes in its time for as long as the site is served: publication at the hour chosen, pictures made ready,
messages that wait, the bin that is emptied.
"""

import logging
import threading
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connections

logger = logging.getLogger(__name__)


@contextmanager
def scheduled_publication(every=60):
    """Publish and withdraw what is due, at once and then every `every` seconds, until the block is left."""
    leaving = threading.Event()
    rounds = threading.Thread(target=_make_rounds, args=[leaving, every], daemon=True)
    rounds.start()
    try:
        yield
    finally:
        leaving.set()
        rounds.join(timeout=5)


def _make_rounds(leaving, every):
    is_over = False
    while not is_over:
        publish_what_is_due()
        visit_new_pages()
        send_what_waits()
        empty_the_bin()
        connections.close_all()
        is_over = leaving.wait(every)


def publish_what_is_due():
    """Publish and withdraw what is due; an error is logged, and the next round tries again."""
    try:
        call_command("publish_scheduled")
    except Exception:
        logger.exception("La publication programmée a échoué ; elle sera tentée de nouveau.")


def visit_new_pages():
    """Have the pictures of what was just published ready; failing that, its first visitor waits for them."""
    try:
        call_command("visit_new_pages", verbosity=0)
    except Exception:
        logger.exception("Les images des nouvelles pages n’ont pas pu être préparées ; elles le seront à la visite.")


def send_what_waits():
    """Send the messages of visitors that wait, and delete those kept long enough; the next round tries again."""
    try:
        call_command("send_messages", verbosity=0)
    except Exception:
        logger.exception("L’envoi des messages reçus a échoué ; il sera tenté de nouveau.")


def empty_the_bin():
    """Delete for good the pages that were in the bin for long enough; the next round tries again."""
    try:
        call_command("empty_bin", verbosity=0)
    except Exception:
        logger.exception("La corbeille n’a pas pu être vidée ; elle le sera au prochain tour.")
