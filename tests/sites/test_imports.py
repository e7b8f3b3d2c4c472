"""Site files: what is read, and how each fault is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from serai.sites import files, imports
from serai.sites.imports import ImportInvalid
from tests.sites import hekou

PAGE = Path(__file__).parents[2] / "service" / "docs" / "site-files.md"
GOOD = """
format = "serai-sites/1"

[template.small]
gates = [{ code = "gate-in", way = "in" }, { code = "gate-out", way = "out" }]
lanes = [{ code = "export-general", direction = "export", class = "general", gates = ["gate-in"] }]
[template.small.calendar]
rules = [{ lane = "export-general", days = ["mon"], from = "07:00", to = "21:00", capacity = 4 }]

[[site]]
code = "CNAAA"
like = "small"
name = "A"
zone = "Asia/Shanghai"
country = "CN"
rulebook = { hold_minutes = 5 }
[site.source]
row = 1

[[site]]
code = "MMAAA"
name = "B"
zone = "Asia/Yangon"
country = "MM"
counterpart = "CNAAA"
"""


def faults(text: str, yard: bytes | None = None) -> list[tuple[str, str]]:
    with pytest.raises(ImportInvalid) as refused:
        imports.parse(text, lambda _: yard)
    assert all(fault.text for fault in refused.value.faults)
    return [(fault.at, fault.code) for fault in refused.value.faults]


def test_a_file_is_read_with_its_templates() -> None:
    first, second = imports.parse(GOOD, lambda _: None)
    assert [lane.code for lane in first.site.lanes] == ["export-general"]
    assert first.rulebook is not None
    assert first.rulebook.hold_minutes == 5
    assert (first.source, first.line) == ({"row": 1}, 10)
    assert second.calendar is None


def test_a_site_becomes_calls_of_the_public_api() -> None:
    calls = imports.parse(GOOD, lambda _: None)[0].requests()
    assert [(call.method, call.path) for call in calls] == [
        ("POST", "/v1/sites"),
        ("PUT", "/v1/sites/CNAAA/calendar"),
        ("PUT", "/v1/sites/CNAAA/rulebook"),
    ]
    assert calls[0].body["lanes"][0]["class"] == "general"
    assert calls[1].body["rules"][0]["from"] == "07:00"


@pytest.mark.parametrize(
    ("old", "new", "at", "code"),
    [
        ('format = "serai-sites/1"', "", "line 1", "import.format"),
        ('code = "CNAAA"', "code = CNAAA", "line 11", "import.syntax"),
        ('like = "small"', 'like = "big"', "line 10, site CNAAA, like", "import.template"),
        ('code = "MMAAA"', 'code = "CNAAA"', "line 20, site CNAAA, counterpart", "counterpart.itself"),
        ('"Asia/Yangon"', '"Asia/Rangoonn"', "line 20, site MMAAA, zone", "zone.unknown"),
        ('country = "MM"', 'country = "MM"\nyard = "none.geojson"', "line 20, site MMAAA, yard", "import.yard_missing"),
        ('country = "MM"', 'country = "MM"\nyard = "../x.json"', "line 20, site MMAAA, yard", "import.yard_name"),
        ('country = "MM"', 'country = "MM"\ncolour = 1', "line 20, site MMAAA, colour", "site.invalid"),
        ('country = "MM"', "", "line 20, site MMAAA, country", "site.invalid"),
        ('gates = ["gate-in"]', 'gates = ["gate-9"]', "line 10, site CNAAA, lanes[0].gates[0]", "gate.unknown"),
        ("capacity = 4", "capacity = -1", "line 10, site CNAAA, calendar, rules[0].capacity", "calendar.invalid"),
        ('from = "07:00"', 'from = "22:00"', "line 10, site CNAAA, calendar, rules[0].to", "calendar.bounds"),
        ("hold_minutes = 5", "hold_minutes = 0", "line 10, site CNAAA, rulebook, hold_minutes", "rulebook.invalid"),
        ("hold_minutes = 5", "merge = [{ trusted = true, take = 1 }]", "line 10, site CNAAA, rulebook, merge[0]",
         "rulebook.merge_leaves_out"),
        ("[template.small]", "[templates.small]", "templates", "import.unknown"),
    ],
)  # fmt: skip
def test_a_fault_names_its_line_and_place(old: str, new: str, at: str, code: str) -> None:
    assert old in GOOD
    assert (at, code) in faults(GOOD.replace(old, new, 1))


def test_a_code_used_twice_is_named_where_it_comes_again() -> None:
    twice = GOOD.replace('"MMAAA"', '"CNAAA"').replace('counterpart = "CNAAA"\n', "")
    assert faults(twice) == [("line 20, site CNAAA", "import.twice")]


def test_all_faults_come_at_once() -> None:
    bad = GOOD.replace("Asia/Yangon", "Nowhere").replace("capacity = 4", "capacity = -1")
    assert len(faults(bad)) == 2


@pytest.mark.parametrize("text", ["", "site = 1", 'format = "serai-sites/1"', 'format = "serai-sites/1"\nsite = [1]'])
def test_what_is_no_site_file(text: str) -> None:
    assert faults(text)


def test_a_yard_must_have_the_sites_gates() -> None:
    bad = GOOD.replace("rulebook =", 'yard = "y.geojson"\nrulebook =')
    named = {code for _, code in faults(bad, hekou.drawn())}
    assert named == {"gate.unknown"}
    assert faults(bad, b"{") == [("line 10, site CNAAA, yard y.geojson", "import.syntax")]
    assert faults(bad, b"[]")[0][0].startswith("line 10, site CNAAA, yard y.geojson")


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b'name = "\xe9"')
    cases = {"none.toml": "import.unreadable", "latin.toml": "import.encoding", ".": "import.unreadable"}
    for name, code in cases.items():
        with pytest.raises(ImportInvalid) as refused:
            files.load(tmp_path / name)
        assert [fault.code for fault in refused.value.faults] == [code]


def test_the_example_of_the_page_is_a_site_file() -> None:
    example = PAGE.read_text().split("```toml\n")[1].split("```")[0]
    yard = (files.PORTS / "yard_4x10.geojson").read_bytes()
    made = imports.parse(example, lambda name: yard if name == "yard_4x10.geojson" else None)
    assert [call.path for call in made[0].requests()][1:] == [
        f"/v1/sites/CNMHN/{piece}" for piece in ("calendar", "rulebook", "yard")
    ]


def test_every_fault_is_on_the_page() -> None:
    modules = ("imports", "site", "calendar_faults", "rulebook")
    code = re.compile(r'"((?:import|site|zone|lane|gate|counterpart|calendar|rulebook)\.[a-z_]+)"')
    named = {found for name in modules for found in code.findall((files.PORTS.parent / f"{name}.py").read_text())}
    only_over_http = {"site.exists", "lane.kept", "rulebook.past", "gate.missing"}
    told = set(re.findall(r"`([a-z]+\.[a-z_]+)`", PAGE.read_text()))
    assert len(named) > 30
    assert named - only_over_http <= told
