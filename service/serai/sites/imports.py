"""Site files: a TOML text that a port's engineer can write, read into sites or into everything that is wrong with it.

The format is described in service/docs/site-files.md. Only text is read here; yard files come through `yard`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import orjson
from pydantic import BaseModel, ValidationError

from serai.sites import calendar_faults, rulebook, site
from serai.sites import yard as yards
from serai.sites.documents import CalendarDocument, SiteDocument
from serai.sites.faults import Fault, Faulty, faults_of
from serai.sites.rulebook import RulebookDocument

FORMAT: Final = "serai-sites/1"
YARD_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,100}\.(geo)?json")
ReadYard = Callable[[str], bytes | None]
"""The content of a yard file beside the site file, or None where there is none."""

_TABLE = re.compile(r"^\s*\[\[\s*site\s*\]\]")
_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_SITE_KEYS = frozenset({"like", "calendar", "rulebook", "yard", "source"})
_TOP_KEYS = frozenset({"format", "template", "site"})
D = TypeVar("D", bound=BaseModel)


class ImportInvalid(Faulty):
    """The site file has faults; each is named in `faults`."""

    code = "import.invalid"


@dataclass(frozen=True, slots=True)
class Request:
    """One call of the public API."""

    method: str
    path: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ImportedSite:
    """One site of a file, checked; `source` is the file's own note of where its facts come from."""

    site: SiteDocument
    calendar: CalendarDocument | None
    rulebook: RulebookDocument | None
    yard: Mapping[str, Any] | None
    source: Mapping[str, Any]
    line: int

    def requests(self) -> list[Request]:
        """The calls that set this site up, in order."""
        path = f"/v1/sites/{self.site.code}"
        puts = {"calendar": self.calendar, "rulebook": self.rulebook}
        calls = [Request("POST", "/v1/sites", _wire(self.site))]
        calls += [Request("PUT", f"{path}/{name}", _wire(put)) for name, put in puts.items() if put is not None]
        return calls + ([Request("PUT", f"{path}/yard", self.yard)] if self.yard is not None else [])


def parse(text: str, yard: ReadYard) -> list[ImportedSite]:
    """The sites of a file, in its order; raises ImportInvalid with all its faults."""
    reading = _Reading(yard, _lines_of_sites(text))
    found = reading.file(_toml(text))
    if reading.faults:
        raise ImportInvalid(reading.faults)
    return found


def _wire(document: BaseModel) -> dict[str, Any]:
    return document.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = _LINE.search(str(error))
        at = f"line {where[1]}" if where and where[1] else "end of file"
        reason = _LINE.sub("", str(error)).strip()
        raise ImportInvalid([Fault(at, "import.syntax", f"this is not TOML: {reason}")]) from None


def _lines_of_sites(text: str) -> list[int]:
    return [number for number, line in enumerate(text.splitlines(), 1) if _TABLE.match(line)]


@dataclass(slots=True)
class _Reading:
    """One reading of one file."""

    yard: ReadYard
    lines: list[int]
    faults: list[Fault] = field(default_factory=list)

    def fault(self, at: str, code: str, text: str) -> None:
        self.faults.append(Fault(at, code, text))

    def file(self, tables: Mapping[str, Any]) -> list[ImportedSite]:
        if tables.get("format") != FORMAT:
            self.fault("line 1", "import.format", f'the file must begin with: format = "{FORMAT}"')
            return []
        for key in tables.keys() - _TOP_KEYS:
            self.fault(key, "import.unknown", f"nothing is called {key} here; a file has format, template and site")
        templates, sites = tables.get("template", {}), tables.get("site", [])
        listed = isinstance(sites, list) and all(isinstance(each, dict) for each in sites)
        if not listed or not _is_tables(templates):
            text = "write each site under [[site]] and each template under [template.NAME]"
            self.fault("site", "import.tables", text)
            return []
        found = [self.site(index, table, templates) for index, table in enumerate(sites)]
        if not found:
            self.fault("site", "import.empty", "the file has no [[site]]")
        kept = [each for each in found if each is not None]
        self._twice(kept)
        return kept

    def site(self, index: int, table: Mapping[str, Any], templates: Mapping[str, Any]) -> ImportedSite | None:
        line = self.lines[index] if index < len(self.lines) else 0
        at = f"line {line}, site {table.get('code', index + 1)}"
        like = table.get("like")
        if like is not None and (not isinstance(like, str) or like not in templates):
            known = ", ".join(sorted(templates)) or "none"
            self.fault(f"{at}, like", "import.template", f"there is no [template.{like}]; templates: {known}")
            return None
        whole = {**(templates[like] if like is not None else {}), **table}
        own = {key: value for key, value in whole.items() if key not in _SITE_KEYS}
        place = self._document(SiteDocument, own, at, "site.invalid")
        hours = self._document(CalendarDocument, whole.get("calendar"), f"{at}, calendar", "calendar.invalid")
        book = self._document(RulebookDocument, whole.get("rulebook"), f"{at}, rulebook", "rulebook.invalid")
        if place is None:
            return None
        self._under(at, site.check(place))
        if hours is not None:
            self._under(f"{at}, calendar", calendar_faults.check(hours, [lane.code for lane in place.lanes]))
        if book is not None:
            self._under(f"{at}, rulebook", rulebook.check(book))
        yard = self._yard(whole.get("yard"), place, at)
        return ImportedSite(place, hours, book, yard, whole.get("source", {}), line)

    def _document(self, model: type[D], table: object, at: str, code: str) -> D | None:
        if table is None:
            return None
        try:
            return model.model_validate(table)
        except ValidationError as error:
            self._under(at, faults_of(error, code))
            return None

    def _under(self, at: str, faults: list[Fault]) -> None:
        self.faults += [Fault(f"{at}, {fault.at}", fault.code, fault.text) for fault in faults]

    def _yard(self, name: object, place: SiteDocument, at: str) -> Mapping[str, Any] | None:
        if name is None:
            return None
        if not isinstance(name, str) or not YARD_NAME.fullmatch(name):
            self.fault(f"{at}, yard", "import.yard_name", "name a .geojson file in the same folder, without a path")
            return None
        content = self.yard(name)
        if content is None:
            self.fault(f"{at}, yard", "import.yard_missing", f"there is no {name} beside this file")
            return None
        try:
            document = orjson.loads(content)
            read = yards.parse(document)
        except orjson.JSONDecodeError as error:
            self.fault(f"{at}, yard {name}", "import.syntax", f"this is not JSON: {error}")
        except Faulty as refusal:
            self._under(f"{at}, yard {name}", list(refusal.faults))
        else:
            self._under(f"{at}, yard {name}", site.yard_faults(read, {gate.code: gate.way for gate in place.gates}))
            return document  # type: ignore[no-any-return]
        return None

    def _twice(self, found: list[ImportedSite]) -> None:
        first: dict[str, int] = {}
        for each in found:
            line = first.setdefault(each.site.code, each.line)
            if line != each.line:
                text = f"{each.site.code} is on line {line} already; give each site its own code"
                self.fault(f"line {each.line}, site {each.site.code}", "import.twice", text)


def _is_tables(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(each, dict) for each in value.values())
