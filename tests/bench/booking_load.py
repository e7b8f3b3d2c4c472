"""Clients that book as fast as they are answered: raw sockets with requests made beforehand, in a process of their own.

`python -m tests.bench.booking_load`; each line of standard input is a JSON `Order`, each line of output its outcome.
Making a request and reading its answer here costs a tenth of what serving it does, for both share the processors.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import cycle
from typing import cast

import uvloop

CLIENTS = 32


@dataclass(frozen=True, slots=True)
class Order:
    """Book these slots in turn for so many seconds, `most` vehicles at most.

    Vehicles are numbered from `first`, so that no two orders share one.
    """

    port: int
    path: str
    key: str
    slots: Sequence[str]
    seconds: float
    first: int
    most: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many were answered with 201, in what time; `p99` in seconds. Other statuses are counted apart."""

    booked: int
    seconds: float
    p50: float
    p99: float
    others: dict[int, int]


def requests(order: Order) -> Iterator[bytes]:
    """Each for another vehicle, with another idempotency key."""
    head = (
        f"POST {order.path} HTTP/1.1\r\nHost: 127.0.0.1:{order.port}\r\nAuthorization: Bearer {order.key}\r\n"
        "Content-Type: application/json\r\nContent-Length: %d\r\nIdempotency-Key: bench-%d\r\n\r\n%s"
    )
    for number, slot in zip(range(order.first, order.first + order.most), cycle(order.slots), strict=False):
        body = (
            f'{{"site":"{slot.partition("~")[0]}","slot":"{slot}","vehicle":{{"plate":"B{number:07}","country":"CN",'
            '"length_m":16.5,"weight_kg":38000},"driver":{"name":"Li Wei","language":"zh"},'
            '"cargo":{"class":"general","needs":[]}}'
        )
        yield (head % (len(body), number, body)).encode()


class Client(asyncio.Protocol):
    """One connection, kept open, with one request under way at a time."""

    def __init__(self, asked: Iterator[bytes], ends_at: float, taken: list[float], statuses: Counter[int]) -> None:
        self._asked = asked
        self._ends_at = ends_at
        self._taken = taken
        self._statuses = statuses
        self._received = b""
        self._began = 0.0
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, blank, body = self._received.partition(b"\r\n\r\n")
        if not blank or len(body) < _length(head):
            return
        self._received = b""
        self._statuses[int(head[9:12])] += 1
        self._taken.append(time.perf_counter() - self._began)
        self._ask()

    def connection_lost(self, error: Exception | None) -> None:
        if error is not None:
            self.done.set_exception(error)
        elif not self.done.done():
            self.done.set_result(None)

    def _ask(self) -> None:
        self._began = time.perf_counter()
        request = next(self._asked, None) if self._began < self._ends_at else None
        if request is None:
            self._transport.close()
        else:
            self._transport.write(request)


def _length(head: bytes) -> int:
    return int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])


async def carry_out(order: Order) -> Outcome:
    asked, taken, statuses = requests(order), list[float](), Counter[int]()
    loop, began = asyncio.get_running_loop(), time.perf_counter()
    ends_at = began + order.seconds
    made = [
        loop.create_connection(lambda: Client(asked, ends_at, taken, statuses), "127.0.0.1", order.port)
        for _ in range(CLIENTS)
    ]
    await asyncio.gather(*(client.done for _, client in await asyncio.gather(*made)))
    seconds, booked = time.perf_counter() - began, statuses.pop(201, 0)
    taken.sort()
    return Outcome(booked, seconds, taken[len(taken) // 2], taken[len(taken) * 99 // 100], dict(statuses))


def main() -> None:
    for line in sys.stdin:
        outcome = uvloop.run(carry_out(Order(**json.loads(line))))
        print(json.dumps(asdict(outcome)), flush=True)


if __name__ == "__main__":
    main()
