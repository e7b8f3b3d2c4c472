"""Keys, links, tickets and seals: what was made here is read again, what was not is not."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.identity import tokens

SECRET = tokens.Secret("one secret")
OTHER = tokens.Secret("another secret")
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
RESERVATIONS = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=26, max_size=26)


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=8, max_size=8))
def test_a_key_shows_its_id_and_is_kept_as_a_digest(random: bytes, id_random: bytes) -> None:
    made = tokens.new_key(random, id_random)
    prefix, key_id, secret = made.key.split("_", 2)
    assert (prefix, key_id, len(secret)) == ("sk", made.id, 43)
    assert tokens.is_key(made.key)
    assert made.digest == hashlib.sha256(made.key.encode()).hexdigest()


@pytest.mark.parametrize(("random", "id_random"), [(31, 8), (32, 7), (0, 0)])
def test_a_key_of_too_little_chance_is_not_made(random: int, id_random: int) -> None:
    with pytest.raises(ValueError, match="too few"):
        tokens.new_key(bytes(random), bytes(id_random))


@given(RESERVATIONS)
def test_a_link_names_its_reservation_under_its_secret_only(reservation: str) -> None:
    link = tokens.link(SECRET, reservation)
    assert tokens.read_link(SECRET, link) == reservation
    assert tokens.read_link(OTHER, link) is None


@given(RESERVATIONS, RESERVATIONS, st.integers(0, 10_000), st.characters())
def test_a_link_cannot_be_turned_to_another_reservation(one: str, other: str, at: int, put: str) -> None:
    link = tokens.link(SECRET, one)
    if one != other:
        assert tokens.read_link(SECRET, link.replace(one, other)) is None
    at %= len(link)
    changed = link[:at] + put + link[at + 1 :]
    if changed != link and put.isprintable():
        assert tokens.read_link(SECRET, changed) is None


@pytest.mark.parametrize("token", ["", "dk_", "dk__", "dk_R1", "dk_" + "_" * 23, "sk_R1_x", "dk_" + "x" * 600])
def test_nonsense_is_no_link(token: str) -> None:
    assert tokens.read_link(SECRET, token) is None


def test_a_ticket_lasts_until_its_second() -> None:
    token = tokens.ticket(SECRET, "abcdefgh", NOW, bytes(range(12)))
    read = tokens.read_ticket(SECRET, token, NOW - timedelta(seconds=1))
    assert read == tokens.Ticket("abcdefgh", bytes(range(12)).hex(), NOW)
    assert tokens.read_ticket(SECRET, token, NOW) is None
    assert tokens.read_ticket(OTHER, token, NOW - timedelta(seconds=1)) is None


@given(st.text(max_size=80))
def test_nonsense_is_no_ticket(text: str) -> None:
    assert tokens.read_ticket(SECRET, text, NOW) is None
    assert tokens.read_ticket(SECRET, f"tk_{text}", NOW) is None


@given(st.integers(0, 10_000))
def test_a_ticket_changed_anywhere_is_none(at: int) -> None:
    token = tokens.ticket(SECRET, "abcdefgh", NOW, bytes(12))
    at %= len(token)
    changed = token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
    assert tokens.read_ticket(SECRET, changed, NOW - timedelta(seconds=1)) is None


def test_marks_of_one_purpose_are_worth_nothing_for_another() -> None:
    assert SECRET.mark("link", "x") != SECRET.mark("csrf", "x")
    assert SECRET.key("answer", "ab", "c") != SECRET.key("answer", "a", "bc")


def test_a_session_takes_its_own_csrf_token_only() -> None:
    given_token = tokens.csrf(SECRET, "session:1")
    assert tokens.is_csrf(SECRET, "session:1", given_token)
    assert not tokens.is_csrf(SECRET, "session:2", given_token)
    assert not tokens.is_csrf(SECRET, "session:1", "")


def test_a_secret_does_not_print_itself() -> None:
    assert "one secret" not in f"{SECRET!r} {SECRET}"


@given(st.binary(max_size=500), st.binary(min_size=12, max_size=12))
def test_a_sealed_answer_opens_with_its_key_only(plain: bytes, nonce: bytes) -> None:
    key = SECRET.key("answer", "scope", "idempotency key")
    sealed = tokens.seal(key, plain, nonce)
    assert tokens.unseal(key, sealed) == plain
    assert tokens.unseal(SECRET.key("answer", "scope", "another"), sealed) is None
    assert tokens.unseal(key, sealed[:-1] + bytes([sealed[-1] ^ 1])) is None


@pytest.mark.parametrize("same", ["+86 138 0013 8000", "0086-138-0013-8000", "8613800138000"])
def test_a_phone_is_known_however_it_is_written(same: str) -> None:
    mark = tokens.phone_mark(SECRET, "+8613800138000")
    assert tokens.phone_mark(SECRET, same) == mark
    assert tokens.phone_mark(SECRET, "+8613800138001") != mark
