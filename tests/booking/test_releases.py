"""Which window releases which slot, and when: wall time of the site, on every kind of day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.booking import releases
from serai.booking.draw_events import DrawCommitted, DrawHeld
from serai.booking.draws import Draws, lot_key, pseudonym
from serai.draws.sealing import Unsealable, seal, unseal
from serai.sites import rulebook
from serai.sites.documents import WEEKDAYS
from serai.sites.events import RulebookPut, SiteCreated
from serai.sites.rulebook import ReleaseWindow, Rulebook
from serai.sites.rules import SiteFold
from serai.sites.site import accept, to_record
from tests.draws.draws import DRAW, LANE, OPENS, WINDOW
from tests.worlds import site_document

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)
SUNDAY = date(2026, 11, 29)


def place(zone: str = "Asia/Shanghai", *put: tuple[datetime, list[dict[str, Any]]]) -> SiteFold:
    """A site whose rulebooks, each from an instant on, have these windows."""
    memory = SiteFold()
    document = site_document("CNMHN", [LANE, "export-fresh"]).model_copy(update={"zone": zone})
    memory.apply(SiteCreated(site=to_record(accept(document))), ALWAYS, 1)
    for number, (at, windows) in enumerate(put, 1):
        book = Rulebook.model_validate({"release_windows": windows})
        event = RulebookPut(version=number, effective_from=at, rulebook=book.as_record())
        memory.apply(event, ALWAYS, 1 + number)
    return memory


def window(**changes: Any) -> ReleaseWindow:
    return ReleaseWindow.model_validate({**WINDOW, **changes})


@pytest.mark.parametrize(
    ("zone", "opens", "closes"),
    [
        ("Asia/Shanghai", "08:00", "08:30"),
        ("Asia/Yangon", "09:30", "10:00"),
        ("UTC", "16:00", "16:30"),
    ],
)
def test_i20_a_window_opens_by_the_wall_clock_of_the_site(zone: str, opens: str, closes: str) -> None:
    found = releases.released(place(zone), window(), SUNDAY)
    assert found is not None
    assert found.id == DRAW
    assert (found.opens_at.strftime("%d %H:%M"), found.closes_at.strftime("%d %H:%M")) == (
        f"22 {opens}",
        f"22 {closes}",
    )


def test_i20_on_a_day_of_23_hours_a_window_in_the_hour_that_is_not_there_has_no_length() -> None:
    lost = window(**{"from": "02:00", "to": "03:00", "days_ahead": 1})
    found = releases.released(place("Europe/Berlin"), lost, date(2027, 3, 29))
    assert found is not None
    assert found.opens_at == found.closes_at


def test_i20_on_a_day_of_25_hours_the_window_opens_when_the_clock_first_shows_it() -> None:
    twice = window(**{"from": "02:30", "to": "03:00", "days_ahead": 1})
    found = releases.released(place("Europe/Berlin"), twice, date(2026, 10, 26))
    assert found is not None
    assert found.opens_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert found.closes_at - found.opens_at == timedelta(minutes=90)


def test_only_its_days_and_its_lane_are_released() -> None:
    memory = place("Asia/Shanghai", (ALWAYS, [dict(WINDOW)]))
    book = memory.rulebook_at(OPENS).rulebook
    assert releases.releasing(memory, book, LANE, SUNDAY) is not None
    assert releases.releasing(memory, book, "export-fresh", SUNDAY) is None
    assert releases.releasing(memory, book, LANE, SUNDAY + timedelta(days=1)) is None
    everything = Rulebook.model_validate({"release_windows": [{**WINDOW, "lane": None}]})
    found = releases.releasing(memory, everything, "export-fresh", SUNDAY)
    assert found is not None
    assert found.id == "CNMHN~all~20261129~1600"


@given(st.sets(st.sampled_from(WEEKDAYS), min_size=1), st.integers(1, 13), st.integers(0, 20 * 24 * 60))
def test_what_is_to_be_announced_is_wanted_then_and_next(days: set[str], ahead: int, minutes: int) -> None:
    """Or the duty would ask again and again for an announcement that is not made."""
    memory = place("Asia/Yangon", (ALWAYS, [{**WINDOW, "days": sorted(days), "days_ahead": ahead}]))
    now = OPENS + timedelta(minutes=minutes)
    (found,) = releases.coming(memory, [], now)
    assert found.at >= now
    assert releases.is_wanted(memory, Draws(), found.release, found.at)
    assert found.release.closes_at > now
    assert found.release.closes_at - now <= timedelta(days=7, minutes=30)


def test_a_day_that_was_given_out_is_not_given_out_again_by_another_window() -> None:
    later = {**WINDOW, "from": "20:00", "to": "21:00"}
    memory = place("Asia/Shanghai", (ALWAYS, [dict(WINDOW)]), (OPENS, [later]))
    draws = Draws()
    release = releases.released(memory, window(), SUNDAY)
    assert release is not None
    when = {"opens_at": release.opens_at, "closes_at": release.closes_at, "local_date": release.local_date}
    draws.apply(DrawCommitted(draw=release.id, lane=LANE, commitment="c", **when), OPENS, 5)
    held = DrawHeld(draw=release.id, secret="", seed="", slots=[], caps={}, had=[], barred={}, lots=[], after_turn=0)
    draws.apply(held, OPENS, 9)
    assert releases.governing(memory, memory.rulebook_at(OPENS).rulebook, draws, LANE, SUNDAY, OPENS) is None
    (found,) = releases.coming(memory, draws.known.values(), OPENS + timedelta(hours=1))
    assert found.release.local_date == SUNDAY + timedelta(days=7)


def test_a_sealed_secret_opens_under_its_own_secret_and_for_its_own_draw() -> None:
    sealed = seal(b"s" * 32, DRAW, b"n" * 12, "old")
    assert unseal(sealed, DRAW, ["new", "old"]) == b"s" * 32
    for draw, secrets in ((DRAW, ["new"]), ("CNMHN~all~20261129~1600", ["old"])):
        with pytest.raises(Unsealable):
            unseal(sealed, draw, secrets)


def test_i28_a_pseudonym_is_of_one_draw_and_one_service() -> None:
    made = {pseudonym(lot_key(secret, draw), "YA0001:CN") for secret in (b"a", b"b") for draw in ("one", "two")}
    assert len(made) == 4


FAULTS: list[tuple[list[dict[str, Any]], str]] = [
    ([{**WINDOW, "to": "16:00"}], "rulebook.bounds"),
    ([{**WINDOW, "days": ["sun", "sun"]}], "rulebook.day_twice"),
    ([{**WINDOW, "days_ahead": 14}], "rulebook.beyond_horizon"),
    ([dict(WINDOW), {**WINDOW, "from": "18:00", "to": "19:00"}], "rulebook.released_twice"),
    ([dict(WINDOW), {**WINDOW, "lane": None, "days": ["mon"], "days_ahead": 6}], "rulebook.released_twice"),
]


@pytest.mark.parametrize(("windows", "code"), FAULTS)
def test_what_is_wrong_with_windows_is_said(windows: list[dict[str, Any]], code: str) -> None:
    assert code in [fault.code for fault in rulebook.check(Rulebook.model_validate({"release_windows": windows}))]


def test_windows_of_different_lanes_or_days_stand_side_by_side() -> None:
    windows = [dict(WINDOW), {**WINDOW, "lane": "export-fresh"}, {**WINDOW, "days": ["mon"]}]
    assert rulebook.check(Rulebook.model_validate({"release_windows": windows})) == []
