"""Rate limits: never below 50 requests a second a key, and none where they are off."""

from __future__ import annotations

import pytest

from serai.identity.pace import Pace
from serai.identity.rules import RateExceeded
from serai.settings import Settings


def test_a_key_has_its_rate_in_a_second_and_is_told_when_to_come_back() -> None:
    pace = Pace(50)
    for _ in range(50):
        pace.key("a")
    with pytest.raises(RateExceeded) as refused:
        pace.key("a")
    assert refused.value.retry_after == 1
    pace.key("b")


def test_the_rate_cannot_be_set_below_what_is_promised() -> None:
    assert Settings().rate >= 50
    with pytest.raises(ValueError, match="50"):
        Settings(rate=49)


def test_without_limits_nobody_is_refused() -> None:
    pace = Pace(None)
    for _ in range(1000):
        pace.key("a")
        pace.address("127.0.0.1")
        pace.sign_in("somebody")


def test_an_address_is_shared_by_many_and_passwords_are_tried_slowly() -> None:
    pace = Pace(50)
    for _ in range(250):
        pace.address("192.0.2.1")
    with pytest.raises(RateExceeded):
        pace.address("192.0.2.1")
    for _ in range(10):
        pace.sign_in("somebody")
    with pytest.raises(RateExceeded) as refused:
        pace.sign_in("somebody")
    assert 50 <= (refused.value.retry_after or 0) <= 60


def test_a_window_that_has_run_out_counts_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    at = 1_000.0
    monkeypatch.setattr("serai.identity.pace.time.time", lambda: at)
    pace = Pace(50)
    for _ in range(50):
        pace.key("a")
    at += 0.99
    with pytest.raises(RateExceeded):
        pace.key("a")
    at += 0.02
    pace.key("a")


def test_windows_nobody_uses_any_more_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("serai.identity.pace._MOST_WINDOWS", 100)
    at = 1_000.0
    monkeypatch.setattr("serai.identity.pace.time.time", lambda: at)
    pace = Pace(50)
    for each in range(1_000):
        at += 0.1
        pace.key(str(each))
    assert len(pace._limiter.storage._windows) <= 100  # type: ignore[attr-defined]
