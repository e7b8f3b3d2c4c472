"""Which way things point is enforced by import-linter; here, that it sees a module without a place or a wrong way."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import TREE

CONTRACTS = tomllib.loads((TREE / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
LAYERS = [layer.strip("()") for layer in CONTRACTS[0]["layers"]]
PATHS = (TREE / "service", TREE / "clients/driver")
LINTER = Path(sys.executable).parent / "lint-imports"


def lint(folder: Path, config: Path) -> subprocess.CompletedProcess[str]:
    command: list[str | Path] = [LINTER, "--config", config, "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), *map(str, PATHS)]), "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def imitation(folder: Path, **sources: str) -> Path:
    """A package with every layer, empty but for the given modules, under the real contract of layers."""
    package = folder / "imitated"
    package.mkdir()
    (package / "__init__.py").touch()
    for name in {*(each.strip() for layer in LAYERS for each in layer.split("|")), *sources}:
        (package / f"{name}.py").write_text(sources.get(name, ""))
    layers = ", ".join(f'"{layer}"' for layer in LAYERS)
    config = folder / "contract.toml"
    config.write_text(
        '[tool.importlinter]\nroot_package = "imitated"\n[[tool.importlinter.contracts]]\nname = "layers"\n'
        f'type = "layers"\ncontainers = ["imitated"]\nexhaustive = true\nlayers = [{layers}]\n'
    )
    return config


def test_the_layers_are_kept() -> None:
    done = lint(TREE, TREE / "pyproject.toml")
    assert done.returncode == 0, done.stdout


def test_the_contract_is_exhaustive() -> None:
    assert CONTRACTS[0]["type"] == "layers"
    assert CONTRACTS[0]["exhaustive"] is True


def test_an_orderly_imitation_passes(tmp_path: Path) -> None:
    done = lint(tmp_path, imitation(tmp_path, queue="from imitated import core"))
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("sources", "said"),
    [({"surprise": ""}, "surprise"), ({"core": "from imitated import queue"}, "imitated.core -> imitated.queue")],
    ids=["a module without a place", "core knows the queue"],
)
def test_disorder_is_found(tmp_path: Path, sources: dict[str, str], said: str) -> None:
    done = lint(tmp_path, imitation(tmp_path, **sources))
    assert done.returncode == 1
    assert said in done.stdout
