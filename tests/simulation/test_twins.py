"""The checks of the simulation can fail: each protection taken away is found out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import actions as booking
from serai.booking.book import Book
from serai.booking.events import ReservationCancelled
from serai.booking.reservations import Reservation, Slot
from serai.calling import calls
from serai.calling.actions import CallNamed
from serai.calling.control import Control
from serai.core import desk
from serai.core.agenda import Due
from serai.core.desk import Draft, Memory, Record
from serai.core.desks import Desk, Desks
from serai.core.events import Event, Head
from serai.core.idempotency import Answers
from serai.devices import queries as readings
from serai.devices import rules as sightings
from serai.disruption import actions as displacing
from serai.disruption.closing import RollingForward
from serai.guidance import stranded
from serai.guidance.events import RoadStatusSet
from serai.guidance.routing import Conditions
from serai.guidance.tables import RoadRow
from serai.guidance.yard import YardState
from serai.live import views
from serai.overrides import actions as overriding
from serai.overrides.rules import Asked, OverrideOver, Overrides
from serai.queue import moves, recalls
from serai.queue.events import CallMissed, VisitCalled, VisitDeparted, VisitReleased, VisitReturned
from serai.queue.rules import Queue, Visit
from serai.sites.rules import SiteFold
from serai.sites.turning import Turning
from tests.simulation.broken import Broken
from tests.simulation.conftest import NewDatabase
from tests.simulation.mix import ACTS, CALLING, INSIDE, READING, RIGHTING, STOPPED, STOPPING, Act
from tests.simulation.run import Simulation
from tests.simulation.shrinking import shrunk

STEPS = 80
SEEDS = range(2, 2 + 3 * 20, 3)
"""Each of these runs with three processes; the first one that breaks what is looked for is the last."""


async def found(
    new: NewDatabase,
    *breaks: str,
    kind: type[Desks] = Desks,
    of: Mapping[Act, int] = ACTS,
    only: Collection[int] | None = None,
    seeds: Iterable[int] = SEEDS,
) -> Broken | None:
    """The first run that breaks one of the invariants named, or anything where none is; None if no run does."""
    for seed in seeds:
        try:
            async with Simulation(seed, new(), only, every=5, desks=kind, acts=of).opened() as made:
                await made.take(STEPS)
        except Broken as broken:
            if not breaks or broken.names & set(breaks):
                return broken
    return None


def _forgetful(fold: type[Any], kind: type[Event]) -> Callable[..., None]:
    real = fold.apply

    def apply(self: Any, event: Event, at: Any, seq: int) -> None:
        if not isinstance(event, kind):
            real(self, event, at, seq)

    return apply


@pytest.mark.parametrize(
    ("fold", "kind", "breaks"),
    [
        (Queue, VisitReleased, "I-05"),
        (Queue, CallMissed, "I-05"),
        (YardState, VisitDeparted, "memory"),
        (Book, ReservationCancelled, "I-01"),
    ],
)
async def test_twin_a_fold_that_ignores_a_kind_of_fact_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch, fold: type[Any], kind: type[Event], breaks: str
) -> None:
    monkeypatch.setattr(fold, "apply", _forgetful(fold, kind))
    assert await found(new_sqlite, breaks)


async def test_twin_an_admission_that_is_not_given_back_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Queue, "apply", _forgetful(Queue, VisitReturned))
    assert await found(new_sqlite, "I-05", "I-09", of=RIGHTING)


async def test_i11_twin_a_person_who_agrees_with_itself_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(self: Overrides, override: str, by: str, now: Any) -> Asked:
        known = self.asked.get(override)
        if known is None:
            raise OverrideOver(override=override)
        return known

    monkeypatch.setattr(Overrides, "find", find)
    assert await found(new_sqlite, "I-11", of=RIGHTING)


async def test_i11_twin_a_call_out_of_turn_by_nobodys_word_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overriding.Override, "decide", CallNamed.decide)
    assert await found(new_sqlite, "I-11", of=RIGHTING)


async def test_i24_twin_a_lane_said_to_be_closed_that_is_open_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(site: Any, lanes: Iterable[str], now: Any) -> list[str]:
        raise calls.LaneClosed(lanes=list(lanes))

    monkeypatch.setattr(calls, "check_open", check)
    assert await found(new_sqlite, "I-24", of=RIGHTING)


async def test_twin_a_memory_that_misses_facts_of_others_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Memory.apply

    def apply(self: Memory, event: Event, at: Any, seq: int) -> None:
        if isinstance(event, RoadStatusSet):
            self.seq = seq
        else:
            real(self, event, at, seq)

    monkeypatch.setattr(Memory, "apply", apply)
    assert await found(new_sqlite, "memory", "readers")


def _saves(kind: type[Event], by: list[desk.Save]) -> dict[type[Event], list[desk.Save]]:
    """All savers, but these for one kind of fact."""
    changed = dict(desk._SAVES)
    changed[kind] = by
    return changed


async def test_i27_twin_a_row_that_no_fact_says_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sneak(event: Event, record: Record) -> None:
        record.writes.upsert(RoadRow, site=record.site, road="nowhere", status="open")

    async with Simulation(5, new_sqlite()).opened() as made:
        with monkeypatch.context() as sabotage:
            sabotage.setattr(desk, "_SAVES", _saves(VisitCalled, [*desk._SAVES[VisitCalled], sneak]))
            await made.take(40)
        wrong = await made.replayed(new_sqlite())
        assert "I-27 road ('CNMHN', 'nowhere'): only in the tables" in wrong


async def test_i27_twin_a_saver_that_forgets_a_fact_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Simulation(5, new_sqlite()).opened() as made:
        with monkeypatch.context() as sabotage:
            sabotage.setattr(desk, "_SAVES", _saves(VisitReleased, []))
            with pytest.raises(Broken):
                await made.take(60)
        assert any(each.startswith("I-27 visit") for each in await made.replayed(new_sqlite()))


async def test_i21_twin_readers_that_act_on_what_they_are_not_sure_of_are_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sightings, "_doubt", lambda *given: None)
    assert await found(new_sqlite, "I-21", of=READING)


async def test_i21_twin_readers_whose_events_are_not_remembered_are_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing(*_: Any) -> dict[Any, Any]:
        return {}

    monkeypatch.setattr(readings, "by_event", nothing)
    assert await found(new_sqlite, "unexpected", of=READING)


async def test_i15_twin_operations_that_are_dropped_are_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "operations", lambda event: getattr(event, "ops", ())[1:])
    assert await found(new_sqlite, "I-15")


async def test_i10_twin_ranks_that_are_not_the_order_are_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = moves._leaves
    monkeypatch.setattr(moves, "_leaves", lambda *given: [*(op := real(*given))[:2], max(1, int(op[2]) - 1), *op[3:]])
    assert await found(new_sqlite, "I-09", "I-10")


async def test_i03_twin_a_closure_that_does_not_roll_forward_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RollingForward, "__call__", _nothing_due)
    assert await found(new_sqlite, "I-03", of=STOPPED)


async def test_i03_twin_a_closure_that_takes_every_place_at_once_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SiteFold, "is_kept", lambda _, slot, now: not slot.closed)
    assert await found(new_sqlite, "I-03", of=STOPPING)


async def test_i03_twin_who_came_first_and_goes_first_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first(draft: Draft, slot: str, has: Sequence[Reservation]) -> list[Reservation]:
        lost = _too_many(draft, slot, has)
        return sorted(has, key=lambda each: each.placed_seq or 0)[: len(lost)]

    _too_many = displacing._too_many
    monkeypatch.setattr(displacing, "_too_many", first)
    assert await found(new_sqlite, "I-03", of=STOPPING)


async def test_i15_twin_lanes_that_turn_without_a_word_are_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Turning, "__call__", _nothing_due)
    assert await found(new_sqlite, "I-15", of=STOPPING)


async def _nothing_due(_self: Any, _connection: AsyncConnection) -> list[Due]:
    return []


async def test_i02_twin_a_place_kept_back_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = property(lambda self: max(0, self.capacity - self.taken - self.held - 1))
    monkeypatch.setattr(Slot, "free", free)
    assert await found(new_sqlite, "I-02")


async def test_i04_twin_a_vehicle_booked_twice_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here by the database's own constraint: nobody foresaw that it would be asked."""
    monkeypatch.setattr(booking, "check_vehicle", lambda *given, **more: None)
    assert await found(new_sqlite, "unexpected")


async def test_i11_twin_a_stop_that_nobody_heeds_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Control, "check", lambda _, lanes: list(lanes))
    assert await found(new_sqlite, "calls", of=CALLING)


async def test_i11_twin_calls_that_pass_those_in_front_are_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def last(queue: Queue, line: str, count: int, lanes: Iterable[str], awake_at: Any = None) -> list[Visit]:
        return list(reversed(list(queue.callable(line, lanes, awake_at))))[:count]

    monkeypatch.setattr(Queue, "next", last)
    assert await found(new_sqlite, "calls", "I-10", of=CALLING)


@pytest.mark.parametrize("sabotage", ["blocked", "moved", "redrawn"])
async def test_i12_twin_a_bay_that_must_not_be_given_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch, sabotage: str
) -> None:
    """Roads that were blocked are driven, who could keep its bay is moved, a bay is drawn away from under a truck."""
    if sabotage == "blocked":
        monkeypatch.setattr(YardState, "conditions", lambda _, truck: Conditions(truck.size))
    elif sabotage == "redrawn":
        monkeypatch.setattr("serai.guidance.inside.faults", lambda *_: ())
    else:
        monkeypatch.setattr(stranded, "why", lambda *_: "unreachable")
    assert await found(new_sqlite, "yard", of=INSIDE)


async def test_twin_calls_under_way_that_a_stop_forgets_at_the_gate_are_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def all_called(visits: Iterable[Visit], lanes: Iterable[str]) -> list[Visit]:
        return [each for each in visits if each.status == "called" and each.lane in set(lanes)]

    monkeypatch.setattr(recalls, "under_way", all_called)
    assert await found(new_sqlite, "calls", of=CALLING)


class _Stale(Desk):
    """Memory is never brought to the head that was claimed."""

    async def _brought_to(self, head: Head, connection: AsyncConnection) -> Memory:
        if self._memory is None:
            self._memory = await Memory.load(connection, head, self._parts.loaders)
        return self._memory


class _Keyless(Desk):
    """No answer is looked up."""

    async def _answers(self, connection: AsyncConnection, keys: Any) -> Answers:
        return Answers({})


@pytest.mark.parametrize("sabotage", [_Stale, _Keyless])
async def test_twin_a_desk_without_its_protection_is_found_out(new_sqlite: NewDatabase, sabotage: type[Desk]) -> None:
    assert await found(new_sqlite, kind=type("Sabotaged", (Desks,), {"desk": sabotage}))


async def test_a_run_that_fails_is_made_smaller(new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Queue, "apply", _forgetful(Queue, VisitReleased))

    first = await found(new_sqlite, "I-05")
    assert first is not None
    seed = first.seed

    async def again(only: Collection[int]) -> Broken | None:
        return await found(new_sqlite, only=only, seeds=[seed])

    best = await shrunk(first, again)
    assert best.names & first.names
    assert len(best.log) < len(first.log) / 2
    assert "Release" in str(best)
