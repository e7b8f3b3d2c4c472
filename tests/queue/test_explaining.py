"""What would change a place is what does change it, and an explanation says so in six languages."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

import pytest

from serai.core.languages import LANGUAGES
from serai.queue import explaining, prospects
from serai.queue.explaining import PHRASES, Passed, counted
from serai.queue.prospects import Prospect
from tests.queue.test_invariants import take
from tests.queue.world import MINUTE, START, Port, fact
from tests.scale import scaled

ACTS: Sequence[str] = "join join join join call admit named miss leave windows wait".split()  # noqa: SIM905


def told(port: Port, visit: str) -> dict[str, Prospect]:
    found = prospects.prospects(port.queue, port.site, port.queue.visits[visit], port.policy, port.now)
    return {each.code: each for each in found}


def _dared(seed: int, bound: int) -> list[tuple[int, int]]:
    """For ordinary visits of a day: how many it was told may still be put before it, and how many were."""
    dice = random.Random(seed)
    merge = [{"classes": ["fresh"], "take": 16}, {"trusted": True, "take": 3}, {"take": 1}]
    port = Port.opened(priority_bound_minutes=bound, merge=merge)
    promised: dict[str, tuple[int, int]] = {}
    for _ in range(300):
        what = dice.choice(ACTS)
        take(port, (what, dice.randrange(1000) if what != "wait" else dice.choice((0, 1)), dice.randrange(1000)))
        waiting = [each for each in port.queue.in_order("gate-in") if not each.priority and each.id not in promised]
        if waiting and dice.random() < 0.3:
            visit = dice.choice(waiting).id
            found = told(port, visit)
            most = found.get("change.most") or found["change.none"]
            promised[visit] = (most.count or 0, len(port.entries))
    return [(most, _put_before(port, visit, since)) for visit, (most, since) in promised.items()]


def _put_before(port: Port, visit: str, since: int) -> int:
    """Priority visits put before another that keeps its place, after an entry; counted from ranks alone."""
    rank, count = 0, 0
    for entry in port.entries:
        for what, line, at, *rest in getattr(entry.event, "ops", ()):
            is_own = fact(entry).visit == visit
            if line != "gate-in" or (is_own and what != "join" and entry.seq > since):
                return count
            if is_own:
                rank = int(rest[0]) if what == "move" else int(at)
            elif rank and what == "join" and at <= rank:
                rank += 1
                count += entry.seq > since and fact(entry).placed.priority
            elif rank and what == "leave" and at < rank:
                rank -= 1
            elif rank and what == "move":
                count += at > rank >= int(rest[0]) and entry.seq > since and fact(entry).placed.priority
                rank += (at > rank >= int(rest[0])) - (at < rank <= int(rest[0]))
    return count


@pytest.mark.parametrize("seed", range(scaled(100, 10)))
def test_i10_no_more_with_priority_are_put_before_a_visit_than_it_was_told(seed: int) -> None:
    assert all(really <= most for most, really in _dared(seed, (5, 20, 0)[seed % 3]))


def test_i10_twin_a_promise_that_forgets_who_overtook_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prospects, "seconds_left", lambda *_: 60)
    assert any(really > most for seed in range(0, 60, 3) for most, really in _dared(seed + 1, 20))


def test_the_place_that_a_window_will_give_is_the_one_that_it_gives() -> None:
    port = Port.opened()
    for _ in range(4):
        port.join()
    booked = port.join(slot_in=200, after=150)
    early = port.join(slot_in=300, after=1)
    port.join(after=1)
    will = told(port, early)["change.window"]
    assert (will.position, will.wall) == (2, "12:00")
    port.now = START + 240 * MINUTE
    port.open_windows()
    assert port.order()[:2] == [booked, early]
    assert "change.earlier_slot" in told(port, early)


def test_who_came_late_or_without_a_reservation_learns_what_that_cost() -> None:
    port = Port.opened()
    for _ in range(5):
        port.join(after=40)
    late, walk_in = port.join(slot_in=0), port.join()
    assert (told(port, late)["change.in_time"].position, told(port, late)["change.in_time"].wall) == (1, "09:30")
    assert told(port, walk_in)["change.reserve"].position == 1
    assert port.order()[-2:] == [late, walk_in], "asking changes nothing"


def test_nobody_is_told_of_a_reservation_where_it_would_not_help() -> None:
    port = Port.opened(mode="live_queue_only")
    port.join()
    assert set(told(port, port.join())) == {"change.most", "change.come"}


def test_a_visit_that_is_inside_has_nothing_to_reckon_with() -> None:
    port = Port.opened()
    visit = port.join()
    port.admit(visit)
    assert told(port, visit) == {}


def test_passers_are_counted_by_class_and_clause_and_never_named() -> None:
    passed = {"a": "order.slot", "b": "order.slot", "c": "order.priority", "gone": "order.slot"}
    found = counted(passed, {"a": "general", "b": "general", "c": "fresh"})
    assert found == [Passed("fresh", "order.priority", 1), Passed("general", "order.slot", 2)]
    for language in LANGUAGES:
        for each in found:
            assert explaining.rule(each.clause, language) in explaining.passed(each, language)


def test_every_translation_says_what_english_says() -> None:
    assert set(PHRASES) == set(LANGUAGES)
    for language, table in PHRASES.items():
        assert table.keys() == PHRASES["en"].keys(), language
        for name, text in table.items():
            named, wanted = (set(re.findall(r"\{(\w+)\}", each)) for each in (text, PHRASES["en"][name]))
            assert named == wanted, (language, name)
