"""Feeds of a visit and of a company, beside the queue's on the same socket."""

from __future__ import annotations

import asyncio

from tests.live.desk import QUEUE


async def test_a_visit_starts_from_a_boundary_of_the_queue_and_keeps_its_rank_alone(desk):
    for _ in range(10):
        desk.port.join("export-general")
    mine = sorted(desk.port.visits)[4]
    _, screen = await desk.watching(QUEUE, f"visit:{mine}")
    assert screen.at[f"visit:{mine}"] == screen.at[QUEUE]
    for _ in range(40):
        desk.commit()
        await desk.settle()
        expected = (desk.port.visits[mine][1], desk.port.rank(mine)) if mine in desk.port.visits else None
        assert screen.ranks[f"visit:{mine}"] == expected


async def test_a_visit_is_told_when_it_is_admitted(desk):
    mine = desk.port.join()[0].event.visit
    _, screen = await desk.watching(QUEUE, f"visit:{mine}")
    desk.tell(desk.port.admit(mine))
    await desk.settle()
    state = screen.states[f"visit:{mine}"]
    assert (state["visit"]["status"], state["rank"], state["guidance"]) == ("admitted", None, {"bay": "b1"})


async def test_a_visit_whose_paper_changes_while_it_is_read_is_read_again(desk):
    mine = desk.port.join()[0].event.visit
    await desk.watching(QUEUE)
    read, arrived, go_on = desk.shelf.visit, asyncio.Event(), asyncio.Event()

    async def slow(visit: str):
        paper = await read(visit)
        arrived.set()
        await go_on.wait()
        return paper

    desk.shelf.visit = slow
    watching = asyncio.ensure_future(desk.watching(QUEUE, f"visit:{mine}"))
    await arrived.wait()
    desk.tell(desk.port.admit(mine))
    go_on.set()
    _, screen = await watching
    await desk.settle()
    assert screen.states[f"visit:{mine}"]["visit"]["status"] == "admitted"


async def test_a_queue_that_starts_over_is_followed_by_its_visits(desk):
    mine = desk.port.join()[0].event.visit
    reader, screen = await desk.watching(QUEUE, f"visit:{mine}")
    reader.limit = 200
    reader.block(0.0)
    for _ in range(20):
        desk.tell(desk.port.join())
        await desk.settle()
    screen.frames.clear()
    desk.drain(reader)
    await desk.settle()
    assert [(frame["type"], frame["feed"].split(":")[0]) for frame in screen.frames] == [
        ("reset", "queue"), ("snapshot", "queue"), ("snapshot", "visit"),
    ]  # fmt: skip
    assert screen.ranks[f"visit:{mine}"] == (desk.port.visits[mine][1], desk.port.rank(mine))


async def test_a_visit_resumes_with_what_it_missed(desk):
    mine = desk.port.join()[0].event.visit
    reader, screen = await desk.watching(QUEUE, f"visit:{mine}")
    desk.hub.leave(reader)
    at = screen.at[QUEUE]
    desk.tell(desk.port.admit(mine))
    await desk.settle()
    await desk.resumed(screen, QUEUE, at)
    await desk.resumed(screen, f"visit:{mine}", at)
    assert screen.states[f"visit:{mine}"]["visit"]["status"] == "admitted"
    assert screen.resets == []


async def test_a_company_sees_its_visits_come(desk):
    _, screen = await desk.watching("company:c")
    paper = desk.hub._shelves._companies["company:c"][1]
    paper._named = frozenset({"v0"})
    desk.tell(desk.port.join())
    await desk.settle()
    assert screen.states["company:c"]["visits"] == [{"id": "v0"}]
    assert screen.at["company:c"] == desk.port.seq
