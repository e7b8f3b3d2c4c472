"""What a gate or a phone reads off paper. Pure."""

from __future__ import annotations

from io import BytesIO

import segno


def svg(text: str) -> bytes:
    """The text as a QR code: SVG without a size of its own, dark on nothing, robust to a crease (level Q)."""
    picture = BytesIO()
    segno.make(text, error="q", micro=False).save(picture, kind="svg", xmldecl=False, omitsize=True, border=2)
    return picture.getvalue()
