"""The draw of a release window: equal chances, nothing to gain by haste or repetition, and open to checking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.draws.draw import Entry, Held, Lot, Released, Terms, allot, commit, hold, order, seed, verify

BEGIN = datetime(2026, 11, 22, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
OPENED, CLOSED = 100, 100_000
SECRET, OUTSIDE = bytes(range(32)), b"beacon 4711"


def slot(number: int, free: int, hour: str | None = None) -> Released:
    return Released(f"s{number}", BEGIN + number * HOUR, free, hour or f"h{number}")


def entry(number: int, vehicle: str | None = None, company: str | None = None, hours: tuple[int, int, int] = (0, 0, 0)):
    wanted, earliest, latest = (BEGIN + hour * HOUR for hour in hours)
    return Entry(f"e{number:05}", OPENED + 1 + number, vehicle or f"v{number}", company, wanted, earliest, latest)


def terms(cap: int = 10**6) -> Terms:
    return Terms({f"h{number}": cap for number in range(50)}, {})


def seeds(count: int) -> list[bytes]:
    return [seed(sha256(b"%d" % number).digest(), b"outside") for number in range(count)]


Drawing = Callable[[bytes, Sequence[Entry]], list[Entry]]


def served(drawing: Drawing, entries: Sequence[Entry], places: int, draws: int) -> Counter[str]:
    """How often each vehicle got a place in so many draws."""
    vehicles = {each.id: each.vehicle for each in entries}
    won: Counter[str] = Counter({each.vehicle: 0 for each in entries})
    for drawn_by in seeds(draws):
        lots = allot(drawing(drawn_by, entries), [slot(0, places)], terms())
        won.update(vehicles[lot.entry] for lot in lots if lot.slot)
    return won


def unequal(won: Counter[str], places: int, draws: int) -> bool:
    """Chi-square of equal chances at one in a thousand; places are drawn without putting back."""
    vehicles = len(won)
    chance = places / vehicles
    spread = draws * chance * (1 - chance) * vehicles / (vehicles - 1)
    statistic = sum((count - draws * chance) ** 2 for count in won.values()) / spread
    freedom = vehicles - 1
    # Wilson and Hilferty's approximation; 3.09 is the normal quantile of 0.999.
    return statistic > freedom * (1 - 2 / (9 * freedom) + 3.09 * (2 / (9 * freedom)) ** 0.5) ** 3


ALIKE = [entry(number) for number in range(24)]
RUSH = [entry(number, vehicle=f"v{number}" if number < 16 else f"v{16 + number % 8}") for number in range(16 + 8 * 20)]
"""Sixteen vehicles that ask once, early, and eight that ask twenty times each."""


def by_time(drawn_by: bytes, entries: Sequence[Entry]) -> list[Entry]:
    return sorted(order(drawn_by, entries), key=lambda each: each.seq)


def by_every_entry(drawn_by: bytes, entries: Sequence[Entry]) -> list[Entry]:
    """Every entry has a lot of its own and a vehicle's best one counts."""
    every = order(drawn_by, [replace(each, vehicle=each.id) for each in entries])
    vehicles = {each.id: each.vehicle for each in entries}
    best: dict[str, Entry] = {}
    for each in every:
        best.setdefault(vehicles[each.id], each)
    return list(best.values())


def test_i22_chances_are_equal() -> None:
    assert not unequal(served(order, ALIKE, 6, 3000), 6, 3000)


def test_i22_asking_twenty_times_is_asking_once() -> None:
    assert not unequal(served(order, RUSH, 6, 3000), 6, 3000)


@pytest.mark.parametrize(("sabotaged", "entries"), [(by_time, ALIKE), (by_every_entry, RUSH)])
def test_i22_a_draw_that_rewards_haste_or_repetition_is_found(sabotaged: Drawing, entries: Sequence[Entry]) -> None:
    assert unequal(served(sabotaged, entries, 6, 300), 6, 300)


def test_i22_the_order_does_not_know_when_anybody_asked() -> None:
    later = [replace(each, seq=OPENED + 900 - number * 7) for number, each in enumerate(ALIKE)]
    for drawn_by in seeds(20):
        assert [each.id for each in order(drawn_by, later)] == [each.id for each in order(drawn_by, ALIKE)]


def test_i22_further_entries_change_nothing_for_anybody() -> None:
    again = [replace(each, id=f"x{each.id}{n}", seq=each.seq + 1000 * n) for each in ALIKE[:8] for n in range(1, 20)]
    for drawn_by in seeds(20):
        once = hold(drawn_by, ALIKE, [slot(0, 6)], terms())
        often = hold(drawn_by, [*again, *ALIKE], [slot(0, 6)], terms())
        assert often[: len(once)] == once
        assert {lot.because for lot in often[len(once) :]} == {"same_vehicle"}


def test_a_company_gets_its_share_and_no_more_however_many_vehicles_it_enters() -> None:
    entries = [entry(n, company="big" if n % 3 == 0 else f"c{n}") for n in range(300)]
    for drawn_by in seeds(10):
        lots = hold(drawn_by, entries, [slot(0, 40)], Terms({"h0": 4}, {("big", "h0"): 1}))
        won = [lot.entry for lot in lots if lot.slot]
        assert len(won) == 40
        assert sum(int(each[1:]) % 3 == 0 for each in won) == 3
        assert "company_share" in {lot.because for lot in lots}


def test_a_share_is_counted_by_the_hour_and_not_for_drivers_of_their_own() -> None:
    slots = [slot(0, 5, "h0"), slot(1, 5, "h0"), slot(2, 5, "h1")]
    company = [entry(n, company="c", hours=(0, 0, 2)) for n in range(4)]
    lots = allot(company, slots, terms(1))
    assert [(lot.slot, lot.because) for lot in lots] == [
        ("s0", "drawn"),
        ("s2", "drawn"),
        (None, "company_share"),
        (None, "company_share"),
    ]
    assert [lot.slot for lot in allot([replace(each, company=None) for each in company], slots, terms(1))] == ["s0"] * 4


def test_the_nearest_place_within_what_was_asked_is_given() -> None:
    slots = [slot(0, 1), slot(1, 1), slot(3, 1), slot(9, 9)]
    entries = [entry(n, hours=(2, 0, 5)) for n in range(4)]
    assert [lot.slot for lot in allot(entries, slots, terms())] == ["s1", "s3", "s0", None]
    exact = allot([entry(0, hours=(2, 2, 2)), entry(1, hours=(3, 3, 3)), entry(2, hours=(3, 3, 3))], slots, terms())
    assert [(lot.slot, lot.because) for lot in exact] == [(None, "no_slot"), ("s3", "drawn"), (None, "full")]


entries_ = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from([None, "a", "b"]), st.integers(0, 4), st.integers(0, 3)), max_size=60
)


@given(entries_, st.lists(st.integers(0, 4), min_size=5, max_size=5), st.integers(1, 4), st.binary(min_size=1))
@settings(max_examples=150)
def test_i01_places_and_shares_are_never_exceeded(
    asked: list[tuple[int, str | None, int, int]], free: list[int], cap: int, outside: bytes
) -> None:
    entries = [entry(n, f"v{v}", c, (w, max(0, w - r), w + r)) for n, (v, c, w, r) in enumerate(asked)]
    slots = [slot(number, places) for number, places in enumerate(free)]
    lots = hold(seed(SECRET, outside), entries, slots, terms(cap))
    assert sorted(lot.entry for lot in lots) == sorted(each.id for each in entries)
    by_id, given_ = {each.id: each for each in entries}, Counter(lot.slot for lot in lots if lot.slot)
    assert all(given_[each.id] <= each.free for each in slots)
    shares = Counter((by_id[lot.entry].company, lot.slot) for lot in lots if lot.slot and by_id[lot.entry].company)
    assert all(count <= cap for count in shares.values())
    vehicles = Counter(by_id[lot.entry].vehicle for lot in lots if lot.slot)
    assert all(count == 1 for count in vehicles.values())
    # I-02: full is only said when every slot that was asked for is.
    for lot in lots:
        if lot.because == "full":
            asker = by_id[lot.entry]
            assert all(given_[s.id] == s.free for s in slots if asker.earliest <= s.starts_at <= asker.latest)


SLOTS = [slot(0, 5), slot(1, 5)]
ENTRIES = [entry(n, company=f"c{n % 3}", hours=(n % 2, 0, 1)) for n in range(30)]


def held() -> Held:
    drawn_by = seed(SECRET, OUTSIDE)
    lots = hold(drawn_by, ENTRIES, SLOTS, terms(3))
    return Held(
        commit(SECRET), 50, OPENED, CLOSED, OUTSIDE.hex(), CLOSED + 1, SECRET.hex(), CLOSED + 2, drawn_by.hex(), lots
    )


def test_a_stranger_finds_nothing_wrong_with_a_draw_held_as_published() -> None:
    assert verify(held(), ENTRIES, SLOTS, terms(3)) == []
    assert verify(held(), ENTRIES[::-1], SLOTS[::-1], terms(3)) == []


def test_the_published_recipe_is_plain_sha256() -> None:
    drawn_by = sha256(SECRET + OUTSIDE).digest()
    assert commit(SECRET) == sha256(SECRET).hexdigest()
    assert seed(SECRET, OUTSIDE) == drawn_by
    by_hand = sorted(ENTRIES, key=lambda each: sha256(drawn_by + each.id.encode()).digest())
    assert order(drawn_by, ENTRIES) == by_hand


def redrawn(secret: bytes, outside: bytes) -> Held:
    """The site holds the draw consistently with another secret, or another value from outside."""
    drawn_by = seed(secret, outside)
    lots = hold(drawn_by, ENTRIES, SLOTS, terms(3))
    return replace(held(), secret=secret.hex(), outside=outside.hex(), seed=drawn_by.hex(), lots=lots)


def favoured() -> Held:
    lots = list(held().lots)
    won, lost = next(n for n, lot in enumerate(lots) if lot.slot), next(n for n, lot in enumerate(lots) if not lot.slot)
    lots[won], lots[lost] = replace(lots[won], slot=None, because="full"), replace(lots[lost], slot=lots[won].slot)
    return replace(held(), lots=tuple(lots))


@pytest.mark.parametrize(
    ("found", "faults"),
    [
        (redrawn(bytes(32), OUTSIDE), ["commitment"]),
        (replace(held(), secret=bytes(32).hex()), ["commitment", "seed", "lots"]),
        (replace(held(), outside=b"other".hex()), ["seed", "lots"]),
        (replace(held(), seed=bytes(32).hex()), ["seed"]),
        (replace(held(), secret="no hex"), ["commitment"]),
        (replace(held(), secret="00"), ["commitment"]),
        (favoured(), ["lots"]),
        (replace(held(), lots=held().lots[:-1]), ["lots"]),
        (replace(held(), committed_seq=OPENED), ["sequence"]),
        (replace(held(), outside_seq=CLOSED), ["sequence"]),
        (replace(held(), revealed_seq=CLOSED + 1), ["sequence"]),
    ],
)
def test_a_draw_that_was_steered_is_detected(found: Held, faults: list[str]) -> None:
    assert verify(found, ENTRIES, SLOTS, terms(3)) == faults


def test_entries_from_outside_the_window_or_told_twice_are_detected() -> None:
    late = [*ENTRIES[:-1], replace(ENTRIES[-1], seq=CLOSED)]
    assert "entries" in verify(held(), late, SLOTS, terms(3))
    assert "entries" in verify(held(), [*ENTRIES, ENTRIES[0]], SLOTS, terms(3))
    assert verify(held(), ENTRIES[:-1], SLOTS, terms(3)) == ["lots"]


def test_a_secret_that_could_be_guessed_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        commit(b"short")
    with pytest.raises(ValueError, match="outside"):
        seed(SECRET, b"")


def test_nobody_asked() -> None:
    assert hold(seed(SECRET, OUTSIDE), [], SLOTS, terms()) == ()
    assert hold(seed(SECRET, OUTSIDE), [entry(1)], [], terms()) == (Lot("e00001", 1, None, "no_slot"),)
