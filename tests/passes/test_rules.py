"""A pass says what was signed, at this site and in its window, and nothing else does; judged by other libraries too."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import jwt
import orjson
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from serai.core.errors import Refusal
from serai.passes import keys, rules
from serai.passes.gate import check
from serai.passes.rules import Claims, KeySet
from serai.passes.signing import Signer
from tests.passes.builders import CLOSES, OPENS, SECRET, claims, sign

SIGNER = Signer(SECRET)
PASS = sign(SIGNER, claims())
PUBLISHED = orjson.dumps(SIGNER.jwk_set("CNMHN"))
KEYS = keys.key_set(PUBLISHED)
INSIDE = OPENS + timedelta(minutes=1)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
whole_seconds = st.integers(0, 7_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
any_claims = st.builds(
    Claims,
    site=words,
    reservation=words,
    reference=words,
    version=st.integers(0, 2**31),
    lane=words,
    plate=words,
    country=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2),
    opens_at=whole_seconds,
    closes_at=whole_seconds,
)
Verify = Callable[[str, KeySet], Claims]


@given(any_claims)
def test_what_was_signed_is_what_is_read(made: Claims) -> None:
    text = rules.signed(made, keys.private_key(SECRET, made.site), "kid")
    known = KeySet(made.site, {"kid": keys.private_key(SECRET, made.site).public_key()})
    assert rules.verified(text, known) == rules.read(text) == made
    assert text.isascii()


def test_any_library_verifies_it_by_the_published_keys() -> None:
    published = {key["kid"]: jwt.PyJWK(key) for key in json.loads(PUBLISHED)["keys"]}
    header = jwt.get_unverified_header(PASS)
    free_of_clocks = {"verify_exp": False, "verify_nbf": False}
    said = jwt.decode(PASS, published[header["kid"]], ["EdDSA"], issuer="CNMHN", options=free_of_clocks)  # type: ignore[arg-type]
    assert header == {"alg": "EdDSA", "kid": keys.kid(keys.private_key(SECRET, "CNMHN").public_key())}
    assert (said["sub"], said["ref"], said["veh"]) == ("CNMHN-01KANW3X6H8ZJ2M4Q7R9T0V5YB", "MHN-7K3Q2F", "CN 云A·12345")
    assert (said["nbf"], said["exp"]) == (OPENS.timestamp(), CLOSES.timestamp())


def test_it_says_nothing_of_people() -> None:
    payload = json.loads(urlsafe_b64decode(PASS.split(".")[1] + "=="))
    assert set(payload) == {"iss", "sub", "ref", "ver", "lane", "veh", "nbf", "exp"}


def tampered(verify: Verify) -> int:
    """How many texts that differ from a pass in one character are taken for one."""
    taken = 0
    for index, sign_ in enumerate(PASS):
        for other in "ABQRghwx89_.":
            if other == sign_:
                continue
            try:
                verify(PASS[:index] + other + PASS[index + 1 :], KEYS)
            except (rules.PassInvalid, rules.PassKeyUnknown, rules.PassElsewhere):
                continue
            taken += 1
    return taken


def unverified(text: str, _: KeySet) -> Claims:
    """The twin: believes whatever can be read."""
    found = rules.read(text)
    if found is None:
        raise rules.PassInvalid
    return found


def lenient(text: str, known: KeySet) -> Claims:
    """The twin that reads Base64 as most do: the last character of a signature then has sixteen spellings."""
    head, _, signature = text.rpartition(".")
    try:
        (key,) = known.keys.values()
        key.verify(urlsafe_b64decode(signature + "=="), head.encode())
    except (InvalidSignature, ValueError) as error:
        raise rules.PassInvalid from error
    return unverified(text, known)


def test_no_character_can_be_changed() -> None:
    assert tampered(rules.verified) == 0


@pytest.mark.parametrize("twin", [unverified, lenient])
def test_without_the_check_a_changed_pass_is_taken(twin: Verify) -> None:
    assert tampered(twin) > 0


@given(st.integers(0, len(PASS) - 1), st.characters())
def test_nothing_else_can_stand_anywhere_in_it(index: int, other: str) -> None:
    changed = PASS[:index] + other + PASS[index + 1 :]
    if changed.strip() == PASS:
        return
    with pytest.raises((rules.PassInvalid, rules.PassKeyUnknown, rules.PassElsewhere)):
        rules.verified(changed, KEYS)


@given(st.text(max_size=200) | st.builds(".".join, st.lists(st.text("AZaz09_-=", max_size=20), max_size=4)))
def test_nonsense_is_no_pass(text: str) -> None:
    assert rules.read(text) is None
    with pytest.raises(rules.PassInvalid):
        rules.verified(text, KEYS)


def test_white_space_of_a_scanner_is_let_be() -> None:
    assert rules.verified(f"{PASS}\r\n", KEYS) == claims()


def test_another_site_s_pass_is_named_as_such() -> None:
    elsewhere = sign(Signer(SECRET), claims(site="LABTN"))
    with pytest.raises(rules.PassElsewhere) as refused:
        rules.verified(elsewhere, KEYS)
    assert refused.value.facts == {"site": "LABTN", "here": "CNMHN"}


def test_another_site_s_key_does_not_sign_for_this_one() -> None:
    """The key of LABTN, under the kid of CNMHN and under its own."""
    key, other = keys.private_key(SECRET, "LABTN"), keys.private_key(SECRET, "CNMHN")
    with pytest.raises(rules.PassInvalid):
        rules.verified(rules.signed(claims(), key, keys.kid(other.public_key())), KEYS)
    with pytest.raises(rules.PassKeyUnknown):
        rules.verified(rules.signed(claims(), key, keys.kid(key.public_key())), KEYS)


def encoded(header: object, payload: object) -> str:
    return ".".join(urlsafe_b64encode(orjson.dumps(part)).rstrip(b"=").decode() for part in (header, payload))


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_no_other_algorithm_is_taken(algorithm: str) -> None:
    """Least of all the public key as a shared secret."""
    kid, public = next(iter(KEYS.keys.items()))
    payload = orjson.loads(urlsafe_b64decode(PASS.split(".")[1] + "=="))
    secret = "" if algorithm == "none" else public.public_bytes_raw().hex()
    forged = jwt.encode(payload, secret or None, algorithm, headers={"kid": kid})  # type: ignore[arg-type]
    with pytest.raises(rules.PassInvalid):
        rules.verified(forged, KEYS)


@pytest.mark.parametrize(
    "payload",
    [
        {},
        [],
        {"iss": "CNMHN"},
        {"iss": 1, "sub": "a", "ref": "b", "lane": "c", "veh": "CN d", "ver": 1, "nbf": 0, "exp": 1},
        {"iss": "CNMHN", "sub": "a", "ref": "b", "lane": "c", "veh": "CN d", "ver": True, "nbf": 0, "exp": 1},
        {"iss": "CNMHN", "sub": "a", "ref": "b", "lane": "c", "veh": "CN d", "ver": 1, "nbf": 0, "exp": 1.5},
        {"iss": "CNMHN", "sub": "a", "ref": "b", "lane": "c", "veh": "CN d", "ver": 1, "nbf": 0, "exp": 10**18},
    ],
)
def test_a_signed_thing_that_is_no_pass_is_none(payload: object) -> None:
    kid, _ = next(iter(KEYS.keys.items()))
    key = keys.private_key(SECRET, "CNMHN")
    text = jwt.PyJWS().encode(orjson.dumps(payload), key, "EdDSA", headers={"kid": kid})
    with pytest.raises(rules.PassInvalid):
        rules.verified(text, KEYS)


def test_a_pass_may_say_more_one_day() -> None:
    kid, _ = next(iter(KEYS.keys.items()))
    payload = orjson.loads(urlsafe_b64decode(PASS.split(".")[1] + "==")) | {"bay": "A3"}
    key = keys.private_key(SECRET, "CNMHN")
    text = jwt.PyJWS().encode(orjson.dumps(payload), key, "EdDSA", headers={"typ": None, "kid": kid})
    assert rules.verified(text, KEYS) == claims()


@pytest.mark.parametrize(
    ("now", "refusal"),
    [
        (OPENS - timedelta(microseconds=1), rules.PassEarly),
        (OPENS, None),
        (CLOSES - timedelta(microseconds=1), None),
        (CLOSES, rules.PassLate),
    ],
)
def test_the_window_is_half_open(now: datetime, refusal: type[Refusal] | None) -> None:
    if refusal is None:
        assert check(PASS, PUBLISHED, now) == claims()
        return
    with pytest.raises(refusal):
        check(PASS, PUBLISHED, now)


def outcome(now: datetime) -> str:
    try:
        check(PASS, PUBLISHED, now)
    except Refusal as refused:
        return refused.code
    return "in"


@given(st.timedeltas(timedelta(days=-2), timedelta(days=2)))
def test_it_lets_in_inside_its_window_and_at_no_other_time(since: timedelta) -> None:
    now = OPENS + since
    assert outcome(now) == ("pass.early" if now < OPENS else "pass.late" if now >= CLOSES else "in")


def test_a_stranger_s_signature_is_refused() -> None:
    kid, _ = next(iter(KEYS.keys.items()))
    with pytest.raises(rules.PassInvalid):
        check(rules.signed(claims(), Ed25519PrivateKey.generate(), kid), PUBLISHED, INSIDE)
