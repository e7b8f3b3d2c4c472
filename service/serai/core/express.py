"""A short way in for operations that are asked often.

FastAPI looks for the route, the dependencies and the body of each request by walking lists that never change; for an
operation whose path has no parameters all of it is known before the first request. An endpoint marked `direct` stays an
ordinary operation, and `Express` calls it without the search. A request that is not plain (another content type, a body
that does not validate) takes the ordinary way, which alone words what is wrong with it.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, get_args, get_type_hints

from fastapi import FastAPI, Request, Response
from fastapi.params import Depends
from fastapi.routing import APIRoute, iter_route_contexts
from pydantic import BaseModel
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serai.core.errors import Refusal
from serai.core.http import parsed, problem

Endpoint = Callable[..., Awaitable[Response]]
E = TypeVar("E", bound=Endpoint)

_JSON = b"application/json"


@dataclass(frozen=True, slots=True)
class _Need:
    """A parameter that a function of the request gives."""

    name: str
    give: Callable[[Any], Any]
    is_async: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """What an endpoint's parameters are made from."""

    body: str
    model: type[BaseModel]
    needs: Sequence[_Need]

    async def arguments(self, request: Request, body: bytes) -> dict[str, Any]:
        """Raises ValueError for a body that is no JSON or does not validate."""
        raw = parsed(body)
        given = {need.name: await need.give(request) if need.is_async else need.give(request) for need in self.needs}
        given[self.body] = self.model.model_validate(raw)
        return given


_PLANS: dict[Endpoint, _Plan] = {}


def direct(endpoint: E) -> E:
    """Let `Express` call this endpoint: it takes the request, one body and dependencies that take the request alone."""
    body: tuple[str, type[BaseModel]] | None = None
    needs = []
    for name, hint in get_type_hints(endpoint, include_extras=True).items():
        depends = next((each for each in get_args(hint) if isinstance(each, Depends)), None)
        if depends is not None and depends.dependency is not None:
            needs.append(_Need(name, depends.dependency, inspect.iscoroutinefunction(depends.dependency)))
        elif hint is Request:
            needs.append(_Need(name, lambda request: request, is_async=False))
        elif isinstance(hint, type) and issubclass(hint, BaseModel) and body is None:
            body = name, hint
        elif name != "return":
            raise TypeError(f"{endpoint.__name__} cannot be direct: {name} is more than the request tells at once")
    if body is None:
        raise TypeError(f"{endpoint.__name__} cannot be direct: it takes no body")
    _PLANS[endpoint] = _Plan(*body, needs)
    return endpoint


@dataclass(frozen=True, slots=True)
class _Lane:
    route: APIRoute
    endpoint: Endpoint
    plan: _Plan


class Express:
    """ASGI: answers plain requests for direct endpoints, and passes on all others."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._lanes: dict[tuple[str, str], _Lane] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        lane = self._lane(scope)
        if lane is None:
            await self._app(scope, receive, send)
            return
        taken = await receive()
        answer = await _answer(lane, Request(scope, receive, send), taken)
        if answer is not None:
            await answer(scope, receive, send)
        else:
            await self._app(scope, _again(taken, receive), send)

    def _lane(self, scope: Scope) -> _Lane | None:
        if scope["type"] != "http":
            return None
        if self._lanes is None:
            self._lanes = _lanes(scope["app"])
        lane = self._lanes.get((scope["method"], scope["path"]))
        return lane if lane is not None and _says_json(scope["headers"]) else None


async def _answer(lane: _Lane, request: Request, taken: Message) -> Response | None:
    """The endpoint's answer, or None where the request is not plain."""
    if taken["type"] != "http.request" or taken.get("more_body", False):
        return None
    request.scope["route"] = lane.route
    try:
        try:
            arguments = await lane.plan.arguments(request, taken["body"])
        except ValueError:
            return None
        return await lane.endpoint(**arguments)
    except Refusal as refusal:
        return problem(refusal)


def _says_json(headers: Sequence[tuple[bytes, bytes]]) -> bool:
    return next((value for name, value in headers if name == b"content-type"), b"") == _JSON


def _again(taken: Message, receive: Receive) -> Receive:
    """What was taken, then what follows it."""
    first: list[Message] = [taken]

    async def again() -> Message:
        return first.pop() if first else await receive()

    return again


def _lanes(app: FastAPI) -> dict[tuple[str, str], _Lane]:
    return {
        (method, context.path or ""): _Lane(context.original_route, context.endpoint, _PLANS[context.endpoint])
        for context in iter_route_contexts(app.routes)
        if context.endpoint in _PLANS and isinstance(context.original_route, APIRoute)
        for method in context.methods or ()
    }
