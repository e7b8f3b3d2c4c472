"""The OpenAPI document: what FastAPI reads from the routes, and what it cannot know of refusals, keys and headers."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI

from serai.core.http import Problem

_ALWAYS: Final = (401, 403, 422, 429, 503)
_ACTING: Final = (400, 404, 409, 412, 413, 415)
_PROBLEM: Final = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_RETRY: Final = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 0}}}
_IDEMPOTENCY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "A retry with the same key gets the first answer again. Needed to create reservations, visits "
    "and declarations and to call; optional on every other act.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
}
_IF_MATCH: Final = {
    "name": "If-Match",
    "in": "header",
    "description": "The `ETag` that was read; 412 if it has changed since.",
    "schema": {"type": "string", "maxLength": 200, "pattern": "^[ -~]*$"},
}


def install(app: FastAPI) -> None:
    """Let the app describe itself in full."""
    read = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = completed(read())
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def completed(document: dict[str, Any]) -> dict[str, Any]:
    """The document with its problems, its security and the headers that every act takes."""
    components = document.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = Problem.model_json_schema()
    components["responses"] = {str(status): _response(status) for status in sorted({*_ALWAYS, *_ACTING})}
    components["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer"}}
    document["security"] = [{"bearer": []}, {}]
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if path.startswith("/v1/"):
                _complete(operation, path, acts=method != "get", posts=method == "post")
    return document


def _complete(operation: dict[str, Any], path: str, *, acts: bool, posts: bool) -> None:
    responses = operation["responses"]
    responses.pop("4XX", None)
    missing = (404,) if "{" in path else ()
    named = {int(status) for status in responses if status.startswith("4")}
    for status in sorted({*_ALWAYS, *missing, *named, *(_ACTING if acts else ())}):
        responses[str(status)] = {"$ref": f"#/components/responses/{status}"}
    if acts:
        added = [_IDEMPOTENCY, _IF_MATCH] if posts else [_IF_MATCH]
        operation.setdefault("parameters", []).extend(added)


def _response(status: int) -> dict[str, Any]:
    described: dict[str, Any] = {"description": f"{HTTPStatus(status).phrase}: refused, and why.", "content": _PROBLEM}
    return {**described, "headers": _RETRY} if status in (429, 503) else described
