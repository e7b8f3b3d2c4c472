from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from serai.live import frames
from serai.live.asyncapi import FROM_CLIENT, FROM_SERVER, document


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        node = list(node.values())
    for each in node if isinstance(node, list) else ():
        yield from references(each)


def test_every_reference_leads_somewhere():
    whole = document("1.0")
    found = set(references(whole))
    assert found
    for reference in found:
        node: Any = whole
        for step in reference.removeprefix("#/").split("/"):
            node = node[step]


def test_every_frame_is_described_once():
    whole = document("1.0")
    operations = whole["operations"]
    named = [each["$ref"].rpartition("/")[2] for way in ("hear", "tell") for each in operations[way]["messages"]]
    assert named == [model.__name__ for model in (*FROM_CLIENT, *FROM_SERVER)]
    assert set(named) == whole["channels"]["live"]["messages"].keys()
    for message in whole["components"]["messages"].values():
        assert message["summary"]


def test_closing_codes_and_the_subprotocol_are_told():
    text = document("1.0")["info"]["description"]
    assert frames.SUBPROTOCOL in text
    for code in frames.CLOSE_CODES:
        assert str(code) in text


def test_frames_are_told_as_they_are_sent():
    schemas = document("1.0")["components"]["schemas"]
    assert schemas["QueueChange"]["required"] == ["type", "feed", "from", "to", "ops"]
    assert schemas["Watch"]["additionalProperties"] is False
