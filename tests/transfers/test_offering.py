"""Who waits is told of a faster site: by whom it would help most, no more than may go, each once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from serai.booking.schemas import ReservationView
from serai.core.agenda import Agenda
from serai.live.reading import TablePapers
from serai.queue.actions import Leave
from serai.transfers import rules
from serai.transfers.offering import Offering
from tests.queue.desk_world import AS_OPERATOR
from tests.queue.world import fact
from tests.transfers.test_carrying import TO
from tests.transfers.world import LONG, MINUTE, SHORT, Ports, Publish, crowd, ports

PLACES = 2


async def offering_at(made: Ports) -> Offering:
    """The duty of a process that has just started."""
    assert made.readers is not None
    return Offering(made.database, made.readers, made.clock)


async def look(made: Ports, duty: Offering, minutes: int = 1) -> list[str]:
    """Whom it tells meanwhile."""
    before = len(await told(made))
    await Agenda(made.database, made.clock, made.desks, (duty,)).advance(
        made.clock, made.clock.now() + minutes * MINUTE
    )
    return (await told(made))[before:]


async def told(made: Ports) -> list[str]:
    return [fact(each).visit for each in await made.ledger(LONG) if each.kind == "transfer.offered"]


async def test_no_more_are_told_than_may_go_and_nobody_twice(database_url: str) -> None:
    async with ports(database_url) as made:
        await made.put_rulebook(SHORT, transfers_per_hour=PLACES)
        visits = await crowd(made, 14)
        duty = await offering_at(made)
        made.desks.parts.followers.append(duty.follow)
        first = await look(made, duty)
        assert sorted(first) == sorted(visits[-PLACES:]), "who stands furthest back saves most"
        assert await look(made, duty) == []
        await made.desks.run(Publish(LONG, 20))
        assert await look(made, duty) == [], "they may still go"
        assert await look(made, await offering_at(made)) == [], "who starts anew knows whom it was told"
        await made.desks.run(Leave(LONG, first[0], AS_OPERATOR))
        await made.desks.run(Publish(SHORT, 3))
        assert len(await look(made, duty)) == 1, "news of the other site are news here"
        async with made.client() as http:
            assert (await http.post(f"/visits/{first[1]}/transfer", json=TO)).status_code == 200
        await made.desks.run(Publish(LONG, 20))
        assert await look(made, duty) == [], "one is on its way, and one was told"
        rows = await made.rows("SELECT visit, to_site FROM transfer_offer")
        assert len(rows) == len(await told(made)) == PLACES + 1
        assert {row["to_site"] for row in rows} == {SHORT}


async def test_the_feed_of_a_visit_says_that_there_is_a_faster_site(sqlite_url: str) -> None:
    async with ports(sqlite_url) as made:
        visits = await crowd(made, 12)
        assert made.readers is not None
        papers = TablePapers(made.database, made.readers, made.clock, ReservationView.of)
        duty = await offering_at(made)
        await look(made, duty)
        paper = await papers.visit(visits[-1])
        assert paper is not None
        assert paper.elsewhere is not None
        assert (paper.elsewhere["site"], paper.elsewhere["lane"]) == (SHORT, TO["lane"])
        assert made.clock.now() - paper.elsewhere["at"] <= timedelta(minutes=1)
        none = await papers.visit(visits[0])
        assert none is not None
        assert none.elsewhere is None


async def test_who_would_not_come_in_earlier_is_told_nothing(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with ports(sqlite_url, here=3, there=3) as made:
        await crowd(made, 12)
        assert await look(made, await offering_at(made)) == []
        monkeypatch.setattr(rules, "is_honest", lambda *_: True)
        assert await look(made, await offering_at(made)) != [], "twin: told without looking whether it helps"
