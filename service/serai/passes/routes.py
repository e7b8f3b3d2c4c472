from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Path, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from serai.core import http
from serai.core.house import HouseDep
from serai.identity.access import CallerDep
from serai.passes.signing import signer

router = APIRouter(prefix="/v1/sites", tags=["passes"], responses=http.PROBLEMS, route_class=http.Route)
Code = Annotated[str, Path(max_length=64, pattern=r"^[^\x00]+$")]

_KEPT: Final = {"Cache-Control": "public, max-age=300"}
"""Short, for after a change of the secret a gate meets passes whose key it has not seen."""


class JwkSet(JSONResponse):
    media_type = "application/jwk-set+json"


class PassKey(BaseModel):
    """A public key (RFC 8037)."""

    kty: str
    crv: str
    x: str
    kid: str
    use: str
    alg: str


class PassKeys(BaseModel):
    """A JSON Web Key Set (RFC 7517); the key in use is the first."""

    site: str
    keys: list[PassKey]


@router.get("/{site}/pass-keys", operation_id="passes.keys", response_model=PassKeys, response_class=JwkSet)
async def list_pass_keys(site: Code, house: HouseDep, _: CallerDep) -> Response:
    """The keys with which anybody verifies this site's passes, also without a network once they are saved."""
    await house.readers.memory(site)  # refuses a site that there is not
    return JwkSet(signer(house.settings).jwk_set(site), headers=_KEPT)
