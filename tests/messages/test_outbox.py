"""From a fact to a phone: once, whatever fails; at its time; to whom it concerns, and to nobody who wants none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from serai.booking.changes import Cancel
from serai.calling.actions import CallNext
from serai.core import ids
from serai.messages import actions, queries
from serai.messages.gateway import Outgoing, Undelivered
from serai.messages.outbox import Outbox
from serai.messages.replies import known_by
from serai.messages.rules import KINDS
from serai.queue.actions import Leave
from serai.sites.actions import OpenClosure
from tests.queue.desk_world import AS_OPERATOR, QueueWorld, check_in, world
from tests.worlds import NOON, OPERATOR, reservation, slot_id

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NUMBER = "+8613800138000"


@dataclass
class Phones:
    """A provider that knows repeats by their id; `fails` are raised in turn before it delivers.

    While `is_slow` it answers nobody.
    """

    got: dict[str, Outgoing] = field(default_factory=dict)
    asked: list[Outgoing] = field(default_factory=list)
    fails: list[BaseException] = field(default_factory=list)
    answer_is_lost: bool = False
    is_slow: bool = False
    channel: str = "sms"

    async def send(self, message: Outgoing) -> None:
        self.asked.append(message)
        await asyncio.sleep(0)
        await until(lambda: not self.is_slow)
        if self.fails:
            raise self.fails.pop(0)
        self.got.setdefault(message.id, message)
        if self.answer_is_lost:
            raise Undelivered("network.ReadTimeout")

    async def close(self) -> None: ...

    @property
    def texts(self) -> list[str]:
        return [each.text for each in self.got.values()]


@dataclass
class Post:
    world: QueueWorld
    phones: Phones
    outbox: Outbox

    def another(self) -> Outbox:
        """What another process has over the same database."""
        assert self.world.readers is not None
        return Outbox(self.world.database, self.world.readers, self.world.clock, self.phones, str)

    async def run(self, after: timedelta = timedelta(0)) -> None:
        self.world.clock.set(self.world.clock.now() + after)
        await self.outbox.run()

    async def reserve(self, hour: int = 18, phone: str | None = NUMBER, language: str = "en", day: int = 22) -> Any:
        plate = f"YK{ids.new()[-6:]}"
        asked = reservation(slot_id(hour, day), plate)
        driver = {"name": "Li Wei", "language": language, **({"phone": phone} if phone else {})}
        return await self.world.desks.run(replace(asked, request=replace(asked.request, driver=driver)))

    async def arrive(self, **given: Any) -> tuple[Any, str]:
        """Somebody with a reservation, whose visit waits."""
        made = await self.reserve(13, **given)
        seen = await self.world.desks.run(check_in(reservation=made.id))
        return made, seen.visit.id

    async def messages(self, **where: Any) -> list[Any]:
        async with self.world.database.reading() as connection:
            wanted = queries.Wanted(**{"site": "CNMHN", **where})
            return await queries.listed(connection, wanted, after=None, limit=200)

    async def told(self, **where: Any) -> list[tuple[str, str]]:
        return [(row.kind, row.status) for row in reversed(await self.messages(**where))]


@asynccontextmanager
async def post(url: str) -> AsyncIterator[Post]:
    async with world(url) as made:
        phones = Phones()
        assert made.readers is not None
        opened = Post(made, phones, Outbox(made.database, made.readers, made.clock, phones, str))
        await opened.outbox.run()  # from here on
        yield opened


async def test_a_reservation_is_confirmed_by_a_message_that_names_its_fact(database_url: str) -> None:
    async with post(database_url) as at:
        made = await at.reserve()
        await at.run()
        assert at.phones.texts == [f"CNMHN {made.reference}: Confirmed. Arrive 17:00-19:30."]
        (row,) = await at.messages()
        assert (row.kind, row.status, row.attempts) == ("confirmed", "sent", 1)
        entry = next(each for each in await at.world.ledger() if each.seq == row.seq)
        assert (entry.kind, entry.event.reservation) == ("reservation.confirmed", made.id)  # type: ignore[attr-defined]
        await at.run(HOUR)
        assert len(at.phones.asked) == 1


async def test_a_driver_is_told_of_its_place_its_call_and_who_is_not_reserved_of_nothing(sqlite_url: str) -> None:
    async with post(sqlite_url) as at:
        await at.world.put_rulebook(call_soon_places=1)
        first, called = await at.arrive(language="zh")
        second, _ = await at.arrive()
        await at.world.check_in("YK00001", lane="export-general")
        await at.run(MINUTE)
        at.phones.got.clear()
        await at.world.desks.run(CallNext("CNMHN", ids.new(), 1))
        await at.run(MINUTE)
        assert at.phones.texts == [
            f"CNMHN {first.reference}: 请马上到闸口 gate-in。",
            f"CNMHN {second.reference}: Your call is near: place 1. Be ready.",
        ]
        await at.world.desks.run(OpenClosure("CNMHN", "c-1", None, None, None, "weather", None))
        await at.run(MINUTE)
        assert sum("全口岸" in text or "the whole site" in text for text in at.phones.texts) == 2
        kinds = {(row.kind, row.seq) for row in await at.messages()}
        by_seq = {each.seq: each.kind for each in await at.world.ledger()}
        assert all(by_seq[seq] in KINDS[kind].facts for kind, seq in kinds)
        assert called not in "".join(at.phones.texts)


async def test_quiet_hours_hold_what_can_wait_and_make_one_of_it(database_url: str) -> None:
    async with post(database_url) as at:
        at.world.clock.set(NOON + 11 * HOUR)  # 23:00
        kept = await at.reserve(12, day=23)
        gone = await at.reserve(14, day=23)
        await at.run(MINUTE)
        assert at.phones.asked == []
        assert await at.told() == [("confirmed", "waiting"), ("confirmed", "waiting")]
        await at.world.desks.run(Cancel("CNMHN", gone.id, OPERATOR))
        await at.run(8 * HOUR)
        assert at.phones.texts == [f"CNMHN {kept.reference}: Confirmed. Arrive 11:00-13:30."]
        assert await at.told(reservation=gone.id) == [("confirmed", "superseded")]


async def test_a_call_does_not_wait_for_the_morning(sqlite_url: str) -> None:
    async with post(sqlite_url) as at:
        await at.arrive()
        at.world.clock.set(NOON + 11 * HOUR)
        await at.world.desks.run(CallNext("CNMHN", ids.new(), 1))
        await at.run()
        assert any("Come to gate gate-in now." in text for text in at.phones.texts)


async def test_who_fails_is_tried_again_under_the_same_id_and_then_given_up(sqlite_url: str) -> None:
    async with post(sqlite_url) as at:
        made = await at.reserve()
        at.phones.fails = [Undelivered("http.500"), Undelivered("http.503", after=5 * MINUTE)]
        await at.run()
        assert await at.told() == [("confirmed", "waiting")]
        await at.run(9 * timedelta(seconds=1))
        assert len(at.phones.asked) == 1, "tried before its time"
        await at.run(timedelta(seconds=1))
        await at.run(4 * MINUTE)
        assert len(at.phones.asked) == 2, "the gateway asked for five minutes"
        await at.run(MINUTE)
        assert await at.told() == [("confirmed", "sent")]
        assert len({each.id for each in at.phones.asked}) == 1
        other = await at.reserve(19)
        at.phones.fails = [Undelivered("http.400", is_final=True)]
        await at.run()
        (row,) = await at.messages(reservation=other.id)
        assert (row.status, row.problem) == ("failed", "http.400")
        assert made.reference in at.phones.texts[0]


async def test_retries_end_in_a_final_state(sqlite_url: str) -> None:
    async with post(sqlite_url) as at:
        await at.reserve(20)
        at.phones.fails = [Undelivered("http.500") for _ in range(50)]
        for _ in range(12):
            await at.run(40 * MINUTE)
        assert await at.told() == [("confirmed", "failed")]
        assert len(at.phones.asked) == 6


async def test_a_crash_between_the_attempt_and_its_note_doubles_nothing(database_url: str) -> None:
    async with post(database_url) as at:
        await at.reserve()
        at.phones.answer_is_lost = True
        await at.run()
        at.phones.answer_is_lost = False
        at.outbox = at.another()  # another process, which has nothing but the tables
        await at.run(MINUTE)
        assert len(at.phones.asked) == 2
        assert len(at.phones.got) == 1
        assert await at.told() == [("confirmed", "sent")]


async def test_what_was_planned_is_planned_once_whoever_reads_the_ledger_again(database_url: str) -> None:
    async with post(database_url) as at:
        for hour in (17, 18, 19):
            await at.reserve(hour)
        await asyncio.gather(at.outbox.plan("CNMHN"), at.another().plan("CNMHN"), at.another().plan("CNMHN"))
        assert await at.told() == [("confirmed", "waiting")] * 3


async def until(is_so: Callable[[], bool]) -> None:
    """Wait for something that others do, some seconds at most."""
    for _ in range(1_000):
        if is_so():
            return
        await asyncio.sleep(0.01)


async def plan_ten(at: Post) -> None:
    for hour in range(14, 24):
        await at.reserve(hour)
    await at.outbox.plan("CNMHN")


def most_asked(at: Post) -> int:
    """How often a phone was asked for one of the ten, at most."""
    asked = [each.id for each in at.phones.asked]
    assert len(set(asked)) == 10
    return max(asked.count(each) for each in asked)


async def race(at: Post) -> int:
    """How often a phone was asked for each of ten messages by three processes at once, at most."""
    await plan_ten(at)
    await asyncio.gather(*(each.send("CNMHN") for each in (at.outbox, at.another(), at.another())))
    return most_asked(at)


async def test_of_several_processes_one_sends(database_url: str) -> None:
    async with post(database_url) as at:
        assert await race(at) == 1


async def looked_meanwhile(at: Post) -> int:
    """How often a phone was asked for each of ten messages, at most, where others look while the first one sends."""
    await plan_ten(at)
    at.phones.is_slow = True
    first = asyncio.create_task(at.outbox.send("CNMHN"))
    await until(lambda: bool(at.phones.asked))
    others = [asyncio.create_task(each.send("CNMHN")) for each in (at.another(), at.another())]
    await until(lambda: len(at.phones.asked) > 10 or all(each.done() for each in others))
    at.phones.is_slow = False
    await asyncio.gather(first, *others)
    return most_asked(at)


async def test_who_looks_while_another_sends_sends_nothing(database_url: str) -> None:
    async with post(database_url) as at:
        assert await looked_meanwhile(at) == 1


async def test_twin_an_attempt_that_is_not_noted_first_is_made_by_all(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = actions.change

    async def forgetful(connection: Any, site: str, ids: Any, **values: Any) -> None:
        if "attempts" not in values:
            await real(connection, site, ids, **values)

    monkeypatch.setattr(actions, "change", forgetful)
    async with post(database_url) as at:
        assert await looked_meanwhile(at) > 1


async def test_i28_who_has_no_number_or_whose_number_was_erased_is_told_nothing(database_url: str) -> None:
    async with post(database_url) as at:
        await at.reserve(phone=None)
        erased = await at.reserve(19)
        await at.outbox.plan("CNMHN")
        async with at.world.database.writing() as connection:
            await connection.exec_driver_sql(f"UPDATE reservation SET details = NULL WHERE id = '{erased.id}'")
        await at.run()
        assert at.phones.asked == []
        assert await at.told() == [("confirmed", "no_number"), ("confirmed", "no_number")]
        for table in ("message", "message_cursor", "message_refusal"):
            assert NUMBER[1:] not in str(await at.world.rows(f"SELECT * FROM {table}"))
        assert NUMBER[1:] not in str(await at.world.ledger())


async def test_who_wants_no_messages_gets_none_until_it_wants_them_again(sqlite_url: str) -> None:
    async with post(sqlite_url) as at:
        for wanted, count in ((False, 0), (True, 1)):
            async with at.world.database.writing() as connection:
                await actions.want(connection, known_by(NUMBER), NOON, wanted=wanted)
            await at.reserve(18 + count)
            await at.run(MINUTE)
            assert len(at.phones.got) == count
        assert await at.told() == [("confirmed", "refused"), ("confirmed", "sent")]


async def test_what_comes_too_late_to_be_true_is_not_sent(sqlite_url: str) -> None:
    async with post(sqlite_url) as at:
        await at.arrive()
        await at.run()
        asked = len(at.phones.asked)
        await at.world.desks.run(CallNext("CNMHN", ids.new(), 1))
        await at.run(HOUR)
        assert len(at.phones.asked) == asked
        assert ("called", "late") in await at.told()


async def test_what_happened_before_messages_were_turned_on_is_old(database_url: str) -> None:
    async with world(database_url) as made:
        assert made.readers is not None
        phones = Phones()
        at = Post(made, phones, Outbox(made.database, made.readers, made.clock, phones, str))
        await at.reserve()
        await at.run()
        assert await at.told() == []
        await at.reserve(19)
        await at.run()
        assert len(phones.got) == 1


async def test_who_reserves_at_a_new_site_before_anybody_has_looked_at_it_is_told(database_url: str) -> None:
    async with post(database_url) as at:
        await at.world.site("LABTN")
        await at.world.reserve(slot_id(18, site="LABTN"), "YK00009")
        await at.run()
        assert [row.kind for row in await at.messages(site="LABTN")] == ["confirmed"]


async def test_leaving_tells_the_next_that_its_call_is_near_once(sqlite_url: str) -> None:
    async with post(sqlite_url) as at:
        await at.world.put_rulebook(call_soon_places=2)
        visits = [(await at.arrive())[1] for _ in range(4)]
        await at.run(MINUTE)
        for visit in visits[:2]:
            await at.world.desks.run(Leave("CNMHN", visit, AS_OPERATOR))
            await at.run(MINUTE)
        told = [row.reservation for row in await at.messages() if row.kind == "soon"]
        assert len(told) == len(set(told)) == 3
