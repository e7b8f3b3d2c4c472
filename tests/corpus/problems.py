"""What every refusal must be: a problem with a documented code and a sentence for people."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx

REFUSALS = Path(__file__).parents[2] / "service" / "docs" / "refusals.md"
CODES = set(re.findall(r"^\| `([a-z0-9_.]+)` \|", REFUSALS.read_text(), re.MULTILINE))
OF_MACHINES = re.compile(
    r"Traceback|[A-Z]\w+(Error|Exception)\b|NoneType|object at 0x|SELECT|INSERT|\.py\b"
    r"|(?i:sqlite|sqlalchemy|asyncpg|postgres|pydantic|value error|constraint|instance of|\bdict(ionary)?\b)"
)


def check(answer: httpx.Response, *statuses: int) -> dict[str, Any]:
    """That an answer is a problem as promised; returns its members."""
    said = (answer.request.method, str(answer.request.url)[:200], answer.status_code, answer.text[:500])
    assert 400 <= answer.status_code < 500, said
    assert not statuses or answer.status_code in statuses, said
    assert answer.headers["content-type"] == "application/problem+json", said
    if answer.request.method == "HEAD":
        return {}
    problem: dict[str, Any] = answer.json()
    assert problem["code"] in CODES, said
    assert problem["status"] == answer.status_code, said
    assert problem["type"].endswith(problem["code"]), said
    assert re.fullmatch(r"\S.*\w.*", problem["detail"], re.DOTALL), said
    assert not OF_MACHINES.search(problem["detail"]), said
    for fault in problem.get("faults", ()):
        assert not OF_MACHINES.search(fault["text"]), said
    return problem
