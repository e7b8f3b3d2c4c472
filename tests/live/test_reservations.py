"""The feed of a reservation: what its driver is told without asking, and who else may be."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from serai.live import papers
from serai.live.frames import SUBPROTOCOL
from tests.corpus.town import Town, reservation, town
from tests.live.desk import QUEUE, Desk
from tests.live.world import Port, plain

MINE = "reservation:CNMHN.1"
PATIENCE = 20.0


async def fresh(desk: Desk, feed: str = MINE) -> Any:
    """What somebody is told who only comes now."""
    reader, screen = await desk.watching(feed)
    desk.hub.leave(reader)
    return screen.states[feed]


@pytest.fixture
async def placed(desk: Desk) -> Desk:
    desk.tell(desk.port.extend("CNMHN.1"))
    await desk.settle()
    return desk


async def test_a_reservation_is_told_when_it_changes_and_of_nothing_else(placed):
    _, screen = await placed.watching(QUEUE, MINE)
    placed.tell(placed.port.extend("CNMHN.2"))
    placed.commit(20)
    await placed.settle()
    assert [frame["type"] for frame in screen.frames if frame["feed"] == MINE] == ["snapshot"]
    placed.tell(placed.port.extend("CNMHN.1"))
    await placed.settle()
    assert screen.states[MINE]["reservation"]["until"] == placed.port.extended["CNMHN.1"].isoformat()
    assert screen.at[MINE] == placed.port.seq


@pytest.mark.parametrize("seed", range(30))
async def test_i15_the_snapshot_folded_with_changes_is_what_a_newcomer_is_told(seed):
    """With cuts after which the reader resumes, and entries that came meanwhile."""
    rng, desk = random.Random(seed), Desk(Port(seed))
    desk.tell(desk.port.extend("CNMHN.1"))
    reader, screen = await desk.watching(MINE)
    for _ in range(40):
        if rng.random() < 0.2:
            desk.hub.leave(reader)
            desk.commit(rng.randrange(3))
            if rng.random() < 0.5:
                desk.tell(desk.port.extend("CNMHN.1"))
            await desk.settle()
            reader = await desk.resumed(screen, MINE, screen.at[MINE])
        desk.commit(rng.randrange(4))
        desk.tell(desk.port.extend(rng.choice(("CNMHN.1", "CNMHN.2"))))
        if rng.random() < 0.5:
            await desk.settle()
    await desk.settle()
    assert plain(screen.states[MINE]) == plain(await fresh(desk))
    assert screen.resets == []
    await desk.hub.close()


async def read_while_it_changes(desk: Desk) -> tuple[Any, Any]:
    """What a reader knows whose reservation changed between the reading and the snapshot, and what is so."""
    read, arrived, go_on = desk.shelf.reservation, asyncio.Event(), asyncio.Event()

    async def slow(reservation: str) -> Any:
        paper = await read(reservation)
        if not go_on.is_set():
            arrived.set()
            await go_on.wait()
        return paper

    await desk.watching(QUEUE, MINE)  # else the paper is read once more, to find its site
    desk.shelf.reservation = slow  # type: ignore[method-assign]
    watching = asyncio.ensure_future(desk.watching(MINE))
    await arrived.wait()
    desk.tell(desk.port.extend("CNMHN.1"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    go_on.set()
    _, screen = await watching
    await desk.settle()
    return screen.states[MINE], await fresh(desk)


async def test_a_reservation_that_changes_while_it_is_read_is_read_again(placed):
    known, now = await read_while_it_changes(placed)
    assert known == now


async def test_twin_read_once_a_change_is_lost(placed, monkeypatch):
    """Sabotage: what was read is believed, whatever happened meanwhile."""
    monkeypatch.setattr(papers, "TRIES", 1)
    known, now = await read_while_it_changes(placed)
    assert known != now


# At a real service


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('feed')}/serai.db") as made:
        yield made


class Socket:
    """A socket with a key, or with none."""

    def __init__(self, port: Town, key: str | None) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        url = port.service.url.replace("http", "ws", 1) + "/v1/live"
        self._opening = connect(url, subprotocols=[Subprotocol(SUBPROTOCOL)], additional_headers=headers, proxy=None)
        self._socket: ClientConnection

    async def __aenter__(self) -> Socket:
        self._socket = await self._opening.__aenter__()
        await self.say({"type": "hello"})
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def say(self, frame: dict[str, Any]) -> None:
        await self._socket.send(json.dumps(frame))

    async def hear(self) -> dict[str, Any]:
        frame: dict[str, Any] = json.loads(await asyncio.wait_for(self._socket.recv(), PATIENCE))
        return frame

    async def asks_for(self, feed: str) -> dict[str, Any]:
        await self.say({"type": "watch", "feed": feed})
        return await self.hear()


def made(port: Town, role: str = "driver", hour: int = 21) -> dict[str, Any]:
    found: dict[str, Any] = port.make("POST", "/v1/reservations", role, json=reservation(hour))
    return found


def got(port: Town, id_: str) -> dict[str, Any]:
    found: dict[str, Any] = port.make("GET", f"/v1/reservations/{id_}", "operator")
    return found


async def test_a_drivers_link_is_told_what_http_would_say_of_its_reservation(port: Town) -> None:
    """All but the band, which is another one every minute: whoever wants it reads it."""
    mine = made(port)
    link = mine["pass"]["url"].removeprefix("/d/#")
    async with Socket(port, link) as socket:
        told = await socket.asks_for(f"reservation:{mine['id']}")
        assert (told["type"], told["state"]) == ("snapshot", {"reservation": got(port, mine["id"]) | {"band": None}})
        for act in ("extend", "cancel"):
            port.make("POST", f"/v1/reservations/{mine['id']}/{act}", "operator")
            told = await socket.hear()
            assert (told["type"], told["state"]) == ("change", {"reservation": got(port, mine["id"]) | {"band": None}})
    assert told["state"]["reservation"]["status"] == "cancelled"


@pytest.mark.parametrize("role", ["driver", "company", "operator", "admin"])
async def test_who_may_get_a_reservation_may_follow_it(port: Town, role: str) -> None:
    by = role if role in ("driver", "company") else "company"
    mine = made(port, by)
    async with Socket(port, port.keys[role]) as socket:
        assert (await socket.asks_for(f"reservation:{mine['id']}"))["type"] == "snapshot"


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("rival", "feed.unknown"), ("stranger", "feed.unknown"), ("device", "access.denied"),
        ("auditor", "access.denied"), (None, "key.missing"),
    ],
)  # fmt: skip
async def test_i29_who_may_not_get_it_is_refused_and_the_socket_stays(port: Town, role: str | None, code: str) -> None:
    feed = f"reservation:{port.ids['company_reservation']}"
    async with Socket(port, port.keys[role] if role else None) as socket:
        assert await socket.asks_for(feed) == {
            "type": "error", "code": code, "feed": feed,
        }  # fmt: skip
        assert (await socket.asks_for("queue:CNMHN"))["type"] == "snapshot"


async def test_another_reservations_link_and_one_that_is_not_there_look_alike(port: Town) -> None:
    mine, theirs = made(port), port.ids["company_reservation"]
    async with Socket(port, mine["pass"]["url"].removeprefix("/d/#")) as socket:
        for id_ in (theirs, "CNMHN.nobody"):
            assert (await socket.asks_for(f"reservation:{id_}"))["code"] == "feed.unknown"
