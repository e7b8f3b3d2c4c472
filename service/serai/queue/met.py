"""What a reservation or visit is told of its rendezvous: of the other its reference, status, bay and band. Pure."""

from __future__ import annotations

from datetime import datetime

from serai.booking.met_schemas import MetView
from serai.queue.rules import Queue
from serai.rendezvous.rules import Meetings


def met(meetings: Meetings, queue: Queue, id_: str | None, now: datetime | None) -> MetView | None:
    """The rendezvous of a reservation or visit, live or the last; what is told of the other only once it is agreed.

    `now` None: as a feed tells it, without the other's band, which moves with the clock and not with facts.
    """
    found = meetings.of(id_)
    if found is None or id_ is None:
        return None
    mine, theirs = found.mine(id_), found.theirs(id_)
    told = {"id": found.id, "with": theirs.reference, "at": found.at, "status": found.status}
    told |= {"asked": "them" if mine == found.sides[0] else "us"}
    if found.status in ("agreed", "met"):
        here, there = (queue.visits.get(side.visit or "") for side in (mine, theirs))
        band = queue.band(there.id, now) if there is not None and now is not None else None
        told |= {
            "theirs": {
                "status": there.status if there is not None else theirs.status,
                "band": band and {"p05": band.p05, "p50": band.p50, "p95": band.p95},
            },
            "bay": (here and here.bay) or mine.kept, "beside": (there and there.bay) or theirs.kept,
            "waits_until": mine.awaits_until,
        }  # fmt: skip
    return MetView.model_validate(told)
