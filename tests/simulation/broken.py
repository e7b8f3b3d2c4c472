"""A run that broke something, as it is read."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from serai.core.desk import Command


@dataclass
class Broken(AssertionError):
    """An invariant did not hold; `steps` are those that lead to it."""

    seed: int
    step: int
    found: list[str]
    log: list[str]

    def __str__(self) -> str:
        return "\n".join([f"seed {self.seed}, step {self.step}:", *self.found[:12], "after", *self.log[-14:]])

    @property
    def names(self) -> set[str]:
        return {each.split()[0] for each in self.found}


_DULL = {"site", "content", "asker", "salt", "match", "note", "yard", "text"}


def brief(command: Command[Any]) -> str:
    """A command as it is read after a failure."""
    told = {each.name: getattr(command, each.name) for each in fields(command) if each.name not in _DULL}
    said = ", ".join(f"{name}={value}" for name, value in told.items() if value not in (None, (), ""))
    return f"{type(command).__name__} at {command.site}({said:.300})"
