"""What a transaction will write: gathered row by row while deciding, written table by table in sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache, lru_cache
from itertools import zip_longest
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import JSON, Column, LargeBinary, Table
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import UTCDateTime

from serai.core.statements import Statement, run

Row = dict[str, Any]
Identity = Any
"""What tells a row from the others of its table: the value of its key column, or a tuple of them."""


class _Op(Enum):
    INSERT = "insert"
    UPSERT = "upsert"
    UPDATE = "update"
    DELETE = "delete"


_ORDER = (_Op.DELETE, _Op.UPDATE, _Op.INSERT, _Op.UPSERT)
"""Rows go before others come, so that a place given back can be taken in the same batch."""


class Writes:
    """Row changes in the order they were decided, folded so that each row is written at most once."""

    def __init__(self) -> None:
        self._tables: dict[Table, dict[Identity, tuple[_Op, Row]]] = {}

    def insert(self, model: type[SQLModel], **row: Any) -> None:
        """A row that does not exist yet."""
        self._put(model, _Op.INSERT, row)

    def upsert(self, model: type[SQLModel], **row: Any) -> None:
        """A whole row, whether or not it exists."""
        self._put(model, _Op.UPSERT, row)

    def update(self, model: type[SQLModel], **row: Any) -> None:
        """Columns of a row that exists; the key columns are among them."""
        self._put(model, _Op.UPDATE, row)

    def delete(self, model: type[SQLModel], **key: Any) -> None:
        """A row, named by its key columns."""
        self._put(model, _Op.DELETE, key)

    def _put(self, model: type[SQLModel], op: _Op, row: Row) -> None:
        table, identify = _place(model)
        rows = self._tables.get(table)
        if rows is None:
            rows = self._tables[table] = {}
        identity = identify(row)
        before = rows.get(identity)
        if before is not None:
            op, row = _merged(before, op, row)
        rows[identity] = (op, row)

    def __bool__(self) -> bool:
        return bool(self._tables)

    async def save(self, connection: AsyncConnection, *, ends: bool = False) -> None:
        """Write everything: one statement for each table, operation and set of columns.

        `ends`: nothing follows in this transaction, so that it may be committed in passing.
        """
        dialect = connection.dialect
        of_tables = [_statements(table, rows.values(), dialect) for table, rows in self._tables.items()]
        stages = [[each for each in abreast if each is not None] for abreast in zip_longest(*of_tables)]
        await run(connection, stages, ends=ends)


def _statements(table: Table, rows: Iterable[tuple[_Op, Row]], dialect: Dialect) -> list[Statement]:
    """What changes one table, to be run one after the other."""
    groups = _grouped(rows)
    in_order = sorted(groups, key=lambda group: _ORDER.index(group[0]))
    return [_written(_shape(table, *group, dialect), groups[group], dialect) for group in in_order]


def _merged(before: tuple[_Op, Row], op: _Op, row: Row) -> tuple[_Op, Row]:
    first, old = before
    if op is _Op.DELETE:
        return op, row
    if op is _Op.UPDATE and first is not _Op.DELETE:
        return first, {**old, **row}
    if op is _Op.UPSERT or (op is _Op.INSERT and first is _Op.DELETE):
        return (_Op.INSERT if first is _Op.INSERT else _Op.UPSERT), row
    raise ValueError(f"{op.value} of a row already marked {first.value}: {row}")


def _grouped(rows: Iterable[tuple[_Op, Row]]) -> dict[tuple[_Op, tuple[str, ...]], list[Row]]:
    groups: dict[tuple[_Op, tuple[str, ...]], list[Row]] = {}
    for op, row in rows:
        groups.setdefault((op, tuple(row)), []).append(row)
    return groups


@cache
def _place(model: type[SQLModel]) -> tuple[Table, Callable[[Row], Identity]]:
    """A row's table, and what tells it from the others there."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table, itemgetter(*_key(table))


@cache
def _key(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key)


@dataclass(frozen=True, slots=True)
class _Shape:
    """A statement without its rows, and which of their columns are instants."""

    sql: str
    instants: tuple[str, ...]


def _written(shape: _Shape, rows: Sequence[Row], dialect: Dialect) -> Statement:
    """The statement with its rows, which travel as one JSON text.

    An array for each column, or a tuple for each row, has every value looked at in Python and in the driver: six times
    what orjson takes for all of them. On SQLite the whole set is one step besides, and the interpreter's lock is free.
    """
    for name in shape.instants:
        for row in rows:
            if (instant := row[name]) is not None and instant.tzinfo is None:
                raise ValueError(f"{name} {instant} belongs to no time zone")
    if dialect.name == "sqlite":
        return Statement(
            shape.sql, orjson.dumps(rows, default=_sqlite, option=orjson.OPT_PASSTHROUGH_DATETIME).decode()
        )
    return Statement(shape.sql, orjson.dumps(rows, default=_postgres).decode())


def _postgres(value: object) -> str:
    """Bytes as PostgreSQL reads them from text."""
    return "\\x" + _hex(value)


def _sqlite(value: object) -> str:
    """Instants as SQLAlchemy keeps them, so that they compare; bytes for `unhex`."""
    if isinstance(value, datetime):
        return _sqlite_instant(value)
    return value.isoformat() if isinstance(value, date) else _hex(value)


@lru_cache(maxsize=4096)
def _sqlite_instant(value: datetime) -> str:
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _hex(value: object) -> str:
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"{type(value).__name__} is in no column")


@cache
def _shape(table: Table, op: _Op, columns: tuple[str, ...], dialect: Dialect) -> _Shape:
    build = _sqlite_sql if dialect.name == "sqlite" else _postgres_sql
    instants = tuple(name for name in columns if isinstance(table.c[name].type, UTCDateTime))
    return _Shape(build(table, op, columns, dialect), instants)


# Only names of our own tables and columns are put into these statements; every value is a parameter.


def _sqlite_sql(table: Table, op: _Op, columns: Sequence[str], _: Dialect) -> str:
    values = ", ".join(f'{_sqlite_value(table.c[name])} AS "{name}"' for name in columns)
    return _sql(table, op, columns, f"(SELECT {values} FROM jsonb_each(?1)) AS v")  # noqa: S608


def _sqlite_value(column: Column[Any]) -> str:
    if isinstance(column.type, JSON):
        return f"nullif(value -> '{column.name}', 'null')"
    value = f"value ->> '{column.name}'"
    return f"unhex({value})" if isinstance(column.type, LargeBinary) else value


def _postgres_sql(table: Table, op: _Op, columns: Sequence[str], dialect: Dialect) -> str:
    typed = ", ".join(f'"{name}" {table.c[name].type.compile(dialect=dialect)}' for name in columns)
    source = f"json_to_recordset($1::json) AS v({typed})"
    if op in (_Op.UPDATE, _Op.DELETE):
        # PostgreSQL takes what json_to_recordset gives for a hundred rows, for which it would rather read the whole
        # table than its index; what is unnested it takes for ten.
        source = f"unnest(ARRAY(SELECT v FROM {source})) AS v({typed})"  # noqa: S608
    return _sql(table, op, columns, source)


def _sql(table: Table, op: _Op, columns: Sequence[str], source: str) -> str:
    """What is done with the rows of `source`, a set called v."""
    keys = _key(table)
    plain = [name for name in columns if name not in keys]
    where = " AND ".join(f't."{name}" = v."{name}"' for name in keys)
    if op is _Op.DELETE:
        one, all_ = (", ".join(f'{side}"{name}"' for name in keys) for side in ("", "v."))
        return f'DELETE FROM "{table.name}" WHERE ({one}) IN (SELECT {all_} FROM {source})'  # noqa: S608
    if op is _Op.UPDATE:
        sets = ", ".join(f'"{name}" = v."{name}"' for name in plain)
        return f'UPDATE "{table.name}" AS t SET {sets} FROM {source} WHERE {where}'  # noqa: S608
    names = ", ".join(f'"{name}"' for name in columns)
    # Without a condition SQLite would take ON CONFLICT for that of a join.
    sql = f'INSERT INTO "{table.name}" ({names}) SELECT {names} FROM {source} WHERE true'  # noqa: S608
    if op is _Op.INSERT:
        return sql
    sets = ", ".join(f'"{name}" = excluded."{name}"' for name in plain)
    return f"{sql} ON CONFLICT ({', '.join(keys)}) DO " + (f"UPDATE SET {sets}" if sets else "NOTHING")
