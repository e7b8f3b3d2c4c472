"""What the simulation says of places that go over between sites can be wrong: each way is found."""

from __future__ import annotations

from typing import Any

import pytest

from tests.simulation.crossing import i33, unfinished

WAITS, LEFT = {"id": "A-1", "status": "waiting"}, {"id": "A-1", "status": "left"}
THERE = {"id": "B-1", "status": "waiting"}


def _transfer(status: str, visit: str | None = None) -> dict[str, Any]:
    return {"transfer": "t", "from_visit": "A-1", "status": status, "visit": visit}


def _answer(has_left: bool) -> list[dict[str, Any]]:
    return [{"transfer": "t", "has_left": has_left}]


@pytest.mark.parametrize(
    ("transfer", "answers", "visits"),
    [
        (_transfer("withdrawn"), _answer(True), [LEFT]),
        (_transfer("promised"), _answer(True), [WAITS]),
        (_transfer("joined", "B-1"), _answer(False), [WAITS, THERE]),
        (_transfer("joined", "B-1"), [], [LEFT, THERE]),
        (_transfer("expired"), [], [WAITS]),
        (_transfer("withdrawn"), [], [WAITS]),
    ],
)
def test_i33_a_truck_with_two_places_or_none_is_found(transfer: Any, answers: Any, visits: Any) -> None:
    assert list(i33([transfer], answers, visits))


def test_i33_what_nobody_finished_is_found() -> None:
    assert list(unfinished([_transfer("promised")], []))
    assert list(unfinished([_transfer("promised")], _answer(False)))
    assert not list(unfinished([_transfer("promised")], _answer(True)))
