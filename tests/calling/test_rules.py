from __future__ import annotations

from datetime import timedelta

import pytest

from serai.booking.events import ReservationCancelled, ReservationConfirmed
from serai.calling import rules
from serai.calling.control import Control
from serai.calling.events import AcceptanceReported
from serai.calling.rules import Pace
from serai.queue import moves
from serai.queue.bands import curves
from serai.queue.events import BandsPublished
from serai.queue.moves import Grounds
from serai.sites.events import PeriodRecord, StaffingPut
from tests.calling.gate import Gate, opened
from tests.queue.world import MINUTE, START


def promised(gate: Gate) -> dict[str, dict[str, list[list[int]]]]:
    return published(gate).bands


def published(gate: Gate) -> BandsPublished:
    return rules.promised(gate.site, gate.queue, gate.pace, gate.now)


def later(event: BandsPublished, minutes: int) -> BandsPublished:
    return event.model_copy(update={"as_of": event.as_of + minutes * MINUTE})


def served(gate: Gate, count: int, minutes: float) -> None:
    for _ in range(count):
        while gate.left() > 0 and gate.call_next() is not None:
            pass
        gate.now += minutes * MINUTE
        gate.admit(gate.order()[0])


def test_every_line_is_promised_something_for_every_class() -> None:
    found = promised(opened(5))
    assert {line: sorted(classes) for line, classes in found.items()} == {
        "gate-in": ["fresh", "general"],
        "gate-2": ["hazmat"],
    }


def test_i10_a_pace_folded_again_promises_the_same() -> None:
    gate = opened(60)
    served(gate, 30, 2.0)
    again = Pace()
    for entry in gate.entries:
        again.apply(entry.event, entry.at, entry.seq)
    assert rules.promised(gate.site, gate.queue, again, gate.now).bands == promised(gate)


def test_bands_follow_what_the_neighbour_takes_until_its_word_ends() -> None:
    gate, control = opened(40), Control()
    free = rules.promised(gate.site, gate.queue, gate.pace, gate.now, None, control)
    until = gate.now + 4 * 60 * MINUTE
    control.apply(AcceptanceReported(lane=None, vehicles=6, minutes=60, until=until, by="k"), gate.now, 1)
    few = rules.promised(gate.site, gate.queue, gate.pace, gate.now, None, control)
    middles = {rank: middle for rank, _, middle, _ in few.bands["gate-in"]["general"]}
    assert middles[5] < 60, "six are taken at once"
    assert middles[20] == pytest.approx(150, abs=20), "then one in ten minutes"
    assert 240 <= middles[41] < 320, "what is left of the line goes as fast as the gates from there on"
    assert few.bands["gate-2"] == free.bands["gate-2"], "imports are not the neighbour's to take"
    later = rules.promised(gate.site, gate.queue, gate.pace, until, None, control)
    assert later.bands["gate-in"]["general"][-1][2] < 120


def test_a_gate_that_waits_for_the_neighbour_is_not_slow() -> None:
    gate = opened(80)
    served(gate, 30, 2.0)
    said = AcceptanceReported(lane=None, vehicles=6, minutes=60, until=gate.now + 24 * 60 * MINUTE, by="k")
    before = gate.pace.lines["gate-in"].flow.slowness()
    gate.pace.apply(said, gate.now, 1000)
    served(gate, 12, 10.0)
    assert gate.pace.lines["gate-in"].flow.slowness() == pytest.approx(before, rel=0.1)


def test_who_is_called_is_told_by_its_call_wherever_it_stands() -> None:
    gate = opened(12)
    first, last = gate.order()[0], gate.order()[-1]
    gate.record(*moves.call(gate.queue, last, "c1", "gate-in", Grounds(reason="medical")))
    gate.now += 4 * MINUTE
    gate.record(published(gate))
    called, waiting = gate.queue.band(last, gate.now), gate.queue.band(first, gate.now)
    assert called is not None
    assert waiting is not None
    assert called.p95 < waiting.p95, "it drives already"
    gate.now += MINUTE
    gate.record(*moves.call(gate.queue, first, "c2", "gate-in", Grounds()))
    fresh = gate.queue.band(first, gate.now)
    assert fresh is not None
    assert gate.now < fresh.p50 < gate.now + 30 * MINUTE, "a call that is newer than the bands begins them"


def test_the_measured_speed_moves_the_promise() -> None:
    gate, slow = opened(80), opened(80)
    served(gate, 40, 1.5)
    served(slow, 40, 4.0)
    assert slow.pace.lines["gate-in"].flow.slowness() > 1.8 * gate.pace.lines["gate-in"].flow.slowness()
    assert promised(slow)["gate-in"]["general"][-1][2] > 1.7 * promised(gate)["gate-in"]["general"][-1][2]


def test_staffing_moves_the_promise() -> None:
    gate = opened(60)
    before = promised(gate)["gate-in"]["general"][-1]
    period = PeriodRecord(from_=START, until=START + timedelta(days=2), lanes=[], gates=["gate-in"], servers=3)
    gate.record(StaffingPut(periods=[period]))
    after = promised(gate)["gate-in"]["general"][-1]
    assert after[2] == pytest.approx(before[2] / 3, rel=0.2)


def test_an_admission_that_was_only_inferred_teaches_nothing() -> None:
    gate = opened(40)
    served(gate, 5, 1.5)
    count = gate.pace.lines["gate-in"].flow.count
    gate.now += 60 * MINUTE
    gate.record(*moves.depart(gate.queue, gate.order()[0], gate.passage))
    assert gate.pace.lines["gate-in"].flow.count == count
    assert len(gate.pace.lines["gate-in"].queue) == len(gate.order())


def test_a_visit_that_changes_its_line_is_followed() -> None:
    gate = opened(2)
    lane = gate.site.place.lane("import-hazmat")
    line = gate.site.place.line_of[lane.code]
    gate.record(*moves.correct_lane(gate.queue, "v1", lane, line, gate.policy, "wrong_lane", gate.now))
    assert "v1" in gate.pace.lines[line].queue
    assert "v1" not in gate.pace.lines["gate-in"].queue


def test_news_is_what_moves_an_instant() -> None:
    gate = opened(30)
    first = published(gate)
    in_force = curves(first.bands, first.as_of, first.ways, first.basis)
    assert rules.is_news(None, first)
    assert not rules.is_news(in_force, later(first, 1))
    assert rules.is_news(in_force, later(first, 30)), "half an hour later the same wait is news"
    assert rules.is_news(in_force, first.model_copy(update={"ways": {"gate-in": {"general": [20, 30, 60]}}}))
    gate.join()
    assert rules.is_news(in_force, published(gate))


def test_a_promise_to_somebody_in_a_line_that_has_passed_is_outlived() -> None:
    gate = opened(3)
    assert rules.outlived(gate.queue, gate.now) == gate.now, "nothing was promised"
    gate.record(published(gate))
    ends = rules.outlived(gate.queue, gate.now)
    assert ends is not None
    assert ends > gate.now
    assert rules.outlived(gate.queue, ends) == ends
    assert rules.outlived(opened(0).queue, gate.now) is None


def test_what_is_published_holds_whole_numbers_only() -> None:
    gate = opened(30)
    served(gate, 5, 2.0)
    event = published(gate)
    assert b"." not in event.canonical().replace(b".published", b"").split(b'"as_of"')[0]
    assert event.basis["gate-in"]["services"] >= 1


def reserved(name: str, hours: float) -> ReservationConfirmed:
    starts = START + timedelta(hours=hours)
    return ReservationConfirmed(
        reservation=name, reference=name, slot="s", lane="export-general", starts_at=starts,
        ends_at=starts + timedelta(hours=1), local_date=starts.date(), zone="Asia/Shanghai", arrive_from=starts,
        arrive_until=starts + timedelta(hours=1), capacity=9, hold=None, vehicle="c0ffee", company=None,
        cargo_class="general", needs=[], length_cm=None, height_cm=None, weight_kg=None, on_behalf=False,
    )  # fmt: skip


def test_reservations_to_come_move_the_promise_of_walk_ins() -> None:
    gate = opened(80)
    before = promised(gate)["gate-in"]["general"]
    gate.record(*(reserved(f"r{number}", 0.5) for number in range(15)))
    after = promised(gate)["gate-in"]["general"]
    assert after[-1][2] > before[-1][2] + 10
    assert after[0] == before[0]
    gate.record(*(ReservationCancelled(reservation=f"r{number}", slot="s") for number in range(15)))
    assert promised(gate)["gate-in"]["general"][-1][2] < after[-1][2]


def test_the_orders_tags_say_whom_later_walk_ins_may_pass() -> None:
    gate = opened(10)
    for _ in range(30):
        gate.join("fresh")
    policy, line = gate.policy, gate.pace.line("gate-in", gate.now)
    found = rules.outlook(gate.site, gate.queue, line, "gate-in", policy, gate.now)
    assert found.newcomers.places["general"][1] == 0
    last = found.trucks[-1]
    assert last.cargo_class == "fresh"
    passed = 0
    visit = gate.order()[-1]
    while gate.order()[-1] == visit and passed < 500:
        gate.join("general")
        passed += 1
    assert abs(last.passable - passed) <= 2
