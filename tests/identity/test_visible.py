"""The condition on lists lets through exactly what the rule lets through one by one."""

from __future__ import annotations

from itertools import product

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel, col

from serai.core.db import Database
from serai.identity.queries import visible
from serai.identity.rights import Relation, Role
from serai.identity.rules import ANYBODY, Belonging, Caller, link_caller, reaches


class Apart(SQLModel, registry=registry()):
    """Tables of this test only, which must not be taken for the product's."""


class SeenThing(Apart, table=True):
    """Something that belongs to somebody."""

    __tablename__ = "seen_thing"

    id: int = Field(primary_key=True)
    site: str | None
    company: str | None
    made_by: str | None
    reservation: str | None
    phone: str | None


THINGS = [
    Belonging(*whose)
    for whose in product(
        ("CNMHN", "LABTN"), (None, "A", "B"), (None, "company:A", "key:d"), (None, "R1", "R2"), (None, "m", "n")
    )
]
CALLERS = [
    ANYBODY,
    Caller(Role.COMPANY, key="c", company="A"),
    Caller(Role.COMPANY, key="c"),
    Caller(Role.DRIVER, key="d"),
    Caller(Role.DRIVER, key="d", phone="m"),
    link_caller("R1"),
    Caller(Role.OPERATOR, key="o", site="CNMHN"),
    Caller(Role.OPERATOR, key="o"),
]


@pytest.fixture
async def things(database: Database) -> Database:
    await database.run_sync(lambda connection: SeenThing.__table__.create(connection))  # type: ignore[attr-defined]
    rows = [
        {name: getattr(thing, name) for name in Belonging.__dataclass_fields__} | {"id": number}
        for number, thing in enumerate(THINGS)
    ]
    async with database.writing() as connection:
        await connection.execute(insert(SeenThing), rows)
    return database


async def test_i29_lists_show_what_the_rule_allows(things: Database) -> None:
    columns = {name: col(getattr(SeenThing, name)) for name in Belonging.__dataclass_fields__}
    for relation, caller in product(Relation, CALLERS):
        async with things.reading() as connection:
            selected = select(col(SeenThing.id)).where(visible(relation, caller, **columns))
            shown = set((await connection.execute(selected)).scalars())
        allowed = {number for number, thing in enumerate(THINGS) if reaches(relation, caller, thing)}
        assert shown == allowed, (relation, caller)


async def test_i29_a_list_without_the_columns_that_tell_shows_nothing(things: Database) -> None:
    for relation, caller in product((Relation.OWN, Relation.SITE, Relation.NONE), CALLERS):
        async with things.reading() as connection:
            selected = select(col(SeenThing.id)).where(visible(relation, caller))
            assert (await connection.execute(selected)).all() == []
