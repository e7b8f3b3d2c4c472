"""Bookings over HTTP by 32 clients, one server process, beside writers of the same rows without HTTP and rules.

PostgreSQL: ours against pgbench writing the same rows in one statement a booking, over 1,000 slots and on one hot slot.
SQLite (synchronous=FULL): ours against one process that writes the same rows in one transaction a booking. Beside
them the same route without a desk: who asks, what, and an answer. All of them share the processors with their clients.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from tests.bench import booking_empty
from tests.bench.booking_load import Order
from tests.bench.booking_peers import PgBench, postgres_rows
from tests.bench.measure import Measured, Round, Turn, cpu_seconds, interleaved
from tests.bench.report import Report
from tests.postgres import Postgres, start_postgres
from tests.serving import SITE, Service, calendar, running

ROOT = Path(__file__).parents[2]
SECONDS = 3
SLOTS = 1_000
CAPACITY = 10_000
"""The most that a calendar gives a slot, and so the most bookings of a turn on a hot slot."""

NOW = datetime(2026, 11, 21, 16, tzinfo=UTC)  # midnight at the site
FIRST = datetime(2026, 11, 22, 2)  # noqa: DTZ001 - local wall time
ALL = [f"CNMHN~export-general~{FIRST + timedelta(minutes=20 * n):%Y%m%dT%H%M}~20" for n in range(SLOTS)]
HOT = iter(ALL[::-1])

Said = dict[str, Any]
_vehicles = count(0, 1_000_000)


class Child:
    """A process that answers each line of JSON with one."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, "-m", *arguments]
        self.process = subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, line: str) -> Said:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        said: Said = json.loads(self.process.stdout.readline())
        return said

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()


@dataclass(frozen=True, slots=True)
class Ours:
    """One of our servers, its operator's key, and the clients; `database` is its database's process, if it has one."""

    service: Service
    key: str
    load: Child
    database: int | None = None
    path: str = "/v1/reservations"

    def turn(self, slots: Callable[[], list[str]], seconds: float = SECONDS, most: int = 1_000_000) -> Turn:
        async def one() -> Round:
            assert self.service.process is not None
            order = Order(self.service.port, self.path, self.key, slots(), seconds, next(_vehicles), most)
            begun = self._cpu()
            said = self.load.ask(json.dumps(asdict(order)))
            used = [after - before for before, after in zip(begun, self._cpu(), strict=True)]
            if said["others"]:
                raise RuntimeError(f"not all were booked: {said['others']}")
            return Round(said["booked"], said["seconds"], used[0], {"database": used[1], "p99": said["p99"]})

        return one

    def _cpu(self) -> tuple[float, float]:
        assert self.service.process is not None
        return cpu_seconds(self.service.process.pid), cpu_seconds(self.database) if self.database else 0.0


@contextmanager
def _ours(database: str, load: Child, **changes: Any) -> Iterator[Ours]:
    """A server as in production but for its clock and its limits, with a site of 1,000 slots and one booking."""
    path, pid = changes.pop("path", "/v1/reservations"), changes.pop("pid", None)
    with running(database, **changes) as service:
        made = service.run("keys", "create", "--role", "operator", "--site", "CNMHN", "--json")
        yield Ours(service, json.loads(made.stdout)["key"], load, pid, path)


async def _furnish(ours: Ours) -> None:
    async with ours.service.client(ours.service.admin()) as client:
        days = calendar(CAPACITY)
        days["rules"][0] |= {"every": "PT20M", "length": "PT20M"}
        for made in (
            await client.post("/v1/clock", json={"now": NOW.isoformat()}),
            await client.post("/v1/sites", json=SITE),
            await client.put("/v1/sites/CNMHN/calendar", json=days),
            await client.put("/v1/sites/CNMHN/rulebook", json={"effective_from": NOW.isoformat(), "walk_in_share": 0}),
            await client.get("/v1/sites/CNMHN/slots"),  # from now on the site's committed memory is kept too
        ):
            assert made.is_success, made.text
    await ours.turn(lambda: ALL, most=1)()


def _hot() -> list[str]:
    return [next(HOT)]


async def run(report: Report, rounds: int) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="serai-bench-")))
        postgres, tether = start_postgres()
        stack.callback(tether.end)
        load = stack.enter_context(Child("tests.bench.booking_load"))
        sides = await _sides(stack, folder, postgres, load)
        measured = await interleaved(sides, rounds)
    _tell(report, measured)


async def _sides(stack: ExitStack, folder: Path, postgres: Postgres, load: Child) -> dict[str, Turn]:
    postgres.sql("CREATE DATABASE ours", "CREATE DATABASE peer")
    ours = stack.enter_context(_ours(postgres.url("ours"), load, pid=postgres.pid()))
    file = stack.enter_context(_ours(f"sqlite:///{folder}/ours.db", load))
    empty = stack.enter_context(
        _ours(
            f"sqlite:///{folder}/empty.db", load, command=("-m", "tests.bench.booking_empty"), path=booking_empty.PATH
        )
    )
    for each in (ours, file, empty):
        await _furnish(each)
    for url in (postgres.url("peer"), f"sqlite:///{folder}/peer.db"):
        assert Service(url).run("migrate").returncode == 0
    peer = PgBench(postgres, "peer", postgres_rows(postgres, "ours"), folder, SLOTS, SECONDS)
    peer.prepare()
    writer = stack.enter_context(Child("tests.bench.booking_sqlite", f"{folder}/ours.db", f"{folder}/peer.db"))
    return {
        "spread": ours.turn(lambda: ALL),
        "pgbench spread": lambda: peer.turn(SLOTS),
        "hot": ours.turn(_hot, most=CAPACITY - 10),
        "pgbench hot": lambda: peer.turn(1),
        "pgbench head": lambda: peer.turn(SLOTS, head=True),
        "sqlite": file.turn(lambda: ALL),
        "sqlite hot": file.turn(_hot, most=CAPACITY - 10),
        "sqlite writer": lambda: _write(writer),
        "empty": empty.turn(lambda: ALL),
    }


async def _write(writer: Child) -> Round:
    before = cpu_seconds(writer.process.pid)
    said = writer.ask(f"{next(_vehicles)} {SECONDS}")
    return Round(int(said["written"]), said["seconds"], cpu_seconds(writer.process.pid) - before)


def _tell(report: Report, measured: Measured) -> None:
    def line(what: str, side: str, peer: str, name: str, aim: float | None) -> None:
        texts = [f"{measured.median(one, _rate):,.0f}/s" for one in (side, peer)]
        report.ratio(what, texts[0], f"{name} {texts[1]}", measured.ratio(side, peer, _rate), aim=aim)

    line("PostgreSQL, 1,000 slots", "spread", "pgbench spread", "pgbench", 1.0)
    line("PostgreSQL, one hot slot", "hot", "pgbench hot", "pgbench", 6.0)
    line("PostgreSQL, hot against spread", "hot", "spread", "spread", 0.9)
    line("PostgreSQL, gap-free numbers", "spread", "pgbench head", "pgbench", None)
    report.ratio(
        "CPU of PostgreSQL a booking",
        f"{measured.median('spread', _database_cpu) * 1e6:.0f} µs",
        f"pgbench {measured.median('pgbench spread', _each) * 1e6:.0f} µs",
        measured.median("spread", _database_cpu) / measured.median("pgbench spread", _each),
        way="at most",
        aim=0.35,
    )
    line("SQLite FULL, 1,000 slots", "sqlite", "sqlite writer", "one transaction each", 2.0)
    line("SQLite FULL, hot against spread", "sqlite hot", "sqlite", "spread", 0.9)
    line("PostgreSQL, against no desk", "spread", "empty", "empty POST", None)
    line("SQLite, against no desk", "sqlite", "empty", "empty POST", None)
    for side in ("spread", "hot", "sqlite", "sqlite hot", "empty"):
        cpu, p99 = measured.median(side, _each) * 1e6, measured.median(side, lambda one: one.extra["p99"]) * 1e3
        report.note(f"{side}: {cpu:.0f} µs of the server's processor time a request, p99 {p99:.1f} ms")


def _rate(one: Round) -> float:
    return one.rate


def _each(one: Round) -> float:
    return one.cpu_each


def _database_cpu(one: Round) -> float:
    return one.extra["database"] / one.operations
