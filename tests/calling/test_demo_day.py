"""The demo's day decided by the real commands: what trucks are told at check-in against what came of it."""

from __future__ import annotations

from math import sqrt
from statistics import mean

from serai.demo.summary import judged
from tests.calling.town import play
from tests.scale import scaled

HOURS = scaled(24, least=6)
SEED = 21


async def test_bands_hold_what_happens_at_both_ports_and_beat_the_naive_rule() -> None:
    day = await play(SEED, HOURS)
    world = day.world
    now = world.timeline.now
    every = judged([trip for visits in world.ports for trip in visits.trips], now)
    assert every["error_ratio"] < 0.7, every
    for visits in world.ports:
        found = judged(visits.trips, now)
        assert found["judged"] >= 50
        chance = 2 * sqrt(0.85 * 0.15 / found["judged"])  # what so few bands may miss by, where 85 in 100 hold
        assert 0.85 - chance <= found["coverage"] <= 0.99, (visits.port.site, found)
        assert found["error_ratio"] < 0.85, (visits.port.site, found)
        assert found["width_minutes"] < 9 * found["error_minutes"], (visits.port.site, found)
        assert found["without"] == 0
    booked = [minutes for made in day.booked.values() for each in made if (minutes := each.minutes) is not None]
    assert mean(low <= came <= high for low, _, high, came in booked) >= 0.75, "what was told as they reserved"
