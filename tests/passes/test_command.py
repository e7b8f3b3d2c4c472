"""`serai pass verify`: what a guard types, by a saved file, without a network."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from serai import cli as command_line
from serai.passes.signing import Signer
from tests.passes.builders import CLOSES, OPENS, SECRET, claims, sign

SIGNER = Signer(SECRET)
PASS = sign(SIGNER, claims())


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    file = tmp_path / "keys.json"
    file.write_text(json.dumps(SIGNER.jwk_set("CNMHN")))
    return file


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a gate without a network was asked to use one")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


def serai(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """The exit status of a command line."""
    monkeypatch.setattr(sys, "argv", ["serai", *arguments])
    with pytest.raises(SystemExit) as ended:
        command_line.main()
    return int(ended.value.code or 0)


Said = pytest.CaptureFixture[str]


@pytest.mark.usefixtures("no_network")
def test_a_pass_in_its_window_is_valid(monkeypatch: pytest.MonkeyPatch, capsys: Said, keys: Path) -> None:
    assert serai(monkeypatch, "pass", "verify", PASS, "--keys", str(keys), "--at", OPENS.isoformat()) == 0
    said = capsys.readouterr().out
    assert said.startswith("valid: MHN-7K3Q2F")
    assert "CN 云A·12345" in said


@pytest.mark.usefixtures("no_network")
def test_a_program_reads_the_same(monkeypatch: pytest.MonkeyPatch, capsys: Said, keys: Path) -> None:
    at = ("--at", OPENS.isoformat(), "--json")
    assert serai(monkeypatch, "pass", "verify", PASS, "--keys", str(keys), *at) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["valid"], said["reference"], said["vehicle"]["plate"]) == (True, "MHN-7K3Q2F", "云A·12345")


@pytest.mark.parametrize(
    ("text", "at", "code"),
    [
        (PASS, OPENS - timedelta(seconds=1), "pass.early"),
        (PASS, CLOSES, "pass.late"),
        (PASS[:-6] + "AAAAAA", OPENS, "pass.invalid"),
        ("MHN-7K3Q2F", OPENS, "pass.invalid"),
        (sign(Signer(SECRET), claims(site="LABTN")), OPENS, "pass.other_site"),
        (sign(Signer("another"), claims()), OPENS, "pass.unknown_key"),
    ],
)
@pytest.mark.usefixtures("no_network")
def test_a_refusal_is_one_line_and_status_1(
    monkeypatch: pytest.MonkeyPatch, capsys: Said, keys: Path, text: str, at: object, code: str
) -> None:
    arguments = ("pass", "verify", text, "--keys", str(keys), "--at", f"{at:%Y-%m-%dT%H:%M:%SZ}")
    assert serai(monkeypatch, *arguments) == 1
    said = capsys.readouterr()
    assert said.err.startswith(f"{code}: ")
    assert said.err.count("\n") == 1
    assert not said.out
    assert serai(monkeypatch, *arguments, "--json") == 1
    problem = json.loads(capsys.readouterr().out)
    assert (problem["valid"], problem["code"]) == (False, code)


def test_a_scanner_may_type_into_it(monkeypatch: pytest.MonkeyPatch, keys: Path, tmp_path: Path) -> None:
    typed = tmp_path / "typed"
    typed.write_text(f"{PASS}\n")
    with typed.open() as scanner:
        monkeypatch.setattr(sys, "stdin", scanner)
        assert serai(monkeypatch, "pass", "verify", "-", "--keys", str(keys), "--at", OPENS.isoformat()) == 0


def test_keys_that_are_none_and_keys_that_are_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: Said, tmp_path: Path
) -> None:
    (tmp_path / "other.json").write_text("{}")
    assert serai(monkeypatch, "pass", "verify", PASS, "--keys", str(tmp_path / "other.json")) == 1
    assert capsys.readouterr().err.startswith("pass.keys_invalid: ")
    assert serai(monkeypatch, "pass", "verify", PASS, "--keys", str(tmp_path / "none.json")) == 1
    assert "none.json" in capsys.readouterr().err


@pytest.mark.parametrize("at", ["noon", "2026-11-22", "2026-11-22T08:00:00"])
def test_an_instant_without_an_offset_is_wrong_use(monkeypatch: pytest.MonkeyPatch, keys: Path, at: str) -> None:
    assert serai(monkeypatch, "pass", "verify", PASS, "--keys", str(keys), "--at", at) == 2


class Published(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/keys" else 404)
        self.end_headers()
        self.wfile.write(json.dumps(SIGNER.jwk_set("CNMHN")).encode())

    def log_message(self, *_: object) -> None:
        """Nothing to be said."""


@pytest.fixture
def address() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Published) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_the_keys_may_be_asked_for(monkeypatch: pytest.MonkeyPatch, capsys: Said, address: str) -> None:
    at = ("--at", OPENS.isoformat())
    assert serai(monkeypatch, "pass", "verify", PASS, "--keys", f"{address}/keys", *at) == 0
    assert serai(monkeypatch, "pass", "verify", PASS, "--keys", f"{address}/nothing", *at) == 1
    assert "404" in capsys.readouterr().err
