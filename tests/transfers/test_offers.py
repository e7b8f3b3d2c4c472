"""What an offer is worth, at ports drawn at random: how often who takes it is let in later than it would have been."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from math import exp
from random import Random

import pytest

from serai.queue.bands import Band
from serai.transfers.rules import LATE_DRIVE, Offer, is_honest
from tests.queue.world import MINUTE, START

Rule = Callable[[Offer, Band], bool]
MARGIN = 30
TRIPS = 5_000


def _by_the_middle(offer: Offer, own: Band) -> bool:
    return offer.saves_minutes >= MARGIN


def _beyond_doubt(offer: Offer, own: Band) -> bool:
    return offer.saves_minutes >= MARGIN and offer.band.p95 <= own.p05


def _ours(offer: Offer, own: Band) -> bool:
    return is_honest(offer, own, MARGIN)


def _band(middle: float, spread: float) -> Band:
    """Of a wait that is log-normal about its middle, in minutes."""
    return Band(*(START + middle * exp(spread * each) * MINUTE for each in (-1.645, 0, 1.645)))


def taken(rule: Rule) -> tuple[float, float, float]:
    """The share of trucks that are offered a change; of these, those who lose by it; and the minutes it saves."""
    random, offered, lost, saved = Random(5), 0, 0, 0.0
    for _ in range(TRIPS):
        here, wait, drive = random.uniform(30, 600), random.uniform(5, 300), random.uniform(10, 240)
        spread, other = random.uniform(0.08, 0.4), random.uniform(0.08, 0.4)
        own, there = _band(here, spread), _band(wait, other)
        late = timedelta(minutes=LATE_DRIVE * drive)
        band = Band(
            there.p05 + drive * MINUTE, there.p50 + drive * MINUTE, max(there.p95 + drive * MINUTE, START + late)
        )
        offer = Offer("", "", "", "", int(drive), band, int((own.p50 - band.p50) / MINUTE), START)
        if not rule(offer, own):
            continue
        offered += 1
        stays = here * exp(random.gauss(0, spread))
        goes = drive * exp(random.gauss(0.02, 0.1)) + wait * exp(random.gauss(0, other))
        lost += goes > stays
        saved += stays - goes
    return offered / TRIPS, lost / offered, saved / offered


@pytest.mark.parametrize(("rule", "most"), [(_by_the_middle, 0.2), (_ours, 0.1), (_beyond_doubt, 0.01)])
def test_who_takes_an_offer_is_seldom_let_in_later(rule: Rule, most: float) -> None:
    share, lost, saved = taken(rule)
    print(f"{rule.__name__}: offered to {share:.1%}, of these {lost:.1%} lose, {saved:.0f} minutes saved")
    assert lost <= most
    assert saved > MARGIN


def test_the_middles_alone_would_mislead_twice_as_many() -> None:
    assert taken(_by_the_middle)[1] > 1.5 * taken(_ours)[1]
