"""`serai-driver bulk`: a company's whole list from a file, tried or done, each line with its outcome."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Final
from uuid import uuid4

import orjson
import typer

from serai_driver.connection import Api, Refused
from serai_driver.refusals import line
from serai_driver.sentences import told, would
from serai_driver.terminal import HERE, Json, Key, Url, app, run, show

PATIENCE: Final = 60.0
"""Seconds that a thousand lines may take."""
KINDS: Final[Mapping[str, str]] = {".csv": "text/csv", ".json": "application/json"}


@app.command()
def bulk(
    file: Annotated[
        Path, typer.Argument(help="A .csv or .json file of up to 1,000 lines.", exists=True, dir_okay=False)
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would happen.")] = False,
    atomic: Annotated[bool, typer.Option("--atomic", help="All lines, or none.")] = False,
    anew: Annotated[
        bool, typer.Option("--anew", help="Ask for every line again, also for those that this file has had done.")
    ] = False,
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Reserve every line of a file. Exits with 1 where a line is refused.

    The same file may be sent again after a cut: what was done stays as it is, and what was refused is asked anew.
    """
    kind = KINDS.get(file.suffix.lower())
    if kind is None:
        raise typer.BadParameter("a file's name ends in .csv or .json", param_hint="FILE")
    content = file.read_bytes() if kind == "text/csv" else _document(file, dry_run=dry_run, atomic=atomic)
    flags = {"atomic": "true"} if atomic else {}
    asked = {**flags, **({"dry_run": "true"} if dry_run else {})} if kind == "text/csv" else {}
    once = uuid4().hex if anew else f"bulk-{hashlib.sha256(content).hexdigest()[:40]}{'-all' if atomic else ''}"

    async def work() -> dict[str, Any]:
        async with Api(url, key, timeout=PATIENCE) as api:
            try:
                return dict(await api.send("/reservations/bulk", content, kind, params=asked, idempotency_key=once))
            except Refused as refused:
                if refused.code != "bulk.refused" or as_json:
                    raise
                return {**refused.facts, "none": True}

    answer = run(work(), as_json=as_json)
    items: Sequence[Mapping[str, Any]] = answer["items"]
    show(answer, as_json=as_json, text="\n".join(_lines(items, dry_run=dry_run, is_none=answer.get("none", False))))
    if any("problem" in item for item in items):
        raise typer.Exit(1)


def _document(file: Path, *, dry_run: bool, atomic: bool) -> bytes:
    """A list of reservations, or the request's whole body, with what the command says put in."""
    try:
        read = orjson.loads(file.read_bytes())
    except orjson.JSONDecodeError as error:
        raise typer.BadParameter(f"{file} is not JSON: {error}", param_hint="FILE") from error
    body = {"items": read} if isinstance(read, list) else read
    if not isinstance(body, dict) or not isinstance(body.get("items"), list):
        raise typer.BadParameter("a .json file is a list of reservations", param_hint="FILE")
    return orjson.dumps({**body, **({"dry_run": True} if dry_run else {}), **({"atomic": True} if atomic else {})})


def _lines(items: Sequence[Mapping[str, Any]], *, dry_run: bool, is_none: bool) -> list[str]:
    said = [f"{_number(item, at)}  {_outcome(item)}" for at, item in enumerate(items, 1)]
    refused = sum("problem" in item for item in items)
    good = len(items) - refused
    end = "would be reserved" if dry_run else "could be, and none was" if is_none else "done"
    return [*said, f"{good} {end}, {refused} refused"]


def _number(item: Mapping[str, Any], at: int) -> int:
    """A refused line has the number that it has in the file."""
    return int(item.get("problem", {}).get("line", at))


def _outcome(item: Mapping[str, Any]) -> str:
    problem = item.get("problem")
    if problem is not None:
        faults = [f"{fault.get('at', '')}: {fault.get('text', '')}." for fault in problem.get("faults", ())]
        return " ".join(["refused", line(problem["code"], problem["detail"], problem), *faults])
    made = item.get("pair") or [item["reservation"]]
    return "  and  ".join(told(each) if "id" in each else would(each) for each in made)
