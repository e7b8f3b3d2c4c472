"""Wire shapes of bulk and paired reservations, and reading what is asked line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import BaseModel, Field, ValidationError

from serai.booking.reservations import Reservation
from serai.booking.schemas import Arrive, OfferView, ReservationRequest, ReservationView, ReservedSlot, WantsView
from serai.booking.vehicles import plate_key, vin_key
from serai.core.errors import Invalid, Refusal
from serai.core.http import Body, Problem, unreadable
from serai.fleets import manifest, pairing

Made = tuple[Reservation, ...]
Outcome = Made | Refusal
"""What became of a line: its reservation (two of a pair), or why there is none."""


class PairRequest(Body):
    """What a vehicle brings and what it takes away."""

    drop: ReservationRequest
    pickup: ReservationRequest


class PairItem(Body):
    """A drop and a pick-up of one vehicle, in this order."""

    pair: Annotated[list[ReservationRequest], Field(min_length=2, max_length=2)]


class BulkRequest(Body):
    items: Annotated[list[Any], Field(min_length=1)]
    atomic: bool = Field(False, strict=True)
    dry_run: bool = Field(False, strict=True)


class PairView(BaseModel):
    drop: ReservationView
    pickup: ReservationView


class Would(BaseModel):
    """What would be reserved, had it been done."""

    site: str
    status: str
    lane: str
    slot: ReservedSlot | None
    wants: WantsView | None
    offer: OfferView | None
    arrive: Arrive | None


class BulkItem(BaseModel):
    """One line: its `reservation` (of a pair, both in `pair`), or the `problem` for which it has none."""

    reservation: ReservationView | Would | None = None
    pair: list[ReservationView | Would] | None = None
    problem: Problem | None = None


class BulkView(BaseModel):
    items: list[BulkItem]


def _ref(model: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model}"}


_PAIR: Final = {"type": "array", "items": _ref("ReservationRequest"), "minItems": 2, "maxItems": 2}
_ITEM: Final = {
    "anyOf": [
        _ref("ReservationRequest"),
        {"type": "object", "properties": {"pair": _PAIR}, "required": ["pair"], "additionalProperties": False},
    ]
}
BODY: Final[dict[str, Any]] = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "properties": {
                    "items": {"type": "array", "items": _ITEM, "minItems": 1, "maxItems": manifest.MOST_LINES},
                    "atomic": {"type": "boolean", "default": False, "description": "All lines, or none."},
                    "dry_run": {"type": "boolean", "default": False, "description": "Say what would happen."},
                },
                "required": ["items"],
                "additionalProperties": False,
            }
        },
        "text/csv": {"schema": {"type": "string", "description": f"Columns: {', '.join(manifest.COLUMNS)}."}},
    },
}
"""What a bulk request may be, for the OpenAPI document: its lines are read one by one, so FastAPI does not see it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A line as it was sent: the bodies of its reservations, or what is wrong in it."""

    number: int
    legs: tuple[ReservationRequest, ...] = ()
    fault: Refusal | None = None


def wishes_of_items(items: Sequence[Any]) -> list[Wish]:
    """The lines of a JSON body. Where none can be read, the whole request is refused."""
    if len(items) > manifest.MOST_LINES:
        raise manifest.TooManyLines(most=manifest.MOST_LINES)
    found = [_wish(index, item) for index, item in enumerate(items)]
    unread = [wish.fault for wish in found if type(wish.fault) is Invalid]
    if len(unread) == len(found):
        raise Invalid(faults=[fault for each in unread for fault in each.facts.get("faults", ())][:100])
    return found


def wishes_of_csv(content: bytes) -> list[Wish]:
    return [_wish_of_csv(line) for line in manifest.read(content)]


def check_pair(drop: ReservationRequest, pickup: ReservationRequest) -> None:
    """Refuse two reservations that are no pair."""
    if drop.site != pickup.site or _vehicle(drop) != _vehicle(pickup):
        raise pairing.PairApart
    if any(leg.wants is not None or leg.waitlist for leg in (drop, pickup)):
        raise pairing.PairWaits


def item_tried(outcome: Outcome, number: int) -> dict[str, Any]:
    """A line of which nothing was done: what it would be, or its problem."""
    if isinstance(outcome, Refusal):
        return {"problem": problem_of(outcome, number)}
    shown = [_would(made) for made in outcome]
    return {"pair": shown} if len(shown) > 1 else {"reservation": shown[0]}


def problem_of(refusal: Refusal, number: int) -> dict[str, Any]:
    """A refusal as a member of an answer, where it has no header of its own."""
    waits = {} if refusal.retry_after is None else {"retry_after": refusal.retry_after}
    return {**refusal.problem(), **waits, "line": number}


def _would(made: Reservation) -> dict[str, Any]:
    return ReservationView.of(made).model_dump(mode="json", by_alias=True, include=set(Would.model_fields))


def _vehicle(leg: ReservationRequest) -> tuple[str, str | None]:
    return plate_key(leg.vehicle.plate, leg.vehicle.country), vin_key(leg.vehicle.vin)


def _wish(index: int, item: Any) -> Wish:
    number = index + 1
    try:
        if isinstance(item, dict) and "pair" in item:
            legs = tuple(PairItem.model_validate(item).pair)
            check_pair(*legs)
            return Wish(number, legs)
        return Wish(number, (ReservationRequest.model_validate(item),))
    except ValidationError as error:
        faults = [{**fault, "loc": ("items", index, *fault["loc"])} for fault in error.errors()]
        return Wish(number, fault=unreadable(faults))
    except Refusal as refusal:
        return Wish(number, fault=refusal)


def _wish_of_csv(line: manifest.CsvLine) -> Wish:
    faults = [{"column": fault.column, "code": "cell", "text": fault.text} for fault in line.faults]
    try:
        read = ReservationRequest.model_validate(line.body)
    except ValidationError as error:
        said = {fault["column"] for fault in faults}
        for each in error.errors():
            column = manifest.column_of(each["loc"])
            if column not in said:
                faults.append({"column": column, "code": each["type"], "text": _sentence(each)})
    else:
        if not faults:
            return Wish(line.number, (read,))
    placed = [{**fault, "at": _at(line.number, fault["column"])} for fault in faults]
    return Wish(line.number, fault=Invalid(faults=placed))


def _at(number: int, column: str | None) -> str:
    return f"line {number}" if column is None else f"line {number}, {column}"


def _sentence(fault: Any) -> str:
    text: str = unreadable([fault]).facts["faults"][0]["text"]
    return text
