"""Runs the benches: `python -m tests.bench [NAME...] [--rounds N] [--json FILE]`; names are those of bench_NAME.py.

A bench is a module with `async def run(report: Report, rounds: int) -> None`; its docstring says what is compared.
Ratios are printed, never asserted: a shared machine would make a test of them lie.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import time
from collections.abc import Sequence
from pathlib import Path

import uvloop
from rich.console import Console

from tests.bench.report import Report

HERE = Path(__file__).parent


def names() -> list[str]:
    return sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))


async def run(chosen: Sequence[str], rounds: int, console: Console) -> Report:
    report = Report()
    for name in chosen:
        bench = importlib.import_module(f"tests.bench.bench_{name}")
        console.print(f"[bold]{name}[/]: {(bench.__doc__ or '').strip().splitlines()[0]}")
        report.bench, begun = name, time.monotonic()
        await bench.run(report, rounds)
        console.print(f"  took {time.monotonic() - begun:.0f} s", style="dim")
    return report


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Ratios against peers in the same run.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(names())}")
    parser.add_argument("--rounds", type=int, default=5, help="turns each side takes (default 5)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures there")
    given = parser.parse_args()
    if unknown := set(given.names) - set(names()):
        parser.error(f"no bench called {', '.join(sorted(unknown))}; there are: {', '.join(names())}")
    console = Console()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        report = runner.run(run(given.names or names(), given.rounds, console))
    report.show(console)
    if given.json:
        report.save(given.json)


if __name__ == "__main__":
    main()
