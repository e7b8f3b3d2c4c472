"""Re-timing against every possible plan (small), against improving circles (middle and large), and by its promises."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.disruption.assignment import Parcel, cheapest
from serai.disruption.retiming import Booked, Opening, Plan, Weights, retime
from tests.disruption.shocks import shock

NOW = datetime(2026, 11, 22, 0, tzinfo=UTC)
HALF = timedelta(minutes=30)
WEIGHTS = Weights()
FAR = Weights(stretch=timedelta(days=9), reach=timedelta(days=9), notice_earlier=timedelta(hours=1))


def at(half_hours: int) -> datetime:
    return NOW + half_hours * HALF


def opening(number: int, free: int) -> Opening:
    return Opening(f"s{number}", at(number), free)


def in_slot(number: int, name: str, rank: int, displaced: bool = True, **limits: object) -> Booked:
    return replace(Booked(name, f"s{number}", at(number), rank, displaced), **limits)  # type: ignore[arg-type]


def allowed(each: Booked, to: Opening, weights: Weights) -> bool:
    """The published limits, said once more and one slot at a time."""
    if to.id == each.slot:
        return True
    shift = to.starts_at - each.starts_at
    if to.starts_at < NOW + (weights.notice if shift >= timedelta(0) else weights.notice_earlier):
        return False
    if abs(shift) > (weights.reach if each.displaced else weights.stretch) or to.id in each.excluded:
        return False
    return (each.not_before or to.starts_at) <= to.starts_at <= (each.not_after or to.starts_at)


def regret(each: Booked, to: datetime, weights: Weights, touched: int) -> int:
    minutes = int((to - each.starts_at).total_seconds()) // 60
    if minutes == 0:
        return 0
    cost = abs(minutes) * (weights.later if minutes > 0 else weights.earlier) + minutes**2
    late = int((to - max(each.perishable_until or to, each.starts_at)).total_seconds()) // 60
    return cost + weights.spoiled * max(0, late) + (0 if each.displaced else touched)


Case = tuple[list[Booked], list[Opening]]


def agents(case: Case, whole_day: bool) -> list[Booked]:
    return [each for each in case[0] if each.displaced or whole_day]


def capacity(case: Case, whole_day: bool) -> dict[str, int]:
    standing = Counter(each.slot for each in case[0] if not each.displaced) if whole_day else Counter[str]()
    return {each.id: each.free + standing[each.id] for each in case[1]}


def placed(case: Case, plan: Plan, whole_day: bool) -> dict[str, str | None]:
    """Where everybody stands after the plan."""
    after: dict[str, str | None] = {each.id: each.slot for each in agents(case, whole_day)}
    after.update({move.reservation: move.to_slot for move in plan.moves})
    after.update({each.reservation: None for each in plan.unkept})
    return after


def end_of(case: Case, whole_day: bool) -> datetime:
    instants = [each.starts_at for each in case[1]] + [each.starts_at for each in agents(case, whole_day)]
    return max(instants) + timedelta(minutes=1)


def value(case: Case, after: dict[str, str | None], weights: Weights, touched: int, whole_day: bool) -> tuple[int, int]:
    """(how many are not kept, sum of regret) of a plan."""
    starts = {each.id: each.starts_at for each in case[1]}
    sum_, unkept, end = 0, 0, end_of(case, whole_day)
    for each in agents(case, whole_day):
        slot = after[each.id]
        unkept += slot is None
        if slot != each.slot:
            sum_ += regret(each, end if slot is None else starts[slot], weights, touched)
    return unkept, sum_


def best(case: Case, weights: Weights, touched: int, whole_day: bool) -> tuple[int, int]:
    """The least value of all plans there are, each of them looked at."""
    who, room = agents(case, whole_day), capacity(case, whole_day)
    choices: list[list[str | None]] = [
        [slot.id for slot in case[1] if allowed(each, slot, weights)] + ([None] if each.displaced else [])
        for each in who
    ]
    found = []
    for chosen in itertools.product(*choices):
        if all(count <= room.get(slot, 10**6) for slot, count in Counter(chosen).items() if slot is not None):
            after = {each.id: slot for each, slot in zip(who, chosen, strict=True)}
            found.append(value(case, after, weights, touched, whole_day))
    return min(found)


@st.composite
def cases(draw: st.DrawFn, slots: int = 4, most: int = 5) -> Case:
    first = draw(st.integers(0, 20))
    numbers = range(first, first + slots)
    openings = [opening(number, draw(st.integers(0, 2))) for number in numbers]
    moments = st.none() | st.integers(first - 2, first + slots + 1).map(at)
    booked = [
        in_slot(
            draw(st.sampled_from(numbers)),
            f"r{index}",
            index,
            draw(st.booleans()),
            not_before=draw(st.none() | moments),
            not_after=draw(st.none() | moments),
            perishable_until=draw(st.none() | moments),
            excluded=draw(st.just(frozenset()) | st.frozensets(st.sampled_from([o.id for o in openings]), max_size=2)),
        )
        for index in range(draw(st.integers(1, most)))
    ]
    return booked, openings


weighed = st.sampled_from([WEIGHTS, FAR, replace(FAR, stretch=HALF), replace(FAR, touched=0, spoiled=7)])


@given(cases(), weighed, st.booleans())
@settings(max_examples=250, deadline=None)
def test_no_plan_at_all_is_better(case: Case, weights: Weights, whole_day: bool) -> None:
    plan = retime(*case, NOW, weights, whole_day=whole_day)
    found = value(case, placed(case, plan, whole_day), weights, weights.touched, whole_day)
    assert found == best(case, weights, weights.touched, whole_day)
    assert found == (len(plan.unkept), plan.regret)


def check_promises(case: Case, plan: Plan, weights: Weights, whole_day: bool) -> None:
    after, slots = placed(case, plan, whole_day), {each.id: each for each in case[1]}
    room, who = capacity(case, whole_day), agents(case, whole_day)
    taken = Counter(slot for slot in after.values() if slot is not None)
    assert all(count <= room[slot] for slot, count in taken.items())
    for each in who:
        slot = after[each.id]
        assert slot is not None or each.displaced, "one who had a place lost it"
        assert slot is None or allowed(each, slots[slot], weights)
        if not each.displaced and slot != each.slot:
            assert taken[each.slot] == room[each.slot], "moved, though its own place stayed free"
        if slot is None:
            open_ = [one for one in case[1] if allowed(each, one, weights) and taken[one.id] < room[one.id]]
            assert not open_, "not kept, though there was a free place for it"


def crossed(case: Case, plan: Plan, weights: Weights, whole_day: bool) -> list[tuple[str, str]]:
    """Pairs whose order the plan turned round although each could have had the other's slot."""
    after, slots = placed(case, plan, whole_day), {each.id: each for each in case[1]}
    who = sorted(agents(case, whole_day), key=lambda each: (each.starts_at, each.rank))
    found = []
    for first, second in itertools.combinations(who, 2):
        if _limits(first) != _limits(second):
            continue
        if first.starts_at == second.starts_at and first.displaced != second.displaced:
            continue
        slot, other = after[first.id], after[second.id]
        if other is None or (slot is not None and slots[slot].starts_at <= slots[other].starts_at):
            continue
        if (second.displaced if slot is None else allowed(second, slots[slot], weights)) and allowed(
            first, slots[other], weights
        ):
            found.append((first.id, second.id))
    return found


def _limits(each: Booked) -> object:
    return each.not_before, each.not_after, each.perishable_until, each.excluded


@given(st.data(), st.integers(0, 10**6), weighed, st.booleans(), st.sampled_from([0.0, 0.3, 1.0]))
@settings(max_examples=60, deadline=None)
def test_i01_promises_hold_and_order_is_kept(
    data: st.DataObject, seed: int, weights: Weights, whole_day: bool, limited: float
) -> None:
    case = shock(seed, data.draw(st.integers(1, 120)), data.draw(st.integers(4, 60)), limited, now=NOW)
    plan = retime(*case, NOW, weights, whole_day=whole_day)
    check_promises(case, plan, weights, whole_day)
    assert crossed(case, plan, weights, whole_day) == []
    shuffled = random.Random(seed).sample(case[0], len(case[0])), case[1][::-1]
    assert retime(*shuffled, NOW, weights, whole_day=whole_day) == plan
    more = [replace(each, free=each.free + data.draw(st.integers(0, 1))) for each in case[1]]
    better = retime(case[0], more, NOW, weights, whole_day=whole_day)
    assert (len(better.unkept), better.regret) <= (len(plan.unkept), plan.regret)


def improving_circle(parcels: Sequence[Parcel], places: Sequence[int], shares: Sequence[dict[int, int]]) -> bool:
    """Whether some units could change slots round a circle and save: there is one unless the plan is the cheapest.

    Shortest ways from everywhere between the slots, a unit of a parcel leading from its slot to every other and a free
    place from any slot to any; they settle after as many rounds as there are slots, or never.
    """
    none = len(places)
    ways: dict[tuple[int, int], int] = {}
    used = Counter[int]()
    for parcel, share in zip(parcels, shares, strict=True):
        costs = [(parcel.first + i, cost) for i, cost in enumerate(parcel.costs)] + [(none, parcel.outside)]
        at_ = dict(costs)
        for slot, units in share.items():
            used[slot] += units
            for to, cost in costs:
                ways[slot, to] = min(ways.get((slot, to), cost - at_[slot]), cost - at_[slot])
    for slot in range(none + 1):
        if slot == none or used[slot] < places[slot]:
            ways.update({(slot, to): min(0, ways.get((slot, to), 0)) for to in range(none + 1)})
    reach = [0] * (none + 1)
    for _ in range(none + 2):
        before = reach[:]
        for (slot, to), cost in ways.items():
            reach[to] = min(reach[to], reach[slot] + cost)
        if reach == before:
            return False
    return True


@pytest.mark.parametrize("seed", range(12))
def test_middle_problems_leave_no_improving_circle(seed: int) -> None:
    chance = random.Random(seed)
    places = [chance.randint(0, 6) for _ in range(40)]
    parcels = []
    for _ in range(60):
        first = chance.randint(0, 40)
        costs = [chance.randint(0, chance.choice([3, 1000])) for _ in range(chance.randint(0, 40 - first))]
        parcels.append(Parcel(chance.randint(1, 5), first, costs, chance.choice([50, 5000])))
    shares = cheapest(parcels, places)
    assert [sum(share.values()) for share in shares] == [parcel.units for parcel in parcels]
    assert not improving_circle(parcels, places, shares)


def test_a_plan_that_could_be_cheaper_has_an_improving_circle() -> None:
    parcels = [Parcel(1, 0, [0, 5], 99), Parcel(1, 0, [0, 3], 99)]
    assert cheapest(parcels, [1, 1]) == [{0: 1}, {1: 1}]
    assert improving_circle(parcels, [1, 1], [{1: 1}, {0: 1}])
    assert improving_circle(parcels, [1, 1], [{2: 1}, {0: 1}])


def test_a_delay_is_shared_when_the_whole_day_may_move() -> None:
    booked = [in_slot(20, "a", 0), in_slot(21, "b", 1, False), in_slot(22, "c", 2, False)]
    openings = [opening(20, 0), opening(21, 0), opening(22, 0), opening(23, 1)]
    alone = retime(booked, openings, NOW)
    assert [(m.reservation, m.to_slot, m.shift_minutes, m.because) for m in alone.moves] == [
        ("a", "s23", 90, "displaced")
    ]
    shared = retime(booked, openings, NOW, whole_day=True)
    assert [(m.reservation, m.shift_minutes, m.because) for m in shared.moves] == [
        ("a", 30, "displaced"),
        ("b", 30, "makes_way"),
        ("c", 30, "makes_way"),
    ]
    assert (shared.mean_minutes, shared.median_minutes, shared.longest_minutes) == (30, 30, 30)
    assert shared.regret < alone.regret


def test_a_long_shift_is_not_asked_of_one_who_was_not_displaced() -> None:
    booked = [in_slot(20, "a", 0, not_after=at(21)), in_slot(21, "b", 1, False)]
    openings = [opening(20, 0), opening(21, 0), opening(30, 1)]
    plan = retime(booked, openings, NOW, whole_day=True)
    assert [(each.reservation, each.because) for each in plan.unkept] == [("a", "full")]
    assert len(retime(booked, openings, NOW, replace(WEIGHTS, stretch=timedelta(hours=5)), whole_day=True).moves) == 2


def test_what_spoils_goes_first() -> None:
    booked = [in_slot(20, "stones", 0), in_slot(20, "fruit", 1, perishable_until=at(22))]
    plan = retime(booked, [opening(22, 1), opening(30, 1)], NOW)
    assert {move.reservation: move.to_slot for move in plan.moves} == {"fruit": "s22", "stones": "s30"}


def test_why_somebody_cannot_be_kept() -> None:
    booked = [
        in_slot(20, "bound", 0, not_after=at(20)),
        in_slot(20, "double", 1, excluded=frozenset({"s22"})),
        in_slot(20, "first", 2),
        in_slot(20, "last", 3),
    ]
    plan = retime(booked, [opening(20, 0), opening(22, 1)], NOW, replace(WEIGHTS, reach=HALF * 2))
    assert [move.reservation for move in plan.moves] == ["first"]
    # Its own slot is within its limits, but shut.
    assert [(u.reservation, u.because) for u in plan.unkept] == [
        ("bound", "full"),
        ("double", "full"),
        ("last", "full"),
    ]
    plan = retime(booked[:2], [opening(22, 1)], NOW)
    assert [(u.reservation, u.because) for u in plan.unkept] == [("bound", "limits"), ("double", "other_claim")]


def test_nobody_is_called_earlier_or_at_all_without_notice() -> None:
    plan = retime([in_slot(10, "a", 0)], [opening(1, 1), opening(11, 0)], NOW)
    assert [each.because for each in plan.unkept] == ["full"]
    plan = retime([in_slot(20, "a", 0)], [opening(11, 1), opening(13, 1)], NOW)
    assert [move.to_slot for move in plan.moves] == ["s13"], "six hours of notice"
    plan = retime([in_slot(0, "a", 0)], [opening(1, 1), opening(2, 1)], NOW)
    assert [move.to_slot for move in plan.moves] == ["s2"], "one hour of notice"


def test_a_place_that_becomes_free_again_is_given_back() -> None:
    booked = [in_slot(20, "a", 0, not_after=at(20)), in_slot(20, "b", 1, False)]
    plan = retime(booked, [opening(20, 0), opening(21, 1)], NOW, whole_day=True)
    assert [(m.reservation, m.to_slot, m.because) for m in plan.moves] == [
        ("b", "s21", "makes_way"),
        ("a", "s20", "displaced"),
    ]


def test_nothing_to_do() -> None:
    assert retime([], [], NOW) == retime([in_slot(9, "a", 0, False)], [opening(9, 0)], NOW, whole_day=True)
    assert retime([], [], NOW).longest_minutes == 0


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="no slot"):
        retime([in_slot(9, "a", 0, False)], [], NOW, whole_day=True)
    with pytest.raises(ValueError, match="negative"):
        retime([], [opening(9, -1)], NOW)
    with pytest.raises(ValueError, match="weights"):
        Weights(notice_earlier=timedelta(0))


def test_order_suffers_if_touching_costs_more_than_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: without the bound of `_touch` the check above must find an overtaking."""
    booked = [in_slot(20, "a", 0), in_slot(21, "b", 1, False)]
    case = booked, [opening(20, 0), opening(21, 0), opening(22, 1)]
    heavy = replace(FAR, touched=10**6)
    assert crossed(case, retime(*case, NOW, heavy, whole_day=True), heavy, True) == []
    monkeypatch.setattr("serai.disruption.retiming._touch", lambda weights, instants: weights.touched)
    assert crossed(case, retime(*case, NOW, heavy, whole_day=True), heavy, True) == [("a", "b")]


def test_a_large_plan_leaves_no_improving_circle(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check that needs no second solver, on a fortnight of one lane; what the solver was asked is looked over."""
    seen: list[tuple[Sequence[Parcel], Sequence[int], list[dict[int, int]]]] = []

    def watched(parcels: Sequence[Parcel], places: Sequence[int]) -> list[dict[int, int]]:
        seen.append((parcels, list(places), cheapest(parcels, places)))
        return seen[0][2]

    monkeypatch.setattr("serai.disruption.retiming.cheapest", watched)
    case = shock(5, 2000, 320, 0.5, now=NOW, shut=(18, 60), halved=(60, 120))
    plan = retime(*case, NOW, whole_day=True)
    assert len(plan.moves) > 300
    check_promises(case, plan, WEIGHTS, True)
    assert crossed(case, plan, WEIGHTS, True) == []
    parcels, places, shares = seen[0]
    assert not improving_circle(parcels, places, shares)
    a, b = changeable(parcels, shares)
    worse = list(shares)
    worse[a], worse[b] = shares[b], shares[a]
    assert improving_circle(parcels, places, worse)


def changeable(parcels: Sequence[Parcel], shares: Sequence[dict[int, int]]) -> tuple[int, int]:
    """Two parcels that each stand in one slot and could have stood in each other's, at a higher cost."""
    single = [n for n, share in enumerate(shares) if len(share) == 1]
    for n, m in itertools.combinations(single, 2):
        (here,), (there,) = shares[n], shares[m]
        one, other = (dict(enumerate(parcels[each].costs, parcels[each].first)) for each in (n, m))
        may_change = parcels[n].units == parcels[m].units and there in one and here in other
        if may_change and one[there] + other[here] > one[here] + other[there]:
            return n, m
    raise AssertionError("no two that could change")
