"""Opaque ids that sort by the moment they were made, and references short enough to say aloud."""

from __future__ import annotations

import os
import time
from functools import lru_cache

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FIVE_BITS = _ALPHABET.encode() * 8
"""Each byte as the character for five of its bits: random characters without arithmetic on 80-bit numbers."""
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
_ROUNDS = (0x2D51, 0x6A09, 0x3C6E, 0x510E)


def _base32(value: int, length: int) -> str:
    """An even number of characters, two at a time."""
    return "".join([_PAIRS[(value >> shift) & 1023] for shift in range(5 * length - 10, -1, -10)])


def new(site: str = "") -> str:
    """26 characters: 48 bits of milliseconds, then 80 random ones (the ULID layout).

    The id of a thing that belongs to a site begins with its code, so that whoever is asked about it knows whose desk
    to go to, and so that every key begins with the site.
    """
    unique = _moment(time.time_ns() // 1_000_000) + os.urandom(16).translate(_FIVE_BITS).decode()
    return f"{site}-{unique}" if site else unique


@lru_cache(maxsize=2)
def _moment(milliseconds: int) -> str:
    """The ids of a batch are made within a few of them."""
    return _base32(milliseconds, 10)


def site_of(id_: str) -> str | None:
    """The site that an id belongs to, or None if it is no such id."""
    site, dash, unique = id_.rpartition("-")
    return site if dash and site and len(unique) == 26 and unique.isalnum() else None


def reference(site: str, seq: int) -> str:
    """A site's n-th ledger entry as a reference such as `MHN-7K3Q2F`.

    A Feistel network over 30 bits makes it look random and keeps it unique at the site for the first 2^30 entries
    without asking the database. It names a reservation; it proves nothing.
    """
    left, right = (seq >> 15) & 0x7FFF, seq & 0x7FFF
    for salt in _ROUNDS:
        left, right = right, left ^ (((right * 0x9E3B) ^ salt ^ (right >> 7)) & 0x7FFF)
    return f"{site[-3:]}-{_base32(left << 15 | right, 6)}"
