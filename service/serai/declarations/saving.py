"""How the facts about declarations stand in their table."""

from __future__ import annotations

from serai.core.desk import Record, saves
from serai.declarations.events import DeclarationChanged, DeclarationDecided, DeclarationMade, DeclarationSubmitted
from serai.declarations.tables import DeclarationRow

_STATED = ("mode", "direction", "commitment")


@saves(DeclarationMade)
def _made(event: DeclarationMade, record: Record) -> None:
    row = {name: getattr(event, name) for name in (*_STATED, "company")}
    row |= {name: record.personal.get(name) for name in ("owner", "salt", "content")}
    row |= {"id": event.declaration, "site": record.site, "status": "draft", "version": record.seq}
    record.writes.insert(DeclarationRow, made_at=record.at, decided_at=None, reason=None, reservation=None, **row)


@saves(DeclarationChanged)
def _changed(event: DeclarationChanged, record: Record) -> None:
    row = {name: getattr(event, name) for name in _STATED}
    row |= {name: record.personal.get(name) for name in ("salt", "content")}
    record.writes.update(DeclarationRow, id=event.declaration, status="draft", version=record.seq, **row)


@saves(DeclarationSubmitted)
def _submitted(event: DeclarationSubmitted, record: Record) -> None:
    row = {"status": "submitted", "version": record.seq, "decided_at": None, "reason": None, "note": None}
    record.writes.update(DeclarationRow, id=event.declaration, **row)


@saves(DeclarationDecided)
def _decided(event: DeclarationDecided, record: Record) -> None:
    row = {"status": event.status, "version": record.seq, "decided_at": record.at, "reason": event.reason}
    record.writes.update(DeclarationRow, id=event.declaration, note=record.personal.get("note"), **row)


def attached(record: Record, declaration: str, reservation: str | None) -> None:
    """A reservation carries it now, or (None) none does; for the facts of whoever keeps reservations."""
    record.writes.update(DeclarationRow, id=declaration, reservation=reservation, version=record.seq)
