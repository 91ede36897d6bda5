"""What one request has already read from the database, so that it reads it once.

Outside a request (a command, a task) nothing is remembered: every call reads anew.
"""

from collections.abc import Callable, Hashable, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
_memo: ContextVar[dict | None] = ContextVar("memo", default=None)


@contextmanager
def fresh():
    """Start an empty memo, and forget it on leaving."""
    token = _memo.set({})
    try:
        yield
    finally:
        _memo.reset(token)


def remember(key: Hashable, read: Callable[[], T]) -> T:
    """Return what `read()` gave for `key` the first time in this request."""
    memo = _memo.get()
    if memo is None:
        return read()
    if key not in memo:
        memo[key] = read()
    return memo[key]


def remember_many(kind: str, keys: Iterable, read: Callable[[list], dict]) -> dict:
    """Return by key what is known of each of `keys`, or None; `read(keys)` gives at once those not read yet."""
    keys = list(dict.fromkeys(keys))
    memo = _memo.get()
    memo = {} if memo is None else memo
    unread = [key for key in keys if (kind, key) not in memo]
    found = read(unread) if unread else {}
    memo.update({(kind, key): found.get(key) for key in unread})
    return {key: memo[kind, key] for key in keys}
