"""Show rates: what counts, how it fades, how little seen backs off; and the memory as its table gives it again."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.booking.changes import Cancel
from serai.booking.events import ReservationConfirmed
from serai.booking.lapsing import Lapse
from serai.booking.reservations import Reservation
from serai.booking.shows import CLASSES, COMPANY, DRIVER, GUESS, HALF_LIFE_DAYS, KEPT_DAYS, Rates, Shows, Tally
from serai.core import ids
from serai.core.db import Database
from serai.queue.checkin import CheckIn
from serai.schema import migrate
from tests.simulation.memories import fresh, i27, picture, replayed
from tests.worlds import NOON, OPERATOR, World, slot_id, world

TODAY = date(2026, 11, 22)
LANE = "export-general"


def rates(*counts: tuple[int, int], lane: str = LANE, of: str = COMPANY, days_ago: int = 0) -> Rates:
    tallies = {(lane, of, TODAY - timedelta(days=days_ago + back)): Tally(*each) for back, each in enumerate(counts)}
    return Rates.of(tallies, TODAY)


def test_a_site_without_a_history_has_the_guess() -> None:
    none = Rates.of({}, TODAY)
    assert none.of_lane(LANE).mean == pytest.approx(GUESS)
    assert none.mix(LANE) == {DRIVER: 1.0, COMPANY: 0.0, "trusted": 0.0}


def test_much_seen_is_believed_and_little_is_not() -> None:
    assert rates((500, 500)).of_lane_and_class(LANE, COMPANY).mean == pytest.approx(0.5, abs=0.02)
    assert rates((0, 2)).of_lane_and_class(LANE, COMPANY).mean > 0.75
    much, little = (rates((seen, seen)).of_lane_and_class(LANE, COMPANY).spread for seen in (500, 5))
    assert much < little


def test_a_lane_without_a_history_backs_off_to_its_class_and_no_other() -> None:
    seen = rates((400, 600))
    assert seen.of_lane_and_class("import-fresh", COMPANY).mean == pytest.approx(seen.of_class(COMPANY).mean)
    assert seen.of_lane_and_class("import-fresh", COMPANY).mean < 0.45
    assert seen.of_lane_and_class("import-fresh", DRIVER).mean == pytest.approx(GUESS)


def test_what_was_seen_a_half_life_ago_weighs_half() -> None:
    fresh_, old = (rates((80, 20), days_ago=ago).of_class(COMPANY).seen for ago in (0, int(HALF_LIFE_DAYS)))
    assert old == pytest.approx(fresh_ / 2)
    long_ago = TODAY - timedelta(days=140)
    both = Rates.of({(LANE, COMPANY, TODAY): Tally(90, 10), (LANE, COMPANY, long_ago): Tally(0, 100)}, TODAY)
    assert both.of_class(COMPANY).mean > 0.88


@given(
    tallies=st.dictionaries(
        st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(CLASSES), st.dates(date(2026, 6, 1), TODAY)),
        st.builds(Tally, st.integers(0, 400), st.integers(0, 400)),
        max_size=12,
    ),
    lane=st.sampled_from(["a", "b", "new"]),
)
def test_rates_are_parts_of_one_and_the_mix_is_whole(tallies: dict[tuple[str, str, date], Tally], lane: str) -> None:
    known = Rates.of(tallies, TODAY)
    found = [known.of_lane_and_class(lane, of) for of in CLASSES]
    assert all(0 < rate.mean < 1 and rate.spread < 0.5 for rate in found)
    assert sum(known.mix(lane).values()) == pytest.approx(1)
    assert (
        min(each.mean for each in found) - 1e-9 <= known.of_lane(lane).mean <= max(each.mean for each in found) + 1e-9
    )
    assert known.expected(lane, [DRIVER, DRIVER, COMPANY]) == pytest.approx(2 * found[2].mean + found[1].mean)


@given(shown=st.integers(0, 200), missed=st.integers(0, 200))
def test_one_more_that_shows_never_lowers_the_rate(shown: int, missed: int) -> None:
    before = rates((shown, missed)).of_lane(LANE).mean
    assert rates((shown + 1, missed)).of_lane(LANE).mean > before > rates((shown, missed + 1)).of_lane(LANE).mean


def test_days_that_count_no_more_are_forgotten() -> None:
    old = TODAY - timedelta(days=KEPT_DAYS)
    shows = Shows({(LANE, COMPANY, old): Tally(1, 0), (LANE, COMPANY, old + timedelta(days=1)): Tally(2, 0)})
    shows._pass_to(TODAY)
    assert list(shows.tallies.values()) == [Tally(2, 0)]


async def shows_of(here: World, site: str = "CNMHN") -> Shows:
    return (await fresh(here.database, site)).of(Shows)


async def check_in(here: World, made: Reservation) -> None:
    await here.desks.run(CheckIn("CNMHN", ids.new("CNMHN"), "5a17", OPERATOR, "kiosk", made.id))


@pytest.fixture
async def here(tmp_path: Path):
    async with world(f"sqlite:///{tmp_path}/shows.db") as made:
        await made.site(capacity=30)
        yield made


async def lapse(here: World, hours: float) -> None:
    here.clock.set(NOON + timedelta(hours=hours))
    await here.desks.run(Lapse("CNMHN"))


async def test_who_came_and_who_did_not_is_counted_by_lane_class_and_day(here: World) -> None:
    came = await here.reserve(slot_id(14), "YA00001", company="c1")
    await here.reserve(slot_id(14), "YA00002", company="c1")
    await here.reserve(slot_id(14), "YA00003")
    here.clock.set(NOON + timedelta(hours=2))
    await check_in(here, came)
    await lapse(here, 5)
    assert (await shows_of(here)).tallies == {
        (LANE, COMPANY, TODAY): Tally(1, 1),
        (LANE, DRIVER, TODAY): Tally(0, 1),
    }


async def test_a_place_given_back_before_its_window_opened_says_nothing_and_later_it_is_missed(here: World) -> None:
    early, late = [await here.reserve(slot_id(15), f"YA0001{each}") for each in range(2)]
    await here.desks.run(Cancel("CNMHN", early.id, OPERATOR))
    here.clock.set(NOON + timedelta(hours=2))
    await here.desks.run(Cancel("CNMHN", late.id, OPERATOR))
    assert (await shows_of(here)).tallies == {(LANE, DRIVER, TODAY): Tally(0, 1)}


async def test_who_comes_late_has_shown_after_all(here: World) -> None:
    made = await here.reserve(slot_id(14), "YA00001")
    await lapse(here, 4)
    assert (await shows_of(here)).tallies == {(LANE, DRIVER, TODAY): Tally(0, 1)}
    await check_in(here, made)
    assert (await shows_of(here)).tallies == {(LANE, DRIVER, TODAY): Tally(1, 0)}


async def history(here: World) -> None:
    came = await here.reserve(slot_id(14), "YA00001", company="c1")
    for number in range(2, 6):
        await here.reserve(slot_id(14), f"YA0000{number}")
    await here.reserve(slot_id(18), "YA00009", company="c2")
    here.clock.set(NOON + timedelta(hours=2))
    await check_in(here, came)
    await lapse(here, 5)


async def test_i27_tallies_and_memory_are_the_replay_of_the_ledger(here: World, tmp_path: Path) -> None:
    await history(here)
    replica = Database(f"sqlite:///{tmp_path}/replica.db")
    await migrate(replica)
    again = await replayed(await here.ledger(), replica)
    assert await i27(here.database, replica) == []
    mine = {
        name: part for name, part in picture(await fresh(here.database, "CNMHN")).items() if name.startswith("shows")
    }
    its = {name: part for name, part in picture(again).items() if name.startswith("shows")}
    assert mine == its
    assert mine["shows.pending"]
    assert mine["shows.late"]
    await replica.close()


async def test_i27_a_tally_that_is_not_of_the_ledger_is_found(here: World, tmp_path: Path) -> None:
    await history(here)
    async with here.database.writing() as connection:
        await connection.exec_driver_sql("UPDATE show_tally SET shown = shown + 1")
    replica = Database(f"sqlite:///{tmp_path}/replica.db")
    await migrate(replica)
    await replayed(await here.ledger(), replica)
    assert any("show_tally" in each for each in await i27(here.database, replica))
    await replica.close()


async def test_the_class_of_a_company_that_was_trusted_stays_with_its_place(here: World, tmp_path: Path) -> None:
    """The fact says it: no other is asked when the place is counted."""
    await here.reserve(slot_id(14), "YA00001", company="c1")
    (fact,) = [entry.event for entry in here.entries if isinstance(entry.event, ReservationConfirmed)]
    shows = Shows()
    shows.apply(fact.model_copy(update={"trusted": True}), NOON, 9)
    assert shows.pending[fact.reservation].company_class == "trusted"
