"""The published order: ratio, slots, punctuality and the bound of priority."""

from __future__ import annotations

from collections import Counter

import pytest

from serai.queue import moves, order
from serai.queue.line import Line
from serai.queue.moves import Grounds
from tests.queue.world import MINUTE, START, Port, fact


def test_walk_ins_of_one_kind_stand_by_arrival() -> None:
    port = Port.opened()
    joined = [port.join(after=1) for _ in range(20)]
    assert port.order() == joined


def test_merge_gives_each_flow_its_share_of_every_cycle() -> None:
    port = Port.opened(priority_bound_minutes=1000)
    for _ in range(50):
        port.join("general")
    for _ in range(10):
        port.join("general", trusted=True)
        port.join("fresh")
        port.join("fresh", trusted=True)
    served = port.classes([port.serve() for _ in range(80)])
    for start in range(0, 80, 8):
        cycle = Counter(served[start : start + 8])
        assert cycle == {"fresh": 1, "trusted fresh": 1, "trusted general": 1, "general": 5}


def test_what_is_more_than_a_share_stands_as_ordinary() -> None:
    port = Port.opened()
    joined = [port.join("fresh" if number % 2 else "general", after=1) for number in range(60)]
    ranks = {visit: rank for rank, visit in enumerate(port.order())}
    for number, visit in enumerate(joined):
        assert number % 2 == 0 or ranks[visit] <= number, "priority makes nobody wait longer"
    assert "order.sooner" in port.queue.visits[joined[-1]].because
    fresh, general = port.join("fresh"), port.join()
    assert port.order()[-2:] == [fresh, general]


def test_a_merge_entry_may_name_booked() -> None:
    port = Port.opened(merge=[{"booked": True, "take": 2}, {"take": 1}])
    for _ in range(6):
        port.join()
    for _ in range(6):
        port.join(slot_in=0)
    served = [port.serve() for _ in range(9)]
    assert [int(each[1:]) > 6 for each in served if each] == [True, False, True] * 3


def test_a_flow_that_was_away_is_served_at_once_but_saves_nothing_up() -> None:
    port = Port.opened()
    for _ in range(40):
        port.join()
    for _ in range(20):
        port.serve()
    first, second = port.join("fresh"), port.join("fresh")
    assert port.order().index(first) == 0
    assert 4 <= port.order().index(second) <= 6


def test_the_cycle_begins_anew_when_nobody_waits() -> None:
    port = Port.opened()
    for _ in range(3):
        port.join("fresh")
        port.serve()
    first = port.join("fresh")
    for _ in range(5):
        port.join()
    assert port.order()[0] == first


def test_booked_stand_by_slot_then_arrival_before_walk_ins() -> None:
    port = Port.opened()
    walk_in = port.join()
    ten = port.join(slot_in=60, after=1)
    nine = port.join(slot_in=0, after=1)
    nine_later = port.join(slot_in=0, after=1)
    another_walk_in = port.join(after=1)
    assert port.order() == [nine, nine_later, ten, walk_in, another_walk_in]


def test_slot_order_holds_inside_each_flow_whatever_the_order_of_arrival() -> None:
    port = Port.opened(arrive_before_minutes=600)
    for minute in (50, 10, 40, 20, 30, 0):
        port.join(slot_in=minute)
        port.join("fresh", slot_in=minute)
    for cargo_class in ("general", "fresh"):
        booked = [visit for visit in port.queue.in_order("gate-in") if visit.cargo_class == cargo_class]
        slots = [visit.slot_starts_at or START for visit in booked]
        assert slots == sorted(slots)


def test_a_booked_vehicle_of_a_priority_flow_never_stands_behind_ordinary_walk_ins() -> None:
    port = Port.opened()
    walk_ins = [port.join() for _ in range(30)]
    fresh = [port.join("fresh", slot_in=0) for _ in range(10)]
    assert set(port.order()[:10]) == set(fresh)
    assert port.order()[10:] == walk_ins
    assert "order.sooner" in port.queue.visits[fresh[-1]].because


def test_a_late_vehicle_keeps_its_place_by_arrival() -> None:
    port = Port.opened()
    before = port.join(after=200)
    late = port.join(slot_in=30, after=1)
    after = port.join(after=1)
    assert port.order() == [before, late, after]
    assert port.queue.visits[late].because == ("order.late",)


def test_an_early_vehicle_stands_by_arrival_until_its_window_opens() -> None:
    port = Port.opened()
    before = port.join()
    early = port.join(slot_in=300, after=1)
    after = port.join(after=1)
    port.open_windows()
    assert port.order() == [before, early, after]
    assert port.queue.visits[early].because == ("order.early",)
    port.now = START + 240 * MINUTE
    port.open_windows()
    assert port.order() == [early, before, after]
    assert fact(port.entries[-1]).ops == [["move", "gate-in", 2, 1, "order.window"]]
    assert port.order() == port.by_ops["gate-in"]
    assert moves.open_windows(port.queue, port.policy, port.now) is None


def test_live_queue_only_places_everybody_by_arrival_and_keeps_the_order_before() -> None:
    port = Port.opened(mode="live_queue_only")
    walk_in = port.join()
    booked = port.join(slot_in=30, after=1)
    assert port.order() == [walk_in, booked]
    assert port.queue.visits[booked].because == ("order.live",)


def test_the_bound_holds_priority_back_once_its_cost_is_spent() -> None:
    merge = [{"classes": ["fresh"], "take": 16}, {"take": 1}]
    port = Port.opened(service_seconds=300, priority_bound_minutes=15, merge=merge)
    ordinary = [port.join() for _ in range(5)]
    fresh = [port.join("fresh") for _ in range(5)]
    assert port.order() == [fresh[0], ordinary[0], *fresh[1:3], *ordinary[1:], *fresh[3:]]
    assert port.queue.visits[fresh[3]].because == ("order.arrival", "order.priority", "order.bound")
    newcomer, another = port.join(), port.join("fresh")
    assert port.order()[-2:] == [another, newcomer]


def test_without_allowance_priority_passes_nobody() -> None:
    port = Port.opened(priority_bound_minutes=0)
    ordinary, fresh = port.join(), port.join("fresh")
    assert port.order() == [ordinary, fresh]


def test_overtakers_are_counted_back_to_the_one_that_would_break_the_bound() -> None:
    spent = [(60, (3, 0, 0, 0, 0, 9)), (60, (2, 0, 0, 0, 0, 5)), (60, (1, 0, 0, 0, 0, 2))]
    last = (4, 0, 0, 0, 0, 11)
    assert order.ceiling(spent, 60, 300, last) is None
    assert order.ceiling(spent, 60, 180, last) == (1, 0, 0, 0, 0, 2)
    assert order.ceiling(spent, 60, 60, last) == (3, 0, 0, 0, 0, 9)
    assert order.ceiling(spent, 61, 60, last) == last
    assert order.ceiling([], 60, 60, last) is None


def test_a_named_call_needs_a_reason_and_does_not_move_the_line() -> None:
    port = Port.opened()
    first, second, third = port.join(), port.join(), port.join()
    with pytest.raises(moves.ReasonMissing):
        moves.call(port.queue, third, "c", "gate-in")
    port.record(*moves.call(port.queue, third, "c", "gate-in", Grounds("perishable")))
    assert port.order() == [first, second, third]
    assert port.call_next() == first
    port.admit(third)
    assert port.order() == [first, second]


def test_a_missed_call_waits_again_where_it_stood() -> None:
    port = Port.opened()
    first, second = port.join(), port.join()
    port.call_next()
    port.record(*moves.miss(port.queue, first))
    assert port.order() == [first, second]
    assert port.queue.visits[first].missed_calls == 1
    assert port.call_next() == first


def test_calls_take_the_first_of_the_lanes_that_are_open() -> None:
    port = Port.opened()
    general, fresh = port.join(), port.join("fresh")
    assert set(port.order()) == {general, fresh}
    assert port.call_next(lanes=["export-general"]) == general


def test_lines_are_apart() -> None:
    port = Port.opened()
    general, hazmat = port.join(), port.join("hazmat")
    assert port.order("gate-in") == [general]
    assert port.order("gate-2") == [hazmat]
    place = port.queue.place(hazmat)
    assert place is not None
    assert (place.position, place.ahead, place.of) == (1, 0, 1)
    assert port.queue.waiting() == 2


def test_a_rulebook_without_a_last_entry_for_all_gets_one() -> None:
    policy = order.policy(1, [{"classes": ["fresh"], "take": 3}])
    assert policy.flow("general", trusted=False, booked=False) == 1
    assert Line().place(
        order.Standing("general", trusted=False, arrived_at=START, cost_seconds=60), policy, START
    ).key == (0, 1, 1, 0, round(START.timestamp() * 1000))
