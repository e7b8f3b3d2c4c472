"""How often each act is drawn, in days of different kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from serai.core.desk import Command
from tests.simulation import (
    acts,
    crossing,
    disputing,
    examining,
    fair,
    lists,
    owing,
    papers,
    post,
    readers,
    redrawing,
    summoning,
)
from tests.simulation.acts import Made
from tests.simulation.hand import Hand

Act = Callable[[Hand], Made]
ACTS: dict[Act, int] = {
    acts.hold: 5,
    acts.reserve: 14,
    acts.reserve_free: 6,
    owing.book_again: 4,
    owing.give_up: 1,
    acts.reserve_pair: 6,
    acts.reserve_held: 4,
    acts.wait: 6,
    acts.accept: 4,
    acts.decline: 1,
    acts.extend: 1,
    acts.swap: 4,
    owing.forgive: 1,
    owing.appeal: 5,
    owing.decide: 4,
    acts.cancel: 3,
    acts.move: 6,
    acts.check_in: 14,
    acts.check_in_reserved: 8,
    acts.call_next: 10,
    acts.call_named: 3,
    summoning.switch: 2,
    summoning.stop: 2,
    summoning.resume: 5,
    summoning.report: 2,
    summoning.reach: 5,
    summoning.withdraw: 2,
    summoning.repeat: 2,
    summoning.call_beyond: 1,
    acts.ask_second: 2,
    acts.confirm: 3,
    acts.admit: 14,
    acts.park: 10,
    acts.park_early: 1,
    acts.release: 7,
    acts.depart: 8,
    acts.depart_early: 1,
    acts.leave: 2,
    acts.turn_away: 1,
    acts.check_in_on_time: 8,
    owing.admit_overdue: 3,
    acts.correct: 6,
    acts.set_bay: 5,
    acts.set_road: 3,
    disputing.dispute: 3,
    examining.order: 3,
    examining.pick: 2,
    examining.end: 4,
    examining.power: 2,
    acts.close: 2,
    acts.lift: 2,
    acts.put_rulebook: 1,
    acts.put_calendar: 1,
    acts.put_staffing: 1,
    acts.put_yard: 2,
    redrawing.redraw: 2,
    acts.put_windows: 1,
    acts.enter: 8,
    fair.take_again: 2,
    fair.camp: 1,
    fair.wait_again: 1,
    fair.give_outside: 1,
    fair.decree: 1,
    papers.declare: 3,
    papers.mend: 1,
    papers.submit: 4,
    papers.decide: 2,
    papers.attach: 4,
    readers.read: 14,
    readers.confirm: 5,
    readers.dismiss: 1,
}
"""Every act, and how often it is drawn."""


STOPPING: dict[Act, int] = {
    acts.reserve: 12,
    acts.reserve_free: 20,
    acts.move: 6,
    acts.cancel: 1,
    acts.wait: 2,
    acts.accept: 2,
    acts.close: 5,
    acts.lift: 5,
    acts.put_calendar: 3,
    acts.put_rulebook: 2,
}
"""Acts of a site that is stopped and opened again all day."""


STOPPED: dict[Act, int] = {
    acts.reserve: 20,
    acts.reserve_free: 20,
    acts.move: 6,
    acts.cancel: 1,
    acts.close: 3,
    acts.lift: 2,
}
"""Acts of a site whose closures stand for hours, with little else that has it look at who has a place still."""


OWING: dict[Act, int] = {
    acts.reserve_free: 20,
    owing.book_again: 10,
    owing.give_up: 3,
    acts.move: 8,
    acts.swap: 3,
    acts.cancel: 3,
    acts.wait: 2,
    acts.accept: 2,
    acts.check_in_on_time: 14,
    acts.check_in_reserved: 3,
    owing.admit_overdue: 8,
    acts.release: 5,
    acts.depart: 5,
    owing.appeal: 6,
    owing.decide: 5,
    owing.forgive: 1,
    acts.put_rulebook: 1,
    papers.declare: 6,
    papers.mend: 1,
    papers.submit: 6,
    papers.decide: 4,
    papers.attach: 6,
}
"""Acts of a site that is late and of vehicles that miss their slots: credits, appeals, and papers on all that."""


CAMPING: dict[Act, int] = {
    acts.hold: 10,
    fair.take_again: 20,
    fair.camp: 20,
    acts.reserve_held: 6,
    acts.wait: 14,
    acts.decline: 6,
    acts.accept: 2,
    fair.wait_again: 10,
    acts.reserve_free: 8,
    acts.cancel: 4,
    acts.put_rulebook: 3,
    acts.put_calendar: 2,
}
"""Acts of those who would keep places without using them."""


DRAWING: dict[Act, int] = {
    acts.put_windows: 4,
    acts.enter: 40,
    fair.give_outside: 8,
    acts.cancel: 6,
    acts.reserve: 4,
    acts.reserve_free: 6,
    acts.move: 4,
    acts.hold: 4,
    acts.wait: 4,
    acts.put_calendar: 1,
    acts.check_in_on_time: 3,
}
"""Acts of a site whose places of tomorrow are given out by draws."""


DECREED: dict[Act, int] = {
    fair.decree: 8,
    acts.reserve_free: 30,
    acts.reserve: 8,
    acts.reserve_pair: 6,
    acts.hold: 6,
    acts.reserve_held: 6,
    acts.wait: 6,
    acts.accept: 4,
    acts.move: 6,
    acts.extend: 2,
    acts.cancel: 3,
    acts.check_in_on_time: 6,
    acts.put_windows: 1,
    acts.enter: 2,
    acts.put_calendar: 1,
    acts.close: 1,
    acts.lift: 1,
}
"""Acts of a site whose clocks are changed by decree, on days that have 23, 24 or 25 hours."""


REPORTED: dict[Act, int] = {
    acts.reserve_free: 14,
    acts.check_in: 14,
    acts.check_in_on_time: 10,
    acts.check_in_reserved: 6,
    acts.call_next: 10,
    acts.call_named: 2,
    acts.admit: 14,
    acts.park: 12,
    acts.release: 8,
    acts.depart: 10,
    acts.depart_early: 3,
    acts.leave: 4,
    acts.turn_away: 3,
    acts.correct: 4,
    owing.admit_overdue: 4,
    owing.book_again: 3,
    acts.set_bay: 3,
    lists.take_in: 10,
}
"""Acts of gates and yards, whose devices say what their own clocks show."""


CALLING: dict[Act, int] = {
    acts.check_in: 30,
    acts.call_next: 2,
    acts.call_named: 1,
    summoning.switch: 6,
    summoning.stop: 3,
    summoning.resume: 12,
    summoning.report: 4,
    summoning.reach: 8,
    summoning.withdraw: 4,
    summoning.repeat: 2,
    summoning.call_beyond: 2,
    acts.admit: 12,
    acts.park: 8,
    acts.release: 8,
    acts.depart: 12,
    acts.leave: 1,
    acts.set_bay: 4,
    acts.close: 1,
    acts.lift: 2,
    acts.put_staffing: 2,
    acts.put_rulebook: 3,
}
"""Acts of a busy gate: calls of all kinds, and everything that stops them."""


READING: dict[Act, int] = {
    acts.reserve_free: 12,
    acts.check_in: 5,
    acts.call_next: 10,
    acts.admit: 2,
    acts.park: 4,
    acts.depart: 2,
    acts.leave: 1,
    acts.correct: 1,
    acts.set_bay: 2,
    acts.put_rulebook: 1,
    readers.read: 40,
    readers.confirm: 10,
    readers.dismiss: 2,
}
"""Acts of a site whose gates are kept by plate readers."""


RIGHTING: dict[Act, int] = {
    acts.check_in: 16,
    acts.call_next: 6,
    acts.call_named: 5,
    acts.ask_second: 6,
    acts.confirm: 12,
    acts.admit: 10,
    acts.park: 6,
    acts.release: 2,
    acts.depart: 2,
    acts.leave: 1,
    acts.correct: 14,
}
"""Acts of a gate where much is called out of turn, and much put right."""


INSIDE: dict[Act, int] = {
    acts.check_in: 24,
    acts.call_next: 6,
    acts.admit: 20,
    acts.park: 12,
    acts.release: 8,
    acts.depart: 10,
    acts.correct: 2,
    acts.set_bay: 12,
    acts.set_road: 12,
    disputing.dispute: 10,
    acts.put_yard: 1,
    redrawing.redraw: 6,
}
"""Acts of a yard in which everything is moved, blocked and seen all day."""


EXAMINING: dict[Act, int] = INSIDE | {
    examining.order: 8,
    examining.pick: 6,
    examining.end: 8,
    examining.power: 16,
}
"""Acts of a yard where an authority wants much inspected, and the power fails."""


TELLING: dict[Act, int] = {
    post.reserve: 24,
    acts.wait: 3,
    acts.accept: 3,
    acts.move: 4,
    acts.cancel: 2,
    post.give_number: 14,
    lists.take_in: 12,
    acts.check_in_on_time: 10,
    acts.check_in: 6,
    acts.call_next: 8,
    summoning.withdraw: 3,
    summoning.repeat: 2,
    acts.admit: 6,
    acts.park: 3,
    acts.release: 2,
    acts.depart: 4,
    acts.leave: 2,
    acts.correct: 2,
    acts.close: 2,
    acts.lift: 2,
    acts.put_calendar: 1,
}
"""Acts of a site whose power fails now and then, and whose drivers are told things on phones of their own."""


CROSSING: dict[Act, int] = {
    acts.reserve_free: 4,
    acts.check_in: 30,
    acts.check_in_reserved: 4,
    acts.call_next: 4,
    acts.call_named: 4,
    acts.admit: 4,
    acts.depart: 6,
    acts.leave: 3,
    acts.correct: 4,
    acts.put_rulebook: 1,
    crossing.tell: 6,
    crossing.promise: 24,
    crossing.leave_for: 16,
    crossing.withdraw: 6,
    crossing.come: 16,
}
"""Acts of two sites whose trucks go over from one to the other."""


def drawn(hand: Hand, of: Mapping[Act, int] = ACTS) -> tuple[str, Command[Any]]:
    """An act that can be done now, by its name."""
    while True:
        (act,) = hand.random.choices(list(of), list(of.values()))
        made = act(hand)
        if made is not None:
            name = type(made).__name__ if act.__name__ == "act" else act.__name__
            return name, made
