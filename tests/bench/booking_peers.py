"""The peers of booking: the same rows and indexes written by one statement or one transaction a booking, without HTTP.

Both copy the rows of a booking that our service made and change what tells one booking from another. They are given
an easier task than ours where it would cost them dear: the number of a ledger entry comes from a sequence, which has
gaps, unless the ledger's head is asked for; nothing is hashed, and no rule is asked.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.measure import Round, cpu_seconds
from tests.postgres import Postgres

CLIENTS = 32
TABLES = ("reservation", "vehicle_claim", "idempotency_key", "ledger_entry")
Rows = Mapping[str, Mapping[str, Any]]
"""One row of each of TABLES, by column."""

_LANE = "CNMHN~export-general~"
_OWN: Mapping[str, Mapping[str, str]] = {
    "reservation": {
        "id": "'CNMHN-' || lpad(n::text, 26, '0')",
        "reference": "'MHN-' || lpad(n::text, 10, '0')",
        "slot": "slot",
        "vehicle_key": "n || E'\\x3aCN'",
    },
    "vehicle_claim": {
        "vehicle": "n || E'\\x3aCN'",
        "reservation": "'CNMHN-' || lpad(n::text, 26, '0')",
        "party": "'CNMHN-' || lpad(n::text, 26, '0')",
    },
    "idempotency_key": {"key": "'bench-' || n"},
    "ledger_entry": {"seq": "seq"},
}
"""What tells one booking from another, in terms of its number `n`, its `slot` and its `seq`."""


@dataclass(slots=True)
class PgBench:
    """A database of its own on our server, with our schema and a row for each slot."""

    server: Postgres
    database: str
    rows: Rows
    folder: Path
    slots: int
    seconds: int
    _base: int = 1_000_000

    def prepare(self) -> None:
        self.server.sql(
            "CREATE SEQUENCE bench_seq CACHE 1",
            f"INSERT INTO slot_count SELECT 'CNMHN', '{_LANE}' || n, 'lane', now(), 2000000000, 0, 0"
            f" FROM generate_series(1, {self.slots}) n",
            "INSERT INTO ledger_head VALUES ('CNMHN', 'epoch', 1000000000, now(), '')",
            database=self.database,
        )

    async def turn(self, slots: int, *, head: bool = False) -> Round:
        """32 clients book one of the first `slots` slots each time; processor time is the database's, logins apart."""
        script = self.folder / "booking.sql"
        script.write_text(_script(self.rows, slots, head=head))
        self._run(script, "-t", "1")
        pid = self.server.pid()
        before = cpu_seconds(pid)
        self._run(script, "-t", "1")
        begun = cpu_seconds(pid)
        said = self._run(script, "-T", str(self.seconds))
        cpu = cpu_seconds(pid) - begun - (begun - before)
        done = int(_number(r"transactions actually processed: (\d+)", said))
        return Round(done, done / _number(r"tps = ([\d.]+)", said), cpu)

    def _run(self, script: Path, *length: str) -> str:
        self._base += 10_000_000
        command: list[str | Path] = [self.server.bin / "pgbench", "-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "1"]
        command += ["-D", f"base={self._base}", "-D", "n=0", "-f", script, *length]
        done = subprocess.run(command, env=self.server.environment(self.database), capture_output=True, text=True)
        if done.returncode or "ERROR" in done.stderr:
            raise RuntimeError(done.stderr[-2000:])
        return done.stdout


def _number(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    assert found is not None, text
    return float(found[1])


def _script(rows: Rows, slots: int, *, head: bool) -> str:
    """One statement a booking."""
    number = f"SELECT (:base + :n * {CLIENTS} + :client_id)::bigint AS n, '{_LANE}' || :slot AS slot"
    moved = "UPDATE ledger_head SET seq = seq + 1, digest = digest, at = now() WHERE site = 'CNMHN' RETURNING seq"
    drawn = "SELECT nextval('bench_seq') AS seq"
    counted = "UPDATE slot_count c SET taken = taken + 1 FROM booking b WHERE c.site = 'CNMHN' AND c.slot = b.slot"
    parts = [
        f"booking AS ({number})",
        f"numbered AS ({moved if head else drawn})",
        f"counted AS ({counted})",
        *(f"{table}_made AS ({_insert(table, rows[table])})" for table in TABLES[:-1]),
    ]
    statement = f"WITH {', '.join(parts)} {_insert(TABLES[-1], rows[TABLES[-1]])};"
    return f"\\set n :n + 1\n\\set slot random(1, {slots})\n{statement}\n"


def _insert(table: str, row: Mapping[str, Any]) -> str:
    values = ", ".join(_OWN[table].get(name) or _quoted(value) for name, value in row.items())
    return f"INSERT INTO {table} ({', '.join(row)}) SELECT {values} FROM booking, numbered"


def _quoted(value: Any) -> str:
    """A literal; in a pgbench script a colon names a variable, so there is none in it."""
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(value)
    text = value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
    return "E'" + text.replace("\\", "\\\\").replace("'", "''").replace(":", "\\x3a") + "'"


def postgres_rows(server: Postgres, database: str) -> Rows:
    """The rows of the booking that our service made last."""
    seq = server.sql("SELECT max(seq) FROM ledger_entry WHERE kind = 'reservation.confirmed'", database=database)
    wheres = {"ledger_entry": f"seq = {seq}", "reservation": f"version = {seq}"}
    found = {
        table: server.sql(
            f"SELECT row_to_json(t) FROM {table} t WHERE {wheres.get(table, 'true')} LIMIT 1", database=database
        )
        for table in TABLES
    }
    return {table: json.loads(row) for table, row in found.items()}
