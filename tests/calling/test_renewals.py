from __future__ import annotations

from datetime import UTC, datetime, timedelta

from serai.calling.renewals import QUIET, SELDOM, Renewals
from serai.core.events import Entry

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
SITE = "CNMHN"


def told(kind: str, after: timedelta = timedelta()) -> list[Entry]:
    return [Entry(SITE, 1, NOW + after, kind, b"{}", "", "")]


def test_news_is_looked_at_at_once_and_then_once_a_minute() -> None:
    renewals = Renewals()
    renewals.follow(SITE, told("visit.joined"))
    assert renewals.due() == [(NOW, SITE)]
    renewals.computed(SITE, NOW, 1)
    for seconds in (5, 20, 40):
        renewals.follow(SITE, told("visit.admitted", timedelta(seconds=seconds)))
        assert renewals.due() == [(NOW + SELDOM, SITE)]
    renewals.computed(SITE, NOW + SELDOM, 1)
    renewals.follow(SITE, told("visit.joined", timedelta(hours=1)))
    assert renewals.due() == [(NOW + timedelta(hours=1), SITE)]


def test_what_moves_no_band_is_no_news() -> None:
    renewals = Renewals()
    for kind in ("bands.published", "visit.parked", "hold.taken", "reservation.confirmed"):
        renewals.follow(SITE, told(kind))
    assert renewals.due() == []


def test_while_trucks_wait_it_is_looked_at_more_and_more_seldom() -> None:
    renewals = Renewals()
    renewals.follow(SITE, told("visit.joined"))
    at, pauses = NOW, []
    renewals.computed(SITE, at, 3)
    for _ in range(8):
        due = renewals.due()[0][0]
        pauses.append(due - at)
        at = due
        renewals.computed(SITE, at, 3)
    assert pauses[0] == QUIET
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(hours=2)


def test_with_nobody_waiting_nothing_is_due() -> None:
    renewals = Renewals()
    renewals.expect(SITE, NOW)
    renewals.computed(SITE, NOW, 0)
    assert renewals.due() == []


def test_a_call_that_may_be_missed_is_looked_at_on_time() -> None:
    renewals = Renewals()
    renewals.computed(SITE, NOW, 1, NOW + timedelta(minutes=3))
    assert renewals.due() == [(NOW + timedelta(minutes=3), SITE)]
