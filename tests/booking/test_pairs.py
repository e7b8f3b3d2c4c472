"""Every pair of what may happen to a place, at once and through several desks; and each protection taken away."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import combinations_with_replacement
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import actions, slots, turns
from serai.booking.book import Book
from serai.booking.events import ReservationOffered
from serai.core.clock import TestClock
from serai.core.db import Database
from serai.core.desk import Memory
from serai.core.desks import Desk, Desks
from serai.core.events import Event, Head
from serai.disruption import actions as displacing
from serai.ledger import queries as ledger
from serai.ledger.actions import Ledger
from tests.booking.rivals import RIVALS, contest
from tests.scale import scaled
from tests.worlds import NOON, World, opened

PAIRS = list(combinations_with_replacement(RIVALS, 2))
PROCESSES = 3


@asynccontextmanager
async def processes(url: str, kind: type[Desks] = Desks) -> AsyncIterator[list[World]]:
    """Desks side by side over one database; on PostgreSQL each with connections of its own."""
    clock = TestClock(NOON)
    async with AsyncExitStack() as stack:
        first = Database(url)
        stack.push_async_callback(first.close)
        databases = [first] * PROCESSES
        if not first.is_sqlite:
            databases = [first, *(Database(url) for _ in range(PROCESSES - 1))]
            for each in databases[1:]:
                stack.push_async_callback(each.close)
        yield [await stack.enter_async_context(opened(each, clock, kind)) for each in databases]


async def found(worlds: Sequence[World], pairs: Sequence[tuple[str, str]], rounds: int) -> list[str]:
    """What goes wrong. In every other round somebody waits; the pairs begin with either in turn."""
    numbers = enumerate((PAIRS.index(names) % 2 + number, names) for names in pairs for number in range(rounds))
    return [
        f"{'-'.join(names)}: {each}"
        for place, (turn, names) in numbers
        for each in await contest(worlds, names, 2 * place + turn % 2)
    ]


async def found_out(worlds: Sequence[World], names: tuple[str, str]) -> bool:
    """Whether what was sabotaged shows: a race is lost by chance, so it is run again until it is lost."""
    for number in range(30):
        if await contest(worlds, names, number):
            return True
    return False


@pytest.mark.parametrize("rival", RIVALS)
async def test_i01_i02_i03_i04_i05_i08_with_every_other_at_once(database_url: str, rival: str) -> None:
    async with processes(database_url) as worlds:
        assert await found(worlds, [pair for pair in PAIRS if pair[0] == rival], scaled(5)) == []


class _Stale(Desk):
    """Sabotage: memory is never brought to the head that was claimed."""

    async def _brought_to(self, head: Head, connection: AsyncConnection) -> Memory:
        if self._memory is None:
            self._memory = await Memory.load(connection, head, self._parts.loaders)
        return self._memory


class _StaleDesks(Desks):
    desk = _Stale


async def test_twin_desks_with_stale_memory_are_found_out(database_url: str) -> None:
    async with processes(database_url, _StaleDesks) as worlds:
        assert await found_out(worlds, ("reserve", "cancel"))


async def _unclaimed(self: Ledger, connection: AsyncConnection, site: str, *, open_: bool) -> Head | None:
    """Sabotage: the head's row is read and not claimed."""
    head = await ledger.head(connection, site)
    return await _claimed(self, connection, site, open_=open_) if head is None else head


_claimed = Ledger.claim


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_twin_a_head_that_nobody_claims_is_found_out(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite has one writer in any case. The keys that would refuse a number given twice are gone too."""
    async with processes(database_url) as worlds:
        async with worlds[0].database.writing() as connection:
            await connection.exec_driver_sql("ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_pkey")
            await connection.exec_driver_sql("DROP INDEX reservation_reference")
        monkeypatch.setattr(Ledger, "claim", _unclaimed)
        assert await found_out(worlds, ("reserve", "reserve"))


SKIPPED: Sequence[tuple[Any, str, Any, tuple[str, str], str]] = (
    (slots, "check_free", None, ("reserve", "hold"), "unexpected"),
    (actions, "check_vehicle", None, ("reserve", "reserve"), "unexpected"),
    (displacing, "_too_many", [], ("reserve", "lower"), "I-03"),
    (turns, "_next", None, ("reserve", "cancel"), "I-08"),
)


@pytest.mark.parametrize(("where", "name", "says", "pair", "breaks"), SKIPPED, ids=[each[1] for each in SKIPPED])
async def test_twin_a_check_that_is_skipped_is_found_out(
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    where: Any,
    name: str,
    says: Any,
    pair: tuple[str, str],
    breaks: str,
) -> None:
    """Capacity and windows by the database's constraints, that nobody foresaw would be asked."""
    async with processes(database_url) as worlds:
        monkeypatch.setattr(where, name, lambda *given, **more: says)
        wrong = [each for number in (0, 1) for each in await contest(worlds, pair, number)]
    assert breaks in {each.split()[0] for each in wrong}


def _uncounted() -> Callable[..., None]:
    real = Book.apply

    def apply(self: Book, event: Event, at: Any, seq: int) -> None:
        real(self, event, at, seq)
        if isinstance(event, ReservationOffered):
            self._count(event.slot, event.company, held=-1)

    return apply


async def test_twin_offers_that_are_not_counted_are_found_out(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Book, "apply", _uncounted())
    async with processes(database_url) as worlds:
        assert await found_out(worlds, ("reserve", "accept"))
