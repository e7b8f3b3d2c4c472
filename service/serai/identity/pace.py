"""How many requests a caller may make: moving windows of the `limits` library over a store of our own.

The library's memory store starts a thread every few milliseconds and keeps every key it ever saw; this one does
neither. A budget counts in one process, so several processes together allow more, never less.
"""

from __future__ import annotations

import math
import time
from collections import deque

from limits import RateLimitItem, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import MovingWindowSupport, Storage
from limits.strategies import MovingWindowRateLimiter

from serai.identity.rules import RateExceeded

_SHARED_ADDRESS = 5
"""Many people without a key may stand behind one address."""

_SIGN_INS_A_MINUTE = 10
_MOST_WINDOWS = 50_000


class Windows(Storage, MovingWindowSupport):
    """The instants of recent requests, by key; windows that have run out are dropped when there are many."""

    STORAGE_SCHEME = ["windows"]  # noqa: RUF012 - declared so by the library

    def __init__(self) -> None:
        super().__init__("windows://", wrap_exceptions=False)
        self._windows: dict[str, deque[float]] = {}
        self._longest = 0

    @property
    def base_exceptions(self) -> type[Exception]:
        return ValueError

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        now = time.time()
        window = self._windows.get(key)
        if window is None:
            window = self._opened(key, now, expiry)
        while window and window[0] <= now - expiry:
            window.popleft()
        if len(window) + amount > limit:
            return False
        window.extend([now] * amount)
        return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        now = time.time()
        recent = [at for at in self._windows.get(key, ()) if at > now - expiry]
        return (recent[0], len(recent)) if recent else (now, 0)

    def _opened(self, key: str, now: float, expiry: int) -> deque[float]:
        self._longest = max(self._longest, expiry)
        if len(self._windows) >= _MOST_WINDOWS:
            live = {k: w for k, w in self._windows.items() if w and w[-1] > now - self._longest}
            self._windows = live if len(live) < _MOST_WINDOWS else {}
        return self._windows.setdefault(key, deque())

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        raise NotImplementedError("only moving windows are kept here")

    def get(self, key: str) -> int:
        return len(self._windows.get(key, ()))

    def get_expiry(self, key: str) -> float:
        return time.time()

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        count = len(self._windows)
        self._windows.clear()
        return count

    def clear(self, key: str) -> None:
        self._windows.pop(key, None)


class Pace:
    """Refuses who asks too often. `rate` is requests a second for one key; None takes all limits away."""

    def __init__(self, rate: int | None) -> None:
        self._limiter = MovingWindowRateLimiter(Windows())
        self._is_on = rate is not None
        self._each_key = RateLimitItemPerSecond(rate or 1, namespace="key")
        self._each_address = RateLimitItemPerSecond((rate or 1) * _SHARED_ADDRESS, namespace="address")
        self._each_sign_in = RateLimitItemPerMinute(_SIGN_INS_A_MINUTE, namespace="sign-in")

    def key(self, key: str) -> None:
        """Count a request made with a key, a link or a session."""
        self._take(self._each_key, key)

    def address(self, address: str) -> None:
        """Count a request that came without a key."""
        self._take(self._each_address, address)

    def sign_in(self, name: str) -> None:
        """Count an attempt to sign in as somebody, so that passwords cannot be tried one after another."""
        self._take(self._each_sign_in, name)

    def _take(self, item: RateLimitItem, name: str) -> None:
        if self._is_on and not self._limiter.hit(item, name):
            opens_at = self._limiter.get_window_stats(item, name).reset_time
            raise RateExceeded(retry_after=max(1, math.ceil(opens_at - time.time())))
