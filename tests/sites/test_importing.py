"""Bringing a site file into a database where vehicles stand in the yard."""

from __future__ import annotations

from serai.core.db import Database
from serai.guidance import queries
from serai.importing import make
from serai.settings import Settings
from serai.sites.imports import ImportedSite
from tests.guidance.world import LANES, SITE, yard
from tests.guidance.yards import SAMPLE
from tests.worlds import site_document


async def test_i12_who_lost_a_bay_to_an_imported_yard_is_told_another(database_url: str) -> None:
    async with yard(database_url) as made:
        visit, bay = await made.admitted("YA0001")
    less = {**SAMPLE, "features": [each for each in SAMPLE["features"] if each["id"] != bay]}
    imported = ImportedSite(site_document(SITE, LANES), None, None, less, {}, 1)
    await make(Settings(database=database_url), [imported], lambda found: found)
    database = Database(database_url)
    async with database.reading() as connection:
        has = (await queries.yard_state(connection, SITE)).stays[visit].bay
        told = (await connection.exec_driver_sql(f"SELECT bay FROM visit WHERE id = '{visit}'")).scalar_one()
    await database.close()
    assert bay is not None
    assert told == has not in (None, bay)
