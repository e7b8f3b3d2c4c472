"""The running service as the world reaches it: its public API, its test clock, and a site of its own for each yard."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any, Final
from uuid import uuid4

import httpx

from serai.demo.client import Json, Refused, pause, told
from serai.sumo.day import MIX, Setting

_PLANNED_DAYS: Final = 60
_SERVERS: Final = 1
"""People at each entry gate: it serves one truck after the other."""


class Service:
    """One caller with an admin's key. `now` is where the service's clock was set to last."""

    def __init__(self, http: httpx.Client, key: str) -> None:
        self._http = http
        self._key = key
        shown = self.get("/v1/clock")
        if shown["mode"] != "test":
            raise Refused("GET", "/v1/clock", 409, {"code": "clock.fixed", "detail": "start it with SERAI_CLOCK=test"})
        self.now = datetime.fromisoformat(shown["now"])

    def key(self, role: str, site: str) -> Service:
        """The same service, asked with a new key of this role."""
        return Service(self._http, self.post("/v1/keys", {"role": role, "site": site})["key"])

    def get(self, path: str, **query: str | int) -> Json:
        return self._ask("GET", path, query=query)

    def post(self, path: str, body: Mapping[str, Any] | None = None) -> Json:
        return self._ask("POST", path, body)

    def put(self, path: str, body: Mapping[str, Any]) -> Json:
        return self._ask("PUT", path, body)

    def until(self, at: datetime) -> None:
        """Set the clock, which runs what falls due until then."""
        if at > self.now:
            self.post("/v1/clock", {"now": at.isoformat()})
            self.now = at

    def _ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, str | int] | None = None,
    ) -> Json:
        """The answer's JSON, {} for an empty one. Asks again while the service is busy; raises Refused."""
        headers = {"Authorization": f"Bearer {self._key}", "Idempotency-Key": uuid4().hex}
        for tried in count(1):
            answer = self._http.request(method, path, json=body, params=query, headers=headers)
            wait = pause(answer, tried)
            if wait is None:
                break
            time.sleep(wait)
        return told(method, path, answer)


def opened(admin: Service, yard: Mapping[str, Any], gates: Mapping[str, str], setting: Setting) -> str:
    """A new site with this yard file, a lane for each class at each entry gate, staffed round the clock; its code.

    `gates` are the ways (`in`, `out`, `both`) of the yard's gates. Who has a drive to them is called by the service.
    """
    site = f"SUMO-{uuid4().hex[:8]}"
    path = f"/v1/sites/{site}"
    exits = [gate for gate, way in gates.items() if way != "in"]
    lanes = [
        {"code": lane_of(gate, kind), "direction": "export", "class": kind, "gates": [gate, *exits],
         "service_minutes": setting.gate_seconds / 60}
        for gate in setting.gates for kind in MIX if kind != "inspection"
    ]  # fmt: skip
    admin.post("/v1/sites", {
        "code": site, "name": "A yard in SUMO", "kind": "cargo_yard", "zone": "UTC", "country": "CN", "lanes": lanes,
        "gates": [{"code": gate, "way": way} for gate, way in gates.items()],
    })  # fmt: skip
    admin.put(f"{path}/yard", yard)
    admin.put(f"{path}/staffing", _staffing(admin.now, setting.gates))
    if setting.drive:
        admin.put(f"{path}/rulebook", {"effective_from": admin.now.isoformat(), "calls": {"automatic": True}})
    return site


def lane_of(gate: str, cargo_class: str) -> str:
    return f"{gate}.{cargo_class}"


def _staffing(now: datetime, gates: Sequence[str]) -> Json:
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    span = {"from": day.isoformat(), "to": (day + timedelta(days=_PLANNED_DAYS)).isoformat()}
    return {"periods": [{**span, "gates": [gate], "servers": _SERVERS} for gate in gates]}
