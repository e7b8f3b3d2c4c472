"""What is promised elsewhere and easily forgotten: dependencies declared, locks that fit, invariants tested."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.house import checks, tree

PROJECT = tomllib.loads((tree.TREE / "pyproject.toml").read_text())
INVARIANTS = (1, 2, 4, 5, 6, 9, 10, 12, 14, 15, 16, 17, 25, 27)


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements: list[str]) -> set[str]:
    return {canonical(re.split(r"[\s\[<>=!~;]", one, maxsplit=1)[0]) for one in requirements}


def undeclared(texts: dict[str, str], names: set[str]) -> set[str]:
    """Distributions that are imported without being asked for by name."""
    imported = {name.split(".")[0] for text in texts.values() for name in checks.imports(text)}
    foreign = imported - set(sys.stdlib_module_names) - {"serai", "serai_driver", "tests"}
    known = packages_distributions()
    return {name for name in foreign if not {canonical(one) for one in known.get(name, [name])} & names}


def test_what_the_service_imports_is_declared() -> None:
    texts = tree.python("service/", "clients/driver/", "migrations/")
    extra = PROJECT["project"]["optional-dependencies"]["sumo"]
    # What the extra brings is not installed here, so nobody can say that `sumo` is what eclipse-sumo is imported as.
    names = declared([*PROJECT["project"]["dependencies"], *extra]) | {"sumo"}
    assert undeclared(texts, names) == set()


def test_an_undeclared_import_is_found() -> None:
    assert undeclared({"a.py": "import pytest\nimport orjson\n"}, {"orjson"}) == {"pytest"}


def locked(name: str) -> dict[str, str]:
    lines = (tree.TREE / name).read_text().splitlines()
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", "\n".join(lines), re.MULTILINE))


def test_the_locks_hold_what_is_asked_for() -> None:
    groups = PROJECT["dependency-groups"]
    runtime, development = locked("requirements.lock"), locked("requirements-dev.lock")
    assert declared(PROJECT["project"]["dependencies"] + groups["build"]) <= set(runtime)
    assert declared(groups["dev"]) <= set(development)
    assert declared(groups["node"]) <= set(locked("deploy/setup/node.lock"))


def test_the_tests_run_what_is_shipped() -> None:
    runtime, development = locked("requirements.lock"), locked("requirements-dev.lock")
    assert runtime.items() <= development.items()


def test_every_locked_version_has_a_hash() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "deploy/setup/node.lock"):
        for entry in re.split(r"\n(?=\S)", (tree.TREE / name).read_text().strip()):
            assert "--hash=sha256:" in entry, entry


def missing_invariants(texts: dict[str, str]) -> set[str]:
    tested = {int(found) for text in texts.values() for found in re.findall(r"def test_i(\d\d)_", text)}
    return {f"I-{number:02}" for number in INVARIANTS if number not in tested}


def test_every_invariant_of_the_house_has_a_test_with_its_name() -> None:
    assert missing_invariants(tree.python("tests/")) == set()


def test_a_missing_invariant_is_found() -> None:
    assert "I-09" in missing_invariants({"tests/a.py": "def test_i01_capacity(): ...\n"})
