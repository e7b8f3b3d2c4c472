"""Automatic calls of a service of several processes: each truck once, whichever process is at it or dies."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from itertools import count
from pathlib import Path
from typing import Any

import httpx

from tests.serving import SITE, Service, running
from tests.test_workers import until, until_both_serve, workers

CAREFUL = ("-m", "serai", "serve")
CARELESS = (str(Path(__file__).with_name("careless.py")),)
AT = "/v1/sites/CNMHN"
QUICK: dict[str, Any] = deepcopy(SITE)
QUICK["lanes"][0]["service_minutes"] = 0.05
NUMBERS = count(1)


@contextmanager
def several(database: str, command: Sequence[str] = CAREFUL) -> Iterator[Service]:
    """Two processes; their gate takes a truck every three seconds, so that nobody waits for want of room."""
    settings = {"SERAI_CLOCK": "system", "SERAI_WORKERS": "2"}
    with running(database, settings=settings, command=tuple(command)) as service:
        yield service


async def ask(service: Service, method: str, path: str, body: Any = None) -> Any:
    """Asked again of whoever is left where the process that was asked has died; done once, by its key."""
    headers, answers = {"Idempotency-Key": f"k{next(NUMBERS)}"}, []

    async def is_answered() -> bool:
        async with service.client(service.key) as http:
            try:
                answer = await http.request(method, path, json=body, headers=headers)
            except httpx.TransportError:
                return False
        assert answer.is_success, answer.text
        answers.append(answer.json())
        return True

    await until(is_answered)
    return answers[0]


async def opened(service: Service) -> None:
    await until_both_serve(service)
    await ask(service, "POST", "/v1/sites", QUICK)
    await ask(service, "POST", f"{AT}/calls/mode", {"mode": "automatic"})


async def come(service: Service, trucks: int) -> list[str]:
    vehicles = [{"plate": f"YC{next(NUMBERS):05}", "country": "CN"} for _ in range(trucks)]
    given = [{"vehicle": each, "lane": "export-general", "by": "kiosk"} for each in vehicles]
    return [(await ask(service, "POST", f"{AT}/visits", each))["id"] for each in given]


async def called(service: Service) -> Counter[str]:
    """How often each was called, by the ledger."""
    found, after = Counter[str](), 0
    while entries := (await ask(service, "GET", f"{AT}/ledger?after={after}&limit=200"))["items"]:
        found.update(each["body"]["visit"] for each in entries if each["kind"] == "visit.called")
        after = entries[-1]["seq"]
    return found


async def until_all_are_called(service: Service, visits: Sequence[str]) -> None:
    async def are_called() -> bool:
        return set(visits) <= set(await called(service))

    await until(are_called)


async def test_each_is_called_once_though_one_process_after_the_other_is_killed(postgres_url: str) -> None:
    with several(postgres_url) as service:
        await opened(service)
        both, visits = workers(service), await come(service, 4)
        await until_all_are_called(service, visits)
        for each in both:  # one of them looked after the site
            visits += await come(service, 2)
            os.kill(each, signal.SIGKILL)
            visits += await come(service, 2)
            await until_all_are_called(service, visits)
        assert await called(service) == Counter(visits)


async def test_twin_processes_that_miss_the_calls_of_others_are_found_out(postgres_url: str) -> None:
    with several(postgres_url, CARELESS) as service:
        await opened(service)

        async def is_called_twice() -> bool:
            await come(service, 1)
            return max((await called(service)).values(), default=0) > 1

        await until(is_called_twice)
