"""Who asks, what is theirs, and how they are refused. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from serai.core.errors import Invalid, Kind, Missing, Refusal
from serai.identity.rights import RIGHTS, Relation, Role

SESSION_LIFE: Final = timedelta(hours=12)
SHORTEST_PASSWORD: Final = 12
TICKET_LIFE: Final = timedelta(seconds=30)
READ_SCOPE: Final = "read"


class KeyMissing(Refusal):
    """This needs a key: send it as `Authorization: Bearer`, or sign in."""

    code = "key.missing"
    kind = Kind.UNAUTHENTICATED


class KeyUnknown(Refusal):
    """This key is not known here."""

    code = "key.unknown"
    kind = Kind.UNAUTHENTICATED


class KeyRevoked(Refusal):
    """This key has been revoked."""

    code = "key.revoked"
    kind = Kind.UNAUTHENTICATED


class SignInRefused(Refusal):
    """The e-mail address or the password is not right."""

    code = "session.refused"
    kind = Kind.UNAUTHENTICATED


class TicketRefused(Refusal):
    """This ticket is not valid: it was used, is older than 30 seconds, or was not issued here."""

    code = "ticket.refused"
    kind = Kind.UNAUTHENTICATED


class AccessDenied(Refusal):
    """Your role does not have this right."""

    code = "access.denied"
    kind = Kind.FORBIDDEN


class OutOfScope(Refusal):
    """This key was made for fewer operations than its role has, and this is not one of them."""

    code = "access.out_of_scope"
    kind = Kind.FORBIDDEN


class CsrfRefused(Refusal):
    """An act from a signed-in page must carry the session's `X-CSRF-Token`."""

    code = "session.csrf"
    kind = Kind.FORBIDDEN


class CompanySuspended(Refusal):
    """The company is suspended: it may read and cancel, but not ask for anything new."""

    code = "company.suspended"
    kind = Kind.FORBIDDEN


class RateExceeded(Refusal):
    """Too many requests; wait for the seconds named in `Retry-After`."""

    code = "rate.exceeded"
    kind = Kind.BUSY


class CompanyNameTaken(Refusal):
    """Another company has this name, and the same name is the same company."""

    code = "company.name_taken"
    kind = Kind.CONFLICT


class EmailTaken(Refusal):
    """Somebody already signs in with this e-mail address."""

    code = "person.email_taken"
    kind = Kind.CONFLICT


class PersonUnknown(Missing):
    """Nobody signs in with this e-mail address."""

    code = "person.unknown"


class PasswordShort(Invalid):
    """A password has at least 12 characters."""

    code = "person.password_short"


class CompanyUnknown(Missing):
    """There is no such company."""

    code = "company.unknown"


class KeyNotFound(Missing):
    """There is no such key, or it is not yours."""

    code = "key.not_found"


class CompanyNeeded(Invalid):
    """A key of this role belongs to a company: name it in `company`."""

    code = "key.company_missing"


class SiteNeeded(Invalid):
    """A neighbour's key speaks for one site: name it in `site`."""

    code = "key.site_missing"


class ScopeUnknown(Invalid):
    """A scope is an operation such as `slots.list`, a group such as `slots.*`, or `read`."""

    code = "key.scope_unknown"


class CompanyNameEmpty(Invalid):
    """A company's name needs at least one visible character."""

    code = "company.name_empty"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks. With no role it is anybody, without a key.

    `key` is the id of the key, `link:<reservation>` for a driver's link, `session:<id>` for a signed-in page, whose
    `holder` is the id of the key it was opened with. `pseudonym` is the company's name in public. `operations` is None
    unless the key was made for some operations only. `phone` is a mark, never a number.
    """

    role: Role | None = None
    key: str = ""
    company: str | None = None
    pseudonym: str | None = None
    site: str | None = None
    person: str | None = None
    phone: str | None = None
    reservation: str | None = None
    holder: str = ""
    is_session: bool = False
    is_trusted: bool = False
    is_suspended: bool = False
    operations: frozenset[str] | None = None

    @property
    def signature(self) -> str:
        """The id by which the ledger names who decided something: of the key, for a session of the one it was opened
        with."""
        return self.holder or self.key

    @property
    def scope(self) -> str:
        """The company or person behind the key: what idempotency keys and "made by" belong to.

        Another key of the same company or phone has the same scope; a session has that of the key or person it is.
        """
        if self.role is Role.COMPANY:
            return f"company:{self.company}"
        if self.person is not None:
            return f"person:{self.person}"
        if self.phone is not None:
            return f"phone:{self.phone}"
        if self.reservation is not None:
            return f"link:{self.reservation}"
        return f"key:{self.holder or self.key}" if self.role else "public"

    def serves(self, site: str) -> bool:
        """Whether the caller's key reaches this site; a key without a site reaches all."""
        return self.site is None or self.site == site

    def owns(self, thing: Belonging) -> bool:
        """Whether it is the caller's company's, the caller made it, or the caller is named in it."""
        if self.role is Role.COMPANY:
            return thing.company is not None and thing.company == self.company
        if self.reservation is not None and self.reservation == thing.reservation:
            return True
        if self.phone is not None and self.phone == thing.phone:
            return True
        return self.role is not None and thing.made_by == self.scope


ANYBODY: Final = Caller()


@dataclass(frozen=True, slots=True)
class Belonging:
    """Whose a thing is. `made_by` is the scope of the caller that made it; `phone` a mark; absent is None."""

    site: str | None = None
    company: str | None = None
    made_by: str | None = None
    reservation: str | None = None
    phone: str | None = None


def link_caller(reservation: str) -> Caller:
    """The driver who follows the link of one reservation."""
    return Caller(role=Role.DRIVER, key=f"link:{reservation}", reservation=reservation)


def allowed(operation: str, caller: Caller) -> Relation:
    """How the caller must stand to what the operation touches; a refusal where it has no right at all."""
    right = RIGHTS.get(operation)
    relation = Relation.NONE if right is None else right.relations[caller.role]
    if right is None or relation is Relation.NONE:
        raise AccessDenied(operation=operation) if caller.role else KeyMissing()
    if caller.operations is not None and operation not in caller.operations:
        raise OutOfScope(operation=operation)
    if caller.is_suspended and not right.when_suspended:
        raise CompanySuspended
    return relation


def reaches(relation: Relation, caller: Caller, thing: Belonging) -> bool:
    """Whether the right holds for this thing. Where it does not, the thing is answered as if it did not exist."""
    if relation is Relation.ANY:
        return True
    if relation is Relation.SITE:
        return thing.site is not None and caller.serves(thing.site)
    return relation is Relation.OWN and caller.owns(thing)


def operations_in(scopes: Iterable[str]) -> frozenset[str] | None:
    """The operations a key's scopes allow; None, meaning all its role has, where it has no scopes."""
    chosen = {scope: _operations(scope) for scope in scopes}
    unknown = sorted(scope for scope, operations in chosen.items() if not operations)
    if unknown:
        raise ScopeUnknown(unknown=unknown)
    return frozenset().union(*chosen.values()) if chosen else None


def _operations(scope: str) -> frozenset[str]:
    if scope == READ_SCOPE:
        return frozenset(operation for operation, right in RIGHTS.items() if not right.acts)
    if scope.endswith(".*"):
        return frozenset(operation for operation in RIGHTS if operation.startswith(scope[:-1]))
    return frozenset({scope}) & RIGHTS.keys()


def demand_holder(role: Role, company: str | None, site: str | None) -> None:
    """Refuse a key whose holder cannot be told: a company's without a company, a neighbour's without a site."""
    if role is Role.COMPANY and company is None:
        raise CompanyNeeded(role=role.value)
    if role is Role.NEIGHBOUR and site is None:
        raise SiteNeeded(role=role.value)


def demand_password(password: str) -> None:
    """Refuse a password that is guessed by trying; long ones need no signs of other kinds."""
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordShort


def tidy_name(name: str) -> str:
    """A company's name as shown: one space between words, none around."""
    tidy = " ".join(unicodedata.normalize("NFC", name).split())
    if not tidy:
        raise CompanyNameEmpty
    return tidy


def same_name(name: str) -> str:
    """What names of one company have in common, whatever the width, case or spacing they were typed in."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", tidy_name(name)).casefold())


def same_email(email: str) -> str:
    """What spellings of one e-mail address have in common."""
    return unicodedata.normalize("NFKC", email).strip().casefold()
