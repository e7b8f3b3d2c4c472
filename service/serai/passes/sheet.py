"""The ticket on a sheet of A5, which is also good on A4 and A6. Measures are millimetres, sizes are points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from serai.passes import phrases
from serai.passes.paper import GREY, Line, Paper, Style, fitted, joined, line, wrapped
from serai.passes.tickets import Ticket, Wall, bring, moved, steps, stream, vehicle, walls

A5: Final = (148.0, 210.0)
MARGIN: Final = 11.0
LOWEST: Final = A5[1] - 8
LABEL: Final = Style(8.5, "Regular", GREY)
SIZES: Final = (1.0, 0.92, 0.85, 0.78)


def sheet(ticket: Ticket) -> Paper:
    """The sheet, a size smaller where long names would not leave room for the last lines."""
    for scale in SIZES:
        paper = _Sheet(ticket, scale).paper
        if paper.lowest <= LOWEST:
            break
    return paper


class _Sheet:
    def __init__(self, ticket: Ticket, scale: float) -> None:
        self.ticket, self.scale = ticket, scale
        self.language = ticket.spoken
        self.paper = Paper(A5[0])
        self.left, self.right = MARGIN, A5[0] - MARGIN
        self.width = self.right - self.left
        y = self._head(9)
        y = self._code_and_fields(y + 5)
        y = self._window(y + 5)
        y = self._lists(y + 5)
        self._foot(y + 4)

    def say(self, phrase: str, **words: object) -> str:
        return phrases.say(self.language, phrase, **words)

    def _head(self, y: float) -> float:
        title = line(self.say("title"), Style(11, "Bold"))
        self.paper.put(title, self.left, y + title.rise)
        self.paper.put(line(self.ticket.site, Style(11)), self.right, y + title.rise, "right")
        name = fitted(self.ticket.site_name, Style(23, "Bold"), self.width, 15, most=2)
        y = self.paper.stack(name, self.left, y + title.rise + title.fall)
        self.paper.rule(self.left, y + 1.5, self.width, 0.8)
        return y + 2.3

    def _code_and_fields(self, y: float) -> float:
        side = 56.0
        self.paper.code(self.ticket.qr, self.left, y, side)
        x = self.left + side + 7
        width = self.right - x
        below = self._field("reference", self.ticket.reference, x, y, width, 24)
        below = self._field("plate", vehicle(self.ticket), x, below + 2.5, width, 24)
        if self.ticket.trailer:
            below = self._field("trailer", self.ticket.trailer, x, below + 1.5, width, 13)
        below = self._field("lane", stream(self.ticket), x, below + 2.5, width, 15)
        below = self.paper.stack(wrapped(self.ticket.lane, LABEL, width, 1), x, below)
        return max(y + side, below)

    def _field(self, label: str, value: str, x: float, y: float, width: float, size: float) -> float:
        y = self.paper.stack([line(self.say(label), LABEL)], x, y)
        most = 2 if self.scale == SIZES[0] else 1
        return self.paper.stack(fitted(value, Style(size * self.scale, "Bold"), width, 8, most), x, y)

    def _window(self, y: float) -> float:
        own, *others = walls(self.ticket)
        top, x, width = y, self.left + 4, self.width - 8
        y = self._label_and_slot(own, y + 2.5)
        window = line(own.window, Style(33 * self.scale, "Bold"))
        baseline = y + window.rise * 0.86
        self.paper.put(window, x, baseline)
        days = _days(own.days, width - window.width - 5)
        height = sum(each.rise + each.fall for each in days)
        below = self.paper.stack(days, self.right - 4, y + max(0, (window.rise + window.fall - height) / 2), "right")
        y = max(baseline + 2.6, below if len(days) > 1 else 0)
        y = self.paper.stack(joined(own.place, own.zone, Style(9.5), width), x, y)
        if (text := moved(self.ticket)) is not None:
            y = self.paper.stack(fitted(text, Style(9.5 * self.scale), width, 7), x, y + 0.4)
        for other in others:
            self.paper.rule(x, y + 1.5, width)
            y = self._other(other, x, y + 2.2, width, differs=other.days != own.days)
        self.paper.frame(self.left, top, self.width, y + 2 - top, 0.5)
        return y + 2

    def _label_and_slot(self, own: Wall, y: float) -> float:
        label = line(self.say("arrive"), Style(10.5, "Bold"))
        slot = line(f"{self.say('slot')}  {own.slot}", Style(9.5))
        rise, fall = max(label.rise, slot.rise), max(label.fall, slot.fall)
        self.paper.put(label, self.left + 4, y + rise)
        self.paper.put(slot, self.right - 4, y + rise, "right")
        return y + rise + fall

    def _other(self, wall: Wall, x: float, y: float, width: float, *, differs: bool) -> float:
        window = line(wall.window, Style(15, "Bold"))
        words = f"{wall.zone} · {' – '.join(wall.days)}" if differs else wall.zone
        beside = joined(wall.place, words, Style(9.5), width - window.width - 5)
        height = sum(each.rise + each.fall for each in beside)
        tall = window.rise + window.fall
        self.paper.put(window, x, y + window.rise)
        self.paper.stack(beside, x + window.width + 5, y + max(0, (tall - height) / 2 + 0.4))
        return y + max(tall, height)

    def _lists(self, y: float) -> float:
        gap = 7.0
        width = (self.width - gap) / 2
        things = [("–", text) for text in bring(self.ticket)]
        numbered = [(f"{index}.", text) for index, text in enumerate(steps(self.ticket), 1)]
        one = self._list("bring", things, self.left, y, width)
        other = self._list("next", numbered, self.left + width + gap, y, width)
        return max(one, other)

    def _list(self, heading: str, items: Sequence[tuple[str, str]], x: float, y: float, width: float) -> float:
        y = self.paper.stack([line(self.say(heading), Style(11.5 * self.scale, "Bold"))], x, y)
        style = Style(10.5 * self.scale)
        for mark, text in items:
            y = self.paper.listed(mark, text, x, y + 0.8, width, style)
        return y

    def _foot(self, y: float) -> None:
        self.paper.rule(self.left, y, self.width, 0.3)
        y = self.paper.stack(wrapped(self.say("late"), Style(10.5 * self.scale, "Bold"), self.width), self.left, y + 2)
        y = self.paper.stack(wrapped(self.say("bound"), Style(9.5 * self.scale), self.width), self.left, y + 0.6)
        mark = f"{self.ticket.reference} · {self.ticket.site} · v{self.ticket.version}"
        self.paper.put(line(mark, Style(7.5, "Regular", GREY)), self.right, max(y + 3, A5[1] - 9), "right")


def _days(days: tuple[str, ...], width: float) -> list[Line]:
    """One day as large as there is room for, two below one another."""
    if len(days) == 1:
        return fitted(days[0], Style(14, "Bold"), width, 8, most=1)
    return [each for day in days for each in fitted(day, Style(11, "Bold"), width, 8, most=1)]
