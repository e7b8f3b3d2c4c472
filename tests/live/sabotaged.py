"""Sabotage, run as a service: `sabotaged.py NAME --port …` serves with one protection taken off."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.cli import app
from serai.core.following import Following
from serai.identity import actions, queries, tokens
from serai.identity.access import Access
from serai.identity.rules import Caller, TicketRefused
from serai.live.board import Board
from serai.live.feed import Subscription
from serai.live.frames import Position


async def _never(*_: Any) -> None:
    """In place of looking now and then."""
    await asyncio.Event().wait()


async def _without_seq(self: Board, subscription: Subscription, after: Position) -> str | None:
    """Who comes back in the same epoch is taken to know everything."""
    subscription.begin(self.views.view(subscription.feed).boundary)
    return None


async def _again(connection: AsyncConnection, ticket: tokens.Ticket) -> Caller:
    """A ticket's number is not kept."""
    caller = await queries.caller_named(connection, ticket.subject, actions.now())
    if caller is None:
        raise TicketRefused
    return caller


SABOTAGES: dict[str, Callable[[], None]] = {
    "bell_only": lambda: setattr(Following, "serve", _never),
    "without_seq": lambda: setattr(Board, "resume", _without_seq),
    "revocations_unseen": lambda: setattr(Access, "watch", _never),
    "tickets_again": lambda: setattr(actions, "use_ticket", _again),
}

if __name__ == "__main__":
    SABOTAGES[sys.argv[1]]()
    app(["serve", *sys.argv[2:]])
