"""Facts about places that go over from one site to another.

The site that a truck comes to speaks of a `transfer`, the other of `onward`; each names the entry of the other ledger
that it rests on, so that anybody may look whether both agree.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from serai.core.events import Event


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Origin(_Part):
    """The visit at the other site, and the entry by which it stands there: it joined, or missed its call."""

    site: str
    visit: str
    seq: int
    digest: str


class Onward(_Part):
    """The promise for which a visit ends: entry `seq` of the other site's ledger."""

    transfer: str
    site: str
    seq: int
    digest: str


class Carried(_Part):
    """The promise by which a vehicle was given its place: `since` is when it came to the site that it comes from."""

    transfer: str
    visit: str
    reservation: str | None
    since: datetime

    def told(self) -> dict[str, Any]:
        """What a visit keeps of it."""
        return {"since": self.since, "came_from": self.visit, "came_with": self.reservation}


class TransferOffered(Event):
    """A truck that waits here was told that it would be let in at another `site` earlier, the drive included."""

    kind: ClassVar[str] = "transfer.offered"
    visit: str
    site: str
    lane: str
    saves_minutes: int


class TransferPromised(Event):
    """A truck that waits at another site is promised its place by arrival here, if it comes until `valid_until`."""

    kind: ClassVar[str] = "transfer.promised"
    transfer: str
    lane: str
    since: datetime
    valid_until: datetime
    origin: Origin


class TransferWithdrawn(Event):
    """A promise was taken back: the truck had been called where it waited, or was gone, before it could leave."""

    kind: ClassVar[str] = "transfer.withdrawn"
    transfer: str


class TransferExpired(Event):
    """A truck that was promised its place did not come in time; if it comes it stands by arrival."""

    kind: ClassVar[str] = "transfer.expired"
    transfer: str


class TransferRefused(Event):
    """A visit does not leave for another site: it is no longer waiting, or the promise is over. That is final."""

    kind: ClassVar[str] = "transfer.refused"
    visit: str
    transfer: str
    status: str
