"""What is wrong with something an administrator or a file gave us, all of it at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pydantic import ValidationError

from serai.core.errors import Invalid


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right: `at` is the way to it ("lanes[2].gates[0]"), `text` says what is wrong and the cure."""

    at: str
    code: str
    text: str

    def as_dict(self) -> dict[str, str]:
        return {"at": self.at, "code": self.code, "text": self.text}


class Faulty(Invalid):
    """What was given cannot be right."""

    code = "document.invalid"
    shown: ClassVar[int] = 100

    def __init__(self, faults: Sequence[Fault]) -> None:
        first = f"{faults[0].at}: {faults[0].text}" if faults else self.sentence()
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(first + more, faults=[fault.as_dict() for fault in faults[: self.shown]])
        self.faults = tuple(faults)


def path_of(parts: Iterable[int | str]) -> str:
    """`("rules", 0, "from")` as people write it: `rules[0].from`."""
    text = ""
    for part in parts:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def faults_of(error: ValidationError, code: str, under: str = "") -> list[Fault]:
    """The faults of a document whose shape is wrong; `under` is where the document itself stands."""
    found = []
    for problem in error.errors(include_url=False, include_context=False, include_input=False):
        at = path_of(problem["loc"])
        found.append(Fault(f"{under}.{at}".strip(".") or "document", code, problem["msg"]))
    return found
