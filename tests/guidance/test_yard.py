"""The yard's state after any facts in any order, and what may be given then."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from serai.guidance.choice import choose, choose_for_all
from serai.guidance.routing import Size
from serai.guidance.rules import NoBay, Truck
from serai.guidance.stands import ground
from serai.guidance.yard import YardState
from serai.guidance.yard_map import yard_state
from serai.sites.yard import Bay
from tests.guidance.test_routing import assert_drivable
from tests.guidance.yards import random_yard, sample
from tests.scale import scaled

CLASSES = ("general", "general", "fresh", "oversize", "hazmat")
TRUCK = Size(height_cm=400, weight_kg=30_000, length_cm=1_650)


def at(minute: int) -> datetime:
    return datetime(2026, 11, 22, tzinfo=UTC) + timedelta(minutes=minute)


def truck(visit: str, cargo_class: str = "general", *needs: str, size: Size = TRUCK) -> Truck:
    return Truck(visit, cargo_class, frozenset(needs), size)


class Day:
    """A yard and a day of things that happen to it, likely or not."""

    def __init__(self, state: YardState, random: Random) -> None:
        self.state = state
        self.random = random
        self.seq = 0
        self.refused = 0
        self.given: list[tuple[Truck, str]] = []

    def step(self) -> None:
        self.seq += 1
        actions = (
            self.admit,
            self.admit,
            self.admit,
            self.park,
            self.park,
            self.release,
            self.depart,
            self.sense,
            self.block,
        )
        self.random.choice(actions)()
        for visit in list(self.state.stranded()):
            self.state.give(visit, None)
            stay = self.state.stays[visit]
            bay = self.choice(stay.truck, stay.gate)
            if bay:
                self.state.give(visit, bay)

    def admit(self) -> None:
        needs = [need for need in ("power", "inspection") if self.random.random() < 0.1]
        size = Size(
            self.random.choice((None, 390, 440)), self.random.choice((None, 30_000)), self.random.choice((None, 1_650))
        )
        new = truck(f"v{self.seq}", self.random.choice(CLASSES), *needs, size=size)
        self.state.arrive(new)
        bay = self.choice(new, self.gate())
        if bay:
            self.state.admit(new.visit, bay, self.gate(), at(self.seq))

    def choice(self, new: Truck, gate: str | None) -> str | None:
        expected = eligible(self.state, new)
        before = {bay: (stand.status, stand.visit) for bay, stand in self.state.stands.items()}
        if not [bay for bay in expected if self.reaches(new, gate, bay)]:
            with pytest.raises(NoBay) as refused:
                choose(self.state, new, gate)
            assert sum(refused.value.facts["why"].values()) == len(self.state.stands)
            self.refused += 1
            return None
        chosen = choose(self.state, new, gate)
        assert chosen.bay in [bay.id for bay in expected]
        assert self.state.ground is not None
        assert_drivable(self.state.ground.yard, chosen.route, self.state.conditions(new))
        assert chosen.route.nodes[-1] == self.state.ground.yard.bays[chosen.bay].node
        assert before == {bay: (stand.status, stand.visit) for bay, stand in self.state.stands.items()}
        self.given.append((new, chosen.bay))
        return chosen.bay

    def reaches(self, new: Truck, gate: str | None, bay: Bay) -> bool:
        assert self.state.ground is not None
        given, network = self.state.conditions(new), self.state.ground.network
        return bool(network.route(self.state.ground.entry(gate), bay.node, given) and network.way_out(bay.node, given))

    def gate(self) -> str:
        assert self.state.ground is not None
        return self.random.choice([gate.id for gate in self.state.ground.yard.gates.values() if gate.is_entry])

    def someone(self) -> str | None:
        return self.random.choice(sorted(self.state.stays)) if self.state.stays else None

    def park(self) -> None:
        visit = self.someone()
        if visit:
            elsewhere = self.random.choice(sorted(self.state.stands))
            stay = self.state.stays[visit]
            given = stay.bay if stay.status == "admitted" else None
            self.state.park(visit, given if given and self.random.random() < 0.7 else elsewhere)

    def release(self) -> None:
        visit = self.someone()
        if visit and self.state.stays[visit].status == "parked":
            self.state.release(visit)

    def depart(self) -> None:
        visit = self.someone()
        if visit:
            self.state.depart(visit)

    def sense(self) -> None:
        bay = self.random.choice(sorted(self.state.stands))
        status = self.random.choice(("free", "free", "occupied", "closed"))
        self.state.set_bay(bay, status, by_sensor=self.random.random() < 0.5)

    def block(self) -> None:
        assert self.state.ground is not None
        road = self.random.choice(sorted(self.state.ground.yard.roads))
        self.state.set_road(road, self.random.choice(("open", "open", "blocked")))


def empty(state: YardState, bay: str) -> bool:
    """Nothing known or told of says that somebody is or will be there; asked of the visits, not of the bays."""
    return not state.stands[bay].sensed and all(stay.bay != bay for stay in state.stays.values())


def eligible(state: YardState, new: Truck) -> list[Bay]:
    """The contract's words once more: confirmed empty, open, of the kind, with the needs, large enough, apart."""
    assert state.ground is not None
    found = []
    for bay in state.ground.yard.bays.values():
        kinds = {{"fresh": "reefer", "oversize": "long", "hazmat": "hazmat"}.get(new.cargo_class, "general")}
        own = set(kinds)
        if "inspection" in new.needs:
            kinds = own = {"inspection"}
        elif "power" in new.needs and new.cargo_class != "hazmat":
            kinds = kinds | {"general", "reefer", "long"}
        powered = bay.power or not ("power" in new.needs or kinds == {"reefer"})
        large = all(
            value is None or limit is None or value <= limit
            for value, limit in zip(
                new.size, (bay.limits.height_cm, bay.limits.weight_kg, bay.limits.length_cm), strict=True
            )
        )
        beside = [
            each for each in state.ground.yard.bays.values() if each.kind == "hazmat" and bay.id in each.neighbours
        ]
        apart = all(empty(state, each.id) for each in beside)
        apart = apart and (bay.kind != "hazmat" or all(empty(state, other) for other in bay.neighbours))
        free = empty(state, bay.id) and not state.stands[bay.id].closed
        if bay.kind in (own if bay.exclusive else kinds) and powered and large and apart and free:
            found.append(bay)
    return found


def assert_one_truck_one_bay(state: YardState) -> None:
    claims = Counter(visit for stand in state.stands.values() for visit in (stand.given, stand.parked) if visit)
    assert not claims or max(claims.values()) == 1
    for bay, stand in state.stands.items():
        assert not (stand.given and stand.parked)
        assert stand.visit is None or state.stays[stand.visit].bay == bay
    for visit, stay in state.stays.items():
        if stay.bay is not None:
            stand = state.stands[stay.bay]
            assert visit == (stand.given if stay.status == "admitted" else stand.parked)


def played(seed: int, steps: int = 120) -> Day:
    random = Random(seed)
    state = YardState()
    state.put(ground(sample() if seed % 4 == 0 else random_yard(random, nodes=10, bays=12)))
    day = Day(state, random)
    for _ in range(steps):
        day.step()
        assert_one_truck_one_bay(state)
    return day


@pytest.mark.parametrize("seed", range(scaled(400)))
def test_i12_one_truck_per_bay_and_no_ineligible_bay_on_any_day(seed: int) -> None:
    played(seed)


def test_the_days_are_worth_playing() -> None:
    days = [played(seed) for seed in range(8)]
    assert sum(len(day.given) for day in days) > 100
    assert sum(day.refused for day in days) > 20


def test_i12_is_seen_to_break_where_a_fact_forgets_the_old_bay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(YardState, "_vacate", lambda self, stay: None)
    with pytest.raises(AssertionError):
        played(0)


@pytest.fixture
def state() -> YardState:
    """The sample yard, empty."""
    made = YardState()
    made.put(ground(sample()))
    return made


def admitted(state: YardState, visit: str, bay: str, cargo_class: str = "general") -> None:
    state.arrive(truck(visit, cargo_class))
    state.admit(visit, bay, "gate-in", at(len(state.stays) + 1))


def status(state: YardState, bay: str) -> tuple[str, str | None]:
    return state.stands[bay].status, state.stands[bay].visit


def test_a_bay_is_given_then_occupied_and_only_departure_empties_it(state: YardState) -> None:
    admitted(state, "a", "B105")
    assert status(state, "B105") == ("given", "a")
    state.park("a", "B105")
    assert status(state, "B105") == ("occupied", "a")
    state.release("a")
    assert status(state, "B105") == ("occupied", "a")
    state.depart("a")
    assert status(state, "B105") == ("free", None)
    assert not state.stays
    assert not state.trucks


def test_parking_elsewhere_frees_the_given_bay_and_strands_whoever_was_to_come(state: YardState) -> None:
    admitted(state, "a", "B105")
    admitted(state, "b", "B106")
    state.park("a", "B106")
    assert status(state, "B105") == ("free", None)
    assert status(state, "B106") == ("occupied", "a")
    assert list(state.stranded()) == ["b"]
    state.give("b", "B105")
    assert list(state.stranded()) == []


def test_parking_in_a_bay_of_a_wrong_kind_is_a_fact(state: YardState) -> None:
    admitted(state, "a", "B105")
    state.park("a", "B201")
    assert status(state, "B201") == ("occupied", "a")
    state.park("a", "B202")
    assert (status(state, "B201"), status(state, "B202")) == (("free", None), ("occupied", "a"))


def test_two_trucks_reported_in_one_bay_leave_the_first_adrift(state: YardState) -> None:
    for visit, bay in (("a", "B105"), ("b", "B106")):
        admitted(state, visit, bay)
        state.park(visit, "B105")
    assert status(state, "B105") == ("occupied", "b")
    assert state.adrift() == ["a"]
    assert yard_state(state)["adrift"] == ["a"]
    state.depart("a")
    assert status(state, "B105") == ("occupied", "b")


def test_a_sensor_that_says_free_empties_the_bay_and_the_visit_is_looked_for(state: YardState) -> None:
    admitted(state, "a", "B105")
    state.park("a", "B105")
    state.set_bay("B105", "free", by_sensor=True)
    assert status(state, "B105") == ("free", None)
    assert state.adrift() == ["a"]
    state.park("a", "B107")
    assert state.adrift() == []


def test_a_bay_occupied_by_somebody_unknown_is_not_given(state: YardState) -> None:
    generals = [bay.id for bay in sample().bays.values() if bay.kind == "general"]
    for bay in generals:
        state.set_bay(bay, "occupied", by_sensor=True)
    with pytest.raises(NoBay) as refused:
        choose(state, truck("a"), "gate-in")
    assert refused.value.problem()["code"] == "bay.none"
    assert refused.value.facts == {"bays": 40, "eligible": 0, "why": {"kind": 22, "occupied": 18}}
    state.set_bay("B306", "free", by_sensor=True)
    assert choose(state, truck("a"), "gate-in").bay == "B306"


def test_a_sensor_sees_the_truck_that_was_expected_but_an_operator_sees_another(state: YardState) -> None:
    admitted(state, "a", "B105")
    state.set_bay("B105", "occupied", by_sensor=True)
    assert list(state.stranded()) == []
    state.park("a", "B105")
    state.depart("a")
    assert status(state, "B105") == ("free", None)
    admitted(state, "b", "B105")
    state.set_bay("B105", "occupied", by_sensor=False)
    assert list(state.stranded()) == ["b"]
    assert status(state, "B105") == ("occupied", None)


def test_a_sensor_does_not_open_what_an_operator_closed(state: YardState) -> None:
    state.set_bay("B105", "closed", by_sensor=False)
    state.set_bay("B105", "free", by_sensor=True)
    assert status(state, "B105") == ("closed", None)
    state.set_bay("B105", "free", by_sensor=False)
    assert status(state, "B105") == ("free", None)


def test_closing_a_bay_and_blocking_its_only_road_strand_whoever_is_under_way(state: YardState) -> None:
    admitted(state, "a", "B105")
    admitted(state, "b", "B110")
    state.set_bay("B105", "closed", by_sensor=False)
    assert list(state.stranded()) == ["a"]
    state.set_road("aisle-1-08", "blocked")
    assert list(state.stranded()) == ["a", "b"]
    state.set_road("aisle-1-08", "open")
    assert list(state.stranded()) == ["a"]


def test_no_bay_is_given_behind_a_blocked_road(state: YardState) -> None:
    for road in ("aisle-1-05", "aisle-3-01", "aisle-4-01"):
        state.set_road(road, "blocked")
    with pytest.raises(NoBay) as refused:
        choose(state, truck("a"), "gate-in")
    assert refused.value.facts["why"] == {"kind": 22, "unreachable": 18}


def test_a_truck_too_high_for_every_road_gets_no_bay(state: YardState) -> None:
    with pytest.raises(NoBay) as refused:
        choose(state, truck("a", size=Size(height_cm=451)), "gate-in")
    assert refused.value.facts["why"]["unreachable"] == 18


def test_dangerous_goods_stand_alone_and_keep_their_neighbourhood_empty(state: YardState) -> None:
    admitted(state, "a", "B404", "oversize")
    state.set_bay("B310", "closed", by_sensor=False)
    assert choose(state, truck("h", "hazmat"), "gate-in").bay == "B410"
    admitted(state, "h", "B410", "hazmat")
    assert state.why_not(sample().bays["B409"], truck("g")) == "kept_clear"
    state.park("h", "B410")
    state.release("h")
    assert state.why_not(sample().bays["B409"], truck("g")) == "kept_clear"
    with pytest.raises(NoBay) as refused:
        choose(state, truck("i", "hazmat"), "gate-in")
    assert refused.value.facts["why"] == {"closed": 1, "kind": 37, "neighbours": 1, "occupied": 1}
    state.depart("h")
    assert state.why_not(sample().bays["B409"], truck("g")) is None


def test_dangerous_goods_under_way_are_sent_elsewhere_when_somebody_parks_beside(state: YardState) -> None:
    admitted(state, "h", "B410", "hazmat")
    admitted(state, "a", "B105")
    state.park("a", "B409")
    assert list(state.stranded()) == ["h"]


def test_a_new_yard_file_keeps_who_stands_where(state: YardState) -> None:
    admitted(state, "a", "B105")
    state.park("a", "B105")
    admitted(state, "b", "B106")
    state.set_road("entry", "blocked")
    state.put(ground(sample()))
    assert status(state, "B105") == ("occupied", "a")
    assert state.blocked == {"entry"}
    state.put(ground(random_yard(Random(1))))
    assert state.adrift() == ["a"]
    assert list(state.stranded()) == ["b"]
    assert "entry" not in yard_state(state)["roads"]
    assert_one_truck_one_bay(state)


def test_the_map_shows_bays_roads_and_who_is_under_way(state: YardState) -> None:
    admitted(state, "a", "B101")
    admitted(state, "b", "B105")
    state.park("b", "B105")
    state.release("b")
    state.set_road("aisle-4-01", "blocked")
    shown = yard_state(state)
    bays, roads = shown["bays"], shown["roads"]
    assert bays["B101"] == {"status": "given", "kind": "inspection", "visit": "a"}
    assert bays["B105"] == {"status": "occupied", "kind": "general", "visit": "b"}
    assert bays["B106"] == {"status": "free", "kind": "general", "visit": None}
    assert roads["aisle-4-01"] == {"status": "blocked"}
    assert roads["entry"] == {"status": "open"}
    a, b = shown["under_way"]
    assert a == {"visit": "a", "bay": "B101", "status": "admitted", "path": ["gate-in", "W0", "W1", "A1-01"]}
    assert (b["path"][0], b["path"][-1]) == ("A1-05", "gate-out")


def test_the_nearest_bay_that_wastes_nothing_is_chosen(state: YardState) -> None:
    assert choose(state, truck("a"), "gate-in").bay == "B105"
    assert choose(state, truck("f", "fresh"), "gate-in").bay == "B201"
    assert choose(state, truck("p", "general", "power"), "gate-in").bay == "B201"
    assert choose(state, truck("i", "fresh", "inspection"), "gate-in").bay == "B101"


def test_a_bay_beside_dangerous_goods_is_the_last_resort(state: YardState) -> None:
    generals = sorted(bay.id for bay in sample().bays.values() if bay.kind == "general")
    given = []
    for i in range(len(generals)):
        bay = choose(state, truck(f"v{i}"), "gate-in").bay
        admitted(state, f"v{i}", bay)
        state.park(f"v{i}", bay)
        given.append(bay)
    assert sorted(given) == generals
    assert set(given[-2:]) <= {"B309", "B406", "B409"}


@pytest.mark.parametrize("seed", range(scaled(200)))
def test_bays_for_several_are_different_eligible_and_together_no_dearer_than_one_by_one(seed: int) -> None:
    day = played(seed, steps=40)
    state, random = day.state, day.random
    called = [(truck(f"c{i}", random.choice(CLASSES)), day.gate()) for i in range(5)]
    chosen = choose_for_all(state, called)
    bays = [each.bay for each in chosen.values() if each]
    assert len(set(bays)) == len(bays)
    for new, _ in called:
        each = chosen[new.visit]
        assert each is None or each.bay in [bay.id for bay in eligible(state, new)]
    placed = 0
    for new, gate in called:
        state.arrive(new)
        try:
            one = choose(state, new, gate).bay
        except NoBay:
            continue
        placed += 1
        state.admit(new.visit, one, gate, at(1_000))
    assert len(bays) >= placed or any(new.cargo_class == "hazmat" for new, _ in called)
    for new, _ in called:
        state.depart(new.visit)
    for new, gate in called:
        each = chosen[new.visit]
        if each:
            state.arrive(new)
            assert state.why_not(state.ground.yard.bays[each.bay], new) is None  # type: ignore[union-attr]
            state.admit(new.visit, each.bay, gate, at(2_000))
            assert_one_truck_one_bay(state)
