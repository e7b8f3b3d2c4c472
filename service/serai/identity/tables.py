"""Companies, people and what they carry. Times are real: keys, sessions and tickets ignore the domain clock."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel


class Company(SQLModel, table=True):
    """A forwarder, carrier or factory; `name_key` is its name as it is compared, `pseudonym` its name in public."""

    __tablename__ = "company"

    id: str = Field(primary_key=True)
    name: str
    name_key: str = Field(unique=True)
    pseudonym: str = Field(unique=True)
    is_trusted: bool
    is_suspended: bool
    version: int
    created_at: datetime


class ApiKey(SQLModel, table=True):
    """A key, of which only the digest is kept; `phone` is a mark, `scopes` are parted by spaces."""

    __tablename__ = "api_key"

    id: str = Field(primary_key=True)
    digest: str = Field(unique=True)
    role: str
    company: str | None = Field(index=True)
    site: str | None
    phone: str | None
    scopes: str
    created_by: str
    created_at: datetime
    revoked_at: datetime | None = Field(index=True)


class Person(SQLModel, table=True):
    """Somebody who signs in to the console with a password; `email_key` is the address as it is compared."""

    __tablename__ = "person"

    id: str = Field(primary_key=True)
    name: str
    email: str
    email_key: str = Field(unique=True)
    password: str
    role: str
    company: str | None
    site: str | None
    created_at: datetime
    disabled_at: datetime | None


class ConsoleSession(SQLModel, table=True):
    """A signed-in page: of a key or of a person, one of the two."""

    __tablename__ = "console_session"

    id: str = Field(primary_key=True)
    digest: str = Field(unique=True)
    key: str | None = Field(index=True)
    person: str | None = Field(index=True)
    created_at: datetime
    expires_at: datetime = Field(index=True)
    ended_at: datetime | None = Field(index=True)


class UsedTicket(SQLModel, table=True):
    """The number of a ticket that has let somebody in, kept until the ticket would be late anyway."""

    __tablename__ = "used_ticket"

    number: str = Field(primary_key=True)
    expires_at: datetime = Field(index=True)
