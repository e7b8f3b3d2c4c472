"""What all commands share: the application, its options, and how an answer or a refusal is printed."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Annotated, Any, TypeVar

import orjson
import typer
from rich.console import Console

from serai_driver.connection import Refused, Unreachable
from serai_driver.refusals import line

T = TypeVar("T")
HELP = "`serai-driver`: reserve a slot, check in, watch the place in the queue, be guided to the bay."
app = typer.Typer(no_args_is_help=True, add_completion=False, help=HELP, pretty_exceptions_enable=False)
out = Console()

Url = Annotated[str, typer.Option(envvar="SERAI_URL", help="Address of the service.")]
Key = Annotated[str | None, typer.Option(envvar="SERAI_DRIVER_KEY", help="A driver's key, or the token of its link.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON; a refusal too, on standard error.")]
HERE = "http://127.0.0.1:8000"


def run(work: Coroutine[Any, Any, T], *, as_json: bool = False) -> T:
    """Do it; on a refusal print one clear line and exit with 1."""
    try:
        return asyncio.run(work)
    except Refused as error:
        said = {"code": error.code, "detail": error.detail, "status": error.status, **error.facts}
        text = orjson.dumps(said).decode() if as_json else line(error.code, error.detail, error.facts)
        typer.echo(text if as_json else f"serai-driver: {text}", err=True)
        raise typer.Exit(1) from error
    except Unreachable as error:
        typer.echo(f"serai-driver: {error}", err=True)
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def show(value: Any, *, as_json: bool, text: str) -> None:
    typer.echo(orjson.dumps(value).decode() if as_json else text)
