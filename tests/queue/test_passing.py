"""Who passed a visit is who was really let in before it, or stands before it, and did not when it joined."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.queue import moves
from serai.queue.moves import Grounds
from serai.queue.passing import KINDS, Passing
from serai.queue.replay import moved
from tests.queue.days import days, played
from tests.queue.test_invariants import RULEBOOKS, STEPS, THOROUGH, Step, run, take
from tests.queue.world import Port, fact
from tests.scale import scaled

ACTS: Sequence[str] = "join join join call named miss admit admit leave lane swap wait windows".split()  # noqa: SIM905


def told(port: Port, visit: str) -> dict[str, str]:
    """As the service tells it: from the entries of the ledger, in order."""
    seen = Passing(visit)
    for entry in port.entries:
        if entry.kind in KINDS:
            seen.take(entry.kind, orjson.loads(entry.body), entry.seq, entry.at)
    return seen.passed(port.order(seen.line) if seen.is_in_line else ())


def really(port: Port, visit: str) -> set[str]:
    """The same by looking at whole orders: who stood before it when it joined, who was let in while it stood there."""
    orders: dict[str, list[str]] = {}
    before: set[str] = set()
    let_in: set[str] = set()
    line = ""
    for entry in port.entries:
        ops = getattr(entry.event, "ops", ())
        is_admitted = entry.kind == "visit.admitted" and fact(entry).visit != visit and visit in orders.get(line, [])
        if is_admitted and fact(entry).line == line and fact(entry).visit not in before:
            let_in.add(fact(entry).visit)
        for op in ops:
            moved(orders, [op], fact(entry).visit)
            if fact(entry).visit == visit and op[0] == "join":
                let_in = let_in if line == op[1] else set()
                line = str(op[1])
                before = set(orders[line][: orders[line].index(visit)])
            elif op[0] == "join" and op[1] == line:
                let_in.discard(fact(entry).visit)
    here = orders.get(line, [])
    return let_in | (set(here[: here.index(visit)]) - before if visit in here else set())


@THOROUGH
@given(STEPS, RULEBOOKS)
def test_i11_who_passed_a_visit_is_who_really_stands_or_was_let_in_before_it(
    steps: list[Step], rulebook: dict[str, Any]
) -> None:
    port = run(steps, rulebook)
    for visit in {fact(entry).visit for entry in port.entries if entry.kind == "visit.joined"}:
        assert set(told(port, visit)) == really(port, visit)


@pytest.mark.parametrize("seed", range(scaled(20, 3)))
def test_i11_over_a_whole_day_the_overtakers_told_are_those_let_in_before_and_joined_after(seed: int) -> None:
    port = played(days(seed, booked=0.4)).port
    joined = {fact(entry).visit: entry.seq for entry in port.entries if entry.kind == "visit.joined"}
    admitted = {fact(entry).visit: entry.seq for entry in port.entries if entry.kind == "visit.admitted"}
    line = {fact(entry).visit: fact(entry).line for entry in port.entries if entry.kind == "visit.joined"}
    for visit in list(admitted)[::7]:
        later = {each for each in admitted if joined[each] > joined[visit] and admitted[each] < admitted[visit]}
        passed = told(port, visit)
        assert {each for each in passed if joined[each] > joined[visit]} == {
            each for each in later if line[each] == line[visit]
        }
        assert set(passed.values()) <= {"order.slot", "order.priority", "order.window", "merge"}


def _is_wrong(seed: int) -> bool:
    """Whether some account of a seeded run differs from what was, or cannot be given at all."""
    dice = random.Random(seed)
    port = Port.opened()
    for _ in range(80):
        take(port, (dice.choice(ACTS), dice.randrange(1000), dice.randrange(1000)))
    visits = {fact(entry).visit for entry in port.entries if entry.kind == "visit.joined"}
    try:
        return any(set(told(port, visit)) != really(port, visit) for visit in sorted(visits))
    except ValueError:
        return True


def _without_moves(self: Passing, what: str, line: str, rank: int, *_: Any) -> None:
    if what == "join":
        self._join(line, rank)


def _without_calls(self: Passing, who: str, *given: Any, is_let_in: bool) -> None:
    known = dict(self.let_in)
    _see(self, who, *given, is_let_in=is_let_in)
    self.let_in = {each: why for each, why in self.let_in.items() if each in known or not why.startswith("call.")}


_see = Passing._see
BROKEN: dict[str, Callable[..., None]] = {"_pass": lambda *_: None, "_go": _without_moves, "_see": _without_calls}


@pytest.mark.parametrize("broken", BROKEN)
def test_i11_twin_an_account_that_forgets_is_found_out(monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    assert not any(map(_is_wrong, range(5)))
    monkeypatch.setattr(Passing, broken, BROKEN[broken])
    assert any(map(_is_wrong, range(60)))


def test_each_cause_is_named() -> None:
    port = Port.opened()
    visit = port.join(name="me")
    booked, fresh, named = port.join(slot_in=0), port.join("fresh"), port.join()
    port.record(*moves.call(port.queue, named, "c", "gate-in", Grounds("perishable")))
    port.admit(named)
    assert told(port, visit) == {booked: "order.slot", fresh: "order.priority", named: "call.by_hand"}
    assert {port.serve(), port.serve()} == {booked, fresh}
    port.call_next()
    other = port.join()
    assert port.serve() == other
    assert told(port, visit)[other] == "call.came_first"
    port.admit(visit)
    last = port.join(slot_in=0)
    assert last not in told(port, visit)


@given(st.integers(0, 10**6))
def test_a_vehicle_that_was_early_passes_by_its_window(seed: int) -> None:
    port = Port.opened()
    port.join(after=1)
    early = port.join(slot_in=300, after=1 + seed % 60)
    me = port.join(after=1)
    behind = port.join(after=1)
    assert told(port, me) == {}
    port.now = port.queue.visits[early].arrive_from or port.now
    port.open_windows()
    assert told(port, me) == {}, "it stood before it already"
    assert told(port, port.order()[1]) == {early: "order.window"}
    assert behind in port.order()
