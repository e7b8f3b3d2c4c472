"""A miss is appealed by whose it is, and the appeal decided by who works at the site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from serai.appeals import rules
from serai.appeals.tables import AppealNote
from serai.booking.changes import Change, forgive
from serai.booking.events import AppealDecided, MissAppealed
from serai.booking.reservations import FORGIVE, Reservation
from serai.core.desk import Draft

Decision = Literal["forgive", "uphold"]


@dataclass(frozen=True)
class Appeal(Change):
    """Say why a miss should not count. It counts until somebody decides."""

    reason: str = ""
    note: str | None = None

    def decide(self, draft: Draft) -> Reservation:
        reservation = self.mine(draft)
        rules.check_appeal(reservation, draft.now)
        seq = draft.record(MissAppealed(reservation=reservation.id, reason=self.reason))
        _write(draft, seq, self.reservation, self.note, is_answer=False)
        return self.now(draft)


@dataclass(frozen=True)
class Decide(Change):
    """Answer an appeal, with a reason; `by` is the key id of who does."""

    decision: Decision = "uphold"
    reason: str = ""
    note: str | None = None
    by: str = ""

    def decide(self, draft: Draft) -> Reservation:
        reservation = self.mine(draft)
        rules.check_decision(reservation)
        event = AppealDecided(reservation=reservation.id, decision=self.decision, reason=self.reason, by=self.by)
        _write(draft, draft.record(event), self.reservation, self.note, is_answer=True)
        if self.decision == FORGIVE:
            forgive(draft, reservation, self.reason)
        return self.now(draft)


def _write(draft: Draft, seq: int, reservation: str, text: str | None, *, is_answer: bool) -> None:
    if text is not None:
        note = {"reservation": reservation, "is_answer": is_answer, "text": text}
        draft.writes.insert(AppealNote, site=draft.site, seq=seq, **note)
