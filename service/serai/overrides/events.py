"""Calls out of turn, and by whose word; people by pseudonyms that say nothing of them."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from serai.core.events import Event


class OverrideAsked(Event):
    """Somebody wants `visits` called out of turn, which needs a second person; it stands until `until`."""

    kind: ClassVar[str] = "override.asked"
    override: str
    visits: list[str]
    reason: str
    by: str
    until: datetime


class OverrideConfirmed(Event):
    """A second person agreed: the calls that stand before this fact were made by it."""

    kind: ClassVar[str] = "override.confirmed"
    override: str
    by: str


class OverrideMade(Event):
    """A visit was called out of turn by an operator; `second` is who agreed, where somebody had to."""

    kind: ClassVar[str] = "override.made"
    visit: str
    lane: str
    call: str
    reason: str
    by: str
    second: str | None
