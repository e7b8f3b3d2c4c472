"""What a stranger works out from the ledger with the standard library alone: the script of docs/draws.md (I-22)."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from serai.booking import changes
from serai.draws.draw import verify
from serai.ledger.schemas import EntryView
from tests.draws.draws import CLOSES, DAY, DRAW, HELD, OPENS, WINDOW, Site, as_recorded, entered, plates, site
from tests.serving import SITE, Service, ask, calendar, running
from tests.worlds import OPERATOR, slot_id, waiting

PAGE = Path(__file__).parents[2] / "service" / "docs" / "draws.md"
Ledger = list[dict[str, Any]]


def script() -> str:
    (found,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    return str(found)


def faults() -> Callable[[str, str, Ledger], list[str]]:
    made: dict[str, Any] = {"__name__": "verify_draw"}
    exec(script(), made)
    found: Callable[[str, str, Ledger], list[str]] = made["faults"]
    return found


async def ledger(here: Site) -> Ledger:
    """As anybody reads it."""
    return [orjson.loads(EntryView.of(each).model_dump_json()) for each in await here.world.ledger()]


async def busy_day(here: Site) -> None:
    """Some vehicles twice, of companies and of none, for a slot and for any; one leaves, one is booked elsewhere."""
    await here.world.site("LABTN", capacity=9)
    kept = await entered(here, plates(12))
    await entered(here, plates(3), owner="key:another")
    for number in range(12):
        company, hour = ("C-A", "C-B")[number % 2], 18 + number % 3
        await here.ask(f"YB{number:04}", hour, company=company)
    day = OPENS.replace(day=29, hour=1)
    for number in range(6):
        until = day.replace(hour=4 + number)
        await here.world.desks.run(waiting("CNMHN", f"YC{number:04}", day, until, company="C-A"))
    await here.world.desks.run(changes.Cancel("CNMHN", kept[5], OPERATOR))
    await here.world.reserve("LABTN~export-general~20261129T1800~60", plates(12)[7])
    await here.until(CLOSES)
    await here.world.desks.run(changes.Cancel("CNMHN", kept[6], OPERATOR))
    await here.until(HELD)


async def test_i22_a_stranger_finds_nothing_wrong_with_a_draw(database_url: str) -> None:
    async with site(database_url, company_share=0.4, open_per_vehicle=5) as here:
        await busy_day(here)
        assert faults()("CNMHN", DRAW, await ledger(here)) == []
        assert {"drawn", "full", "company_share", "same_vehicle"} <= {x.because for x in (await here.held()).lots}


async def test_i22_verify_agrees_with_the_script(database_url: str) -> None:
    async with site(database_url, company_share=0.4, open_per_vehicle=5) as here:
        await busy_day(here)
        entries, held, slots, terms = await as_recorded(here)
        assert verify(held, entries, slots, terms) == []


def _swap(lots: list[dict[str, Any]]) -> None:
    first, last = lots[0], next(lot for lot in lots if lot["because"] == "full")
    first["reservation"], last["reservation"] = last["reservation"], first["reservation"]


def _of(ledger: Ledger, kind: str) -> dict[str, Any]:
    return next(entry["body"] for entry in ledger if entry["kind"] == kind)


CHEATS: dict[str, tuple[Callable[[Ledger], Any], str]] = {
    "a friend takes the first lot": (lambda it: _swap(_of(it, "draw.held")["lots"]), "the lots do not follow"),
    "another secret": (lambda it: _of(it, "draw.held").update(secret="00" * 32), "the secret is not the one"),
    "another seed": (lambda it: _of(it, "draw.held").update(seed="00" * 32), "the seed does not follow"),
    "another value": (lambda it: _of(it, "draw.outside").update(value="00" * 32), "the value from outside is not"),
    "an entry is left out": (
        lambda it: it.remove(next(e for e in it if e["kind"] == "reservation.waitlisted")),
        "the lots do not follow",
    ),
    "a place for nobody drawn": (
        lambda it: _of(it, "reservation.drawn").update(reservation="x"),
        "the places were not given",
    ),
    "a late entry": (
        lambda it: next(e for e in it if e["kind"] == "reservation.waitlisted").update(seq=10**6),
        "was entered while the draw was not open",
    ),
}


@pytest.mark.parametrize("cheat", CHEATS)
async def test_i22_twin_a_draw_that_was_steered_is_found_out(database_url: str, cheat: str) -> None:
    steer, said = CHEATS[cheat]
    async with site(database_url, company_share=1) as here:
        await entered(here, plates(9))
        await here.until(HELD)
        told = await ledger(here)
        steer(told)
        found = faults()("CNMHN", DRAW, told)
        assert any(each.startswith(said) or said in each for each in found), found
        assert any("was changed" in each for each in found)


class Stranger:
    """Whoever speaks to a service over HTTP, with the keys it was given."""

    def __init__(self, service: Service) -> None:
        self.http = httpx.Client(base_url=service.url, timeout=30, trust_env=False)
        self.keys = {"admin": service.admin()}
        self._numbers = count(1)

    def ask(self, method: str, path: str, role: str = "admin", **options: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.keys[role]}", "Idempotency-Key": f"s-{next(self._numbers)}"}
        return self.http.request(method, f"/v1{path}", headers=headers, **options)

    def make(self, method: str, path: str, role: str = "admin", **options: Any) -> Any:
        answer = self.ask(method, path, role, **options)
        assert answer.is_success, answer.text
        return answer.json()

    def until(self, at: datetime) -> None:
        self.make("POST", "/clock", json={"now": at.isoformat()})

    def furnish(self, places: int = 3) -> None:
        """A site with a window and so many places an hour, whose neighbour is LABTN."""
        self.until(OPENS - timedelta(hours=4))
        self.make("POST", "/sites", json=SITE | {"counterpart": "LABTN"})
        self.make("PUT", "/sites/CNMHN/calendar", json=calendar(places))
        self.make("PUT", "/sites/CNMHN/rulebook", json={"release_windows": [WINDOW], "company_share": 1})
        for role, more in {"driver": {}, "neighbour": {"site": "LABTN"}, "auditor": {"site": "MMMUS"}}.items():
            self.keys[role] = self.make("POST", "/keys", json={"role": role, **more})["key"]


OUTSIDE = f"/sites/CNMHN/draws/{DRAW}/outside"


def test_i22_over_http_a_window_answers_202_and_the_script_agrees(database_url: str, tmp_path: Path) -> None:
    with running(database_url) as service:
        me = Stranger(service)
        me.furnish()
        early = me.ask("POST", "/reservations", "driver", json=ask(slot_id(18, DAY), "YA0000"))
        assert (early.status_code, early.json()["code"], early.headers["Retry-After"]) == (
            409, "slot.unreleased", str(4 * 3600),
        )  # fmt: skip
        me.until(OPENS)
        for number in range(7):
            made = me.ask("POST", "/reservations", "driver", json=ask(slot_id(18, DAY), f"YA000{number}"))
            assert (made.status_code, made.json()["status"], made.json()["draw"]) == (202, "waitlisted", DRAW)
        given = {"value": "5a" * 32, "source": "round-1"}
        assert me.ask("POST", OUTSIDE, "neighbour", json=given).json()["code"] == "draw.not_closed"
        me.until(CLOSES)
        assert me.ask("POST", OUTSIDE, "auditor", json=given).status_code == 404
        for role in ("driver", "admin"):
            assert me.ask("POST", OUTSIDE, role, json=given).status_code == 403
        for bad in ({"value": "5a", "source": "x"}, {**given, "source": "Li Wei"}, {"value": "zz" * 32, "source": "x"}):
            assert me.ask("POST", OUTSIDE, "neighbour", json=bad).status_code == 422
        assert me.make("POST", OUTSIDE, "neighbour", json=given)["status"] == "fixed"
        assert me.ask("POST", OUTSIDE, "neighbour", json=given).json()["code"] == "draw.fixed"
        me.until(CLOSES + timedelta(seconds=1))
        found = me.make("GET", f"/sites/CNMHN/draws/{DRAW}")
        assert (found["status"], found["entries"], found["vehicles"], found["source"]) == (
            "held", 7, 7, "neighbour:round-1",
        )  # fmt: skip
        assert sum(lot["slot"] is not None for lot in found["lots"]) == 3
        assert [each["id"] for each in me.make("GET", "/sites/CNMHN/draws")["items"]] == [DRAW]
        me.http.close()
        (tmp_path / "verify_draw.py").write_text(script())
        command = [sys.executable, "-I", str(tmp_path / "verify_draw.py"), service.url, "CNMHN", DRAW]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, env={})
        assert (done.returncode, done.stdout.strip()) == (0, "held as promised"), done.stdout + done.stderr
