"""The judge judged: free flow is free flow, the bound is a bound, and a policy that cheats is found out."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise
from random import Random

import pytest

from serai.guidance.routing import Route
from serai.guidance.rules import unfit
from serai.sites.yard import Yard
from serai.sumo.bound import served
from serai.sumo.day import Guest, Setting, guests
from serai.sumo.policies import FirstFree, Greedy, Reserving, Search, instant
from serai.sumo.scene import Block, Scene
from tests.scale import scaled
from tests.yards.ours import Ours
from tests.yards.play import play
from tests.yards.shapes import SHAPES, four_by_ten
from tests.yards.world import World

POLICIES: list[Callable[[Yard], Reserving]] = [FirstFree, Greedy, Ours, Search]
SHORT = 2.0


def setting_of(name: str, load: float = 1.0) -> Setting:
    setting = SHAPES[name][1]
    return Setting(setting.rate * load, setting.gates, SHORT, 0.25, setting.dwell, setting.mix)


def day(name: str, seed: int, policy: Callable[[Yard], Reserving], *blocks: Block) -> tuple[World, list[Guest]]:
    make, _ = SHAPES[name]
    setting, yard = setting_of(name), make()
    world = World(yard, setting, guests(setting, seed), policy(yard), blocks)
    return world, world.run()


def test_a_truck_alone_is_on_the_roads_for_the_free_flow_time() -> None:
    yard = four_by_ten()
    setting = Setting(40, ("gate-in",), hours=1.0)
    alone = guests(setting, 1)[:1]
    World(yard, setting, alone, Greedy(yard)).run()
    network = Greedy(yard).ground.network
    node = yard.bays[alone[0].bay or ""].node
    way_in, way_out = network.route("gate-in", node), network.way_out(node)
    assert way_in is not None
    assert way_out is not None
    assert alone[0].on_roads == pytest.approx((way_in.time_ms + way_out.time_ms) / 1000)


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("policy", POLICIES)
def test_no_policy_beats_the_bound_and_everybody_gets_through(name: str, policy: Callable[[Yard], Reserving]) -> None:
    make, _ = SHAPES[name]
    found = play(make(), setting_of(name, 0.6), 3, policy)
    assert found.left_over == 0
    assert found.roads_of_all >= found.bound


@pytest.mark.parametrize("seed", range(scaled(300)))
def test_as_many_stays_are_served_as_the_best_choice_of_them_allows(seed: int) -> None:
    random = Random(seed)
    stays = [(start, start + random.randint(1, 6)) for start in random.choices(range(12), k=random.randint(1, 7))]
    bays = random.randint(0, 3)

    def fits(chosen: tuple[tuple[int, int], ...]) -> bool:
        return all(sum(start <= at < end for start, end in chosen) <= bays for at in range(20))

    most = max(size for size in range(len(stays) + 1) if any(fits(each) for each in combinations(stays, size)))
    assert served([(float(start), float(end)) for start, end in stays], bays) == most


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("seed", range(scaled(20)))
def test_i12_no_bay_twice_none_ineligible_and_nobody_led_into_a_road_known_to_be_blocked(name: str, seed: int) -> None:
    make, _ = SHAPES[name]
    yard, random = make(), Random(seed)
    roads = random.sample(sorted(yard.roads), 2)
    blocks = [Block(road, random.uniform(600, 5_000), random.uniform(300, 2_400), 150.0) for road in roads]
    world, trucks = day(name, seed, Ours, *blocks)  # a truck led under another one ends the run
    assert not world.driven_into
    for guest in trucks:
        assert guest.gone is not None
        assert unfit(yard.bays[guest.bay or ""], guest.truck) is None
    stays = sorted((guest.bay or "", guest.stopped or 0.0, guest.pulled or 0.0) for guest in trucks)
    for (bay, _, left), (other, came, _) in pairwise(stays):
        assert bay != other or left <= came


class OnForecast(Ours):
    """Sabotage: a bay counts as empty as soon as its truck may well be gone soon."""

    def choose(self, guest: Guest, world: Scene) -> tuple[str, Route] | None:
        now = instant(world.now)
        for stay in list(self.state.stays.values()):
            if stay.status == "parked" and stay.bay and self.state.emptying(stay, now).chance(120.0) > 0.1:
                self.state.set_bay(stay.bay, "free", by_sensor=True)
        return super().choose(guest, world)


def test_i12_twin_bays_given_on_a_forecast_are_found_out() -> None:
    with pytest.raises(AssertionError, match="where somebody stands"):
        day("4 x 10", 1, OnForecast)
