"""Acts of trucks that meet: proposed, answered, ended, and let in one after the other."""

from __future__ import annotations

from typing import Any, Final, Literal

from serai.core.desk import Command
from serai.rendezvous import actions
from tests.simulation import acts, owing, summoning
from tests.simulation.acts import Made
from tests.simulation.ground import MOHAN
from tests.simulation.hand import CALLERS, Hand
from tests.simulation.mix import Act

_WORDS: Final[tuple[Literal["accept", "decline", "cancel"], ...]] = ("accept", "accept", "accept", "decline", "cancel")


def propose(hand: Hand) -> Made:
    """Two that are to come or have come, one after the other; mostly by one who may ask for both."""
    live = [each for each, status in hand.history.reservations.items() if status in ("arrived", "confirmed")]
    fitting = [each for each in live if "general" in hand.history.slot_of[each]]
    live = fitting if len(fitting) > 1 and hand.chance(0.8) else live  # the docks are for general cargo
    if len(live) < 2 or hand.site != MOHAN.code:
        return None
    mine, theirs = hand.random.sample(live[-12:], 2) if hand.chance(0.95) else (live[-1], live[-1])
    holder = hand.holders[mine][0] if hand.chance(0.3) else CALLERS[0]
    return actions.Propose(hand.site, hand.new(), mine, theirs, hand.books(holder))


def answer(hand: Hand) -> Command[Any] | None:
    known = hand.history.meetings
    if not known:
        return None
    return actions.Answer(hand.site, hand.one(known[-4:]), hand.books(hand.caller()), hand.random.choice(_WORDS))


MEETING: dict[Act, int] = {
    propose: 24,
    answer: 6,
    acts.reserve_free: 16,
    acts.move: 3,
    acts.cancel: 1,
    acts.check_in: 3,
    acts.check_in_on_time: 20,
    acts.check_in_reserved: 12,
    acts.call_next: 6,
    summoning.switch: 4,
    acts.admit: 16,
    acts.park: 10,
    acts.release: 5,
    acts.depart: 8,
    acts.leave: 1,
    acts.correct: 1,
    owing.admit_overdue: 3,
    acts.set_bay: 4,
    acts.close: 1,
    acts.lift: 1,
    acts.put_rulebook: 1,
}
"""Acts of a port where loads are carried over."""
