"""The customs supervision modes: what a declaration of each has to say, as data with its source. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

EXPORT, IMPORT = "export", "import"


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the content by its path: what is missing without it, and what to do about it."""

    at: str
    text: str
    cure: str


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that all lines of one declaration may be worth; minor units."""

    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class Mode:
    """`members` are required besides those of every mode; `six_digits`: its exports may be classified by six digits."""

    code: str
    name: str
    directions: tuple[str, ...]
    members: tuple[str, ...]
    source: str
    six_digits: bool = False
    most: Limit | None = None


_FORM: Final = "GACC Announcement 18 of 2019 (how a declaration is filled in)"
_RETAIL: Final = "GACC Announcement 194 of 2018 (order, payment and logistics of cross-border retail)"
_B2B: Final = "GACC Announcement 75 of 2020 (cross-border e-commerce between businesses)"
_THREE: Final = ("parties.platform", "references.order", "references.payment", "references.waybill")

ALWAYS: Final = ("parties.consignor", "parties.consignee", "parties.declarant", "transport.document")
"""What every mode asks for: the two ends of the trade, who declares, and the transport document."""

MODES: Final[Mapping[str, Mode]] = {
    mode.code: mode
    for mode in (
        Mode(
            "0110", "General trade", (EXPORT, IMPORT),
            ("references.contract", "references.invoice", "references.packing_list"), _FORM,
        ),
        Mode(
            "1039", "Market procurement", (EXPORT,), ("references.market", "references.purchase"),
            "GACC Announcements 54 of 2014 and 221 of 2019 (recognised market, registered purchase, USD 150,000)",
            most=Limit(15_000_000, "USD"),
        ),
        Mode(
            "1210", "Bonded e-commerce", (EXPORT, IMPORT), (*_THREE, "references.account"),
            f"GACC Announcement 57 of 2014; {_RETAIL}",
        ),
        Mode(
            "1239", "Bonded e-commerce A", (IMPORT,), (*_THREE, "references.account"),
            f"GACC Announcement 75 of 2016; {_RETAIL}",
        ),
        Mode(
            "9610", "Cross-border retail e-commerce", (EXPORT, IMPORT), _THREE,
            f"GACC Announcement 12 of 2014; {_RETAIL}", six_digits=True,
        ),
        Mode(
            "9710", "E-commerce direct to a business", (EXPORT,), ("parties.platform", "references.order"), _B2B,
            six_digits=True,
        ),
        Mode(
            "9810", "E-commerce to a warehouse abroad", (EXPORT,), ("references.warehouse", "references.booking"),
            f"{_B2B}; GACC Announcement 167 of 2024 (the warehouse is no longer registered)", six_digits=True,
        ),
    )
}  # fmt: skip

MEMBERS: Final[Mapping[str, Member]] = {
    member.at: member
    for member in (
        Member("parties.consignor", "Nobody is named who sends the goods.", "Name the consignor as customs knows it."),
        Member("parties.consignee", "Nobody is named who gets the goods.", "Name the consignee as customs knows it."),
        Member("parties.declarant", "Nobody is named who declares.", "Name the declarant, or yourself if you declare."),
        Member(
            "parties.platform", "The e-commerce platform is not named.",
            "Name the platform on which the goods were sold, with its customs code.",
        ),
        Member(
            "transport.document", "There is no transport document, so the gate cannot match the truck's papers.",
            "Give the number of the consignment note, manifest or bill of lading.",
        ),
        Member("references.contract", "The sales contract is not named.", "Give the number of the contract."),
        Member("references.invoice", "The commercial invoice is not named.", "Give the number of the invoice."),
        Member(
            "references.packing_list", "The packing list is not named; an inspection would have to unload everything.",
            "Give the number of the packing list.",
        ),
        Member(
            "references.market", "The market where the goods were bought is not named.",
            "Give the code of the recognised market.",
        ),
        Member(
            "references.purchase", "The purchase is not registered with the market's platform.",
            "Register it there and give its number.",
        ),
        Member("references.order", "The order is not named.", "Give the number of the order, or of the list of them."),
        Member("references.payment", "The payment is not named.", "Give the number of the payment, or of its list."),
        Member("references.waybill", "The waybill is not named.", "Give the number of the waybill, or of its list."),
        Member(
            "references.account", "The bonded account book is not named.",
            "Give the number of the account book of the bonded zone or logistics centre.",
        ),
        Member(
            "references.warehouse", "The warehouse abroad is not named.", "Give the name or code of the warehouse.",
        ),
        Member(
            "references.booking", "The booking with the warehouse abroad is not named.",
            "Give the number of the booking that the warehouse confirmed.",
        ),
    )
}  # fmt: skip

REFERENCES: Final = tuple(at.partition(".")[2] for at in MEMBERS if at.startswith("references."))
"""The papers that a declaration may name."""

UNITS: Final = (
    "KGM", "GRM", "TNE", "LTR", "MTR", "MTK", "MTQ", "H87", "SET", "PR", "DZN", "MIL", "NRL", "NPT", "CT", "BG", "BX",
)  # fmt: skip
"""Units of quantity by UN/ECE Recommendation 20 (packages by 21): masses, volumes, lengths, pieces, packages."""

_COUNTRIES: Final = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
    "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO "
    "FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE "
    "JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO "
    "MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW "
    "PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM "
    "TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW "
)
COUNTRIES: Final = frozenset(_COUNTRIES.split())
"""ISO 3166-1 alpha-2."""
