"""Schemathesis over the whole OpenAPI document of a running service: what is documented is what happens."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import jsonschema_rs
import pytest

from tests.corpus.operations import Operation
from tests.corpus.town import Town, declared, slot
from tests.scale import scaled

CHECKS = (
    *("not_a_server_error", "status_code_conformance", "content_type_conformance"),
    *("response_headers_conformance", "response_schema_conformance"),
)
SEED = "20261122"
SETS_THE_CLOCK = "clock.set"
"""Asked on its own, last: years later nothing of the town could be reserved."""


def written(town: Town) -> str:
    """Schemathesis's settings: most of what it makes up names things that are there."""
    known: Mapping[str, Sequence[str]] = {
        "path.site": ["CNMHN", "LABTN"],
        "path.visit": [town.ids["visit"], town.ids["driver_visit"]],
        "path.reservation": [town.ids["company_reservation"], town.ids["rival_reservation"]],
        "path.declaration": [town.ids["declaration"], *(declared(town, submits=False) for _ in range(3))],
        "body.declaration": [declared(town) for _ in range(3)],
        "path.bay": [town.ids["bay"]],
        "path.road": [town.ids["road"]],
        "path.company": [town.ids["company"]],
        "body.site": ["CNMHN"],
        "body.slot": [slot(hour) for hour in range(14, 24)],
        "body.lane": ["export-general"],
        "body.bay": [town.ids["bay"]],
        "body.cargo.class": ["general"],
        "body.vehicle.plate": [f"YA{number}" for number in range(1000, 1020)],
    }
    lines = []
    for number, values in enumerate(known.values()):
        lines += [f"[dictionaries.d{number}]", f"values = {json.dumps(values)}"]
    lines.append("[parameters]")
    lines += [f'"{name}" = {{ dictionary = "d{number}", probability = 0.9 }}' for number, name in enumerate(known)]
    return "\n".join(lines)


def run(town: Town, folder: Path, role: str, *options: str) -> Counter[tuple[str, int]]:
    """Schemathesis with one key; returns how often each operation answered with each status."""
    settings, report = folder / "schemathesis.toml", folder / f"{role}.ndjson"
    settings.write_text(written(town))
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(settings), "--no-color", "run"),
        *(f"{town.service.url}/openapi.json", "-H", f"Authorization: Bearer {town.keys[role]}"),
        *("--checks", ",".join(CHECKS), "--seed", SEED, "--generation-deterministic", "--continue-on-failure"),
        *("--suppress-health-check", "all", "--warnings", "off"),
        *("--report", "ndjson", "--report-ndjson-path", str(report), *options),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, cwd=folder)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2_000:]
    return _answers(report)


def _answers(report: Path) -> Counter[tuple[str, int]]:
    found: Counter[tuple[str, int]] = Counter()
    for line in report.read_text().splitlines():
        finished = json.loads(line).get("ScenarioFinished")
        for exchange in (finished or {}).get("recorder", {}).get("interactions", {}).values():
            if exchange["response"] is not None:
                found[finished["recorder"]["label"], exchange["response"]["status_code"]] += 1
    return found


def test_the_document_is_openapi_and_tells_of_its_problems(here: Town, every: dict[str, Operation]) -> None:
    document = here.http.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for name, schema in document["components"]["schemas"].items():
        dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
        assert jsonschema_rs.meta.is_valid(schema | dialect), name
    for operation in every.values():
        assert operation.says["responses"], operation.id
        if operation.path.startswith("/v1/"):
            assert {"401", "403", "422", "429", "503"} <= set(operation.says["responses"]), operation.id
            assert not operation.acts or {"400", "409", "412", "413", "415"} <= set(operation.says["responses"])
            assert "{" not in operation.path or "404" in operation.says["responses"]
    for response in document["components"]["responses"].values():
        assert list(response["content"]) == ["application/problem+json"]


@pytest.mark.timeout(900)
def test_every_operation_does_what_is_documented(here: Town, every: dict[str, Operation], tmp_path: Path) -> None:
    begun = time.monotonic()
    few = ("--phases", "coverage,fuzzing", "--max-examples", str(scaled(60)))
    answers = run(here, tmp_path, "admin", *few, "--exclude-operation-id", SETS_THE_CLOCK)
    answers += run(here, tmp_path, "company", "--phases", "fuzzing", "--max-examples", str(scaled(60)))
    answers += run(here, tmp_path, "admin", *few, "--include-operation-id", SETS_THE_CLOCK)
    asked = {label for label, _ in answers}
    assert asked == {f"{each.method} {each.path}" for each in every.values()}
    reached = {label for label, status in answers if status < 300}
    print(f"{answers.total()} requests in {time.monotonic() - begun:.0f} s; no success: {sorted(asked - reached)}")
    # The others need somebody in a state that chance does not bring about; tests of their own bring them there.
    assert len(reached) >= 0.65 * len(asked)
    assert "Traceback" not in here.service.log()
