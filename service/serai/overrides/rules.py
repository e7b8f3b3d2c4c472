"""Who may call out of turn, with whom, and how often it was done: the fold of those facts. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from serai.core.errors import Invalid, Missing, Refusal
from serai.core.events import Event
from serai.core.folds import Fold
from serai.overrides.events import OverrideAsked, OverrideConfirmed, OverrideMade
from serai.sites.events import SiteChanged, SiteCreated


class SecondNeeded(Refusal):
    """There were as many calls out of order today as one person may decide; name a second person's key in `second`."""

    code, rule = "call.second_needed", "overrides_per_day"


class SecondInvalid(Invalid):
    """The second person must be another one than you, with the right to call at this site."""

    code, rule = "call.second_invalid", "call.second"


class OverrideUnknown(Missing):
    """Nobody asked for such an override here."""

    code = "override.unknown"


class OverrideOver(Refusal):
    """This request stands no more: it was confirmed, or nobody confirmed it in time."""

    code, rule = "override.over", "override.second"


class SamePerson(Refusal):
    """Who asked for an override cannot confirm it; it takes a second person."""

    code, rule = "override.same_person", "override.second"


class InTurn(Refusal):
    """It is the turn of these visits: call them."""

    code, rule = "override.in_turn", "call.reason"


@dataclass(frozen=True, slots=True)
class Asked:
    """A call out of turn that waits for a second person."""

    id: str
    visits: tuple[str, ...]
    reason: str
    by: str
    at: datetime
    until: datetime


class Overrides(Fold):
    """What is asked for, and how many were made on the last local day that had any."""

    def __init__(self) -> None:
        self.zone = ZoneInfo("UTC")
        self.asked: dict[str, Asked] = {}
        self.day: date | None = None
        self.count = 0

    def restore(self, asked: Iterable[Asked], day: date | None, count: int) -> None:
        """Put in what was recorded before."""
        self.asked, self.day, self.count = {each.id: each for each in asked}, day, count

    def apply(self, event: Event, at: datetime, seq: int) -> None:
        match event:
            case SiteCreated() | SiteChanged():
                self.zone = ZoneInfo(event.site.zone)
            case OverrideAsked():
                self.asked = {each.id: each for each in self.asked.values() if each.until > at}
                made = Asked(event.override, tuple(event.visits), event.reason, event.by, at, event.until)
                self.asked[made.id] = made
            case OverrideConfirmed():
                self.asked.pop(event.override, None)
            case OverrideMade():
                day = self.local_day(at)
                self.day, self.count = day, self.count + 1 if day == self.day else 1

    def local_day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def made(self, day: date) -> int:
        """How many were made on a local day, today or the last one that had any."""
        return self.count if day == self.day else 0

    def check_second(self, overriding: int, allowed: int, second: str | None, now: datetime) -> None:
        """Refuse `overriding` calls out of order beyond the day's number without a second person."""
        made = self.made(self.local_day(now))
        if overriding and made + overriding > allowed and second is None:
            raise SecondNeeded(made=made, overrides_per_day=allowed)

    def standing(self, now: datetime) -> list[Asked]:
        """What waits for a second person, the oldest first."""
        return [each for each in self.asked.values() if each.until > now]

    def find(self, override: str, by: str, now: datetime) -> Asked:
        """What somebody may confirm; refuses what stands no more, and who asked for it."""
        found = self.asked.get(override)
        if found is None or found.until <= now:
            raise OverrideOver(override=override)
        if found.by == by:
            raise SamePerson(override=override)
        return found
