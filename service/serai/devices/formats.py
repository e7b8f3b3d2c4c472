"""What plate readers send, each mapped to one shape. Only what matching needs is taken; images never are. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from serai.core.errors import Invalid
from serai.core.instants import EARLIEST, LATEST
from serai.devices.matching import PlateSeen

Json = Mapping[str, Any]
_MOST_TEXT: Final = 200
_MOST_PLATE: Final = 24
_MOST_PLATES: Final = 20
_SURE_WITHOUT_WORD: Final = 80
"""A reader that tells no confidence is taken to be as sure as this."""
_PROPOSAL: Final = 20
"""A reader's second proposal that has no figure of its own is so much less sure than its first."""

_ALPHA3: Final = {
    "CHN": "CN", "LAO": "LA", "VNM": "VN", "MMR": "MM", "THA": "TH", "KHM": "KH", "KAZ": "KZ", "MNG": "MN",
    "RUS": "RU", "KGZ": "KG", "HKG": "HK", "MAC": "MO", "MYS": "MY", "SGP": "SG",
}  # fmt: skip
"""Countries that readers write with three letters; another one counts as not told."""


class ReadingUnreadable(Invalid):
    """This is no plate event of the format that was named; `missing` is the member that it lacks or has wrong."""

    code, rule = "reading.unreadable", "reading.event"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One event of one reader. `reader` and `event` together name it once and for all; `at` is its own clock's time.

    `way` is `in` or `out` where the reader knows; `is_buffered` says that the reader kept it back and it is old.
    """

    reader: str
    event: str
    plates: tuple[PlateSeen, ...]
    way: str | None = None
    at: datetime | None = None
    is_buffered: bool = False


def openalpr(body: Json) -> Sighting:
    """OpenALPR and Rekor Scout: a group of readings of one vehicle."""
    if body.get("data_type") not in ("alpr_group", "alpr_results"):
        raise ReadingUnreadable(missing="data_type")
    results = _list(body, "results")
    first = results[0] if results else body
    plate = _text(first, "best_plate_number", "plate")
    country = _country(_text_or_none(first, "best_region", "region") or _text_or_none(body, "country"))
    said = _percent(first, "best_confidence", "confidence")
    others = [(_text(each, "plate"), country, _percent(each, "confidence")) for each in _list(first, "candidates")]
    return Sighting(
        _text(body, "camera_id", "agent_uid"),
        _text(body, "best_uuid", "uuid", "epoch_start"),
        _plates([(plate, country, said), *others]),
        at=_epoch(body.get("epoch_start", body.get("epoch_time"))),
    )


def platerecognizer(body: Json) -> Sighting:
    """Plate Recognizer's Stream and Snapshot webhooks; the vehicle that is read best, where several are in view."""
    found = _object(body, "data")
    results = _list(found, "results")
    if not results:
        raise ReadingUnreadable(missing="data.results")
    best = max(results, key=lambda each: _share(each, "score"))
    country = _country(_text_or_none(_object_or_none(best, "region"), "code"))
    main = _share(best, "score")
    others = [
        (_text(each, "plate"), country, _share(each, "score", main - _PROPOSAL)) for each in _list(best, "candidates")
    ]
    reader = _text(found, "camera_id") if "camera_id" in found else _text(_object(body, "hook"), "id")
    return Sighting(
        reader,
        _text(found, "uuid", "filename", "timestamp"),
        _plates([(_text(best, "plate"), country, main), *others]),
        at=_instant(_text_or_none(found, "timestamp")),
    )


def hikvision(body: Json) -> Sighting:
    """Cameras that send ISAPI's `EventNotificationAlert` of the type ANPR, as JSON."""
    alert = _object(body, "EventNotificationAlert") if "EventNotificationAlert" in body else body
    found = _object(alert, "ANPR")
    at = _text(alert, "dateTime")
    return Sighting(
        "/".join((_text(alert, "deviceID", "macAddress", "ipAddress"), _text_or_none(alert, "channelID") or "1")),
        _text_or_none(alert, "UUID", "eventID") or at,
        _plates([(_text(found, "licensePlate", "originalLicensePlate"), None, _percent(found, "confidenceLevel"))]),
        way={"forward": "in", "reverse": "out"}.get(_text_or_none(found, "direction") or ""),
        at=_instant(at),
    )


def axis(body: Json) -> Sighting:
    """Axis cameras with a licence plate verifier that pushes JSON; each state of a vehicle is an event of its own."""
    camera = _object_or_none(body, "camera_info")
    moment = _text(body, "capture_timestamp", "datetime", "packetCounter")
    return Sighting(
        _text_or_none(camera, "SerialNumber", "MACAddress") or _text(body, "sensorProviderID"),
        "/".join((_text_or_none(body, "carID") or "", _text_or_none(body, "carState") or "", moment)),
        _plates(
            [
                (
                    _text(body, "plateUnicode", "plateUTF8", "plateText", "plateASCII"),
                    _country(_text_or_none(body, "plateCountry", "country")),
                    _percent(body, "plateConfidence"),
                )
            ]
        ),
        way={"in": "in", "out": "out"}.get(_text_or_none(body, "carMoveDirection") or ""),
        at=_epoch(body.get("capture_timestamp")) or _instant(_text_or_none(body, "datetime")),
    )


Adapter = Callable[[Json], Sighting]
ADAPTERS: Final[Mapping[str, Adapter]] = {
    "openalpr": openalpr,
    "platerecognizer": platerecognizer,
    "hikvision": hikvision,
    "axis": axis,
}
"""The formats of others, by the name that stands in the reader's address. Our own is a schema, see `schemas`."""


def _plates(given: Sequence[tuple[str, str | None, int]]) -> tuple[PlateSeen, ...]:
    return tuple(PlateSeen.of(*each) for each in given[:_MOST_PLATES] if 0 < len(each[0]) <= _MOST_PLATE)


def _values(of: Json | None, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        value = (of or {}).get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip() and "\x00" not in value:
            yield value.strip()[:_MOST_TEXT]


def _text_or_none(of: Json | None, *names: str) -> str | None:
    return next(_values(of, names), None)


def _text(of: Json, *names: str) -> str:
    found = _text_or_none(of, *names)
    if found is None:
        raise ReadingUnreadable(missing=names[0])
    return found


def _object_or_none(of: Json, name: str) -> Json | None:
    found = of.get(name)
    return found if isinstance(found, Mapping) else None


def _object(of: Json, name: str) -> Json:
    found = _object_or_none(of, name)
    if found is None:
        raise ReadingUnreadable(missing=name)
    return found


def _list(of: Json, name: str) -> list[Json]:
    found = of.get(name)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _number(of: Json, names: Sequence[str]) -> float | None:
    try:
        found = float(next(_values(of, names)))
    except (StopIteration, ValueError):
        return None
    return found if 0 <= found <= 100 else None


def _percent(of: Json, *names: str) -> int:
    found = _number(of, names)
    return _SURE_WITHOUT_WORD if found is None else round(found)


def _share(of: Json, name: str, otherwise: int = _SURE_WITHOUT_WORD) -> int:
    """A part of one as a percentage."""
    found = _number(of, [name])
    return otherwise if found is None else round(100 * min(found, 1.0))


def _country(code: str | None) -> str | None:
    """`cn`, `CHN` or `us-ca` as a country of two letters; None for what is none."""
    start = (code or "").upper().split("-")[0]
    known = _ALPHA3.get(start, start)
    return known if len(known) == 2 and known.isascii() and known.isalpha() else None


def _epoch(value: Any) -> datetime | None:
    """Milliseconds since 1970, as a number or as text."""
    try:
        at = EARLIEST + timedelta(milliseconds=int(value))
    except (TypeError, ValueError, OverflowError):
        return None
    return at if at < LATEST else None


def _instant(text: str | None) -> datetime | None:
    """A time that has no offset, or cannot be read, is not told."""
    try:
        at = datetime.fromisoformat(text or "")
        return at.astimezone(UTC) if at.tzinfo is not None and EARLIEST <= at < LATEST else None
    except (ValueError, OverflowError):
        return None
