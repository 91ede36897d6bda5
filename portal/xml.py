import re

# What XML refuses, however it is written.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def writable(text):
    """Return the text without the signs that XML refuses.

    >>> writable("a\\x00b\\tc")
    'ab\\tc'
    """
    return UNWRITABLE.sub("", text)
