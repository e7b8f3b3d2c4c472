"""Many reservations in one request, on both databases: an outcome for each line, all or none, or only told."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from serai.booking.book import Book
from serai.booking.draws import Draws
from serai.booking.waitlist import Waitlist
from serai.core.desks import Desk
from serai.core.idempotency import Answers
from serai.fleets import bulk
from tests.booking.agency import Agency, agency, asked, opened, slot
from tests.serving import SITE, calendar

HEAD = "site;slot;plate;country;driver_name;cargo_class;length_m;needs\r\n"


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Agency]:
    async with agency(database_url, capacity=30) as made:
        yield made


def codes(items: list[dict[str, Any]]) -> list[str]:
    """Each line as the status of its reservation, or the code of its problem."""
    return [each["reservation"]["status"] if "reservation" in each else each["problem"]["code"] for each in items]


async def test_every_line_has_its_outcome_in_its_order(town: Agency) -> None:
    lines = [asked(8), asked(3, 20), asked(9, plate="TWICE"), asked(9, plate="TWICE"), {"site": "CNMHN"}]
    lines.append(asked(8) | {"site": "NOWHERE", "slot": "NOWHERE~a~20261123T0800~60"})
    answer = await town.bulk(lines)
    items = answer.json()["items"]
    assert (answer.status_code, codes(items)) == (
        200,
        ["confirmed", "slot.past", "confirmed", "vehicle.already_booked", "request.invalid", "site.unknown"],
    )
    assert [each["problem"]["line"] for each in items if "problem" in each] == [2, 4, 5, 6]
    assert items[4]["problem"]["faults"][0]["at"].startswith("items.4.")
    told = await town.make("GET", f"/reservations/{items[0]['reservation']['id']}", "Ah")
    assert told | {"band": None} == items[0]["reservation"], "when it will be let in is told where it is read"


async def test_a_retry_gets_the_first_answer_and_another_body_is_refused(town: Agency) -> None:
    lines = [asked(8), asked(9)]
    first = await town.bulk(lines)
    again = await town.bulk(lines)
    assert (again.text, again.headers["Idempotent-Replayed"]) == (first.text, "true")
    assert len(await town.reservations()) == 2
    other = await town.bulk([lines[0], asked(10)])
    assert (other.status_code, other.json()["code"]) == (422, "idempotency.mismatch")
    without = await town.bulk([asked(10)], key=None)
    assert (without.status_code, without.json()["code"]) == (400, "idempotency.missing")
    assert len(await town.reservations()) == 2


class _Dies(Exception):
    """The process is gone."""


async def _killed_in_the_middle(url: str, lines: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that takes five lines a transaction, and dies in the third."""
    settled: list[int] = []
    settle = Desk._settle

    async def dying(self: Desk, asks: Any) -> None:
        lines_in = sum(isinstance(ask.command, bulk.ReserveLine) for ask in asks)
        if lines_in and len(settled) == 2:
            for ask in asks:
                ask.answer(_Dies())
            return
        await settle(self, asks)
        if lines_in:
            settled.append(lines_in)

    with monkeypatch.context() as patched:
        patched.setattr(Desk, "_settle", dying)
        async with opened(url, batch=5) as process:
            await process.until("2026-11-22T12:00:00+08:00")
            with pytest.raises(_Dies):
                await process.bulk(lines)


async def _rounds(url: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[str], set[str], list[str]]:
    """What was done before the kill, the retry's outcomes, the ids it gives, and the ids of all that is reserved."""
    async with agency(url, capacity=100) as town:
        lines = [asked(hour % 24, 24) for hour in range(20)]
        await _killed_in_the_middle(url, lines, monkeypatch)
        before = {each["id"] for each in await town.reservations()}
        again = await town.bulk(lines)
        given = [each["reservation"]["id"] for each in again.json()["items"] if "reservation" in each]
        after = [each["id"] for each in await town.reservations()]
        assert before <= set(given)
        return len(before), codes(again.json()["items"]), set(given), after


async def test_i06_a_retry_after_a_kill_in_the_middle_does_the_rest_and_doubles_nothing(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, outcomes, given, after = await _rounds(database_url, monkeypatch)
    assert 0 < done < 20
    assert set(outcomes) == {"confirmed"}
    assert (len(after), set(after)) == (20, given)


async def test_i06_twin_lines_without_keys_of_their_own_are_done_twice(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without them a line that was done is refused, or done again: what was made before is not in the answer."""
    monkeypatch.setattr(Answers, "given", lambda self, key: None)
    monkeypatch.setattr(Answers, "give", lambda self, writes, key, answer, **more: None)
    with pytest.raises(AssertionError):
        await _rounds(sqlite_url, monkeypatch)


async def test_copies_at_once_do_each_line_once(town: Agency) -> None:
    lines = [asked(hour, 24) for hour in range(12)]
    answers = await asyncio.gather(*(town.bulk(lines) for _ in range(4)))
    assert len({answer.text for answer in answers}) == 1
    assert len(await town.reservations()) == 12


async def test_all_or_none(town: Agency) -> None:
    length = await town.length()
    refused = await town.bulk([asked(8), asked(3, 20), {"site": 1}], key="a", atomic=True)
    assert (refused.status_code, refused.json()["code"]) == (409, "bulk.refused")
    assert codes(refused.json()["items"]) == ["confirmed", "slot.past", "request.invalid"]
    also = await town.bulk([asked(8), asked(8, plate="TWICE"), asked(8, plate="TWICE")], key="a", atomic=True)
    assert codes(also.json()["items"]) == ["confirmed", "confirmed", "vehicle.already_booked"]
    assert (await town.length(), await town.reservations()) == (length, [])
    assert await town.rows("SELECT * FROM slot_count") == []
    lines = [asked(8), asked(9)]
    done = await town.bulk(lines, key="a", atomic=True)
    assert (done.status_code, codes(done.json()["items"])) == (200, ["confirmed", "confirmed"])
    again = await town.bulk(lines, key="a", atomic=True)
    assert (again.text, again.headers["Idempotent-Replayed"]) == (done.text, "true")
    assert len(await town.reservations()) == 2


async def test_all_or_none_is_one_commit_even_when_the_last_place_goes(town: Agency) -> None:
    """Twenty requests for three places each, where a company's share of the hour is three places."""
    wishes = [town.bulk([asked(8, 25) for _ in range(2)], key=f"c{each}", atomic=True) for each in range(20)]
    answers = await asyncio.gather(*wishes)
    made = await town.reservations()
    assert len(made) == 2 * sum(answer.status_code == 200 for answer in answers) > 0


async def test_all_or_none_is_for_one_site(town: Agency) -> None:
    other = asked(8) | {"site": "LABTN", "slot": "LABTN~export-general~20261123T0800~60"}
    answer = await town.bulk([asked(8), other], atomic=True)
    assert (answer.status_code, answer.json()["code"]) == (422, "bulk.several_sites")


async def test_a_dry_run_tells_and_does_nothing(town: Agency) -> None:
    await town.make("POST", "/sites", json={**SITE, "code": "LABTN", "zone": "Asia/Vientiane", "country": "LA"})
    await town.make("PUT", "/sites/LABTN/calendar", json=calendar(3))
    length, keys = await town.length(), await town.rows("SELECT key FROM idempotency_key")
    other = asked(8) | {"site": "LABTN", "slot": "LABTN~export-general~20261123T0800~60"}
    lines = [asked(8, plate="TWICE"), other, asked(8, plate="TWICE"), {"site": "?"}]
    answer = await town.bulk(lines, key=None, dry_run=True)
    items = answer.json()["items"]
    assert codes(items) == ["confirmed", "confirmed", "vehicle.already_booked", "request.invalid"]
    assert items[0]["reservation"]["slot"]["id"] == slot(8)
    assert items[1]["reservation"]["slot"]["zone"] == "Asia/Vientiane"
    assert "id" not in items[0]["reservation"]
    assert (await town.length(), await town.rows("SELECT key FROM idempotency_key")) == (length, keys)
    assert await town.reservations() == []
    whole = await town.bulk([asked(8)], dry_run=True, atomic=True)
    assert codes(whole.json()["items"]) == ["confirmed"]


async def test_a_full_slot_may_be_waited_for(database_url: str) -> None:
    async with agency(database_url, capacity=2) as town:
        lines = [asked(8, 24), asked(8, 24), asked(8, 24), asked(8, 24, waitlist=True)]
        answer = await town.bulk(lines, who="operator")
        assert codes(answer.json()["items"]) == ["confirmed", "confirmed", "slot.full", "waitlisted"]


async def test_a_file_is_read_with_its_lines_and_columns(town: Agency) -> None:
    rows = [
        f"CNMHN;{slot(8)};YA 1;CN;李伟;general;16,5;power+inspection",
        "",
        f"CNMHN;{slot(8)};YA2;CN;Li;general;wide;",
    ]
    rows += ["CNMHN;;YA3;CN;Li;general;;ice", f'CNMHN;{slot(9)};YA4;CN;"Li; ""the"" Wei";general;;']
    answer = await town.csv(("\ufeff" + HEAD + "\r\n".join(rows)).encode())
    items = answer.json()["items"]
    assert codes(items) == ["confirmed", "request.invalid", "request.invalid", "confirmed"]
    made = items[0]["reservation"]
    assert (made["driver"]["name"], made["vehicle"]["length_m"], made["cargo"]["needs"]) == (
        "李伟", 16.5, ["power", "inspection"],
    )  # fmt: skip
    assert items[3]["reservation"]["driver"]["name"] == 'Li; "the" Wei'
    assert (items[1]["problem"]["line"], items[1]["problem"]["faults"][0]["at"]) == (4, "line 4, length_m")
    assert {each["column"] for each in items[2]["problem"]["faults"]} == {"needs"}
    again = await town.csv(("\ufeff" + HEAD + "\r\n".join(rows)).encode())
    assert again.headers["Idempotent-Replayed"] == "true"
    told = await town.csv((HEAD + rows[0]).encode(), "?dry_run=true&atomic=true", key=None)
    assert codes(told.json()["items"]) == ["vehicle.already_booked"]


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"\xff\xfe\x00", 400, "bulk.not_csv"),
        (b"\x89PNG\r\n\x1a\n", 400, "bulk.not_csv"),
        (b"", 400, "bulk.not_csv"),
        (b"{}", 400, "bulk.not_csv"),
        (b'site,plate\n"open', 422, "bulk.columns"),
        (HEAD.encode() + b'a;"open', 400, "bulk.not_csv"),
        (HEAD.encode() + b"a;\x00", 400, "bulk.not_csv"),
        (HEAD.encode(), 422, "bulk.empty"),
        (b"site,slot,plate,country,driver_name,cargo_class,colour\n1", 422, "bulk.columns"),
        (b"site,slot,plate,country,driver_name,cargo_class,slot\n1", 422, "bulk.columns"),
        (HEAD.encode() + b"CNMHN;x;YA1;CN;Li;general;;\n" * 1001, 422, "bulk.too_many"),
    ],
)
async def test_what_is_no_such_file_is_refused_as_a_whole(
    sqlite_url: str, content: bytes, status: int, code: str
) -> None:
    async with agency(sqlite_url) as town:
        answer = await town.csv(content)
        assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_more_than_a_thousand_lines_or_none_are_refused(sqlite_url: str) -> None:
    async with agency(sqlite_url) as town:
        line = asked(8)
        for lines, code in (([line] * 1001, "bulk.too_many"), ([], "request.invalid"), ([1, None], "request.invalid")):
            answer = await town.bulk(lines)
            assert (answer.status_code, answer.json()["code"]) == (422, code)
        answer = await town.ask("POST", "/reservations/bulk", content=b"{}", headers={"Content-Type": "text/plain"})
        assert (answer.status_code, answer.json()["code"]) == (415, "request.unsupported")


async def test_an_operator_reserves_at_its_own_site_only(town: Agency) -> None:
    other = asked(8) | {"site": "LABTN", "slot": "LABTN~export-general~20261123T0800~60"}
    answer = await town.bulk([asked(8), other], who="operator")
    assert codes(answer.json()["items"]) == ["confirmed", "slot.unknown"]


@pytest.mark.parametrize("how", [{}, {"atomic": True}, {"dry_run": True}], ids=["each", "atomic", "dry run"])
async def test_a_thousand_lines(database_url: str, how: dict[str, Any]) -> None:
    async with agency(database_url, capacity=60) as town:
        lines = [asked(number % 24, 24 + number // 24 % 2) for number in range(1000)]
        begun = time.perf_counter()
        answer = await town.bulk(lines, who="operator", **how)
        took = time.perf_counter() - begun
        print(f"1,000 lines, {how or 'each'}: {took:.2f} s, {len(answer.content)} bytes")
        assert set(codes(answer.json()["items"])) == {"confirmed"}
        taken = (await town.rows("SELECT coalesce(sum(taken), 0) AS taken FROM slot_count"))[0]["taken"]
        assert taken == (0 if "dry_run" in how else 1000)


@pytest.mark.parametrize("made", [Book(), Waitlist(), Draws()], ids=lambda each: type(each).__name__)
def test_a_copy_to_try_on_shares_nothing_that_changes(made: Book | Waitlist | Draws) -> None:
    """A memory that learns something new has to give its copies their own."""
    copied = made.copy()
    changing = {name: value for name, value in vars(made).items() if not isinstance(value, bool | None)}
    shared = {name for name, value in changing.items() if vars(copied)[name] is value}
    assert shared == set()
