"""The keys over HTTP: for everybody, in the standard's shape, and enough to verify what this house signs."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from serai.identity.access import check as right
from serai.identity.rules import ANYBODY
from serai.passes.gate import check
from serai.passes.routes import router
from serai.passes.signing import signer
from tests.passes.builders import OPENS, claims, sign
from tests.sites.conftest import Office, office

assert office


@pytest.fixture
async def anybody(office: Office) -> AsyncIterator[httpx.AsyncClient]:
    await office.created()
    app: FastAPI = office.app
    app.include_router(router)
    app.dependency_overrides[right] = lambda: ANYBODY  # who may is for the table of rights and its own test
    async with office.client() as client:
        yield client


async def test_the_published_keys_verify_what_the_house_signs(office: Office, anybody: httpx.AsyncClient) -> None:
    answer = await anybody.get("/v1/sites/CNMHN/pass-keys")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/jwk-set+json"
    assert answer.headers["cache-control"] == "public, max-age=300"
    text = sign(signer(office.house.settings), claims())
    assert check(text, answer.content, OPENS) == claims()
    assert "d" not in answer.json()["keys"][0]


async def test_a_site_that_there_is_not_has_no_keys(anybody: httpx.AsyncClient) -> None:
    answer = await anybody.get("/v1/sites/NOWHERE/pass-keys")
    assert (answer.status_code, answer.json()["code"]) == (404, "site.unknown")
