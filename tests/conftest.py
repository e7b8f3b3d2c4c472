"""What every test has at hand; scale of counts by TEST_SCALE (0.1 unless told, 1 in `make soak`)."""

import pytest
import structlog
from hypothesis import settings

pytest_plugins = ["tests.servers", "tests.browser.chromium"]

# The development renderer draws a framed traceback for every expected error, which takes longer than the test.
structlog.configure(processors=[structlog.processors.add_log_level, structlog.processors.KeyValueRenderer()])

# A machine that is busy with something else makes nothing wrong: speed is judged by `make bench` alone.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

LONGEST = (
    "tests/simulation/test_simulation.py",
    "tests/simulation/test_twins.py",
    "tests/journeys/test_schemathesis.py",
    "tests/simulation/test_fair_twins.py",
    "tests/journeys/test_crash.py",
    "tests/journeys/test_bad_input.py",
    "tests/browser/test_fleets.py",
    "tests/sumo/test_sumo.py",
    "tests/live/test_processes.py",
    "tests/calling/test_demo_day.py",
    "tests/live/test_stuck.py",
    "tests/journeys/test_rights_http.py",
    "tests/journeys/test_bad_documents.py",
)
"""What takes longest is begun first: begun last, it would keep one processor while the other has nothing to do."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    at = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: at.get(item.nodeid.partition("::")[0], len(at)))
