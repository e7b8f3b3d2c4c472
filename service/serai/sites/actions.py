"""Every write of a site: what it is, its yard, calendar, rulebook and staffing, and its closures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Self

from serai.core.desk import Command, Draft, SiteUnknown
from serai.core.errors import check_version
from serai.sites import calendar as calendars
from serai.sites import events, rulebook, rules, site
from serai.sites import yard as yards
from serai.sites.documents import CalendarDocument, SiteDocument, StaffingDocument
from serai.sites.faults import Fault
from serai.sites.imports import ImportedSite
from serai.sites.rulebook import RulebookDocument
from serai.sites.rules import Closure, ClosureUnknown, SiteFold
from serai.sites.site import SiteExists
from serai.sites.yard import Yard, YardInvalid


def memory_of(draft: Draft) -> SiteFold:
    """The site's memory; SiteUnknown where only its ledger was opened."""
    memory = draft.of(SiteFold)
    if memory.site is None:
        raise SiteUnknown(site=draft.site)
    return memory


@dataclass(frozen=True)
class CreateSite(Command[SiteFold]):
    """Open a site and its ledger."""

    document: SiteDocument

    opens: ClassVar[bool] = True

    def decide(self, draft: Draft) -> SiteFold:
        memory = draft.of(SiteFold)
        if memory.site is not None:
            raise SiteExists(site=self.site)
        draft.record(events.SiteCreated(site=site.to_record(site.accept(self.document))))
        return memory


@dataclass(frozen=True)
class _Change(Command[SiteFold]):
    """A change of one piece of a site; `match` are the versions that it may be made to."""

    match: frozenset[str] | None


@dataclass(frozen=True)
class ChangeSite(_Change):
    """Change what a site says of itself; members that are not given stay."""

    changes: Mapping[str, Any]

    def decide(self, draft: Draft) -> SiteFold:
        memory = memory_of(draft)
        check_version(self.match, memory.changed("site"))
        after = site.changed(memory.place, site.altered(memory.place, self.changes))
        if after != memory.place:
            draft.record(events.SiteChanged(site=site.to_record(after)))
        return memory


@dataclass(frozen=True)
class PutYard(_Change):
    """Put a yard in the place of the one before; made by `of`, so that a large file is read outside the desk.

    While vehicles are inside use guidance's command of this name, which also gives them other bays.
    """

    text: str
    yard: Yard
    renamed: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, site: str, match: frozenset[str] | None, document: Mapping[str, Any], **more: Mapping[str, str]
    ) -> Self:
        """Raises YardInvalid with all faults of the file."""
        text = _canonical(document)
        return cls(site, match, text, yards.parse(document), **more)

    def decide(self, draft: Draft) -> SiteFold:
        memory = memory_of(draft)
        check_version(self.match, memory.changed("yard"))
        site.check_yard(self.yard, memory.place)
        if self.text != memory.yard_text:
            draft.record(events.YardPut(yard=self.text, renamed=dict(self.renamed)))
        return memory


def _canonical(document: Mapping[str, Any]) -> str:
    """The text to record; what one JSON reader takes in and another cannot hold is refused."""
    try:
        return yards.canonical(document)
    except (TypeError, RecursionError) as error:
        raise YardInvalid([Fault("document", "yard.unwritable", f"cannot be written as JSON again: {error}")]) from None


@dataclass(frozen=True)
class PutCalendar(_Change):
    """Put a calendar in the place of the one before."""

    document: CalendarDocument

    def decide(self, draft: Draft) -> SiteFold:
        memory = memory_of(draft)
        check_version(self.match, memory.changed("calendar"))
        calendars.parse(self.site, self.document, list(memory.place.lanes))
        if memory.calendar is None or memory.calendar.document != self.document:
            draft.record(events.CalendarPut(calendar=self.document.model_dump(mode="json", by_alias=True)))
        return memory


@dataclass(frozen=True)
class PutRulebook(_Change):
    """Add a version of the rulebook; none is ever edited."""

    document: RulebookDocument

    def decide(self, draft: Draft) -> SiteFold:
        memory = memory_of(draft)
        check_version(self.match, memory.rulebooks[-1].version)
        made = rulebook.accept(self.document, memory.rulebooks[-1].version + 1, draft.now)
        record = made.rulebook.as_record()
        draft.record(events.RulebookPut(version=made.version, effective_from=made.effective_from, rulebook=record))
        return memory


@dataclass(frozen=True)
class PutStaffing(_Change):
    """Put a lane plan in the place of the one before."""

    document: StaffingDocument

    def decide(self, draft: Draft) -> SiteFold:
        memory = memory_of(draft)
        check_version(self.match, memory.changed("staffing"))
        periods = rules.staffing(self.document, memory.place)
        if periods != memory.staffing:
            draft.record(events.StaffingPut(periods=rules.staffing_record(periods)))
        return memory


@dataclass(frozen=True)
class OpenClosure(Command[Closure]):
    """Close a lane or the whole site for a while, or until the closure is lifted."""

    id: str
    lane: str | None
    from_: datetime | None
    to: datetime | None
    reason: str
    text: str | None

    def made(self, memory: SiteFold, now: datetime) -> Closure:
        """The closure as it would stand; raises LaneUnknown or ClosureInvalid."""
        if self.lane is not None:
            memory.place.lane(self.lane)
        return rules.closure(self.id, self.lane, self.from_, self.to, self.reason, now)

    def decide(self, draft: Draft) -> Closure:
        made = self.made(memory_of(draft), draft.now)
        fact = events.ClosureOpened(
            closure=made.id, lane=made.lane, from_=made.from_, until=made.until, reason=made.reason
        )
        draft.record(fact, text=self.text)
        return made


@dataclass(frozen=True)
class LiftClosure(Command[None]):
    """End a closure now."""

    closure: str

    def decide(self, draft: Draft) -> None:
        if self.closure not in memory_of(draft).closures:
            raise ClosureUnknown(closure=self.closure)
        draft.record(events.ClosureLifted(closure=self.closure))


def set_up(
    imported: ImportedSite,
    *,
    exists: bool,
    change_site: type[ChangeSite] = ChangeSite,
    put_calendar: type[PutCalendar] = PutCalendar,
    put_rulebook: type[PutRulebook] = PutRulebook,
    put_yard: type[PutYard] = PutYard,
) -> list[Command[SiteFold]]:
    """The commands that make a site of a file, or bring one that exists to what the file says of it.

    A site in use is given those of booking and guidance, which also carry out what follows for vehicles.
    """
    place, code = imported.site, imported.site.code
    commands: list[Command[SiteFold]] = [
        change_site(code, None, place.model_dump(exclude={"code"})) if exists else CreateSite(code, place)
    ]
    if imported.calendar is not None:
        commands.append(put_calendar(code, None, imported.calendar))
    if imported.rulebook is not None:
        commands.append(put_rulebook(code, None, imported.rulebook))
    if imported.yard is not None:
        commands.append(put_yard.of(code, None, imported.yard))
    return commands
