"""One run: a database, a few processes over it, and steps drawn from a seed with the checks after each."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

import orjson

from serai.app import LOADERS
from serai.booking.lapsing import lapsing
from serai.booking.nearing import Nearing
from serai.calling.actions import CallNext, Renewing
from serai.calling.forwarding import Forwarding
from serai.calling.keeping import Keeping
from serai.core.agenda import Agenda, Duty
from serai.core.clock import TestClock
from serai.core.db import Database
from serai.core.desk import Command, Follower, Memory
from serai.core.desks import Desks, Parts
from serai.core.errors import Refusal
from serai.core.idempotency import Answer, Key, KeyMismatch
from serai.core.readers import Readers
from serai.core.rows import Writes
from serai.disruption.actions import taking_effect
from serai.disruption.closing import RollingForward
from serai.disruption.planning import Retimer
from serai.disruption.rezoning import Rezoner
from serai.draws.duties import Drawings
from serai.guidance.yard import YardState
from serai.identity.rules import Caller
from serai.identity.tables import Company
from serai.ledger.actions import Ledger
from serai.live.archive import LedgerArchive
from serai.outage.actions import TakeIn
from serai.queue import actions as visits
from serai.rendezvous import queries as rendezvous
from serai.sites.turning import Turning
from serai.transfers.actions import finishing
from tests.simulation import acts, invariants, memories, promised, refused
from tests.simulation.broken import Broken, brief
from tests.simulation.faults import AFTER, BEFORE, Fail, Flaky, Injected, Peek
from tests.simulation.ground import GROUNDS
from tests.simulation.hand import TRUSTED, Hand
from tests.simulation.history import History
from tests.simulation.mix import ACTS, Act, drawn
from tests.simulation.post import Post
from tests.simulation.screen import Screen
from tests.simulation.waiting import Due

START = datetime(2026, 11, 22, 1, 7, tzinfo=UTC)
Asked = tuple[str, Command[Any], Key | None]
MINUTES = (0.2, 1, 1, 2, 3, 5, 5, 11, 20, 45, 90, 300)


@dataclass
class Behind:
    """A process's clock: that of the run, or as much behind it as was set."""

    real: TestClock
    by: timedelta = timedelta()

    def now(self) -> datetime:
        return self.real.now() - self.by


class Process:
    """Desks, readers and a clock of their own over the database that all share."""

    def __init__(self, run: Simulation) -> None:
        self.clock = Behind(run.clock)
        journal = Ledger()
        self.readers = Readers(run.database, journal, LOADERS)
        followers: list[Follower] = [
            self.readers.follow, run.renewing.follow, run.forwarding.follow, run.retimer.follow, run.keeping.follow,
        ]  # fmt: skip
        self.desks = run.desks(Parts(run.database, self.clock, journal, LOADERS, followers))


@dataclass
class Simulation:
    """A run of one seed over an empty database with the schema; `only` are the steps that are taken, None for all."""

    seed: int
    url: str
    only: Collection[int] | None = None
    every: int = 40
    desks: type[Desks] = Desks
    is_lossy: bool = True
    """Whether another process may write between a COMMIT and the loss of its answer."""
    acts: Mapping[Act, int] = field(default_factory=lambda: ACTS)
    """What is done, and how often."""
    start: datetime = START
    has_devices: bool = True
    """Whether reports say what a device's clock showed; the same is done without."""
    across: Sequence[Duty] = (finishing,)
    has_post: bool = False
    """Whether drivers are told things meanwhile."""
    log: list[str] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Simulation]:
        self.database, self.clock, self.renewing = Flaky(self.url), TestClock(self.start), Renewing()
        self.forwarding, self.keeping = Forwarding(), Keeping()
        self.retimer = Retimer(self.database)
        self.rolling, self.turning = RollingForward(self.clock), Turning()
        self.rezoner = Rezoner()
        self.drawings = Drawings(self.clock, [f"{self.seed}"], chance=Random(self.seed).randbytes)
        self.archive = LedgerArchive(self.database, Ledger(), LOADERS)
        self.ids, self.holders = count(1), dict[str, tuple[Caller, str]]()
        due = Due()
        self.histories = {code: History(code, due=due) for code in GROUNDS}
        self._asked: list[tuple[Command[Any], Any]] = []
        self._refused: tuple[Command[Any], Refusal, datetime] | None = None
        self.repeats: list[tuple[Command[Any], Key, Answer]] = []
        try:
            self.processes = [Process(self) for _ in range(1 + self.seed % 3)]
            await self._set_up()
            self.screens = {code: await Screen.open(code, self.archive, self.start) for code in GROUNDS}
            self.post = Post(self.database, lambda: self.processes[0].readers, self.clock) if self.has_post else None
            if self.post is not None:
                await self.post.begin(self.histories)
            yield self
        finally:
            for process in self.processes:
                await process.desks.close()
            await self.database.close()

    async def _set_up(self) -> None:
        writes = Writes()
        company = {"id": TRUSTED, "name": "Lancang", "name_key": "lancang", "pseudonym": "Heron", "version": 1}
        writes.insert(Company, is_trusted=True, is_suspended=False, created_at=self.start, **company)
        async with self.database.writing() as connection:
            await writes.save(connection)
        for ground in GROUNDS.values():
            for command in ground.setting_up():
                await self.processes[0].desks.run(command)
        await invariants.looked_at(self.database, self.histories)

    async def take(self, steps: int, first: int = 0) -> None:
        """Run so many steps from `first` on, checking after each; raises Broken."""
        for step in range(first, first + steps):
            if self.only is None or step in self.only:
                await self.step(step)
        found = await self.checked(is_deep=True)
        if found:
            raise Broken(self.seed, first + steps - 1, found, self.log)

    async def step(self, step: int) -> None:
        """Run one step and check after it; raises Broken."""
        try:
            found = await self._step(step, Random(f"{self.seed}:{step}"))
            found += await self.checked(is_deep=step % self.every == self.every - 1)
            if self.post is not None:
                found += await self.post.look(Random(f"{self.seed}:{step}:post"), self.histories)
        except Exception as error:
            raise Broken(self.seed, step, [f"unexpected {error!r}"], self.log) from error
        if found:
            raise Broken(self.seed, step, found, self.log)

    async def fresh(self, site: str) -> Memory:
        """A site's memory as the tables have it."""
        return await memories.fresh(self.database, site)

    async def _step(self, step: int, random: Random) -> list[str]:
        kind = random.random()
        if kind < 0.16:
            return await self._advance(step, random)
        if kind < 0.19:
            return await self._restart(step, random)
        if kind < 0.21:
            return self._set_back(step, random)
        if kind < 0.26 and self.repeats:
            return await self._repeat(step, random)
        return await self._act(step, random)

    async def _advance(self, step: int, random: Random) -> list[str]:
        to = self.clock.now() + timedelta(minutes=random.choice(MINUTES))
        process = random.choice([each for each in self.processes if not each.clock.by])
        nearing = Nearing(self.clock, process.readers.memory)
        stopping = (self.rezoner, self.rolling, self.retimer, self.turning)
        booking = (lapsing, taking_effect, self.drawings, *stopping, nearing)
        calling: tuple[Duty, ...] = (visits.opening, self.renewing, self.keeping, self.forwarding, *self.across)
        agenda = Agenda(self.database, self.clock, process.desks, (*booking, *calling))
        ran = await agenda.advance(self.clock, to)
        self.log.append(f"{step}: {ran} duties until {to:%H:%M:%S}")
        tables = await invariants.looked_at(self.database, self.histories)
        found = [f"I-07 {each['id']} is held still" for each in tables.due_holds(to)]
        found += await self._waits_too_long(to)
        return found + [f"I-33 {each}" for each in tables.unfinished()]

    async def _waits_too_long(self, now: datetime) -> list[str]:
        """Who waits for the truck it meets longer than it may, and has a bay kept for that one."""
        async with self.database.reading() as connection:
            known = [await rendezvous.meetings(connection, site) for site in GROUNDS]
        sides = [side for each in known for meeting in each.live() for side in meeting.sides]
        late = [side for side in sides if side.awaits_until is not None and side.awaits_until <= now]
        return [f"{each.reservation} waits still, though only until {each.awaits_until}" for each in late]

    def _set_back(self, step: int, random: Random) -> list[str]:
        """The clock of the second process, if there is one, goes back, or is right again."""
        late = timedelta(minutes=random.choice((0, 0, 2, 40, 300)))
        if len(self.processes) > 1:
            self.processes[1].clock.by = late
            self.log.append(f"{step}: the second process is behind by {late}")
        return []

    async def _restart(self, step: int, random: Random) -> list[str]:
        """A process goes without a word, and another one starts in its place."""
        at = random.randrange(len(self.processes))
        gone, self.processes[at] = self.processes[at], Process(self)
        await gone.desks.close()
        self.log.append(f"{step}: process {at} starts anew")
        return []

    async def _repeat(self, step: int, random: Random) -> list[str]:
        """The same request with the same key, through any process: the first answer; another request: refused."""
        command, key, first = random.choice(self.repeats[-8:])
        desks = random.choice(self.processes).desks
        if random.random() < 0.2:
            other = Key(key.scope, key.key, "another request")
            outcome = (await asyncio.gather(desks.answer(command, other, _answer), return_exceptions=True))[0]
            return [] if isinstance(outcome, KeyMismatch) else [f"I-06 {key.key}: {outcome!r} for another request"]
        again = await desks.answer(command, key, _answer)
        self.log.append(f"{step}: repeated {key.key}")
        return [] if (again.status, again.body) == (first.status, first.body) and again.replayed else [
            f"I-06 {key.key}: {first} at first, {again} then"
        ]  # fmt: skip

    def _hand(self, random: Random) -> Hand:
        site = random.choices(list(GROUNDS), (4, 1))[0]
        abroad = next(each for code, each in self.histories.items() if code != site)
        known = (GROUNDS[site], self.histories[site], self.clock.now(), self.ids, self.holders, abroad)
        return Hand(random, *known, has_devices=self.has_devices)

    async def _act(self, step: int, random: Random) -> list[str]:
        """Up to five requests at once, each to some process, some twice with one key; and now and then a fault."""
        asked: list[Asked] = []
        for each in range(random.choice((1, 1, 2, 3, 5))):
            name, command = drawn(self._hand(random), self.acts)
            key = Key("key:test", f"{step}.{each}", name) if random.random() < 0.4 else None
            asked += [(name, command, key)] * (2 if key is not None and random.random() < 0.3 else 1)
        fault = random.choice((BEFORE, AFTER, "fail")) if random.random() < 0.1 else None
        if fault == "fail":
            asked.append((fault, Fail(asked[0][1].site), None))
        else:
            self.database.fault = fault
            self.database.meanwhile = self._other(random) if self.is_lossy and fault == AFTER else None
        if len(asked) == 1 and fault is None:
            return await self._alone(step, asked[0], random.choice(self.processes))
        processes = [random.choice(self.processes) for _ in asked]
        answers = [self._ask(process, *each) for process, each in zip(processes, asked, strict=True)]
        outcomes = await asyncio.gather(*answers, return_exceptions=True)
        self.database.fault = None
        return self._judged(step, asked, outcomes, fault)

    async def _alone(self, step: int, asked: Asked, process: Process) -> list[str]:
        """A request with none beside it: refused, it has changed nothing (I-23)."""
        _, command, _ = asked
        history, now = self.histories[command.site], process.clock.now()
        before = await refused.rows(self.database)
        named, seq = await promised.foreseen(self.database, command, max(now, history.entries[-1].at)), history.seq
        outcome = (await asyncio.gather(self._ask(process, *asked), return_exceptions=True))[0]
        found = self._judged(step, [asked], [outcome], None)
        await invariants.looked_at(self.database, self.histories)
        added = history.entries[seq:]
        if not isinstance(outcome, Refusal):
            return found + [f"I-20 {each}" for each in promised.unforeseen(command, named, added)]
        self._refused = command, outcome, now
        changed = list(refused.left(before, await refused.rows(self.database), added))
        mine, anew = await process.desks.run(Peek(command.site)), await self.fresh(command.site)
        changed += memories.differences(memories.picture(mine), memories.picture(anew))
        return found + [f"I-23 {brief(command)}: {each}" for each in changed]

    def _other(self, random: Random) -> Callable[[], Awaitable[object]]:
        """What one more process does while an answer is being lost."""
        _, command = drawn(self._hand(random), self.acts)

        async def do() -> None:
            process = Process(self)
            said = await asyncio.gather(process.desks.run(command), return_exceptions=True)
            await process.desks.close()
            self.log.append(f"meanwhile: {brief(command)} -> {said!r:.80}")

        return do

    async def _ask(self, process: Process, name: str, command: Command[Any], key: Key | None) -> Any:
        desks = process.desks
        return await (desks.answer(command, key, _answer) if key is not None else desks.run(command))

    def _judged(
        self,
        step: int,
        asked: Sequence[tuple[str, Command[Any], Key | None]],
        outcomes: Sequence[Any],
        fault: str | None,
    ) -> list[str]:
        found = []
        answers: dict[str, set[bytes]] = {}
        for (name, command, key), outcome in zip(asked, outcomes, strict=True):
            said = outcome.code if isinstance(outcome, Refusal) else type(outcome).__name__
            self.outcomes[f"{name}: {said if isinstance(outcome, BaseException) else 'done'}"] += 1
            self.log.append(f"{step}: {brief(command)} -> {said}" + (f" [{fault}]" if fault else ""))
            if isinstance(outcome, BaseException) and not isinstance(outcome, Refusal | Injected):
                found.append(f"unexpected {outcome!r} for {command}")
            if isinstance(outcome, Refusal):
                found += [f"I-24 {brief(command)}: {each}" for each in refused.i24(outcome)]
            if isinstance(command, TakeIn) and isinstance(outcome, list):
                found += [f"I-24 {brief(command)}: {each}" for each in refused.i24_of_lines(outcome)]
                self.outcomes.update(f"line: {each.problem.get('code', each.outcome)}" for each in outcome)
            if isinstance(outcome, Answer) and key is not None:
                answers.setdefault(key.key, set()).add(outcome.body)
                self.repeats.append((command, key, outcome))
        found += [f"I-06 {key}: {given}" for key, given in answers.items() if len(given) > 1]
        self._asked = list(zip([command for _, command, _ in asked], outcomes, strict=True))
        return found

    def _effects(self) -> Iterator[str]:
        """I-06: what was asked once is done once, and what was refused is not done."""
        done = {id(command) for command, outcome in self._asked if not isinstance(outcome, BaseException)}
        for command, outcome in self._asked:
            history = self.histories[command.site]
            made = getattr(command, "id", None)
            if isinstance(outcome, BaseException) and id(command) not in done and made and history.has(made):
                yield f"I-06 {made} was refused ({outcome!r}), and is there"
            if isinstance(command, CallNext) and history.called[command.call] > command.count:
                yield f"I-06 {history.called[command.call]} were called, {command.count} asked for"
        self._asked = []

    async def checked(self, *, is_deep: bool) -> list[str]:
        """What is wrong now; `is_deep` adds what costs more."""
        tables = await invariants.looked_at(self.database, self.histories)
        found = invariants.broken(tables, self.histories)
        found += self._effects()
        if self._refused is not None:
            (command, refusal, now), self._refused = self._refused, None
            history = self.histories[command.site]
            said = refused.Refused(command, refusal, history, tables.rows, max(now, history.entries[-1].at))
            found += [f"I-24 {brief(command)}: {each}" for each in refused.held(said)]
        for full in acts.FULL:
            found += [f"I-02 {each}" for each in invariants.i02(full, self.histories[full.site])]
        acts.FULL.clear()
        for site, history in self.histories.items():
            if added := history.entries[self.screens[site].seq :]:
                found += self.screens[site].tick(added)
            found += self.screens[site].stale(self.clock.now())
        return found + (await self._deep() if is_deep else [])

    async def _deep(self) -> list[str]:
        found: list[str] = []
        for site, history in self.histories.items():
            found += [f"I-10 {site}: {each}" for each in invariants.i10(history)]
            memory = await self.fresh(site)
            found += self.screens[site].wrong(memory)
            anew = memories.picture(memory)
            for number, process in enumerate(self.processes):
                held = await process.desks.run(Peek(site))
                found += [f"yard {number} {each}" for each in history.inside.astray(held.of(YardState))]
                mine = memories.picture(held)
                found += [f"memory {number} {each}" for each in memories.differences(mine, anew)]
                await process.readers.catch_up(site)
                read = memories.picture(await process.readers.memory(site))
                found += [f"readers {number} {each}" for each in memories.differences(read, anew)]
        return found

    async def replayed(self, target_url: str) -> list[str]:
        """I-27: the decision tables against the replay of all ledgers into another database."""
        target = Database(target_url)
        try:
            for history in self.histories.values():
                await memories.replayed(history.entries, target)
            return await memories.i27(self.database, target)
        finally:
            await target.close()


def _answer(result: Any) -> Answer:
    """A body that tells one effect from another: the id and version of what was made."""
    made = getattr(result, "visit", None) if not isinstance(getattr(result, "visit", None), str | None) else result
    told = {"id": getattr(made, "id", None), "version": getattr(made, "version", None), "what": type(result).__name__}
    return Answer(201, orjson.dumps(told))
