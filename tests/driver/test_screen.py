"""What a driver reads of a call: on the way, at the gate, and while all calls are stopped."""

from __future__ import annotations

from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from serai_driver.screen import brief, panel
from serai_driver.state import State

ZONE = ZoneInfo("Asia/Shanghai")


def state(**visit: Any) -> State:
    made = State("CNMHN", "v1")
    made.visit = {"lane": "export-general", **visit}
    return made


def said(of: State) -> str:
    out = StringIO()
    Console(file=out, width=80).print(panel(of, ZONE, is_connected=True))
    return " ".join(out.getvalue().replace("│", " ").split())


@pytest.mark.parametrize(
    ("visit", "text"),
    [
        ({"status": "called", "stage": "to_gate"}, "Drive to the gate now."),
        ({"status": "called", "stage": "at_gate"}, "You are at the gate."),
        ({"status": "waiting", "stage": "waiting_area"}, "Wait where you are"),
    ],
)
def test_each_stage_says_what_to_do(visit: dict[str, str], text: str) -> None:
    assert text in said(state(**visit))


def test_a_stop_of_all_calls_is_said_where_it_holds() -> None:
    waiting = state(status="waiting", stage="waiting_area")
    waiting.queue = {"stopped": ["export-fresh"]}
    assert "stopped" not in said(waiting)
    waiting.queue = {"stopped": ["export-general"]}
    assert "All calls are stopped for safety" in said(waiting)
    told = brief(waiting, ZONE, is_connected=True)
    assert (told["stage"], told["calls_stopped"]) == ("waiting_area", True)
