"""What readers of several makes send, as their public descriptions show it, and what is made of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.devices.formats import ADAPTERS, ReadingUnreadable
from serai.devices.matching import PlateSeen

AT = datetime(2026, 11, 22, 4, 0, 30, tzinfo=UTC)
EPOCH_MS = 1_795_320_030_000
OPENALPR: dict[str, Any] = {
    "data_type": "alpr_group", "version": 3, "epoch_start": EPOCH_MS, "epoch_end": EPOCH_MS + 900, "camera_id": 7,
    "agent_uid": "AGENT1", "best_uuid": "AGENT1-7-1", "best_plate_number": "YA1234", "best_confidence": 91.6,
    "best_region": "cn-yn", "candidates": [
        {"plate": "YA1234", "confidence": 91.6}, {"plate": "YAI234", "confidence": 80},
    ],
    "vehicle_crop_jpeg": "/9j/4AAQ",
}  # fmt: skip
PLATERECOGNIZER: dict[str, Any] = {
    "hook": {"target": "x", "id": "camera-1", "event": "recognition", "filename": "a.jpg"},
    "data": {
        "camera_id": "camera-1", "filename": "camera-1/26-11-22/04-00-30.jpg", "timestamp": "2026-11-22T04:00:30Z",
        "results": [
            {"plate": "zz9", "score": 0.2, "region": {"code": "la", "score": 0.3}},
            {
                "plate": "ya1234", "score": 0.839, "region": {"code": "cn", "score": 0.4}, "direction": 210,
                "candidates": [{"plate": "ya1234", "score": 0.839}, {"plate": "yai234"}],
            },
        ],
    },
}  # fmt: skip
HIKVISION: dict[str, Any] = {
    "EventNotificationAlert": {
        "ipAddress": "10.0.0.9", "macAddress": "aa:bb", "channelID": 1, "dateTime": "2026-11-22T12:00:30+08:00",
        "eventType": "ANPR", "UUID": "77aa", "ANPR": {
            "licensePlate": "云A12345", "confidenceLevel": 97, "direction": "forward", "line": 1,
        },
    },
}  # fmt: skip
AXIS: dict[str, Any] = {
    "packetCounter": "12", "capture_timestamp": str(EPOCH_MS), "datetime": "20261122 120030000", "carID": "1087",
    "carState": "update", "carMoveDirection": "out", "plateUnicode": "YA1234", "plateText": "YA1234",
    "plateCountry": "CHN", "plateConfidence": "0.95e2",
    "camera_info": {"SerialNumber": "ACCC8E", "IPAddress": "10.0.0.8"},
    "ImageArray": [{"ImageType": "plate", "BinaryImage": "AAAA"}],
}  # fmt: skip
SAMPLES = {"openalpr": OPENALPR, "platerecognizer": PLATERECOGNIZER, "hikvision": HIKVISION, "axis": AXIS}


def test_openalpr() -> None:
    made = ADAPTERS["openalpr"](OPENALPR)
    assert (made.reader, made.event, made.at, made.way) == ("7", "AGENT1-7-1", AT, None)
    assert made.plates[0] == PlateSeen("YA1234", "CN", 92)
    assert made.plates[-1] == PlateSeen("YAI234", "CN", 80)


def test_platerecognizer_takes_the_vehicle_that_is_read_best() -> None:
    made = ADAPTERS["platerecognizer"](PLATERECOGNIZER)
    assert (made.reader, made.event, made.at) == ("camera-1", "camera-1/26-11-22/04-00-30.jpg", AT)
    assert made.plates == (
        PlateSeen("YA1234", "CN", 84),
        PlateSeen("YA1234", "CN", 84),
        PlateSeen("YAI234", "CN", 64),
    )


def test_hikvision_with_and_without_its_envelope() -> None:
    made = ADAPTERS["hikvision"](HIKVISION)
    assert made == ADAPTERS["hikvision"](HIKVISION["EventNotificationAlert"])
    assert (made.reader, made.event, made.at, made.way) == ("aa:bb/1", "77aa", AT, "in")
    assert made.plates == (PlateSeen("云A12345", None, 97),)


def test_axis_each_state_of_a_vehicle_is_an_event_of_its_own() -> None:
    made = ADAPTERS["axis"](AXIS)
    assert (made.reader, made.event, made.at, made.way) == ("ACCC8E", f"1087/update/{EPOCH_MS}", AT, "out")
    assert made.plates == (PlateSeen("YA1234", "CN", 95),)
    assert ADAPTERS["axis"]({**AXIS, "carState": "lost"}).event != made.event


@pytest.mark.parametrize(
    ("format", "missing"),
    [
        ("openalpr", "data_type"),
        ("platerecognizer", "data"),
        ("hikvision", "ANPR"),
        ("axis", "capture_timestamp"),
    ],
)
def test_another_body_is_refused_by_what_it_lacks(format: str, missing: str) -> None:
    with pytest.raises(ReadingUnreadable) as refused:
        ADAPTERS[format]({})
    assert refused.value.facts["missing"] == missing


def test_no_image_gets_through() -> None:
    for name, sample in SAMPLES.items():
        text = repr(ADAPTERS[name](sample))
        assert "jpeg" not in text
        assert "AAAA" not in text
        assert "/9j/" not in text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def _spoilt(sample: Any, path: list[int], junk: Any) -> Any:
    """The sample with junk somewhere in it."""
    if not path or not isinstance(sample, dict | list) or not sample:
        return junk
    if isinstance(sample, list):
        at = path[0] % len(sample)
        return [*sample[:at], _spoilt(sample[at], path[1:], junk), *sample[at + 1 :]]
    name = sorted(sample)[path[0] % len(sample)]
    return {**sample, name: _spoilt(sample[name], path[1:], junk)}


@given(st.sampled_from(sorted(ADAPTERS)), st.lists(st.integers(0, 20), min_size=1, max_size=4), JSON)
def test_junk_anywhere_is_read_past_or_refused(format: str, path: list[int], junk: Any) -> None:
    try:
        made = ADAPTERS[format](_spoilt(SAMPLES[format], path, junk))
    except ReadingUnreadable:
        return
    assert 0 < len(made.reader) <= 420
    assert 0 < len(made.event) <= 620
    assert all(0 <= each.percent <= 100 for each in made.plates)
