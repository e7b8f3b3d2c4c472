"""Calls that nobody asks for: in order, at the gates' speed, never a wave, and never where they are stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.calling import calls, forward
from serai.calling.bands import Estimate
from serai.calling.control import AcceptanceInvalid, Control, Stopped, accept
from serai.calling.events import AcceptanceReported, CallsResumed, CallsStopped, CallsSwitched
from serai.calling.forward import Scene, verdict
from serai.calling.gates import Approach, Gates
from serai.core.events import Event
from serai.guidance.rules import Truck
from serai.queue import moves, recalls
from serai.queue.events import VisitCalled
from serai.queue.moves import Grounds, Passage
from serai.queue.rules import OTHER_BAYS, Visit
from tests.calling.gate import Gate
from tests.queue.world import CLASSES, MINUTE

LINE = "gate-in"
FAR = 25


@dataclass
class Automatic(Gate):
    """A port that calls of itself, looked at whenever it is told to."""

    control: Control = field(default_factory=Control)

    def record(self, *events: Event) -> None:
        for event in events:
            super().record(event)
            self.control.apply(event, self.now, len(self.entries))

    @property
    def scene(self) -> Scene:
        return Scene(self.site, self.queue, self.pace, self.yard, self.control)

    def look(self) -> list[str]:
        """Make the calls that are due now."""
        made = []
        while (found := verdict(self.scene, LINE, self.now)).visit is not None:
            grounds = Grounds(why=found.clause, basis=dict(found.basis), at=self.now)
            self.record(*moves.call(self.queue, found.visit, f"auto-{len(self.entries)}", LINE, grounds))
            made.append(found.visit)
        return made

    def clause(self) -> str:
        return verdict(self.scene, LINE, self.now).clause

    def wait(self, minutes: float) -> list[str]:
        """Let time go by, with a look every half a minute; who was called meanwhile."""
        called = []
        for _ in range(round(minutes * 2)):
            self.now += MINUTE / 2
            called += self.look()
        return called


def port(count: int = 0, service_seconds: int = 90) -> Automatic:
    made = Automatic.opened(service_seconds=service_seconds)
    assert isinstance(made, Automatic)
    made.record(CallsSwitched(lane=None, mode="automatic", by="k1"))
    for _ in range(count):
        made.join()
    return made


def test_a_free_gate_is_called_to_at_once_and_then_at_its_speed() -> None:
    gate = port(20)
    assert gate.look() == ["v1"]
    assert gate.clause() == "hold.pace"
    assert verdict(gate.scene, LINE, gate.now).again_at is not None
    assert gate.wait(0.5) == []
    assert gate.wait(4.5) == ["v2", "v3", "v4"], "one as soon as there is half a service left, then one a service"


def test_the_fact_says_why_now_and_on_which_figures() -> None:
    gate = port(2)
    gate.look()
    called = next(each.event for each in gate.entries if each.kind == "visit.called")
    assert isinstance(called, VisitCalled)
    assert called.why == "call.gate"
    assert {"servers", "service_seconds", "drive_seconds", "on_the_way", "left"} <= called.basis.keys()
    assert gate.queue.visits["v1"].call_why == "call.gate"


def test_without_admissions_no_more_are_sent_than_are_served_while_one_drives() -> None:
    gate = port(60)
    gate.wait(60)
    assert sum(each.status == "called" for each in gate.queue.visits.values()) <= 10
    assert gate.clause() in ("hold.on_the_way", "hold.gates_full")


def test_operators_call_where_it_is_not_automatic() -> None:
    gate = Automatic.opened()
    gate.join()
    assert isinstance(gate, Automatic)
    assert (gate.look(), gate.clause()) == ([], "hold.operator")
    gate.record(CallsSwitched(lane="export-general", mode="automatic", by="k1"))
    assert gate.look() == ["v1"]
    gate.record(CallsSwitched(lane=None, mode="operator", by="k1"))
    gate.join()
    assert gate.wait(10) == []


def test_nobody_is_called_under_a_stop_and_none_comes_in_a_wave_after_it() -> None:
    gate = port(30)
    gate.wait(5)
    gate.record(CallsStopped(lane=None, reason="hazard", by="k1"))
    for visit in recalls.under_way(gate.queue.visits.values(), CLASSES.values()):
        gate.record(*recalls.withdraw(gate.queue, visit.id, "hazard", "k1", clause="call.stopped"))
    assert (gate.wait(20), gate.clause()) == ([], "hold.stopped")
    gate.record(CallsResumed(lane=None, by="k1"))
    assert gate.look() == ["v1"]  # the first in order, and alone
    assert len(gate.wait(3)) <= 2


def test_who_rests_is_passed_by_and_keeps_its_place() -> None:
    gate = port(3)
    gate.look()
    gate.record(*recalls.withdraw(gate.queue, "v1", "breakdown", "k1", gate.now + 10 * MINUTE))
    assert gate.order() == ["v1", "v2", "v3"]
    assert gate.look() == ["v2"]
    assert "v1" not in gate.wait(8)
    assert "v1" in gate.wait(6)


def test_one_that_rests_alone_is_waited_for() -> None:
    gate = port(1)
    gate.look()
    gate.record(*recalls.withdraw(gate.queue, "v1", "breakdown", "k1", gate.now + 10 * MINUTE))
    found = verdict(gate.scene, LINE, gate.now)
    assert (found.clause, found.again_at) == ("hold.resting", gate.now + 10 * MINUTE)


def test_calls_follow_what_the_neighbour_takes_while_that_holds() -> None:
    gate = port(20)
    until = gate.now + 30 * MINUTE
    gate.record(accept(None, 2, 60, until, "k9", gate.now))
    assert len(gate.wait(20)) == 2
    assert gate.clause() == "hold.neighbour"
    assert len(gate.wait(15)) > 0  # what was said holds no longer


def test_a_lane_s_own_word_goes_before_that_of_all_and_imports_have_none() -> None:
    gate, control = port(), Control()
    control.apply(AcceptanceReported(lane=None, vehicles=9, minutes=60, until=gate.now + MINUTE, by="k"), gate.now, 1)
    said = AcceptanceReported(lane="export-general", vehicles=1, minutes=60, until=gate.now + MINUTE, by="k")
    control.apply(said, gate.now, 2)
    lanes = gate.site.place.lanes
    own, other = control.accepted(lanes["export-general"], gate.now), control.accepted(lanes["export-fresh"], gate.now)
    assert own is not None
    assert other is not None
    assert (own[0], own[1].vehicles, other[0], other[1].vehicles) == ("export-general", 1, None, 9)
    assert control.accepted(lanes["import-hazmat"], gate.now) is None
    assert control.accepted(lanes["export-general"], gate.now + MINUTE) is None


@pytest.mark.parametrize("hours", [-1, 0, 25])
def test_what_a_neighbour_takes_is_said_for_some_time_to_come(hours: int) -> None:
    now = port().now
    with pytest.raises(AcceptanceInvalid):
        accept(None, 1, 60, now + timedelta(hours=hours), "k", now)


def test_a_stop_of_the_site_holds_in_every_lane_and_one_of_a_lane_only_there() -> None:
    control = Control()
    control.apply(CallsStopped(lane="a", reason="hazard", by="k"), port().now, 1)
    assert control.check(["a", "b"]) == ["b"]
    with pytest.raises(Stopped):
        control.check(["a"])
    control.apply(CallsStopped(lane=None, reason="fire", by="k"), port().now, 2)
    assert control.stopped(["a", "b"]) == ["a", "b"]
    control.apply(CallsResumed(lane=None, by="k"), port().now, 3)
    assert control.stopped(["a", "b"]) == []


def test_shut_gates_are_not_called_to() -> None:
    gates = Gates(Approach(Estimate(300.0, 60.0), 90.0, servers=0), 5, 0, 0)
    assert gates.allowance() == (0, "hold.gates_shut")


def test_several_servers_are_fed_at_once() -> None:
    gates = Gates(Approach(Estimate(300.0, 60.0), 90.0, servers=3), 30, 0, 0)
    assert gates.allowance() == (3, "hold.pace")


def test_the_next_one_sets_out_so_as_to_come_while_a_slow_gate_has_somebody_yet() -> None:
    """One service takes longer than the drive: half of one is to be left when the next one comes."""
    full = Approach(Estimate(240.0, 30.0), 480.0, coming=(-200.0, 100.0))
    assert (full.queue(0), full.would_idle(0)) == (760.0, False)
    assert Gates(full, 5, 1, 2).allowance() == (0, "hold.pace")
    soon = replace(full, coming=(-200.0,))
    assert (soon.queue(0), soon.would_idle(0)) == (280.0, True)
    assert Gates(soon, 5, 1, 1).allowance()[0] == 1
    assert Gates(replace(soon, coming=None), 5, 1, 1).allowance() == (0, "hold.pace")
    assert replace(soon, servers=2).queue(0) == 0


def test_who_should_long_be_there_and_is_not_keeps_nobody_back_where_gates_tell_who_comes() -> None:
    gate = port(9, service_seconds=480)
    (first,) = gate.look()
    gate.now += 4 * MINUTE
    gate.record(*recalls.reach(gate.queue, first, Passage("", LINE)))
    gate.admit(first)
    late = [*gate.look(), *gate.wait(40)][0]
    called = [each for each in gate.queue.visits.values() if each.status == "called"]
    known = gate.pace.line(LINE, gate.now)
    assert late in calls.overdue(called, known, gate.now)
    assert calls.overdue(called, replace(known, driven=None), gate.now) == frozenset()
    assert forward.gates_of(gate.scene, LINE, gate.now).on_the_way < len(called)


def _day(*, is_told: bool) -> tuple[list[int], float]:
    """A day on which every third truck waits 25 minutes farther from the gate than the others.

    How many places after its own each far one is let in, and the share of the time in which the gate has nobody.
    """
    gate, random = port(service_seconds=180), Random(5)
    for each in range(45):
        gate.join(farther=FAR * (is_told and each % 3 == 2))
    order, far = gate.order(), set(gate.order()[2::3])
    arrives: dict[str, datetime] = {}
    let_in: list[str] = []
    begin = free_at = gate.now
    idle = timedelta(0)
    while len(let_in) < 38:
        gate.now += timedelta(seconds=20)
        for visit in gate.look():
            seconds = random.gauss(480, 60) + 60 * FAR * (visit in far)
            arrives[visit] = gate.now + timedelta(seconds=seconds)
        there = [each for each, at in arrives.items() if at <= gate.now and each not in let_in]
        for visit in there:
            if gate.queue.visits[visit].at_gate_at is None:
                gate.record(*recalls.reach(gate.queue, visit, Passage("c")))
        if free_at <= gate.now and gate.now - begin > 45 * MINUTE:
            idle += timedelta(seconds=20) * (not there)
        if there and free_at <= gate.now:
            visit = min(there, key=arrives.__getitem__)
            gate.admit(visit)
            let_in.append(visit)
            free_at = gate.now + timedelta(seconds=random.gauss(180, 30))
    late = [at - order.index(visit) for at, visit in enumerate(let_in) if visit in far and order.index(visit) > 12]
    return late, idle / (gate.now - begin)


def test_who_waits_farther_from_the_gate_is_called_sooner_and_is_there_in_its_turn() -> None:
    late, idle = _day(is_told=True)
    untold, _ = _day(is_told=False)
    assert max(map(abs, late)) <= 2 < min(untold), "who does not say where it waits comes after its turn"
    assert idle <= 0.05


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["join", "join", "join", "wait", "wait", "admit", "reach", "stop", "resume", "switch", "miss",
                         "withdraw", "repeat", "neighbour", "leave"]),
        st.integers(0, 99),
    ),
    min_size=20, max_size=90,
)  # fmt: skip


def _act(gate: Automatic, act: str, number: int) -> None:
    called = [each.id for each in gate.queue.visits.values() if each.status == "called"]
    which = called[number % len(called)] if called else None
    lane = None if number % 3 else "export-general"
    match act:
        case "join":
            gate.join(("general", "fresh", "general")[number % 3], farther=FAR if number % 4 == 3 else 0)
        case "wait":
            gate.now += timedelta(seconds=10 + 5 * number)
        case "stop":
            gate.record(CallsStopped(lane=lane, reason="hazard", by="k"))
        case "resume":
            gate.record(CallsResumed(lane=None, by="k"))
        case "switch":
            gate.record(CallsSwitched(lane=lane, mode="automatic" if number % 4 else "operator", by="k"))
        case "neighbour":
            gate.record(accept(None, number % 6, 10, gate.now + 20 * MINUTE, "k", gate.now))
        case "leave" if gate.order():
            gate.record(*moves.leave(gate.queue, gate.order()[number % len(gate.order())]))
        case "reach" if which:
            gate.record(*recalls.reach(gate.queue, which, Passage("c")))
        case "withdraw" if which:
            gate.record(*recalls.withdraw(gate.queue, which, "breakdown", "k", gate.now + 10 * MINUTE))
        case "repeat" if which:
            gate.record(*recalls.repeat(gate.queue, which, "unheard", "k"))
        case "miss" if which:
            gate.record(*moves.miss(gate.queue, which))
        case "admit" if which:
            gate.admit(which)


def _wrong(
    gate: Automatic, before: dict[str, str], called: list[str], left: dict[int, int], now: datetime
) -> str | None:
    """What one look broke; `before` are the states of visits before it."""
    lanes = {visit: gate.queue.visits[visit].lane for visit in called}
    if any(before[visit] != "waiting" for visit in called) or len(set(called)) < len(called):
        return "somebody was called twice"
    if any(gate.control.stop(lane) is not None for lane in lanes.values()):
        return "somebody was called under a stop"
    visits = [gate.queue.visits[each] for each in called]
    for farther, most in left.items():
        near = [each for each in visits if each.farther_minutes <= farther]
        if len(near) > max(most, 0):
            return f"{len(near)} were called, the gates take {most}"
        if sum(each.farther_minutes == farther for each in visits) > 2:
            return "a wave was called"
    for visit in visits:
        for each in gate.order()[: gate.order().index(visit.id)]:
            other = gate.queue.visits[each]
            is_passed = other.lane == visit.lane and other.status == "waiting" and not other.rests(now)
            if is_passed and other.farther >= visit.farther:
                return f"{visit.id} was called before {each}"
    return None


def _played(steps: list[tuple[str, int]]) -> str | None:
    gate = port(3)
    for act, number in steps:
        _act(gate, act, number)
        before = {each.id: each.status for each in gate.queue.visits.values()}
        left = {farther: gate.left(farther=farther * MINUTE) for farther in (0, FAR)}
        called = gate.look()
        if (wrong := _wrong(gate, before, called, left, gate.now)) is not None:
            return wrong
        assert gate.look() == [], "the same facts at the same instant say the same"
    return None


@settings(max_examples=60, deadline=None)
@given(_STEPS)
def test_i11_whatever_happens_calls_are_in_order_and_no_more_than_the_gates_take(steps: list[tuple[str, int]]) -> None:
    assert _played(steps) is None


def _random_steps(seed: int) -> list[tuple[str, int]]:
    random = Random(seed)
    acts = ["join"] * 6 + ["wait"] * 4 + ["admit", "reach", "stop", "resume", "miss", "withdraw", "repeat"]
    return [(random.choice(acts), random.randrange(100)) for _ in range(90)]


def _found(wanted: str) -> bool:
    """Whether some day of a few breaks what is looked for."""
    return any(wanted in (_played(_random_steps(seed)) or "") for seed in range(40))


def test_i11_twin_calls_that_are_not_paced_are_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Gates, "allowance", lambda gates, before=0: (min(max(gates.left, 0), 40), "hold.gates_full"))
    assert _found("wave")


def test_i11_twin_calls_beyond_the_gates_are_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Gates, "allowance", lambda gates, before=0: (max(0, 40 - gates.on_the_way), "hold.on_the_way"))
    assert _found("the gates take")


def test_i11_twin_a_stop_that_is_not_heard_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forward, "_kept", lambda scene, line, now: dict.fromkeys(scene.site.place.lanes))
    assert _found("under a stop")


def test_i11_twin_the_last_called_first_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def from_the_end(scene: Scene, visits: Iterable[Visit]) -> Iterator[Truck]:
        return reversed([scene.yard.trucks[each.id] for each in visits])

    monkeypatch.setattr(forward, "_trucks", from_the_end)
    monkeypatch.setattr(forward, "_clause", lambda scene, found, now: OTHER_BAYS)
    assert _found("before")
