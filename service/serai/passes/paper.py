"""A sheet of paper: text in any of the six scripts, lines and codes at places in millimetres, and at last a PDF."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, Literal, cast

import segno
from fpdf import FPDF
from fpdf.fonts import TTFFont

from serai.passes import fonts
from serai.passes.fonts import Face, Run, Weight
from serai.passes.phrases import BREAK

MM: Final = 25.4 / 72
"""Millimetres of a typographic point."""
INK, GREY = 0, 80
_ELLIPSIS: Final = "…"
_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""A PDF names the instant of its making; a fixed one, so that the same ticket is the same file."""
_SHAPING: Final = {"GDEF", "GPOS", "GSUB"}
"""Tables that only serve to choose glyphs. HarfBuzz has read them already and a reader of the page has no use for them,
so nobody needs to cut them down to the glyphs that are left, which would be half of the work."""
_RISE: Final = {"NotoSansLao": 1.15, "NotoSansThai": 1.1, "NotoSansMyanmar": 1.05}
_FALL: Final = {"NotoSansLao": 0.42, "NotoSansThai": 0.38, "NotoSansMyanmar": 0.62}
_PLAIN_RISE, _PLAIN_FALL = 0.98, 0.28
_HAN: Final = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_CLOSING: Final = "，。：；、）》」』！？…·”’"
_BETWEEN_HAN: Final = re.compile(f"(?<=[{_HAN}])(?<![（《「『])(?![{_CLOSING} {BREAK}])(?=.)")
Align = Literal["left", "middle", "right"]
_SHARE: Final[dict[Align, float]] = {"left": 0, "middle": 0.5, "right": 1}


@dataclass(frozen=True, slots=True)
class Style:
    """Size in points."""

    size: float
    weight: Weight = "Regular"
    colour: int = INK


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text that is as wide as it is, in millimetres, and needs this much above and below its baseline."""

    runs: tuple[Run, ...]
    style: Style

    @property
    def width(self) -> float:
        return sum(map(fonts.width, self.runs)) * self.style.size * MM

    @property
    def rise(self) -> float:
        return max((_RISE.get(run.face.name, _PLAIN_RISE) for run in self.runs), default=0) * self.style.size * MM

    @property
    def fall(self) -> float:
        return max((_FALL.get(run.face.name, _PLAIN_FALL) for run in self.runs), default=0) * self.style.size * MM


@dataclass(frozen=True, slots=True)
class _Put:
    x: float
    y: float
    line: Line


@dataclass(frozen=True, slots=True)
class _Box:
    x: float
    y: float
    width: float
    height: float


def line(text: str, style: Style) -> Line:
    return Line(_runs(text, style.weight), style)


@lru_cache(maxsize=4_096)
def _runs(text: str, weight: Weight) -> tuple[Run, ...]:
    return tuple(fonts.runs(text.replace(BREAK, ""), weight))


@lru_cache(maxsize=64)
def _modules(text: str) -> tuple[bytes, ...]:
    """The rows of a QR code. Level M, or more where that makes it no larger: a crease may cost 15 % of it."""
    return tuple(map(bytes, segno.make(text, error="m", micro=False, boost_error=True).matrix))


def wrapped(text: str, style: Style, width: float, most: int | None = None) -> list[Line]:
    """The text in lines that are no wider than `width`; of more than `most` lines the last kept one is cut short."""
    lines = [""]
    for word in _words(text):
        longer = lines[-1] + word
        if line(longer.strip(), style).width <= width:
            lines[-1] = longer
        else:
            lines += _pieces(word, style, width)
    kept = [each for each in lines if each.strip()]
    if most is not None and len(kept) > most:
        kept[most - 1 :] = [_cut("".join(kept[most - 1 :]), style, width)]
    return [line(each.strip(), style) for each in kept]


def fitted(text: str, style: Style, width: float, least: float, most: int = 1) -> list[Line]:
    """The text in the largest size, from the style's down to `least`, in which it takes no more than `most` lines."""
    size = style.size
    while size > least and len(wrapped(text, _sized(style, size), width)) > most:
        size -= 0.5
    return wrapped(text, _sized(style, size), width, most)


def joined(one: str, other: str, style: Style, width: float) -> list[Line]:
    """Two texts on one line if they fit, else on two; of the first, as much as there is room for."""
    together = line(f"{one} · {other}", style)
    if together.width <= width:
        return [together]
    return [*wrapped(one, style, width, 1), *wrapped(other, style, width, 1)]


def _sized(style: Style, size: float) -> Style:
    return Style(size, style.weight, style.colour)


def _words(text: str) -> Iterator[str]:
    """The text cut where a line may end: at spaces, at BREAK, and between Chinese characters."""
    for part in re.split(f"(?= )|{BREAK}", _BETWEEN_HAN.sub(BREAK, text)):
        if part:
            yield part


def _pieces(word: str, style: Style, width: float) -> list[str]:
    """A word that is too long for a line, in pieces that fit; marks stay with their letter."""
    pieces = [""]
    for sign in word:
        is_mark = unicodedata.category(sign).startswith("M")
        if pieces[-1] and not is_mark and line((pieces[-1] + sign).strip(), style).width > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _cut(text: str, style: Style, width: float) -> str:
    text = text.strip()
    while text and line(text + _ELLIPSIS, style).width > width:
        text = text[:-1].rstrip()
    return text + _ELLIPSIS


class Paper:
    """Takes what is to be printed; `y` grows downwards."""

    def __init__(self, width: float) -> None:
        self.width = width
        self._puts: list[_Put] = []
        self._boxes: list[_Box] = []
        self._frames: list[tuple[_Box, float]] = []

    @property
    def lowest(self) -> float:
        """How far down anything reaches."""
        texts = [put.y + put.line.fall for put in self._puts]
        return max(texts + [box.y + box.height for box in (*self._boxes, *(frame for frame, _ in self._frames))])

    @property
    def rightmost(self) -> float:
        return max(put.x + put.line.width for put in self._puts)

    def put(self, written: Line, x: float, baseline: float, align: Align = "left") -> None:
        """Write a line whose left end, middle or right end is at `x`."""
        self._puts.append(_Put(x - written.width * _SHARE[align], baseline, written))

    def stack(self, lines: list[Line], x: float, y: float, align: Align = "left") -> float:
        """Write lines below one another from `y` down; where the last ends."""
        for each in lines:
            self.put(each, x, y + each.rise, align)
            y += each.rise + each.fall
        return y

    def rule(self, x: float, y: float, width: float, thickness: float = 0.2) -> None:
        self._boxes.append(_Box(x, y, width, thickness))

    def frame(self, x: float, y: float, width: float, height: float, thickness: float) -> None:
        self._frames.append((_Box(x, y, width, height), thickness))

    def listed(self, mark: str, text: str, x: float, y: float, width: float, style: Style) -> float:
        """An item of a list, its mark hanging in the margin; where it ends."""
        indent = style.size * 0.42
        lines = wrapped(text, style, width - indent)
        self.put(line(mark, style), x, y + lines[0].rise)
        return self.stack(lines, x + indent, y)

    def code(self, text: str, x: float, y: float, side: float, *, dot: float = 0, align: Align = "left") -> float:
        """A QR code at most `side` wide from its first module to its last; how wide it came out.

        Leave four modules of nothing around it. `dot`: the size of a printer's dots, of which a module gets a whole
        number, else some columns come out thicker than others.
        """
        rows = _modules(text)
        module = side / len(rows)
        if dot:
            module = max(module // dot, 1) * dot
        x -= module * len(rows) * _SHARE[align]
        for index, row in enumerate(rows):
            for start, end in _dark(row):
                # A hair taller than it is, so that no light line shows between rows on a screen.
                box = _Box(x + start * module, y + index * module, (end - start) * module, module * 1.03)
                self._boxes.append(box)
        return module * len(rows)

    def pdf(self, height: float, *, title: str, language: str) -> bytes:
        """What was put on the paper, on one page of this height."""
        return bound([self], height, title=title, language=language)

    def draw(self, pdf: FPDF) -> None:
        """Put it all on a page of its own; the fonts are there."""
        pdf.add_page()
        for box in self._boxes:
            pdf.rect(box.x, box.y, box.width, box.height, style="F")
        for box, thickness in self._frames:
            pdf.set_line_width(thickness)
            pdf.rect(box.x, box.y, box.width, box.height)
        for put in self._puts:
            _write(pdf, put)

    @property
    def used(self) -> dict[Face, set[int]]:
        """The faces that its text is in, and of each the characters."""
        found: dict[Face, set[int]] = {}
        for put in self._puts:
            for run in put.line.runs:
                found.setdefault(run.face, set()).update(map(ord, run.text))
        return found


def bound(papers: Sequence[Paper], height: float, *, title: str, language: str) -> bytes:
    """Sheets of one width and this height as one file, a page each."""
    pdf = FPDF(unit="mm", format=(papers[0].width, height))
    pdf.set_creation_date(_MADE)
    pdf.set_title(title)
    pdf.set_lang(language)
    pdf.set_auto_page_break(False)
    pdf.c_margin = 0
    pdf.set_text_shaping(True)
    pdf.set_fill_color(INK)
    _load_fonts(pdf, papers)
    for paper in papers:
        paper.draw(pdf)
    return bytes(pdf.output())


def _load_fonts(pdf: FPDF, papers: Sequence[Paper]) -> None:
    """Only the faces that are used, and of them only the characters: reading a font is most of the work."""
    used: dict[Face, set[int]] = {}
    for paper in papers:
        for face, codes in paper.used.items():
            used.setdefault(face, set()).update(codes)
    for face, codes in used.items():
        pdf.add_font(face.file, fname=fonts.FOLDER / face.file, unicode_range=sorted(codes))
        font = cast(TTFFont, pdf.fonts[face.file.lower()])
        for table in _SHAPING.intersection(font.ttfont.keys()):
            del font.ttfont[table]


def _write(pdf: FPDF, put: _Put) -> None:
    x, style = put.x, put.line.style
    size = style.size * MM
    pdf.set_text_color(style.colour)
    for run in put.line.runs:
        pdf.set_font(run.face.file, size=style.size)
        pdf.set_xy(x, put.y - 0.8 * size)  # a cell as tall as its font has its baseline at four fifths
        pdf.cell(h=size, text=run.text)
        x += fonts.width(run) * size


def _dark(row: bytes) -> Iterator[tuple[int, int]]:
    """Runs of dark modules, half-open."""
    start = None
    for index, is_dark in enumerate((*row, 0)):
        if is_dark and start is None:
            start = index
        elif not is_dark and start is not None:
            yield start, index
            start = None
