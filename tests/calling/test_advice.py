"""The adviser: never beyond the target, more for more service, less for a higher show rate, nothing while shut."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.booking.shows import COMPANY, Rates, Tally
from serai.calling.advice import Advice, LaneHour, Service, Shown, Target, Unserved, advise
from serai.calling.delivered import PLAN_WORTH, Delivered, Stay, delivered, measured
from serai.calling.estimates import USUAL
from serai.calling.plan import LanePlan, always
from serai.sites.calendar import Calendar, parse
from serai.sites.documents import WEEKDAYS, CalendarDocument
from serai.sites.rulebook import Rulebook, Version
from serai.sites.rules import CalendarNone, Closure, Period, SiteFold
from serai.sites.site import accept
from tests.worlds import site_document

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
LANES = ("export-general", "export-fresh")
ALL: frozenset[str] = frozenset()
DAY_ONE = date(2026, 11, 23)


def place(rules: Sequence[Mapping[str, Any]], lanes: Sequence[str] = LANES, servers: int = 2, **book: Any) -> SiteFold:
    """A site in Shanghai with these calendar rules, and so many servers for the next month."""
    fold = SiteFold()
    fold.site = accept(site_document("CNMHN", lanes))
    document = CalendarDocument.model_validate({"rules": rules})
    fold.calendar = parse("CNMHN", document, lanes)
    fold.staffing = (Period(NOW - timedelta(days=2), NOW + timedelta(days=30), ALL, ALL, servers),)
    fold._own_rulebooks = [Version(1, NOW, Rulebook(**book))]
    return fold


def rule(lane: str = LANES[0], capacity: int = 10, **changes: Any) -> dict[str, Any]:
    usual = {"days": list(WEEKDAYS), "from": "07:00", "to": "21:00", "every": "PT30M", "length": "PT60M"}
    return {"lane": lane, "capacity": capacity, **usual, **changes}


def showing(shown: int, missed: int) -> Rates:
    return Rates.of({(lane, COMPANY, DAY_ONE): Tally(shown, missed) for lane in LANES}, DAY_ONE)


def at_speed(slowness: float) -> dict[str, Delivered]:
    return {"gate-in": Delivered(1e9, slowness * 1e9, 1_000_000)}


def by_hour(advice: Advice, lane: str = LANES[0], day: str = "mon") -> dict[int, LaneHour]:
    return {each.hour: each for each in advice.hours if each.lane == lane and day in each.days}


def asked(site: SiteFold, slowness: float = 1.0, shown: int = 900, missed: int = 100) -> Advice:
    return advise(site, at_speed(slowness), showing(shown, missed), NOW)


def test_the_arithmetic_of_an_inner_hour_by_hand() -> None:
    """Two servers at 5 minutes serve 24 an hour; 0.94 of it, with 0.9 of the places used, are 25 places."""
    hour = by_hour(asked(place([rule()])))[10]
    assert hour.service_per_hour == pytest.approx(24, rel=0.01)
    assert hour.show_rate == pytest.approx(0.9, abs=0.005)
    assert hour.now == 20
    assert hour.proposed == pytest.approx(0.94 * 24 / 0.9, abs=1)
    assert hour.utilisation_now == pytest.approx(20 * 0.9 / 24, abs=0.01)
    assert hour.because == (Service(2, 5, 1_000_000), Shown(0.9, 1000), Target(0.94))


def test_kept_places_are_reckoned_as_used() -> None:
    none, kept = (by_hour(asked(place([rule()], walk_in_share=share)))[10].proposed for share in ("0", "0.5"))
    assert kept == pytest.approx(0.94 * 24 / 0.95, abs=1.5)
    assert kept < none


def test_lanes_of_one_line_share_its_service_as_the_calendar_does() -> None:
    alone = by_hour(asked(place([rule()])))[10]
    advice = asked(place([rule(capacity=9), rule(LANES[1], capacity=3)]))
    general, fresh = (by_hour(advice, lane)[10] for lane in LANES)
    assert general.service_per_hour == pytest.approx(3 * fresh.service_per_hour, rel=0.01)
    assert general.service_per_hour + fresh.service_per_hour == pytest.approx(alone.service_per_hour, rel=0.01)
    assert general.expected_utilisation == fresh.expected_utilisation


def test_a_shut_hour_has_no_places() -> None:
    site = place([rule()])
    noon = datetime(2026, 11, 23, 4, tzinfo=UTC)
    shut = [Period(noon + timedelta(days=day), noon + timedelta(days=day, hours=1), ALL, ALL, 0) for day in range(9)]
    rest = [
        Period(noon + timedelta(days=day - 1, hours=1), noon + timedelta(days=day), ALL, ALL, 2) for day in range(9)
    ]
    site.staffing = (*shut, *rest)
    hours = by_hour(asked(site))
    assert (hours[12].proposed, hours[12].service_per_hour, hours[12].now) == (0, 0, 20)
    assert hours[12].because == (Unserved(),)
    assert hours[10].proposed > 20
    assert all(hours[hour].proposed == 0 == hours[hour].now for hour in (0, 6, 21, 23))


def test_closures_and_exceptions_do_not_change_the_rules_of_other_weeks() -> None:
    plain, hit = place([rule()]), place([rule()])
    hit.closures["c"] = Closure("c", None, NOW, NOW + timedelta(days=7), "strike")
    assert hit.calendar is not None
    exception = {"date": "2026-11-24", "closed": True}
    document = CalendarDocument.model_validate({"rules": [rule()], "exceptions": [exception]})
    hit.calendar = Calendar("CNMHN", document)
    advised = asked(hit)
    assert [replace(each) for each in advised.hours] == asked(plain).hours
    assert advised.calendar is not None
    assert advised.calendar.exceptions == document.exceptions


def test_the_calendar_can_be_put_and_gives_what_was_proposed() -> None:
    site = place([rule(), rule(LANES[1], 4, **{"from": "09:00", "to": "15:30", "length": "PT30M"})])
    advice = asked(site)
    assert advice.calendar is not None
    site.calendar = parse("CNMHN", advice.calendar, LANES)
    for lane in LANES:
        before, after = by_hour(advice, lane), by_hour(asked(site), lane)
        assert {hour: each.now for hour, each in after.items()} == {hour: e.proposed for hour, e in before.items()}


def test_what_was_advised_stays_advised() -> None:
    site = place([rule(), rule(LANES[1], 4)])
    days = []
    for _ in range(4):
        advice = asked(site)
        assert advice.calendar is not None
        site.calendar = parse("CNMHN", advice.calendar, LANES)
        days.append(sum(each.proposed for each in by_hour(advice).values()))
    assert all(abs(one - other) <= 2 for one, other in pairwise(days))


def test_an_hour_that_was_shut_has_places_again_when_it_is_served() -> None:
    """Advice that was put while nobody served must not close the hour for ever; a lane without places stays without."""
    shut: dict[str, Any] = {"from": "12:00", "to": "13:00"}
    after: dict[str, Any] = {"from": "13:00"}
    hours = by_hour(asked(place([rule(to="12:00"), rule(capacity=0, **shut), rule(**after), rule(LANES[1], 0)])))
    rules = [rule(capacity=0, **shut), rule(LANES[1], 0)]
    assert hours[12].now == 0
    assert hours[12].proposed == pytest.approx(hours[10].proposed / 2, abs=1)
    assert {each.proposed for each in by_hour(asked(place(rules)), LANES[1]).values()} == {0}


def test_without_a_calendar_there_is_nothing_to_advise() -> None:
    site = place([rule()])
    site.calendar = None
    with pytest.raises(CalendarNone):
        asked(site)


def _rule(lane: str, capacity: int, opens: int, hours: int, every: str, length: str) -> dict[str, Any]:
    bounds = {"from": f"{opens:02}:00", "to": f"{min(24, opens + 2 + hours):02}:00"}
    return rule(lane, capacity, every=every, length=length, **bounds)


RULES = st.lists(
    st.builds(
        _rule, st.sampled_from(LANES), st.integers(0, 60), st.integers(0, 20), st.integers(1, 12),
        st.sampled_from(["PT15M", "PT30M", "PT60M"]), st.sampled_from(["PT30M", "PT60M", "PT120M"]),
    ),
    min_size=1, max_size=3, unique_by=lambda each: each["lane"],
)  # fmt: skip
SHARES = st.sampled_from(["0", "0.1", "0.33"])


@settings(max_examples=60, deadline=None)
@given(rules=RULES, servers=st.integers(0, 5), slow=st.floats(0.5, 3), shown=st.integers(0, 900), kept=SHARES)
def test_no_hour_is_promised_beyond_the_target_but_for_rounding(
    rules: list[dict[str, Any]], servers: int, slow: float, shown: int, kept: str
) -> None:
    site = place(rules, servers=servers, walk_in_share=kept)
    advice = asked(site, slow, shown, 900 - shown)
    lanes = len({each["lane"] for each in rules})
    for each in advice.hours:
        service = servers * 3600 / (300 * slow)
        if service:
            assert each.expected_utilisation <= 0.94 + lanes / service + 0.002, each
        else:
            assert each.proposed == 0


@settings(max_examples=30, deadline=None)
@given(rules=RULES, slow=st.floats(0.5, 3), more=st.floats(1.01, 2), shown=st.integers(0, 800))
def test_more_service_is_more_places_and_a_higher_show_rate_is_fewer(
    rules: list[dict[str, Any]], slow: float, more: float, shown: int
) -> None:
    """Over a day, for the single window rounds; without walk-ins' places, whose share is rounded window by window."""
    site = place(rules)
    base = asked(site, slow, shown, 900 - shown)
    slower = asked(site, slow * more, shown, 900 - shown)
    surer = asked(site, slow, shown + 100, 800 - shown)
    for lane in {each["lane"] for each in rules}:
        day, less, fewer = (
            sum(each.proposed for each in by_hour(advice, lane).values()) for advice in (base, slower, surer)
        )
        assert less <= day + 0.1
        assert fewer <= day + 0.1


def queue(rng: random.Random, services: int, seconds: float, gap: float) -> list[Stay]:
    """One server's customers, one after the other, who come a `gap` apart."""
    found, free, joined = [], 0.0, 0.0
    for _ in range(services):
        joined += gap * rng.uniform(0.5, 1.5)
        free = max(free, joined) + seconds * rng.uniform(0.5, 1.5)
        found.append(Stay(joined, free, 300.0))
    return found


@pytest.mark.parametrize("slow", [0.7, 1.0, 1.6])
def test_a_busy_gate_tells_its_speed(slow: float) -> None:
    found = delivered(queue(random.Random(1), 2000, 300 * slow, 200 * slow), always(1), 0.0, 300.0)
    assert found.services > 1900
    assert found.slowness(300.0) == pytest.approx(slow, rel=0.03)


def test_an_idle_gate_tells_nothing_and_the_plan_is_believed() -> None:
    found = delivered(queue(random.Random(1), 500, 200, 1000), always(1), 0.0, 300.0)
    assert found.services < 25
    assert found.slowness(300.0) == pytest.approx(USUAL, abs=0.15)
    assert Delivered().slowness(300.0) == USUAL


def test_a_breakdown_is_less_service_and_a_planned_pause_is_not() -> None:
    stays = queue(random.Random(1), 400, 300, 200)
    late = [replace(each, ended=each.ended + (36_000 if each.ended > 30_000 else 0)) for each in stays]
    assert delivered(late, always(1), 0.0, 300.0).slowness(300.0) > 1.2
    paused = LanePlan((0.0, 30_000.0, 66_000.0), (1, 0, 1))
    assert delivered(late, paused, 0.0, 300.0).slowness(300.0) == pytest.approx(1.0, abs=0.05)


def test_the_plan_is_worth_some_services() -> None:
    seen = Delivered(300.0 * PLAN_WORTH, 600.0 * PLAN_WORTH, int(PLAN_WORTH))
    assert seen.slowness(300.0) == pytest.approx((USUAL + 2) / 2)


def test_measured_goes_by_line_and_by_the_lane_plan() -> None:
    site = place([rule()], servers=1)
    start = NOW.timestamp() - 86_400
    stays = [replace(s, joined=s.joined + start, ended=s.ended + start) for s in queue(random.Random(2), 90, 600, 300)]
    assert measured(site, {"gate-in": stays}, {}, NOW)["gate-in"].slowness(300.0) > 1.3
    assert measured(site, {}, {}, NOW) == {"gate-in": Delivered()}
