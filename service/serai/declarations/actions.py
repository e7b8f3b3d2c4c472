"""Making, changing, submitting and deciding declarations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.core.desk import Command, Draft
from serai.core.errors import check_version
from serai.declarations import queries, rules
from serai.declarations.events import DeclarationChanged, DeclarationDecided, DeclarationMade, DeclarationSubmitted
from serai.declarations.rules import Declaration, Declarations
from serai.identity.rights import Relation
from serai.identity.rules import Belonging, Caller, reaches


@dataclass(frozen=True)
class Make(Command[Declaration]):
    """Begin a declaration; it may be incomplete. Everything in `content` is confidential."""

    id: str
    mode: str
    direction: str
    content: Mapping[str, Any]
    salt: str
    owner: str
    company: str | None

    def decide(self, draft: Draft) -> Declaration:
        committed = rules.commitment(self.salt, self.content)
        made = Declaration(
            self.id, draft.site, "draft", self.mode, self.direction, self.company, committed, draft.now, None, None,
            None, draft.next_seq, self.owner, self.content,
        )  # fmt: skip
        event = DeclarationMade(
            declaration=self.id, mode=self.mode, direction=self.direction, commitment=committed, company=self.company
        )
        draft.record(event, owner=self.owner, salt=self.salt, content=dict(self.content))
        draft.of(Declarations).known[made.id] = made
        return made


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and how a thing must stand to them."""

    caller: Caller
    relation: Relation

    def reaches(self, declaration: Declaration) -> bool:
        return reaches(self.relation, self.caller, belonging(declaration))


def belonging(declaration: Declaration) -> Belonging:
    """Whose a declaration is; a draft is no site's business yet."""
    site = None if declaration.status == "draft" else declaration.site
    return Belonging(site, declaration.company, declaration.owner)


@dataclass(frozen=True)
class _OfOne(Command[Declaration]):
    """An act on one declaration; `match` are the versions that it may be done to."""

    declaration: str
    asker: Asker
    match: frozenset[str] | None = None

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        await load(connection, draft, [command.declaration for command in commands])

    def _mine(self, draft: Draft) -> Declaration:
        found = draft.of(Declarations).known.get(self.declaration)
        if found is None or found.site != draft.site or not self.asker.reaches(found):
            raise rules.DeclarationUnknown(declaration=self.declaration)
        check_version(self.match, found.version)
        return found

    def _now(self, draft: Draft) -> Declaration:
        return draft.of(Declarations).known[self.declaration]


@dataclass(frozen=True)
class Change(_OfOne):
    """Say something else; what is not named stays as it is. A rejected declaration is a draft again by that."""

    mode: str | None = None
    direction: str | None = None
    content: Mapping[str, Any] = field(default_factory=dict)
    salt: str = ""

    def decide(self, draft: Draft) -> Declaration:
        known = self._mine(draft)
        rules.check_change(known)
        content = {**known.content, **self.content}
        mode, direction = self.mode or known.mode, self.direction or known.direction
        committed = rules.commitment(self.salt, content)
        event = DeclarationChanged(declaration=self.declaration, mode=mode, direction=direction, commitment=committed)
        draft.record(event, salt=self.salt, content=content)
        book = draft.of(Declarations)
        book.known[self.declaration] = replace(book.known[self.declaration], content=content)
        return book.known[self.declaration]


@dataclass(frozen=True)
class Submit(_OfOne):
    """Stand by what it says; submitted again, it is as it was."""

    def decide(self, draft: Draft) -> Declaration:
        known = self._mine(draft)
        if known.stands:
            return known
        rules.check_submit(known)
        draft.record(DeclarationSubmitted(declaration=self.declaration))
        return self._now(draft)


@dataclass(frozen=True)
class Decide(_OfOne):
    """What the authority decides, with a reason: a code for the ledger, and words that stay outside it."""

    decision: str = ""
    reason: str = ""
    note: str | None = None

    def decide(self, draft: Draft) -> Declaration:
        known = self._mine(draft)
        status = rules.DECISIONS[self.decision]
        if known.status == status:
            return known
        rules.check_decision(known, self.decision)
        event = DeclarationDecided(
            declaration=self.declaration, decision=self.decision, status=status, reason=self.reason
        )
        draft.record(event, note=self.note)
        book = draft.of(Declarations)
        book.known[self.declaration] = replace(book.known[self.declaration], note=self.note)
        return book.known[self.declaration]


async def load(connection: AsyncConnection, draft: Draft, ids: Sequence[str]) -> None:
    """Bring declarations into the draft."""
    known = draft.of(Declarations).known
    known.update(await queries.declarations(connection, [each for each in ids if each not in known]))
