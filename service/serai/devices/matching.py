"""How like a plate that a reader saw is to one that is expected. Pure, in whole hundredths of confidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from serai.booking.vehicles import plate_key

_PAIRS: Final = "0O 0D 0Q OD OQ DQ 0C OC 1I 1L IL 17 1T 7T 2Z 5S 6G 8B 38 4A CG UV VY EF PR MN WV HN"
_CONFUSABLE: Final = frozenset(frozenset(pair.strip()) for pair in _PAIRS.split(" "))
_LOOKS_ALIKE: Final = 4
"""What a sign read for one that looks like it takes off; a pair that readers are known to confuse."""
_OTHER_SCRIPT: Final = 12
"""A sign of a script that the reader may not have at all, such as a province's, missing."""
_EDIT: Final = 25
"""A sign wrong, missing or too many."""
_MOST: Final = _EDIT + 2 * _LOOKS_ALIKE
"""Beyond one wrong sign and two that look alike it is another plate."""
_SHORT: Final = 5
"""Plates of fewer signs are alike only if they are the same: one wrong sign of four says nothing."""
_OTHER_COUNTRY: Final = 15
_NO_COUNTRY: Final = 2
_DOUBT_SHARED: Final = 4
"""A reader's own doubt counts for a fourth: that the plate is one of the few that are expected makes up for most."""


@dataclass(frozen=True, slots=True)
class PlateSeen:
    """A plate as a reader gives it: folded as vehicles' keys are, its country if told, the reader's percent."""

    folded: str
    country: str | None
    percent: int

    @classmethod
    def of(cls, plate: str, country: str | None, percent: int) -> PlateSeen:
        return cls(plate_key(plate, "").removesuffix(":"), country and country.upper(), max(0, min(100, percent)))


def likeness(seen: PlateSeen, key: str) -> int:
    """How sure it is that the vehicle of this key was seen, 0 to 100; 0 where it is another plate."""
    expected, _, country = key.rpartition(":")
    taken = _apart(seen.folded, expected)
    if taken is None:
        return 0
    if seen.country is None:
        taken += _NO_COUNTRY
    elif seen.country != country:
        taken += _OTHER_COUNTRY
    return max(0, 100 - taken - (100 - seen.percent) // _DOUBT_SHARED)


def best(seen: Iterable[PlateSeen], key: str) -> int:
    """The likeness of whichever of a reader's proposals fits best."""
    return max((likeness(each, key) for each in seen), default=0)


def _apart(seen: str, expected: str) -> int | None:
    """What tells two plates apart, in hundredths; None where it is too much."""
    if seen == expected:
        return 0 if seen else None
    if min(len(seen), len(expected)) < _SHORT or abs(len(seen) - len(expected)) > 2:
        return None
    row = [0]
    for sign in expected:
        row.append(row[-1] + _gap(sign))
    for sign in seen:
        before, row = row, [row[0] + _EDIT]
        for at, wanted in enumerate(expected, 1):
            row.append(min(before[at - 1] + _swap(sign, wanted), before[at] + _EDIT, row[-1] + _gap(wanted)))
    return row[-1] if row[-1] <= _MOST else None


def _swap(seen: str, expected: str) -> int:
    if seen == expected:
        return 0
    return _LOOKS_ALIKE if frozenset((seen, expected)) in _CONFUSABLE else _EDIT


def _gap(expected: str) -> int:
    return _EDIT if expected.isascii() else _OTHER_SCRIPT
