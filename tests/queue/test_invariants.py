"""Any run of a port, its invariants checked after each step."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serai.core.errors import Refusal
from serai.core.events import Entry
from serai.queue import machine, moves, order
from serai.queue.events import VisitCalled
from serai.queue.moves import Grounds
from serai.queue.replay import replay
from tests.queue.world import CLASSES, MINUTE, Port, fact, keys, overtaken_seconds
from tests.scale import scaled

Step = tuple[str, int, int]


def _steps(kinds: str, most: int) -> st.SearchStrategy[list[Step]]:
    step = st.tuples(st.sampled_from(kinds.split()), st.integers(0, 1000), st.integers(0, 1000))
    return st.lists(step, max_size=most)


STEPS = _steps(
    "join join join join carry call call named miss admit park release depart leave turn_away lane duplicate swap wait "
    "windows",
    60,
)
WAITS_AGAIN = dict.fromkeys(("visit.joined", "call.missed", "visit.returned"), "waiting")
RULEBOOKS = st.sampled_from(
    [
        {},
        {"priority_bound_minutes": 3},
        {"priority_bound_minutes": 0},
        {"merge": [{"classes": ["fresh"], "take": 7}, {"booked": True, "take": 3}, {"take": 2}]},
        {"mode": "live_queue_only"},
    ]
)
THOROUGH = settings(
    max_examples=scaled(1500), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def _join(port: Port, a: int, b: int) -> None:
    slot = None if b % 2 else (b * 7) % 400
    port.join(list(CLASSES)[a % 3], trusted=a % 5 == 0, slot_in=slot)


def _lane(port: Port, visit: str, b: int) -> None:
    lane = port.site.place.lane(list(CLASSES.values())[b % 3])
    line = port.site.place.line_of[lane.code]
    port.record(*moves.correct_lane(port.queue, visit, lane, line, port.policy, "seen", port.now))


def _duplicate(port: Port, visit: str, b: int) -> None:
    others = [*port.queue.visits, *port.queue.ended]
    port.record(*moves.correct_duplicate(port.queue, visit, others[b % len(others)], "seen_twice"))


def _swap(port: Port, visit: str, b: int) -> None:
    others = [*port.queue.visits]
    was, instead = port.queue.find(visit), others[b % len(others)] if others else visit
    port.record(moves.give_back(port.queue, visit, instead, "seen"))
    port.record(*moves.swap(port.queue, was, instead, port.passage))


ACTS: dict[str, Callable[[Port, str, int], object]] = {
    "named": lambda p, v, b: p.record(*moves.call(p.queue, v, f"c-{len(p.entries)}", "gate-in", Grounds("perishable"))),
    "miss": lambda p, v, b: p.record(*moves.miss(p.queue, v)),
    "admit": lambda p, v, b: p.record(*moves.admit(p.queue, v, None if b % 3 else f"b{b}", p.passage)),
    "park": lambda p, v, b: p.record(*moves.park(p.queue, v, f"b{b % 4}", p.passage)),
    "release": lambda p, v, b: p.record(*moves.release(p.queue, v, p.passage)),
    "depart": lambda p, v, b: p.record(*moves.depart(p.queue, v, p.passage)),
    "leave": lambda p, v, b: p.record(*moves.leave(p.queue, v)),
    "turn_away": lambda p, v, b: p.record(*moves.turn_away(p.queue, v, "no_papers")),
    "lane": _lane,
    "duplicate": _duplicate,
    "swap": _swap,
}


def take(port: Port, step: Step) -> None:
    """One step of a run; what the rules refuse changes nothing."""
    what, a, b = step
    before = len(port.entries)
    if what == "join":
        _join(port, a, b)
    elif what == "carry":
        port.join(list(CLASSES)[a % 3], trusted=a % 5 == 0, came=b % 300)
    elif what == "call":
        port.call_next("gate-2" if a % 4 == 0 else "gate-in")
    elif what == "wait":
        port.now += (a % 90) * MINUTE
    elif what == "windows":
        port.open_windows()
    elif port.queue.visits or port.queue.ended:
        known = [*port.queue.visits, *port.queue.ended]
        try:
            ACTS[what](port, known[a % len(known)], b)
        except Refusal:
            assert len(port.entries) == before


def run(steps: list[Step], rulebook: dict[str, Any]) -> Port:
    port = Port.opened(**rulebook)
    for step in steps:
        take(port, step)
    return port


@THOROUGH
@given(STEPS, RULEBOOKS)
def test_i05_states_move_only_along_the_published_machine(steps: list[Step], rulebook: dict[str, Any]) -> None:
    port = Port.opened(**rulebook)
    status: dict[str, str] = {}
    for step in steps:
        take(port, step)
    for entry in port.entries:
        to = WAITS_AGAIN.get(entry.kind, entry.kind.removeprefix("visit."))
        if entry.kind == "visit.joined":
            status[fact(entry).visit] = "waiting"
        elif to in machine.MACHINE:
            assert to in machine.MACHINE[status[fact(entry).visit]], (entry.kind, status[fact(entry).visit])
            status[fact(entry).visit] = to
    for visit in port.queue.visits.values():
        assert visit.status == status[visit.id] or visit.status in machine.LIVE


@THOROUGH
@given(STEPS, RULEBOOKS)
def test_i09_order_is_total(steps: list[Step], rulebook: dict[str, Any]) -> None:
    port = run(steps, rulebook)
    for line in port.queue.lines:
        assert order.is_ordered(keys(port.queue.in_order(line)))


@THOROUGH
@given(STEPS, RULEBOOKS)
def test_i10_order_follows_from_the_ledger_alone(steps: list[Step], rulebook: dict[str, Any]) -> None:
    port = run(steps, rulebook)
    read_again = [Entry(e.site, e.seq, e.at, e.kind, e.body, e.prev, e.digest) for e in port.entries]
    recount = replay(read_again)
    assert recount.faults == []
    assert recount.orders == {line: port.order(line) for line in recount.orders}
    assert {line for line in port.queue.lines if port.order(line)} <= set(recount.orders)


@THOROUGH
@given(STEPS, RULEBOOKS)
def test_i11_two_vehicles_change_order_only_by_a_recorded_cause(steps: list[Step], rulebook: dict[str, Any]) -> None:
    port = Port.opened(**rulebook)
    for step in steps:
        before, recorded = {line: port.order(line) for line in port.queue.lines}, len(port.entries)
        take(port, step)
        took = [e for e in port.entries[recorded:] if e.kind == "visit.returned" or getattr(fact(e), "placed", None)]
        moved = {fact(e).visit for e in took}
        for line, was in before.items():
            stayed = [each for each in was if each not in moved]
            now = [each for each in port.order(line) if each not in moved]
            assert now == [each for each in stayed if each in set(now)]


@THOROUGH
@given(STEPS, RULEBOOKS)
def test_rank_operations_folded_are_the_order(steps: list[Step], rulebook: dict[str, Any]) -> None:
    port = Port.opened(**rulebook)
    for step in steps:
        take(port, step)
        for line in port.queue.lines:
            assert port.by_ops.get(line, []) == port.order(line)
            for rank, visit in enumerate(port.order(line), 1):
                place = port.queue.place(visit)
                assert place is not None
                assert (place.position, place.of) == (rank, len(port.order(line)))
        assert sum(port.queue.lanes.values()) == port.queue.waiting()


ONE_LINE = _steps("join join join carry call named miss admit leave windows wait", 120)


@THOROUGH
@given(ONE_LINE, st.sampled_from([0, 3, 10]), st.sampled_from([60, 90, 250]), st.sampled_from([1, 5, 16]))
def test_priority_costs_an_ordinary_visit_no_more_than_the_bound(
    steps: list[Step], bound: int, service: int, take_fresh: int
) -> None:
    port = Port.opened(
        service_seconds=service,
        priority_bound_minutes=bound,
        merge=[{"classes": ["fresh"], "take": take_fresh}, {"trusted": True, "take": 2}, {"take": 1}],
    )
    for step in steps:
        take(port, step)
    assert max(overtaken_seconds(port.entries).values(), default=0) <= bound * 60


def test_priority_costs_more_than_the_bound_where_nothing_holds_it_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: without the ceiling the check above must find the bound broken."""
    monkeypatch.setattr(order, "ceiling", lambda *_: None)
    port = Port.opened(priority_bound_minutes=3, merge=[{"classes": ["fresh"], "take": 16}, {"take": 1}])
    for _ in range(5):
        port.join()
    for _ in range(10):
        port.join("fresh")
    assert max(overtaken_seconds(port.entries).values()) > 180


def _forged(port: Port, at: int, **changes: object) -> list[Entry]:
    entry = port.entries[at]
    forged = entry.event.model_copy(update=changes)
    return [*port.entries[:at], replace(entry, body=forged.canonical()), *port.entries[at + 1 :]]


def test_i10_a_place_given_by_favour_is_found() -> None:
    """The twin: an entry whose key does not follow from its facts is named."""
    port = Port.opened()
    for _ in range(5):
        port.join()
    event = fact(port.entries[-1])
    key = [event.placed.key[0] - order.SCALE // 2, *event.placed.key[1:]]
    placed = event.placed.model_copy(update={"key": key})
    found = replay(_forged(port, -1 + len(port.entries), placed=placed, ops=[["join", "gate-in", 3]]))
    assert len(found.faults) == 1
    assert "v5 was placed at" in found.faults[0]


def test_i10_a_rank_that_is_not_the_place_is_found() -> None:
    port = Port.opened()
    for _ in range(5):
        port.join()
    found = replay(_forged(port, len(port.entries) - 1, ops=[["join", "gate-in", 1]]))
    assert found.faults == [f"entry {len(port.entries)}: its rank operations do not give the order of gate-in"]


def test_i10_a_place_carried_over_without_its_promise_is_found() -> None:
    port = Port.opened()
    port.join()
    port.join(came=200)
    event = fact(port.entries[-1])
    for name, changed in (("transfer", "another"), ("since", event.carried.since - MINUTE)):
        found = replay(_forged(port, len(port.entries) - 1, carried=event.carried.model_copy(update={name: changed})))
        assert any("no promise here had kept" in each for each in found.faults) or "was placed at" in found.faults[0]
    assert replay(port.entries).faults == []


def test_i11_a_call_out_of_order_without_a_reason_is_found() -> None:
    port = Port.opened()
    first, second = port.join(), port.join()
    event = VisitCalled(
        visit=second, lane="export-general", line="gate-in", call="c", gate="gate-in", reason=None, inferred=False
    )
    port.record(event)
    assert replay(port.entries).faults == [
        f"entry {len(port.entries)}: {second} was called before {first} without a reason"
    ]


def test_every_path_through_the_machine_is_reached_by_a_late_report() -> None:
    """A report of a later state records the missing ones as inferred, and each only once."""
    port = Port.opened()
    visit = port.join()
    port.record(*moves.park(port.queue, visit, "b1", port.passage))
    port.record(*moves.depart(port.queue, visit, port.passage))
    kinds = [entry.kind for entry in port.entries[2:]]
    assert kinds == [f"visit.{each}" for each in machine.PATH[1:]]
    inferred = [fact(entry).inferred for entry in port.entries[2:]]
    assert inferred == [True, True, False, True, False]
    assert port.order() == []
    assert port.queue.visits == {}
    for act in (moves.release, moves.depart):
        assert act(port.queue, visit, port.passage) == []
    assert moves.admit(port.queue, visit, "b2", port.passage) == []
    assert moves.park(port.queue, visit, "b2", port.passage) == []


def test_repeated_reports_record_nothing_and_another_bay_is_a_fact() -> None:
    port = Port.opened()
    visit = port.join()
    port.admit(visit, "b1")
    assert moves.admit(port.queue, visit, "b9", port.passage) == []
    port.record(*moves.park(port.queue, visit, "b2", port.passage))
    assert fact(port.entries[-1]).given == "b1"
    assert moves.park(port.queue, visit, "b2", port.passage) == []
    port.record(*moves.park(port.queue, visit, "b3", port.passage))
    assert port.queue.visits[visit].bay == "b3"


@pytest.mark.parametrize("end", ["leave", "turn_away"])
def test_i05_a_visit_that_is_over_is_not_admitted(end: str) -> None:
    port = Port.opened()
    visit = port.join()
    ACTS[end](port, visit, 0)
    for act in (moves.admit, moves.park):
        with pytest.raises(machine.VisitEnded):
            act(port.queue, visit, "b1", port.passage)
    assert port.order() == []


def test_i05_nobody_leaves_a_line_from_inside() -> None:
    port = Port.opened()
    visit = port.join()
    port.admit(visit)
    with pytest.raises(machine.VisitInside):
        moves.leave(port.queue, visit)
    with pytest.raises(machine.VisitInside):
        moves.turn_away(port.queue, visit, "no_papers")


def test_i05_the_machine_has_one_way_through_and_no_way_back() -> None:
    for one, other in pairwise(machine.PATH):
        assert other in machine.MACHINE[one]
    for ended in ("departed", "left", "turned_away"):
        assert not machine.MACHINE[ended]


KINDS = "join join join join call admit admit named miss leave lane windows wait depart".split()  # noqa: SIM905


def test_a_long_day_keeps_every_invariant() -> None:
    """Seeded days of many steps, deep enough that every clause of the order is met."""
    met: set[str] = set()
    for seed in range(scaled(200, 10)):
        dice = random.Random(seed)
        port = Port.opened(priority_bound_minutes=(5, 20)[seed % 2])
        for _ in range(400):
            what = dice.choice(KINDS)
            take(
                port,
                (what, dice.randrange(1000) if what != "wait" else dice.choice([0, 0, 1, 100]), dice.randrange(1000)),
            )
        assert replay(port.entries).faults == []
        assert port.by_ops == {line: port.order(line) for line in port.by_ops}
        assert max(overtaken_seconds(port.entries).values()) <= 60 * (5, 20)[seed % 2]
        met |= {
            clause
            for entry in port.entries
            if (placed := getattr(entry.event, "placed", None))
            for clause in placed.because
        }
    assert met == {f"order.{each}" for each in ("slot", "arrival", "early", "late", "priority", "bound", "sooner")}
