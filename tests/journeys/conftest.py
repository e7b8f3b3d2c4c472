"""A furnished town on each database, one server for all tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.corpus import operations
from tests.corpus.operations import Operation
from tests.corpus.town import Town, town
from tests.servers import new_database


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def here(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with new_database(request, tmp_path_factory) as url, town(url) as made:
        yield made


@pytest.fixture(scope="module")
def every(here: Town) -> dict[str, Operation]:
    return operations.read(here.http.get("/openapi.json").json())
