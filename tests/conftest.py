"""What every test has at hand; scale of counts by TEST_SCALE (0.1 unless told, 1 in `make soak`)."""

import structlog
from hypothesis import settings

pytest_plugins = ["tests.servers", "tests.browser.chromium"]

# The development renderer draws a framed traceback for every expected error, which takes longer than the test.
structlog.configure(processors=[structlog.processors.add_log_level, structlog.processors.KeyValueRenderer()])

# A machine that is busy with something else makes nothing wrong: speed is judged by `make bench` alone.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
