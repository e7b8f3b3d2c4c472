"""The printed ticket: what it is made from, and its times on the wall clocks of both sides of the line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Final, Literal, cast
from zoneinfo import ZoneInfo

from serai.passes import phrases

Layout = Literal["ticket", "slip"]
LAYOUTS: Final[tuple[Layout, ...]] = ("ticket", "slip")
_PRINTER: Final = "serai.passes.printing"
_MOVED: Final = {"way": "way", "closure": "closure", "calendar": "places", "rulebook": "places"}


@dataclass(frozen=True, slots=True)
class Ticket:
    """All that is printed. Nothing names a person.

    `qr` is the text of the code, a pass or a reference; `layout` is `ticket` for a sheet (A5, also good on A4 and A6)
    or `slip` for a roll of 80 mm. `direction` and `cargo_class` are the lane's, in the words of the API.
    `moved_from` is when the slot began from which the site moved it, `moved_because` what took that one (None: it made
    way for others).
    """

    site: str
    site_name: str
    zone: str
    reference: str
    version: int
    qr: str
    lane: str
    direction: str
    cargo_class: str
    plate: str
    country: str
    starts_at: datetime
    ends_at: datetime
    opens_at: datetime
    closes_at: datetime
    language: str = phrases.FALLBACK
    layout: Layout = "ticket"
    trailer: str | None = None
    counterpart_name: str | None = None
    counterpart_zone: str | None = None
    declaration_by: datetime | None = None
    moved_from: datetime | None = None
    moved_because: str | None = None

    @property
    def spoken(self) -> str:
        """The language of what is printed."""
        return phrases.spoken(self.language)


@dataclass(frozen=True, slots=True)
class Wall:
    """An arrival window as a clock on the wall shows it; a window over midnight has two days."""

    place: str
    zone: str
    days: tuple[str, ...]
    window: str
    slot: str


def ticket_pdf(ticket: Ticket) -> bytes:
    """One page of PDF; the same ticket gives the same bytes. CPU-bound, tens of milliseconds: call it in a thread."""
    # Loaded with the first ticket: a service that prints none, and every other command, is spared a PDF library.
    return cast(bytes, import_module(_PRINTER).printed(ticket))


def walls(ticket: Ticket) -> Iterator[Wall]:
    """The window at the site; and on the other side of the line, where clocks show another time then."""
    own = _wall(ticket, ticket.site_name, ticket.zone)
    yield own
    if ticket.counterpart_zone is not None:
        other = _wall(ticket, ticket.counterpart_name or "", ticket.counterpart_zone)
        if (other.days, other.window) != (own.days, own.window):
            yield other


def _wall(ticket: Ticket, place: str, zone: str) -> Wall:
    language, info = ticket.spoken, ZoneInfo(zone)
    opens, closes = ticket.opens_at.astimezone(info), ticket.closes_at.astimezone(info)
    days = dict.fromkeys(phrases.day(language, each.date()) for each in (opens, closes))
    starts, ends = ticket.starts_at.astimezone(info), ticket.ends_at.astimezone(info)
    named = phrases.say(language, "time_of", place=place) if place else zone
    return Wall(
        place=named,
        zone=f"{zone} ({_offset(opens)})",
        days=tuple(days),
        window=f"{opens:%H:%M} – {closes:%H:%M}",
        slot=f"{starts:%H:%M} – {ends:%H:%M}",
    )


def vehicle(ticket: Ticket) -> str:
    return f"{ticket.country} {ticket.plate}"


def moved(ticket: Ticket) -> str | None:
    """That the site gave it another time than it had, and why; None where it did not."""
    if ticket.moved_from is None:
        return None
    info = ZoneInfo(ticket.zone)
    was, starts = ticket.moved_from.astimezone(info), ticket.starts_at.astimezone(info)
    time = f"{was:%H:%M}" if was.date() == starts.date() else f"{phrases.day(ticket.spoken, was.date())} {was:%H:%M}"
    why = _MOVED.get((ticket.moved_because or "way").partition(":")[0], "clocks")
    return f"{phrases.say(ticket.spoken, 'moved', time=time)} {phrases.say(ticket.spoken, f'moved_{why}')}"


def stream(ticket: Ticket) -> str:
    """The lane in words, where its direction and class have some."""
    words = phrases.WORDS[ticket.spoken]
    said = [words.get(f"direction_{ticket.direction}"), words.get(f"class_{ticket.cargo_class}", ticket.cargo_class)]
    return " · ".join(word for word in said if word)


def bring(ticket: Ticket) -> list[str]:
    """What the driver has to have, or to have done."""
    found = [phrases.say(ticket.spoken, phrase) for phrase in ("bring_code", "bring_papers", "bring_cargo")]
    if ticket.declaration_by is not None:
        at = ticket.declaration_by.astimezone(ZoneInfo(ticket.zone))
        time = f"{phrases.day(ticket.spoken, at.date())} {at:%H:%M}"
        found.append(phrases.say(ticket.spoken, "bring_declaration", time=time))
    return found


def steps(ticket: Ticket) -> list[str]:
    """What happens on arrival, in order."""
    return [phrases.say(ticket.spoken, phrase) for phrase in ("next_gate", "next_wait", "next_bay")]


def _offset(at: datetime) -> str:
    """`UTC+8`, `UTC+6:30`."""
    minutes = (at.utcoffset() or timedelta()) // timedelta(minutes=1)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
