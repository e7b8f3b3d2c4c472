"""A desk of its own for each test, on SQLite: what is tested with it does not rest on the database."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from serai.booking import actions as booking
from serai.booking.lapsing import Lapse
from serai.booking.reservations import Reservation
from serai.core.clock import TestClock
from serai.core.db import Database
from serai.core.desk import Command
from serai.core.errors import Refusal
from serai.disruption import actions as displacing
from serai.identity.rights import Relation, Role
from serai.identity.rules import Caller
from serai.sites.rulebook import RulebookDocument
from tests.worlds import NOON, World, opened

DRIVER = Caller(role=Role.DRIVER, key="driver")
RIVAL = Caller(role=Role.DRIVER, key="rival")
ACME = Caller(role=Role.COMPANY, key="acme", company="acme")
BOLT = Caller(role=Role.COMPANY, key="bolt", company="bolt")


@asynccontextmanager
async def counter(template: Path, folder: Path) -> AsyncIterator[World]:
    path = shutil.copy(template, folder / "serai.db")
    database = Database(f"sqlite+aiosqlite:///{path}")
    async with opened(database, TestClock(NOON)) as made:
        yield made
    await database.close()


@pytest.fixture
async def desk(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[World]:
    """A desk at noon, without a site."""
    async with counter(sqlite_template, tmp_path) as made:
        yield made


def own(caller: Caller) -> booking.Asker:
    return booking.Asker(caller, Relation.OWN)


def by(caller: Caller) -> dict[str, Any]:
    """What a reservation asked for by somebody carries of them."""
    return {"owner": caller.scope, "company": caller.company}


async def rule(made: World, site: str = "CNMHN", **changes: Any) -> None:
    """Put a rulebook that differs from the starting one in these members."""
    await made.desks.run(displacing.PutRulebook(site, None, RulebookDocument.model_validate(changes)))


async def later(made: World, site: str = "CNMHN", **by: float) -> None:
    """Let time pass, and end what has run out."""
    made.clock.set(made.clock.now() + timedelta(**by))
    await made.desks.run(Lapse(site))


async def status(made: World, reservation: Reservation) -> str:
    rows = await made.rows(f"SELECT status FROM reservation WHERE id = '{reservation.id}'")
    return str(rows[0]["status"])


async def refused(made: World, command: Command[Any], by: type[Refusal]) -> Refusal:
    with pytest.raises(by) as found:
        await made.desks.run(command)
    return found.value


def hours(from_: float, until: float) -> tuple[datetime, datetime]:
    """Hours after noon."""
    return NOON + timedelta(hours=from_), NOON + timedelta(hours=until)
