"""What drivers are told while all else happens: by gateways that fail and are cut off, to numbers that change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from random import Random
from typing import Any

from sqlalchemy import select

from serai.booking.actions import Reserve
from serai.booking.changes import GiveNumber
from serai.core.clock import Clock
from serai.core.db import Database
from serai.core.readers import Readers
from serai.messages import actions, queries
from serai.messages.gateway import Outgoing, Undelivered
from serai.messages.outbox import Outbox
from serai.messages.replies import known_by
from serai.messages.rules import FACTS, KINDS, planned
from serai.messages.sending import MOST_ATTEMPTS
from serai.queue.rules import Queue
from serai.schema import METADATA
from tests.simulation import acts
from tests.simulation.hand import Hand
from tests.simulation.history import History

NUMBERS = ("+86 138 0013 8000", "13800138000", "+856 20 5555 1234", "+84 912 345 678")
"""The first two are one phone."""
_PROBLEMS = ("http.500", "http.503", "network.ReadTimeout", "http.400")
_MESSAGES = METADATA.tables["message"]


def give_number(hand: Hand) -> GiveNumber | None:
    """By who holds it mostly, or by somebody."""
    found = hand.reservation("confirmed", "waitlisted", "offered", "displaced", "arrived")
    if found is None:
        return None
    holder = hand.holders.get(found, (hand.caller(), ""))[0] if hand.chance(0.8) else hand.caller()
    return GiveNumber(hand.site, found, hand.books(holder), number=hand.one(NUMBERS))


def reserve(hand: Hand) -> Reserve | None:
    """By a driver who says at once where it is reached."""
    slot = hand.free()
    if slot is None:
        return None
    made = acts.reserved(hand, hand.caller(), slot, None)
    driver = {**made.request.driver, "phone": hand.one(NUMBERS)}
    return replace(made, request=replace(made.request, driver=driver))


class PowerCut(Exception):
    """Ends a process while a message is under way."""


class Phones:
    """A gateway that fails, loses its answers, and knows repeats by their id."""

    channel = "sms"

    def __init__(self) -> None:
        self.chance = Random(0)
        self.asked: list[Outgoing] = []
        self.got: dict[str, Outgoing] = {}

    async def send(self, message: Outgoing) -> None:
        self.asked.append(message)
        fate = self.chance.random()
        if fate < 0.7 or fate > 0.9:
            self.got.setdefault(message.id, message)
        if fate > 0.95:
            raise PowerCut
        if fate >= 0.7:
            problem = self.chance.choice(_PROBLEMS)
            raise Undelivered(problem, is_final=problem == "http.400")

    async def close(self) -> None:
        """Nothing is open."""


class Post:
    """Two outboxes over one database; which of them looks, and when, is drawn."""

    def __init__(self, database: Database, readers: Callable[[], Readers], clock: Clock) -> None:
        self._database, self._readers, self._clock = database, readers, clock
        self.phones = Phones()
        self._refused: dict[str, bool] = {}
        self._outboxes = [self._outbox() for _ in range(2)]
        self._begun: dict[str, int] = {}

    def _outbox(self) -> Outbox:
        return Outbox(self._database, self._readers(), self._clock, self.phones, str)

    async def begin(self, histories: Mapping[str, History]) -> None:
        """Tell what happens from here on."""
        self._begun = {site: history.seq for site, history in histories.items()}
        for each in self._outboxes:
            await each.run()

    async def look(self, random: Random, histories: Mapping[str, History]) -> list[str]:
        """Maybe somebody ends messages or wants them again; maybe what is due is sent. What is wrong then."""
        self.phones.chance, self.phones.asked = random, []
        if random.random() < 0.3:
            await self._want(random)
        if random.random() < 0.3:
            return []
        for site in histories:
            await self._readers().catch_up(site)
        at, was_cut = random.randrange(2), False
        if random.random() < 0.2:
            self._outboxes[at] = self._outbox()
        try:
            await self._outboxes[at].run()
        except PowerCut:
            self._outboxes[at], was_cut = self._outbox(), True
        rows = await self._rows()
        return [*await self._misdirected(rows), *self._wrong(rows, histories, was_cut=was_cut)]

    async def _want(self, random: Random) -> None:
        number, wanted, by_reply = random.choice(NUMBERS), random.random() < 0.5, random.random() < 0.3
        mark = known_by(number)
        async with self._database.writing() as connection:
            await actions.want(connection, mark, self._clock.now(), wanted=wanted, by_reply=by_reply)
        if not wanted:
            self._refused[mark] = by_reply or self._refused.get(mark, False)
        elif by_reply or not self._refused.get(mark):
            self._refused.pop(mark, None)

    async def _rows(self) -> list[Any]:
        async with self._database.reading() as connection:
            return list(await connection.execute(select(_MESSAGES)))

    async def _misdirected(self, rows: list[Any]) -> list[str]:
        """Who was told that wants nothing, or at a number that is not its own."""
        of = {row.sent_as: row.reservation for row in rows if row.sent_as is not None}
        async with self._database.reading() as connection:
            people = await queries.addressees(connection, of.values())
        found = []
        for each in self.phones.asked:
            if known_by(each.number) in self._refused:
                found.append(f"messages: {each.id} went to who wants none")
            if each.id not in of or people[of[each.id]].number != each.number:
                found.append(f"messages: {each.id} went to a number that its reservation has not")
        return found

    def _wrong(self, rows: list[Any], histories: Mapping[str, History], *, was_cut: bool) -> Iterator[str]:
        now = self._clock.now()
        for row in rows:
            entry = histories[row.site].entries[row.seq - 1]
            if entry.kind not in KINDS[row.kind].facts or entry.at > now:
                yield f"messages: {row.kind} tells of entry {row.seq}, which is {entry.kind}"
            if row.attempts > MOST_ATTEMPTS or (row.status == "sent" and row.sent_as not in self.phones.got):
                yield f"messages: {row.id} is {row.status} after {row.attempts} attempts"
            if row.status == "waiting" and row.due_at <= now and not was_cut:
                yield f"messages: {row.id} was due at {row.due_at} and is not sent"
        told = {row.id for row in rows}
        for site, history in histories.items():
            if not was_cut:
                yield from (f"messages: {each} was never told" for each in self._untold(site, history, told))

    def _untold(self, site: str, history: History, told: set[str]) -> Iterator[str]:
        """Messages of facts that need nothing but themselves to be made."""
        for entry in history.entries[max(self._begun[site], history.seq - 60) :]:
            if entry.kind in FACTS and entry.kind.startswith(("reservation.", "offer.")):
                for each in planned(entry, Queue(site), {}):
                    if each.id not in told:
                        yield f"{each.kind} of entry {entry.seq}"

    async def numbers(self) -> list[str]:
        """I-28: in which tables a number stands, beside the reservation."""
        found = []
        async with self._database.reading() as connection:
            for name in ("message", "message_cursor", "message_refusal", "ledger_entry"):
                text = str((await connection.execute(select(METADATA.tables[name]))).all())
                found += [f"I-28 {number} in {name}" for number in NUMBERS if number in text]
        return found
