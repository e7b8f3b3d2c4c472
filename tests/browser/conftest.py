"""One busy port for all tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.port import port
from tests.corpus.town import Town


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with port(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('port')}/serai.db") as made:
        yield made
