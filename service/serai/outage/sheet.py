"""The queue on paper, A4 lying: for hours in which nothing but the order must go on. Measures are millimetres."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from serai.outage.listing import Row, Sheet
from serai.outage.phrases import say
from serai.passes.paper import GREY, Paper, Style, bound, fitted, line
from serai.sites.wording import class_name

A4: Final = (297.0, 210.0)
MARGIN: Final = 11.0
ROW: Final = 9.0
ROWS: Final = 17
"""On a page, below its heads."""
EMPTY_ROWS: Final = 6
COLUMNS: Final = (
    ("number", 11.0), ("reference", 36.0), ("plate", 46.0), ("cargo", 44.0), ("band", 38.0), ("time_in", 34.0),
    ("bay", 28.0), ("time_out", 38.0),
)  # fmt: skip


def printed(sheet: Sheet) -> bytes:
    """The list as PDF: the lines one after the other, each on pages of its own, with room for who comes unlisted."""
    pages = list(_pages(sheet))
    papers = [_page(sheet, rows, number, len(pages)) for number, rows in enumerate(pages, 1)]
    return bound(papers, A4[1], title=f"{sheet.name} · {sheet.time}", language=sheet.language)


def _pages(sheet: Sheet) -> Iterator[list[Row]]:
    for name in sheet.count or {"": 0}:
        rows = [row for row in sheet.rows if row.line == name] + [Row(name)] * EMPTY_ROWS
        for first in range(0, len(rows), ROWS):
            yield rows[first : first + ROWS]


def _page(sheet: Sheet, rows: Sequence[Row], number: int, pages: int) -> Paper:
    paper, width = Paper(A4[0]), A4[0] - 2 * MARGIN
    language, name = sheet.language, rows[0].line
    title = line(f"{say(language, 'title')} · {sheet.name} · {sheet.site}", Style(15, "Bold"))
    paper.put(title, MARGIN, 15)
    when = line(say(language, "as_of", time=sheet.time, page=number, pages=pages), Style(11))
    paper.put(when, A4[0] - MARGIN, 15, "right")
    counted = say(language, "line", line=name, count=sheet.count.get(name, 0)) if name else ""
    paper.stack(fitted(f"{counted}  {say(language, 'rule')}", Style(11), width, 7), MARGIN, 18)
    _heads(paper, language, 27)
    for index, row in enumerate(rows):
        _row(paper, language, row, 29 + index * ROW)
    entry = say(language, "ledger", seq=sheet.seq, digest=sheet.digest)
    paper.put(line(entry, Style(8, "Regular", GREY)), MARGIN, A4[1] - 8)
    return paper


def _heads(paper: Paper, language: str, y: float) -> None:
    x = MARGIN
    for name, width in COLUMNS:
        paper.put(fitted(say(language, name), Style(9.5, "Bold"), width - 3, 6)[0], x + 1.5, y)
        x += width
    paper.rule(MARGIN, y + 1.7, x - MARGIN, 0.5)


def _row(paper: Paper, language: str, row: Row, y: float) -> None:
    cargo = class_name(language, row.cargo_class) if row.cargo_class else None
    band = say(language, "called") if row.is_called else row.band
    cells = (str(row.number) if row.number else None, row.reference, row.plate, cargo, band, None, None, None)
    x = MARGIN
    for (name, width), cell in zip(COLUMNS, cells, strict=True):
        if cell is not None:
            style = Style(12, "Bold") if name == "plate" else Style(12)
            paper.put(fitted(cell, style, width - 3, 6)[0], x + 1.5, y + 6.2)
        paper.rule(x, y, 0.15, ROW)
        x += width
    paper.rule(x, y, 0.15, ROW)
    paper.rule(MARGIN, y + ROW, x - MARGIN, 0.25)
