"""Recomputing every line's order from a ledger alone, as a stranger would (I-10)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from serai.core.events import Entry
from serai.queue import moves, order
from serai.queue.events import CallMissed, Op, VisitCalled, VisitCorrected, VisitJoined, VisitMoved
from serai.queue.order import Placement, Policy, Standing
from serai.queue.rules import PASSING, Queue
from serai.queue.transfer_events import TransferExpired, TransferPromised, TransferWithdrawn
from serai.sites.rules import SiteFold

_Placing = VisitJoined | VisitMoved | VisitCorrected | CallMissed


@dataclass(slots=True)
class Recount:
    """What a ledger's facts add up to: visits by line, first to last, and whatever does not follow from them."""

    orders: dict[str, list[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def replay(entries: Iterable[Entry]) -> Recount:
    """Recompute each placement from the facts and the rulebook in force, and each order from the rank operations."""
    recount = Recount()
    site, queue, promises = SiteFold(), None, dict[str, TransferPromised]()
    for entry in entries:
        queue = queue or Queue(entry.site)
        event = entry.event
        wrong = _placement_fault(queue, site, entry) or _call_fault(queue, entry) or _promise_fault(promises, entry)
        if wrong:
            recount.faults.append(f"entry {entry.seq}: {wrong}")
        site.apply(event, entry.at, entry.seq)
        queue.apply(event, entry.at, entry.seq)
        ops = getattr(event, "ops", ())
        moved(recount.orders, ops, getattr(event, "visit", ""))
        for line in {str(op[1]) for op in ops}:
            if recount.orders[line] != list(queue.line(line).ranks):
                recount.faults.append(f"entry {entry.seq}: its rank operations do not give the order of {line}")
                recount.orders[line] = list(queue.line(line).ranks)
    return recount


def moved(orders: dict[str, list[str]], ops: Sequence[Op], visit: str) -> None:
    """Apply the rank operations of one fact about a visit; one that cannot be applied changes nothing."""
    for what, line, rank, *rest in ops:
        members = orders.setdefault(str(line), [])
        at = int(rank) - 1
        if what == "join":
            members.insert(at, visit)
        elif 0 <= at < len(members):
            member = members.pop(at)
            if what == "move":
                members.insert(int(rest[0]) - 1, member)


def policy_of(site: SiteFold, version: int) -> Policy | None:
    """The order's part of a version of the site's rulebook."""
    book = next((each.rulebook for each in site.rulebooks if each.version == version), None)
    if book is None:
        return None
    merge = [entry.model_dump(exclude_none=True) for entry in book.merge]
    return order.policy(version, merge, book.priority_bound_minutes, book.mode)


def _placement_fault(queue: Queue, site: SiteFold, entry: Entry) -> str | None:
    event = entry.event
    if not isinstance(event, _Placing) or event.placed is None:
        return None
    policy = policy_of(site, event.placed.rulebook)
    if policy is None or site.rulebook_at(entry.at).version != event.placed.rulebook:
        return f"the rulebook in force was not version {event.placed.rulebook}"
    expected = _expected(queue, site, entry, event, policy)
    if moves.placed(expected) != event.placed:
        return f"{event.visit} was placed at {event.placed.key}, not at {list(expected.key)}"
    return None


def _expected(
    queue: Queue, site: SiteFold, entry: Entry, event: VisitJoined | VisitMoved | VisitCorrected | CallMissed,
    policy: Policy,
) -> Placement:  # fmt: skip
    if isinstance(event, VisitJoined):
        standing = Standing(
            event.cargo_class, event.trusted, event.carried.since if event.carried is not None else entry.at,
            site.place.lane(event.lane).service_seconds, event.slot_starts_at, event.arrive_from, event.arrive_until,
            is_carried=event.carried is not None,
        )  # fmt: skip
        return queue.line(event.line).place(standing, policy, entry.at)
    visit = queue.find(event.visit)
    if isinstance(event, CallMissed):
        anew = moves.standing(replace(visit, missed_at=entry.at))
        return moves.missed(queue.line(visit.line).replace(visit.id, anew, policy, entry.at)[0])
    if isinstance(event, VisitCorrected) and event.lane is not None:
        lane = site.place.lane(event.lane)
        visit = replace(visit, cost_seconds=lane.service_seconds, cargo_class=lane.cargo_class)
    line = event.line or visit.line
    if line != visit.line:
        return queue.line(line).place(moves.standing(visit), policy, entry.at)
    return queue.line(line).replace(visit.id, moves.standing(visit), policy, entry.at)[0]


def _promise_fault(promises: dict[str, TransferPromised], entry: Entry) -> str | None:
    """Whether a place was carried over without a promise that stood, or as from another time than was promised."""
    event = entry.event
    match event:
        case TransferPromised():
            promises[event.transfer] = event
        case TransferWithdrawn() | TransferExpired():
            promises.pop(event.transfer, None)
        case VisitJoined() if event.carried is not None:
            made = promises.pop(event.carried.transfer, None)
            if made is None or (made.since, made.lane) != (event.carried.since, event.lane):
                return f"{event.visit} was given a place that no promise here had kept for it"
            if entry.at >= made.valid_until:
                return f"{event.visit} was given a place that was kept until {made.valid_until:%Y-%m-%d %H:%M} only"
    return None


def _call_fault(queue: Queue, entry: Entry) -> str | None:
    event = entry.event
    if not isinstance(event, VisitCalled) or event.reason is not None or event.inferred or event.why in PASSING:
        return None
    first = queue.next(event.line, 1, [event.lane], entry.at if event.why is not None else None)
    if first and first[0].id != event.visit:
        return f"{event.visit} was called before {first[0].id} without a reason"
    return None
