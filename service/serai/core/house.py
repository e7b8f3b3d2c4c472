"""What a running service is made of; built in `app.py`, reached by routes as `HouseDep`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends
from starlette.requests import HTTPConnection

from serai.core.agenda import Agenda
from serai.core.clock import Clock
from serai.core.db import Database
from serai.core.desks import Desks
from serai.core.readers import Readers
from serai.settings import Settings


@dataclass(frozen=True, slots=True)
class House:
    settings: Settings
    database: Database
    clock: Clock
    desks: Desks
    readers: Readers
    agenda: Agenda


async def house(connection: HTTPConnection) -> House:
    """As a coroutine, since FastAPI takes a plain function to a thread."""
    return cast(House, connection.app.state.house)


HouseDep = Annotated[House, Depends(house)]
