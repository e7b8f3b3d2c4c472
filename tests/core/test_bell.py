"""The bell is a hint: it comes through, it comes back by itself, and it never makes anybody wait."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import structlog
from prometheus_client import REGISTRY
from redis.asyncio import Redis

from serai.core.bell import CHANNEL, Bell
from tests.live.world import SITE, Port
from tests.servers import Valkey

PATIENCE = 30.0


class Ears:
    def __init__(self) -> None:
        self.heard: list[tuple[str, int]] = []

    def __call__(self, site: str, seq: int) -> None:
        self.heard.append((site, seq))

    async def hear(self, bell: Bell, port: Port) -> None:
        """Until a commit rung by this bell is heard; rings while nobody listens are lost, as they may be."""
        async with asyncio.timeout(PATIENCE):
            while (SITE, port.seq) not in self.heard:
                bell.follow(SITE, port.join()[-1:])
                await asyncio.sleep(0.05)


@asynccontextmanager
async def serving(url: str, ears: Ears) -> AsyncIterator[Bell]:
    bell = Bell(url, ears)
    task = asyncio.create_task(bell.serve())
    try:
        yield bell
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(bell: Bell, is_heard: bool) -> None:
    async with asyncio.timeout(PATIENCE):
        while bell.is_heard() is not is_heard:  # noqa: ASYNC110 - it has no bell of its own
            await asyncio.sleep(0.01)


async def test_a_ring_is_heard_by_every_process(valkey_url):
    ears, others, port = Ears(), Ears(), Port(1)
    async with serving(valkey_url, ears) as bell, serving(valkey_url, others) as other:
        await until(bell, True)
        await until(other, True)
        bell.follow(SITE, port.join())
        await others.hear(bell, port)
        await ears.hear(bell, port)


async def test_commits_close_together_are_one_ring(valkey_url):
    ears, port = Ears(), Port(1)
    async with serving(valkey_url, ears) as bell:
        await until(bell, True)
        for _ in range(100):
            bell.follow(SITE, port.join())
        await ears.hear(bell, port)
        assert len(ears.heard) < 10


async def test_what_others_say_on_the_channel_is_not_believed(valkey_url):
    ears, port = Ears(), Port(1)
    async with serving(valkey_url, ears) as bell, Redis.from_url(valkey_url) as anybody:
        await until(bell, True)
        for said in ("", "x", "-1 CNMHN", "1e9 CNMHN", "\x00", b"\xff\xfe", b"1 \xff", "9" * 5000 + " X"):
            await anybody.publish(CHANNEL, said)
        await ears.hear(bell, port)
        assert {site for site, _ in ears.heard} == {SITE}


async def test_i13_it_comes_back_by_itself_and_says_so_once(valkey: Valkey):
    ears, port = Ears(), Port(1)
    with structlog.testing.capture_logs() as logs:
        async with serving(valkey.url, ears) as bell:
            await until(bell, True)
            assert REGISTRY.get_sample_value("serai_bell_heard") == 1
            valkey.kill()
            await until(bell, False)
            assert REGISTRY.get_sample_value("serai_bell_heard") == 0
            for _ in range(200):  # nobody waits for it, and it keeps nothing
                bell.follow(SITE, port.join())
                await asyncio.sleep(0.005)
            assert len(bell._rings) <= 1
            valkey.start()
            await until(bell, True)
            await ears.hear(bell, port)
    assert [each["event"] for each in logs] == ["bell.heard", "bell.lost", "bell.heard"]


async def test_an_address_that_nobody_answers_is_logged_once_and_without_its_password():
    with structlog.testing.capture_logs() as logs:
        async with serving("redis://:s3cret@127.0.0.1:1/0", Ears()) as bell:
            await until(bell, False)
            await asyncio.sleep(0.5)  # several attempts
            assert not bell.is_heard()
    assert len(logs) == 1
    assert "s3cret" not in str(logs)


@pytest.fixture
async def mute() -> AsyncIterator[str]:
    """A server that takes what it is told, answers the first few times, and then says nothing more."""
    answers = [b"+OK\r\n", b"+OK\r\n"]

    async def attend(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        left = list(answers)
        while data := await reader.read(4096):
            for _ in range(data.count(b"*")):
                if b"SUBSCRIBE" in data:
                    writer.write(b"*3\r\n$9\r\nsubscribe\r\n$10\r\nserai.bell\r\n:1\r\n")
                    break
                if left:
                    writer.write(left.pop())
        writer.close()

    server = await asyncio.start_server(attend, "127.0.0.1", 0)
    yield f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    server.close()


async def test_i13_a_connection_that_stands_and_says_nothing_is_not_taken_for_a_bell(mute, monkeypatch):
    monkeypatch.setattr("serai.core.bell.SILENCE_SECONDS", 0.1)
    with structlog.testing.capture_logs() as logs:
        async with serving(mute, Ears()) as bell:
            await until(bell, True)
            async with asyncio.timeout(PATIENCE):
                while not any(each["event"] == "bell.lost" for each in logs):  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
    assert next(each["error"] for each in logs if each["event"] == "bell.lost") == "Silent"
