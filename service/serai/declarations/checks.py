"""What is wrong with a declaration before anybody leaves for the gate, and how complete it is. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from serai.declarations.modes import ALWAYS, EXPORT, MEMBERS, MODES, Mode

MOST_LINES: Final = 50
"""What one customs declaration may hold."""
_TEN, _SIX = 10, 6
_GRAMS: Final[Mapping[str, int]] = {"GRM": 1, "KGM": 1_000, "TNE": 1_000_000}
_LETTERS: Final = {letter: 10 + at + (at + 9) // 10 for at, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
"""ISO 6346: letters count from 10 on, leaving out 11, 22 and 33."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: `at` is its place in the declaration. One that does not block is advice."""

    code: str
    at: str
    text: str
    cure: str
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Stated:
    """What a declaration says, in the shapes of its wire form."""

    mode: str
    direction: str
    content: Mapping[str, Any]

    def at(self, path: str) -> Any:
        """What stands at a path such as `transport.plate`; None where nothing does."""
        found: Any = self.content
        for name in path.split("."):
            found = found.get(name) if isinstance(found, Mapping) else None
        return found

    @property
    def lines(self) -> Sequence[Mapping[str, Any]]:
        return self.content.get("lines") or ()


@dataclass(frozen=True, slots=True)
class Report:
    """`completeness` is the share of what the mode demands that is met: 1 where nothing blocks."""

    findings: tuple[Finding, ...]
    met: int
    demanded: int

    @property
    def completeness(self) -> float:
        return round(self.met / self.demanded, 2)

    @property
    def blocks(self) -> bool:
        return self.met < self.demanded


Demand = Callable[[Stated, Mode], Iterator[Finding]]


def report(stated: Stated) -> Report:
    """All that is wrong, in the order in which a form would ask for it."""
    mode = MODES[stated.mode]
    demands = [_direction, *(_member(path) for path in (*ALWAYS, *mode.members)), *_DEMANDS]
    found = [list(demand(stated, mode)) for demand in demands]
    met = sum(not any(each.blocks for each in findings) for findings in found)
    return Report(tuple(each for findings in found for each in findings), met, len(demands))


def _direction(stated: Stated, mode: Mode) -> Iterator[Finding]:
    if stated.direction not in mode.directions:
        text = f"{mode.code} ({mode.name}) is not for {stated.direction}."
        yield Finding("mode.direction", "direction", text, f"Declare under another mode; {_allowing(stated)} may.")


def _allowing(stated: Stated) -> str:
    return ", ".join(code for code, mode in MODES.items() if stated.direction in mode.directions) or "none"


def _member(path: str) -> Demand:
    def demand(stated: Stated, _: Mode) -> Iterator[Finding]:
        if not stated.at(path):
            member = MEMBERS[path]
            yield Finding("member.missing", path, member.text, member.cure)

    return demand


def _has_lines(stated: Stated, _: Mode) -> Iterator[Finding]:
    if not stated.lines:
        yield Finding("lines.missing", "lines", "No goods are declared.", "Add a line for each kind of goods.")
    elif len(stated.lines) > MOST_LINES:
        text = f"{len(stated.lines)} lines are more than one declaration holds."
        yield Finding("lines.too_many", "lines", text, f"Divide it: {MOST_LINES} lines a declaration at most.")


def _classified(stated: Stated, mode: Mode) -> Iterator[Finding]:
    digits = _SIX if mode.six_digits and stated.direction == EXPORT else _TEN
    for index, line in enumerate(stated.lines):
        if len(line["hs"]) < digits:
            text = f"HS {line['hs']} has {len(line['hs'])} digits; {mode.code} needs {digits} here."
            yield Finding("hs.short", f"lines.{index}.hs", text, f"Give all {digits} digits of the tariff.")


def _weighed(stated: Stated, _: Mode) -> Iterator[Finding]:
    """Goods counted by mass are not heavier than with their packing."""
    for index, line in enumerate(stated.lines):
        grams = _GRAMS.get(line["unit"])
        if grams is not None and Decimal(line["quantity"]) * grams > Decimal(line["gross_kg"]) * 1_000:
            text = "The goods weigh more by their quantity than with their packing; the weighbridge will find it."
            cure = "Correct the quantity or the gross mass."
            yield Finding("weight.net_over_gross", f"lines.{index}.gross_kg", text, cure)


def _valued(stated: Stated, mode: Mode) -> Iterator[Finding]:
    for index, line in enumerate(stated.lines):
        if line["value"]["amount"] == 0:
            cure = "Give what the goods are worth, samples and gifts too."
            yield Finding("value.zero", f"lines.{index}.value", "The goods are declared to be worth nothing.", cure)
    limit = mode.most
    if limit is not None:
        values = [line["value"] for line in stated.lines]
        worth = sum(each["amount"] for each in values if each["currency"] == limit.currency)
        if worth > limit.amount:
            text = f"Its lines are worth {worth} {limit.currency} in minor units; {mode.code} ends at {limit.amount}."
            yield Finding("value.above_limit", "lines", text, "Divide it, or declare it as general trade (0110).")


def _transported(stated: Stated, _: Mode) -> Iterator[Finding]:
    for index, container in enumerate(stated.at("transport.containers") or ()):
        if not is_container(container):
            text = f"{container} is no container: its check digit is wrong, and the gate's camera will not find it."
            yield Finding(
                "container.check_digit", f"transport.containers.{index}", text, "Read it from the doors again."
            )
    if not stated.at("transport.plate"):
        text = "No plate is named: any truck that carries this declaration's number could use it."
        yield Finding(
            "plate.missing", "transport.plate", text, "Name the truck's plate once you know it.", blocks=False
        )


_DEMANDS: Final[tuple[Demand, ...]] = (_has_lines, _classified, _weighed, _valued, _transported)


def is_container(number: str) -> bool:
    """Whether four letters and seven digits are a container's number by ISO 6346: the last is its check digit."""
    body, last = number[:-1], number[-1]
    total = sum((_LETTERS.get(sign) or int(sign)) << at for at, sign in enumerate(body))
    return total % 11 % 10 == int(last)
