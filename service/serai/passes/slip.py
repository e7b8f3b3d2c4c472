"""The ticket on a slip from a roll of 80 mm, as long as it has to be. Measures are millimetres, sizes are points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from serai.passes import phrases
from serai.passes.paper import Paper, Style, fitted, joined, line, wrapped
from serai.passes.tickets import Ticket, Wall, bring, moved, steps, stream, vehicle, walls

ROLL: Final = 80.0
MARGIN: Final = 4.0
CODE: Final = 62.0
DOT: Final = 0.125
"""Of a receipt printer with 203 dots an inch."""
_TEXT: Final = Style(9.5)


def slip(ticket: Ticket) -> Paper:
    """The slip; cut it 6 mm below what is lowest."""
    return _Slip(ticket).paper


class _Slip:
    def __init__(self, ticket: Ticket) -> None:
        self.ticket = ticket
        self.paper = Paper(ROLL)
        self.left, self.width, self.middle = MARGIN, ROLL - 2 * MARGIN, ROLL / 2
        y = self._head(4)
        y = self._window(y + 2)
        y = self._lane(y + 2)
        self._advice(y + 2)

    def say(self, phrase: str) -> str:
        return phrases.say(self.ticket.spoken, phrase)

    def _rule(self, y: float, thickness: float = 0.25) -> float:
        self.paper.rule(self.left, y, self.width, thickness)
        return y + thickness

    def _in_middle(self, text: str, style: Style, y: float, least: float, most: int = 1) -> float:
        return self.paper.stack(fitted(text, style, self.width, least, most), self.middle, y, "middle")

    def _head(self, y: float) -> float:
        y = self._in_middle(self.ticket.site_name, Style(16, "Bold"), y, 11, most=2)
        y = self._in_middle(f"{self.say('title')} · {self.ticket.site}", _TEXT, y, 7)
        y = self._rule(y + 1.5, 0.6)
        y = self._in_middle(self.ticket.reference, Style(25, "Bold"), y + 1, 12)
        y += self.paper.code(self.ticket.qr, self.middle, y + 3, CODE, dot=DOT, align="middle") + 3
        y = self._in_middle(vehicle(self.ticket), Style(24, "Bold"), y + 3, 11, most=2)
        if self.ticket.trailer:
            y = self._in_middle(f"{self.say('trailer')} {self.ticket.trailer}", Style(11), y, 8)
        return self._rule(y + 1.5, 0.6)

    def _window(self, y: float) -> float:
        own, *others = walls(self.ticket)
        y = self._in_middle(self.say("arrive"), Style(10.5, "Bold"), y, 8)
        y = self._in_middle(own.window, Style(29, "Bold"), y, 20)
        for day in own.days:
            y = self._in_middle(day, Style(13, "Bold"), y, 9)
        y = self._places(own, y)
        if (text := moved(self.ticket)) is not None:
            y = self.paper.stack(wrapped(text, _TEXT, self.width), self.middle, y + 0.8, "middle")
        for other in others:
            y = self._in_middle(other.window, Style(15, "Bold"), y + 1.5, 12)
            if other.days != own.days:
                y = self._in_middle(" – ".join(other.days), Style(10, "Bold"), y, 8)
            y = self._places(other, y)
        return self._rule(y + 1.5)

    def _places(self, wall: Wall, y: float) -> float:
        return self.paper.stack(joined(wall.place, wall.zone, Style(9), self.width), self.middle, y, "middle")

    def _lane(self, y: float) -> float:
        y = self._in_middle(stream(self.ticket), Style(13, "Bold"), y, 9, most=2)
        y = self._in_middle(f"{self.say('lane')} {self.ticket.lane}", Style(9), y, 7)
        return self._rule(y + 1.5)

    def _list(self, heading: str, items: Sequence[tuple[str, str]], y: float) -> float:
        y = self.paper.stack([line(self.say(heading), Style(10.5, "Bold"))], self.left, y)
        for mark, text in items:
            y = self.paper.listed(mark, text, self.left, y + 0.5, self.width, _TEXT)
        return y

    def _advice(self, y: float) -> None:
        numbered = [(f"{index}.", text) for index, text in enumerate(steps(self.ticket), 1)]
        y = self._list("next", numbered, y)
        y = self._list("bring", [("–", text) for text in bring(self.ticket)], y + 1.5)
        y = self._rule(y + 1.5)
        y = self.paper.stack(wrapped(self.say("late"), Style(9.5, "Bold"), self.width), self.left, y + 1.5)
        self.paper.stack(wrapped(self.say("bound"), Style(9), self.width), self.left, y + 0.5)
