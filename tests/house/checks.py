"""What the house forbids, as functions from a path and its text to faults ("path:line: what is wrong")."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

FILE_END = 400
FUNCTION_END = 45
HANDLER_END = 10
BANNED = {"utils", "util", "helpers", "helper", "service", "services", "manager", "managers", "base", "common", "misc"}
VERBS = {"get", "post", "put", "patch", "delete", "api_route", "websocket", "route"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def sizes(path: str, text: str) -> Iterator[str]:
    """A file ends at 400 lines, a function at 45, the body of a route's handler at 10."""
    if path.startswith("migrations/versions/"):
        return  # written once, by a tool, and never changed
    if (lines := text.count("\n")) > FILE_END:
        yield f"{path}:{FILE_END}: {lines} lines in one file; split it by noun"
    if not path.endswith(".py"):
        return
    for function in _functions(text):
        long = (function.end_lineno or 0) - function.lineno + 1
        if long > FUNCTION_END:
            yield f"{path}:{function.lineno}: {function.name} has {long} lines"
        if path.endswith("routes.py") and _is_handler(function) and (lines := _body_lines(function)) > HANDLER_END:
            yield f"{path}:{function.lineno}: the handler {function.name} has {lines} lines of its own"


def _functions(text: str) -> Iterator[Function]:
    yield from (node for node in ast.walk(ast.parse(text)) if isinstance(node, Function))


def _is_handler(function: Function) -> bool:
    calls = (one.func for one in function.decorator_list if isinstance(one, ast.Call))
    return any(isinstance(call, ast.Attribute) and call.attr in VERBS for call in calls)


def _body_lines(function: Function) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def commits(path: str, text: str) -> Iterator[str]:
    """One commit, before the answer leaves: only core/ commits."""
    if not path.startswith("service/serai/core/"):
        yield from _lines(path, text, r"\.commit\(|[\"']COMMIT\b|\.begin\(\)", "only core commits")


def http_exceptions(path: str, text: str) -> Iterator[str]:
    """A refusal is a class of core.errors; only core turns it into HTTP."""
    if not path.startswith("service/serai/core/"):
        yield from _lines(path, text, r"\bHTTPException\b", "raise a Refusal")


def names(path: str, _text: str) -> Iterator[str]:
    """A module is named after what it holds."""
    for part in PurePosixPath(path).with_suffix("").parts[1:]:
        if part in BANNED and path.endswith(".py"):
            yield f"{path}:1: {part!r} says nothing about what is inside"


def inner_imports(path: str, text: str) -> Iterator[str]:
    """What a module needs stands at its head, so that directions can be seen and checked."""
    for function in _functions(text):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield f"{path}:{node.lineno}: import inside {function.name}"


IMPURE = {
    "aiosqlite", "asyncio", "asyncpg", "fastapi", "httpx", "io", "logging", "multiprocessing", "os", "pathlib",
    "prometheus_client", "random", "secrets", "select", "signal", "socket", "sqlalchemy", "sqlmodel", "starlette",
    "structlog", "subprocess", "sys", "tempfile", "threading", "time", "uuid", "uvicorn", "websockets",
}  # fmt: skip
CLOCKS = r"\b(datetime|date)\.(now|utcnow|today)\(|\bopen\("


def purity(path: str, text: str) -> Iterator[str]:
    """Rules see no clock, database, network or randomness; `now` is an argument."""
    for node in ast.walk(ast.parse(text)):
        for name in _imported(node):
            if name.split(".")[0] in IMPURE:
                yield f"{path}:{getattr(node, 'lineno', 1)}: a rule imports {name}"
        if isinstance(node, ast.AsyncFunctionDef):
            yield f"{path}:{node.lineno}: a rule is async: {node.name}"
    yield from _lines(path, text, CLOCKS, "a rule reads a clock or a file")


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []


def imports(text: str) -> set[str]:
    """The dotted names a module imports, each `from` with its names."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        found.update(_imported(node))
        if isinstance(node, ast.ImportFrom) and node.module:
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


# Put together here so that this file does not name what it looks for.
HOSTS = [
    "py" + "pi.org",
    "files.python" + "hosted.org",
    "registry.npm" + "js.org",
    "registry.yarn" + "pkg.com",
    "deb.deb" + "ian.org",
]
MACHINE = r"(?<![\w.$}{~-])/(?:root|opt|home|work)/"
INDEX = r"^\s*--(?:extra-)?index-url|^\s*--find-links|\"resolved\"\s*:"
ADDRESS = "|".join([*map(re.escape, HOSTS), MACHINE, INDEX])


def addresses(path: str, text: str) -> Iterator[str]:
    """What is committed works everywhere: no registry's host, no path of one machine."""
    yield from _lines(path, text, ADDRESS, "names a registry or a path of one machine")
    if path.endswith(".lock"):
        yield from _lines(path, text, "://", "a lock holds names, versions and hashes")


def _lines(path: str, text: str, pattern: str, why: str) -> Iterator[str]:
    expression = re.compile(pattern)
    for number, line in enumerate(text.splitlines(), 1):
        if expression.search(line):
            yield f"{path}:{number}: {why}: {line.strip()[:80]}"
