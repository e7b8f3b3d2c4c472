"""Which vehicle is which. Pure."""

from __future__ import annotations

import re
import unicodedata

_LOOKS_LIKE = {
    "A": "\u0410\u0391", "B": "\u0412\u0392", "C": "\u0421", "E": "\u0415\u0395", "H": "\u041d\u0397",
    "I": "\u0406\u0399", "K": "\u041a\u039a", "M": "\u041c\u039c", "N": "\u039d", "O": "\u041e\u039f",
    "J": "\u0408", "S": "\u0405", "P": "\u0420\u03a1", "T": "\u0422\u03a4", "X": "\u0425\u03a7",
    "Y": "\u0423\u03a5", "Z": "\u0396",
}  # fmt: skip
"""Cyrillic and Greek capitals that a Latin one cannot be told from."""
_CONFUSABLE = str.maketrans({other: latin for latin, others in _LOOKS_LIKE.items() for other in others})
_BEFORE = str.maketrans("\u03f9\u03f2", "CC")
"""A lunate sigma looks like C; made compatible or large it would become another letter."""
_NOT_PLATE = re.compile(r"[\W_]+")


def plate_key(plate: str, country: str) -> str:
    """A vehicle by its plate in one spelling: width, case, spacing and look-alike letters folded."""
    return f"{_folded(plate)}:{country.upper()}"


_VIN = ":VIN"


def vin_key(vin: str | None) -> str | None:
    """A vehicle by what is stamped on it, whatever its plates; None where nobody told."""
    return None if vin is None else f"{vin.upper()}{_VIN}"


def is_vin(key: str) -> bool:
    return key.endswith(_VIN)


def has_plate(key: str, plate: str) -> bool:
    """Whether a vehicle's key is of this plate, in whatever country."""
    return key.startswith(f"{_folded(plate)}:")


def plate_range(plate: str) -> tuple[str, str]:
    """The keys of this plate in any country: from the first, to before the second."""
    return f"{_folded(plate)}:", f"{_folded(plate)};"


def _folded(plate: str) -> str:
    folded = unicodedata.normalize("NFKC", plate.translate(_BEFORE)).upper().translate(_CONFUSABLE)
    return _NOT_PLATE.sub("", "".join(map(_latin_digit, folded)))


def _latin_digit(sign: str) -> str:
    """The digits of Myanmar, Thailand and Laos as those that everybody reads."""
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
