"""A site's memory offers each fact to the folds that take it."""

from __future__ import annotations

from datetime import UTC, datetime

from serai.booking.events import HoldExpired, ReservationMissed
from serai.core.desk import Memory
from serai.core.events import Event
from serai.core.folds import Fold

_NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Everything(Fold):
    def __init__(self) -> None:
        self.seen: list[int] = []

    def apply(self, event: Event, at: datetime, seq: int) -> None:
        self.seen.append(seq)


class Holds(Everything):
    takes = frozenset({HoldExpired.kind})


class Nothing(Everything):
    takes = frozenset()


def test_a_fold_is_offered_the_kinds_it_takes_and_all_if_it_names_none() -> None:
    memory = Memory("epoch", 0, {kind: kind() for kind in (Everything, Holds, Nothing)})
    for seq in (1, 2, 3, 4):
        hold, missed = HoldExpired(hold="h", slot="s"), ReservationMissed(reservation="r", slot="s")
        memory.apply(hold if seq % 2 else missed, _NOON, seq)
    assert [memory.of(kind).seen for kind in (Everything, Holds, Nothing)] == [[1, 2, 3, 4], [1, 3], []]
    assert memory.seq == 4
