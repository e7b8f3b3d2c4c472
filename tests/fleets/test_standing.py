"""The same slot every week, on both databases: reserved once each as it comes into the horizon, whatever happens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.core.desk import Command
from serai.declarations.examples import EXAMPLES
from serai.fleets import actions, standing
from serai.fleets.standing import Pattern
from serai.sites.documents import WEEKDAYS, CalendarDocument
from serai.sites.events import CalendarPut, SiteCreated
from serai.sites.rules import SiteFold
from tests.booking.agency import Agency, agency, asked, opened, slot
from tests.serving import SITE, calendar

PATH = "/standing-reservations"


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Agency]:
    async with agency(database_url, capacity=30) as made:
        yield made


def wish(plate: str = "WEEKLY", **more: Any) -> dict[str, Any]:
    """Mondays at eight, from 30 November on."""
    return {
        "site": "CNMHN", "lane": "export-general", "days": ["mon"], "at": "08:00", "first_date": "2026-11-30",
        "vehicle": {"plate": plate, "country": "CN"}, "driver": {"name": "Li Wei", "language": "zh"},
        "cargo": {"class": "general"}, **more,
    }  # fmt: skip


async def put(town: Agency, who: str = "Ah", **more: Any) -> str:
    return str((await town.make("POST", PATH, who, json=wish(**more)))["id"])


async def became(town: Agency, id_: str) -> dict[str, str]:
    """Each date so far as the id of a slot that is reserved, or the code of its problem."""
    found = await town.make("GET", f"{PATH}/{id_}", "Ah")
    return {
        each["date"]: each["slot"] if each["reservation"] else each["problem"]["code"] for each in found["occurrences"]
    }


async def test_each_date_is_reserved_when_its_slot_comes_into_the_horizon(town: Agency) -> None:
    id_ = await put(town)
    assert await became(town, id_) == {"2026-11-30": slot(8, 30)}
    await town.until("2026-11-23T07:59:59+08:00")
    assert len(await became(town, id_)) == 1
    await town.until("2026-11-23T08:00:00+08:00")
    assert (await became(town, id_))["2026-12-07"] == "CNMHN~export-general~20261207T0800~60"
    made = await town.reservations()
    assert {each["slot"]["local_date"] for each in made} == {"2026-11-30", "2026-12-07"}
    at = [each["at"] for each in await town.rows("SELECT at FROM standing_occurrence ORDER BY local_date")]
    assert str(at[1]).startswith("2026-11-23 00:00:00")
    told = await town.make("GET", f"{PATH}/{id_}", "Ah")
    assert (told["next"], told["status"], told["at"], told["days"]) == ("2026-12-14", "standing", "08:00", ["mon"])
    assert told["vehicle"]["plate"] == "WEEKLY"


async def test_a_date_has_one_attempt_and_its_outcome_is_kept(town: Agency) -> None:
    await town.make("POST", "/reservations", "Bo", json=asked(8, 30, plate="WEEKLY"))
    id_ = await put(town)
    assert await became(town, id_) == {"2026-11-30": "vehicle.already_booked"}
    problem = (await town.make("GET", f"{PATH}/{id_}", "Ah"))["occurrences"][0]["problem"]
    assert problem["detail"].startswith("This vehicle already has")
    assert problem["arrive"] == {"from": "2026-11-29T23:00:00+00:00", "until": "2026-11-30T01:30:00+00:00"}
    assert (problem["rule"], problem["status"]) == ("vehicle.one_window", 409)
    await town.until("2026-11-22T20:00:00+08:00")
    assert len(await became(town, id_)) == 1
    (fact,) = await town.facts("standing.missed_out")
    assert fact["because"] == "vehicle.already_booked"
    # When the vehicle comes for somebody else is told to its own company, and is in no ledger.
    assert "arrive" not in str(fact)


async def test_a_date_tells_how_its_reservation_stands(town: Agency) -> None:
    id_ = await put(town)
    (made,) = await town.reservations()
    for status in ("confirmed", "cancelled"):
        found = await town.make("GET", f"{PATH}/{id_}", "Ah")
        assert [each["status"] for each in found["occurrences"]] == [status]
        await town.make("POST", f"/reservations/{made['id']}/cancel", "Ah")


async def test_who_wants_to_waits_where_the_slot_is_full(database_url: str) -> None:
    async with agency(database_url, capacity=1) as town:
        await town.make("POST", "/reservations", "Bo", json=asked(8, 30))
        without, waiting = await put(town), await put(town, plate="PATIENT", waitlist=True)
        assert await became(town, without) == {"2026-11-30": "slot.full"}
        assert await became(town, waiting) == {"2026-11-30": slot(8, 30)}
        assert [each["status"] for each in await town.reservations()] == ["waitlisted"]


async def test_a_day_without_the_slot_is_told(town: Agency) -> None:
    closed = {**calendar(30), "exceptions": [{"date": "2026-11-30", "lane": None, "closed": True, "reason": "works"}]}
    await town.make("PUT", "/sites/CNMHN/calendar", json=closed)
    assert await became(town, await put(town)) == {"2026-11-30": "slot.closed"}
    assert await became(town, await put(town, plate="ODD", at="08:17")) == {"2026-11-30": "standing.no_slot"}


async def test_a_preview_names_the_conflict_of_each_date_and_does_nothing(town: Agency) -> None:
    closed = {**calendar(30), "exceptions": [{"date": "2026-12-21", "lane": None, "closed": True, "reason": "works"}]}
    await town.make("PUT", "/sites/CNMHN/calendar", json=closed)
    await town.make("POST", "/reservations", "Ah", json=asked(8, 30, plate="WEEKLY"))
    length = await town.length()
    asks = wish(days=["mon", "sat"], last_date="2026-12-22")
    items = (await town.make("POST", f"{PATH}/preview", "Ah", json=asks))["items"]
    told = {each["date"]: each["conflict"]["code"] if each["conflict"] else each["status"] for each in items}
    assert told == {
        "2026-11-30": "vehicle.already_booked", "2026-12-05": "confirmed", "2026-12-07": None, "2026-12-12": None,
        "2026-12-14": None, "2026-12-19": None, "2026-12-21": "slot.closed",
    }  # fmt: skip
    assert items[2]["slot"] == "CNMHN~export-general~20261207T0800~60"
    assert (await town.length(), len(await town.reservations())) == (length, 1)
    assert await town.rows("SELECT * FROM standing") == []
    odd = (await town.make("POST", f"{PATH}/preview", "Ah", json=wish(at="08:17")))["items"]
    assert len(odd) == standing.MOST_PREVIEWED
    assert {each["conflict"]["code"] for each in odd} == {"standing.no_slot"}


async def test_ending_keeps_what_is_reserved_unless_that_is_given_back_too(town: Agency) -> None:
    kept, given = await put(town), await put(town, plate="OTHER", days=["tue"])
    ended = await town.make("DELETE", f"{PATH}/{kept}", "Ah")
    assert (ended["status"], ended["next"]) == ("ended", None)
    await town.make("DELETE", f"{PATH}/{given}?cancel=true", "Ah")
    await town.until("2026-12-20T12:00:00+08:00")
    assert {each["vehicle"]["plate"]: each["status"] for each in await town.reservations()} == {
        "WEEKLY": "missed", "OTHER": "cancelled",
    }  # fmt: skip
    assert len(await town.facts("standing.ended")) == 2
    await town.make("DELETE", f"{PATH}/{kept}", "Ah")
    assert len(await town.facts("standing.ended")) == 2


async def test_nobody_sees_or_ends_what_is_anothers(town: Agency) -> None:
    id_ = await put(town)
    for method, path in (("GET", id_), ("DELETE", id_), ("DELETE", f"{id_}?cancel=true")):
        answer = await town.ask(method, f"{PATH}/{path}", "Bo")
        assert (answer.status_code, answer.json()["code"]) == (404, "standing.unknown")
    assert (await town.make("GET", PATH, "Bo"))["items"] == []
    assert [each["id"] for each in (await town.make("GET", PATH, "Ah"))["items"]] == [id_]
    assert [each["id"] for each in (await town.make("GET", PATH, "operator"))["items"]] == [id_]
    assert (await town.ask("DELETE", f"{PATH}/{id_}", "operator")).status_code == 200


async def test_a_company_that_is_suspended_gets_nothing(town: Agency) -> None:
    id_ = await put(town)
    company = (await town.make("GET", f"{PATH}/{id_}", "Ah"))["company"]
    await town.make("PATCH", f"/companies/{company}", json={"suspended": True})
    await town.until("2026-11-24T08:00:00+08:00")
    assert (await became(town, id_))["2026-12-07"] == "company.suspended"


async def test_a_longer_horizon_brings_the_next_dates_at_once(town: Agency) -> None:
    id_ = await put(town, last_date="2026-12-20")
    assert len(await became(town, id_)) == 1
    book = {"effective_from": "2026-11-22T13:00:00+08:00", "horizon_days": 30, "open_per_vehicle": 5}
    await town.make("PUT", "/sites/CNMHN/rulebook", json=book)
    await town.until("2026-11-22T12:59:59+08:00")
    assert len(await became(town, id_)) == 1
    await town.until("2026-11-22T13:00:00+08:00")
    assert list(await became(town, id_)) == ["2026-11-30", "2026-12-07", "2026-12-14"]
    assert (await town.make("GET", f"{PATH}/{id_}", "Ah"))["next"] is None


async def test_a_date_whose_slot_is_drawn_for_enters_the_draw_when_it_opens(town: Agency) -> None:
    window = {"lane": "export-general", "days": ["sun"], "from": "16:00", "to": "16:30", "days_ahead": 7}
    book = {"effective_from": "2026-11-22T12:00:00+08:00", "release_windows": [window]}
    await town.make("PUT", "/sites/CNMHN/rulebook", json=book)
    id_ = await put(town, days=["sun"], first_date="2026-11-29", last_date="2026-11-29")
    await town.until("2026-11-22T15:59:59+08:00")
    assert await became(town, id_) == {}
    await town.until("2026-11-22T16:00:00+08:00")
    assert await became(town, id_) == {"2026-11-29": slot(8, 29)}
    assert [each["status"] for each in await town.reservations()] == ["waitlisted"]
    await town.until("2026-11-22T17:00:00+08:00")
    assert [each["status"] for each in await town.reservations()] == ["confirmed"]
    assert len(await town.facts("standing.postponed")) == 1


async def test_what_cannot_be_is_refused(sqlite_url: str) -> None:
    async with agency(sqlite_url) as town:
        for more, status, code in (
            ({"lane": "nowhere"}, 404, "lane.unknown"),
            ({"cargo": {"class": "fresh"}}, 409, "lane.wrong_class"),
            ({"first_date": "2026-11-01", "last_date": "2026-11-20"}, 422, "standing.empty"),
            ({"last_date": "2026-11-29"}, 422, "request.invalid"),
            ({"days": []}, 422, "request.invalid"),
            ({"at": "24:00"}, 422, "request.invalid"),
            ({"first_date": 20261130}, 422, "request.invalid"),
            ({"site": "NOWHERE"}, 404, "site.unknown"),
        ):
            for path in (PATH, f"{PATH}/preview"):
                answer = await town.ask("POST", path, json=wish(**more))
                assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
        assert (await town.ask("POST", PATH, json=wish(), headers={"Idempotency-Key": None})).status_code == 400


async def test_i06_several_processes_reserve_each_date_once(database_url: str) -> None:
    """Also after a restart: every process tries at the same instant, and again."""
    async with agency(database_url, capacity=100) as town:
        for number in range(5):
            span = {"first_date": "2026-12-07", "last_date": "2026-12-09"}
            await put(town, plate=f"WEEK{number}", days=["mon", "tue", "wed"], **span)
        async with opened(database_url) as second, opened(database_url) as third:
            processes = [each.house for each in (town, second, third)]
            for house in processes:
                house.clock.set(datetime(2026, 11, 25, 8, tzinfo=UTC))  # type: ignore[attr-defined]
            due = [house.desks.run(actions.Materialise("CNMHN")) for house in processes * 4]
            await asyncio.gather(*due)
            rows = await town.rows("SELECT standing, local_date, reservation, problem FROM standing_occurrence")
            made = await town.reservations()
    assert len(rows) == len({(row["standing"], str(row["local_date"])) for row in rows}) == 15
    assert len(made) == sum(row["reservation"] is not None for row in rows)
    assert {row["problem"] for row in rows if row["problem"]} <= {"vehicle.too_many_open"}


async def test_i06_twin_dates_that_are_not_moved_on_are_tried_again(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: what became of a date is not kept; then the table's key has to stop it."""

    async def again(house: Any) -> Any:
        command: Command[int] = actions.Materialise("CNMHN")
        return await house.desks.run(command)

    async with agency(sqlite_url) as town:
        await put(town, first_date="2026-12-07")
        town.house.clock.set(datetime(2026, 11, 25, 8, tzinfo=UTC))  # type: ignore[attr-defined]
        same = (date(2026, 12, 7), datetime(2026, 12, 7, tzinfo=UTC))
        monkeypatch.setattr(standing, "following", lambda *_: same)
        monkeypatch.setattr(standing.Standing, "next", _once())
        await again(town.house)
        monkeypatch.setattr(standing.Standing, "next", _once())
        with pytest.raises(Exception, match=r"(?i)unique"):
            await again(town.house)


def _once() -> Any:
    """The pattern, but once: else the sabotaged loop would never end."""
    asked: list[object] = []

    def next_(self: standing.Standing, now: datetime, until: datetime, of: Any) -> Pattern | None:
        if asked and asked[-1] is self:
            return None
        asked.append(self)
        return next(iter(self.patterns.values()), None)

    return next_


async def test_i28_the_ledger_learns_no_plate_name_or_phone(town: Agency) -> None:
    driver = {"name": "Nobody Else", "phone": "+8613800138000", "language": "zh"}
    await put(town, plate="SECRET", driver=driver)
    said = str(await town.facts())
    assert "SECRET" not in said
    assert "Nobody" not in said
    assert "13800138000" not in said


async def test_i27_the_tables_of_standing_reservations_are_what_the_ledger_adds_up_to(town: Agency) -> None:
    id_ = await put(town)
    await town.until("2026-11-24T08:00:00+08:00")
    reserved, put_ = await town.facts("standing.reserved"), (await town.facts("standing.put"))[0]
    rows = await town.rows("SELECT * FROM standing_occurrence ORDER BY local_date")
    assert [(row["standing"], row["slot"], row["reservation"]) for row in rows] == [
        (id_, fact["slot"], fact["reservation"]) for fact in reserved
    ]
    row = (await town.rows("SELECT * FROM standing"))[0]
    assert (row["lane"], row["at"], row["vehicle"]) == (put_["lane"], put_["at"], put_["vehicle"])
    assert str(row["next_date"]) == str(reserved[-1]["next_date"])


# The rules alone.


def place(zone: str) -> SiteFold:
    """A site of this zone with slots every half hour, day and night."""
    days = list(WEEKDAYS)
    rule = {"lane": "a", "days": days, "from": "00:00", "to": "24:00", "every": "PT30M", "length": "PT60M"}
    site = SiteFold()
    record: Mapping[str, Any] = {**_RECORD, "zone": zone}
    site.apply(SiteCreated.model_validate({"site": record}), datetime(2026, 1, 1, tzinfo=UTC), 1)
    document = CalendarDocument.model_validate({"rules": [{**rule, "capacity": 1}]})
    site.apply(
        CalendarPut(calendar=document.model_dump(mode="json", by_alias=True)), datetime(2026, 1, 1, tzinfo=UTC), 2
    )
    return site


_RECORD: Mapping[str, Any] = {
    "code": "S", "name": "Site", "kind": "border_port", "mode": "road", "country": "DE", "counterpart": None,
    "lanes": [], "gates": [],
}  # fmt: skip


def pattern(days: tuple[str, ...], at: int, first: date, last: date | None = None) -> Pattern:
    return Pattern(
        id="s", site="S", status="standing", company=None, lane="a", days=days, at=at, first_date=first, last_date=last,
        may_wait=False, on_behalf=False, cargo_class="general", needs=(), length_cm=None, height_cm=None,
        weight_kg=None, next_date=None, next_at=None, not_before=None, version=1,
    )  # fmt: skip


DAYS = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True)


@given(DAYS, st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_its_dates_are_exactly_its_days_between_first_and_last(days: list[str], first: date, span: int) -> None:
    last = first + timedelta(days=span)
    found = list(standing.dates(pattern(tuple(days), 480, first, last), None))
    every = [first + timedelta(days=each) for each in range(span + 1)]
    assert found == [on for on in every if WEEKDAYS[on.weekday()] in days]
    for on in found:
        assert list(standing.dates(pattern(tuple(days), 480, first, last), on)) == [each for each in found if each > on]


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 90)), max_size=5),
    st.integers(0, 500),
)
def test_a_slot_is_bookable_from_the_first_instant_at_which_it_lies_in_the_horizon(
    changes: list[tuple[int, int]], starts: int
) -> None:
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    horizons = [(begin - timedelta(days=10_000), 14)]
    horizons += [(begin + timedelta(days=at), days) for at, days in sorted(changes)]
    slot_at = begin + timedelta(days=starts)
    opens = standing.bookable_from(slot_at, horizons)

    def is_in_it(now: datetime) -> bool:
        days = [days for at, days in horizons if at <= now][-1]
        return slot_at <= now + timedelta(days=days)

    assert is_in_it(opens)
    assert not is_in_it(opens - timedelta(microseconds=1))


def test_i20_a_time_that_the_clock_leaps_over_has_no_slot_and_one_that_comes_twice_has_its_first() -> None:
    berlin = place("Europe/Berlin")
    leap, twice = date(2027, 3, 28), date(2027, 10, 31)
    half_past_two = pattern(("sun",), 150, leap)
    assert standing.slot_on(berlin, half_past_two, leap) is None
    found = standing.slot_on(berlin, half_past_two, twice)
    assert found is not None
    assert found.starts_at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    for on in (leap, twice, leap - timedelta(days=7)):
        eight = standing.slot_on(berlin, replace(half_past_two, at=480), on)
        assert eight is not None
        assert eight.id == f"S~a~{on:%Y%m%d}T0800~60"


async def test_i20_wall_time_is_kept_over_a_change_of_the_clock(database_url: str) -> None:
    berlin = {**SITE, "code": "DEBER", "zone": "Europe/Berlin", "country": "DE"}
    async with agency(database_url) as town:
        await town.until("2027-03-10T12:00:00+01:00")
        await town.make("POST", "/sites", json=berlin)
        await town.make("PUT", "/sites/DEBER/calendar", json=calendar(30))
        id_ = await put(town, site="DEBER", days=["sat", "mon"], first_date="2027-03-27", last_date="2027-03-29")
        await town.until("2027-03-15T06:59:59+01:00")
        made = {each["slot"]["starts_at"] for each in await town.reservations()}
        assert made == {"2027-03-27T08:00:00+01:00"}, "the Monday begins fourteen days later, less an hour"
        await town.until("2027-03-15T07:00:00+01:00")
        assert {each["slot"]["starts_at"] for each in await town.reservations()} == made | {"2027-03-29T08:00:00+02:00"}
        assert len(await became(town, id_)) == 2


async def test_its_first_date_carries_the_declaration_and_the_others_are_given_theirs(town: Agency) -> None:
    """One that is taken off by its authority is on no later date either."""
    load = EXAMPLES["9710"] | {"transport": {"document": "CMR-1"}}
    made = (await town.make("POST", "/declarations", "Ah", json=load))["id"]
    problem = await town.ask("POST", PATH, "Ah", json=wish(declaration=made))
    assert (problem.status_code, problem.json()["code"]) == (409, "declaration.not_submitted")
    await town.make("POST", f"/declarations/{made}/submit", "Ah")
    problem = await town.ask("POST", PATH, "Bo", json=wish(declaration=made))
    assert (problem.status_code, problem.json()["code"]) == (404, "declaration.unknown")
    id_ = await put(town, declaration=made)
    assert (await town.make("GET", f"{PATH}/{id_}", "Ah"))["declaration"] == made
    await town.until("2026-11-23T08:00:00+08:00")
    carried = {each["slot"]["local_date"]: each["declaration"] for each in await town.reservations()}
    assert carried == {"2026-11-30": made, "2026-12-07": None}
