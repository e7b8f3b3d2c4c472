"""Takes a picture of a page: `python -m tests.browser.shoot URL FILE.png [--phone] [--whole] [--after SECONDS]`."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path

from tests.browser.chromium import launched, opened


async def shoot(url: str, picture: Path, *, on_phone: bool, whole: bool, after: float) -> None:
    with tempfile.TemporaryDirectory() as home:
        async with launched(Path(home)) as browser:
            page = await opened(browser, on_phone=on_phone)
            page.on("console", lambda said: print(f"{said.type}: {said.text}"))
            page.on("pageerror", lambda error: print(f"error: {error}"))
            await page.goto(url)
            await page.wait_for_timeout(after * 1000)
            await page.screenshot(path=picture, full_page=whole)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.browser.shoot")
    parser.add_argument("url")
    parser.add_argument("picture", type=Path)
    parser.add_argument("--phone", action="store_true", help="360 x 740 with touch, instead of 1440 x 900")
    parser.add_argument("--whole", action="store_true", help="the whole page, not only what is in view")
    parser.add_argument("--after", type=float, default=2, help="seconds to wait for what the page fetches (2)")
    given = parser.parse_args()
    asyncio.run(shoot(given.url, given.picture, on_phone=given.phone, whole=given.whole, after=given.after))
