"""A running service leads trucks through a yard that is not its own: who is led gets through, and by its rules."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import httpx
import orjson
import pytest

from serai.demo.client import Refused
from serai.sites.files import PORTS
from serai.sites.yard import parse
from serai.sumo.api import Service, opened
from serai.sumo.bound import free_flow
from serai.sumo.day import SHIPPED, Guest, guests
from serai.sumo.guided import Called, Guided
from serai.sumo.outcome import outcome
from serai.sumo.scene import Block
from tests import serving
from tests.yards.world import World

HAS_SUMO = find_spec("libsumo") is not None
YARD = "yard_hekou"
AISLE = "aisle-NB-1"


@pytest.fixture(scope="module")
def admin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    database = f"sqlite:///{tmp_path_factory.mktemp('sumo') / 'serai.db'}"
    with serving.running(database) as service, httpx.Client(base_url=service.url, timeout=60) as http:
        yield Service(http, service.key)


def led(admin: Service, *blocks: Block, hours: float = 1.0) -> World:
    """A short day in the tests' own yard, decided by a running service."""
    document = orjson.loads((PORTS / f"{YARD}.geojson").read_bytes())
    yard, setting = parse(document), replace(SHIPPED[YARD], hours=hours, warm_up=0.0)
    site = opened(admin, document, {gate.id: gate.way for gate in yard.gates.values()}, setting)
    world = World(yard, setting, guests(setting, 1), Guided(yard, site, admin.now, admin), blocks)
    world.run()
    return world


def test_i12_everybody_is_led_through_a_yard_by_the_running_service(admin: Service) -> None:
    world = led(admin)
    found = outcome(world)
    assert len(world.guests) > 20
    assert (found.left_over, found.changes) == (0, 0)
    assert found.bound <= found.roads_of_all < 1.3 * found.bound


def test_nobody_is_led_into_a_road_that_the_service_knows_is_blocked(admin: Service) -> None:
    world = led(admin, Block(AISLE, 900.0, 1_800.0, 120.0))
    assert outcome(world).left_over == 0
    assert world.driven_into == []


def test_who_waits_at_a_drive_from_the_gate_comes_when_the_service_calls(admin: Service) -> None:
    document = orjson.loads((PORTS / f"{YARD}.geojson").read_bytes())
    yard, setting = parse(document), replace(SHIPPED[YARD], hours=1.0, warm_up=0.0, drive=300.0)
    site = opened(admin, document, {gate.id: gate.way for gate in yard.gates.values()}, setting)
    world = World(yard, setting, guests(setting, 2), Called(yard, site, admin.now, admin))
    world.run()
    assert outcome(world).left_over == 0
    shown = admin.get("/v1/visits", site=site, status="departed", limit=200)["items"]
    calls = admin.get(f"/v1/sites/{site}/ledger", limit=200)["items"]
    assert len(shown) == len(world.guests)
    assert all(each["body"]["call"].startswith("auto-") for each in calls if each["kind"] == "visit.called")


def test_a_service_on_the_machines_clock_is_refused(tmp_path: Path) -> None:
    with (
        serving.running(f"sqlite:///{tmp_path / 'serai.db'}", settings={"SERAI_CLOCK": "system"}) as service,
        httpx.Client(base_url=service.url) as http,
        pytest.raises(Refused, match="SERAI_CLOCK=test"),
    ):
        Service(http, service.key)


@pytest.mark.skipif(HAS_SUMO, reason="SUMO is installed")
def test_without_sumo_the_command_says_what_to_install() -> None:
    done = subprocess.run([sys.executable, "-m", "serai.sumo"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr.strip() == "serai-sumo: SUMO is not installed: pip install 'serai[sumo]'"


@pytest.mark.skipif(not HAS_SUMO, reason="SUMO is not installed")
def test_a_truck_alone_on_sumos_roads_is_a_little_slower_than_the_yard_files_speeds() -> None:
    from serai.guidance.routing import Size  # noqa: PLC0415
    from serai.sumo.alone import driven  # noqa: PLC0415

    yard = parse(orjson.loads((PORTS / f"{YARD}.geojson").read_bytes()))
    in_sumo, by_file = driven(yard, ["gate-north"]), free_flow(yard)
    for bay in yard.bays.values():
        least = by_file("gate-north", bay, Size())
        assert least is not None
        assert least <= (in_sumo("gate-north", bay, Size()) or 0.0) <= 1.2 * least


def test_the_days_of_a_seed_are_the_same_for_everybody() -> None:
    def drawn(seed: int) -> list[tuple[float, str, float]]:
        trucks: list[Guest] = guests(SHIPPED[YARD], seed)
        return [(each.appears, each.kind, each.dwell) for each in trucks]

    assert drawn(1) == drawn(1) != drawn(2)
