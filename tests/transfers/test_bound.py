"""What carried places cost those who wait there is bounded: so many in any hour, however they are promised and come."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from serai.queue.transfers import HOUR, Promise, Transfers
from tests.queue.world import MINUTE, START
from tests.scale import scaled

STEPS = st.lists(st.tuples(st.sampled_from(("ask", "ask", "come", "expire", "wait")), st.integers(0, 90)), max_size=80)


@settings(max_examples=scaled(1500), deadline=None)
@given(STEPS, st.integers(0, 4))
def test_no_more_come_in_any_hour_than_places_are_kept_at_a_time(steps: list[tuple[str, int]], most: int) -> None:
    known, now, came = Transfers(), START, list[timedelta]()
    for number, (what, which) in enumerate(steps):
        waiting = [each for each in known.promises.values() if each.status == "promised"]
        if what == "wait":
            now += which * MINUTE
        elif what == "ask" and known.kept(now) < most:
            name = f"t{number}"
            known.promises[name] = Promise(name, f"v{number}", "export-general", START, now + 9 * HOUR)
        elif waiting and what == "come":
            known._change(waiting[which % len(waiting)].id, status="joined", joined_at=now)
            came.append(now - START)
        elif waiting and what == "expire":
            known._change(waiting[which % len(waiting)].id, status="expired")
    assert all(sum(at <= each < at + HOUR for each in came) <= most for at in came)
