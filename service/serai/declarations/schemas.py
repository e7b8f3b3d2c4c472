"""Wire shapes of declarations."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints, WithJsonSchema

from serai.core.http import Body
from serai.declarations.modes import COUNTRIES, REFERENCES, UNITS
from serai.declarations.rules import Declaration, checked
from serai.sites.documents import Country, Direction, Line
from serai.sites.schemas import Reason, ReasonCode, reason

Mode = Literal["0110", "1039", "1210", "1239", "9610", "9710", "9810"]
Status = Literal["draft", "submitted", "accepted", "detained", "inspecting", "released", "rejected"]
Paper = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ./()_-]{0,63}$")]
Plate = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=2, max_length=20, pattern=r"^[^\x00-\x1f\x7f]+$")
]
Container = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}[UJZ][0-9]{7}$")]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
_DECIMAL = r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?$"


def _as_text(value: Any) -> Any:
    """A whole number is a decimal too; any other number would have been rounded on its way here."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _is_more_than_nothing(value: str) -> str:
    if not value.strip("0."):
        raise ValueError("a quantity is more than 0")
    return value


Decimal = Annotated[
    str,
    BeforeValidator(_as_text),
    StringConstraints(pattern=_DECIMAL),
    AfterValidator(_is_more_than_nothing),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": 999_999_999_999},
                {"type": "string", "pattern": r"^([1-9][0-9]{0,11})(\.[0-9]{1,6})?$"},
            ],
            "description": "A number above 0: whole, or a decimal in a string.",
        }
    ),
]


def _is_country(value: str) -> str:
    if value not in COUNTRIES:
        raise ValueError("no country has this code in ISO 3166-1")
    return value


Origin = Annotated[Country, AfterValidator(_is_country), Field(json_schema_extra={"enum": sorted(COUNTRIES)})]


class Money(Body):
    """`amount` in minor units of the currency."""

    amount: Annotated[int, Field(strict=True, ge=0, le=10**15)]
    currency: Currency


class Party(Body):
    """`code` is what customs knows it by."""

    name: Line
    code: Paper | None = None
    country: Origin | None = None


class Parties(Body):
    consignor: Party | None = None
    consignee: Party | None = None
    declarant: Party | None = None
    platform: Party | None = None


class Transport(Body):
    """`plate` binds the declaration to one truck."""

    document: Paper | None = None
    plate: Plate | None = None
    containers: list[Container] = Field([], max_length=20)


class GoodsLine(Body):
    """One kind of goods: classified by `hs`, counted in `unit`, heavy with its packing as `gross_kg` says."""

    hs: Annotated[str, StringConstraints(pattern=r"^[0-9]{6,10}$")]
    description: Line
    quantity: Decimal
    unit: Literal[UNITS]  # type: ignore[valid-type]
    gross_kg: Decimal
    value: Money
    origin: Origin


class References(Body):
    """Numbers of the papers that go with it; which of them a mode needs, `check` says."""

    contract: Paper | None = None
    invoice: Paper | None = None
    packing_list: Paper | None = None
    market: Paper | None = None
    purchase: Paper | None = None
    order: Paper | None = None
    payment: Paper | None = None
    waybill: Paper | None = None
    account: Paper | None = None
    warehouse: Paper | None = None
    booking: Paper | None = None


Lines = Annotated[list[GoodsLine], Field(max_length=500)]


class DeclarationRequest(Body):
    """What a company states about a load; it may be begun with little and completed until it is submitted."""

    mode: Mode
    site: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{1,31}$")]
    direction: Direction
    parties: Parties = Parties()
    transport: Transport = Transport()
    references: References = References()
    lines: Lines = Field([])

    def content(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude_none=True, include=CONTENT)


class DeclarationChange(Body):
    """Members to say anew, each as a whole; what is left out stays as it is."""

    mode: Mode | None = None
    direction: Direction | None = None
    parties: Parties | None = None
    transport: Transport | None = None
    references: References | None = None
    lines: Lines | None = None

    def content(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude_none=True, include=CONTENT)


CONTENT = {"parties", "transport", "references", "lines"}


class Nothing(Body):
    """Nothing needs to be said."""


class DecisionRequest(Body):
    """What the authority decides, and why: a code, words, or both; the words stay outside the ledger."""

    decision: Literal["accept", "detain", "inspect", "release", "reject"]
    reason: ReasonCode | Line | Reason

    def why(self) -> Reason:
        return reason(self.reason)


class FindingView(BaseModel):
    """`at` is the place in the declaration. What does not block is advice."""

    code: str
    at: str
    text: str
    cure: str
    blocks: bool


class DecisionView(BaseModel):
    reason: str
    text: str | None
    at: datetime


class DeclarationView(BaseModel):
    """`completeness` is the share of the mode's demands that are met; it can be submitted at 1."""

    id: str
    site: str
    status: Status
    mode: Mode
    direction: Direction
    parties: Parties
    transport: Transport
    references: References
    lines: list[GoodsLine]
    company: str | None
    reservation: str | None
    check: list[FindingView]
    completeness: Annotated[float, Field(ge=0, le=1)]
    decision: DecisionView | None
    made_at: datetime
    version: int

    @classmethod
    def of(cls, found: Declaration) -> DeclarationView:
        report = found.report
        names = ("id", "site", "status", "mode", "direction", "company", "reservation", "made_at", "version")
        return cls.model_validate(
            {name: getattr(found, name) for name in names}
            | {name: found.content.get(name, [] if name == "lines" else {}) for name in CONTENT}
            | {"check": checked(report), "completeness": report.completeness, "decision": _decision(found)}
        )


def _decision(found: Declaration) -> dict[str, Any] | None:
    if found.decided_at is None or found.reason is None:
        return None
    return {"reason": found.reason, "text": found.note, "at": found.decided_at}


if set(REFERENCES) != set(References.model_fields):
    raise AssertionError("a paper that a mode needs cannot be named")
