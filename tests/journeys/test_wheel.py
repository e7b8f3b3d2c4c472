"""The wheel as a user gets it: built, installed into a clean environment, served from an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

TREE = Path(__file__).parents[2]


def run(command: Sequence[str | Path], cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, env=clean(), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def clean() -> dict[str, str]:
    """An environment in which nothing points at this checkout."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("SERAI_", "PYTHON", "VIRTUAL_ENV"))
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist and the wheel, built without the network."""
    folder = tmp_path_factory.mktemp("built")
    run([sys.executable, "-m", "hatchling", "build", "--directory", folder], TREE)
    return folder


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def contents(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment's folder of programs, with the wheel in it and the libraries that are already here.

    A plain line in a .pth file adds the folder of libraries without obeying its own .pth files, so that the editable
    checkout beside them stays out of sight.
    """
    home = tmp_path_factory.mktemp("installed")
    run([sys.executable, "-m", "venv", "--without-pip", home], home)
    programs = home / "bin"
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--python",
        programs / "python",
    ]
    run([*pip, "install", "--no-deps", "--no-index", "--quiet", only(built, "*.whl")], home)
    packages = only(home, "lib/python*/site-packages")
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return programs


@contextmanager
def serving(programs: Path, folder: Path) -> Iterator[str]:
    """`serai serve` on a free port, from `folder`; gives its address once it says that it listens."""
    command: list[str | Path] = [programs / "serai", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, env=clean(), stderr=subprocess.PIPE, text=True) as server:
        try:
            yield _address(server)
        finally:
            server.terminate()
            server.wait(timeout=30)


def _address(server: subprocess.Popen[str]) -> str:
    assert server.stderr is not None
    said = []
    for line in server.stderr:
        said.append(line)
        if '"listening"' in line:
            return str(json.loads(line)["url"])
    raise AssertionError("".join(said))


def test_the_wheel_carries_migrations_and_web_client(built: Path) -> None:
    names = contents(only(built, "*.whl"))
    assert {"serai/__main__.py", "serai_driver/__init__.py", "serai/migrations/env.py", "serai/web/index.html"} <= names
    assert any(name.startswith("serai/migrations/versions/") for name in names)
    assert {name.split("/")[0] for name in names} == {"serai", "serai_driver"}


def test_the_sdist_makes_the_same_wheel(built: Path, tmp_path: Path) -> None:
    with tarfile.open(only(built, "*.tar.gz")) as archive:
        archive.extractall(tmp_path, filter="data")
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "--directory", tmp_path], only(tmp_path, "serai-*"))
    assert contents(only(tmp_path, "*.whl")) == contents(only(built, "*.whl"))


def test_a_clean_environment_serves_console_and_api(installed: Path, tmp_path: Path) -> None:
    where = run([installed / "python", "-c", "import serai; print(serai.__file__)"], tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)
    with serving(installed, tmp_path) as address, httpx.Client(base_url=address, timeout=10) as client:
        assert client.get("/readyz").status_code == 200
        page = client.get("/")
        assert page.headers["content-type"].startswith("text/html")
        assert "<script" in page.text
        assert client.get("/v1/sites").json() == {"items": [], "next": None}
