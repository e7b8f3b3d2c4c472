"""Sites and calendars for tests: what is not said is plain."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from serai.core.events import Event
from serai.sites import calendar as calendars
from serai.sites import events, site
from serai.sites.calendar import Calendar
from serai.sites.documents import WEEKDAYS, CalendarDocument, SiteDocument
from serai.sites.rules import SiteFold

NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)


def lane(code: str = "export-general", **more: Any) -> dict[str, Any]:
    plain = {"direction": "export", "class": "general", "gates": ["gate-in"], "service_minutes": 1.5}
    return {"code": code, **plain, **more}


def gate(code: str, way: str = "in") -> dict[str, Any]:
    return {"code": code, "way": way}


def site_body(**more: Any) -> dict[str, Any]:
    plain = {
        "code": "CNMHN",
        "name": "Mohan Road",
        "kind": "border_port",
        "zone": "Asia/Shanghai",
        "country": "CN",
        "counterpart": "LABTN",
        "lanes": [lane(), lane("export-fresh", **{"class": "fresh"})],
        "gates": [gate("gate-in"), gate("gate-out", "out")],
    }
    return {**plain, **more}


def site_document(**more: Any) -> SiteDocument:
    return SiteDocument.model_validate(site_body(**more))


def rule(lane: str = "export-general", **more: Any) -> dict[str, Any]:
    plain = {"from": "07:00", "to": "21:00", "every": "PT30M", "length": "PT60M", "capacity": 12}
    return {"lane": lane, "days": list(WEEKDAYS), **plain, **more}


def all_day(**more: Any) -> dict[str, Any]:
    return rule(**{"from": "00:00", "to": "24:00", "every": "PT60M", **more})


def calendar_document(*rules: dict[str, Any], exceptions: list[dict[str, Any]] | None = None) -> CalendarDocument:
    return CalendarDocument.model_validate({"rules": list(rules), "exceptions": exceptions or []})


def calendar(*rules: dict[str, Any], exceptions: list[dict[str, Any]] | None = None) -> Calendar:
    lanes = ["export-general", "export-fresh"]
    return calendars.parse("CNMHN", calendar_document(*rules, exceptions=exceptions), lanes)


def created(**more: Any) -> events.SiteCreated:
    return events.SiteCreated(site=site.to_record(site.accept(site_document(**more))))


def calendar_put(*rules: dict[str, Any], exceptions: list[dict[str, Any]] | None = None) -> events.CalendarPut:
    document = calendar_document(*rules, exceptions=exceptions)
    return events.CalendarPut(calendar=document.model_dump(mode="json", by_alias=True))


def fold(*facts: Event, **site: Any) -> SiteFold:
    """The memory of a site with these facts after its creation."""
    memory = SiteFold()
    for seq, fact in enumerate((created(**site), *facts), 1):
        memory.apply(fact, NOW, seq)
    return memory
