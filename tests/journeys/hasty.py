"""Sabotage, run as a service: its desk answers before the transaction commits."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.cli import app
from serai.core.desk import Draft
from serai.core.desks import Desk, Desks, _Ask


class Hasty(Desk):
    async def _decided(self, connection: AsyncConnection, draft: Draft, asks: Sequence[_Ask]) -> list[Any]:
        outcomes = await super()._decided(connection, draft, asks)
        for ask, outcome in zip(asks, outcomes, strict=True):
            ask.answer(outcome)
        await asyncio.sleep(0.02)
        return outcomes


Desks.desk = Hasty
app(["serve", *sys.argv[1:]])
