"""HTTP's edge: problems, bodies, idempotency keys, versions. Domains know refusals; only this file knows responses."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Coroutine, Sequence
from datetime import timedelta
from json import JSONDecodeError
from typing import Any, TypeVar

import orjson
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, TypeAdapter
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serai.core.desk import Command
from serai.core.errors import (
    Invalid,
    Malformed,
    MethodNotAllowed,
    NoSuchPath,
    Refusal,
    TooLarge,
    UnsupportedType,
)
from serai.core.house import House
from serai.core.idempotency import Answer, Key, KeyMalformed, KeyMissing

T = TypeVar("T")
_MOST_FAULTS = 100
_LONGEST_PLACE = 200
log = structlog.get_logger()


class Body(BaseModel):
    """A request body: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Strict(Request):
    """Reads JSON as RFC 8259 has it: no NaN, no half of a surrogate pair, no depth that others cannot follow, no member
    twice."""

    async def json(self) -> Any:
        if not hasattr(self, "_json"):
            self._json = parsed(await self.body())
        return self._json


def parsed(body: bytes) -> Any:
    """What a JSON text says; raises JSONDecodeError where it is none, or names a member twice.

    Which of two members counts is every reader's guess, so neither does. orjson keeps the last and says nothing; but
    then the text has more colons than what was kept of it. Counting them takes a microsecond, telling the members apart
    in Python twenty; so that is done only where the counts differ, or where a colon may be written as an escape.
    """
    value = orjson.loads(body)
    try:
        kept = orjson.dumps(value).count(b":")
    except TypeError as error:
        raise JSONDecodeError("too deep", "", 0) from error
    if kept != body.count(b":") or b"\\u003" in body:
        json.loads(body, object_pairs_hook=_each_once)
    return value


def _each_once(members: list[tuple[str, Any]]) -> dict[str, Any]:
    known = dict(members)
    if len(known) < len(members):
        raise JSONDecodeError("a member is named twice", "", 0)
    return known


class Route(APIRoute):
    """A route whose body is strict JSON; every router that takes bodies has it as its `route_class`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def strict(request: Request) -> Response:
            return await handle(_Strict(request.scope, request.receive))

        return strict


class Problem(BaseModel):
    """RFC 9457 problem details; further members are the facts a machine needs."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    code: str


PROBLEMS: dict[int | str, dict[str, Any]] = {
    "4XX": {
        "description": "Refused, and why.",
        "content": {"application/problem+json": {"schema": Problem.model_json_schema()}},
    }
}


def problem(refusal: Refusal) -> Response:
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after is not None else None
    body = orjson.dumps(refusal.problem(), default=str)
    return Response(body, refusal.kind.value, headers, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Make every error a problem with a code, and answer HEAD."""
    app.add_middleware(Heads)

    @app.exception_handler(Refusal)
    async def _refused(_: Request, refusal: Refusal) -> Response:
        return problem(refusal)

    @app.exception_handler(RequestValidationError)
    async def _invalid(_: Request, error: RequestValidationError) -> Response:
        if isinstance(error.body, bytes):  # it was not even looked at as JSON
            return problem(UnsupportedType())
        return problem(unreadable(error.errors()))

    @app.exception_handler(HTTPException)
    async def _http(_: Request, error: HTTPException) -> Response:
        known: dict[int, type[Refusal]] = {404: NoSuchPath, 405: MethodNotAllowed, 413: TooLarge}
        answer = problem(known.get(error.status_code, Malformed)())
        answer.headers.update(error.headers or {})  # 405 says what is allowed
        return answer

    @app.exception_handler(Exception)
    async def _unexpected(request: Request, error: Exception) -> Response:
        log.error("request.failed", path=request.scope.get("route_path"), exc_info=error)
        body = {"type": "about:blank", "title": "internal error", "status": 500, "code": "internal",
                "detail": "Something went wrong here; it has been noted."}  # fmt: skip
        return Response(orjson.dumps(body), 500, media_type="application/problem+json")


def unreadable(errors: Sequence[Any]) -> Refusal:
    """The refusal for what pydantic found: 400 where it is not JSON at all, else 422 with each fault's place."""
    if any(error["type"] in ("json_invalid", "json_type") for error in errors):
        return Malformed("The body is not valid JSON.")
    return Invalid(faults=[_fault(error) for error in errors[:_MOST_FAULTS]])


def _fault(error: Any) -> dict[str, str]:
    return {"at": _place(error["loc"]), "code": str(error["type"]), "text": _sentence(error)}


def _place(parts: Sequence[int | str]) -> str:
    return ".".join(str(part) for part in parts)[:_LONGEST_PLACE]


def _sentence(error: Any) -> str:
    """What pydantic says, without the names of its own world."""
    if error["type"] in ("model_type", "model_attributes_type", "dict_type"):
        return "Input should be a JSON object"
    return str(error["msg"]).removeprefix("Value error, ")


def key(request: Request, scope: str, body: Any, *, required: bool = False) -> Key | None:
    """The request's idempotency key. `body` is the parsed body: a retry may order or space it otherwise."""
    sent = request.headers.getlist("idempotency-key")
    if not sent:
        if required:
            raise KeyMissing
        return None
    given = sent[0]
    if len(sent) > 1 or not (1 <= len(given) <= 255 and given.isascii() and given.isprintable()):
        raise KeyMalformed
    if isinstance(body, BaseModel):
        body = body.model_dump(mode="json", exclude_unset=True)
    try:
        canonical = orjson.dumps(body, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    except (TypeError, RecursionError) as error:
        raise Malformed("The body holds a number or a depth that JSON has no agreed form for.") from error
    path = f"{request.method} {request.scope['path']}\n".encode()
    return Key(scope, given, hashlib.sha256(path + canonical).hexdigest())


async def act(
    request: Request,
    house: House,
    command: Command[T],
    *,
    scope: str,
    body: Any,
    respond: Callable[[T], Any],
    status: int | Callable[[T], int] = 200,
    key_required: bool = False,
) -> Response:
    """Carry out a command for a client. `respond` shapes the answer; a retry with the same key gets the same bytes.

    `status` may depend on what was decided.
    """
    asked = key(request, scope, body, required=key_required)
    status_of = status if callable(status) else lambda _: status
    answer = await house.desks.answer(command, asked, lambda made: Answer(status_of(made), encoded(respond(made))))
    return answered(answer)


def answered(answer: Answer) -> Response:
    headers = {"Idempotent-Replayed": "true"} if answer.replayed else None
    return Response(answer.body, answer.status, headers, media_type="application/json")


_ANYTHING = TypeAdapter[Any](Any)


def encoded(value: Any) -> bytes:
    """JSON bytes of a schema, or of plain values; bytes are JSON already."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, BaseModel):
        return value.model_dump_json(by_alias=True).encode()
    return _ANYTHING.dump_json(value)


def matched(request: Request) -> frozenset[str] | None:
    """The versions that the client's `If-Match` allows; None if any will do."""
    wanted = request.headers.get("if-match")
    if wanted is None or wanted.strip() == "*":
        return None
    return frozenset(part.strip().removeprefix("W/").strip('"') for part in wanted.split(","))


def kept_copy(request: Request, body: bytes, tag: str, fresh: timedelta) -> Response:
    """An answer that is the same for everybody and that anybody may keep for a while; 304 for who has it already."""
    headers = {"ETag": f'"{tag}"', "Cache-Control": f"public, max-age={int(fresh.total_seconds())}"}
    known = {part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")}
    if known & {"*", headers["ETag"]}:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")


class Heads:
    """ASGI: HEAD is answered as GET is, without its body (RFC 9110 demands both of every server)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._app({**scope, "method": "GET"}, receive, without_body)


class Limits:
    """ASGI: bodies of bounded size, whatever Content-Length says; no address with a NUL, which no database takes."""

    def __init__(self, app: ASGIApp, max_body: int) -> None:
        self._app = app
        self._max_body = max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and "\x00" in scope["path"]:
            await problem(NoSuchPath())(scope, receive, send)
            return
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        body, whole = await self._read(receive)
        if body is None:
            await problem(TooLarge(limit_bytes=self._max_body))(scope, receive, send)
            return
        first = True

        async def again() -> Message:
            nonlocal first
            if first and whole:
                first = False
                return {"type": "http.request", "body": body, "more_body": False}
            return await receive()

        await self._app(scope, again, send)

    async def _read(self, receive: Receive) -> tuple[bytes | None, bool]:
        parts: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return b"", False
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > self._max_body:
                return None, False
            if not message.get("more_body", False):
                return b"".join(parts), True
