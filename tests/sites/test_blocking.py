"""Which bays stand in each other's way, and which of them may be given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.sites.blocking import Blocking, Taken, blocking, eligible
from serai.sites.yard import Yard, parse, recorded
from tests.sites.test_yard import faults, place, road, small, with_


def rows(**blocked_by: list[str]) -> dict[str, Any]:
    """The small yard with bays b to f as well; each is behind those that it names."""
    more = [place(id, 1, 0.2, role="bay", node="A", kind="general") for id in "bcdef"]
    return with_(*more, **{id: {"blocked_by": others} for id, others in blocked_by.items()})


def through() -> Yard:
    """in -> A -> 1 -> 2 -> B -> out: two bays nose to tail, driven through; bay 3 is beside B."""
    ways = (("in", "A"), ("A", "1"), ("1", "2"), ("2", "B"), ("B", "out"))
    bays = [place("1", 1, 1, role="bay", kind="general"), place("2", 2, 1, role="bay", kind="general")]
    beside = place("3", 2, 2, role="bay", kind="general", node="B")
    roads = [road(f"{a}-{b}", a, b, one_way=True) for a, b in ways]
    return parse({"type": "FeatureCollection", "features": [*small()["features"][:4], *bays, beside, *roads]})


def test_what_is_in_front_of_a_bay_in_front_counts_as_well() -> None:
    found = blocking(parse(rows(d=["c"], c=["b"])))
    assert found.blocked_by("d") == {"b", "c"}
    assert found.blocked_by("c") == {"b"} == found.into["c"] == found.out_of["c"]
    assert found.blocks("b") == {"c", "d"}
    assert found.blocked_by("b") == found.blocked_by("1") == frozenset()


def test_bays_that_lie_over_one_another_are_used_one_at_a_time() -> None:
    found = blocking(parse(rows(b=["c", "d"], c=["b"], d=["b"])))
    assert found.blocked_by("c") == {"b"}, "c and d lie beside each other, both over b"
    assert eligible(found, "cd", Taken(standing=frozenset("b"))) == []
    assert eligible(found, "bd", Taken(standing=frozenset("c"))) == ["d"]


def test_bays_one_drives_through_block_as_their_roads_say() -> None:
    found = blocking(through())
    assert found.into == {"2": {"1"}, "3": {"1", "2"}}
    assert found.out_of == {"1": {"2"}}


@pytest.mark.parametrize(
    ("blocked_by", "fault"),
    [
        ({"b": ["z"]}, ("b", "blocked_by.unknown")),
        ({"b": ["b"]}, ("b", "blocked_by.unknown")),
        ({"b": ["A"]}, ("b", "blocked_by.unknown")),
        ({"b": "c"}, ("b", "blocked_by.wrong")),
    ],
)
def test_a_row_that_cannot_be_is_refused(blocked_by: dict[str, Any], fault: tuple[str, str]) -> None:
    assert faults(rows(**blocked_by)) == {fault}


def test_bays_in_front_of_each_other_in_a_circle_are_refused() -> None:
    assert faults(rows(b=["c"], c=["d"], d=["b"], e=["b"])) == {(id, "blocked_by.circle") for id in "bcd"}


def test_a_bay_behind_more_than_a_hundred_is_refused() -> None:
    named = {f"n{number}": [f"n{number - 1}"] for number in range(1, 102)}
    more = [place(f"n{number}", 1, 0.2, role="bay", node="A", kind="general") for number in range(102)]
    assert faults(with_(*more, **{id: {"blocked_by": front} for id, front in named.items()})) == {
        ("n101", "blocked_by.too_many")
    }


@pytest.mark.parametrize(
    ("bay", "taken", "why"),
    [
        ("c", Taken(), None),
        ("c", Taken(standing=frozenset("b")), "blocked"),
        ("c", Taken(coming=frozenset("b")), "blocked"),
        ("c", Taken(leaving=frozenset("b")), "blocked"),
        ("b", Taken(standing=frozenset("c")), None),
        ("b", Taken(coming=frozenset("c")), "cuts_off"),
        ("b", Taken(leaving=frozenset("c")), "cuts_off"),
    ],
)
def test_what_forbids_a_bay_of_a_double_row(bay: str, taken: Taken, why: str | None) -> None:
    assert blocking(parse(rows(c=["b"]))).why_not(bay, taken) == why


def test_a_truck_is_locked_in_only_where_nothing_else_is_left_and_a_row_is_filled_from_within() -> None:
    found, inside = blocking(parse(rows(c=["b"]))), Taken(standing=frozenset("c"))
    assert eligible(found, "bde", inside) == ["d", "e"]
    assert eligible(found, "b", inside) == ["b"]
    assert found.locks("b", inside) == {"c"}
    assert found.held_by("c", Taken(standing=frozenset("bc"))) == {"b"}
    assert found.shuts("b", Taken()) == {"c"}
    assert found.shuts("c", Taken()) == found.shuts("b", inside) == frozenset()


def test_who_would_stand_before_an_exit_that_is_taken_is_locked_in_itself() -> None:
    assert blocking(through()).locks("1", Taken(standing=frozenset("2"))) == {"1"}


BAYS = [f"b{number}" for number in range(5)]


@st.composite
def yards(draw: st.DrawFn) -> Yard:
    """A few places joined at random, some of them bays one drives through, others behind one another."""
    nodes = ["n0", "n1", "n2"]
    places = ["in", *nodes, *BAYS, "out"]
    features = [place("in", 0, 0, role="gate", gate="in"), place("out", 9, 0, role="gate", gate="out")]
    pairs = draw(st.lists(st.tuples(st.sampled_from(places), st.sampled_from(places), st.booleans()), max_size=14))
    roads = [road(f"r{n}", a, b, one_way=one) for n, (a, b, one) in enumerate(pairs) if a != b]
    ends = {each["properties"][end] for each in roads for end in ("from", "to")}
    into = [each["id"] for each in roads if each["properties"]["to"] == "n0"]
    out = [each["id"] for each in roads if each["properties"]["from"] == "n0"]
    turns = [[a, b] for a in into for b in out if draw(st.booleans())]
    features += [place(id, 1, n, role="node", **({"no_turns": turns} if id == "n0" and turns else {}))
                 for n, id in enumerate(nodes)]  # fmt: skip
    for n, id in enumerate(BAYS):
        front = draw(st.lists(st.sampled_from(BAYS[:n]), max_size=2, unique=True)) if n and id not in ends else []
        beside = {} if id in ends else {"node": draw(st.sampled_from(nodes))}
        features.append(place(id, 2, n, role="bay", kind="general", blocked_by=front, **beside))
    return recorded(orjson.dumps({"type": "FeatureCollection", "features": [*features, *roads]}).decode())


def reaches(yard: Yard, bay: str, shut: frozenset[str], *, out: bool) -> bool:
    """Whether there is a way in to a bay, or out of it, that leads through none of these: by trying them all."""
    arcs = [(arc.head, arc.tail) if out else (arc.tail, arc.head) for arc in yard.arcs()]
    seen = {gate.id for gate in yard.gates.values() if (gate.is_exit if out else gate.is_entry)}
    front = list(seen)
    while front:
        at = front.pop()
        for tail, head in arcs:
            place = head.partition("/")[0]
            if tail == at and head not in seen and place not in yard.gates and place not in shut:
                seen.add(head)
                front.append(head)
    return yard.bays[bay].node in {standing.partition("/")[0] for standing in seen}


@given(yards())
def test_a_bay_on_every_way_is_found_whatever_the_roads(yard: Yard) -> None:
    alone = {id: replace(bay, blocked_by=()) for id, bay in yard.bays.items()}
    found = blocking(Yard(yard.gates, yard.nodes, yard.roads, alone, yard.areas))
    for bay in yard.bays:
        for out, blockers in ((False, found.into.get(bay, ())), (True, found.out_of.get(bay, ()))):
            if reaches(yard, bay, frozenset(), out=out):
                others = set(yard.bays) - {bay}
                expected = {each for each in others if not reaches(yard, bay, frozenset([each]), out=out)}
                assert set(blockers) == expected


@given(yards(), st.lists(st.tuples(st.sampled_from(["give", "come", "release", "go"]), st.integers(0, 9)), max_size=40))
def test_nobody_is_sent_into_a_blocked_bay_or_cut_off_and_none_is_locked_in_that_need_not_be(
    yard: Yard, days: list[tuple[str, int]]
) -> None:
    found, taken = blocking(yard), Taken()
    for what, number in days:
        taken = _next(found, taken, what, number)
        for bay in taken.coming:
            assert not found.into.get(bay, frozenset()) & taken.all - {bay}, "a truck on its way in finds it open"
    for _ in BAYS:
        freed = [bay for bay in taken.all if not found.held_by(bay, taken)]
        taken = Taken(*(kind - set(freed) for kind in (taken.standing, taken.coming, taken.leaving)))
    assert not taken.all, "whoever is inside gets out, one after the other"


def _next(found: Blocking, taken: Taken, what: str, number: int) -> Taken:
    def pick(bays: Iterable[str]) -> frozenset[str]:
        some = sorted(bays)
        return frozenset([some[number % len(some)]] if some else [])

    if what == "give":
        empty = set(BAYS) - taken.all
        given_ = pick(eligible(found, sorted(empty), taken))
        for bay in given_:
            others = [each for each in empty if found.why_not(each, taken) is None and not found.locks(each, taken)]
            assert not found.locks(bay, taken) or not others
            for goes in taken.leaving:
                assert bay not in found.out_of.get(goes, ()), "nobody is put in the way of one who was released"
        return replace(taken, coming=taken.coming | given_)
    if what == "come":
        come = pick(taken.coming)
        return replace(taken, coming=taken.coming - come, standing=taken.standing | come)
    if what == "release":
        free = pick(taken.standing)
        return replace(taken, standing=taken.standing - free, leaving=taken.leaving | free)
    return replace(taken, leaving=taken.leaving - pick(b for b in taken.leaving if not found.held_by(b, taken)))
