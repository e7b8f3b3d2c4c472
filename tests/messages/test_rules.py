"""No message without a fact; quiet hours, merging, retries, and what is said in six languages."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.core.languages import LANGUAGES
from serai.messages.phrases import PHRASES, text, whole
from serai.messages.rules import KINDS, Planned, planned, soon
from serai.messages.sending import MOST_ATTEMPTS, Held, due_at, merged, retry_at, superseded
from serai.queue.rules import Queue
from serai.sites.rulebook import QuietHours
from tests.live.world import Port

MOHAN = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
NIGHT = NOON + timedelta(hours=11)  # 23:00
HELD = st.lists(
    st.builds(Held, st.uuids().map(str), st.integers(1, 10**6), st.sampled_from(sorted(KINDS)), st.sampled_from("abc")),
    unique_by=lambda each: each.seq,
    max_size=20,
)


@given(st.integers(0, 2**32), st.integers(1, 80))
def test_every_message_names_a_fact_of_its_kind(seed: int, count: int) -> None:
    port, queue = Port(seed), Queue("CNMHN")
    port.happen(count)
    for entry in port.entries:
        queue.apply(entry.event, entry.at, entry.seq)
        reservation_of = {visit: f"r-{visit}" for visit in queue.visits}
        for each in (*planned(entry, queue, reservation_of), *soon(entry, queue, 5)):
            assert (each.site, each.seq, each.at) == (entry.site, entry.seq, entry.at)
            assert entry.kind in KINDS[each.kind].facts
            assert each.until > each.at


def test_the_same_message_has_the_same_id_and_no_other_has() -> None:
    made = [
        Planned("CNMHN", seq, kind, reservation, NOON, NIGHT, once=once)
        for seq, kind, reservation, once in product((1, 2), ("called", "bay"), ("r", "s"), ("", "v"))
    ]
    ids = {(each.kind, each.reservation, each.once or str(each.seq)): each.id for each in made}
    assert len(set(ids.values())) == len(ids)
    assert all(each.id == ids[each.kind, each.reservation, each.once or str(each.seq)] for each in made)


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2026-11-22T21:59:00+08:00", "2026-11-22T21:59:00+08:00"),
        ("2026-11-22T22:00:00+08:00", "2026-11-23T06:00:00+08:00"),
        ("2026-11-23T00:30:00+08:00", "2026-11-23T06:00:00+08:00"),
        ("2026-11-23T06:00:00+08:00", "2026-11-23T06:00:00+08:00"),
    ],
)
def test_what_can_wait_waits_for_the_end_of_the_quiet_hours(at: str, due: str) -> None:
    found = due_at("confirmed", datetime.fromisoformat(at), QuietHours(), MOHAN)
    assert found == datetime.fromisoformat(due)


@given(st.integers(0, 500_000), st.integers(0, 1439), st.integers(0, 1439))
def test_nothing_that_can_wait_is_due_in_quiet_hours_and_what_cannot_is_due_at_once(
    after: int, start: int, end: int
) -> None:
    now = NOON + timedelta(minutes=after)
    hours = {"from": f"{start // 60:02}:{start % 60:02}", "to": f"{end // 60:02}:{end % 60:02}"}
    quiet = QuietHours.model_validate(hours)
    assert due_at("called", now, quiet, MOHAN) == now
    due = due_at("confirmed", now, quiet, MOHAN)
    assert now <= due <= now + timedelta(days=1)
    local = due.astimezone(MOHAN)
    minute = local.hour * 60 + local.minute
    assert not (start <= minute < end if start <= end else minute >= start or minute < end)


def test_what_its_driver_needs_before_the_quiet_hours_end_does_not_wait() -> None:
    soon_needed, later = NIGHT + timedelta(hours=3), NIGHT + timedelta(hours=9)
    assert due_at("retimed", NIGHT, QuietHours(), MOHAN, soon_needed) == NIGHT
    assert due_at("retimed", NIGHT, QuietHours(), MOHAN, later) == NIGHT + timedelta(hours=7)


@given(HELD)
def test_everything_due_is_sent_once_or_made_untrue_by_a_later_one(held: list[Held]) -> None:
    gone = superseded(held)
    by_id = {each.id: each for each in held}
    for id_ in gone:
        own = by_id[id_]
        assert not own.urgent
        topic = KINDS[own.kind].topic
        assert any(
            each.seq > own.seq and each.reservation == own.reservation and KINDS[each.kind].topic == topic
            for each in held
        )
    left = [each for each in held if each.id not in gone]
    groups = merged(left)
    assert sorted(each.id for group in groups for each in group) == sorted(each.id for each in left)
    for group in groups:
        assert len({each.reservation for each in group}) == 1
        assert len(group) == 1 or not any(each.urgent for each in group)


def test_retries_come_later_and_later_and_end() -> None:
    pauses, attempts, now = [], 1, NOON
    while (at := retry_at(attempts, now, NOON + timedelta(days=1))) is not None:
        pauses.append(at - now)
        attempts, now = attempts + 1, at
    assert attempts == MOST_ATTEMPTS
    assert pauses == sorted(pauses)
    assert retry_at(1, NOON, NOON + timedelta(seconds=5)) is None
    asked = retry_at(1, NOON, NIGHT, timedelta(minutes=5))
    assert asked == NOON + timedelta(minutes=5)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_said_whole_in_every_language(language: str) -> None:
    instant, other = "2026-11-22T06:00:00+00:00", "2026-11-24T07:30:00+00:00"
    words = {
        "from": instant, "to": other, "until": instant, "at": instant, "gate": "gate-in", "bay": "B105", "place": "3",
        "lane": "l-1", "site": "CNHKO", "minutes": "125", "cause": "", "outcome": "cleared",
    }  # fmt: skip
    changes: list[dict[str, str]] = [
        {}, {"gate": "", "lane": ""}, {"cause": "inspection", "outcome": "detained"},
        {"cause": "cleared", "outcome": "withdrawn"}, {"cause": "power"},
    ]  # fmt: skip
    assert set(PHRASES[language]) == set(PHRASES["en"])
    for kind, changed in product(KINDS, changes):
        for until in (instant, "") if kind in ("closure", "transferred") else (instant,):
            said = words | changed | {"until": until}
            made = whole("CNMHN", "MHN-7K3Q2F", [text(language, kind, said, MOHAN, NOON)])
            assert not re.search(r"[{}]", made)
            assert len(made) <= 160, made
    assert "14:00-15:30" in text(language, "confirmed", words, MOHAN, NOON)
    assert "11-24 15:30" in text(language, "confirmed", {**words, "from": other}, MOHAN, NOON)
    assert "B105" in text(language, "bay", words, MOHAN, NOON)
