"""The short way in answers as the ordinary way does, whatever is sent."""

from __future__ import annotations

import json
from typing import Annotated, Any

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI, Request, Response

from serai.core import http
from serai.core.errors import Refusal
from serai.core.express import Express, direct
from serai.core.http import Body, Route


class TooLoud(Refusal):
    """Speak softly."""

    code = "test.too_loud"


class Said(Body):
    words: str
    times: int = 1


def _who(request: Request) -> str:
    if request.headers.get("authorization") == "nobody":
        raise TooLoud(who="nobody")
    return request.headers.get("authorization", "anybody")


async def _operation(request: Request) -> str:
    return str(request.scope["route"].operation_id)


def _app(*, express: bool) -> FastAPI:
    router = APIRouter(prefix="/v1", route_class=Route)

    @router.post("/echo", operation_id="echo")
    @direct
    async def echo(
        request: Request, body: Said, who: Annotated[str, Depends(_who)], of: Annotated[str, Depends(_operation)]
    ) -> Response:
        if body.words.isupper():
            raise TooLoud
        told = f"{of} {who} {request.method} {body.words * body.times}"
        return Response(told, 201, {"X-Express": str("fastapi_inner_astack" not in request.scope)})

    app = FastAPI()
    http.install(app)
    if express:
        app.add_middleware(Express)
    app.add_middleware(http.Limits, max_body=100_000)  # it gathers the pieces of a body
    app.include_router(router)
    return app


async def _answers(app: FastAPI, **request: Any) -> httpx.Response:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://serai") as client:
        return await client.request(**{"method": "POST", "url": "/v1/echo", **request})


_JSON = {"content-type": "application/json"}
PLAIN: list[dict[str, Any]] = [
    {"json": {"words": "abc"}},
    {"json": {"times": 2, "words": "\u6e2f"}, "headers": {"authorization": "me"}},
    {"json": {"words": "LOUD"}},
    {"json": {"words": "abc"}, "headers": {"authorization": "nobody"}},
]
OTHER: list[dict[str, Any]] = [
    {"json": {"words": 1}},
    {"json": {"words": "abc", "more": 1}},
    {"json": []},
    {"json": {"words": 1}, "headers": {"authorization": "nobody"}},
    {"content": b"", "headers": _JSON},
    {"content": b"{", "headers": _JSON},
    {"content": b'{"words": "\\ud800"}', "headers": _JSON},
    {"content": b'{"words": NaN}', "headers": _JSON},
    {"content": b'{"words": "abc", "words": "abc"}', "headers": _JSON},
    {"content": b"[" * 5_000, "headers": _JSON},
    {"content": b'{"words": "abc"}'},
    {"content": b'{"words": "abc"}', "headers": {"content-type": "application/json; charset=utf-8"}},
    {"content": b'{"words": "abc"}', "headers": {"content-type": "text/plain"}},
    {"json": {"words": "abc"}, "url": "/v1/echo/"},
    {"json": {"words": "abc"}, "url": "/v1/other"},
    {"method": "GET"},
    {"method": "PUT", "json": {"words": "abc"}},
]


@pytest.mark.parametrize("request_", [*PLAIN, *OTHER], ids=str)
async def test_both_ways_answer_alike(request_: dict[str, Any]) -> None:
    ordinary, express = [await _answers(_app(express=way), **request_) for way in (False, True)]
    assert (express.status_code, express.content) == (ordinary.status_code, ordinary.content)
    shown = [
        {name: value for name, value in each.headers.items() if name != "x-express"} for each in (ordinary, express)
    ]
    assert shown[0] == shown[1]


async def test_a_plain_request_takes_the_short_way_and_no_other_does() -> None:
    short, ordinary = [await _answers(_app(express=way), **PLAIN[0]) for way in (True, False)]
    assert (short.headers["x-express"], ordinary.headers["x-express"]) == ("True", "False")


async def test_what_the_request_alone_does_not_tell_is_refused_at_once() -> None:
    async def by_path(request: Request, body: Said, site: str) -> Response:
        raise AssertionError

    async def without_body(request: Request) -> Response:
        raise AssertionError

    for endpoint in (by_path, without_body):
        with pytest.raises(TypeError, match="cannot be direct"):
            direct(endpoint)


TWICE = [
    b'{"a": 1, "a": 2}',
    b'{"a": 1, "\\u0061": 2}',
    b'{"x": "\\u003a", "a": 1, "a": 2}',
    b'[{"b": {"a": 1, "a": 1}}]',
]
ONCE = [b'{"a": {"a": ":"}, "b": {"a": "\\u003A"}}', b'{"a:": ":::", ":a": "\\":"}', b'"\\u003a"', b"[]", b'{"a": 1e2}']


@pytest.mark.parametrize("text", TWICE)
def test_a_member_named_twice_is_no_json(text: bytes) -> None:
    with pytest.raises(json.JSONDecodeError):
        http.parsed(text)


@pytest.mark.parametrize("text", ONCE)
def test_colons_in_texts_are_no_members(text: bytes) -> None:
    assert http.parsed(text) == json.loads(text)
