"""Who is told of a rendezvous, an inspection, a bay without power and a place that goes over; and what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from serai.app import LOADERS
from serai.booking.reservations import Reservation
from serai.calling.actions import CallNamed
from serai.core.events import Entry, Event, Head
from serai.core.readers import Readers
from serai.guidance.events import BayPowerSet, BayReassigned
from serai.guidance.yard import YardState
from serai.ledger.actions import Ledger
from serai.ledger.entries import START, chained
from serai.messages.outbox import Outbox
from serai.messages.rules import planned, powerless
from serai.queue.events import InspectionEnded, InspectionOrdered, VisitLeft
from serai.queue.rules import Queue
from serai.queue.transfer_events import Onward, TransferOffered
from serai.rendezvous.events import RendezvousAwaited, RendezvousEnded, RendezvousRetimed
from tests.guidance.test_inspecting import power, stood
from tests.guidance.world import SITE, yard
from tests.messages.test_outbox import NUMBER, Phones
from tests.rendezvous.world import Dock, dock
from tests.transfers.test_carrying import TO
from tests.transfers.world import LONG, SHORT, crowd, ports
from tests.worlds import NOON, World, reservation, slot_id

MINUTE = timedelta(minutes=1)
LATER = NOON + 20 * MINUTE
MEETS: Mapping[str, Any] = {"rendezvous": "m", "parties": ["r-1", "r-2", "v-1"]}
AHEAD: Mapping[str, Any] = {"rendezvous": "m", "parties": ["r-1", "r-2"]}
ONWARD = Onward(transfer="t", site=SHORT, seq=7, digest="d")
LEFT: Mapping[str, Any] = {"visit": "v-1", "lane": "l", "line": "gate-in", "reason": None, "device_at": None, "ops": []}
AT, UNTIL = {"at": LATER.isoformat()}, {"until": LATER.isoformat()}


def entry(fact: Event, site: str = LONG) -> Entry:
    return chained(Head(site, "e", 0, NOON, START), [fact], NOON)[0]


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (
            RendezvousRetimed(**MEETS, before=NOON, at=LATER),
            [("meeting_moved", "r-1", AT), ("meeting_moved", "r-2", AT)],
        ),
        (
            RendezvousAwaited(**MEETS, visit="v-1", until=LATER),
            [("meeting_waits", "r-1", UNTIL), ("meeting_awaited", "r-2", UNTIL)],
        ),
        (RendezvousAwaited(**MEETS, visit="v-1", until=None), []),
        (
            RendezvousEnded(**MEETS, because="missed", bays=[]),
            [("meeting_over", "r-1", {}), ("meeting_over", "r-2", {})],
        ),
        (RendezvousEnded(**MEETS, because="met", bays=[]), []),
        (RendezvousEnded(**AHEAD, because="declined", bays=[]), []),
        (InspectionOrdered(visit="v-1", reason="customs"), [("inspection", "r-1", {})]),
        (InspectionOrdered(visit="v-2", reason="customs"), []),
        (
            InspectionEnded(visit="v-1", outcome="detained", onward=False),
            [("inspected", "r-1", {"outcome": "detained"})],
        ),
        (
            BayReassigned(visit="v-1", before=None, bay="B101", cause="inspection"),
            [("bay", "r-1", {"bay": "B101", "cause": "inspection"})],
        ),
        (
            BayReassigned(visit="v-1", before="B102", bay="B101", cause="taken"),
            [("bay", "r-1", {"bay": "B101", "cause": ""})],
        ),
        (BayReassigned(visit="v-1", before="B101", bay=None, cause="needless"), []),
        (
            TransferOffered(visit="v-1", site=SHORT, lane="l", saves_minutes=75),
            [("elsewhere", "r-1", {"site": SHORT, "minutes": "75"})],
        ),
        (VisitLeft(**LEFT, onward=ONWARD), [("transferred", "r-1", {"site": SHORT} | UNTIL)]),
        (VisitLeft(**LEFT), []),
    ],
    ids=lambda each: each.kind if isinstance(each, Event) else "",
)
def test_who_is_told_what_of_a_fact(fact: Event, told: list[tuple[str, str, dict[str, str]]]) -> None:
    made = planned(entry(fact), Queue(LONG), {"v-1": "r-1"}, {"t": LATER})
    assert [(each.kind, each.reservation, each.words) for each in made] == told


def test_that_a_rendezvous_is_off_waits_for_the_morning_only_while_nobody_is_here() -> None:
    for whose, needed_at in ((MEETS, NOON), (AHEAD, None)):
        made = planned(entry(RendezvousEnded(**whose, because="gone", bays=[])), Queue(LONG), {})
        assert {each.needed_at for each in made} == {needed_at}


async def test_who_stands_without_power_is_told_where_no_other_bay_is_to_be_had(sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        visit = await stood(site, "R1", "B201", "fresh")
        state = await power(site, "B201", "off")
        lost = entry(BayPowerSet(bay="B201", status="off", by="operator"), SITE)
        assert powerless(lost, await reserved(site.world, visit), state) == [], "it was told of another bay"
        for number in range(202, 211):
            state = await power(site, f"B{number}", "off")
        [told] = powerless(lost, await reserved(site.world, visit), state)
        assert (told.kind, told.reservation, told.words) == ("power", "r-1", {"bay": "B201"})
        other = entry(BayPowerSet(bay="B202", status="off", by="operator"), SITE)
        back = entry(BayPowerSet(bay="B201", status="on", by="operator"), SITE)
        assert powerless(other, Queue(SITE), state) == powerless(back, Queue(SITE), YardState()) == []


async def reserved(world: World, visit: str) -> Queue:
    """The queue as the tables have it, in which the visit has a reservation."""
    async with world.database.reading() as connection:
        queue = await LOADERS[Queue](connection, SITE)
    assert isinstance(queue, Queue)
    queue.visits[visit] = replace(queue.visits[visit], reservation="r-1")
    return queue


def outbox(world: World, phones: Phones) -> Outbox:
    """What a process that has just started has."""
    return Outbox(world.database, Readers(world.database, Ledger(), LOADERS), world.clock, phones, str)


def driven(language: str = "en") -> dict[str, str]:
    return {"name": "Li Wei", "language": language, "phone": NUMBER}


async def numbered(site: Dock, lane: str) -> Reservation:
    asked = reservation(slot_id(14, lane=lane), f"T{lane[:3]}", company="lao")
    return await site.world.desks.run(replace(asked, request=replace(asked.request, driver=driven())))


async def test_one_waits_and_the_other_is_awaited_and_both_go_on_when_it_does_not_come(sqlite_url: str) -> None:
    phones = Phones()
    async with dock(sqlite_url, automatic=True) as site:
        await outbox(site.world, phones).run()
        one, other = await numbered(site, "import-general"), await numbered(site, "export-general")
        await site.propose(one, other.reference)
        await site.come(one)
        for _ in range(3):
            await site.wait(1)
            await outbox(site.world, phones).run()
        mine, theirs = (_texts(phones, each.reference) for each in (one, other))
        assert any("The other truck is awaited until" in each for each in mine)
        assert any("The other truck waits for you until" in each for each in theirs)
        await site.cancel(other)
        await site.wait(1)
        await outbox(site.world, phones).run()
        assert any("is off" in each for each in _texts(phones, one.reference))
        assert not any("is off" in each for each in _texts(phones, other.reference)), "it has ended that itself"


async def test_who_goes_to_another_site_is_told_until_when_its_place_is_kept_and_of_its_call_there(
    sqlite_url: str,
) -> None:
    phones = Phones()
    async with ports(sqlite_url) as made:
        await outbox(made, phones).run()
        await crowd(made, 12)
        asked = reservation(slot_id(14), "C1")
        booked = await made.desks.run(replace(asked, request=replace(asked.request, driver=driven("en"))))
        visit = (await made.check_in("C1", reservation=booked.id)).visit.id
        async with made.client() as http:
            promised = (await http.post(f"/visits/{visit}/transfer", json=TO)).json()
        await outbox(made, phones).run()
        kept = made.clock.now() + 210 * MINUTE
        assert promised["valid_until"].startswith(kept.isoformat()[:16])
        wall = (kept + timedelta(hours=8)).strftime("%H:%M")
        assert f"{LONG} {booked.reference}: Drive to {SHORT}: your place is kept there until {wall}." in phones.texts
        await made.advance(100)
        come = (await made.check_in("C1", SHORT)).visit
        await made.desks.run(CallNamed(SHORT, "call-1", (come.id,), reason="perishable"))
        await outbox(made, phones).run()
        assert phones.texts[-1].startswith(f"{SHORT} {booked.reference}: Come to gate")


def _texts(phones: Phones, reference: str) -> list[str]:
    return [each for each in phones.texts if reference in each]
