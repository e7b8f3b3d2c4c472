"""Keys of passes: one pair a site and secret, published as any library expects them, alive after a change of secret."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from datetime import timedelta

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr, ValidationError

from serai.passes import keys, rules
from serai.passes.gate import check
from serai.passes.signing import Signer, signer
from serai.settings import DEVELOPMENT_SECRET, Settings
from tests.passes.builders import OPENS, SECRET, claims, sign

NEW = "the secret after the one of the tests, as long"


def test_the_thumbprint_is_the_standard_s() -> None:
    """RFC 8037, appendix A.3."""
    x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    document = {"keys": [{"kty": "OKP", "crv": "Ed25519", "x": x, "kid": "a"}]}
    key = keys.key_set(orjson.dumps(document)).keys["a"]
    assert keys.kid(key) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"[:8]


def test_each_site_has_its_own_key_and_always_the_same() -> None:
    public = {site: keys.private_key(SECRET, site).public_key().public_bytes_raw() for site in ("CNMHN", "LABTN")}
    assert public["CNMHN"] != public["LABTN"]
    assert public["CNMHN"] == keys.private_key(SECRET, "CNMHN").public_key().public_bytes_raw()


def test_a_key_once_published_is_never_derived_otherwise() -> None:
    """A change of derivation would refuse every pass in a driver's hand; give it a new purpose and keep the old."""
    public = keys.private_key(SECRET, "CNMHN").public_key().public_bytes_raw()
    assert hashlib.sha256(public).hexdigest()[:16] == "8bb50e924ccae7a2"


def test_what_is_published_is_public() -> None:
    (published,) = Signer(SECRET).jwk_set("CNMHN")["keys"]
    assert set(published) == {"kty", "crv", "x", "kid", "use", "alg"}
    assert (published["kty"], published["crv"], published["alg"]) == ("OKP", "Ed25519", "EdDSA")
    raw = keys.private_key(SECRET, "CNMHN").public_key().public_bytes_raw()
    assert published["x"] == urlsafe_b64encode(raw).rstrip(b"=").decode()


def test_a_pass_outlives_the_secret_it_was_signed_under() -> None:
    old, new = sign(Signer(SECRET), claims()), sign(Signer(NEW, [SECRET]), claims())
    published = orjson.dumps(Signer(NEW, [SECRET]).jwk_set("CNMHN"))
    assert old != new
    assert check(old, published, OPENS) == check(new, published, OPENS) == claims()
    assert json.loads(published)["keys"][0]["kid"] == keys.kid(keys.private_key(NEW, "CNMHN").public_key())


def test_a_secret_that_is_not_listed_is_over() -> None:
    with pytest.raises(rules.PassKeyUnknown):
        check(sign(Signer(SECRET), claims()), orjson.dumps(Signer(NEW).jwk_set("CNMHN")), OPENS)


def test_a_secret_listed_twice_is_published_once() -> None:
    assert len(Signer(SECRET, [SECRET, NEW, NEW]).jwk_set("CNMHN")["keys"]) == 2


def test_the_settings_make_the_signer() -> None:
    settings = Settings(secret=SecretStr(NEW), secret_past=[SecretStr(SECRET)])
    assert signer(settings).jwk_set("CNMHN") == Signer(NEW, [SECRET]).jwk_set("CNMHN")
    assert signer(settings) is signer(settings)
    assert NEW not in repr(signer(settings))


@pytest.mark.parametrize("past", [DEVELOPMENT_SECRET, "short"])
def test_production_lists_no_secret_that_anybody_may_know(past: str) -> None:
    with pytest.raises(ValidationError, match="SERAI_SECRET_PAST"):
        Settings(environment="production", secret=SecretStr(NEW), secret_past=[SecretStr(past)])


def test_past_secrets_are_read_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERAI_SECRET_PAST", json.dumps([SECRET]))
    assert [past.get_secret_value() for past in Settings().secret_past] == [SECRET]


def test_the_same_version_is_signed_once_and_another_anew() -> None:
    signing = Signer(SECRET)
    first = sign(signing, claims())
    assert sign(signing, claims()) is first
    moved = claims(version=4, opens_at=OPENS + timedelta(hours=1))
    assert rules.read(sign(signing, moved)) == moved


def test_what_is_remembered_has_a_bound() -> None:
    signing = Signer(SECRET, remembered=3)
    texts = [sign(signing, claims(reservation=f"CNMHN-{number}")) for number in range(10)]
    assert len(signing._passes) == 3
    assert texts[0] == sign(signing, claims(reservation="CNMHN-0"))


def test_keys_of_other_kinds_are_passed_over() -> None:
    ours = Signer(SECRET).jwk_set("CNMHN")
    elliptic = {"kty": "EC", "crv": "P-256", "kid": "ec", "x": "AA", "y": "AA"}
    mixed = {**ours, "keys": [{"kty": "RSA", "kid": "rsa", "n": "AQAB", "e": "AQAB"}, elliptic, *ours["keys"]]}
    found = keys.key_set(orjson.dumps(mixed))
    assert set(found.keys) == {ours["keys"][0]["kid"]}
    assert all(isinstance(key, Ed25519PublicKey) for key in found.keys.values())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["keys", "kty", "site", "x"]), inner),
    max_leaves=8,
)


@given(st.binary(max_size=60) | json_values.map(orjson.dumps))
def test_what_are_no_keys_are_refused(document: bytes) -> None:
    with pytest.raises(rules.PassKeysInvalid):
        keys.key_set(document)
