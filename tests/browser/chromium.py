"""A real Chromium for the tests, unpacked by `unpack.py`: no library, font or browser of the machine is used."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

UNPACKED = Path(__file__).with_name(".chromium")
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--disable-lcd-text"]

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Noto Sans</family><family>Noto Sans SC</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Noto Sans</family><family>Noto Sans SC</family></prefer></alias>
</fontconfig>
"""


def environment(home: Path) -> dict[str, str]:
    """The loader's path and fontconfig's file, both pointing at what came with the package; `home` is scratch."""
    if not (UNPACKED / "chromium").exists():
        raise RuntimeError("Chromium is not unpacked: `make test` does it, or `python3 deploy/setup dev browser`")
    configuration = home / "fonts.conf"
    configuration.write_text(FONTS.format(fonts=UNPACKED / "fonts", cache=UNPACKED / "fontcache"))
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LD_LIBRARY_PATH": f"{UNPACKED / 'lib'}{os.pathsep}{UNPACKED}",
        "FONTCONFIG_FILE": str(configuration),
    }


@asynccontextmanager
async def launched(home: Path) -> AsyncIterator[Browser]:
    """A browser whose scratch files stay in `home`; starts in a quarter of a second."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=UNPACKED / "chromium", env={**environment(home)}, args=ARGUMENTS
        )
        yield browser
        await browser.close()


async def opened(browser: Browser, *, on_phone: bool) -> Page:
    """A new page in a context of its own: 1440 x 900, or 360 x 740 with touch at twice the pixels."""
    if on_phone:
        context = await browser.new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
    else:
        context = await browser.new_context(viewport=DESKTOP)
    return await context.new_page()


@pytest.fixture
async def chromium(tmp_path: Path) -> AsyncIterator[Browser]:
    """A browser of its own for each test."""
    home = tmp_path / "chromium"
    home.mkdir()
    async with launched(home) as browser:
        yield browser


@pytest.fixture
async def desktop(chromium: Browser) -> Page:
    """A page of 1440 x 900."""
    return await opened(chromium, on_phone=False)


@pytest.fixture
async def phone(chromium: Browser) -> Page:
    """A page of 360 x 740 with touch."""
    return await opened(chromium, on_phone=True)


async def serious_faults(page: Page) -> list[str]:
    """What axe finds on the page that is serious or critical, one line each."""
    # Evaluated by the debugger, so that the page's own content security policy stays as it is.
    await page.evaluate(AXE.read_text())
    # Faults alone: the others would be described node by node too, which takes ten times as long.
    found = await page.evaluate("axe.run({ resultTypes: ['violations'] })")
    return [
        f"{one['id']}: {one['help']} at {one['nodes'][0]['target']}"
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
