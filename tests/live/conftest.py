from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.live.desk import Desk


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    desk = Desk()
    yield desk
    await desk.hub.close()
