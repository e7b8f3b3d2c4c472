"""Which font a text is written with: each script in the face made for it, and a visible sign for what none has.

The files beside this are described, with their licences, in fonts/README.md.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final, Literal

import uharfbuzz

Weight = Literal["Regular", "Bold"]
Script = Literal["latin", "lao", "thai", "burmese", "chinese"]

FOLDER: Final = Path(__file__).parent / "fonts"
MISSING: Final = "\ufffd"
"""What stands where no font has the character."""


@dataclass(frozen=True, slots=True)
class Face:
    name: str
    weight: Weight

    @property
    def file(self) -> str:
        return f"{self.name}-{self.weight}.ttf"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one face."""

    face: Face
    text: str


_OFTEN, _CHINESE = "NotoSansSC-Often", "NotoSansSC"
_NAMES: Final[dict[Script, str]] = {
    "latin": "NotoSans",
    "lao": "NotoSansLao",
    "thai": "NotoSansThai",
    "burmese": "NotoSansMyanmar",
}
FACES: Final = (
    *(Face(name, weight) for name in (*_NAMES.values(), _OFTEN) for weight in ("Regular", "Bold")),
    Face(_CHINESE, "Regular"),
)
_BLOCKS: Final[tuple[tuple[int, int, Script], ...]] = (
    (0x0E00, 0x0E7F, "thai"),
    (0x0E80, 0x0EFF, "lao"),
    (0x1000, 0x109F, "burmese"),
    (0x2E80, 0x9FFF, "chinese"),
    (0xF900, 0xFAFF, "chinese"),
    (0xFE30, 0xFE4F, "chinese"),
    (0xFF00, 0xFFEF, "chinese"),
    (0x20000, 0x3FFFF, "chinese"),
)


def runs(text: str, weight: Weight) -> Iterator[Run]:
    """The text in pieces of one face each; what cannot be written is replaced by MISSING, once a character."""
    text = "".join(sign for sign in unicodedata.normalize("NFC", text) if _is_shown(sign))
    scripts = _scripts(text)
    for script, pairs in groupby(zip(scripts, text, strict=True), key=lambda pair: pair[0]):
        yield from _in_faces("".join(sign for _, sign in pairs), _faces(script, weight))


def _is_shown(sign: str) -> bool:
    """Controls and marks of direction are neither written nor missed."""
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs")


def _scripts(text: str) -> list[Script]:
    """The script of each character; a space stays in the piece it ends."""
    found: list[Script] = []
    for sign in text:
        found.append(found[-1] if sign == " " and found else _script(ord(sign)))
    return found


def _script(code: int) -> Script:
    return next((script for first, last, script in _BLOCKS if first <= code <= last), "latin")


def _faces(script: Script, weight: Weight) -> tuple[Face, ...]:
    if script == "chinese":
        return Face(_OFTEN, weight), Face(_CHINESE, "Regular")
    return (Face(_NAMES[script], weight),)


def _in_faces(text: str, faces: tuple[Face, ...]) -> Iterator[Run]:
    """The whole piece in the first face that has all of it: a name is not to change its weight in the middle."""
    for face in faces:
        if all(ord(sign) in covered(face) for sign in text):
            yield Run(face, text)
            return
    latin = Face(_NAMES["latin"], faces[-1].weight)
    for has, signs in groupby(text, key=lambda sign: ord(sign) in covered(faces[-1])):
        piece = "".join(signs)
        yield Run(faces[-1], piece) if has else Run(latin, MISSING * len(piece))


@lru_cache(maxsize=len(FACES))
def shaper(face: Face) -> uharfbuzz.Font:
    """The face as HarfBuzz has it; its units are thousandths of the size."""
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(FOLDER / face.file))))


@lru_cache(maxsize=len(FACES))
def covered(face: Face) -> frozenset[int]:
    """The code points that the face has."""
    return frozenset(shaper(face).face.unicodes)


@lru_cache(maxsize=4_096)
def width(run: Run) -> float:
    """How wide the piece is at size 1."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run.text)
    buffer.guess_segment_properties()
    font = shaper(run.face)
    uharfbuzz.shape(font, buffer)
    return float(sum(position.x_advance for position in buffer.glyph_positions) / font.face.upem)
