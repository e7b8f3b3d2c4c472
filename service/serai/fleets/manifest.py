"""A company's list of reservations as a CSV file, read line by line into the shape of a reservation's body. Pure."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from serai.core.errors import Invalid, Malformed

MOST_LINES: Final = 1000
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "site": ("site",), "slot": ("slot",), "lane": ("wants", "lane"), "from": ("wants", "from"), "to": ("wants", "to"),
    "plate": ("vehicle", "plate"), "country": ("vehicle", "country"), "vin": ("vehicle", "vin"),
    "trailer": ("vehicle", "trailer"), "length_m": ("vehicle", "length_m"), "weight_kg": ("vehicle", "weight_kg"),
    "height_m": ("vehicle", "height_m"), "driver_name": ("driver", "name"), "driver_phone": ("driver", "phone"),
    "driver_language": ("driver", "language"), "cargo_class": ("cargo", "class"), "needs": ("cargo", "needs"),
    "description": ("cargo", "description"), "perishable_until": ("cargo", "perishable_until"),
    "un_number": ("cargo", "un_number"), "declaration": ("declaration",), "waitlist": ("waitlist",),
}  # fmt: skip
"""Where each column stands in the body of POST /v1/reservations."""
NEEDED: Final = ("site", "plate", "country", "driver_name", "cargo_class")

_DECIMAL = re.compile(r"[0-9]{1,9}([.,][0-9]{1,9})?", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)
_TRUE, _FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LONGEST_NAME = 64
_MOST_NAMED = 20


class NotCsv(Malformed):
    """This is no CSV file: text in UTF-8 whose first line names the columns, divided by `,` or `;`."""

    code = "bulk.not_csv"


class ColumnsWrong(Invalid):
    """The first line of the file does not name the columns right: `unknown`, `twice` and `missing` say which."""

    code, rule = "bulk.columns", "bulk.readable"


class TooManyLines(Invalid):
    """One request takes up to 1,000 lines; send the rest in another."""

    code, rule = "bulk.too_many", "bulk.readable"


class NoLines(Invalid):
    """There is no line in this request."""

    code, rule = "bulk.empty", "bulk.readable"


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong in one cell, or (`column` None) with the line."""

    column: str | None
    text: str


@dataclass(frozen=True, slots=True)
class CsvLine:
    """A line of the file by its number, the first line being 1; `body` is what it says, as far as it can be read."""

    number: int
    body: Mapping[str, Any]
    faults: Sequence[CellFault] = field(default=())


def read(content: bytes) -> list[CsvLine]:
    """The lines of a file below its first. Raises NotCsv, ColumnsWrong, TooManyLines or NoLines for the whole of it."""
    rows = _rows(_text(content))
    _, header = next(rows, (1, []))
    names = _names(header)
    found: list[CsvLine] = []
    for number, cells in rows:
        if len(found) == MOST_LINES:
            raise TooManyLines(most=MOST_LINES)
        found.append(_line(number, names, cells))
    if not found:
        raise NoLines
    return found


def column_of(place: Sequence[int | str]) -> str | None:
    """The column that a place in the body came from."""
    known = [(path, name) for name, path in COLUMNS.items()]
    return next((name for path, name in known if path == tuple(place[: len(path)])), None)


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotCsv(line=content[: error.start].count(b"\n") + 1) from error
    if "\x00" in text:
        raise NotCsv(line=text[: text.index("\x00")].count("\n") + 1)
    return text


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines that hold anything, each with the number at which it begins."""
    head = re.sub(r'"[^"]*"', "", text.lstrip("\r\n").partition("\n")[0])
    divider = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(_LINE.findall(text), delimiter=divider, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, [cell.strip() for cell in cells]
            begins = reader.line_num + 1
    except csv.Error as error:
        raise NotCsv(line=max(reader.line_num, 1)) from error


def _names(header: Sequence[str]) -> list[str]:
    names = [name.lower() for name in header]
    unknown = sorted({name[:_LONGEST_NAME] for name in names if name not in COLUMNS})
    twice = sorted({name for name in names if name in COLUMNS and names.count(name) > 1})
    missing = [name for name in NEEDED if name not in names]
    if not set(names) & COLUMNS.keys():
        raise NotCsv(line=1)
    if unknown or twice or missing:
        raise ColumnsWrong(unknown=unknown[:_MOST_NAMED], twice=twice, missing=missing, known=list(COLUMNS))
    return names


def _line(number: int, names: Sequence[str], cells: Sequence[str]) -> CsvLine:
    body: dict[str, Any] = {}
    faults = []
    if len(cells) > len(names) and any(cells[len(names) :]):
        faults.append(CellFault(None, f"{len(cells)} cells in a line of {len(names)} columns"))
    for name, cell in zip(names, cells, strict=False):
        if not cell:
            continue
        try:
            _put(body, COLUMNS[name], _value(name, cell))
        except ValueError as error:
            faults.append(CellFault(name, str(error)))
    for part in ("vehicle", "driver", "cargo"):
        body.setdefault(part, {})
    return CsvLine(number, body, tuple(faults))


def _put(body: dict[str, Any], path: Sequence[str], value: Any) -> None:
    for part in path[:-1]:
        body = body.setdefault(part, {})
    body[path[-1]] = value


def _value(name: str, cell: str) -> Any:
    """What a cell says; ValueError with a sentence where it says nothing of its kind."""
    if name in ("length_m", "height_m"):
        if not _DECIMAL.fullmatch(cell):
            raise ValueError("Input should be a number, such as 16.5")
        return float(cell.replace(",", "."))
    if name == "weight_kg":
        if not _WHOLE.fullmatch(cell):
            raise ValueError("Input should be a whole number of kilograms")
        return int(cell)
    if name == "waitlist":
        if cell.lower() not in _TRUE | _FALSE:
            raise ValueError("Input should be true or false")
        return cell.lower() in _TRUE
    return cell.replace("+", " ").replace("|", " ").split() if name == "needs" else cell
