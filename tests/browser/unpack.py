"""Makes a folder with a Chromium that needs nothing of the machine: `python unpack.py NODE_MODULES FOLDER`.

The browser and the system libraries it needs come compressed in an npm package. Fonts come as web fonts, which
fontconfig does not read, so they are rewritten as TrueType; together they show Latin, Chinese, Lao, Burmese and Thai.
"""

from __future__ import annotations

import io
import shutil
import sys
import tarfile
from pathlib import Path

import brotli
from fontTools.ttLib import TTFont

ARCHIVES = ("al2023", "swiftshader")


def unpack(modules: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    packed = modules / "@sparticuz" / "chromium" / "bin"
    for name in ARCHIVES:
        with tarfile.open(fileobj=io.BytesIO(brotli.decompress((packed / f"{name}.tar.br").read_bytes()))) as archive:
            archive.extractall(folder, filter="data")
    _fonts(modules / "@fontsource-variable", folder / "fonts")
    # Last, for its presence says that the folder is whole.
    browser = folder / "chromium.part"
    browser.write_bytes(brotli.decompress((packed / "chromium.br").read_bytes()))
    browser.chmod(0o755)
    browser.rename(folder / "chromium")


def _fonts(packages: Path, folder: Path) -> None:
    folder.mkdir()
    for path in sorted(packages.glob("*/files/*-wght-normal.woff2")):
        font = TTFont(path, recalcBBoxes=False, recalcTimestamp=False, lazy=True)
        font.flavor = None
        font.save(folder / f"{path.stem}.ttf", reorderTables=None)


if __name__ == "__main__":
    unpack(Path(sys.argv[1]), Path(sys.argv[2]))
