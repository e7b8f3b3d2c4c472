"""Who is still to come and will stand before those who wait: vehicles with a reservation, and other walk-ins.

A vehicle that comes on time with a reservation goes before the walk-ins of its line, so a walk-in waits for those who
are here and for those who come until its turn. Reservations are in the ledger; beyond what is booked by now, as many
come as lately. Some walk-ins are passed by later ones too: by as many as the order's tags let through.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp

MEMORY_SECONDS = 4 * 3600.0
WALK_INS_MEMORY_SECONDS = 2 * 3600.0  # they are more, so less time tells as much
HALF_BOOKED_SECONDS = 6 * 3600.0  # half of the reservations are made longer before, so we guess
LEADS_FADE = 0.998  # what one reservation's lead counts less with each later one
LEADS_WORTH = 10.0  # that guess counts as so many reservations
HOUR = 3600.0
HOURS_AHEAD = 24
BACKLOG_SECONDS = 900.0  # who joins so soon after a line's first fact was there before it
WALK_INS_SHARE = 0.5  # of what the gates serve, before anybody came
PRIOR_SECONDS = 1800.0  # such a guess counts as having watched so long
EXPECTED_LATE_SECONDS = 3600.0  # who is so late for its slot is not expected any more


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Service that later ones will ask for, in the plan's server-seconds.

    `booked`: rising points (seconds from now, service of all that come until then), beginning at (0, 0); after the last
    they go on by `booked_later` a second. `walk_ins`: by ordinary walk-ins, a second. `places`: by class, the rank that
    a walk-in would take now and how many later ones may pass it.
    """

    booked: Sequence[tuple[float, float]] = ((0.0, 0.0),)
    booked_later: float = 0.0
    walk_ins: float = 0.0
    places: Mapping[str, tuple[int, float]] = field(default_factory=dict)


@dataclass(slots=True)
class Rate:
    """So much a second, as seen lately."""

    amount: float = 0.0
    seconds: float = 0.0
    at: float | None = None
    memory: float = MEMORY_SECONDS

    def advance(self, at: float) -> None:
        if self.at is not None and at > self.at:
            fade = exp((self.at - at) / self.memory)
            self.amount *= fade
            self.seconds = self.seconds * fade + self.memory * (1 - fade)
        self.at = at if self.at is None else max(at, self.at)

    def seen(self, at: float, amount: float) -> None:
        self.advance(at)
        self.amount += amount


@dataclass(frozen=True, slots=True)
class Expected:
    """A reservation: when it was made, the start of its slot, and the planned seconds of its service."""

    made: float
    starts: float
    planned: float


@dataclass(slots=True)
class Arrivals:
    """One line's memory of who came and who is to come. Instants are epoch seconds, amounts planned seconds."""

    expected: dict[str, Expected] = field(default_factory=dict)  # by reservation
    leads: list[float] = field(default_factory=lambda: [0.0] * (HOURS_AHEAD + 1))  # came, by hours booked before
    booked: Rate = field(default_factory=Rate)
    walk_ins: Rate = field(default_factory=lambda: Rate(memory=WALK_INS_MEMORY_SECONDS))
    began: float | None = None

    def joined(self, at: float, planned: float, *, booked: bool, priority: bool) -> None:
        if self.began is None:
            self.began = at
            self.booked.advance(at)
        if booked:
            self.booked.seen(at, planned)
        elif at - self.began >= BACKLOG_SECONDS:
            self.walk_ins.seen(at, 0.0 if priority else planned)

    def ended(self, reservation: str) -> None:
        """A reservation's vehicle has come, or is not expected any more."""
        expected = self.expected.pop(reservation, None)
        if expected is not None:
            hours = max(0.0, expected.starts - expected.made) / HOUR
            self.leads = [each * LEADS_FADE for each in self.leads]
            self.leads[min(int(hours), HOURS_AHEAD)] += 1

    def newcomers(
        self, at: float, servers: float, places: Mapping[str, tuple[int, float]], hours: int = HOURS_AHEAD
    ) -> Newcomers:
        """What is to be expected in so many hours; changes nothing. `servers` work at the gates."""
        known = [0.0] * hours
        for each in self.expected.values():
            hour = int(max(0.0, each.starts - at) // HOUR)
            if each.starts > at - EXPECTED_LATE_SECONDS and hour < hours:
                known[hour] += each.planned
        shares = self._shares(hours)
        usual = self._usual(at, sum(known), sum(shares))
        points, total = [(0.0, 0.0)], 0.0
        for hour, planned in enumerate(known):
            total += planned + usual * HOUR * (1 - shares[hour])
            points.append(((hour + 1) * HOUR, total))
        return Newcomers(points, usual, self._walk_ins(at, servers), places)

    def _shares(self, hours: int) -> list[float]:
        """Of the reservations for an hour, how many are made by now: for this hour, the next and so on."""
        worth = LEADS_WORTH + sum(self.leads)
        found, longer = [], sum(self.leads)
        for hour in range(hours):
            guess = 0.5 ** ((hour + 0.5) * HOUR / HALF_BOOKED_SECONDS)
            in_it = self.leads[hour] if hour < HOURS_AHEAD else longer * guess
            middle = longer - in_it / 2
            longer -= in_it
            found.append((LEADS_WORTH * guess + middle) / worth)
        return found

    def _usual(self, at: float, known: float, hours: float) -> float:
        """Booked service a second: of those who came lately, and of those known to come in so many whole hours."""
        seen = replace(self.booked)
        seen.advance(at)
        return (seen.amount + known) / (seen.seconds + hours * HOUR)

    def _walk_ins(self, at: float, servers: float) -> float:
        seen = replace(self.walk_ins)
        seen.advance(at)
        return (seen.amount + WALK_INS_SHARE * servers * PRIOR_SECONDS) / (seen.seconds + PRIOR_SECONDS)
