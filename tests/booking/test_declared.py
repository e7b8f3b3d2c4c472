"""A reservation and its declaration: whose, which way, which vehicle, by when, and one for one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar, Self

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import actions, changes, declaring, refusals
from serai.booking.lapsing import Lapse
from serai.booking.reservations import Reservation
from serai.booking.vehicles import has_plate, plate_key
from serai.core.desk import Command, Draft
from serai.core.errors import Refusal
from serai.declarations.rules import Declaration, Declarations, DeclarationUnknown
from serai.disruption.actions import Retime
from serai.disruption.retiming import Move
from serai.disruption.rezoning import ChangeSite
from serai.identity.rights import Role
from serai.identity.rules import Caller
from tests.booking.counter import by, later, own, refused, rule, status
from tests.declarations.clerk import ACME, BOLT, decide, make, submitted
from tests.scale import scaled
from tests.worlds import NOON, OPERATOR, World, opened, reservation, site_document, slot_id, waiting, world

LANES = ("export-general", "import-general")
PLATE = "YA0001"


def asked(slot: str, plate: str = PLATE, **changes: Any) -> actions.Reserve:
    """As a company asks."""
    return reservation(slot, plate, **{**by(ACME), **changes})


def attach(to: Reservation, declaration: str, asker: actions.Asker | None = None) -> declaring.Attach:
    return declaring.Attach(to.site, to.id, asker or own(ACME), declaration=declaration)


async def port(made: World, **changes: Any) -> World:
    """A site whose export lane demands declarations."""
    await made.site(lanes=LANES, declared=LANES[:1], **changes)
    return made


async def carried(made: World, of: Reservation) -> tuple[str, str | None]:
    rows = await made.rows(f"SELECT status, declaration FROM reservation WHERE id = '{of.id}'")
    return rows[0]["status"], rows[0]["declaration"]


async def apart(made: World) -> list[str]:
    """Where a reservation and the declaration that it carries do not name each other."""
    mine = {(row["id"], row["declaration"]) for row in await made.rows("SELECT id, declaration FROM reservation")}
    its = {(row["reservation"], row["id"]) for row in await made.rows("SELECT id, reservation FROM declaration")}
    pairs = ({each for each in mine if each[1]}, {each for each in its if each[0]})
    return sorted(f"{one} and {other}" for one, other in pairs[0] ^ pairs[1])


async def test_a_lane_that_demands_one_waits_for_it_until_so_many_hours_before(database_url: str) -> None:
    async with world(database_url) as made:
        await port(made)
        booked = await made.desks.run(asked(slot_id(18)))
        assert booked.placed.declaration_by == NOON + timedelta(hours=2)  # 18:00 less 4 h, it being noon
        await later(made, hours=2, seconds=-1)
        assert await status(made, booked) == "confirmed"
        await later(made, seconds=1)
        assert await status(made, booked) == "expired"
        entry = (await made.ledger())[-1]
        assert (entry.kind, entry.event.because) == ("reservation.expired", "declaration")  # type: ignore[attr-defined]
        assert (await made.rows("SELECT taken FROM slot_count"))[0]["taken"] == 0


async def test_the_place_of_an_undeclared_one_goes_to_who_waits(database_url: str) -> None:
    async with world(database_url) as made:
        await port(made, capacity=1)
        await made.desks.run(asked(slot_id(18)))
        declared = await submitted(made, plate="YB0002", caller=BOLT)
        waits = await made.desks.run(asked(slot_id(18), "YB0002", **by(BOLT), may_wait=True, declaration=declared.id))
        await later(made, hours=2)
        assert await status(made, waits) == "offered"
        await made.desks.run(changes.Accept(waits.site, waits.id, own(BOLT)))
        assert await carried(made, waits) == ("confirmed", declared.id)


async def test_one_that_carries_its_declaration_keeps_its_place(database_url: str) -> None:
    async with world(database_url) as made:
        await port(made)
        booked = await made.desks.run(asked(slot_id(18)))
        declared = await submitted(made, plate="ya-0001")
        await made.desks.run(attach(booked, declared.id))
        await later(made, hours=3)
        assert await carried(made, booked) == ("confirmed", declared.id)
        assert (await made.rows("SELECT reservation FROM declaration"))[0]["reservation"] == booked.id
        assert await apart(made) == []


async def test_later_than_that_it_is_needed_at_once(database_url: str) -> None:
    async with world(database_url) as made:
        await port(made)
        refusal = await refused(made, asked(slot_id(16)), refusals.DeclarationRequired)
        assert refusal.problem()["rule"] == "declaration_hours"
        assert refusal.facts["declaration_by"] == (NOON).isoformat()
        declared = await submitted(made)
        booked = await made.desks.run(asked(slot_id(16), declaration=declared.id))
        assert booked.declaration == declared.id
        optional = await made.desks.run(asked(slot_id(15, lane="import-general"), "YB0001"))
        assert (optional.placed.declaration_by, optional.declaration) == (None, None)


async def test_a_sooner_slot_needs_it_and_a_lane_that_was_turned_round_another(
    database_url: str,
) -> None:
    async with world(database_url) as made:
        await port(made)
        await rule(made, free_change_hours=0)
        booked = await made.desks.run(asked(slot_id(20)))
        move = changes.Move(booked.site, booked.id, own(ACME), slot=slot_id(15))
        await refused(made, move, refusals.DeclarationRequired)
        await made.desks.run(attach(booked, (await submitted(made)).id))
        await made.desks.run(move)
        lanes = [lane.model_dump(mode="json", by_alias=True) for lane in site_document("CNMHN", LANES).lanes]
        await made.desks.run(ChangeSite("CNMHN", None, {"lanes": [lane | {"direction": "import"} for lane in lanes]}))
        await refused(made, replace(move, slot=slot_id(16)), refusals.DeclarationOtherWay)


async def test_a_swap_checks_the_plate_again(database_url: str) -> None:
    async with world(database_url) as made:
        await port(made)
        declared = await submitted(made, plate="YA 0001")
        booked = await made.desks.run(asked(slot_id(20), declaration=declared.id))
        swap = changes.SwapVehicle(
            booked.site, booked.id, own(ACME), vehicle_key="YB0002:CN", vehicle={}, salt="5a17" * 8
        )
        await refused(made, swap, refusals.DeclarationOtherVehicle)
        await made.desks.run(attach(booked, (await submitted(made)).id))
        await made.desks.run(swap)


async def _none(_: World) -> str:
    return "CNMHN-00000000000000000000000000"


async def _draft(made: World) -> str:
    return (await made.desks.run(make())).id


async def _rejected(made: World) -> str:
    declared = await submitted(made)
    await made.desks.run(decide(declared.id, "reject"))
    return declared.id


async def _of_another(made: World) -> str:
    return (await submitted(made, caller=BOLT)).id


async def _of_nobodys_company(made: World) -> str:
    return (await submitted(made, caller=Caller(role=Role.ADMIN, key="admin"))).id


async def _other_way(made: World) -> str:
    return (await submitted(made, "1239")).id


async def _other_truck(made: World) -> str:
    return (await submitted(made, plate="YA0002")).id


async def _used(made: World) -> str:
    declared = await submitted(made)
    await made.desks.run(asked(slot_id(22), "YC0003", declaration=declared.id))
    return declared.id


async def _elsewhere(made: World) -> str:
    await made.site("LABTN")
    return (await submitted(made, site="LABTN")).id


@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "later"])
@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (_none, DeclarationUnknown),
        (_of_another, DeclarationUnknown),
        (_of_nobodys_company, DeclarationUnknown),
        (_draft, refusals.DeclarationNotStanding),
        (_rejected, refusals.DeclarationNotStanding),
        (_other_way, refusals.DeclarationOtherWay),
        (_other_truck, refusals.DeclarationOtherVehicle),
        (_used, refusals.DeclarationInUse),
        (_elsewhere, refusals.DeclarationElsewhere),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
async def test_what_cannot_be_carried_is_refused_and_leaves_nothing(
    database_url: str, given: Any, kind: type[Refusal], at_once: bool
) -> None:
    async with world(database_url) as made:
        await port(made)
        declaration = await given(made)
        command: Command[Any] = asked(slot_id(20), declaration=declaration)
        if not at_once:
            command = attach(await made.desks.run(asked(slot_id(20))), declaration)
        before = len(await made.ledger())
        await refused(made, command, kind)
        assert len(await made.ledger()) == before


async def test_the_sites_own_people_vouch_for_whom_they_reserve_for(database_url: str) -> None:
    """But a company's reservation carries its own declaration, whoever attaches it."""
    async with world(database_url) as made:
        await port(made)
        declared = await submitted(made)
        desk = await made.desks.run(reservation(slot_id(20), "YA0001", on_behalf=True, owner="key:operator"))
        await refused(made, attach(desk, declared.id, own(replace(ACME, company=None))), refusals.ReservationUnknown)
        await made.desks.run(attach(desk, declared.id, OPERATOR))
        assert await carried(made, desk) == ("confirmed", declared.id)
        bolts = await made.desks.run(asked(slot_id(22), "YB0001", **by(BOLT)))
        other = await submitted(made)
        await refused(made, attach(bolts, other.id, OPERATOR), DeclarationUnknown)


async def test_one_declaration_serves_one_live_reservation_after_another(database_url: str) -> None:
    async with world(database_url) as made:
        await port(made)
        declared = await submitted(made)
        first = await made.desks.run(asked(slot_id(20), declaration=declared.id))
        await made.desks.run(changes.Cancel(first.site, first.id, own(ACME)))
        second = await made.desks.run(asked(slot_id(22), "YB0001", declaration=declared.id))
        assert await carried(made, first) == ("cancelled", None)
        assert await carried(made, second) == ("confirmed", declared.id)
        rows = await made.rows(f"SELECT version, reference FROM reservation WHERE id = '{second.id}'")
        assert (rows[0]["version"], rows[0]["reference"]) == (second.version, second.reference)
        assert await apart(made) == []


async def test_another_takes_its_place_and_the_first_is_free_again(database_url: str) -> None:
    async with world(database_url) as made:
        await port(made)
        one, other = await submitted(made), await submitted(made)
        booked = await made.desks.run(asked(slot_id(20), declaration=one.id))
        assert (await made.desks.run(attach(booked, one.id))).version == booked.version
        await made.desks.run(attach(booked, other.id))
        await made.desks.run(asked(slot_id(22), "YB0001", declaration=one.id))
        assert await apart(made) == []


async def test_one_that_missed_and_comes_late_has_not_what_another_carries_by_now(database_url: str) -> None:
    async with world(database_url) as made:
        await port(made)
        declared = await submitted(made)
        first = await made.desks.run(asked(slot_id(16), declaration=declared.id))
        await later(made, hours=6)
        assert await status(made, first) == "missed"
        await made.desks.run(asked(slot_id(23), "YB0001", declaration=declared.id))
        assert await carried(made, first) == ("missed", None)
        assert await apart(made) == []


async def test_a_rejected_declaration_is_off_its_reservation_in_the_same_moment(database_url: str) -> None:
    async with world(database_url) as made:
        await port(made)
        declared = await submitted(made)
        booked = await made.desks.run(asked(slot_id(20), declaration=declared.id))
        await made.desks.run(decide(declared.id, "accept"))
        assert await carried(made, booked) == ("confirmed", declared.id)
        await made.desks.run(decide(declared.id, "reject"))
        assert await carried(made, booked) == ("confirmed", None)
        assert await apart(made) == []
        await made.desks.run(attach(booked, (await submitted(made)).id))
        await later(made, hours=4)
        assert await status(made, booked) == "confirmed"


async def test_a_rejection_after_the_time_to_declare_ends_the_reservation(database_url: str) -> None:
    async with world(database_url) as made:
        await port(made)
        declared = await submitted(made)
        booked = await made.desks.run(asked(slot_id(16), declaration=declared.id))
        await made.desks.run(decide(declared.id, "reject"))
        await made.desks.run(Lapse("CNMHN"))
        assert await status(made, booked) == "expired"


async def test_whoever_waits_may_declare_meanwhile_and_accepts_with_it(database_url: str) -> None:
    async with world(database_url) as made:
        await port(made)
        wish = waiting("CNMHN", PLATE, NOON, NOON + timedelta(hours=4), **by(ACME))
        offered = await made.desks.run(wish)
        assert await status(made, offered) == "offered"
        accept = changes.Accept(offered.site, offered.id, own(ACME))
        await refused(made, accept, refusals.DeclarationRequired)
        await made.desks.run(attach(offered, (await submitted(made)).id))
        assert (await made.desks.run(accept)).status == "confirmed"


async def _attached(made: World, kind: type[declaring.Attach], rounds: int) -> list[str]:
    """Two reservations and one to be made ask for one declaration at once, by two desks as two processes would.

    What a refusal does not explain, and what does not name each other in the end.
    """
    found = []
    async with opened(made.database, made.clock) as other:
        for each in range(rounds):
            free = await submitted(made)
            booked = [await made.desks.run(asked(slot_id(20, day=23), f"YD{each:02}{n:02}", **DESK)) for n in range(2)]
            _Early.seen[free.id] = free
            wishes: list[Command[Any]] = [kind(one.site, one.id, OPERATOR, declaration=free.id) for one in booked]
            wishes.append(asked(slot_id(21, day=23), f"YE{each:04}", **DESK, on_behalf=True, declaration=free.id))
            running = [(made, other)[n % 2].desks.run(wish) for n, wish in enumerate(wishes)]
            outcomes = await asyncio.gather(*running, return_exceptions=True)
            refusals_ = [one for one in outcomes if isinstance(one, refusals.DeclarationInUse)]
            if len(refusals_) != len(wishes) - 1:
                found.append(f"{len(wishes) - len(refusals_)} of {len(wishes)} have {free.id}")
    return found + await apart(made)


DESK = {"owner": "key:operator", "company": None}


class _Early(declaring.Attach):
    """Sabotage: what is known of a declaration was read before the site's head was claimed."""

    seen: ClassVar[dict[str, Declaration]] = {}

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        await super().load(connection, draft, commands)
        draft.of(Declarations).known.update({each.declaration: cls.seen[each.declaration] for each in commands})


async def test_a_race_for_one_declaration_has_one_winner(database_url: str) -> None:
    async with world(database_url) as made:
        await port(made, capacity=500)
        assert await _attached(made, declaring.Attach, scaled(60)) == []


async def test_twin_a_desk_that_read_it_too_early_is_found_out(database_url: str) -> None:
    async with world(database_url) as made:
        await port(made, capacity=500)
        assert await _attached(made, _Early, 3)


async def test_a_lane_that_comes_to_demand_one_asks_those_who_reserve_from_then_on(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site(lanes=LANES)
        before = await made.desks.run(asked(slot_id(20)))
        document = site_document("CNMHN", LANES, declared=LANES[:1])
        lanes = [lane.model_dump(mode="json", by_alias=True) for lane in document.lanes]
        await made.desks.run(ChangeSite("CNMHN", None, {"lanes": lanes}))
        after = await made.desks.run(asked(slot_id(21), "YB0001"))
        assert before.placed.declaration_by is None
        assert after.placed.declaration_by == NOON + timedelta(hours=5)
        await later(made, hours=5)
        assert [await status(made, each) for each in (before, after)] == ["confirmed", "expired"]


async def test_whom_the_site_moves_has_no_less_time_to_declare_than_it_was_told(database_url: str) -> None:
    async with world(database_url) as made:
        await port(made)
        booked = await made.desks.run(asked(slot_id(20)))
        told, sooner = booked.placed, slot_id(17)
        move = Move(booked.id, told.slot, sooner, -180, "makes_way")
        assert await made.desks.run(Retime("CNMHN", (move,), is_whole=True)) == [booked.id]
        await later(made, hours=4, seconds=-1)
        assert await status(made, booked) == "confirmed"
        await later(made, seconds=1)
        assert await status(made, booked) == "expired"


def test_a_plate_is_the_vehicles_however_it_is_written() -> None:
    assert has_plate(plate_key("云A·12345", "CN"), "云a 12345")
    assert has_plate(plate_key("KA1234", "LA"), "\u041aA-1234")
    assert not has_plate(plate_key("云A12345", "CN"), "云A1234")
