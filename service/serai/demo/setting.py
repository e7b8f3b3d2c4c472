"""Setting the stage over the public API: the ports of Yunnan, the two whose day is replayed, and everybody's keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from serai.demo.client import Api, Json, Refused
from serai.demo.ports import CALL_INTERVAL_MINUTES, COMPANY_SHARE, PORTS, Port
from serai.demo.trucks import COMPANIES
from serai.sites.imports import ImportedSite

_DAYS_PLANNED: Final = 9
_TRUSTED: Final = COMPANIES[2]
_PHONE: Final = "+86 138 0000 0000"


@dataclass(frozen=True, slots=True)
class Cast:
    """The keys of those who act in the day, `device` for gates and sensors, and of the customs, which inspect."""

    operator: str
    authority: str
    device: str
    driver: str
    companies: Sequence[str]

    def named(self) -> dict[str, str]:
        """What is printed: whose key is which."""
        mine = {"operator": self.operator, "authority": self.authority, "device": self.device, "driver": self.driver}
        return mine | {f"company {name}": key for name, key in zip(COMPANIES, self.companies, strict=True)}


async def load(admin: Api, sites: Sequence[ImportedSite]) -> int:
    """Make the sites that are not there yet; how many were made."""
    known = {site["code"] for site in (await admin.get("/v1/sites", limit=200))["items"]}
    missing = [site for site in sites if site.site.code not in known]
    for site in missing:
        for call in site.requests():
            await admin.ask(call.method, call.path, call.body)
    return len(missing)


async def prepare(admin: Api, port: Port, now: datetime) -> Json:
    """Open a port round the clock, with the assumed services and booths; the site as it is then."""
    path = f"/v1/sites/{port.site}"
    shown = ("code", "direction", "class", "gates", "declaration")
    lanes = [
        {name: lane[name] for name in shown} | {"service_minutes": port.minutes(lane["class"])}
        for lane in (await admin.get(path))["lanes"]
    ]
    changed = await admin.ask("PATCH", path, {"lanes": lanes})
    await admin.put(f"{path}/calendar", port.calendar(lanes))
    rulebook = {"effective_from": now.isoformat(), "company_share": COMPANY_SHARE}
    rulebook |= {"call_interval_minutes": CALL_INTERVAL_MINUTES, "calls": {"automatic": port.calls_itself}}
    await admin.put(f"{path}/rulebook", rulebook)
    await admin.put(f"{path}/staffing", port.staffing(now.date(), _DAYS_PLANNED))
    return changed


async def cast(admin: Api) -> Cast:
    """Keys for the day; one company is trusted."""

    async def key(role: str, **more: Any) -> str:
        return str((await admin.post("/v1/keys", {"role": role, **more}))["key"])

    found = Cast(
        operator=await key("operator"),
        authority=await key("authority"),
        device=await key("device"),
        driver=await key("driver", phone=_PHONE),
        companies=[await key("company", company=name) for name in COMPANIES],
    )
    companies = (await admin.get("/v1/companies", limit=200))["items"]
    trusted = [company["id"] for company in companies if company["name"] == _TRUSTED]
    await admin.ask("PATCH", f"/v1/companies/{trusted[0]}", {"trusted": True})
    return found


async def last_entry(admin: Api) -> datetime | None:
    """When something last happened at the replayed ports; None if nothing ever did. Time does not go back behind it."""
    last = []
    for port in PORTS:
        try:
            head = (await admin.get(f"/v1/sites/{port.site}/ledger", limit=1))["head"]
        except Refused as refusal:
            if refusal.code != "site.unknown":
                raise
            continue
        items = (await admin.get(f"/v1/sites/{port.site}/ledger", after=max(0, head - 1), limit=1))["items"]
        last += [datetime.fromisoformat(item["at"]) for item in items]
    return max(last, default=None)


def first_day(wanted: date, start: datetime, last: datetime | None) -> date:
    """The first day from `wanted` on whose beginning comes after all that is recorded; `start` is that of `wanted`."""
    days = 0 if last is None or start > last else (last - start) // timedelta(days=1) + 1
    return wanted + timedelta(days=days)


async def clear(operator: Api, device: Api) -> int:
    """Send away what an earlier day left in a kept database; how many visits that was."""
    cleared = 0
    for port in PORTS:
        for status in ("waiting", "called", "admitted", "parked", "released"):
            path = "leave" if status in ("waiting", "called") else "depart"
            while items := (await operator.get("/v1/visits", site=port.site, status=status, limit=200))["items"]:
                for visit in items:
                    await device.post(f"/v1/visits/{visit['id']}/{path}")
                cleared += len(items)
    return cleared
