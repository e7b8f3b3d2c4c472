"""What a driver sees: the state as a few lines of text, in the site's local time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from serai_driver.sentences import meets
from serai_driver.state import IN_LINE, State, instant

_SAYS = {
    "waiting": "Wait where you are; you will be called.",
    "called": "Drive to the gate now.",
    "admitted": "You are in. Drive to your bay.",
    "parked": "You stand in your bay.",
    "released": "You may leave.",
    "departed": "Good journey.",
    "left": "This visit is over: you left the queue.",
    "turned_away": "This visit is over: you were turned away.",
}
_AT_GATE = "You are at the gate. Wait to be let in."
_STOPPED = "All calls are stopped for safety. Stay where you are; you keep your place."


def hours(at: datetime | str, zone: ZoneInfo, day: datetime | None = None) -> str:
    """`14:10`, with the date where it is another than `day`'s."""
    moment = (instant(at) if isinstance(at, str) else at).astimezone(zone)
    if day is None or moment.date() == day.astimezone(zone).date():
        return f"{moment:%H:%M}"
    return f"{moment:%d %b %H:%M}"


def brief(state: State, zone: ZoneInfo, *, is_connected: bool) -> dict[str, Any]:
    """The state as plain values, as `--json` prints it. `position` is null while it is not certain."""
    band = state.band() if is_connected else None
    is_certain = is_connected and state.is_known and state.rank is not None
    return {
        "visit": state.visit_id,
        "status": state.status,
        "stage": state.stage,
        "calls_stopped": state.is_stopped,
        "connected": is_connected,
        "line": state.line,
        "position": state.rank if is_certain else None,
        "of": state.of if is_certain else None,
        "band": band and {name: getattr(band, name).astimezone(zone).isoformat() for name in ("p05", "p50", "p95")},
        "gate": state.gate,
        "bay": state.visit.get("next_bay") or state.visit.get("bay"),
        "rendezvous": state.visit.get("rendezvous"),
        "because": state.because,
        "guidance": state.guidance,
        "at": state.at and state.at.wire(),
    }


def sentence(state: State, zone: ZoneInfo, *, is_connected: bool) -> str:
    """One line for a terminal that cannot redraw."""
    if not is_connected:
        return "Connection lost; your place is kept. Coming back …"
    parts = [str(state.status or "…")]
    if state.is_known and state.rank is not None:
        if state.status != "called":
            parts.append(f"place {state.rank} of {state.of}" if state.of else f"place {state.rank}")
        band = state.band()
        if band is not None:
            parts.append(f"gate {hours(band.p05, zone)}-{hours(band.p95, zone, band.p05)}")
    if bay := state.visit.get("next_bay") or state.visit.get("bay"):
        parts.append(f"bay {bay}")
    if (meeting := state.visit.get("rendezvous")) is not None:
        parts.append(meets(meeting, zone))
    return " · ".join(parts)


def panel(state: State, zone: ZoneInfo, *, is_connected: bool) -> RenderableType:
    """The picture that `watch` redraws."""
    rows = Table.grid(padding=(0, 2))
    rows.add_column(style="dim")
    rows.add_column()
    if state.status in IN_LINE:
        if state.status != "called":
            rows.add_row("place", _place(state, is_connected=is_connected))
        band = state.band()
        if band is not None:
            spread = f"{hours(band.p05, zone)} – {hours(band.p95, zone, band.p05)}"
            rows.add_row("gate", Text.assemble((spread, "bold"), f"  likely {hours(band.p50, zone, band.p05)}"))
    if state.gate:
        rows.add_row("come to", state.gate)
    if bay := state.visit.get("next_bay") or state.visit.get("bay"):
        rows.add_row("bay", Text(str(bay), style="bold green"))
    if (meeting := state.visit.get("rendezvous")) is not None:
        rows.add_row("dock", meets(meeting, zone))
    if state.because and state.status in IN_LINE:
        rows.add_row("passed", state.because)
    notes = [Text(_says(state), style="bold yellow" if state.status == "called" else "")]
    if not is_connected:
        notes.append(Text("Connection lost; your place is kept. Coming back …", style="red"))
    body = Group(rows, *notes, *way(state.guidance))
    return Panel(body, title=f"Serai {state.site}", subtitle=f"{zone.key}  {state.status or ''}", width=64)


def _says(state: State) -> str:
    """What to do now, in a sentence."""
    if state.stage == "at_gate":
        return _AT_GATE
    if state.status == "waiting" and state.is_stopped:
        return _STOPPED
    return _SAYS.get(state.status or "", "…")


def _place(state: State, *, is_connected: bool) -> Text:
    if not (is_connected and state.is_known):
        return Text("one moment …", style="dim")
    if state.rank is None:
        return Text("at the gate", style="bold")
    return Text.assemble((str(state.rank), "bold cyan"), f" of {state.of}" if state.of else "")


def way(guidance: Mapping[str, Any] | None) -> list[Text]:
    """The steps to the bay, numbered."""
    steps = (guidance or {}).get("steps") or []
    return [Text(f"{number}. {step['text']}") for number, step in enumerate(steps, 1)]


def offered(offer: Mapping[str, Any], zone: ZoneInfo) -> str:
    """Another site in a line: the drive, when the truck is let in there, what that saves."""
    band = {name: datetime.fromisoformat(at) for name, at in offer["band"].items()}
    spread = f"{hours(band['p05'], zone)}-{hours(band['p95'], zone, band['p05'])}"
    drive, saves = offer["drive_minutes"], offer["saves_minutes"]
    return f"{offer['site']}  {offer['lane']}  drive {drive} min, let in {spread}, about {saves} min sooner"


def kept(promise: Mapping[str, Any]) -> str:
    """What became of the place at another site, in a line."""
    says = {
        "promised": f"keeps your place by arrival until {promise['valid_until']}; check in there",
        "joined": f"has checked you in: serai-driver watch {promise['visit']}",
    }
    where = f"{promise['site']}  {promise['lane']}"
    return f"{where}  {says.get(promise['status'], 'does not keep your place any more; you stand there by arrival')}"
