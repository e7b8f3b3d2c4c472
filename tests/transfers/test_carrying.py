"""A truck goes over to a faster site with its place by arrival: offered, promised, left, joined there, or expired."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from serai.booking.vehicles import plate_key
from serai.calling.actions import CallNamed
from serai.calling.directing import StopCalls
from serai.core import ids
from serai.core.desk import Command
from serai.guidance.actions import PutYard
from serai.queue.actions import Leave
from serai.queue.checkin import Arriving
from serai.queue.replay import replay
from serai.queue.transfers import TransferUnfinished
from serai.sites import actions as sites
from serai.sites.rulebook import RulebookDocument
from serai.transfers.actions import LeaveFor, Promise
from serai.transfers.carrying import seeker_of
from serai.transfers.rules import TransfersFull
from tests.queue.desk_world import AS_OPERATOR
from tests.queue.world import fact
from tests.simulation.ground import FULL
from tests.transfers.world import DRIVE, DRIVER, LONG, SHORT, Ports, Publish, crowd, ports
from tests.worlds import NOON, reservation, slot_id

TO = {"site": SHORT, "lane": "export-general"}


async def promise(made: Ports, visit: str) -> str:
    """The first step alone, as where the process stops behind it."""
    assert made.readers is not None
    known = (await made.queue(LONG)).visits[visit]
    seeker = seeker_of(await made.readers.memory(LONG), known, made.house)
    asked = Promise(SHORT, ids.new(SHORT), seeker=seeker, lane="export-general", drive_minutes=DRIVE)
    return (await made.desks.run(asked)).id


async def test_a_truck_is_offered_the_faster_site_and_stands_there_by_its_arrival(database_url: str) -> None:
    async with ports(database_url) as made:
        visits = await crowd(made, 12)
        last = (await made.queue(LONG)).visits[visits[-1]]
        there = await crowd(made, 3, SHORT, "B")
        async with made.client() as http:
            told = (await http.get(f"/visits/{last.id}/elsewhere")).json()
            [offer] = told["items"]
            assert (offer["site"], offer["lane"], offer["drive_minutes"]) == (SHORT, "export-general", DRIVE)
            assert offer["saves_minutes"] > 60
            assert told["promise"] is None
            assert (await http.get(f"/visits/{visits[5]}/elsewhere")).json()["items"] == []
            refused = await http.post(f"/visits/{visits[4]}/transfer", json=TO)
            assert (refused.status_code, refused.json()["rule"]) == (409, "transfer.faster")
            taken = await http.post(f"/visits/{last.id}/transfer", json=TO, headers={"Idempotency-Key": "one"})
            again = await http.post(f"/visits/{last.id}/transfer", json=TO, headers={"Idempotency-Key": "one"})
            assert taken.status_code == 200
            assert again.json() == taken.json()
            assert (await http.get(f"/visits/{last.id}/elsewhere")).json()["promise"]["status"] == "promised"
            [coming] = (await http.get(f"/sites/{SHORT}/transfers")).json()["items"]
            assert (coming["plate"], coming["from_site"]) == ("A0011", LONG)
        assert last.id not in await made.order(LONG)
        await made.advance(DRIVE)
        come = await made.check_in("A0011", SHORT)
        assert (come.visit.came_from, come.visit.since, come.visit.because) == (
            last.id,
            last.arrived_at,
            ("order.transfer",),
        )
        assert await made.order(SHORT) == [come.visit.id, *there]
        for site in (LONG, SHORT):
            assert replay(await made.ledger(site)).faults == []


async def test_both_ledgers_name_the_entries_of_the_other(sqlite_url: str) -> None:
    async with ports(sqlite_url) as made:
        visit = (await crowd(made, 12))[-1]
        async with made.client() as http:
            assert (await http.post(f"/visits/{visit}/transfer", json=TO)).status_code == 200
        here, there = await made.ledger(LONG), await made.ledger(SHORT)
        [promised] = [fact(each) for each in there if each.kind == "transfer.promised"]
        [left] = [fact(each) for each in here if each.kind == "visit.left"]
        joined, made_in = here[promised.origin.seq - 1], there[left.onward.seq - 1]
        assert (joined.digest, fact(joined).visit) == (promised.origin.digest, visit)
        assert (made_in.digest, fact(made_in)) == (left.onward.digest, promised)


async def test_who_is_called_between_the_steps_keeps_its_call_and_the_promise_is_taken_back(sqlite_url: str) -> None:
    async with ports(sqlite_url) as made:
        visit = (await crowd(made, 12))[-1]
        transfer = await promise(made, visit)
        await made.desks.run(CallNamed(LONG, "call-1", (visit,), reason="perishable"))
        assert not await made.desks.run(LeaveFor(LONG, visit, transfer))
        await made.advance(1)
        assert await statuses(made) == {transfer: "withdrawn"}
        async with made.client() as http:
            late = await http.post(f"/visits/{visit}/transfer", json=TO)
            assert (late.status_code, late.json()["code"], late.json()["rule"]) == (
                409, "transfer.late", "transfer.while_waiting",
            )  # fmt: skip
        assert (await made.queue(LONG)).visits[visit].status == "called"


async def test_what_stopped_between_the_steps_is_finished_and_nobody_checks_in_meanwhile(sqlite_url: str) -> None:
    async with ports(sqlite_url) as made:
        visit = (await crowd(made, 12))[-1]
        await promise(made, visit)
        with pytest.raises(TransferUnfinished):
            await made.check_in("A0011", SHORT)
        await made.advance(0)
        assert visit not in await made.order(LONG)
        assert (await made.check_in("A0011", SHORT)).visit.came_from == visit


async def test_a_place_is_kept_for_a_while_and_then_the_truck_is_an_ordinary_arrival(sqlite_url: str) -> None:
    async with ports(sqlite_url) as made:
        visit = (await crowd(made, 12))[-1]
        async with made.client() as http:
            assert (await http.post(f"/visits/{visit}/transfer", json=TO)).status_code == 200
            await made.advance(DRIVE * 3 // 2 + 31)
            assert (await http.get(f"/visits/{visit}/elsewhere")).json()["promise"]["status"] == "expired"
        others = await crowd(made, 2, SHORT, "B")
        late = await made.check_in("A0011", SHORT, lane="export-general")
        assert late.visit.since is None
        assert await made.order(SHORT) == [*others, late.visit.id]


async def told_anew(made: Ports) -> None:
    await made.desks.run(Publish(LONG, 20))
    await made.desks.run(Publish(SHORT, 3))


async def test_no_more_places_are_kept_than_the_rulebook_says(sqlite_url: str) -> None:
    async with ports(sqlite_url) as made:
        await made.put_rulebook(SHORT, transfers_per_hour=2)
        visits = await crowd(made, 14)
        async with made.client() as http:
            for visit in visits[-2:]:
                assert (await http.post(f"/visits/{visit}/transfer", json=TO)).status_code == 200
            full = await http.post(f"/visits/{visits[-3]}/transfer", json=TO)
            assert (full.json()["code"], full.json()["rule"]) == ("transfer.full", "transfers_per_hour")
            assert (await http.get(f"/visits/{visits[-3]}/elsewhere")).json()["items"] == []
            await made.advance(DRIVE)
            await made.check_in("A0013", SHORT)
            await told_anew(made)
            with pytest.raises(TransfersFull):
                await promise(made, visits[-3])
            await made.advance(61)
            await told_anew(made)
            await promise(made, visits[-3])


async def test_a_reservation_left_for_another_site_ends_without_a_strike(sqlite_url: str) -> None:
    async with ports(sqlite_url) as made:
        await crowd(made, 12)
        booked = await made.desks.run(reservation(slot_id(14), "C1"))
        visit = (await made.check_in("C1", reservation=booked.id)).visit.id
        async with made.client() as http:
            taken = await http.post(f"/visits/{visit}/transfer", json=TO)
            assert taken.status_code == 200, taken.text
        [ended] = [each for each in await made.ledger(LONG) if each.kind == "reservation.cancelled"]
        assert not fact(ended).late
        assert (await made.rows("SELECT * FROM vehicle_claim")) == []


async def test_only_who_it_belongs_to_takes_an_offer_and_follows_the_visit_there(sqlite_url: str) -> None:
    async with ports(sqlite_url) as made:
        await crowd(made, 12)
        visit = (await made.check_in("D1", caller=DRIVER, lane="export-general")).visit.id
        async with made.client(DRIVER) as mine, made.client(STRANGER) as stranger:
            assert (await stranger.get(f"/visits/{visit}/elsewhere")).status_code == 404
            assert (await stranger.post(f"/visits/{visit}/transfer", json=TO)).status_code == 404
            assert (await mine.post(f"/visits/{visit}/transfer", json=TO)).status_code == 200
            refused = await stranger.post(f"/sites/{SHORT}/visits", json=SEEN, headers={"Idempotency-Key": "s"})
            assert refused.json()["code"] == "visit.not_yours"
            come = await made.check_in("D1", SHORT)  # at a kiosk
            known = (await mine.get("/visits")).json()["items"]
            assert {each["id"] for each in known} == {come.visit.id, visit}
            assert (await stranger.get(f"/visits/{come.visit.id}")).status_code == 404


async def test_who_left_of_itself_meanwhile_is_not_moved(sqlite_url: str) -> None:
    async with ports(sqlite_url) as made:
        visit = (await crowd(made, 12))[-1]
        transfer = await promise(made, visit)
        await made.desks.run(Leave(LONG, visit, AS_OPERATOR))
        await made.advance(0)
        assert await statuses(made) == {transfer: "withdrawn"}


STRANGER = type(DRIVER)(role=DRIVER.role, key="other", phone="other mark")
LONG_TRUCK = Arriving(plate_key("L1", "CN"), {"plate": "L1", "country": "CN"}, 3000)
SEEN = {"vehicle": {"plate": "D1", "country": "CN"}, "by": "driver"}


async def statuses(made: Ports) -> dict[str, str]:
    return {row["transfer"]: row["status"] for row in await made.rows("SELECT transfer, status FROM transfer")}


LANE = {"code": "export-general", "direction": "export", "class": "general", "gates": ["gate-in"]}
BAYS_OF_20_M = [each for each in FULL["features"] if each["id"] not in ("gate-2", "r-2")]
UNFIT: dict[str, Command[Any]] = {
    "no walk-ins": sites.PutRulebook(SHORT, None, RulebookDocument(walk_ins=False)),
    "no places": sites.PutRulebook(SHORT, None, RulebookDocument(transfers_per_hour=0)),
    "closed": sites.OpenClosure(SHORT, "c", None, None, None, "works", None),
    "closed on arrival": sites.OpenClosure(SHORT, "c", None, NOON + timedelta(hours=2), None, "works", None),
    "stopped": StopCalls(SHORT, "operator", None, "hazard", None),
    "declared": sites.ChangeSite(SHORT, None, {"lanes": [LANE | {"declaration": "required"}]}),
    "another class": sites.ChangeSite(SHORT, None, {"lanes": [LANE | {"class": "fresh"}]}),
    "yard too small": PutYard.of(SHORT, None, {"type": "FeatureCollection", "features": BAYS_OF_20_M}),
    "nowhere": sites.ChangeSite(LONG, None, {"drives": {"NOWHERE": 5}}),
    "a large margin": sites.PutRulebook(LONG, None, RulebookDocument(transfer_margin_minutes=600)),
}


@pytest.mark.parametrize("why", UNFIT)
async def test_what_cannot_take_a_truck_is_not_offered(why: str, sqlite_url: str) -> None:
    async with ports(sqlite_url, here=40) as made:
        await crowd(made, 6)
        visit = (await made.check_in("L1", lane="export-general", arriving=LONG_TRUCK)).visit.id
        async with made.client() as http:
            assert len((await http.get(f"/visits/{visit}/elsewhere")).json()["items"]) == 1
            await made.desks.run(UNFIT[why])
            assert (await http.get(f"/visits/{visit}/elsewhere")).json()["items"] == []
