"""A whole running service and a real gateway: once, at its time, again where it failed, and across a power cut."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from tests.corpus.town import Town, reservation, town
from tests.messages.provider import Provider, provider, until
from tests.serving import SITE, Service, calendar, running

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NUMBER = "+86 138 0013 8000"


class Post:
    """A town whose messages a gateway carries; `at` is what its clock shows."""

    def __init__(self, port: Town, gateway: Provider) -> None:
        self.port, self.gateway, self.at = port, gateway, NOON

    def go_to(self, at: datetime) -> None:
        self.at = at
        self.port.make("POST", "/v1/clock", json={"now": at.isoformat()})

    def reserve(self, hour: int, day: int = 22, number: str = NUMBER) -> dict[str, Any]:
        asked = reservation(hour, day)
        asked["driver"] = asked["driver"] | {"phone": number, "language": "en"}
        made: dict[str, Any] = self.port.make("POST", "/v1/reservations", "driver", json=asked)
        return made

    def told(self, made: dict[str, Any], kind: str) -> list[dict[str, Any]]:
        where = {"reservation": made["id"]}
        found = self.port.make("GET", "/v1/sites/CNMHN/messages", "operator", params=where)["items"]
        return [each for each in found if each["kind"] == kind]

    def ended(self, made: dict[str, Any], status: str, kind: str = "confirmed") -> dict[str, Any]:
        """Its message of a kind, once it is in this state."""

        def now() -> dict[str, Any] | None:
            return next((each for each in self.told(made, kind) if each["status"] == status), None)

        found: dict[str, Any] = until(now, f"{kind} {status}")
        return found

    def call(self, made: dict[str, Any]) -> str:
        asked = {"reservation": made["id"], "by": "operator"}
        visit = str(self.port.make("POST", "/v1/sites/CNMHN/visits", "operator", json=asked)["id"])
        body = {"visits": [visit], "reason": {"code": "medical"}}
        self.port.make("POST", "/v1/sites/CNMHN/calls", "operator", json=body)
        return visit


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    database = f"sqlite:///{tmp_path_factory.mktemp('carried')}/serai.db"
    with provider() as gateway, town(database, settings=gateway.settings()) as port:
        yield Post(port, gateway)


def test_a_call_reaches_its_driver_once(post: Post) -> None:
    made = post.reserve(13)
    post.call(made)
    post.ended(made, "sent", "called")
    called = f"CNMHN {made['reference']}: Come to gate gate-in now."
    assert post.gateway.texts(called) == [called]
    post.go_to(post.at + 2 * MINUTE)
    post.ended(post.reserve(18), "sent")  # the outbox has looked again since
    assert len(post.gateway.ids(called)) == 1
    [asked] = [each for each in post.gateway.asked if called in each.body["text"]]
    assert asked.body == {"to": "+8613800138000", "text": called, "id": asked.id}


def test_a_500_is_tried_again_and_a_400_is_the_end(post: Post) -> None:
    post.gateway.status = 500
    again = post.reserve(19)
    until(lambda: post.told(again, "confirmed") and post.told(again, "confirmed")[0]["problem"], "a problem")
    [waiting] = post.told(again, "confirmed")
    assert (waiting["status"], waiting["problem"], waiting["attempts"]) == ("waiting", "http.500", 1)
    assert datetime.fromisoformat(waiting["due_at"]) == post.at + timedelta(seconds=10)
    post.gateway.status = 200
    post.go_to(post.at + timedelta(seconds=10))
    assert post.ended(again, "sent")["attempts"] == 2
    assert len(set(post.gateway.ids(again["reference"]))) == 1
    post.gateway.status = 400
    final = post.reserve(20)
    assert post.ended(final, "failed")["problem"] == "http.400"
    post.gateway.status = 200
    post.go_to(post.at + 10 * MINUTE)
    post.ended(post.reserve(21), "sent")
    assert len(post.gateway.ids(final["reference"])) == 1
    assert post.gateway.texts(final["reference"]) == []


def test_a_driver_gives_its_number_ends_messages_and_stop_is_heard_from_the_phone(post: Post) -> None:
    made = post.reserve(17, number="+86 139 0000 0001")
    wish = f"/v1/reservations/{made['id']}/messages"
    want = {"wanted": True, "number": "+86 139 0000 0002"}
    told = post.port.make("POST", wish, "driver", json=want)
    assert told == {"wanted": True, "number": want["number"], "by_reply": False, "carried": True}
    assert post.port.make("GET", f"/v1/reservations/{made['id']}", "driver")["driver"]["phone"] == want["number"]
    assert post.port.make("POST", wish, "driver", json={"wanted": False})["wanted"] is False
    assert post.ended(post.reserve(21, number="13900000002"), "refused"), "the same phone without its country's code"
    assert post.port.make("POST", wish, "driver", json={"wanted": True})["wanted"] is True
    replies = "/v1/sites/CNMHN/messages/replies"
    for text, heard in (("Thanks", None), (" stop. ", False)):
        answer = post.port.make("POST", replies, "device", json={"number": "+8613900000002", "text": text})
        assert answer == {"wanted": heard}
    ended = post.port.make("POST", wish, "driver", json={"wanted": True})
    assert (ended["wanted"], ended["by_reply"]) == (False, True), "what a phone said, no page takes back"
    assert post.ended(post.reserve(22, number="+8613900000002"), "refused")
    assert post.port.make("POST", replies, "device", json={"number": "+8613900000002", "text": "start"})["wanted"]
    assert post.port.make("GET", wish, "driver")["wanted"] is True
    for role, status in (("driver", 403), ("company", 403), ("stranger", 404)):
        body = {"number": "+8613900000002", "text": "STOP"}
        assert post.port.ask("POST", replies, role, json=body).status_code == status
    assert post.port.ask("GET", wish, "rival").status_code == 404
    assert "1390000000" not in post.port.service.log()


def test_quiet_hours_hold_what_can_wait_and_no_call(post: Post) -> None:
    waiting = post.reserve(23)
    post.ended(waiting, "sent")
    post.go_to(NOON + timedelta(hours=10, minutes=20))  # 22:20
    kept = post.reserve(15, 23)
    until(lambda: post.told(kept, "confirmed"), "a message")
    post.call(waiting)
    post.ended(waiting, "sent", "called")
    assert post.told(kept, "confirmed")[0]["status"] == "waiting"
    assert post.gateway.ids(kept["reference"]) == []
    post.go_to(NOON + timedelta(hours=18))  # 06:00
    post.ended(kept, "sent")
    assert len(post.gateway.texts(kept["reference"])) == 1


class Desk:
    """An admin at a service that goes by the machine's clock."""

    def __init__(self, service: Service) -> None:
        self.service, self.numbers = service, count(1)
        self.key = service.admin()
        day = datetime.now(ZoneInfo("Asia/Shanghai")) + timedelta(days=2)
        self.slot = f"CNMHN~export-general~{day:%Y%m%d}T1200~60"
        self.put("POST", "", SITE)
        self.put("PUT", "/CNMHN/calendar", calendar(50))
        self.put("PUT", "/CNMHN/rulebook", {"quiet_hours": {"from": "00:00", "to": "00:00"}})

    def put(self, method: str, path: str, body: Any, of: str = "sites") -> Any:
        headers = {"Authorization": f"Bearer {self.key}", "Idempotency-Key": f"desk-{next(self.numbers)}"}
        url = f"{self.service.url}/v1/{of}{path}"
        said = httpx.request(method, url, json=body, headers=headers, timeout=60, trust_env=False)
        assert said.is_success, said.text
        return said.json()

    def reserve(self) -> str:
        """The reference of one more reservation."""
        driver = {"name": "Li Wei", "language": "en", "phone": NUMBER}
        body = {**reservation(), "slot": self.slot, "driver": driver}
        return str(self.put("POST", "", body, "reservations")["reference"])


def test_a_power_cut_while_a_message_is_under_way_neither_doubles_nor_loses_it(tmp_path: Path) -> None:
    """The one attempt that was under way is made again under its id, as is documented."""
    with provider() as gateway:
        settings = gateway.settings() | {"SERAI_CLOCK": "system"}
        with running(f"sqlite:///{tmp_path}/serai.db", settings=settings) as service:
            desk = Desk(service)
            before = desk.reserve()
            until(lambda: gateway.texts(before), "the first message")
            gateway.held = threading.Event()
            cut = desk.reserve()
            until(lambda: gateway.ids(cut), "an attempt")
            service.kill()
            gateway.held.set()
            gateway.held = None
            service.start()
            after = desk.reserve()
            until(lambda: len(gateway.ids(cut)) > 1 and gateway.texts(after), "what was under way, and what came after")
            assert len(set(gateway.ids(cut))) == 1
            assert len(gateway.texts(cut)) == 1
            assert [len(gateway.ids(each)) for each in (before, cut, after)] == [1, 2, 1]
