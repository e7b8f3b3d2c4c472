"""The pages of service/docs that are made from the code, so that nobody writes them twice: `make docs`.

A page is a function from the code to text. The house test compares it with the file, so a setting, a refusal, a fact, a
frame or a metric cannot be added, changed or removed without its page.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
import types
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from prometheus_client import REGISTRY
from prometheus_client.registry import Collector
from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

import serai
from serai.core import events
from serai.core.errors import Kind, Refusal
from serai.live import frames
from serai.settings import Settings
from serai.sites.clauses import CLAUSES
from serai.sites.rulebook import Rulebook

DOCS = Path(__file__).parents[2] / "service" / "docs"
DECIDING = {
    "declarations", "booking", "appeals", "draws", "fleets", "disruption", "rendezvous", "queue", "guidance", "calling",
    "overrides", "outage", "devices",
}  # fmt: skip
HEAD = "<!-- Made from the code by `make docs`; change it there. -->\n"


class Undocumented(Exception):
    """Something people meet has no words of its own."""


def load_everything() -> None:
    """Imports every module of the service, so that its classes are known; an extra's may not be importable."""
    for module in pkgutil.walk_packages(serai.__path__, "serai."):
        if not module.name.endswith("__main__") and not {"migrations", "sumo"} & set(module.name.split(".")):
            importlib.import_module(module.name)


def settings(model: type[BaseModel] = Settings) -> str:
    rows = []
    for name, field in model.model_fields.items():
        if not field.description:
            raise Undocumented(f"the setting {name} has no description")
        rows.append((f"`SERAI_{name.upper()}`", type_name(field.annotation), _default(field), field.description))
    words = "Read from the environment when a process starts; options of the command line override them.\n"
    return _page("Settings", words, _table(("variable", "kind", "unless set", "what it does"), rows))


def refusals(root: type[Refusal] = Refusal) -> str:
    known: dict[str, type[Refusal]] = {}
    for one in _subclasses(root):
        if "code" not in one.__dict__ or (root is Refusal and not _is_ours(one)):
            continue
        if not one.__dict__.get("__doc__"):
            raise Undocumented(f"the refusal {one.__qualname__} has no sentence")
        if one.code in known:
            raise Undocumented(f"two refusals are called {one.code}")
        known[one.code] = one
    rows = [(f"`{code}`", str(one.kind.value), _rule(one), one.sentence()) for code, one in sorted(known.items())]
    words = (
        "Every refusal is `application/problem+json` with a stable `code`; what a machine needs stands beside it.\n"
        "Where there is a `rule` it rests on that: a member of the site's rulebook, or one of the clauses below.\n"
    )
    clauses = _table(("clause", "what it says"), [(f"`{name}`", text) for name, text in sorted(CLAUSES.items())])
    return _page(
        "Refusals", words, _table(("code", "status", "rule", "what people read"), rows), "## Clauses\n", clauses
    )


def _rule(one: type[Refusal]) -> str:
    return "" if one.rule is None else f"`{one.rule}`"


def unruled(root: type[Refusal] = Refusal) -> list[str]:
    """Refusals of who decides about places (409, 422) that name no rule, or one that is published nowhere (I-24)."""
    wanted = [one for one in _subclasses(root) if one.kind in (Kind.CONFLICT, Kind.INVALID)]
    ours = [one for one in wanted if root is not Refusal or one.__module__.split(".")[:2][-1] in DECIDING]
    return [one.__qualname__ for one in ours if one.rule not in CLAUSES and one.rule not in Rulebook.model_fields]


def facts(known: dict[str, type[events.Event]] | None = None) -> str:
    parts = []
    for kind, one in sorted((own_facts() if known is None else known).items()):
        parts.append(f"## `{kind}`\n\n{_sentence(one, kind)}\n\n{_fields(one)}")
    words = "What a site's ledger holds. Bodies are canonical JSON; kinds are only ever added.\n"
    return _page("Events", words, *parts)


def live() -> str:
    parts = [
        "## The client sends\n",
        *_frames(frames.ClientFrame),
        "## The server sends\n",
        *_frames(frames.ServerFrame),
    ]
    closing = _table(("code", "meaning"), [(str(code), text) for code, text in frames.CLOSE_CODES.items()])
    words = f"One WebSocket, `/v1/live`, subprotocol `{frames.SUBPROTOCOL}`; every message is one JSON text frame.\n"
    return _page("Live frames", words, *parts, f"## Closing\n\n{closing}")


def metrics(collectors: Iterable[Collector] | None = None) -> str:
    rows = []
    for collector in own_collectors() if collectors is None else collectors:
        for family in collector.describe() if hasattr(collector, "describe") else collector.collect():
            if not family.documentation:
                raise Undocumented(f"the metric {family.name} has no words")
            labels = ", ".join(f"`{label}`" for label in getattr(collector, "_labelnames", ()))
            suffix = "_total" if family.type == "counter" else ""
            rows.append((f"`{family.name}{suffix}`", family.type, labels, family.documentation))
    words = "Served at `/metrics` for Prometheus, beside what its client says of the process and of Python.\n"
    return _page("Metrics", words, _table(("name", "kind", "labels", "what it counts"), sorted(rows)))


def own_facts() -> dict[str, type[events.Event]]:
    return {kind: one for kind, one in events.known().items() if _is_ours(one)}


def _is_ours(one: type) -> bool:
    """Tests make refusals and facts of their own, which are nobody's business."""
    return one.__module__.startswith("serai.")


def own_collectors() -> list[Collector]:
    """What the service registered itself; the client library brings the others."""
    found = set(REGISTRY._collector_to_names)
    return [one for one in found if not type(one).__module__.endswith("_collector")]


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings,
    "refusals.md": refusals,
    "events.md": facts,
    "live.md": live,
    "metrics.md": metrics,
}


def write(folder: Path = DOCS) -> int:
    """Writes what can be written; 1 if something has no words yet."""
    load_everything()
    folder.mkdir(parents=True, exist_ok=True)
    status = 0
    for name, make in PAGES.items():
        try:
            (folder / name).write_text(make())
        except Undocumented as fault:
            print(f"service/docs/{name}: {fault}", file=sys.stderr)
            status = 1
    return status


def type_name(annotation: Any) -> str:
    """A type as a reader of the page says it."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return " or ".join(f"`{value}`" for value in arguments)
    if origin in {Union, types.UnionType}:
        return " or ".join(type_name(one) for one in arguments)
    if origin is not None and hasattr(annotation, "__metadata__"):
        return type_name(arguments[0])
    if origin in {list, tuple, set, frozenset}:
        return f"list of {type_name(arguments[0])}" if arguments else "list"
    names = {
        str: "text", int: "number", float: "number", bool: "`true` or `false`", type(None): "null", SecretStr: "secret",
        datetime: "instant", date: "date", dict: "object",
    }  # fmt: skip
    return names.get(
        origin or annotation, "anything" if annotation is Any else getattr(annotation, "__name__", "object")
    )


def _frames(union: Any) -> Iterator[str]:
    members = get_args(get_args(union)[0]) if hasattr(union, "__metadata__") else get_args(union)
    for one in members:
        name = get_args(one.model_fields["type"].annotation)[0]
        yield f"### `{name}`\n\n{_sentence(one, one.__name__)}\n\n{_fields(one)}"


def _sentence(one: type, name: str) -> str:
    if not one.__dict__.get("__doc__"):
        raise Undocumented(f"{name} has no words")
    return inspect.cleandoc(one.__doc__ or "")


def _fields(model: type[BaseModel]) -> str:
    rows = [
        (f"`{field.alias or name}`", type_name(field.annotation), field.description or "")
        for name, field in model.model_fields.items()
    ]
    return _table(("field", "kind", ""), rows) if rows else "No fields.\n"


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is PydanticUndefined:
        return "must be set"
    if isinstance(value, SecretStr):
        return "for development only"
    return "empty" if value in ("", None, []) else f"`{value}`"


def _subclasses(root: type[Refusal]) -> Iterator[type[Refusal]]:
    for one in root.__subclasses__():
        yield one
        yield from _subclasses(one)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def _page(title: str, words: str, *parts: str) -> str:
    return HEAD + "\n".join([f"# {title}\n", words, *parts])


if __name__ == "__main__":
    sys.exit(write())
