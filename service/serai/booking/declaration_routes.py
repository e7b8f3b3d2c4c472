from __future__ import annotations

from fastapi import APIRouter, Response

from serai.booking import declaring, schemas
from serai.booking.routes import ChangeDep
from serai.core.http import PROBLEMS, Route

router = APIRouter(prefix="/v1", responses=PROBLEMS, route_class=Route)


@router.post(
    "/reservations/{reservation}/declaration",
    operation_id="reservations.declare",
    response_model=schemas.ReservationView,
    tags=["booking"],
)
async def attach(change: ChangeDep, body: schemas.AttachRequest) -> Response:
    """Attach a declaration, or another one instead: of the same company, way and vehicle, carried by no other."""
    return await change(declaring.Attach, body, declaration=body.declaration)
