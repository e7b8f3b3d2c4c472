"""A writer of bookings on SQLite, one transaction each, as fast as one process can: the peer of our SQLite service.

`python -m tests.bench.booking_sqlite OURS OWN`: copies the rows of a booking in the file OURS into the file OWN, which
has our schema; each line of standard input is `FIRST SECONDS`, each line of output how many were written in what time.
"""

from __future__ import annotations

import json
import sys
import time
from itertools import count
from typing import Any

from pysqlite3 import dbapi2 as sqlite

SLOTS = 1_000
_OWN: dict[str, dict[str, str]] = {
    "reservation": {"id": "CNMHN-{:026}", "reference": "MHN-{:08}", "vehicle_key": "{}:CN"},
    "vehicle_claim": {"vehicle": "{}:CN", "reservation": "CNMHN-{:026}", "party": "CNMHN-{:026}"},
    "idempotency_key": {"key": "bench-{}"},
    "ledger_entry": {"seq": ""},
}
"""What tells one booking from another; an empty pattern is the number itself."""


class Insert:
    """A statement, with the values of a row that is there already."""

    def __init__(self, ours: Any, table: str) -> None:
        order = " ORDER BY seq DESC" if table == "ledger_entry" else ""
        row = ours.execute(f"SELECT * FROM {table}{order} LIMIT 1")
        names = [column[0] for column in row.description]
        self.sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        self._values = list(row.fetchone())
        self._own = [(names.index(name), pattern) for name, pattern in _OWN[table].items()]

    def values(self, number: int) -> list[Any]:
        for at, pattern in self._own:
            self._values[at] = pattern.format(number) if pattern else number
        return self._values


def main(ours: str, own: str) -> None:
    inserts = [Insert(sqlite.connect(ours), table) for table in _OWN]
    writer = sqlite.connect(own, isolation_level=None)
    for setting in ("journal_mode=WAL", "synchronous=FULL", "temp_store=MEMORY"):
        writer.execute(f"PRAGMA {setting}")
    _prepare(writer)
    for line in sys.stdin:
        first, seconds = line.split()
        print(json.dumps(_write(writer, inserts, int(first), float(seconds))), flush=True)


def _prepare(writer: Any) -> None:
    slots = [("CNMHN", str(slot), "lane", "2026-11-22", 2_000_000_000, 0, 0) for slot in range(SLOTS)]
    writer.executemany("INSERT INTO slot_count VALUES (?, ?, ?, ?, ?, ?, ?)", slots)
    writer.execute("INSERT INTO ledger_head VALUES ('CNMHN', 'epoch', 0, '2026-11-22', '')")


def _write(writer: Any, inserts: list[Insert], first: int, seconds: float) -> dict[str, float]:
    began = time.perf_counter()
    ends_at = began + seconds
    for number in count(first):
        if time.perf_counter() > ends_at:
            return {"written": number - first, "seconds": time.perf_counter() - began}
        writer.execute("BEGIN IMMEDIATE")
        writer.execute(
            "UPDATE slot_count SET taken = taken + 1 WHERE site = 'CNMHN' AND slot = ?", [str(number % SLOTS)]
        )
        for insert in inserts:
            writer.execute(insert.sql, insert.values(number))
        writer.execute(
            "UPDATE ledger_head SET seq = seq + 1, at = ?, digest = ? WHERE site = 'CNMHN'", ["now", "0" * 64]
        )
        writer.execute("COMMIT")
    raise AssertionError


if __name__ == "__main__":
    main(*sys.argv[1:])
