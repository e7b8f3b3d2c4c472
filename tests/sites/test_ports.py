"""The ports that ship with Serai are those of the printed table, and their yards are yards."""

from __future__ import annotations

import csv

import orjson
import pytest

from serai.sites import files, yard
from serai.sites.imports import ImportedSite
from serai.sites.site import accept
from tests.sites import hekou


@pytest.fixture(scope="module")
def ports() -> list[ImportedSite]:
    return files.load(files.YUNNAN)


def test_the_file_equals_the_table_row_by_row(ports: list[ImportedSite]) -> None:
    with (files.PORTS / "yunnan_ports.csv").open(newline="") as table:
        rows = [{name: value for name, value in row.items() if value} for row in csv.DictReader(table)]
    told = [{name: str(value) for name, value in port.source.items()} for port in ports if port.source]
    assert len(rows) == 26
    assert told == rows


def test_each_site_says_what_its_row_says(ports: list[ImportedSite]) -> None:
    by_code = {port.site.code: port.site for port in ports}
    for port in ports:
        row, place = port.source, port.site
        if not row:
            continue
        assert (place.name, place.mode, place.country, place.zone) == (row["port"], row["mode"], "CN", "Asia/Shanghai")
        across = by_code[place.counterpart] if place.counterpart else None
        named = (across.name, across.country, across.counterpart) if across else None
        assert named == ((row["counterpart"], row["counterpart_country"], place.code) if "counterpart" in row else None)


def test_zones_across_the_line(ports: list[ImportedSite]) -> None:
    zones = {(port.site.country, port.site.zone) for port in ports}
    assert zones == {
        ("CN", "Asia/Shanghai"), ("MM", "Asia/Yangon"), ("LA", "Asia/Vientiane"), ("VN", "Asia/Ho_Chi_Minh")
    }  # fmt: skip


def test_only_road_ports_of_yunnan_have_lanes(ports: list[ImportedSite]) -> None:
    for port in ports:
        has_lanes = port.site.country == "CN" and port.site.mode == "road"
        assert bool(port.site.lanes) == has_lanes == (port.calendar is not None)


def test_slots_offer_what_the_gates_can_serve(ports: list[ImportedSite]) -> None:
    """Capacity that starts in an hour, against 40 trucks an hour and entry gate: nearly all of it, never more."""
    for port in ports:
        if port.calendar is None:
            continue
        place = accept(port.site)
        for line, lanes in place.lines.items():
            codes = {lane.code for lane in lanes}
            hourly = 2 * sum(rule.capacity for rule in port.calendar.rules if rule.lane in codes)
            assert 0.85 <= hourly / (40 * len(place.entries_of(line))) <= 0.97


def test_the_second_yard_is_drawn_by_its_script() -> None:
    assert hekou.FILE.read_bytes() == hekou.drawn()


def test_the_second_yard_has_another_shape() -> None:
    drawn = yard.parse(orjson.loads(hekou.FILE.read_bytes()))
    assert len(drawn.bays) == 24
    assert sum(gate.is_entry for gate in drawn.gates.values()) == 2
    assert {bay.id for bay in drawn.bays.values() if bay.drive_through} == {"D1", "D2", "D3", "D4"}
    into = [road.end for road in drawn.roads.values() if road.end == "D2"]
    assert len(into) == 2
    assert any(not road.one_way for road in drawn.roads.values())
    assert {road.limits.height_cm for road in drawn.roads.values()} == {400, 450}
