from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from websockets.frames import Frame, Opcode

from serai.live import frames
from serai.live.channel import texts

SERVER_FRAME: TypeAdapter[frames.ServerFrame] = TypeAdapter(frames.ServerFrame)
SIZES = [0, 1, 125, 126, 127, 65_535, 65_536, 70_000]


@pytest.mark.parametrize("size", SIZES)
def test_an_encoded_frame_is_what_another_implementation_writes(size):
    text = b"x" * size
    assert frames.encode(text) == Frame(Opcode.TEXT, text).serialize(mask=False)


@given(st.lists(st.sampled_from(SIZES[:6]), max_size=5))
def test_texts_come_back_from_any_run_of_frames(sizes):
    written = ["é" * (size // 2) for size in sizes]
    assert list(texts(b"".join(frames.encode(text.encode()) for text in written))) == written


@pytest.mark.parametrize(
    "encoded",
    [
        frames.snapshot("queue:X", "e", 4, {"waiting": 1}),
        frames.reset("queue:X", "overflow"),
        frames.queue_change(
            "queue:X", 1, 2, [["join", "gate-a", 1], ["move", "gate-a", 3, 1, "order.fresh"]], {"waiting": 2}
        ),
        frames.state_change("yard:X", 1, 2, {"bays": {}}),
        frames.error("feed.unknown", "visit:1"),
        frames.error("frame.unreadable"),
        frames.PONG,
    ],
)
def test_what_is_sent_is_what_is_described(encoded):
    (text,) = texts(encoded)
    described = SERVER_FRAME.validate_json(text)
    assert described.model_dump(by_alias=True, exclude_none=True) == json.loads(text)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ('{"type":"hello"}', frames.Hello(type="hello")),
        ('{"type":"hello","ticket":"t"}', frames.Hello(type="hello", ticket="t")),
        ('{"type":"ping"}', frames.Ping(type="ping")),
        ('{"type":"unwatch","feed":"yard:X"}', frames.Unwatch(type="unwatch", feed="yard:X")),
        (
            '{"type":"watch","feed":"queue:X","after":{"epoch":"e","seq":0}}',
            frames.Watch(type="watch", feed="queue:X", after=frames.Position(epoch="e", seq=0)),
        ),
    ],
)
def test_a_client_frame_is_read(text, means):
    assert frames.parse(text) == means


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "null", "[]", "1", '"hello"', "{}", '{"type":"hi"}', '{"type":["hello"]}', '{"type":"hello","x":1}',
        '{"type":"hello","ticket":""}', '{"type":"hello","ticket":7}', '{"type":"watch"}', '{"type":"watch","feed":7}',
        '{"type":"watch","feed":"queue"}', '{"type":"watch","feed":"queue:"}', '{"type":"watch","feed":"lane:X"}',
        '{"type":"watch","feed":"queue:a b"}', '{"type":"watch","feed":"queue:X","after":4}',
        '{"type":"watch","feed":"queue:X","after":{"epoch":"e"}}',
        '{"type":"watch","feed":"queue:X","after":{"epoch":"e","seq":-1}}',
        '{"type":"watch","feed":"queue:X","after":{"epoch":"e","seq":1.5}}',
        '{"type":"watch","feed":"queue:X","after":{"epoch":"e","seq":"1"}}',
        '{"type":"watch","feed":"queue:X","after":{"epoch":"","seq":1}}',
        '{"type":"watch","feed":"queue:X","after":{"epoch":"e","seq":99999999999999999999}}',
        '{"type":"watch","feed":"queue:\n"}',
    ],
)  # fmt: skip
def test_anything_else_is_unreadable(text):
    with pytest.raises(frames.Unreadable):
        frames.parse(text)


def test_a_bad_frame_still_tells_which_feed_it_meant():
    with pytest.raises(frames.Unreadable) as refused:
        frames.parse('{"type":"watch","feed":"lane:X"}')
    assert refused.value.feed == "lane:X"
