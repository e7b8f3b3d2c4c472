"""Messages of a real service: carried, shown to the operator, ended by the driver, and no number in what it logs."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from tests.corpus.town import Town, reservation, town

NUMBER = "+86 138 0013 8000"


def reserved(port: Town, hour: int) -> dict[str, Any]:
    asked = reservation(hour)
    asked["driver"] = asked["driver"] | {"phone": NUMBER}
    made: dict[str, Any] = port.make("POST", "/v1/reservations", "driver", json=asked)
    return made


def message(port: Town, made: dict[str, Any]) -> dict[str, Any]:
    """Its message, once it came to an end."""
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        where = {"reservation": made["id"]}
        for found in port.make("GET", "/v1/sites/CNMHN/messages", "operator", params=where)["items"]:
            if found["status"] != "waiting":
                end: dict[str, Any] = found
                return end
        time.sleep(0.1)
    raise AssertionError("nothing became of it")


def test_a_driver_is_told_until_it_wants_no_more(tmp_path: Path) -> None:
    settings = {"SERAI_MESSAGES": "console"}
    with town(f"sqlite:///{tmp_path}/serai.db", settings=settings) as port:
        made = reserved(port, 18)
        told = message(port, made)
        assert (told["kind"], told["status"], told["problem"]) == ("confirmed", "sent", None)
        ended = port.make("POST", f"/v1/reservations/{made['id']}/messages", "driver", json={"wanted": False})
        assert ended["wanted"] is False
        assert message(port, reserved(port, 21))["status"] == "refused"
        log = port.service.log()
        assert made["reference"] in log
        assert "138" not in log.replace(made["reference"], "")
        assert port.ask("GET", "/v1/sites/CNMHN/messages", "company").status_code == 403
        assert port.ask("GET", "/v1/sites/CNMHN/messages", "stranger").status_code == 404
        assert "serai_messages_total" in port.http.get("/metrics").text
