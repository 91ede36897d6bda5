"""What has already been read from the database: by this request, or by others since the content last changed.

remember() holds what one request reads, so that it reads it once. keep() holds what is the same on every page, for all
requests that find the content in the same state. Outside a request (a command, a task) every call reads anew.
"""

import pickle
from collections.abc import Callable, Hashable, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.db import connection

T = TypeVar("T")
_memo: ContextVar[dict | None] = ContextVar("memo", default=None)
# Where the memo of a request holds what is kept for all.
KEPT = object()
# How a request learns which state of the content it finds; None where it must not share what it reads.
_find_state: ContextVar[Callable[[], str] | None] = ContextVar("find_state", default=None)
# The last state that a request of this process found, and what is kept of it, as bytes. Replaced, never emptied.
_kept: tuple[str, dict[Hashable, bytes]] = ("", {})


@contextmanager
def fresh(find_state: Callable[[], str] | None = None):
    """Start an empty memo, and forget it on leaving.

    With `find_state`, which tells the state of the content, keep() shares; not within another memo, which may be that
    of an editor whose changes are not committed.
    """
    find_state = find_state if _memo.get() is None else None
    memo, state = _memo.set({}), _find_state.set(find_state)
    try:
        yield
    finally:
        _find_state.reset(state)
        _memo.reset(memo)


def forget():
    """Forget what is kept for all requests."""
    global _kept
    _kept = ("", {})


def remember(key: Hashable, read: Callable[[], T]) -> T:
    """Return what `read()` gave for `key` the first time in this request."""
    memo = _memo.get()
    if memo is None:
        return read()
    if key not in memo:
        memo[key] = read()
    return memo[key]


def keep(key: Hashable, read: Callable[[], T]) -> T:
    """Return what `read()` gave for `key` in this state of the content, in objects of this request's own.

    What it gives depends on the content alone: not on the clock, the visitor, the host, nor on a model that is UNSEEN
    (portal/page_cache/generation.py). Keys are few and known: they are not made of what visitors ask.
    """
    return remember(key, lambda: _read_once(key, read))


def _read_once(key, read):
    if _find_state.get() is None or _is_in_transaction():
        return read()
    kept = _kept_now()
    if key not in kept:
        # Two threads that do it at once do the same.
        kept[key] = pickle.dumps(_read_apart(kept, read), pickle.HIGHEST_PROTOCOL)
    return pickle.loads(kept[key])  # noqa: S301


def _read_apart(kept, read):
    """Return what `read()` gives of nothing that this request had read before it found the state."""
    memo = _memo.set({KEPT: kept})
    try:
        return read()
    finally:
        _memo.reset(memo)


def _kept_now():
    """Return what is kept of the state that this request finds: asked for once, before anything of it is read."""
    return remember(KEPT, _enter_state)


def _enter_state():
    global _kept
    state, held = _find_state.get()(), _kept
    if held[0] != state:
        # A request that found another state goes on with what was kept of that one.
        held = _kept = (state, {})
    return held[1]


def _is_in_transaction():
    """Whether what is read may never be committed; that of a test is to it the whole database, as for `durable`."""
    return not all(block._from_testcase for block in connection.atomic_blocks)


def remember_many(kind: str, keys: Iterable, read: Callable[[list], dict]) -> dict:
    """Return by key what is known of each of `keys`, or None; `read(keys)` gives at once those not read yet."""
    keys = list(dict.fromkeys(keys))
    memo = _memo.get()
    memo = {} if memo is None else memo
    unread = [key for key in keys if (kind, key) not in memo]
    found = read(unread) if unread else {}
    memo.update({(kind, key): found.get(key) for key in unread})
    return {key: memo[kind, key] for key in keys}
