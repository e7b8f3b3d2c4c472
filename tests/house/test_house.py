"""The rules of the house, each shown able to fail on a bad sample. What they mean: service/ARCHITECTURE.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath

import pytest

from tests.house import checks, tree

Check = Callable[[str, str], Iterator[str]]
CODE = ("service/", "clients/driver/", "migrations/", "deploy/", "tests/")
SHIPPED = ("service/", "clients/driver/")

# The role files that may touch the world, and the few modules that are actions by another name or a shell around pure
# ones. Of `live`, which is mostly sockets, and of core the pure modules are named instead.
ROLES = {"__init__", "actions", "queries", "routes", "saving", "schemas", "tables"}
SHELLS = (
    {"identity/access", "identity/pace", "queue/checkin", "sites/files", "sites/turning"}
    | {f"passes/{name}" for name in ("fonts", "paper", "sheet", "slip", "printing")}
    | {f"booking/{name}" for name in ("lapsing", "nearing", "changes", "showing", "declaring", "declaration_routes")}
    | {f"booking/{name}" for name in ("draw_queries", "draw_saving", "credit_saving")}
    | {f"disruption/{name}" for name in ("closing", "planning", "rezoning")}
    | {f"fleets/{name}" for name in ("bulk", "bulk_routes", "bulk_schemas")}
    | {"guidance/meeting"}
    | {
        f"calling/{name}"
        for name in ("control_routes", "control_schemas", "directing", "forwarding", "keeping", "recalling")
    }
    | {f"draws/{name}" for name in ("beacon", "duties")}
    | {
        f"guidance/{name}"
        for name in ("yard_routes", "yard_schemas", "inspecting", "inspection_routes", "inspection_schemas")
    }
    | {f"messages/{name}" for name in ("gateway", "outbox")}
    | {"evaluation/gauges"}
    | {f"outage/{name}" for name in ("sheet", "listing")}
    | {"queue/transfer_saving", "queue/transfer_queries", "transfers/carrying", "transfers/offering"}
)
PURE_ELSEWHERE = {"live/feed", "live/frames", "live/views", "serai_driver/state"}
DOMAINS = {
    "identity", "sites", "passes", "declarations", "booking", "appeals", "draws", "fleets", "disruption", "rendezvous",
    "queue", "guidance", "calling", "devices", "screens", "outage", "overrides", "messages",
    "transfers", "evaluation",
}  # fmt: skip
PURE_CORE = tuple(f"service/serai/core/{name}.py" for name in ("errors", "events", "folds", "instants", "languages"))
# What is decided over is a draft of the desk: a word that a module beside the rules may use.
DESK = "serai.core.desk"


def faults(check: Check, files: dict[str, str]) -> list[str]:
    return [fault for path, text in files.items() for fault in check(path, text)]


def pure_modules() -> dict[str, str]:
    """Modules of domains that are neither a role that touches the world nor a shell; and the driver's fold."""
    found = tree.python(*PURE_CORE)
    for path, text in tree.python("service/serai/", "clients/driver/").items():
        where = PurePosixPath(path)
        module = f"{where.parent.name}/{where.stem}"
        in_domain = len(where.parts) >= 4 and where.parts[2] in DOMAINS
        if module in PURE_ELSEWHERE or (in_domain and where.stem not in ROLES and module not in SHELLS):
            found[path] = text
    return found


Files = Callable[[], dict[str, str]]
CHECKS: dict[str, tuple[Check, Files]] = {
    "sizes": (checks.sizes, lambda: tree.python(*CODE)),
    "sizes of the web client": (checks.sizes, lambda: tree.ending(".ts", ".tsx", ".css")),
    "one commit": (checks.commits, lambda: tree.python("service/")),
    "refusals are classes": (checks.http_exceptions, lambda: tree.python("service/")),
    "names": (checks.names, lambda: tree.python(*CODE)),
    "imports at the head": (checks.inner_imports, lambda: tree.python(*SHIPPED)),
    "pure rules": (checks.purity, pure_modules),
    "no addresses": (checks.addresses, tree.files),
}
SAMPLES: dict[str, tuple[Check, str, str]] = {
    "long file": (checks.sizes, "service/a.py", "x = 1\n" * 401),
    "long function": (checks.sizes, "service/a.py", "def f():\n" + "    x = 1\n" * 45),
    "long handler": (checks.sizes, "service/a/routes.py", "@router.post('/x')\ndef f():\n" + "    x = 1\n" * 11),
    "long web file": (checks.sizes, "clients/web/src/a.ts", "x\n" * 401),
    "commit": (checks.commits, "service/serai/queue/actions.py", "await connection.commit()\n"),
    "HTTPException": (checks.http_exceptions, "service/serai/queue/routes.py", "raise HTTPException(404)\n"),
    "empty name": (checks.names, "service/serai/queue/utils.py", ""),
    "inner import": (checks.inner_imports, "service/a.py", "def f():\n    import os\n"),
    "impure import": (checks.purity, "service/serai/queue/rules.py", "from sqlalchemy import select\n"),
    "clock": (checks.purity, "service/serai/queue/rules.py", "now = datetime.now(UTC)\n"),
    "async rule": (checks.purity, "service/serai/queue/rules.py", "async def f(): ...\n"),
    "registry": (checks.addresses, "a.txt", f"https://{checks.HOSTS[0]}/simple\n"),
    "machine": (checks.addresses, "a.txt", "see /" + "opt/wheels/\n"),
    "address in a lock": (checks.addresses, "requirements.lock", "a @ git+https://example.org/a\n"),
}


@pytest.mark.parametrize("name", CHECKS)
def test_the_tree_keeps(name: str) -> None:
    check, files = CHECKS[name]
    looked_at = files()
    assert looked_at, "nothing was looked at"
    assert not (found := faults(check, looked_at)), "\n" + "\n".join(found)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_bad_sample_is_found(name: str) -> None:
    check, path, bad = SAMPLES[name]
    assert list(check(path, bad))


def impure_friends(files: dict[str, str]) -> Iterable[str]:
    """Pure modules that import a module of ours that is not pure."""
    known = {*map(_dotted, [*files, *PURE_CORE])}
    everything = {_dotted(path) for path in tree.python("service/", "clients/driver/")} | set(map(_dotted, files))
    for path, text in files.items():
        for name in sorted(checks.imports(text) & everything):
            is_word = name == DESK and not path.endswith("/rules.py")
            if name not in known and not is_word and name.count(".") > 1:
                yield f"{path}: imports {name}, which is not pure"


def _dotted(path: str) -> str:
    return ".".join(PurePosixPath(path).with_suffix("").parts).removeprefix("service.").removeprefix("clients.driver.")


def test_rules_rest_on_rules_alone() -> None:
    assert not (found := list(impure_friends(pure_modules()))), "\n" + "\n".join(found)


def test_a_rule_that_reaches_the_database_through_another_is_found() -> None:
    assert list(
        impure_friends(
            {"service/serai/queue/rules.py": "from serai.core import db\nfrom serai.core.db import Database\n"}
        )
    )
