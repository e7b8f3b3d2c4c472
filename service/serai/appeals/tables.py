"""The words beside an appeal, which stay outside the ledger; what it comes to stands with its reservation."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from serai.core.tables import PERSONAL


class AppealNote(SQLModel, table=True):
    """What who appeals, or who answers, wrote beside a reason's code; `seq` is the entry that it explains."""

    __tablename__ = "appeal_note"
    __table_args__ = (Index("appeal_note_of_reservation", "site", "reservation"),)

    site: str = Field(primary_key=True)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    reservation: str
    is_answer: bool
    text: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
