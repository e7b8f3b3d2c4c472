"""What the queue's routes tell: languages, plates for operators, what has happened to a visit."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import orjson
import pytest

from serai.core import ids
from serai.queue import moves
from serai.queue.actions import Correct, OnVisit
from serai.queue.moves import Passage
from serai.queue.rules import Queue
from tests.queue.desk_world import AS_OPERATOR, OPERATOR, QueueWorld, world
from tests.worlds import NOON


class Act(OnVisit):
    """A report about a visit, as guidance and calling make them of the functions of `moves`."""

    does: Any = None

    def facts(self, draft: Any) -> Any:
        return type(self).does(draft.of(Queue), self.visit)


def act(does: Any) -> type[Act]:
    return type("Doing", (Act,), {"does": staticmethod(does)})


CALL = act(lambda queue, visit: moves.call(queue, visit, ids.new(), "gate-in"))
MISS = act(moves.miss)
PARK = act(lambda queue, visit: moves.park(queue, visit, "B1", Passage(ids.new())))
DEPART = act(lambda queue, visit: moves.depart(queue, visit, Passage(ids.new())))


@pytest.fixture
async def made(database_url: str) -> AsyncIterator[QueueWorld]:
    async with world(database_url) as found:
        yield found


@pytest.fixture
async def operator(made: QueueWorld) -> AsyncIterator[httpx.AsyncClient]:
    async with made.client(OPERATOR) as client:
        yield client


async def do(made: QueueWorld, does: type[Act], visit: str, minutes: int = 0) -> None:
    made.clock.set(made.clock.now() + timedelta(minutes=minutes))
    await made.desks.run(does("CNMHN", visit, AS_OPERATOR))


def steps(answer: httpx.Response) -> list[tuple[str, str, bool]]:
    assert answer.status_code == 200, answer.text
    return [(each["status"], each["at"][11:16], each["inferred"]) for each in answer.json()["timeline"]]


async def test_a_visit_tells_every_status_it_has_had(made: QueueWorld, operator: httpx.AsyncClient) -> None:
    seen = await made.check_in("YA0001", lane="export-general")
    other = await made.check_in("YA0002", lane="export-general")
    await do(made, CALL, seen.visit.id, 5)
    await do(made, MISS, seen.visit.id, 5)
    await do(made, CALL, seen.visit.id, 5)
    await do(made, PARK, seen.visit.id, 5)
    await do(made, DEPART, seen.visit.id, 10)
    assert steps(await operator.get(f"/visits/{seen.visit.id}")) == [
        ("waiting", "04:00", False), ("called", "04:05", False), ("waiting", "04:10", False),
        ("called", "04:15", False), ("admitted", "04:20", True), ("parked", "04:20", False),
        ("released", "04:30", True), ("departed", "04:30", False),
    ]  # fmt: skip
    assert steps(await operator.get(f"/visits/{other.visit.id}")) == [("waiting", "04:00", False)]


async def test_a_timeline_holds_the_steps_of_its_own_visit_alone(made: QueueWorld, operator: httpx.AsyncClient) -> None:
    """What was put right about it stands there with the status that it kept; another's correction that names it not."""
    first = (await made.check_in("YB0001", lane="export-general")).visit.id
    second = (await made.check_in("YB0002", lane="export-general")).visit.id
    reason: dict[str, Any] = {"reason": "mistake", "salt": "5a17" * 8}
    made.clock.set(NOON + timedelta(minutes=4))
    await made.desks.run(Correct("CNMHN", first, AS_OPERATOR, lane="export-fresh", **reason))
    await do(made, CALL, first)
    await made.desks.run(Correct("CNMHN", second, AS_OPERATOR, duplicate_of=first, **reason))
    answer = await operator.get(f"/visits/{first}")
    assert steps(answer) == [("waiting", "04:00", False), ("waiting", "04:04", False), ("called", "04:04", False)]
    kinds = [each["kind"] for each in answer.json()["timeline"]]
    assert kinds == ["visit.joined", "visit.corrected", "visit.called"]
    assert steps(await operator.get(f"/visits/{second}")) == [("waiting", "04:00", False), ("left", "04:04", False)]


async def test_reasons_are_told_in_the_language_asked_for(made: QueueWorld, operator: httpx.AsyncClient) -> None:
    body = {"vehicle": {"plate": "YC0001", "country": "CN"}, "lane": "export-general", "by": "kiosk"}
    thai = {"Accept-Language": "th-TH,th;q=0.9,en;q=0.5"}
    joined = await operator.post("/sites/CNMHN/visits", json=body, headers={**thai, "Idempotency-Key": "a"})
    visit = joined.json()["id"]
    said = "ไม่ได้จอง: ตามลำดับที่มาถึง เวลา 12:00"
    assert joined.json()["because"] == [{"clause": "order.arrival", "text": said}]
    got = await operator.get(f"/visits/{visit}", headers=thai)
    assert got.json()["because"][0]["text"] == said
    assert (got.headers["content-language"], got.headers["vary"]) == ("th", "Accept-Language")
    listed = await operator.get("/visits", headers=thai)
    assert listed.json()["items"][0]["because"][0]["text"] == said
    queue = await operator.get("/sites/CNMHN/queue", headers=thai)
    assert queue.json()["items"][0]["because"][0]["text"] == said
    explained = (await operator.get(f"/visits/{visit}/explanation", headers=thai)).json()
    changes = " ".join(each["text"] for each in explained["changes"])
    assert explained["text"] == f"ลำดับที่ 1 จาก 1 คัน {said} {changes}"
    assert explained["rules"]["clauses"][0]["text"] == said
    plain = await operator.get(f"/visits/{visit}")
    assert plain.json()["because"][0]["text"].startswith("Without a reservation")
    left = await operator.post(f"/visits/{visit}/leave", headers=thai)
    assert left.json()["because"][0]["text"] == said


async def test_the_order_names_plates_for_operators_until_they_are_erased(
    made: QueueWorld, operator: httpx.AsyncClient
) -> None:
    await made.check_in("YD0001", lane="export-general")
    erased = await made.check_in("YD0002", lane="export-general")
    async with made.database.writing() as connection:
        await connection.exec_driver_sql(f"UPDATE visit SET details = NULL WHERE id = '{erased.visit.id}'")
    answer = await operator.get("/sites/CNMHN/queue")
    assert [each["plate"] for each in answer.json()["items"]] == ["YD0001", None]
    assert b"YD000" not in b"".join(entry.body for entry in made.entries)
    assert "YD0001" not in orjson.dumps((await operator.get("/sites/CNMHN/queue?line=none")).json()).decode()


async def test_what_a_lane_served_in_the_last_hour_is_the_same_after_a_restart(made: QueueWorld) -> None:
    visits = [(await made.check_in(f"YE000{each}", lane="export-general")).visit.id for each in range(3)]
    fresh = (await made.check_in("YE0009", lane="export-fresh")).visit.id
    for minutes, visit in ((0, visits[0]), (30, visits[1]), (10, fresh), (25, visits[2])):
        await do(made, PARK, visit, minutes)
    now = made.clock.now()
    followed, loaded = (await made.queue()).served, (await made.loaded()).served
    assert list(followed.admissions) == list(loaded.admissions)
    assert followed.by_lane(now) == {"export-general": 2, "export-fresh": 1}
    assert followed.by_lane(now + timedelta(minutes=30)) == {"export-general": 1, "export-fresh": 1}
    assert followed.by_lane(now + timedelta(hours=1)) == {}
