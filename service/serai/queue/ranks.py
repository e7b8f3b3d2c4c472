"""Ranks in one line in logarithmic time."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from sortedcontainers import SortedList

Key = tuple[int, ...]
"""Where a visit stands in its line: smaller is earlier; the last part is a ledger number, so no two are equal."""


class Ranks:
    """The members of one line in order of their keys; ranks count from 1.

    Keys are compared as packed bytes, which sort as they do: in a line of 100,000 each tuple that is compared lies
    somewhere else in memory, with its numbers, and a rank costs twice as much.
    """

    def __init__(self) -> None:
        self._keys: SortedList[bytes] = SortedList()
        self._ids: dict[bytes, str] = {}
        self._key_of: dict[str, Key] = {}
        self._packed_of: dict[str, bytes] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, member: str) -> bool:
        return member in self._key_of

    def __iter__(self) -> Iterator[str]:
        """Members, first to last."""
        return (self._ids[key] for key in self._keys)

    def join(self, key: Key, member: str) -> int:
        """Put a member in and return its rank; KeyError if the key or the member is there already."""
        packed = _packed(key)
        if packed in self._ids or member in self._key_of:
            raise KeyError(member)
        self._keys.add(packed)
        self._ids[packed] = member
        self._key_of[member], self._packed_of[member] = key, packed
        return self.rank(member)

    def leave(self, member: str) -> int:
        """Take a member out and return the rank it had; KeyError if it is not there."""
        rank = self.rank(member)
        del self._key_of[member], self._ids[self._packed_of.pop(member)], self._keys[rank - 1]
        return rank

    def rank(self, member: str) -> int:
        return int(self._keys.bisect_left(self._packed_of[member])) + 1

    def rank_of_key(self, key: Key) -> int:
        """The rank that a key has, or would have."""
        return int(self._keys.bisect_left(_packed(key))) + 1

    def key(self, member: str) -> Key:
        return self._key_of[member]

    def at(self, rank: int) -> str:
        """The member at a rank; IndexError beyond the line."""
        if rank < 1:
            raise IndexError(rank)
        return self._ids[self._keys[rank - 1]]


def _packed(key: Key) -> bytes:
    return struct.pack(f">{len(key)}Q", *key)
