"""The desk: batches, refusals, unexpected errors, and a COMMIT whose answer never came."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking.events import HoldExpired
from serai.booking.refusals import SlotFull
from serai.core.db import Database
from serai.core.desk import Command, Draft, SiteUnknown
from serai.core.errors import Overloaded, Refusal, Stopping
from serai.core.events import Entry
from serai.core.idempotency import KeyMismatch
from serai.ledger import entries as chain
from tests.worlds import World, opened, reservation, slot_id, world


@dataclass(frozen=True)
class Note(Command[int]):
    """Records something harmless, so that the ledger moves."""

    text: str = ""

    def decide(self, draft: Draft) -> int:
        if self.text == "bad":
            raise ZeroDivisionError
        return draft.record(HoldExpired(hold=self.text, slot="none")) if self.text else 0


@dataclass(frozen=True)
class Hasty(Command[None]):
    """Sabotage: records before it refuses."""

    def decide(self, draft: Draft) -> None:
        draft.record(HoldExpired(hold="h", slot="none"))
        raise SlotFull


async def test_a_refusal_changes_nothing_and_may_be_asked_again(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site(capacity=1)
        before = len(await made.ledger())
        await made.reserve(slot_id(), "YA0001")
        for _ in range(2):
            with pytest.raises(SlotFull) as refused:
                await made.answer(reservation(slot_id(), "YA0002"), "key")
            assert refused.value.facts["alternatives"]
        assert len(await made.ledger()) == before + 1
        assert await made.rows("SELECT * FROM idempotency_key") == []
        assert len(await made.rows("SELECT * FROM vehicle_claim")) == 1


async def test_one_bad_command_does_not_take_its_batch_with_it(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site()
        asked = [Note("CNMHN", text) for text in ("a", "bad", "b", "bad", "c")]
        outcomes = await asyncio.gather(*map(made.desks.run, asked), return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [int, ZeroDivisionError, int, ZeroDivisionError, int]
        assert [e.event.hold for e in await made.ledger() if e.kind == "hold.expired"] == ["a", "b", "c"]  # type: ignore[attr-defined]


async def test_a_command_that_records_and_then_refuses_is_an_error_and_leaves_nothing(sqlite_url: str) -> None:
    async with world(sqlite_url) as made:
        await made.site()
        before = await made.ledger()
        with pytest.raises(RuntimeError, match="recorded a fact and then refused"):
            await made.desks.run(Hasty("CNMHN"))
        assert await made.ledger() == before
        assert await made.desks.run(Note("CNMHN", "after")) == before[-1].seq + 1


async def test_commands_that_wait_share_one_transaction(sqlite_url: str) -> None:
    async with world(sqlite_url) as made:
        await made.site()
        told: list[Sequence[Entry]] = []
        made.desks.parts.followers.append(lambda _, added: told.append(added))
        await asyncio.gather(*(made.desks.run(Note("CNMHN", str(n))) for n in range(50)))
        assert sum(map(len, told)) == 50
        assert len(told) < 10


async def test_an_unknown_site_is_refused(database_url: str) -> None:
    async with world(database_url) as made:
        with pytest.raises(SiteUnknown):
            await made.desks.run(Note("NOPE", "x"))
        assert await made.rows("SELECT * FROM ledger_head") == []


async def test_more_than_the_backlog_is_refused_with_a_time_to_come_back(sqlite_url: str) -> None:
    async with world(sqlite_url) as made:
        await made.site()
        object.__setattr__(made.desks.parts, "backlog", 3)
        asked = [made.desks.run(Note("CNMHN", str(n))) for n in range(9)]
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
        refused = [outcome for outcome in outcomes if isinstance(outcome, Overloaded)]
        assert refused
        assert all(refusal.retry_after == 1 for refusal in refused)


async def test_a_key_of_another_request_is_refused(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site()
        first = await made.answer(reservation(slot_id(), "YA0001"), "key", digest="one")
        assert not first.replayed
        with pytest.raises(KeyMismatch):
            await made.answer(reservation(slot_id(), "YA0002"), "key", digest="two")


async def test_after_closing_the_desk_says_so(sqlite_url: str) -> None:
    async with world(sqlite_url) as made:
        await made.site()
        waiting = asyncio.ensure_future(made.desks.run(Note("CNMHN", "last")))
        await asyncio.sleep(0)
        await made.desks.close()
        assert await waiting > 0
        with pytest.raises(Stopping):
            await made.desks.run(Note("CNMHN", "late"))


class _Interrupted(Database):
    """A database whose COMMIT arrives, and whose answer to it does not."""

    cut: ClassVar[bool] = False

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        async with super().writing() as connection:
            yield connection
        if self.cut:
            type(self).cut = False
            raise ConnectionResetError


async def test_a_commit_whose_answer_was_lost_is_found_and_not_done_twice(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site()
        database = _Interrupted(database_url)
        async with opened(database, made.clock) as unlucky:
            await unlucky.desks.run(Note("CNMHN", "first"))
            _Interrupted.cut = True
            seq = await unlucky.desks.run(Note("CNMHN", "second"))
            recorded = await made.ledger()
            assert [e.event.hold for e in recorded if e.kind == "hold.expired"] == ["first", "second"]  # type: ignore[attr-defined]
            assert recorded[-1].seq == seq
            assert [entry.seq for entry in unlucky.entries] == [seq - 1, seq]
        await database.close()


async def test_i14_numbers_have_no_gap_and_every_digest_follows(database_url: str) -> None:
    async with world(database_url) as made, opened(made.database, made.clock) as other:
        await made.site(capacity=500)
        asked = [_by(each, made, other) for each in range(200)]
        await asyncio.gather(*asked, return_exceptions=True)
        recorded = await made.ledger()
        assert [entry.seq for entry in recorded] == list(range(1, len(recorded) + 1))
        assert len(recorded) > 100
        assert chain.faults(recorded) == []


async def _by(each: int, made: World, other: World) -> None:
    chosen = made if each % 2 else other
    try:
        if each % 7 == 0:
            await chosen.desks.run(Note("CNMHN", "bad"))
        else:
            await chosen.reserve(slot_id(18, day=23), f"YF{each % 150:04}")
    except (Refusal, ZeroDivisionError):
        return


@pytest.mark.parametrize("change", ["seq", "body", "at", "drop"])
async def test_i14_twin_a_ledger_that_was_touched_is_found_out(sqlite_url: str, change: str) -> None:
    async with world(sqlite_url) as made:
        await made.site()
        await made.reserve(slot_id(), "YA0001")
        await made.reserve(slot_id(), "YA0002")
        recorded = await made.ledger()
        touched = {
            "seq": [*recorded[:-1], Entry(**{**_plain(recorded[-1]), "seq": 99})],
            "body": [*recorded[:-1], Entry(**{**_plain(recorded[-1]), "body": b"{}"})],
            "at": [*recorded[:-1], Entry(**{**_plain(recorded[-1]), "at": recorded[0].at.replace(year=2020)})],
            "drop": [*recorded[:1], *recorded[2:]],
        }[change]
        assert chain.faults(touched)


def _plain(entry: Entry) -> dict[str, Any]:
    return {name: value for name, value in vars(entry).items() if name != "event"}
