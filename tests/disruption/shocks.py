"""A lane full of reservations that is hit by something, made up from a seed."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from serai.disruption.retiming import Booked, Opening

HALF = timedelta(minutes=30)


def shock(
    seed: int,
    reservations: int,
    slots: int,
    limited: float,
    *,
    now: datetime,
    load: float = 0.85,
    shut: tuple[int, int] | None = None,
    halved: tuple[int, int] | None = None,
) -> tuple[list[Booked], list[Opening]]:
    """So many reservations over so many slots; `limited` is the part that declared limits.

    `shut` and `halved` are ranges of slots; where neither is given the seed says. Who no longer fits is displaced, the
    last confirmed first.
    """
    chance = random.Random(seed)
    if shut is None and halved is None:
        shut, halved = _range(chance, slots), _range(chance, slots)
    usual = max(1, round(reservations / (slots * load)))
    homes = sorted(
        chance.sample([slot for slot in range(slots) for _ in range(usual)], min(reservations, slots * usual))
    )
    left = [_left(slot, usual, shut, halved) for slot in range(slots)]
    ranks = chance.sample(range(len(homes)), len(homes))
    booked = []
    for number, (rank, home) in enumerate(sorted(zip(ranks, homes, strict=True))):
        left[home] -= 1
        starts_at = now + home * HALF
        limits = _limits(chance, starts_at, home) if chance.random() < limited else {}
        booked.append(Booked(f"r{number}", f"s{home}", starts_at, rank, left[home] < 0, **limits))
    openings = [Opening(f"s{slot}", now + slot * HALF, max(0, places)) for slot, places in enumerate(left)]
    return booked, openings


def _range(chance: random.Random, slots: int) -> tuple[int, int]:
    first = chance.randrange(slots)
    return first, first + chance.randint(0, max(1, slots // 4))


def _left(slot: int, usual: int, shut: tuple[int, int] | None, halved: tuple[int, int] | None) -> int:
    if shut and shut[0] <= slot < shut[1]:
        return 0
    return usual // 2 if halved and halved[0] <= slot < halved[1] else usual


def _limits(chance: random.Random, starts_at: datetime, home: int) -> dict[str, Any]:
    match chance.randrange(5):
        case 0:
            return {"not_after": starts_at + chance.randint(0, 96) * HALF}
        case 1:
            return {"not_before": starts_at - chance.randint(0, 10) * HALF}
        case 2:
            return {"perishable_until": starts_at + chance.randint(-2, 60) * HALF}
        case 3:
            return {"excluded": frozenset(f"s{home + chance.randint(-9, 9)}" for _ in range(4))}
    return {"not_before": starts_at - 4 * HALF, "not_after": starts_at + chance.randint(2, 20) * HALF}
