"""A declaration's states, what may be done in each, and the working memory of a batch. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar, Final

import orjson

from serai.core.errors import Missing, Refusal
from serai.core.events import Event
from serai.core.folds import Fold
from serai.declarations.checks import Report, Stated, report
from serai.declarations.events import DeclarationChanged, DeclarationDecided, DeclarationSubmitted

MACHINE: Final[Mapping[str, frozenset[str]]] = {
    "draft": frozenset({"draft", "submitted"}),
    "submitted": frozenset({"accepted", "detained", "inspecting", "released", "rejected"}),
    "accepted": frozenset({"detained", "inspecting", "released", "rejected"}),
    "detained": frozenset({"inspecting", "released", "rejected"}),
    "inspecting": frozenset({"accepted", "detained", "released", "rejected"}),
    "rejected": frozenset({"draft"}),
    "released": frozenset(),
}
"""The published machine. A company moves it from draft to submitted and, once rejected, back; authorities the rest."""

DECISIONS: Final[Mapping[str, str]] = {
    "accept": "accepted", "detain": "detained", "inspect": "inspecting", "release": "released", "reject": "rejected",
}  # fmt: skip
"""What an authority decides, and the state it leads to."""

STANDING: Final = frozenset({"submitted", "accepted", "detained", "inspecting", "released"})
"""States in which a company stands by it, and no authority has turned it down."""


class DeclarationUnknown(Missing):
    """There is no such declaration, or it is not yours."""

    code = "declaration.unknown"


class DeclarationLocked(Refusal):
    """What was submitted is not changed any more, unless it is rejected; make another declaration."""

    code, rule = "declaration.locked", "declaration.states"


class DeclarationIncomplete(Refusal):
    """The declaration cannot be submitted yet: `check` says what is wrong, and what to do about each."""

    code, rule = "declaration.incomplete", "declaration.complete"


class DeclarationRejected(Refusal):
    """This declaration was rejected: change what was wrong with it, then submit it again."""

    code, rule = "declaration.rejected", "declaration.states"


class DeclarationUndecidable(Refusal):
    """This cannot be decided about the declaration in its present state; `may` are the decisions that can."""

    code, rule = "declaration.undecidable", "declaration.states"


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a company states about a load. `reservation` is the one that it was last attached to.

    From `owner` on everything is confidential and stays out of the ledger.
    """

    id: str
    site: str
    status: str
    mode: str
    direction: str
    company: str | None
    commitment: str
    made_at: datetime
    decided_at: datetime | None
    reason: str | None
    reservation: str | None
    version: int
    owner: str
    content: Mapping[str, Any] = field(default_factory=dict)
    note: str | None = None

    @property
    def stands(self) -> bool:
        return self.status in STANDING

    @property
    def plate(self) -> str | None:
        """The plate that it names, as it was written."""
        plate: str | None = self.stated.at("transport.plate")
        return plate

    @property
    def stated(self) -> Stated:
        return Stated(self.mode, self.direction, self.content)

    @property
    def report(self) -> Report:
        return report(self.stated)


class Declarations(Fold):
    """The declarations that a batch has loaded."""

    takes: ClassVar[frozenset[str] | None] = frozenset(
        each.kind for each in (DeclarationChanged, DeclarationSubmitted, DeclarationDecided)
    )

    def __init__(self, known: Mapping[str, Declaration] | None = None) -> None:
        self.known: dict[str, Declaration] = dict(known or {})

    def forget(self) -> None:
        self.known.clear()

    def copy(self) -> Declarations:
        return Declarations(self.known)

    def apply(self, event: Event, at: datetime, seq: int) -> None:
        match event:
            case DeclarationChanged():
                said = {"mode": event.mode, "direction": event.direction, "commitment": event.commitment}
                self._step(seq, event.declaration, status="draft", **said)
            case DeclarationSubmitted():
                self._step(seq, event.declaration, status="submitted", decided_at=None, reason=None, note=None)
            case DeclarationDecided():
                decided = {"status": event.status, "decided_at": at, "reason": event.reason}
                self._step(seq, event.declaration, **decided)
            case _:
                pass

    def attach(self, declaration: str, reservation: str | None, seq: int) -> None:
        """A reservation carries it now, or (None) none does."""
        self._step(seq, declaration, reservation=reservation)

    def _step(self, seq: int, declaration: str, **changes: Any) -> None:
        if declaration in self.known:
            self.known[declaration] = replace(self.known[declaration], version=seq, **changes)


def check_change(known: Declaration) -> None:
    """Refuse a change of what somebody else may rely on already."""
    if "draft" not in MACHINE[known.status]:
        raise DeclarationLocked(status=known.status)


def check_submit(known: Declaration) -> None:
    """Refuse to submit what an authority would have to send back."""
    if "submitted" not in MACHINE[known.status]:
        raise DeclarationRejected(reason=known.reason)
    found = known.report
    if found.blocks:
        raise DeclarationIncomplete(check=checked(found), completeness=found.completeness)


def check_decision(known: Declaration, decision: str) -> None:
    """Refuse a step that the published machine does not have."""
    if DECISIONS[decision] not in MACHINE[known.status]:
        may = [name for name, status in DECISIONS.items() if status in MACHINE[known.status]]
        raise DeclarationUndecidable(status=known.status, may=may)


def checked(found: Report) -> list[dict[str, Any]]:
    """The findings as they are told."""
    names = ("code", "at", "text", "cure", "blocks")
    return [{name: getattr(each, name) for name in names} for each in found.findings]


def commitment(salt: str, content: Mapping[str, Any]) -> str:
    """What stands for a content in the ledger: it proves which one it was to whoever knows the salt."""
    return sha256(f"{salt}\n".encode() + orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()
