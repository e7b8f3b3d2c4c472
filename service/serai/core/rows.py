"""What a transaction will write: gathered row by row while deciding, written table by table in sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel

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
        for table, rows in self._tables.items():
            groups = _grouped(rows.values())
            for op, columns in sorted(groups, key=lambda group: _ORDER.index(group[0])):
                group = groups[op, columns]
                await _execute(connection, table, op, columns, group)


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
class _Statement:
    sql: str
    columns: tuple[str, ...]
    processors: tuple[Callable[[Any], Any] | None, ...]


async def _execute(
    connection: AsyncConnection, table: Table, op: _Op, columns: tuple[str, ...], rows: Sequence[Mapping[str, Any]]
) -> None:
    """One set-wise statement past SQLAlchemy's per-row work, which costs more than the database does."""
    dialect = connection.dialect
    statement = _statement(table, op, columns, dialect)
    if dialect.name == "sqlite":
        values = [
            tuple([p(row[c]) if p else row[c] for c, p in zip(statement.columns, statement.processors, strict=True)])
            for row in rows
        ]
        await connection.exec_driver_sql(statement.sql, values)
        return
    arrays = tuple(
        [p(row[c]) if p else row[c] for row in rows]
        for c, p in zip(statement.columns, statement.processors, strict=True)
    )
    await connection.exec_driver_sql(statement.sql, arrays)


@cache
def _statement(table: Table, op: _Op, columns: tuple[str, ...], dialect: Dialect) -> _Statement:
    keys = _key(table)
    plain = tuple(name for name in columns if name not in keys)
    ordered = (*plain, *keys) if op in (_Op.UPDATE, _Op.DELETE) else columns
    if op is _Op.DELETE:
        ordered = keys
    written = tuple(table.c[name] for name in ordered)
    build = _sqlite_sql if dialect.name == "sqlite" else _postgres_sql
    processors = tuple(column.type.dialect_impl(dialect).bind_processor(dialect) for column in written)
    return _Statement(build(table, op, written, plain, dialect), ordered, processors)


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
