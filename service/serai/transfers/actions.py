"""A place goes over to another site: steps at two desks, each repeatable, none of which claims both sites' heads.

The site that the truck would come to promises its place (`Promise`). The site where it waits decides, once and for all:
the visit leaves for that promise, or it does not (`LeaveFor`). Where it does not, the promise is taken back
(`Withdraw`). Whatever stops between two steps is finished by a duty, so a truck has both places, or a promise that is
worth nothing, for no longer than that takes; and it never has none while its promise stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.calling.control import Control
from serai.core.agenda import Due
from serai.core.desk import Command, Draft
from serai.queue import actions as queue_actions
from serai.queue import moves, queries, transfer_queries
from serai.queue.rules import AlreadyHere, Queue, VisitUnknown
from serai.queue.transfer_events import TransferExpired, TransferPromised, TransferRefused, TransferWithdrawn
from serai.queue.transfers import Promise as Promised
from serai.queue.transfers import Transfers
from serai.sites.rules import SiteFold
from serai.transfers import rules
from serai.transfers.rules import Seeker, There, TransferLate, TransferNotOffered, TransfersFull


@dataclass(frozen=True)
class Promise(Command[Promised]):
    """Keep a place for a truck that waits at another site; what it has been promised already stands.

    `seeker` is the truck as that site's memory shows it; how it stands is read anew.
    """

    transfer: str
    seeker: Seeker = field(kw_only=True)
    lane: str = field(kw_only=True)
    drive_minutes: int = field(kw_only=True)

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        transfers = draft.of(Transfers)
        transfers.promises.update(await transfer_queries.kept(connection, draft.site, draft.now))
        transfers.asking.update(await transfer_queries.asking(connection, [each.seeker.visit.id for each in commands]))
        vehicles = {each.papers.vehicle_key for each in transfers.asking.values() if each.papers.vehicle_key}
        draft.of(Queue).here.update(await queries.here(connection, draft.site, vehicles))

    def decide(self, draft: Draft) -> Promised:
        transfers, site, now = draft.of(Transfers), draft.of(SiteFold), draft.now
        standing = transfers.promised_to(self.seeker.visit.id)
        if standing is not None and standing.is_open(now):
            return standing
        asking = transfers.asking.get(self.seeker.visit.id)
        if asking is None:
            raise VisitUnknown(visit=self.seeker.visit.id)
        if asking.visit.status != "waiting" or asking.origin is None:
            raise TransferLate(status=asking.visit.status)
        if asking.papers.vehicle_key in draft.of(Queue).here:
            raise AlreadyHere(visit=None)
        there = There(site, draft.of(Queue), draft.of(Control), self.drive_minutes)
        rules.check(self.seeker, there, self.lane, now)
        most = site.rulebook_at(now).rulebook.transfers_per_hour
        if transfers.kept(now) >= most:
            raise TransfersFull(transfers_per_hour=most)
        until = rules.kept_until(now, self.drive_minutes)
        draft.record(
            TransferPromised(
                transfer=self.transfer, lane=self.lane, since=asking.since, valid_until=until, origin=asking.origin
            )
        )
        return transfers.promises[self.transfer]


@dataclass(frozen=True)
class LeaveFor(Command[bool]):
    """A visit leaves for what it was promised, if it still waits and the promise stands; tells whether it has left."""

    visit: str
    transfer: str

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        await queue_actions.load_visits(connection, draft, [each.visit for each in commands])
        transfers, asked = draft.of(Transfers), [each.transfer for each in commands]
        transfers.answers.update(await transfer_queries.answers(connection, asked))
        transfers.onward.update(await transfer_queries.onward(connection, asked))

    def decide(self, draft: Draft) -> bool:
        transfers = draft.of(Transfers)
        if self.transfer in transfers.answers:
            return transfers.answers[self.transfer]
        found = draft.of(Queue).find(self.visit)
        onward, promise = transfers.onward.get(self.transfer, (None, None))
        if onward is None or promise is None or promise.from_visit != self.visit:
            raise TransferNotOffered(transfer=self.transfer)
        if found.status == "waiting" and promise.is_open(draft.now):
            queue_actions.record(draft, [moves.go_onward(draft.of(Queue), self.visit, onward)])
            return True
        draft.record(TransferRefused(visit=self.visit, transfer=self.transfer, status=found.status))
        return False


@dataclass(frozen=True)
class _OnPromises(Command[None]):
    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        transfers = draft.of(Transfers)
        transfers.promises.update(await transfer_queries.kept(connection, draft.site, draft.now))
        transfers.answers.update(await transfer_queries.answers(connection, transfers.promises))


@dataclass(frozen=True)
class Withdraw(_OnPromises):
    """Take a promise back, once the other site has said that the truck does not leave for it."""

    transfer: str

    def decide(self, draft: Draft) -> None:
        transfers = draft.of(Transfers)
        standing = transfers.promises.get(self.transfer)
        if standing is not None and standing.status == "promised" and transfers.answers.get(self.transfer) is False:
            draft.record(TransferWithdrawn(transfer=self.transfer))


@dataclass(frozen=True)
class Expire(_OnPromises):
    """End what was promised to trucks that left the other site and did not come in time."""

    def decide(self, draft: Draft) -> None:
        transfers = draft.of(Transfers)
        for each in list(transfers.promises.values()):
            is_over = each.status == "promised" and each.valid_until <= draft.now
            if is_over and transfers.answers.get(each.id) is True:
                draft.record(TransferExpired(transfer=each.id))


async def finishing(connection: AsyncConnection) -> list[Due]:
    """What is left to be done of each promise that nobody has taken up (a duty)."""
    due = []
    for each in await transfer_queries.open_promises(connection):
        if each.has_left is None:
            due.append(Due(each.promised_at, LeaveFor(each.from_site, each.promise.from_visit, each.promise.id)))
        elif each.has_left:
            due.append(Due(each.promise.valid_until, Expire(each.site)))
        else:
            due.append(Due(each.promised_at, Withdraw(each.site, each.promise.id)))
    return due
