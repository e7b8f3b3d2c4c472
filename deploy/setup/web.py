"""The web client, built once from its sources."""

from __future__ import annotations

import node
from steps import STATE, TREE, Failed, digest, step

WEB = TREE / "clients" / "web"
BUILT = WEB / "dist" / "index.html"


def build() -> None:
    packages()
    with step("web client", STATE / "web", digest([WEB], node.version()), BUILT) as needed:
        if needed:
            node.npm("run", "build", cwd=WEB)
            if not BUILT.exists():
                raise Failed("The web client's build left no dist/index.html.")


def packages() -> None:
    node.install()
    made_from = digest([WEB / "package.json", WEB / "package-lock.json"], node.version())
    with step("web client's packages", STATE / "web-packages", made_from, WEB / "node_modules") as needed:
        if needed:
            node.npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=WEB)


def check() -> None:
    packages()
    node.npm("run", "--silent", "check", cwd=WEB, shown=True)


def test() -> None:
    packages()
    node.npm("run", "--silent", "test", cwd=WEB, shown=True)
