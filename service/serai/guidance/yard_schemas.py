"""Wire shapes of a yard that is redrawn by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BaseModel, Field

from serai.core.http import Body
from serai.guidance.schemas import YardId
from serai.sites.faults import Fault
from serai.sites.redrawing import Redrawing

_MOST = 20_000
Features = Annotated[list[dict[str, Any]], Field(max_length=_MOST, description="whole features, each with its id")]


class RedrawRequest(Body):
    """What is other than in the yard of `version`: its entity tag, without the quotes."""

    version: int = Field(strict=True, ge=0)
    put: Features = Field(default=[])
    remove: list[YardId] = Field(default=[], max_length=_MOST)
    renamed: dict[YardId, YardId] = Field(default={}, max_length=_MOST, description="bays that go on under another id")

    @property
    def redrawing(self) -> Redrawing:
        return Redrawing(self.put, self.remove, self.renamed)


class FaultView(BaseModel):
    """One thing to put right; `at` is the id of what it is about, or `yard`."""

    at: str
    code: str
    text: str


class RedrawingView(BaseModel):
    """Whether a redrawn yard could be put now, and the first hundred reasons why not."""

    version: int
    faults: list[FaultView]

    @classmethod
    def of(cls, version: int, faults: Sequence[Fault]) -> RedrawingView:
        return cls(version=version, faults=[FaultView(**fault.as_dict()) for fault in faults[:100]])
