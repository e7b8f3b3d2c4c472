"""The virtual environment `.venv`, exactly as the locks say, with this checkout installed editable in it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from steps import TREE, Failed, ask, digest, run, step

VENV = TREE / ".venv"
PYTHON = VENV / "bin" / "python"
RUNTIME = TREE / "requirements.lock"
DEV = TREE / "requirements-dev.lock"
PIP = ["-m", "pip", "--disable-pip-version-check", "--no-input"]
MODULES = [TREE / "service" / "serai", TREE / "clients" / "driver"]


def runtime() -> None:
    """Enough to run Serai; an environment with the test tools has it all already."""
    if not _is_installed(DEV):
        _install("Python packages", RUNTIME)
    _install_checkout()


def dev() -> None:
    _install("Python packages and test tools", DEV)
    _install_checkout()


def _is_installed(lock: Path) -> bool:
    stamp = _stamp(lock)
    return PYTHON.exists() and stamp.exists() and stamp.read_text() == _made_from(lock)


def _stamp(lock: Path) -> Path:
    return VENV / f".{lock.name}.installed"


def _made_from(lock: Path) -> str:
    return digest([lock], sys.version)


def _install(title: str, lock: Path) -> None:
    with step(title, _stamp(lock), _made_from(lock), PYTHON) as needed:
        if not needed:
            return
        _make_environment()
        for other in (RUNTIME, DEV):
            _stamp(other).unlink(missing_ok=True)
        run([PYTHON, *PIP, "install", "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", lock])


def _make_environment() -> None:
    """A new one when there is none that runs, or when it was made by another Python; else the present one is used."""
    if ask([PYTHON, "-c", "import sys, pip; print(sys.version)"]) == sys.version.strip():
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise Failed("This Python comes without ensurepip; on Debian and Ubuntu it is in the package python3-venv.")
    run([sys.executable, "-m", "venv", "--clear", VENV])


def _install_checkout() -> None:
    made_from = digest([TREE / "pyproject.toml"], str(TREE))
    with step("this checkout", VENV / ".checkout.installed", made_from, PYTHON, VENV / "bin" / "serai") as needed:
        if needed:
            run([PYTHON, *PIP, "install", "--no-deps", "--no-build-isolation", "--no-index", "--editable", TREE])
    _compile_checkout()


def _compile_checkout() -> None:
    """What pip does for installed packages and not for an editable one: a first start is as quick as the next.

    A module that cannot be compiled is reported by whatever imports it.
    """
    ask([PYTHON, "-m", "compileall", "-q", *MODULES])
