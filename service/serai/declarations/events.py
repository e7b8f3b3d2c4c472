"""Facts about declarations. What a declaration says is confidential: the ledger has a salted commitment of it."""

from __future__ import annotations

from typing import ClassVar

from serai.core.events import Event


class _Stated(Event):
    """What the ledger knows of a declaration's content; `commitment` proves the rest to whoever is shown its salt."""

    declaration: str
    mode: str
    direction: str
    commitment: str


class DeclarationMade(_Stated):
    """A company began a declaration."""

    kind: ClassVar[str] = "declaration.made"
    company: str | None


class DeclarationChanged(_Stated):
    """A declaration that was not submitted, or was rejected, says something else now; it is a draft."""

    kind: ClassVar[str] = "declaration.changed"


class DeclarationSubmitted(Event):
    """A company stands by what a declaration says."""

    kind: ClassVar[str] = "declaration.submitted"
    declaration: str


class DeclarationDecided(Event):
    """An authority decided about a declaration; `reason` is a code."""

    kind: ClassVar[str] = "declaration.decided"
    declaration: str
    decision: str
    status: str
    reason: str
