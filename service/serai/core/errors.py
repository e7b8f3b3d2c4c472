"""Refusals: the ways in which Serai says no. The only place where a status code meets a reason."""

from __future__ import annotations

import inspect
from enum import Enum
from functools import cache
from typing import Any, ClassVar


class Kind(Enum):
    """What sort of no it is; the value is the HTTP status that says so."""

    MALFORMED = 400
    UNAUTHENTICATED = 401
    FORBIDDEN = 403
    MISSING = 404
    NOT_ALLOWED = 405
    CONFLICT = 409
    PRECONDITION = 412
    TOO_LARGE = 413
    UNSUPPORTED = 415
    INVALID = 422
    UNCONDITIONAL = 428
    BUSY = 429
    UNAVAILABLE = 503


class Refusal(Exception):
    """The request was refused."""

    code: ClassVar[str] = "refused"
    kind: ClassVar[Kind] = Kind.CONFLICT
    rule: ClassVar[str | None] = None
    """What it rests on: a member of the rulebook, or a clause of `sites.clauses`; told as a fact."""

    def __init__(self, detail: str | None = None, *, retry_after: int | None = None, **facts: Any) -> None:
        self.detail = detail or self.sentence()
        self.retry_after = retry_after
        self.facts = facts if self.rule is None else {"rule": self.rule, **facts}
        super().__init__(f"{self.code}: {self.detail}")

    @classmethod
    @cache
    def sentence(cls) -> str:
        """What people read: the class's docstring, on one line."""
        return " ".join(inspect.cleandoc(cls.__doc__ or "").split())

    def problem(self) -> dict[str, Any]:
        """RFC 9457 members; the facts stand beside them."""
        return {
            **self.facts,
            "type": f"https://serai.dev/problems/{self.code}",
            "title": self.code.replace(".", " ").replace("_", " "),
            "status": self.kind.value,
            "detail": self.detail,
            "code": self.code,
        }


class Malformed(Refusal):
    """The request could not be read as what it claims to be."""

    code = "request.malformed"
    kind = Kind.MALFORMED


class Invalid(Refusal):
    """The request was understood, but some of its values cannot be right."""

    code = "request.invalid"
    kind = Kind.INVALID


class TooLarge(Refusal):
    """The body is larger than this operation takes."""

    code = "request.too_large"
    kind = Kind.TOO_LARGE


class UnsupportedType(Refusal):
    """The body is not JSON by its Content-Type; send `application/json`."""

    code = "request.unsupported"
    kind = Kind.UNSUPPORTED


class NoSuchPath(Refusal):
    """There is nothing at this address."""

    code = "path.unknown"
    kind = Kind.MISSING


class MethodNotAllowed(Refusal):
    """This address does not take this method."""

    code = "method.not_allowed"
    kind = Kind.NOT_ALLOWED


class Missing(Refusal):
    """There is no such thing, or it is not yours to see."""

    code = "not_found"
    kind = Kind.MISSING


class Stale(Refusal):
    """It has changed since you read it: read it again and decide anew."""

    code = "version.stale"
    kind = Kind.PRECONDITION


class Stopping(Refusal):
    """The service is stopping or restarting; ask again in a moment."""

    code = "service.stopping"
    kind = Kind.UNAVAILABLE


class Overloaded(Refusal):
    """More is being asked of this site than it can take now; ask again in a moment."""

    code = "service.overloaded"
    kind = Kind.UNAVAILABLE


def check_version(match: frozenset[str] | None, version: int | str) -> None:
    """Refuse a change of another version than the client read (`If-Match`)."""
    if match is not None and str(version) not in match:
        raise Stale(version=str(version))
