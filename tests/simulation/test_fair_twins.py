"""The checks of fairness and time can fail: each protection taken away is found out, by its id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from serai.booking import actions as booking
from serai.booking import refusals, releases, rules
from serai.booking.book import Book
from serai.booking.reservations import Count, Hold, Place, Slot
from serai.core import desks
from serai.core.desk import Draft
from serai.core.errors import Refusal
from serai.disruption import rezoning
from serai.draws import actions as drawing
from serai.draws import draw, duties
from serai.guidance import actions as guidance
from serai.guidance.tables import RoadRow
from tests.simulation.broken import Broken
from tests.simulation.conftest import NewDatabase
from tests.simulation.devices import told_and_untold
from tests.simulation.mix import CAMPING, DECREED, DRAWING
from tests.simulation.test_twins import found


def _allowed(*_: Any, **__: Any) -> None:
    return None


@pytest.mark.parametrize("rule", ["check_hold_again", "check_offer_again"])
async def test_i07_twin_holds_and_offers_that_are_renewed_are_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch, rule: str
) -> None:
    monkeypatch.setattr(rules, rule, _allowed)
    assert await found(new_sqlite, "I-07", of=CAMPING)


async def test_i07_twin_a_vin_that_takes_holds_by_other_plates_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = rules.check_hold_again

    def check(holds: Iterable[Hold], hold: Hold, *terms: Any) -> None:
        real([replace(each, vin_key=None) for each in holds], replace(hold, vin_key=None), *terms)

    monkeypatch.setattr(rules, "check_hold_again", check)
    assert await found(new_sqlite, "I-07", of=CAMPING)


async def test_i07_twin_a_company_that_camps_with_many_plates_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = rules.check_hold_again

    def check(holds: Iterable[Hold], hold: Hold, allowance: int, *terms: Any) -> None:
        real(holds, hold, 100, *terms)

    monkeypatch.setattr(rules, "check_hold_again", check)
    assert await found(new_sqlite, "I-07", of=CAMPING)


async def test_i20_twin_a_decree_of_which_nobody_is_told_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rezoning, "_rezone", lambda _: [])
    assert await found(new_sqlite, "I-20", of=DECREED)


async def test_i20_twin_a_window_that_stays_behind_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = rezoning._kept

    def kept(*given: Any) -> Place:
        place = real(*given)
        return replace(place, arrive_until=place.arrive_until + timedelta(minutes=1))

    monkeypatch.setattr(rezoning, "_kept", kept)
    assert await found(new_sqlite, "I-20", of=DECREED)


async def test_i21_twin_a_desk_that_believes_its_own_clock_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "max", lambda own, _: own, raising=False)
    assert await found(new_sqlite, "I-21", of=CAMPING)


async def test_i21_twin_a_gate_that_believes_a_devices_clock_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is reported late is taken for old, and passed over."""
    for each in (guidance.Admit, guidance.Park, guidance.Release, guidance.Depart):
        monkeypatch.setattr(each, "facts", _passing_over(each.facts))
    assert await _told_apart(new_sqlite) == {"I-21"}


def _passing_over(real: Callable[..., Any]) -> Callable[..., Any]:
    def facts(self: Any, draft: Draft) -> Any:
        return [] if self.at is not None and self.at < draft.now - timedelta(minutes=10) else real(self, draft)

    return facts


async def _told_apart(new: NewDatabase) -> set[str]:
    """What the first run breaks whose ledgers differ."""
    for seed in range(10):
        try:
            await told_and_untold(seed, new, 80)
        except Broken as broken:
            return broken.names
    return set()


def _drawing(**sabotaged: Callable[..., Any]) -> SimpleNamespace:
    """The module of draws, as those who hold one have it: whoever verifies has another."""
    return SimpleNamespace(**{**vars(draw), **sabotaged})


def _in_order_of_asking(drawn_by: bytes, entries: Sequence[draw.Entry], slots: Any, terms: Any) -> Any:
    first = {each.vehicle: each for each in sorted(entries, key=lambda each: -each.seq)}
    served = draw.allot(sorted(first.values(), key=lambda each: each.seq), slots, terms)
    return (*served, *draw.hold(drawn_by, entries, slots, terms)[len(served) :])


async def test_i22_twin_a_draw_that_rewards_haste_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "draw", _drawing(hold=_in_order_of_asking))
    assert await found(new_sqlite, "I-22", of=DRAWING)


class _Same(str):
    """Equal to whatever it is compared with."""

    __hash__ = str.__hash__

    def __eq__(self, _: object) -> bool:
        return True

    def __ne__(self, _: object) -> bool:
        return False


async def test_i22_twin_a_secret_that_is_chosen_when_the_entries_are_known_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "commit", lambda secret: _Same(draw.commit(secret)))
    monkeypatch.setattr(duties, "unseal", lambda *_: b"the friend of the house wins it.")
    assert await found(new_sqlite, "I-22", of=DRAWING)


async def test_i22_twin_a_place_that_is_given_before_the_draw_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = releases.governing

    def governing(*given: Any) -> Any:
        """Who asks when the window has closed is served at once."""
        by = real(*given)
        return None if by is not None and given[-1] >= by.closes_at else by

    monkeypatch.setattr(releases, "governing", governing)
    assert await found(new_sqlite, "I-22", of=DRAWING)


async def test_i22_twin_a_place_that_the_house_keeps_back_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def released(*given: Any) -> draw.Released:
        slot = real(*given)
        return replace(slot, free=max(0, slot.free - 1))

    real = drawing._released
    monkeypatch.setattr(drawing, "_released", released)
    assert await found(new_sqlite, "I-22", of=DRAWING)


def _leaving(what: Callable[[Draft, Slot], None]) -> Callable[..., None]:
    """The check of a vehicle, that leaves something behind when it refuses."""
    real = booking.check_vehicle

    def check(draft: Draft, slot: Slot, known_by: Sequence[str], **more: str | None) -> None:
        try:
            real(draft, slot, known_by, **more)
        except Refusal:
            what(draft, slot)
            raise

    return check


def _a_row(draft: Draft, slot: Slot) -> None:
    draft.writes.upsert(RoadRow, site=draft.site, road=slot.id, status="open")


def _a_place_less(draft: Draft, slot: Slot) -> None:
    counts = draft.of(Book).counts
    known = counts.get(slot.id, Count(slot.capacity))
    counts[slot.id] = replace(known, held=known.held + 1)


@pytest.mark.parametrize("left", [_a_row, _a_place_less])
async def test_i23_twin_a_refusal_that_costs_somebody_something_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch, left: Callable[[Draft, Slot], None]
) -> None:
    monkeypatch.setattr(booking, "check_vehicle", _leaving(left))
    assert await found(new_sqlite, "I-23", of=CAMPING)


async def test_i24_twin_a_rule_that_is_published_nowhere_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusals.SlotPast, "rule", "as_we_like")
    assert await found(new_sqlite, "I-24")


async def test_i24_twin_a_rule_that_did_not_hold_is_found_out(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whom the house does not like is told that the lane is closed."""

    def check(claims: Any, place: Place, **_: Any) -> None:
        if list(claims):
            raise refusals.SlotClosed(slot=place.slot, lane=place.lane)

    monkeypatch.setattr(rules, "check_vehicle", check)
    assert await found(new_sqlite, "I-24")
