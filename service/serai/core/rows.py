"""What a transaction will write: gathered row by row while deciding, written table by table in sets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from itertools import zip_longest
from typing import Any

import orjson
from sqlalchemy import JSON, Column, LargeBinary, Table
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import UTCDateTime

from serai.core.statements import Convert, Statement, run

Row = dict[str, Any]
Identity = tuple[Any, ...]


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
        table = _table(model)
        rows = self._tables.setdefault(table, {})
        identity = tuple([row[name] for name in _key(table)])
        before = rows.get(identity)
        if before is not None:
            op, row = _merged(before, op, row)
        rows[identity] = (op, row)

    def __bool__(self) -> bool:
        return bool(self._tables)

    async def save(self, connection: AsyncConnection) -> None:
        """Write everything: one statement for each table, operation and set of columns."""
        dialect = connection.dialect
        of_tables = [_statements(table, rows.values(), dialect) for table, rows in self._tables.items()]
        for abreast in zip_longest(*of_tables):
            await run(connection, [statement for statement in abreast if statement is not None])


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
def _table(model: type[SQLModel]) -> Table:
    return model.__table__  # type: ignore[attr-defined, no-any-return]


@cache
def _key(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key)


@dataclass(frozen=True, slots=True)
class _Shape:
    """A statement without its values: the columns in the order of its parameters, and how each is converted."""

    sql: str
    columns: tuple[tuple[str, Convert | None], ...]


def _written(shape: _Shape, rows: Sequence[Row], dialect: Dialect) -> Statement:
    arrays = [
        [convert(row[name]) for row in rows] if convert else [row[name] for row in rows]
        for name, convert in shape.columns
    ]
    return Statement(shape.sql, list(zip(*arrays, strict=True)) if dialect.name == "sqlite" else arrays)


@cache
def _shape(table: Table, op: _Op, columns: tuple[str, ...], dialect: Dialect) -> _Shape:
    keys = _key(table)
    plain = tuple(name for name in columns if name not in keys)
    ordered = (*plain, *keys) if op in (_Op.UPDATE, _Op.DELETE) else columns
    if op is _Op.DELETE:
        ordered = keys
    written = tuple(table.c[name] for name in ordered)
    build = _sqlite_sql if dialect.name == "sqlite" else _postgres_sql
    converts = (_convert(column, dialect) for column in written)
    return _Shape(build(table, op, written, plain, dialect), tuple(zip(ordered, converts, strict=True)))


def _convert(column: Column[Any], dialect: Dialect) -> Convert | None:
    """How a value is put as a parameter: as SQLAlchemy does it, but without its price for instants, bytes and JSON."""
    if isinstance(column.type, UTCDateTime):
        return _sqlite_instant if dialect.name == "sqlite" else _aware
    if isinstance(column.type, LargeBinary):
        return None
    if isinstance(column.type, JSON):
        return _json
    return column.type.dialect_impl(dialect).bind_processor(dialect)


def _json(value: Any) -> str | None:
    return None if value is None else orjson.dumps(value).decode()


def _aware(value: datetime | None) -> datetime | None:
    if value is not None and value.tzinfo is None:
        raise ValueError(f"{value} belongs to no time zone")
    return value


def _sqlite_instant(value: datetime | None) -> str | None:
    if (aware := _aware(value)) is None:
        return None
    return aware.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _conflict(table: Table, plain: tuple[str, ...]) -> str:
    sets = ", ".join(f'"{name}" = excluded."{name}"' for name in plain)
    return f" ON CONFLICT ({', '.join(_key(table))}) DO " + (f"UPDATE SET {sets}" if sets else "NOTHING")


# Only names of our own tables and columns are put into these statements; every value is a parameter.


def _sqlite_sql(table: Table, op: _Op, columns: Sequence[Column[Any]], plain: tuple[str, ...], _: Dialect) -> str:
    where = " AND ".join(f'"{name}" = ?' for name in _key(table))
    if op is _Op.DELETE:
        return f'DELETE FROM "{table.name}" WHERE {where}'  # noqa: S608
    if op is _Op.UPDATE:
        sets = ", ".join(f'"{name}" = ?' for name in plain)
        return f'UPDATE "{table.name}" SET {sets} WHERE {where}'  # noqa: S608
    names = ", ".join(f'"{column.name}"' for column in columns)
    sql = f'INSERT INTO "{table.name}" ({names}) VALUES ({", ".join("?" * len(columns))})'  # noqa: S608
    return sql + (_conflict(table, plain) if op is _Op.UPSERT else "")


def _postgres_sql(
    table: Table, op: _Op, columns: Sequence[Column[Any]], plain: tuple[str, ...], dialect: Dialect
) -> str:
    names = ", ".join(f'"{column.name}"' for column in columns)
    arrays = ", ".join(f"${i}::{column.type.compile(dialect=dialect)}[]" for i, column in enumerate(columns, 1))
    where = " AND ".join(f't."{name}" = v."{name}"' for name in _key(table))
    source = f"unnest({arrays}) AS v({names})"
    if op is _Op.DELETE:
        return f'DELETE FROM "{table.name}" t USING {source} WHERE {where}'  # noqa: S608
    if op is _Op.UPDATE:
        sets = ", ".join(f'"{name}" = v."{name}"' for name in plain)
        return f'UPDATE "{table.name}" t SET {sets} FROM {source} WHERE {where}'  # noqa: S608
    sql = f'INSERT INTO "{table.name}" ({names}) SELECT * FROM {source}'  # noqa: S608
    return sql + (_conflict(table, plain) if op is _Op.UPSERT else "")
