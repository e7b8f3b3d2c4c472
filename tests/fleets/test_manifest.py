"""CSV files of reservations: whatever bytes come, they are read or refused; what was written is what is read."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.core.errors import Refusal
from serai.fleets import bulk_schemas, manifest
from serai.fleets.manifest import COLUMNS, NEEDED

HEADER = ",".join(COLUMNS).encode() + b"\n"
_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).map(str.strip).filter(bool)


def outcome(content: bytes) -> int | str:
    """How many lines are read, or the code of the refusal."""
    try:
        return len(bulk_schemas.wishes_of_csv(content))
    except Refusal as refusal:
        return refusal.code


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for whole in (content, HEADER + content, b"\xef\xbb\xbf" + HEADER.replace(b",", b";") + content):
        assert outcome(whole)


@given(
    st.lists(st.sampled_from([b",", b";", b'"', b"\r", b"\n", b"\x00", b"a", b" ", b"1,5", "車".encode()]), max_size=60)
)
def test_any_marks_of_a_csv_file_are_read_or_refused(pieces: list[bytes]) -> None:
    assert outcome(HEADER + b"".join(pieces))


@given(
    st.lists(st.fixed_dictionaries(dict.fromkeys(("site", "plate", "driver_name", "description"), _TEXT)), min_size=1),
    st.sampled_from([",", ";"]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_what_a_spreadsheet_writes_is_read(
    rows: list[dict[str, str]], divider: str, ending: str, has_mark: bool
) -> None:
    names = [*NEEDED, "description"]
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=divider, lineterminator=ending)
    writer.writeheader()
    writer.writerows([{"country": "CN", "cargo_class": "general", **row} for row in rows])
    found = manifest.read(out.getvalue().encode("utf-8-sig" if has_mark else "utf-8"))
    assert [line.number for line in found] == list(range(2, len(rows) + 2))
    said: list[tuple[Any, ...]] = [
        (
            each.body["site"],
            each.body["vehicle"]["plate"],
            each.body["driver"]["name"],
            each.body["cargo"]["description"],
        )
        for each in found
    ]
    assert said == [(row["site"], row["plate"], row["driver_name"], row["description"]) for row in rows]


@pytest.mark.parametrize(
    ("column", "cell", "at", "value"),
    [
        ("length_m", "16.5", "vehicle", 16.5),
        ("height_m", "4,2", "vehicle", 4.2),
        ("weight_kg", "32000", "vehicle", 32000),
        ("needs", "power|inspection", "cargo", ["power", "inspection"]),
        ("needs", "power inspection", "cargo", ["power", "inspection"]),
        ("waitlist", "Yes", "", True),
        ("waitlist", "0", "", False),
    ],
)
def test_a_cell_says_what_its_column_holds(column: str, cell: str, at: str, value: object) -> None:
    head = ";".join([*NEEDED, column])
    line = manifest.read(f"{head}\nS;P;CN;D;general;{cell}\n".encode())[0]
    body = line.body[at] if at else line.body
    assert (body[COLUMNS[column][-1]], line.faults) == (value, ())


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        *(("length_m", cell) for cell in ("16 m", "1e3", "nan", "-1", "٣", "1.2.3")),
        *(("weight_kg", cell) for cell in ("32.5", "32t", "²")),
        ("waitlist", "perhaps"),
    ],
)
def test_a_cell_that_says_nothing_of_its_kind_is_named(column: str, cell: str) -> None:
    head = ";".join([*NEEDED, column])
    content = f"{head}\nCNMHN;P1;CN;D;general;{cell}\n".encode()
    fault = bulk_schemas.wishes_of_csv(content)[0].fault
    assert fault is not None
    assert fault.facts["faults"][0]["at"] == f"line 2, {column}"


def test_lines_keep_their_numbers_past_blank_ones_and_breaks_in_a_cell() -> None:
    head = ",".join([*NEEDED, "description"])
    content = f'{head}\n\nS,P1,CN,D,general,"two\nlines"\n,,\nS,P2,CN,D,general,x,too,many\n'
    found = manifest.read(content.encode())
    assert [line.number for line in found] == [3, 6]
    assert found[1].faults[0].column is None
