"""What callers carry: keys, links, tickets and session tokens. Pure: random bytes and `now` are arguments."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES: Final = 32
SESSION_BYTES: Final = 32
TICKET_BYTES: Final = 12
NONCE_BYTES: Final = 12

_ID_ALPHABET: Final = "abcdefghijkmnpqrstuvwxyz23456789"
_ID_LENGTH: Final = 8
_MARK_BYTES: Final = 16
_MARK_LENGTH: Final = 22  # 16 bytes in base64url
_LONGEST: Final = 512


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key at the only moment it is whole: `key` goes to its holder, `digest` to the database."""

    id: str
    key: str
    digest: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """Whom a ticket lets in (a caller's `key`), until when, and the number that may be used once."""

    subject: str
    number: str
    expires_at: datetime


class Secret:
    """The server's secret, from which each purpose takes a key of its own."""

    def __init__(self, secret: str) -> None:
        self._root = secret.encode()
        self._purposes: dict[str, bytes] = {}

    def __repr__(self) -> str:
        return "Secret(…)"

    def mark(self, purpose: str, text: str) -> str:
        """A 128-bit authentication mark over the text, good for this purpose alone."""
        key = self._purposes.get(purpose)
        if key is None:
            key = self._purposes[purpose] = hmac.digest(self._root, purpose.encode(), "sha256")
        return _encode(hmac.digest(key, text.encode(), "sha256")[:_MARK_BYTES])

    def key(self, purpose: str, *parts: str) -> bytes:
        """A 256-bit key from the secret and the parts; parts cannot run into one another."""
        framed = "".join(f"{len(part)}:{part}" for part in parts)
        return hmac.digest(self._root, f"{purpose}|{framed}".encode(), "sha256")


def digest(token: str) -> str:
    """What is kept of a token. A fast hash is right here: the tokens are random, so there is nothing to guess."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_key(random: bytes, id_random: bytes) -> NewKey:
    """A key `sk_<id>_<secret>`; `random` is the secret's 32 bytes, `id_random` at least 8 for its public id."""
    if len(random) < KEY_BYTES or len(id_random) < _ID_LENGTH:
        raise ValueError("too few random bytes")
    key_id = "".join(_ID_ALPHABET[byte % len(_ID_ALPHABET)] for byte in id_random[:_ID_LENGTH])
    key = f"sk_{key_id}_{_encode(random)}"
    return NewKey(key_id, key, digest(key))


def is_key(token: str) -> bool:
    """Whether it looks like a key at all, so that nonsense costs no query."""
    return token.startswith("sk_") and len(token) == len("sk_") + _ID_LENGTH + 1 + 43


def link(secret: Secret, reservation: str) -> str:
    """The token in a driver's link: it names one reservation and needs no storing."""
    return f"dk_{reservation}_{secret.mark('link', reservation)}"


def read_link(secret: Secret, token: str) -> str | None:
    """The reservation a link token names, or None where it was not made with this secret."""
    # The mark may itself hold "_", so it is cut off by its length.
    if not token.startswith("dk_") or len(token) > _LONGEST or token[-_MARK_LENGTH - 1 : -_MARK_LENGTH] != "_":
        return None
    reservation, mark = token[3 : -_MARK_LENGTH - 1], token[-_MARK_LENGTH:]
    return reservation if reservation and _same(secret.mark("link", reservation), mark) else None


def ticket(secret: Secret, subject: str, expires_at: datetime, random: bytes) -> str:
    """A ticket for one socket: readable by nobody's guess, valid until `expires_at` (whole seconds)."""
    body = _encode(f"{int(expires_at.timestamp())}.{random.hex()}.{subject}".encode())
    return f"tk_{body}.{secret.mark('ticket', body)}"


def read_ticket(secret: Secret, token: str, now: datetime) -> Ticket | None:
    """What the ticket says, or None where it is forged, damaged or late."""
    if not token.startswith("tk_") or len(token) > _LONGEST:
        return None
    body, _, mark = token[3:].rpartition(".")
    if not body or not _same(secret.mark("ticket", body), mark):
        return None
    until, number, subject = urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode().split(".", 2)
    expires_at = datetime.fromtimestamp(int(until), UTC)
    return Ticket(subject, number, expires_at) if now < expires_at else None


def session(random: bytes) -> str:
    """What the session cookie holds."""
    return f"ss_{_encode(random)}"


def is_session(token: str) -> bool:
    """Whether it looks like a session token at all."""
    return token.startswith("ss_") and len(token) == len("ss_") + 43


def csrf(secret: Secret, session_id: str) -> str:
    """What a page must send back with every act of its session; a foreign page cannot read it."""
    return secret.mark("csrf", session_id)


def is_csrf(secret: Secret, session_id: str, given: str) -> bool:
    """Whether it is this session's token."""
    return _same(csrf(secret, session_id), given)


def phone_mark(secret: Secret, phone: str) -> str:
    """A phone as a driver's key is bound to it: the same digits give the same mark, and the mark no digits."""
    return secret.mark("phone", "".join(char for char in phone if char.isdigit()).lstrip("0"))


def operator_mark(secret: Secret, scope: str) -> str:
    """An operator's public name: the same person has the same, and nobody without the secret tells whose it is."""
    return "O-" + _short(hashlib.sha256(secret.mark("operator", scope).encode()).digest())


def seal(key: bytes, plain: bytes, nonce: bytes) -> bytes:
    """The answer that holds a secret, kept so that only the one who asked for it can have it opened."""
    return nonce + AESGCM(key).encrypt(nonce, plain, None)


def unseal(key: bytes, sealed: bytes) -> bytes | None:
    """What was sealed, or None with another key."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
    except InvalidTag:
        return None


def pseudonym(random: bytes) -> str:
    """A company's public name in the ledger: says nothing of it, and is short enough to compare by eye."""
    return "C-" + _short(random)


def _short(random: bytes) -> str:
    return "".join(_ID_ALPHABET[byte % len(_ID_ALPHABET)].upper() for byte in random[:10])


def _encode(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
