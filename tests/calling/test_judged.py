"""Bands judged from outside, on worlds whose model is not the predictor's; seeds are fixed, figures are printed by
`python -m tests.bench bands`."""

from __future__ import annotations

import pytest

from tests.calling.judge import run, verdict
from tests.calling.world import Shape

WORLDS = {
    "bench": (Shape(), 0.6),
    "one lane": (Shape(trucks_a_day=230, day=1, night=1, lunch=False), 0.8),  # naive counts its one server right
    "nights shut": (Shape(trucks_a_day=330, night=0), 0.6),
    "gamma, called in batches, a plan that is 20 % wrong": (
        Shape(gamma=True, approach=300, call_every=300, plan_error=1.2),
        0.6,
    ),
}
DAYS, SEEDS = 2, (1, 2)


@pytest.mark.parametrize("name", WORLDS)
def test_nine_in_ten_are_admitted_within_their_band(name: str) -> None:
    shape, of_naive = WORLDS[name]
    found = verdict([quote for seed in SEEDS for quote in run(seed, shape, DAYS)])
    assert found.quotes > 300
    assert 0.85 <= found.covered <= 0.97, found
    assert found.ratio <= of_naive, found
