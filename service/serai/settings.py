"""The only reader of the environment."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEVELOPMENT_SECRET = "development-only"  # noqa: S105 - refused in production


def _is_own(secret: SecretStr) -> bool:
    return secret.get_secret_value() != DEVELOPMENT_SECRET and len(secret.get_secret_value()) >= 32


class Settings(BaseSettings):
    """How this process runs. Each field is read from `SERAI_<NAME>`; the command line overrides it."""

    model_config = SettingsConfigDict(env_prefix="SERAI_", extra="ignore", frozen=True)

    environment: Literal["development", "production"] = Field(
        "development", description="`production` refuses default secrets and the test clock, and marks cookies Secure."
    )
    database: str = Field(
        "sqlite:///serai.db", description="`sqlite:///FILE` or `postgresql://USER:PASSWORD@HOST/NAME`."
    )
    secret: SecretStr = Field(
        SecretStr(DEVELOPMENT_SECRET), description="Signs links, sessions and tickets; at least 32 characters."
    )
    secret_past: list[SecretStr] = Field(
        [],
        description="Earlier secrets, as JSON: passes signed under them stay valid; never list one that has leaked.",
    )
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    workers: int = Field(1, ge=1, le=64, description="Server processes on one port; more than one needs PostgreSQL.")
    bell: str = Field(
        "",
        description="`redis://…`, `rediss://…` or `unix://…` of a Redis or Valkey by which processes wake one another; "
        "empty: each looks for itself, every half second.",
    )
    clock: Literal["system", "test"] = Field("system", description="`test` lets an admin set the domain clock.")
    limits: Literal["on", "off"] = Field("on", description="`off` takes away rate limits; refused in production.")
    rate: int = Field(100, ge=50, description="Requests a second that one key may make.")
    origins: list[str] = Field(
        [], description="Origins besides its own from which a browser may open a socket, as JSON."
    )
    webhook_allow: list[IPv4Network | IPv6Network] = Field(
        [], description="Private networks that webhooks may reach, as JSON; refused in production."
    )
    beacon: str = Field(
        "",
        description="`https://…` of public randomness for draws: a JSON object with `randomness` in hexadecimal, new "
        "at least every minute. Empty: a neighbour gives a value, or the ledger.",
    )
    messages: Literal["off", "console", "http"] = Field(
        "off", description="Who carries messages to drivers: nobody, the log (with no number), or an SMS gateway."
    )
    message_url: str = Field("", description="`https://…` to which a message is posted, for `SERAI_MESSAGES=http`.")
    message_headers: dict[str, SecretStr] = Field(
        {}, description='Headers of that request, as JSON, such as `{"Authorization": "Bearer …"}`.'
    )
    message_form: Literal["json", "form"] = Field("json", description="How its body is written.")
    message_members: dict[str, str] = Field(
        {"to": "{to}", "text": "{text}", "id": "{id}"},
        description="Members of its body, as JSON; `{to}`, `{text}` and `{id}` are put in. The id is the same at every "
        "attempt, and is sent as `Idempotency-Key` too.",
    )
    message_networks: list[IPv4Network | IPv6Network] = Field(
        [], description="Private networks in which the gateway may be, and be reached without TLS, as JSON."
    )
    max_body: int = Field(2_000_000, ge=1_000, description="Bytes that a request body may have.")
    batch: int = Field(256, ge=1, le=10_000, description="Commands that one site takes in one transaction at most.")
    backlog: int = Field(10_000, ge=1, description="Commands that may wait for one site before it answers 503.")
    tick_ms: int = Field(
        50, ge=0, le=1_000, description="Milliseconds over which live changes are merged into one frame."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="What is logged.")

    @model_validator(mode="after")
    def _refuse_what_is_unsafe(self) -> Settings:
        if self.environment != "production":
            return self
        if not _is_own(self.secret):
            raise ValueError("SERAI_SECRET must be set to at least 32 characters of your own in production")
        if not all(_is_own(past) for past in self.secret_past):
            raise ValueError("SERAI_SECRET_PAST lists a secret that anybody may know, which lets anybody make passes")
        if self.clock == "test" or self.limits == "off" or self.webhook_allow:
            raise ValueError("SERAI_CLOCK=test, SERAI_LIMITS=off and SERAI_WEBHOOK_ALLOW are refused in production")
        return self

    @model_validator(mode="after")
    def _knows_its_gateway(self) -> Settings:
        if self.messages == "http" and not self.message_url.startswith(("https://", "http://")):
            raise ValueError("SERAI_MESSAGES=http needs SERAI_MESSAGE_URL, https://…")
        return self

    @field_validator("bell")
    @classmethod
    def _rings(cls, bell: str) -> str:
        if bell and not bell.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("must be redis://…, rediss://… or unix://…")
        return bell

    @model_validator(mode="after")
    def _one_process_where_there_can_be_but_one(self) -> Settings:
        if self.is_sqlite and self.workers > 1:
            raise ValueError("--workers needs PostgreSQL: an SQLite file has one writer")
        if self.clock == "test" and self.workers > 1:
            raise ValueError("SERAI_CLOCK=test is the clock of one process; --workers must be 1")
        return self

    @property
    def is_sqlite(self) -> bool:
        return self.database.startswith("sqlite")

    @property
    def file(self) -> Path | None:
        """The SQLite file, made absolute; None for PostgreSQL."""
        path = self.database.partition("///")[2]
        return Path(path).absolute() if self.is_sqlite else None
