"""A ticket on its paper, as PDF."""

from __future__ import annotations

from serai.passes.sheet import A5, sheet
from serai.passes.slip import slip
from serai.passes.tickets import Ticket

_BELOW_SLIP = 6.0


def printed(ticket: Ticket) -> bytes:
    """The ticket in its layout."""
    is_slip = ticket.layout == "slip"
    paper = slip(ticket) if is_slip else sheet(ticket)
    height = paper.lowest + _BELOW_SLIP if is_slip else A5[1]
    return paper.pdf(height, title=f"{ticket.reference} · {ticket.site_name}", language=ticket.spoken)
