"""What is known of a stay: chances rise, an overstayer promises nothing, and stays are learned by class."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.guidance.releases import USUAL_SECONDS, Dwells, Release


@given(st.floats(0, 20_000), st.floats(0, 7_200), st.floats(0, 7_200))
def test_the_chance_never_falls_with_time(stayed: float, one: float, other: float) -> None:
    release = Release(1_300.0, 0.4, stayed)
    early, late = sorted((one, other))
    assert 0.0 <= release.chance(early) <= release.chance(late) <= 1.0


@given(st.floats(-300, 3_000), st.floats(0.05, 0.95))
def test_the_moment_of_a_chance_has_that_chance(stayed: float, share: float) -> None:
    release = Release(1_300.0, 0.4, stayed)
    assert release.chance(release.after(share)) == pytest.approx(share, abs=0.001)


def test_who_overstays_is_expected_ever_less() -> None:
    waits = [Release(1_300.0, 0.4, stayed).after(0.5) for stayed in (3_000.0, 6_000.0, 12_000.0)]
    assert waits == sorted(waits)
    assert Release(1_300.0, 0.4, 3_000.0).is_overdue
    assert not Release(1_300.0, 0.4, 1_000.0).is_overdue
    assert not Release(30.0, 0.0).is_overdue


def test_stays_are_learned_by_class_and_late_reports_are_not_stays() -> None:
    dwells, random = Dwells(), Random(1)
    assert dwells.stay("general").median == pytest.approx(USUAL_SECONDS)
    for _ in range(300):
        dwells.seen("general", random.lognormvariate(7.6, 0.3))
        dwells.seen("fresh", 5.0)
    learned = dwells.stay("general")
    assert learned.median == pytest.approx(2_000, rel=0.1)
    assert learned.spread == pytest.approx(0.3, abs=0.1)
    assert dwells.stay("fresh").median == pytest.approx(USUAL_SECONDS)
