"""What a site owes to vehicles and holds against them: credits and their use, misses and appeals."""

from __future__ import annotations

from typing import Any

from serai.appeals import actions as appeals
from serai.booking import changes
from serai.guidance import actions as guidance
from tests.simulation import acts
from tests.simulation.acts import Made
from tests.simulation.hand import CALLERS, Hand


def book_again(hand: Hand) -> Made:
    """A vehicle to which the site owes a credit still."""
    history = hand.history
    owed = [seq for seq, with_ in history.conduct.credits.items() if with_ is None]
    slot = hand.free() if owed else None
    if slot is None:
        return None
    given: Any = history.entries[hand.random.choice(owed) - 1].event
    return acts.reserved(hand, hand.caller(), slot, None, hand.holders[given.reservation][1])


def forgive(hand: Hand) -> Made:
    found = hand.reservation("missed")
    return changes.Forgive(hand.site, found, hand.books(CALLERS[0]), reason="site_late") if found else None


def appeal(hand: Hand) -> Made:
    """A miss that counts against one's own vehicle, mostly."""
    conduct = hand.history.conduct
    open_ = sorted(conduct.struck - conduct.appealed - conduct.decided)
    found = hand.one(open_) if open_ and hand.chance(0.8) else hand.reservation("missed")
    asker = hand.books(hand.holders[found][0] if found in open_ else hand.caller())
    return appeals.Appeal(hand.site, found, asker, reason="road_closed", note="a landslide") if found else None


def decide(hand: Hand) -> Made:
    """An appeal that is open, mostly."""
    open_ = hand.history.conduct.appealed
    found = hand.one(sorted(open_)) if open_ else hand.reservation("missed")
    if found is None:
        return None
    decision: appeals.Decision = "forgive" if hand.chance(0.5) else "uphold"
    return appeals.Decide(hand.site, found, hand.books(CALLERS[0]), decision=decision, reason="seen", by="operator")


def admit_overdue(hand: Hand) -> Made:
    """Who came in its window, longest ago, and waits: the likeliest to be let in later than promised."""
    on_time = hand.history.conduct.on_time
    waiting = [visit for visit, status in hand.history.visits.items() if status == "waiting" and visit in on_time]
    return guidance.Admit(hand.site, waiting[0], hand.operator(), call=hand.new()) if waiting else None


def give_up(hand: Hand) -> Made:
    """A reservation that has a credit."""
    known = hand.history.reservations
    has = [each for each in hand.history.conduct.credits.values() if each and known[each] == "confirmed"]
    return changes.Cancel(hand.site, found := hand.one(has), hand.books(hand.holders[found][0])) if has else None
