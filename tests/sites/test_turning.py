"""What the clock opens and shuts is told by an entry, at its minute."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from serai.core.agenda import Agenda
from serai.live.views import SiteViews
from serai.sites import actions as sites
from serai.sites import events
from serai.sites.documents import WEEKDAYS, CalendarDocument
from serai.sites.rules import SiteFold
from serai.sites.site import accept
from serai.sites.turning import Turning, TurnLanes, next_turn
from tests.simulation import memories
from tests.worlds import NOON, World, site_document, world

LANES = ("export-general", "import-general")
MINUTE = timedelta(minutes=1)


def calendar(hours: dict[str, tuple[str, str]], exceptions: list[dict[str, Any]] | None = None) -> CalendarDocument:
    windows = {"days": list(WEEKDAYS), "every": "PT60M", "length": "PT60M", "capacity": 2}
    rules = [{"lane": lane, **windows, "from": from_, "to": to} for lane, (from_, to) in hours.items()]
    return CalendarDocument.model_validate({"rules": rules, "exceptions": exceptions or []})


async def advance(made: World, to: datetime) -> None:
    await Agenda(made.database, made.clock, made.desks, (Turning(),)).advance(made.clock, to)


async def turns(made: World) -> list[tuple[datetime, list[str]]]:
    return [(each.at, each.event.open) for each in await made.ledger() if isinstance(each.event, events.LanesTurned)]


async def opened(made: World, hours: dict[str, tuple[str, str]], *exceptions: dict[str, Any]) -> None:
    await made.desks.run(sites.CreateSite("CNMHN", site_document("CNMHN", LANES)))
    await made.desks.run(sites.PutCalendar("CNMHN", None, calendar(hours, list(exceptions))))


async def test_hours_exceptions_and_closures_by_the_clock_are_told_at_their_minute(database_url: str) -> None:
    async with world(database_url) as made:
        off = {"date": "2026-11-23", "lane": "import-general", "closed": True, "reason": "works"}
        await opened(made, dict.fromkeys(LANES, ("07:00", "21:00")), off)
        from_, to = NOON + timedelta(hours=1), NOON + timedelta(hours=2)
        await made.desks.run(sites.OpenClosure("CNMHN", "c", "export-general", from_, to, "works", None))
        await advance(made, NOON + timedelta(hours=24))
        assert await turns(made) == [
            (from_, ["import-general"]),
            (to, list(LANES)),
            (NOON + timedelta(hours=9), []),
            (NOON + timedelta(hours=19), ["export-general"]),
        ]


async def test_a_site_that_never_shuts_says_nothing(database_url: str) -> None:
    async with world(database_url) as made:
        await made.desks.run(sites.CreateSite("CNMHN", site_document("CNMHN", LANES)))
        await advance(made, NOON + timedelta(days=30))
        assert await turns(made) == []


async def test_i15_the_queue_feed_and_the_operators_learn_that_the_day_is_over(database_url: str) -> None:
    async with world(database_url) as made:
        await opened(made, dict.fromkeys(LANES, ("07:00", "21:00")))
        memory = await memories.fresh(made.database, "CNMHN")
        views = SiteViews("CNMHN", memory, NOON)
        feeds = ("queue:CNMHN", "site:CNMHN")
        assert views.view(feeds[0]).told()["open"] is True
        await advance(made, NOON + timedelta(hours=10))
        entries = (await made.ledger())[views.seq :]
        queue, site = views.apply(entries, feeds)
        assert queue.members == {"open": False}
        assert (site.members["status"], site.members["open_lanes"]) == ("closed", [])


async def test_two_processes_tell_it_once(database_url: str) -> None:
    async with world(database_url) as made:
        await opened(made, dict.fromkeys(LANES, ("07:00", "21:00")))
        async with made.database.reading() as connection:
            (due,) = await Turning()(connection)
        made.clock.set(due.at)
        assert isinstance(due.command, TurnLanes)
        await made.desks.run(due.command)
        await made.desks.run(due.command)
        assert len(await turns(made)) == 1


async def test_a_process_that_was_away_all_night_says_what_is_and_goes_on(database_url: str) -> None:
    async with world(database_url) as made:
        await opened(made, dict.fromkeys(LANES, ("07:00", "21:00")))
        async with made.database.reading() as connection:
            (due,) = await Turning()(connection)
        made.clock.set(NOON + timedelta(hours=20))
        await made.desks.run(due.command)
        assert await turns(made) == [(NOON + timedelta(hours=20), list(LANES))]
        async with made.database.reading() as connection:
            (after,) = await Turning()(connection)
        assert after.at == NOON + timedelta(hours=33)


HOURS = st.sampled_from([("00:00", "24:00"), ("07:00", "21:00"), ("09:30", "10:00"), ("22:00", "24:00")])
DAYS = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True)
EXCEPTIONS = st.lists(st.tuples(st.integers(0, 40), st.sampled_from([None, *LANES])), max_size=4)
CLOSURES = st.lists(
    st.tuples(st.sampled_from([None, *LANES]), st.integers(-600, 40_000), st.none() | st.integers(1, 9_000)), max_size=4
)
ZONES = st.sampled_from(["Asia/Shanghai", "Asia/Yangon", "Europe/Riga"])


@settings(max_examples=40, deadline=None)
@given(ZONES, HOURS, DAYS, EXCEPTIONS, CLOSURES, st.booleans())
def test_the_next_turn_is_the_first_minute_at_which_other_lanes_are_open(
    zone: str,
    hours: tuple[str, str],
    days: list[str],
    exceptions: list[tuple[int, str | None]],
    closures: list[tuple[str | None, int, int | None]],
    has_rules: bool,
) -> None:
    site = SiteFold()
    site.site = accept(site_document("CNMHN", LANES, zone))
    if has_rules:
        windows = {"every": "PT30M", "length": "PT30M", "capacity": 2, "from": hours[0], "to": hours[1], "days": days}
        off = {(NOON + timedelta(days=day)).date(): lane for day, lane in exceptions}
        document = {
            "rules": [{"lane": LANES[0], **windows}],
            "exceptions": [{"date": f"{on}", "lane": lane, "closed": True} for on, lane in off.items()],
        }
        site.apply(events.CalendarPut(calendar=document), NOON, 1)
    for number, (lane, from_, length) in enumerate(closures):
        begins = NOON + from_ * MINUTE
        until = None if length is None else begins + length * MINUTE
        fact = events.ClosureOpened(closure=f"{number}", lane=lane, from_=begins, until=until, reason="x")
        site.apply(fact, NOON, 2 + number)
    was, found = site.open_lanes(NOON), next_turn(site, NOON)
    until = found or NOON + timedelta(days=30)
    step = NOON + MINUTE
    while step < until:
        assert site.open_lanes(step) == was
        step += 13 * MINUTE
    assert found is None or (site.open_lanes(found) != was and site.open_lanes(found - MINUTE) == was)
