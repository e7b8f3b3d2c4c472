"""Wire shapes of keys, companies, sessions and tickets."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, Field, StrictBool, StringConstraints, model_validator

from serai.core.http import Body
from serai.identity.queries import Record
from serai.identity.rights import Role
from serai.identity.rules import Caller

Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""One line of text without control characters."""

Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()\-]{3,30}$")]
SiteCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_\-]{1,32}$")]


class KeyRequest(Body):
    role: Role
    company: Line | None = Field(None, description="Its name; the same name is the same company. Needed for a company.")
    site: SiteCode | None = Field(
        None, description="The only site the key serves; absent: all. Needed for a neighbour."
    )
    scopes: list[Line] = Field(
        [], max_length=100, description="`slots.list`, `slots.*` or `read`; none: all of the role."
    )
    phone: Phone | None = Field(None, description="A driver's, to which the key is bound; only a mark of it is kept.")


class KeyMade(BaseModel):
    id: str
    key: str = Field(description="Shown this once.")
    role: Role


class KeyShown(BaseModel):
    id: str
    role: Role
    company: str | None
    site: str | None
    scopes: list[str]
    created_at: datetime
    revoked_at: datetime | None

    @classmethod
    def of(cls, row: Record) -> KeyShown:
        return cls.model_validate({**row._mapping, "scopes": row.scopes.split()})


class CompanyShown(BaseModel):
    id: str
    name: str
    pseudonym: str = Field(description="Its name in the public ledger.")
    trusted: bool
    suspended: bool
    version: int

    @classmethod
    def of(cls, row: Record) -> CompanyShown:
        return cls.model_validate({**row._mapping, "trusted": row.is_trusted, "suspended": row.is_suspended})


class CompanyChange(Body):
    """What is absent or null stays as it is."""

    trusted: StrictBool | None = None
    suspended: StrictBool | None = None
    name: Line | None = None

    def columns(self) -> dict[str, Any]:
        given = {"is_trusted": self.trusted, "is_suspended": self.suspended, "name": self.name}
        return {column: value for column, value in given.items() if value is not None}


class SignIn(Body):
    """Either a key, or a person's e-mail address and password."""

    key: Line | None = None
    email: Line | None = None
    password: Annotated[str, StringConstraints(min_length=1, max_length=500)] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        by_password = self.email is not None and self.password is not None
        if by_password == (self.key is not None) or (self.email is None) != (self.password is None):
            raise ValueError("give either key, or email and password")
        return self


class CallerShown(BaseModel):
    role: Role | None = Field(description="Null for who is not signed in.")
    key: str
    company: str | None
    site: str | None
    reservation: str | None
    is_session: bool
    is_trusted: bool
    is_suspended: bool

    @classmethod
    def of(cls, caller: Caller) -> CallerShown:
        return cls.model_validate({name: getattr(caller, name) for name in cls.model_fields})


class SessionShown(BaseModel):
    caller: CallerShown
    csrf: str | None = Field(description="To be sent as `X-CSRF-Token` with every act of this session.")


class TicketRequest(Body):
    """Nothing needs to be said."""


class TicketMade(BaseModel):
    ticket: str
    expires_at: datetime
