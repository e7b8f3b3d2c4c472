from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel


class PaperLineRow(SQLModel, table=True):
    """A line that was taken in from paper, by which the same line is known again."""

    __tablename__ = "paper_line"
    __table_args__ = (Index("paper_line_of_visit", "visit"),)

    site: str = Field(primary_key=True)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    visit: str
    event: str
    written_at: datetime
