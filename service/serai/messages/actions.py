"""What is written about messages. Not through the desk: an outbox decides nothing that a ledger must know of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel, col

from serai.messages.rules import Planned
from serai.messages.tables import MessageCursor, MessageRefusal, MessageRow


async def _insert(connection: AsyncConnection, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows that are not there yet."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    if rows:
        await connection.execute(insert(model).on_conflict_do_nothing(), list(rows))


async def begin(connection: AsyncConnection, site: str, seq: int) -> None:
    """Turn a site's ledger into messages from here on: what happened before is old."""
    await _insert(connection, MessageCursor, [{"site": site, "seq": seq}])


async def note(connection: AsyncConnection, site: str, seq: int, planned: Sequence[tuple[Planned, datetime]]) -> None:
    """Keep messages until they are due, and that the ledger was read up to `seq`. Planned twice, one is kept once."""
    rows = [
        {
            "site": site, "id": each.id, "seq": each.seq, "kind": each.kind, "reservation": each.reservation,
            "words": dict(each.words), "status": "waiting", "at": each.at, "due_at": due_at, "until": each.until,
            "attempts": 0,
        }
        for each, due_at in planned
    ]  # fmt: skip
    await _insert(connection, MessageRow, rows)
    moved = update(MessageCursor).where(col(MessageCursor.site) == site, col(MessageCursor.seq) < seq)
    await connection.execute(moved.values(seq=seq))


async def change(connection: AsyncConnection, site: str, ids: Sequence[str], **values: Any) -> None:
    """What became of messages of a site."""
    if ids:
        rows = update(MessageRow).where(col(MessageRow.site) == site, col(MessageRow.id).in_(ids))
        await connection.execute(rows.values(**values))


async def want(connection: AsyncConnection, mark: str, now: datetime, *, wanted: bool, by_reply: bool = False) -> None:
    """Whether the holder of a number wants messages. What a phone itself has said no page takes back."""
    refusal = delete(MessageRefusal).where(col(MessageRefusal.mark) == mark)
    if wanted or by_reply:
        await connection.execute(refusal if by_reply else refusal.where(col(MessageRefusal.by_reply).is_(False)))
    if not wanted:
        await _insert(connection, MessageRefusal, [{"mark": mark, "at": now, "by_reply": by_reply}])
