"""Every operation of the OpenAPI document, with a request that is right in all its parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.corpus.town import (
    ELSEWHERE,
    NOW,
    YARD,
    Town,
    both_ways,
    crowd,
    declaration,
    declared,
    drawn,
    pair,
    reservation,
    seen,
    sighting,
    slot,
    standing,
    vehicle,
)

_numbers = count(1)
_REASON = {"code": "inspection"}
BODIES: Mapping[str, Callable[[Town], Any]] = {
    "keys.create": lambda _: {"role": "company", "company": "Cy Trucking"},
    "companies.change": lambda _: {"trusted": True},
    "session.create": lambda town: {"key": town.keys["company"]},
    "tickets.create": lambda _: {},
    "sites.create": lambda _: ELSEWHERE | {"code": f"SITE{next(_numbers)}"},
    "sites.change": lambda _: {"name": "Mohan"},
    "yards.put": lambda _: YARD,
    "yards.check": lambda town: {"version": drawn(town)},
    "yards.redraw": lambda town: {"version": drawn(town)},
    "calendars.put": lambda _: both_ways(),
    "calendars.preview": lambda _: both_ways(),
    "rulebooks.put": lambda _: {"effective_from": NOW, "hold_minutes": 10},
    "staffing.put": lambda _: {"periods": [{"from": NOW, "to": "2026-11-23T12:00:00Z", "servers": 2}]},
    "staffing.preview": lambda _: {"periods": [{"from": NOW, "to": "2026-11-23T12:00:00Z", "servers": 2}]},
    "closures.create": lambda _: {"from": "2026-12-05T00:00:00Z", "to": "2026-12-06T00:00:00Z", "reason": "works"},
    "sites.switch_mode": lambda _: {"mode": "booked"},
    "retimings.create": lambda _: {"whole_day": True, "dry_run": True},
    "draws.outside": lambda _: {"value": "5a17" * 8, "source": "round-4711"},
    "holds.create": lambda _: {"slot": slot(19), "vehicle": vehicle()},
    "reservations.create": lambda _: reservation(20),
    "reservations.bulk": lambda _: {"items": [reservation(20)], "atomic": False, "dry_run": False},
    "reservations.pair": lambda _: dict(zip(("drop", "pickup"), pair(), strict=True)),
    "rendezvous.propose": lambda town: {"reservation": town.ids["meets"], "with": town.ids["met"]},
    "reservations.move": lambda _: {"slot": slot(21)},
    "reservations.swap_vehicle": lambda _: {"vehicle": vehicle()},
    "reservations.forgive": lambda _: {"reason": {"code": "site_late"}},
    "reservations.appeal": lambda _: {"reason": {"code": "site_late"}},
    "appeals.decide": lambda _: {"decision": "uphold", "reason": {"code": "no_cause"}},
    "reservations.declare": lambda town: {"declaration": town.ids["free_declaration"]},
    "declarations.create": lambda _: declaration(),
    "declarations.change": lambda _: {"direction": "export"},
    "declarations.decide": lambda _: {"decision": "inspect", "reason": {"code": "random", "text": "one in twenty"}},
    "standing.create": lambda _: standing(),
    "standing.preview": lambda _: standing(),
    "visits.check_in": lambda _: {"vehicle": vehicle(), "lane": "export-general", "by": "kiosk"},
    "visits.turn_away": lambda _: {"reason": _REASON},
    "visits.correct": lambda _: {"lane": "export-general", "reason": _REASON},
    "visits.leave": lambda _: {"at": NOW},
    "visits.transfer": lambda _: {"site": "LABTN", "lane": "export-general"},
    "visits.admit": lambda _: {"at": NOW},
    "visits.park": lambda town: {"bay": town.ids["bay"]},
    "visits.dispute": lambda town: {"bay": town.ids["bay"]},
    "visits.release": lambda _: {"at": NOW},
    "visits.depart": lambda _: {"at": NOW},
    "readings.create": lambda _: seen("ZZ9999"),
    "readings.confirm": lambda town: {"candidate": town.ids["candidate"]},
    "visits.inspect": lambda _: {"reason": {"code": "customs", "text": "the seal is broken"}},
    "visits.inspected": lambda _: {"outcome": "cleared", "onward": True},
    "inspections.pick": lambda town: {"visit": town.ids["visit"]},
    "bays.set_power": lambda _: {"status": "off"},
    "bays.set_status": lambda _: {"status": "occupied"},
    "roads.set_status": lambda _: {"status": "open"},
    "paper_lines.take_in": lambda _: {"items": [{"vehicle": vehicle()["plate"], "event": "arrived", "at": "11:40"}]},
    "messages.want": lambda _: {"wanted": True},
    "messages.reply": lambda _: {"number": "+8613800138000", "text": "STOP"},
    "calls.create": lambda _: {"count": 1},
    "calls.switch": lambda _: {"mode": "operator"},
    "calls.stop": lambda _: {"reason": {"code": "hazard", "text": "a spill"}, "lane": "import-parcel"},
    "calls.resume": lambda _: {"lane": "import-parcel"},
    "calls.withdraw": lambda _: {"reason": _REASON},
    "calls.repeat": lambda _: {"reason": _REASON},
    "acceptance.report": lambda _: {"vehicles": 60, "minutes": 60, "until": "2026-11-23T00:00:00Z"},
    "visits.at_gate": lambda _: {"gate": "gate-in"},
    "overrides.ask": lambda town: {"visits": [town.ids["last_in_line"]], "reason": _REASON},
    "clock.set": lambda _: {"now": NOW},
}
"""A right body of each operation that takes one."""
_QUERIES: Mapping[str, str] = {"sites.zone_change": "?zone=Asia/Yangon", "staffing.preview": "?date=2026-11-23"}


@dataclass(frozen=True)
class Operation:
    """One operation; `path` is the template as OpenAPI writes it."""

    id: str
    method: str
    path: str
    says: Mapping[str, Any]

    @property
    def acts(self) -> bool:
        return self.method != "GET"

    @property
    def parameters(self) -> list[str]:
        return [each["name"] for each in self.says.get("parameters", ()) if each["in"] == "path"]

    @property
    def queries(self) -> list[str]:
        return [each["name"] for each in self.says.get("parameters", ()) if each["in"] == "query"]

    def answers_at(self, url: str) -> bool:
        """Whether an address is one of this operation's: `…/reservations/bulk` could be a reservation's, too."""
        return re.fullmatch(re.sub(r"{[^}]*}", "[^/]+", self.path), url) is not None

    def url(self, town: Town, **instead: str) -> str:
        """The path with real ids in it, or with what is given instead."""
        known = {"site": "CNMHN", "reservation": town.ids["company_reservation"]}
        return self.path.format_map({**known, **town.ids, **instead})

    def right(self, town: Town) -> str:
        """The path with ids of things that this act may still be done to."""
        if "{reservation}" in self.path:
            return self.url(town, reservation=self._reservation(town))
        if "{reading}" in self.path:
            sighting(town)
        if "{declaration}" in self.path:
            return self.url(town, declaration=declared(town, submits=self.id == "declarations.decide"))
        if self.id.startswith("rendezvous."):
            return self._rendezvous(town)
        if self.id.startswith("overrides."):
            return self._override(town)
        if self.id == "inspections.pick":
            town.make("POST", f"/v1/visits/{town.ids['visit']}/inspect", json={"reason": _REASON})
        if "{visit}" not in self.path:
            return self.url(town) + _QUERIES.get(self.id, "")
        if self.id == "visits.transfer":
            crowd(town)
        walk_in = {"vehicle": vehicle(), "lane": "export-general", "by": "operator"}
        visit = town.make("POST", "/v1/sites/CNMHN/visits", json=walk_in)["id"]
        if self.id in ("visits.guidance", "visits.dispute"):
            town.make("POST", f"/v1/visits/{visit}/admit")
        if self.id == "visits.inspected":
            town.make("POST", f"/v1/visits/{visit}/inspect", json={"reason": _REASON})
        if self.id in ("visits.at_gate", "calls.withdraw", "calls.repeat"):
            body = {"visits": [visit], "reason": _REASON}
            town.make("POST", "/v1/sites/CNMHN/calls", json=body)
        if self.id == "visits.transfer":
            town.make("POST", "/v1/clock", json={"now": NOW})
        return self.url(town, visit=visit)

    def _rendezvous(self, town: Town) -> str:
        """Two that have just reserved; for all but proposing, one has proposed it to the other."""
        made = [town.make("POST", "/v1/reservations", role, json=reservation(22)) for role in ("driver", "admin")]
        town.ids["meets"], town.ids["met"] = (each["id"] for each in made)
        if self.id == "rendezvous.propose":
            return self.url(town)
        body = {"reservation": made[0]["id"], "with": made[1]["reference"]}
        return self.url(town, rendezvous=town.make("POST", "/v1/rendezvous", "driver", json=body)["id"])

    def _override(self, town: Town) -> str:
        """Two have just come, and the last of them is asked for by somebody else where it is to be confirmed."""
        for _ in range(2):
            walk_in = {"vehicle": vehicle(), "lane": "export-general", "by": "operator"}
            town.ids["last_in_line"] = town.make("POST", "/v1/sites/CNMHN/visits", json=walk_in)["id"]
        if self.id != "overrides.confirm":
            return self.url(town)
        body = {"visits": [town.ids["last_in_line"]], "reason": _REASON}
        return self.url(town, override=town.make("POST", "/v1/sites/CNMHN/overrides/ask", "colleague", json=body)["id"])

    def _reservation(self, town: Town) -> str:
        asked, role = reservation(22), "admin"
        if self.id in ("reservations.forgive", "reservations.appeal"):
            return town.missed.pop()
        if self.id == "appeals.decide":
            missed = town.missed.pop()
            town.make("POST", f"/v1/reservations/{missed}/appeal", json={"reason": _REASON})
            return missed
        if self.id == "reservations.declare":
            town.ids["free_declaration"] = declared(town)
        if self.id in ("reservations.accept", "reservations.decline"):
            wants = {"lane": "export-general", "from": NOW, "to": "2026-11-23T12:00:00Z"}
            asked = {**{name: value for name, value in asked.items() if name != "slot"}, "wants": wants}
        if self.id == "reservations.swap_vehicle":  # a company's, which has its share of every hour
            asked, role = reservation(next(_numbers) % 24, 24), "company"
        return str(town.make("POST", "/v1/reservations", role, json=asked)["id"])

    def body(self, town: Town) -> Any:
        """A right body, or None where the operation takes none."""
        return BODIES[self.id](town) if self.id in BODIES else None


def read(document: Mapping[str, Any]) -> dict[str, Operation]:
    """All operations of an OpenAPI document by id."""
    return {
        says["operationId"]: Operation(says["operationId"], method.upper(), path, says)
        for path, methods in document["paths"].items()
        for method, says in methods.items()
    }
