"""The browser of the tests stands on its own: its libraries, its fonts, every script Serai is read in."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.async_api import Page

from tests.browser.chromium import UNPACKED, environment, serious_faults

pytestmark = pytest.mark.browser

# What people read, and the font that has its letters; the first is also where a missing letter's box would come from.
WORDS = {
    "en": ("Queue 14:10–15:05", "Noto Sans"),
    "vi": ("Cửa khẩu xếp hàng", "Noto Sans"),
    "zh": ("磨憨口岸预约排队", "Noto Sans SC"),
    "lo": ("ຄິວລົດບັນທຸກ", "Noto Sans Lao"),
    "my": ("ကုန်တင်ယာဉ်", "Noto Sans Myanmar"),
    "th": ("คิวรถบรรทุก", "Noto Sans Thai"),
}
NOBODY_HAS = "\U0010fffd"
# Of the operating system's C library; everything else has to come with the browser.
OF_THE_SYSTEM = ("linux-vdso", "ld-linux", "libc.so", "libm.so", "libdl.so", "libpthread.so", "librt.so", "libgcc_s.so")


def test_every_library_comes_with_the_browser(tmp_path: Path) -> None:
    said = subprocess.run(["ldd", UNPACKED / "chromium"], env=environment(tmp_path), capture_output=True, text=True)
    foreign = [
        line.strip()
        for line in said.stdout.splitlines()
        if str(UNPACKED) not in line and not any(name in line for name in OF_THE_SYSTEM)
    ]
    assert foreign == []


async def fonts_of(page: Page, text: str) -> set[str]:
    """The families Chromium really draws `text` with."""
    await page.set_content(f"<body><p style='font: 40px sans-serif'>{text}</p></body>")
    tools = await page.context.new_cdp_session(page)
    await tools.send("DOM.enable")
    await tools.send("CSS.enable")
    root = (await tools.send("DOM.getDocument"))["root"]["nodeId"]
    node = (await tools.send("DOM.querySelector", {"nodeId": root, "selector": "p"}))["nodeId"]
    used = await tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})
    return {font["familyName"] for font in used["fonts"]}


@pytest.mark.parametrize("language", WORDS)
async def test_each_language_is_drawn_with_its_own_font(desktop: Page, language: str) -> None:
    text, family = WORDS[language]
    assert {re.sub(" (Variable|Thin)$", "", name) for name in await fonts_of(desktop, text)} == {family}


async def test_a_letter_without_a_font_would_be_noticed(desktop: Page) -> None:
    assert await fonts_of(desktop, "磨" + NOBODY_HAS) != {"Noto Sans SC Thin"}


async def test_the_phone_is_360_wide_and_touched(phone: Page) -> None:
    await phone.set_content("<head><meta name='viewport' content='width=device-width'></head>")
    measured = await phone.evaluate("[innerWidth, innerHeight, devicePixelRatio, navigator.maxTouchPoints > 0]")
    assert measured == [360, 740, 2, True]


async def test_axe_finds_what_a_blind_driver_cannot_use(desktop: Page) -> None:
    await desktop.set_content("<html><body><main><img src='data:,'><button></button></main></body></html>")
    found = {fault.split(":")[0] for fault in await serious_faults(desktop)}
    assert found >= {"image-alt", "button-name", "html-has-lang"}
