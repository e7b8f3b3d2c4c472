from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from serai.core.desk import SiteUnknown
from serai.core.house import HouseDep
from serai.core.http import PROBLEMS
from serai.core.paging import Limit
from serai.ledger import queries
from serai.ledger.schemas import EntryView, LedgerPage

router = APIRouter(prefix="/v1", tags=["ledger"], responses=PROBLEMS)

Site = Annotated[str, Path(max_length=64, pattern=r"^[^\x00]+$")]
After = Annotated[int, Query(ge=0, le=2**31 - 1, description="The number of the last entry already read.")]


@router.get("/sites/{site}/ledger", operation_id="ledger.entries")
async def entries(site: Site, house: HouseDep, after: After = 0, limit: Limit = 100) -> LedgerPage:
    """The record of every decision of a site, in order and without a gap. Open to anybody."""
    async with house.database.reading() as connection:
        head = await queries.head(connection, site)
        if head is None:
            raise SiteUnknown(site=site)
        found = await queries.entries(connection, site, after=after, limit=limit)
    last = found[-1].seq if found else after
    more = str(last) if last < head.seq and found else None
    items = [EntryView.of(entry) for entry in found]
    return LedgerPage(site=site, epoch=head.epoch, head=head.seq, items=items, next=more)
