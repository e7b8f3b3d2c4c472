"""Past-tense facts: what an action records and everybody else follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from types import ModuleType
from typing import Any, ClassVar

import orjson
from pydantic import BaseModel, ConfigDict

_KINDS: dict[str, type[Event]] = {}


class Event(BaseModel):
    """A fact that a site's ledger keeps for ever.

    A subclass names its `kind` ("visit.joined") once; kinds are only ever added. Fields hold str, int, bool, None, UTC
    instants, dates, lists and dicts of these. No floats, so that any language canonicalises a body to the same bytes,
    and nothing that identifies a person.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_temporal="iso8601", populate_by_name=True)

    kind: ClassVar[str]

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if "kind" in cls.__dict__:
            if cls.kind in _KINDS:
                raise TypeError(f"two events are called {cls.kind!r}")
            _KINDS[cls.kind] = cls

    def canonical(self) -> bytes:
        """The body's bytes as they are hashed and stored: JSON, keys sorted, no spaces, UTF-8."""
        return orjson.dumps(self.__dict__, default=_members, option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z)


def _members(part: object) -> dict[str, Any]:
    """A record inside a fact; what a body may not hold has none."""
    if isinstance(part, BaseModel):
        return part.__dict__
    raise TypeError(f"{type(part).__name__} has no canonical form")


def parse(kind: str, body: bytes) -> Event:
    """The fact that an entry holds; KeyError if this version knows no such kind."""
    return _KINDS[kind].model_validate_json(body)


def kinds(of: ModuleType) -> frozenset[str]:
    """The kinds of facts that a domain announces; `of` is its module of events."""
    return frozenset(kind for kind, event in _KINDS.items() if event.__module__ == of.__name__)


def known() -> dict[str, type[Event]]:
    """Every kind of fact, by name."""
    return dict(_KINDS)


@dataclass(frozen=True)
class Entry:
    """One line of a site's ledger; `digest` covers everything else and, through `prev`, all that came before."""

    site: str
    seq: int
    at: datetime
    kind: str
    body: bytes
    prev: str
    digest: str

    @cached_property
    def event(self) -> Event:
        return parse(self.kind, self.body)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a site's ledger stands."""

    site: str
    epoch: str
    seq: int
    at: datetime
    digest: str
