"""What a bench prints: each figure beside the peer's of the same run, the ratio, and the aim."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.table import Table

Way = Literal["at least", "at most"]


@dataclass(frozen=True, slots=True)
class Line:
    """One ratio. `aim` None: for information."""

    bench: str
    what: str
    ours: str
    peer: str
    ratio: float
    way: Way = "at least"
    aim: float | None = None

    @property
    def is_reached(self) -> bool | None:
        if self.aim is None:
            return None
        return self.ratio >= self.aim if self.way == "at least" else self.ratio <= self.aim


@dataclass(slots=True)
class Report:
    """Collects lines and notes of one bench after the other."""

    bench: str = ""
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def ratio(
        self, what: str, ours: str, peer: str, ratio: float, *, way: Way = "at least", aim: float | None = None
    ) -> None:
        """`ours` and `peer` are the figures as people read them ("10,600/s", "pgbench 9,900/s")."""
        self.lines.append(Line(self.bench, what, ours, peer, ratio, way, aim))

    def note(self, text: str) -> None:
        """A figure without a peer, or what has to be known to read the others."""
        self.notes.append(f"{self.bench}: {text}")

    def show(self, console: Console) -> None:
        table = Table("bench", "what", "ours", "peer", "ratio", "aim", "")
        for line in self.lines:
            aim = "" if line.aim is None else f"{'≥' if line.way == 'at least' else '≤'} {line.aim:g}"
            mark = {None: "", True: "[green]reached[/]", False: "[red]missed[/]"}[line.is_reached]
            table.add_row(line.bench, line.what, line.ours, line.peer, f"{line.ratio:.2f}", aim, mark)
        console.print(table)
        for text in self.notes:
            console.print(text, highlight=False)

    def save(self, path: Path) -> None:
        rows = [{**asdict(line), "reached": line.is_reached} for line in self.lines]
        path.write_text(json.dumps({"lines": rows, "notes": self.notes}, indent=1, ensure_ascii=False) + "\n")
