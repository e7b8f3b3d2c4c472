from __future__ import annotations

from fastapi import APIRouter, Response

from serai.booking import declaring, schemas
from serai.booking.routes import ChangeDep
from serai.core.http import Route
from serai.declarations.routes import ActDep
from serai.declarations.schemas import DecisionRequest, DeclarationView

router = APIRouter(prefix="/v1", route_class=Route)


@router.post(
    "/reservations/{reservation}/declaration",
    operation_id="reservations.declare",
    response_model=schemas.ReservationView,
    tags=["booking"],
)
async def attach(change: ChangeDep, body: schemas.AttachRequest) -> Response:
    """Attach a declaration, or another one instead: of the same company, way and vehicle, carried by no other."""
    return await change(declaring.Attach, body, declaration=body.declaration)


@router.post(
    "/declarations/{declaration}/decide",
    operation_id="declarations.decide",
    response_model=DeclarationView,
    tags=["declarations"],
)
async def decide(asked: ActDep, body: DecisionRequest) -> Response:
    """Accept, detain, inspect, release or reject; a reservation whose declaration is rejected has none."""
    why = body.why()
    return await asked(declaring.Decide, body, decision=body.decision, reason=why.code, note=why.text)
