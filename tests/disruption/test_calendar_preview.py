"""What a calendar would cost is told before it is put, and telling it changes nothing."""

from __future__ import annotations

from serai.disruption.actions import PutCalendar, TryCalendar
from tests.worlds import World, calendar_document, slot_id, world

LANES = ("export-general",)


async def displaced(made: World) -> set[str]:
    return {row["id"] for row in await made.rows("SELECT id FROM reservation WHERE status = 'displaced'")}


async def test_a_smaller_calendar_names_whom_it_would_displace_and_displaces_them_only_when_put(
    database_url: str,
) -> None:
    async with world(database_url) as made:
        await made.site(capacity=3)
        has = [await made.reserve(slot_id(17), f"YA000{number}") for number in range(3)]
        smaller = calendar_document(LANES, 1)
        before = len(await made.ledger())
        told = await made.desks.run(TryCalendar("CNMHN", smaller))
        assert set(told) == {each.id for each in has[1:]}
        assert len(await made.ledger()) == before
        assert await displaced(made) == set()
        assert await made.desks.run(TryCalendar("CNMHN", smaller)) == told
        assert await made.desks.run(TryCalendar("CNMHN", calendar_document(LANES, 3))) == []
        await made.desks.run(PutCalendar("CNMHN", None, smaller))
        assert await displaced(made) == set(told)
