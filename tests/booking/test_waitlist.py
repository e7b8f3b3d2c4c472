"""The order of the waitlist, against a list that is sorted anew each time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from serai.booking.reservations import Slot, Wants
from serai.booking.waitlist import ASKED, DISPLACED, Waiter, Waitlist

START = datetime(2026, 11, 22, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)


def slot(hour: int, lane: str = "l") -> Slot:
    starts_at = START + hour * HOUR
    return Slot(f"{lane}{hour}", lane, starts_at, starts_at + HOUR, starts_at.date(), "UTC", 5)


SLOTS = [slot(hour, lane) for lane in "lm" for hour in range(4)]


@st.composite
def waiters(draw: st.DrawFn, name: str = "r") -> Waiter:
    tier, turn = draw(st.sampled_from([DISPLACED, ASKED])), draw(st.integers(1, 9))
    lane, hour = draw(st.sampled_from("lm")), draw(st.integers(0, 3))
    if tier == ASKED and draw(st.booleans()):
        wants = Wants(slot(hour, lane).id, START + hour * HOUR, START + (hour + 1) * HOUR)
    else:
        wants = Wants(None, START + hour * HOUR, START + (hour + draw(st.integers(1, 3))) * HOUR)
    return Waiter(tier, turn, name, lane, wants)


@given(st.lists(waiters(), min_size=3, max_size=3))
def test_the_order_is_total_and_tier_comes_first(found: list[Waiter]) -> None:
    named = [Waiter(w.tier, w.turn, f"r{n}", w.lane, w.wants) for n, w in enumerate(found)]
    for one, other in permutations(named, 2):
        assert (one < other) != (other < one)
        if (one.tier, one.turn) < (other.tier, other.turn):
            assert one < other
    one, other, third = named
    assert not (one < other < third) or one < third


@dataclass
class Sorted:
    """The model: everybody in a dictionary, sorted when somebody asks."""

    known: dict[str, Waiter] = field(default_factory=dict)
    resting: set[str] = field(default_factory=set)

    def turn(self, of: Slot) -> list[str]:
        standing = [each for id_, each in self.known.items() if id_ not in self.resting]
        takes = [each for each in standing if each.lane == of.lane and each.takes(of)]
        return [each.reservation for each in sorted(takes, key=lambda w: (w.tier, w.turn, w.reservation))]


_acts = st.tuples(st.sampled_from(["join", "offer", "withdraw", "leave"]), st.integers(0, 7), waiters())


@given(st.lists(_acts, max_size=40))
def test_the_waitlist_is_a_sorted_list(acts: list[tuple[str, int, Waiter]]) -> None:
    waitlist, model = Waitlist(), Sorted()
    for act, number, drawn in acts:
        id_ = f"r{number}"
        is_known, rests = id_ in model.known, id_ in model.resting
        if act == "join" and not is_known:
            made = Waiter(drawn.tier, drawn.turn, id_, drawn.lane, drawn.wants)
            waitlist.join(made)
            model.known[id_] = made
        elif act == "offer" and is_known and not rests:
            waitlist.rest(id_, "s")
            model.resting.add(id_)
        elif act == "withdraw" and rests:
            waitlist.stand(id_)
            model.resting.discard(id_)
        elif act == "leave":
            waitlist.leave(id_)
            model.known.pop(id_, None)
            model.resting.discard(id_)
        assert len(waitlist) == len(model.known)
        for of in SLOTS:
            assert [each.reservation for each in waitlist.turn(of)] == model.turn(of)
        assert {w.reservation for offered in waitlist.offered().values() for w in offered} == model.resting
        assert waitlist.lanes() == {w.lane for id_, w in model.known.items() if id_ not in model.resting}


@given(st.lists(waiters(), min_size=2, max_size=8), st.data())
def test_an_offer_that_is_withdrawn_leaves_the_turn_as_it_was(found: list[Waiter], data: st.DataObject) -> None:
    waitlist = Waitlist()
    for number, each in enumerate(found):
        waitlist.join(Waiter(each.tier, each.turn, f"r{number}", each.lane, each.wants))
    before = [[each.reservation for each in waitlist.turn(of)] for of in SLOTS]
    again = data.draw(st.permutations([f"r{number}" for number in range(len(found))]))
    for id_ in again:
        waitlist.rest(id_, "s")
    assert all(not list(waitlist.turn(of)) for of in SLOTS)
    for id_ in reversed(again):
        waitlist.stand(id_)
        waitlist.stand(id_)  # twice makes nobody stand twice
    assert [[each.reservation for each in waitlist.turn(of)] for of in SLOTS] == before
    ahead = {id_: waitlist.ahead(id_) for id_ in again}
    assert waitlist.ahead("nobody") is None
    assert all(count is not None and 0 <= count < len(found) for count in ahead.values())
