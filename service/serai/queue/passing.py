"""Who passed a visit, and by which clause: told from the facts of its line since it joined. Pure.

By ranks alone, as every screen knows them: a visit passed another if it did not stand before it when that one joined,
and stands before it now or was let in before it. What put it there last is the clause that counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from serai.queue.rules import PASSING

KINDS: Final = frozenset(
    {
        "visit.joined", "visit.moved", "visit.called", "call.missed", "call.withdrawn", "visit.admitted", "visit.left",
        "visit.turned_away", "visit.corrected", "visit.returned", "rendezvous.awaited",
    }
)  # fmt: skip
"""The facts that it is told from."""
_CORRECTED: Final = ("vehicle", "lane", "bay", "duplicate_of", "instead")


@dataclass(eq=False, slots=True)
class _Stranger:
    """Who joined before the visit, and of whom no fact has spoken since."""


Member = str | _Stranger


@dataclass(frozen=True, slots=True)
class Correction:
    """What was put right in the record of a visit, and for which reason."""

    seq: int
    at: datetime
    what: tuple[str, ...]
    reason: str


@dataclass(slots=True)
class Passing:
    """A fold of facts about the visits of a site, from the one by which `visit` joined.

    `members` is its line as far as it matters, `standing` who passed it and stands before it, `let_in` who passed it
    and was let in, each with the clause.
    """

    visit: str
    line: str = ""
    flow: int = 0
    members: list[Member] = field(default_factory=list)
    standing: dict[Member, str] = field(default_factory=dict)
    let_in: dict[Member, str] = field(default_factory=dict)
    corrections: list[Correction] = field(default_factory=list)
    is_in_line: bool = False
    _before: set[Member] = field(default_factory=set)
    _by_hand: set[str] = field(default_factory=set)
    _lanes: dict[str, str] = field(default_factory=dict)
    _is_called: bool = False
    _has_missed: bool = False
    _is_withdrawn: bool = False
    _has_awaited: bool = False
    _ahead: dict[str, str | None] = field(default_factory=dict)

    def passed(self, order: Sequence[str] = ()) -> dict[str, str]:
        """Who passed it, by visit; `order` names those who stand in the line now, first to last."""
        names = dict(zip(self.members, order, strict=False))
        found = {**self.let_in, **(self.standing if self.is_in_line else {})}
        named = {names.get(member, member): clause for member, clause in found.items()}
        return {member: clause for member, clause in named.items() if isinstance(member, str)}

    def take(self, kind: str, fact: Mapping[str, Any], seq: int, at: datetime) -> None:
        """Take in the next fact; those before the visit joined, and after it left its line, change nothing."""
        who, placed = fact["visit"], fact.get("placed")
        if who == self.visit:
            self.flow = self.flow if placed is None else placed["flow"]
            self._note(kind, fact, seq, at)
        elif kind == "visit.called":
            (self._by_hand.add if fact["reason"] is not None else self._by_hand.discard)(who)
            self._ahead[who] = fact.get("why")
        if fact.get("lane") is not None:
            self._lanes[who] = fact["lane"]
        for what, line, rank, *rest in fact.get("ops") or ():
            clause = self._clause(kind, fact)
            if who == self.visit:
                self._go(what, line, rank, rest, clause)
            elif line == self.line and self.is_in_line:
                self._see(who, what, rank, rest, clause, is_let_in=kind == "visit.admitted")

    def _note(self, kind: str, fact: Mapping[str, Any], seq: int, at: datetime) -> None:
        if kind == "visit.called":
            self._is_called = True
        elif kind == "call.missed":
            self._is_called, self._has_missed = False, True
        elif kind == "call.withdrawn":
            self._is_called, self._is_withdrawn = False, True
        elif kind == "rendezvous.awaited":
            self._has_awaited = self._has_awaited or fact["until"] is not None
        elif kind in ("visit.corrected", "visit.returned"):
            what = tuple(name for name in _CORRECTED if fact.get(name) is not None)
            self.corrections.append(Correction(seq, at, what, fact["reason"]))

    def _go(self, what: str, line: str, rank: int, rest: Sequence[Any], clause: str) -> None:
        if what == "join":
            self._join(line, rank)
        elif what == "leave":
            self.is_in_line = False
        elif self.is_in_line:
            to = int(rest[0]) - 1
            self._know(max(rank, to + 1))
            was = self.members.index(self.visit)
            self.members.insert(to, self.members.pop(was))
            for member in self.members[to + 1 : was + 1]:
                self.standing.pop(member, None)
            for member in self.members[was:to]:
                self._pass(member, clause)

    def _join(self, line: str, rank: int) -> None:
        """It begins anew; who was let in before it stays counted where it comes back to its line."""
        if line != self.line:
            self.let_in.clear()
        ahead: list[Member] = [_Stranger() for _ in range(rank - 1)]
        self.line, self.members, self._before = line, [*ahead, self.visit], set(ahead)
        self.standing.clear()
        self.is_in_line, self._is_called = True, False

    def _see(self, who: str, what: str, rank: int, rest: Sequence[Any], clause: str, *, is_let_in: bool) -> None:
        mine = self.members.index(self.visit)
        at = rank - 1
        if what == "join":
            self._know(at)
            self.members.insert(at, who)
            self.let_in.pop(who, None)
            if at <= mine:
                self._pass(who, clause)
            return
        self._know(rank)
        self._name(at, who)
        self.members.pop(at)
        if what == "move":
            to = int(rest[0]) - 1
            self._know(to)
            self.members.insert(to, who)
            if at > mine >= to:
                self._pass(who, clause)
            elif at < mine <= to:
                self.standing.pop(who, None)
        elif not is_let_in:
            self.standing.pop(who, None)
        elif at > mine:
            if who not in self._before:
                self.let_in[who] = self._call(who)
        elif who in self.standing:
            self.let_in[who] = self.standing.pop(who)

    def _pass(self, member: Member, clause: str) -> None:
        if member not in self._before:
            self.standing[member] = clause

    def _call(self, who: str) -> str:
        """Why somebody who stood behind was let in first."""
        if who in self._by_hand:
            return "call.by_hand"
        why = self._ahead.get(who)
        if why in PASSING:
            return why
        if self._is_called:
            return "call.came_first"
        if self._has_awaited:
            return "call.rendezvous"
        if self._has_missed:
            return "call.missed"
        if self._is_withdrawn:
            return "call.withdrawn"
        return "call.lane" if self._lanes.get(who) != self._lanes.get(self.visit) else "call.came_first"

    def _know(self, count: int) -> None:
        """There are at least so many members."""
        self.members.extend(_Stranger() for _ in range(count - len(self.members)))

    def _name(self, at: int, who: str) -> None:
        """The member there is this visit."""
        known = self.members[at]
        if known == who:
            return
        self.members[at] = who
        if known in self._before:
            self._before.add(who)
        if known in self.standing:
            self.standing[who] = self.standing.pop(known)

    def _clause(self, kind: str, fact: Mapping[str, Any]) -> str:
        """What gave somebody a place before it: the merge cycle where that one is of a kind with other turns."""
        if kind == "visit.corrected":
            return kind
        if kind == "visit.returned":
            return "visit.wrong_admitted"
        if kind == "visit.moved":
            return str(fact["clause"])
        placed = fact.get("placed") or {"because": [""], "flow": self.flow}
        if "order.priority" in placed["because"]:
            return "order.priority"
        return str(placed["because"][0]) if placed["flow"] == self.flow else "merge"
