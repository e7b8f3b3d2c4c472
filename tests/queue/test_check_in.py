"""Check-in and what follows, through the desk, on both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import orjson
import pytest

from serai.booking.refusals import ReservationEnded, ReservationUnknown, WrongClass
from serai.core import ids
from serai.core.desk import Memory
from serai.core.desks import Desks
from serai.core.errors import Stale
from serai.core.events import Head
from serai.identity.rights import Relation, Role
from serai.identity.rules import Caller, link_caller
from serai.ledger import queries as ledger
from serai.queue import actions, moves, queries
from serai.queue.actions import Correct, Leave, NothingToCorrect, OnVisit, OpenWindows, TurnAway
from serai.queue.checkin import Arriving, LaneNeeded, NotYours, OtherLane, OtherVehicle, WalkInsRefused
from serai.queue.events import BandsPublished
from serai.queue.machine import VisitEnded
from serai.queue.moves import Passage
from serai.queue.replay import replay
from serai.queue.rules import AlreadyHere, Queue, VisitUnknown
from serai.sites import wording
from serai.sites.rules import SiteFold
from serai.sites.site import LaneUnknown
from tests.queue.desk_world import ALL_LOADERS, AS_OPERATOR, QueueWorld, check_in, world
from tests.worlds import NOON, slot_id

SOON = slot_id(14)
"""The slot that starts two hours after NOON."""


class Gate(OnVisit):
    """What a gate reports; the shape of guidance's commands."""

    def facts(self, draft: Any) -> Any:
        return moves.depart(draft.of(Queue), self.visit, Passage(call=ids.new()))


async def test_a_walk_in_gets_a_place(database_url: str) -> None:
    async with world(database_url) as made:
        first = await made.check_in("YA0001", lane="export-general")
        second = await made.check_in("YA0002", cargo_class="general")
        assert second.place is not None
        assert (second.place.position, second.place.ahead, second.place.of) == (2, 1, 2)
        (said,) = first.because.told("en")
        assert said["clause"] == "order.arrival"
        assert "12:00" in said["text"]
        assert (await made.queue()).lines["gate-in"].ranks.rank(second.visit.id) == 2


async def test_a_reservation_is_found_by_id_reference_or_plate_and_has_arrived(database_url: str) -> None:
    async with world(database_url) as made:
        made_by = [await made.reserve(SOON, f"YB000{each}") for each in range(3)]
        made.clock.set(NOON + timedelta(hours=1))
        by_id = await made.check_in(reservation=made_by[0].id)
        by_reference = await made.check_in(reference=made_by[1].reference)
        by_plate = await made.check_in("yb-0002")
        for seen, reservation in zip((by_id, by_reference, by_plate), made_by, strict=True):
            assert seen.visit.reservation == reservation.id
            assert seen.visit.because == ("order.slot",)
            assert seen.papers.driver["name"] == "Li Wei"
        rows = await made.rows("SELECT status, visit FROM reservation ORDER BY id")
        assert [row["status"] for row in rows] == ["arrived"] * 3
        with pytest.raises(AlreadyHere):
            await made.check_in(reservation=made_by[0].id)


async def test_a_departure_fulfils_the_reservation(database_url: str) -> None:
    async with world(database_url) as made:
        reservation = await made.reserve(SOON, "YC0001")
        made.clock.set(NOON + timedelta(hours=1))
        seen = await made.check_in("YC0001")
        gone = await made.desks.run(Gate("CNMHN", seen.visit.id, AS_OPERATOR))
        again = await made.desks.run(Gate("CNMHN", seen.visit.id, AS_OPERATOR))
        assert gone.visit.status == again.visit.status == "departed"
        assert again.visit.version == gone.visit.version
        kinds = [entry.kind for entry in made.entries[-6:]]
        steps = [f"visit.{step}" for step in ("joined", "called", "admitted", "released", "departed")]
        assert kinds == [*steps, "reservation.fulfilled"]
        assert (await made.rows("SELECT status FROM reservation"))[0]["status"] == "fulfilled"
        with pytest.raises(ReservationEnded):
            await made.check_in(reservation=reservation.id)
        assert (await made.check_in("YC0001", lane="export-general")).visit.reservation is None


async def _copies_let_in(url: str) -> int:
    """Two processes check one vehicle in, many times at once; how often it was let in."""
    async with world(url) as made:
        other = Desks(made.desks.parts)
        desks = [made.desks, other]
        asked = [desks[each % 2].run(check_in("YD0001", lane="export-general")) for each in range(16)]
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
        await other.close()
        refused = [each for each in outcomes if isinstance(each, BaseException)]
        assert all(isinstance(each, AlreadyHere) for each in refused), refused
        return len(outcomes) - len(refused)


async def test_one_vehicle_has_one_visit_at_a_site(database_url: str) -> None:
    assert await _copies_let_in(database_url) == 1


async def test_twin_without_a_look_at_the_tables_a_vehicle_is_here_twice(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nobody(*_: object) -> dict[str, str]:
        return {}

    monkeypatch.setattr(queries, "here", nobody)
    assert await _copies_let_in(database_url) > 1


async def test_a_vehicle_that_left_may_come_again(database_url: str) -> None:
    async with world(database_url) as made:
        seen = await made.check_in("YD0001", lane="export-general")
        await made.desks.run(Leave("CNMHN", seen.visit.id, AS_OPERATOR))
        assert (await made.check_in("YD0001", lane="export-general")).visit.status == "waiting"


async def test_late_early_and_missed(database_url: str) -> None:
    async with world(database_url) as made:
        await made.reserve(slot_id(20), "YE0001")
        await made.reserve(SOON, "YE0002")
        early = await made.check_in("YE0001")
        assert early.visit.because == ("order.early",)
        made.clock.set(NOON + timedelta(hours=5))
        late = await made.check_in("YE0002")
        assert late.visit.because == ("order.late",)
        async with made.database.reading() as connection:
            due = await actions.opening(connection)
        assert [each.at for each in due] == [NOON + timedelta(hours=7)]
        made.clock.set(due[0].at)
        assert await made.desks.run(due[0].command) == 1
        assert await made.desks.run(OpenWindows("CNMHN")) == 0
        assert (await made.queue()).visits[early.visit.id].because == ("order.slot",)
        async with made.database.reading() as connection:
            assert await actions.opening(connection) == []


async def test_refusals_leave_nothing(database_url: str) -> None:
    async with world(database_url) as made:
        reservation = await made.reserve(SOON, "YF0001")
        before = len(made.entries)
        for refusal, given in (
            (LaneNeeded, {"plate": "YF0009"}),
            (LaneUnknown, {"plate": "YF0009", "lane": "nowhere"}),
            (WrongClass, {"plate": "YF0009", "lane": "export-fresh", "cargo_class": "general"}),
            (LaneNeeded, {"plate": "YF0009", "cargo_class": "hazmat"}),
            (OtherLane, {"reservation": reservation.id, "lane": "export-fresh"}),
            (OtherVehicle, {"plate": "YF0009", "reservation": reservation.id}),
            (ReservationUnknown, {"reservation": ids.new("CNMHN")}),
            (ReservationUnknown, {"reference": "MHN-000000"}),
        ):
            with pytest.raises(refusal):
                await made.check_in(**given)
        await made.put_rulebook(walk_ins=False)
        with pytest.raises(WalkInsRefused):
            await made.check_in("YF0009", lane="export-general")
        assert len(made.entries) == before + 1


async def test_a_driver_checks_in_only_its_own(database_url: str) -> None:
    async with world(database_url) as made:
        reservation = await made.reserve(SOON, "YG0001")
        stranger = Caller(role=Role.DRIVER, key="k", phone="mark")
        made.clock.set(NOON + timedelta(hours=1))
        with pytest.raises(ReservationUnknown):
            await made.check_in(reservation=reservation.id, caller=stranger)
        with pytest.raises(NotYours):
            await made.check_in("YG0001", caller=stranger)
        seen = await made.check_in("YG0001", caller=link_caller(reservation.id))
        assert seen.visit.reservation == reservation.id
        asker = actions.Asker(stranger, Relation.OWN)
        with pytest.raises(VisitUnknown):
            await made.desks.run(Leave("CNMHN", seen.visit.id, asker))


async def test_a_trusted_company_is_asked_of_identity_at_check_in(database_url: str) -> None:
    async with world(database_url) as made:
        async with made.database.writing() as connection:
            await connection.exec_driver_sql(
                "INSERT INTO company (id, name, name_key, pseudonym, is_trusted, is_suspended, version, created_at)"
                " VALUES ('c1', 'Yun', 'yun', 'p1', true, false, 1, '2026-01-01 00:00:00')"
            )
        await made.reserve(SOON, "YH0001", company="c1")
        made.clock.set(NOON + timedelta(hours=1))
        seen = await made.check_in("YH0001")
        assert seen.visit.trusted
        assert seen.visit.because == ("order.slot", "order.priority")


async def test_corrections_are_recorded_and_change_place_vehicle_or_visit(database_url: str) -> None:
    async with world(database_url) as made:
        first = await made.check_in("YI0001", lane="export-general")
        second = await made.check_in("YI0002", lane="export-general")
        twice = await made.check_in("YI0003", lane="export-general")

        def correct(visit: str, **what: Any) -> Correct:
            return Correct("CNMHN", visit, AS_OPERATOR, reason="seen", salt="5a17" * 8, **what)

        moved = await made.desks.run(correct(second.visit.id, lane="export-fresh", note="the driver said so"))
        assert (moved.visit.lane, moved.visit.cargo_class) == ("export-fresh", "fresh")
        assert moved.place is not None
        assert moved.place.position == 1
        over = await made.desks.run(correct(twice.visit.id, duplicate_of=first.visit.id))
        assert (over.visit.status, over.visit.duplicate_of) == ("left", first.visit.id)
        other = Arriving("YI0009:CN", {"plate": "YI0009", "country": "CN"})
        await made.desks.run(correct(first.visit.id, vehicle=other))
        with pytest.raises(AlreadyHere):
            await made.check_in("YI0009", lane="export-general")
        with pytest.raises(NothingToCorrect):
            await made.desks.run(correct(first.visit.id))
        with pytest.raises(Stale):
            await made.desks.run(correct(first.visit.id, bay="b1", match=frozenset({"1"})))
        assert [row["text"] for row in await made.rows("SELECT text FROM visit_note")] == ["the driver said so"]
        assert b"said so" not in b"".join(entry.body for entry in made.entries)
        assert replay(await made.ledger()).faults == []


async def test_turned_away_is_over(database_url: str) -> None:
    async with world(database_url) as made:
        seen = await made.check_in("YJ0001", lane="export-general")
        gone = await made.desks.run(TurnAway("CNMHN", seen.visit.id, AS_OPERATOR, reason="no_papers"))
        assert (gone.visit.status, gone.place) == ("turned_away", None)
        with pytest.raises(VisitEnded):
            await made.desks.run(Leave("CNMHN", seen.visit.id, AS_OPERATOR))


async def _busy(made: QueueWorld) -> None:
    """Arrivals of all kinds, calls, departures and a correction."""
    await made.put_rulebook(priority_bound_minutes=10)
    for each in range(4):
        await made.reserve(SOON, f"YK1{each:03}")
    await made.reserve(slot_id(20), "YK2000")
    made.clock.set(NOON + timedelta(hours=1))
    for each in range(12):
        await made.check_in(f"YK0{each:03}", lane="export-fresh" if each % 3 == 2 else "export-general")
        made.clock.set(made.clock.now() + timedelta(minutes=1))
    visits = [(await made.check_in(f"YK1{each:03}")).visit.id for each in range(4)]
    await made.check_in("YK2000")
    await made.desks.run(Gate("CNMHN", visits[0], AS_OPERATOR))
    await made.desks.run(Leave("CNMHN", visits[1], AS_OPERATOR))


async def test_i27_the_tables_hold_what_the_ledger_adds_up_to(database_url: str) -> None:
    async with world(database_url) as made:
        await _busy(made)
        folded = Queue("CNMHN")
        async with made.database.reading() as connection:
            head = await ledger.head(connection, "CNMHN")
            assert isinstance(head, Head)
            loaded = (await Memory.load(connection, head, ALL_LOADERS)).of(Queue)
        for entry in await made.ledger():
            folded.apply(entry.event, entry.at, entry.seq)
        assert loaded.visits == folded.visits
        assert +loaded.lanes == +folded.lanes
        for name, line in folded.lines.items():
            other = loaded.lines[name]
            assert list(other.ranks) == list(line.ranks)
            assert list(other.waiting()) == list(line.waiting())
            assert (other.clock, other.finishes) == (line.clock, line.finishes)
            assert (other.overtakers, other.overtaken) == (line.overtakers, line.overtaken)
        assert folded.lines["gate-in"].overtaken > 0


async def test_i10_a_stranger_recomputes_the_order_from_the_ledger(database_url: str) -> None:
    async with world(database_url) as made:
        await _busy(made)
        recount = replay(await made.ledger())
        assert recount.faults == []
        assert recount.orders["gate-in"] == list((await made.queue()).lines["gate-in"].ranks)


async def test_i28_nothing_of_a_vehicle_or_driver_is_in_the_ledger(database_url: str) -> None:
    async with world(database_url) as made:
        await _busy(made)
        bodies = b"".join(entry.body for entry in made.entries)
        for secret in (*(f"YK{each:04}".encode() for each in range(3_000)), b"Li Wei", b"5a17", b"operator"):
            assert secret not in bodies


async def test_routes_show_a_visit_its_queue_and_its_explanation(sqlite_url: str) -> None:
    async with world(sqlite_url) as made:
        operator = Caller(role=Role.OPERATOR, key="operator")
        async with made.client(operator) as client:
            body = {"vehicle": {"plate": "YL0001", "country": "CN"}, "lane": "export-general", "by": "kiosk"}
            missing = await client.post("/sites/CNMHN/visits", json=body)
            assert (missing.status_code, missing.json()["code"]) == (400, "idempotency.missing")
            made_one = await client.post("/sites/CNMHN/visits", json=body, headers={"Idempotency-Key": "a"})
            again = await client.post("/sites/CNMHN/visits", json=body, headers={"Idempotency-Key": "a"})
            assert made_one.status_code == 201
            assert made_one.content == again.content
            clash = await client.post("/sites/CNMHN/visits", json=body, headers={"Idempotency-Key": "b"})
            assert (clash.status_code, clash.json()["code"]) == (409, "visit.already_here")
            visit = made_one.json()
            assert visit["place"] == {"position": 1, "ahead": 0, "of": 1}
            assert visit["vehicle"]["plate"] == "YL0001"
            fresh = {**body, "vehicle": {"plate": "YL0002", "country": "CN"}, "lane": "export-fresh"}
            await client.post("/sites/CNMHN/visits", json=fresh, headers={"Idempotency-Key": "c"})
            got = await client.get(f"/visits/{visit['id']}")
            assert got.json()["place"]["position"] == 2
            assert got.headers["etag"] == f'"{got.json()["version"]}"'
            queue = (await client.get("/sites/CNMHN/queue?limit=1")).json()
            assert [(each["rank"], each["class"]) for each in queue["items"]] == [(1, "fresh")]
            rest = (await client.get("/sites/CNMHN/queue", params={"cursor": queue["next"]})).json()
            assert [each["visit"] for each in rest["items"]] == [visit["id"]]
            assert rest["at"]["seq"] == len(made.entries)
            told = (await client.get(f"/visits/{visit['id']}/explanation")).json()
            (passed,) = told["passed_by"]
            assert (passed["class"], passed["clause"], passed["count"]) == ("fresh", "order.priority", 1)
            assert wording.clause("order.priority", "en") in passed["text"]
            assert "YL0001" not in orjson.dumps(told).decode()
            found = (await client.get("/visits", params={"plate": "yl 0001", "status": "waiting"})).json()
            assert [each["id"] for each in found["items"]] == [visit["id"]]
            left = await client.post(f"/visits/{visit['id']}/leave")
            assert left.json()["status"] == "left"
            assert (await client.post(f"/visits/{visit['id']}/leave", json={})).status_code == 200
            away = await client.post(f"/visits/{visit['id']}/turn-away", json={"reason": {"code": "no_papers"}})
            assert (away.status_code, away.json()["code"]) == (409, "visit.ended")


async def test_routes_hide_what_is_someone_elses(sqlite_url: str) -> None:
    async with world(sqlite_url) as made:
        seen = await made.check_in("YM0001", lane="export-general")
        elsewhere = Caller(role=Role.OPERATOR, key="o2", site="CNHEK")
        driver = Caller(role=Role.DRIVER, key="d", phone="mark")
        for caller in (elsewhere, driver):
            async with made.client(caller) as client:
                for path in (f"/visits/{seen.visit.id}", f"/visits/{seen.visit.id}/explanation", "/visits/nothing"):
                    assert (await client.get(path)).status_code == 404
                assert (await client.get("/visits")).json()["items"] == []
                assert (await client.post(f"/visits/{seen.visit.id}/leave")).status_code == 404
        async with made.client(elsewhere) as client:
            assert (await client.get("/sites/CNMHN/queue")).status_code == 404


async def test_a_band_follows_the_published_curve(sqlite_url: str) -> None:
    async with world(sqlite_url) as made:
        await made.check_in("YN0001", lane="export-general")
        second = await made.check_in("YN0002", lane="export-general")
        assert second.band is None

        class Publish(OpenWindows):
            def decide(self, draft: Any) -> int:
                points = [[1, 0, 2, 4], [3, 10, 12, 24]]
                bands = {"gate-in": {"oversize": points, "fresh": [[1, 0, 1, 2]]}, "gate-1": {"general": points}}
                bands["gate-in"]["general"] = points
                return int(draft.record(BandsPublished(bands=bands, as_of=NOON, basis={})))

        await made.desks.run(Publish("CNMHN"))
        band = (await made.queue()).band(second.visit.id, NOON)
        assert band is not None
        minutes = [(each - NOON) / timedelta(minutes=1) for each in (band.p05, band.p50, band.p95)]
        assert minutes == [5, 7, 14]
        async with made.database.reading() as connection:
            head = await ledger.head(connection, "CNMHN")
            assert head is not None
            loaded = await Memory.load(connection, head, ALL_LOADERS)
        assert loaded.of(Queue).band(second.visit.id, NOON) == band
        (row,) = await made.rows("SELECT bands FROM bands")
        assert row["bands"] == orjson.dumps(orjson.loads(row["bands"]), option=orjson.OPT_SORT_KEYS).decode()
        followed, read = (await made.queue()).curves, loaded.of(Queue).curves
        assert followed is not None
        assert read is not None
        # Who has no bands is promised those of the line's first class: it must be the same one everywhere.
        asked = ("gate-in", "hazmat", 1, NOON, NOON)
        assert followed.at(*asked) == read.at(*asked)
        assert [list(each) for each in followed.curves.values()] == [["general"], ["fresh", "general", "oversize"]]
        assert loaded.of(SiteFold).place.code == "CNMHN"
