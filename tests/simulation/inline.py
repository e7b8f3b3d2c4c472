"""SQLite without threads: the same library and the same SQL, run where it is asked for, so that a seed decides all.

Each statement still gives other tasks a turn, as it does with the thread of a real connection.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from serai.core.statements import SqliteConnection


class _AtOnce:
    """In the place of the queue to a connection's thread."""

    def put_nowait(self, asked: tuple[asyncio.Future[Any] | None, Callable[[], Any]]) -> None:
        future, work = asked
        try:
            result = work()
        except Exception as error:
            self._later(future, asyncio.Future.set_exception, error)
        else:
            self._later(future, asyncio.Future.set_result, result)

    @staticmethod
    def _later(future: asyncio.Future[Any] | None, tell: Callable[[asyncio.Future[Any], Any], None], what: Any) -> None:
        if future is not None:
            future.get_loop().call_soon(lambda: None if future.done() else tell(future, what))


class _NoThread:
    daemon = True

    def start(self) -> None:
        """There is none."""


class InlineConnection(SqliteConnection):
    """A connection that works in the thread of the event loop."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._tx: Any = _AtOnce()
        self._thread: Any = _NoThread()
