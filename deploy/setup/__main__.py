"""Sets up what the Makefile's targets need, each step once: `python3 deploy/setup runtime web`.

Steps: `runtime` and `dev` (the virtual environment), `web` (the web client built), `web-check` and
`web-test` (its types and tests), `browser` (Chromium for the tests).
Runs on any Python that can make a virtual environment; imports nothing but the standard library.
"""

from __future__ import annotations

import sys

import browser
import python
import web
from steps import Failed, one_at_a_time

STEPS = {
    "runtime": python.runtime,
    "dev": python.dev,
    "web": web.build,
    "web-check": web.check,
    "web-test": web.test,
    "browser": browser.unpack,
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in STEPS]
    if unknown or not names:
        print(f"usage: python3 deploy/setup {{{','.join(STEPS)}}}...", file=sys.stderr)
        return 2
    try:
        with one_at_a_time():
            for name in names:
                STEPS[name]()
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
