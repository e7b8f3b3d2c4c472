"""Cuts the fonts that tickets are printed with: `python -m tests.passes.cut FOLDER`.

FOLDER holds the unpacked npm packages of PACKAGES (`npm pack`, then `tar`), each in a folder of its name without the
scope. What is written, and with which characters, is said in service/serai/passes/fonts/README.md.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from fontTools import subset

from serai.passes import fonts
from serai.passes.phrases import LANGUAGES, WORDS

PACKAGES: Final = {
    "noto-sans": "0.4.2",
    "noto-sans-lao": "0.4.2",
    "noto-sans-myanmar": "0.4.2",
    "noto-sans-thai": "0.4.2",
    "noto-sans-sc": "0.4.3",
}
WEIGHTS: Final = {"Regular": "400Regular", "Bold": "700Bold"}
SPACES: Final = {0x20, 0xA0, 0x200B, 0x25CC}

PLATES: Final = (
    "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
    "使领警学挂港澳台试超临军海空沈兰济南广成北航应急农消边通森金电"
)
"""What stands on Chinese plates besides letters and digits."""

PLACES: Final = (
    "磨憨磨丁河口瑞丽畹町天保金水河都龙猴桥清水河打洛南伞章凤片马孟连永和盈江勐康关累勐满田蓬勐腊昆明景洪芒市思茅腾冲临沧"
    "普洱西双版纳红河文山德宏怒江保山老街木姐万象国际公路铁路口岸边境通道货运站场堆场物流园区集装箱码头停车联检待检查验中心"
)
"""What names of ports in and around Yunnan are written with."""


def gb2312(rows: range) -> Iterator[int]:
    """The characters of these rows of the national standard's table."""
    for row in rows:
        for column in range(1, 95):
            try:
                yield ord(bytes([0xA0 + row, 0xA0 + column]).decode("gb2312"))
            except UnicodeDecodeError:
                continue  # some rows end early


def chinese() -> set[int]:
    """All 6,763 characters of GB 2312, for names of places are in its second half too, with its punctuation."""
    signs = set(gb2312(range(1, 2))) | set(gb2312(range(3, 4)))
    return signs | set(gb2312(range(16, 88))) | {ord(sign) for sign in PLATES} | SPACES


def chinese_often() -> set[int]:
    """What most tickets need: a font that is read in a tenth of the time of the whole."""
    words = {ord(sign) for language in LANGUAGES for text in WORDS[language].values() for sign in text}
    return (words | {ord(sign) for sign in PLATES + PLACES}) & chinese() | SPACES


def latin() -> set[int]:
    """Latin with all that Vietnamese needs, and Cyrillic for plates from further away."""
    blocks = [(0x20, 0x180), (0x1A0, 0x1B1), (0x300, 0x330), (0x400, 0x460), (0x1EA0, 0x1EFA), (0x2010, 0x2040)]
    return {code for first, end in blocks for code in range(first, end)} | SPACES | {0x20AB, 0x2116, 0xFFFD}


CHARACTERS: Final = {
    "NotoSans": latin,
    "NotoSansLao": lambda: set(range(0xE80, 0xF00)) | SPACES,
    "NotoSansMyanmar": lambda: set(range(0x1000, 0x10A0)) | SPACES,
    "NotoSansThai": lambda: set(range(0xE00, 0xE80)) | SPACES,
    "NotoSansSC": chinese,
    "NotoSansSC-Often": chinese_often,
}


def cut(source: Path, target: Path, characters: set[int]) -> None:
    """The font of `source` with these characters only, unhinted: printers have more dots than hints are for."""
    options = subset.Options(hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    subset.save_font(font, target, options)


def main(packages: Path, folder: Path = fonts.FOLDER) -> None:
    folder.mkdir(exist_ok=True)
    for face in fonts.FACES:
        family = face.name.removesuffix("-Often").replace("Noto", "noto-", 1)
        package = {"noto-Sans": "noto-sans"}.get(family, "noto-sans-" + family.removeprefix("noto-Sans").lower())
        found = next((packages / package / WEIGHTS[face.weight]).glob("*.ttf"))
        cut(found, folder / face.file, CHARACTERS[face.name]())
        print(f"{(folder / face.file).stat().st_size:>9,} {face.file}")
        shutil.copyfile(packages / package / "LICENSE_FONT", folder / f"LICENSE-{package}.txt")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.passes.cut")
    parser.add_argument("packages", type=Path)
    main(parser.parse_args().packages)
