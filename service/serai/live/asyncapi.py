"""`GET /asyncapi.json`: AsyncAPI 3, generated from the models of `frames`."""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from serai.live import frames

FROM_CLIENT: Final[tuple[type[BaseModel], ...]] = (frames.Hello, frames.Watch, frames.Unwatch, frames.Ping)
FROM_SERVER: Final[tuple[type[BaseModel], ...]] = (
    frames.Snapshot, frames.QueueChange, frames.StateChange, frames.Reset, frames.Pong, frames.Error,
)  # fmt: skip

_FEEDS: Final = {
    "queue:{site}": "Public: lengths, bands in minutes, rank operations; no identity of any kind.",
    "visit:{id}": (
        "Its driver, its company and operators: the visit, its line and rank, its way through the yard, and"
        " `elsewhere`, the faster site that it was told of last."
    ),
    "reservation:{id}": "Its driver, its company and operators: the reservation, as it is got over HTTP.",
    "company:{id}": "The company: its reservations and visits.",
    "yard:{site}": "Operators: every bay and road as it is.",
    "site:{site}": "Operators and authorities: status, closures, the latest entries.",
}


def document(version: str) -> dict[str, Any]:
    """The whole document; `version` is the service's."""
    models = [*FROM_CLIENT, *FROM_SERVER]
    modes: list[tuple[type[BaseModel], Literal["validation"]]] = [(model, "validation") for model in models]
    _, schemas = models_json_schema(modes, ref_template="#/components/schemas/{model}")
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Serai live",
            "version": version,
            "description": _description(),
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "channels": {
            "live": {
                "address": "/v1/live",
                "messages": {model.__name__: {"$ref": f"#/components/messages/{model.__name__}"} for model in models},
                "bindings": {"ws": {"method": "GET", "headers": _headers(), "bindingVersion": "0.1.0"}},
            }
        },
        "operations": {"hear": _operation("receive", FROM_CLIENT), "tell": _operation("send", FROM_SERVER)},
        "components": {
            "messages": {model.__name__: _message(model) for model in models},
            "schemas": schemas["$defs"],
        },
    }


def _description() -> str:
    feeds = "\n".join(f"- `{name}`: {text}" for name, text in _FEEDS.items())
    codes = "\n".join(f"- {code}: {text}" for code, text in frames.CLOSE_CODES.items())
    return f"Subprotocol `{frames.SUBPROTOCOL}`.\n\nFeeds:\n{feeds}\n\nClose codes:\n{codes}"


def _headers() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "Sec-WebSocket-Protocol": {"type": "string", "const": frames.SUBPROTOCOL},
            "Authorization": {"type": "string", "description": "`Bearer <key>`; or a ticket in `hello`; or neither."},
        },
    }


def _message(model: type[BaseModel]) -> dict[str, Any]:
    summary = " ".join((model.__doc__ or "").split())
    return {"name": model.__name__, "summary": summary, "payload": {"$ref": f"#/components/schemas/{model.__name__}"}}


def _operation(action: str, models: tuple[type[BaseModel], ...]) -> dict[str, Any]:
    messages = [{"$ref": f"#/channels/live/messages/{model.__name__}"} for model in models]
    return {"action": action, "channel": {"$ref": "#/channels/live"}, "messages": messages}
