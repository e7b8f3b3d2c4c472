"""Many reservations in one request: each on its own, or all or none; and what would happen, without doing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import actions
from serai.booking.reservations import Reservation
from serai.core import ids
from serai.core.desk import Command, Draft
from serai.core.errors import Invalid, Refusal
from serai.fleets import bulk_schemas, pairing
from serai.fleets.bulk_schemas import Made, Outcome
from serai.sites.rules import SiteFold


class BulkRefused(Refusal):
    """Not every line can be reserved, so none was; `items` says of each line what it would be, or what is wrong."""

    code, rule = "bulk.refused", "bulk.all_or_none"


class SeveralSites(Invalid):
    """All or nothing is for the lines of one site; leave `atomic` out, or send a request for each site."""

    code, rule = "bulk.several_sites", "bulk.all_or_none"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a request: a reservation, or the two of a pair; `number` is told with what is wrong in it."""

    number: int
    legs: tuple[actions.Reserve, ...]

    @property
    def site(self) -> str:
        return self.legs[0].site

    def decide(self, draft: Draft) -> Made:
        """Reserve all of the line, or raise its refusal with nothing recorded."""
        if len(self.legs) > 1:
            self._reserve(draft.trial())
        return self._reserve(draft)

    def _reserve(self, draft: Draft) -> Made:
        made: list[Reservation] = []
        for leg in self.legs:
            try:
                made.append(leg.decide(draft))
            except Refusal as refusal:
                raise self._told(refusal, made) from None
        if len(made) > 1:
            pairing.check(made[0], made[1], draft.of(SiteFold).place.lanes)
        return tuple(made)

    def _told(self, refusal: Refusal, made: Sequence[Reservation]) -> Refusal:
        """A refusal as it is told of a line: with the leg of a pair that it is of."""
        if len(self.legs) > 1:
            refusal.facts["leg"] = pairing.LEGS[len(made)]
        return refusal


def paired(legs: Sequence[actions.Reserve]) -> tuple[actions.Reserve, ...]:
    """The legs of a line, two of them as a pair."""
    if len(legs) == 1:
        return tuple(legs)
    pair = ids.new(legs[0].site)
    return tuple([replace(leg, pair=pair) for leg in legs])


@dataclass(frozen=True)
class _Lines(Command[Any]):
    lines: tuple[Line, ...]

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        legs = [leg for command in commands for line in command.lines for leg in line.legs]
        await actions.Reserve.load(connection, draft, legs)

    def _tried(self, draft: Draft) -> list[Outcome]:
        """What would become of each line after those before it."""
        trial = draft.trial()
        return [_outcome(line, trial) for line in self.lines]


def _outcome(line: Line, draft: Draft) -> Outcome:
    try:
        return line.decide(draft)
    except Refusal as refusal:
        return refusal


@dataclass(frozen=True)
class ReserveLine(_Lines):
    """Reserve one line."""

    def decide(self, draft: Draft) -> Made:
        return self.lines[0].decide(draft)


@dataclass(frozen=True)
class Try(_Lines):
    """Say what would become of each line, and do nothing."""

    def decide(self, draft: Draft) -> list[Outcome]:
        return self._tried(draft)


@dataclass(frozen=True)
class ReserveAll(_Lines):
    """Reserve every line, or none."""

    def decide(self, draft: Draft) -> list[Made]:
        outcomes = self._tried(draft)
        if any(isinstance(outcome, Refusal) for outcome in outcomes):
            raise refused(self.lines, outcomes)
        return [line.decide(draft) for line in self.lines]


def refused(lines: Sequence[Line], outcomes: Sequence[Outcome]) -> BulkRefused:
    """None was reserved: what each line would have become, or what is wrong in it."""
    given = zip(lines, outcomes, strict=True)
    return BulkRefused(items=[bulk_schemas.item_tried(outcome, line.number) for line, outcome in given])


@dataclass(frozen=True)
class Begin(Command[None]):
    """Bind the request's key to what it asks, before its lines are carried out one by one: another body is refused."""

    def decide(self, draft: Draft) -> None:
        pass
