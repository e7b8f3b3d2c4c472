"""The printed ticket as drivers, gates and two clocks meet it: readable, decodable, on one page, always the same."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import orjson
import pypdfium2
import pytest
import zxingcpp
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from serai.passes import paper, slip, tickets
from serai.passes.fonts import MISSING
from serai.passes.gate import check
from serai.passes.paper import MM, Paper
from serai.passes.phrases import LANGUAGES
from serai.passes.sheet import A5, LOWEST, MARGIN, sheet
from serai.passes.signing import Signer
from serai.passes.tickets import LAYOUTS, Ticket, ticket_pdf, walls
from tests.passes.builders import OPENS, SECRET, claims, ticket

DPI = 200


def raster(pdf: bytes, dpi: int = DPI) -> Image.Image:
    """The only page, as a printer of so many dots sees it."""
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    picture: Image.Image = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    return picture.convert("L")


def scanned(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_on_the_page_lets_in(language: str, layout: tickets.Layout) -> None:
    (text,) = scanned(raster(ticket_pdf(ticket(language=language, layout=layout))))
    assert check(text, orjson.dumps(Signer(SECRET).jwk_set("CNMHN")), OPENS) == claims()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_people_and_programs_find_the_same_words(layout: tickets.Layout) -> None:
    page = pypdfium2.PdfDocument(ticket_pdf(ticket(layout=layout, trailer="云A 678 挂")))[0]
    text = page.get_textpage().get_text_bounded()
    for word in ("MHN-7K3Q2F", "CN 云A·12345", "云A 678 挂", "07:00 – 09:30", "06:00 – 08:30", "Sun 22 Nov 2026"):
        assert word in text, text
    assert "Asia/Shanghai (UTC+8)" in text
    assert "Asia/Vientiane (UTC+7)" in text
    assert "before Sun 22 Nov 2026 04:00" in " ".join(text.split())


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("because", "said"),
    [
        ("closure:CNMHN-1", "The lane was stopped."),
        ("calendar", "There were fewer places."),
        ("zone", "The site's clocks were changed."),
        (None, "It made way so that others keep a place."),
    ],
)
def test_who_was_moved_by_the_site_reads_from_when_and_why(
    layout: tickets.Layout, because: str | None, said: str
) -> None:
    moved = ticket(layout=layout, moved_from=OPENS - timedelta(hours=12), moved_because=because)
    page = pypdfium2.PdfDocument(ticket_pdf(moved))[0].get_textpage().get_text_bounded()
    assert f"The site moved your slot from Sat 21 Nov 2026 19:00. {said}" in " ".join(page.split())
    assert "moved your slot" not in pypdfium2.PdfDocument(ticket_pdf(ticket()))[0].get_textpage().get_text_bounded()


def test_the_code_is_no_finer_than_a_cheap_phone_reads() -> None:
    """At 50 mm with its quiet zone a module is 0.6 mm."""
    modules = len(paper._modules(ticket().qr))
    assert modules <= 77
    assert 50 / (modules + 8) >= 0.58


def creased(picture: Image.Image, side: float) -> Image.Image:
    """Folded twice through the middle of the code, the print gone along both folds."""
    spoilt = picture.copy()
    pen = ImageDraw.Draw(spoilt)
    dots = DPI / 25.4
    x, y, reach = MARGIN * dots, _top(sheet(ticket())) * dots, side * dots
    fold = round(0.9 * dots)
    pen.line([(x, y + reach * 0.45), (x + reach, y + reach * 0.52)], fill=255, width=fold)
    pen.line([(x + reach * 0.4, y), (x + reach * 0.36, y + reach)], fill=255, width=fold)
    return spoilt


def _top(page: Paper) -> float:
    """Where the code begins: the first box after the rule under the site's name."""
    return page._boxes[1].y


def test_a_crease_does_no_harm_and_a_coffee_cup_does() -> None:
    picture = raster(ticket_pdf(ticket()))
    assert scanned(creased(picture, 56)) == [ticket().qr]
    spoilt = picture.copy()
    dots = DPI / 25.4
    x, y = MARGIN * dots, _top(sheet(ticket())) * dots
    ImageDraw.Draw(spoilt).ellipse([x + 20 * dots, y + 20 * dots, x + 56 * dots, y + 56 * dots], fill=255)
    assert not scanned(spoilt)


def test_a_slip_s_modules_are_whole_dots_of_its_printer() -> None:
    boxes = [box for box in slip.slip(ticket())._boxes if box.height < 1 and box.width < slip.CODE]
    narrowest = min(box.width for box in boxes)
    assert narrowest / slip.DOT == pytest.approx(round(narrowest / slip.DOT))
    assert all(box.width / narrowest == pytest.approx(round(box.width / narrowest)) for box in boxes)


_LATE = datetime.fromisoformat("2026-11-22T23:30:00+08:00")
LONG = {
    "moved_from": _LATE - timedelta(days=2),
    "moved_because": "closure:1",
    "opens_at": _LATE,
    "closes_at": _LATE + timedelta(hours=2),
    "site_name": "Cửa khẩu quốc tế đường bộ số II Kim Thành và khu kiểm tra liên hợp Hà Khẩu – Lào Cai " * 2,
    "counterpart_name": "瑞丽口岸姐告边境贸易区货运通道联检查验中心" * 4,
    "lane": "export-fresh-" + "x" * 51,
    "cargo_class": "temperature-controlled-goods-of-a-class-nobody-translated",
    "plate": "กข 1234 กรุงเทพมหานค",
    "trailer": "ກຂ 12345678 ນະຄອນຫຼວງ",
    "reference": "MHN-7K3Q2F",
}


@pytest.mark.parametrize("given_", [{}, LONG], ids=["plain", "long"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_overlaps_and_nothing_leaves_the_page(
    language: str, layout: tickets.Layout, given_: dict[str, Any]
) -> None:
    asked = ticket(language=language, layout=layout, **given_)
    page = slip.slip(asked) if layout == "slip" else sheet(asked)
    margin = slip.MARGIN if layout == "slip" else MARGIN
    assert page.rightmost <= page.width - margin + 0.01
    assert min(put.x for put in page._puts) >= margin - 0.01
    assert layout == "slip" or page.lowest <= LOWEST
    assert not list(overlaps(page))


def overlaps(page: Paper) -> Any:
    """Pairs of texts whose letters would touch, and texts on the code."""
    boxes = [
        (put.x, put.y - 0.72 * put.line.style.size * MM, put.line.width, 0.9 * put.line.style.size * MM)
        for put in page._puts
    ]
    code = [(box.x, box.y, box.width, box.height) for box in page._boxes if box.width < 50 and box.height < 1]
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :] + code:
            if _meet(one, other):
                yield one, other


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    across = one[0] < other[0] + other[2] - 0.01 and other[0] < one[0] + one[2] - 0.01
    down = one[1] < other[1] + other[3] - 0.01 and other[1] < one[1] + one[3] - 0.01
    return across and down


def test_an_overlap_is_found() -> None:
    page = Paper(80)
    for y in (10, 11):
        page.put(paper.line("over one another", paper.Style(10)), 5, y)
    assert list(overlaps(page))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.text(max_size=20), st.sampled_from(LANGUAGES), st.sampled_from(LAYOUTS))
def test_any_name_and_any_plate_stay_on_the_page(name: str, plate: str, language: str, layout: tickets.Layout) -> None:
    asked = ticket(site_name=name, plate=plate, language=language, layout=layout)
    page = slip.slip(asked) if layout == "slip" else sheet(asked)
    assert page.rightmost <= page.width
    assert layout == "slip" or page.lowest <= LOWEST


def test_a_character_that_no_font_has_is_printed_as_missing() -> None:
    page = pypdfium2.PdfDocument(ticket_pdf(ticket(site_name="瑞喆 Ⴀ 口岸")))[0]
    assert f"瑞{MISSING} {MISSING} 口岸" in page.get_textpage().get_text_bounded()


@pytest.mark.parametrize("language", ["lo", "my", "th"])
def test_the_page_is_shaped(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin prints the same letters strung together, and looks otherwise."""
    asked = ticket(language=language)
    shaped = raster(ticket_pdf(asked), 100)
    monkeypatch.setattr(FPDF, "set_text_shaping", lambda *_, **__: None)
    assert shaped.tobytes() != raster(ticket_pdf(asked), 100).tobytes()


PRINT = (
    "import hashlib; from tests.passes.builders import ticket; from serai.passes.tickets import ticket_pdf;"
    "print(hashlib.sha256(ticket_pdf(ticket(language='my', site_name='瑞丽口岸'))).hexdigest())"
)


def test_the_same_ticket_is_the_same_file_tomorrow() -> None:
    def printed(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", PRINT], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    here = ticket_pdf(ticket(language="my", site_name="瑞丽口岸"))
    assert printed("1") == printed("2") == hashlib.sha256(here).hexdigest()
    assert hashlib.sha256(ticket_pdf(ticket(language="my"))).hexdigest() != printed("1")


def test_threads_print_beside_one_another() -> None:
    asked = [ticket(language=language, layout=layout) for language in LANGUAGES for layout in LAYOUTS]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(ticket_pdf, asked))
    assert together == [ticket_pdf(each) for each in asked]


def test_no_pdf_library_is_loaded_before_a_ticket_is_printed() -> None:
    code = "import sys, serai.cli, serai.passes.tickets, serai.passes.routes; sys.exit('fpdf' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_sheet_is_an_a5() -> None:
    width, height = pypdfium2.PdfDocument(ticket_pdf(ticket()))[0].get_size()
    assert (width * MM, height * MM) == pytest.approx(A5, abs=0.1)


def told(asked: Ticket) -> list[tuple[str, str, str]]:
    return [(" – ".join(wall.days), wall.window, wall.zone) for wall in walls(asked)]


def test_both_clocks_are_told_where_they_differ() -> None:
    assert told(ticket()) == [
        ("Sun 22 Nov 2026", "07:00 – 09:30", "Asia/Shanghai (UTC+8)"),
        ("Sun 22 Nov 2026", "06:00 – 08:30", "Asia/Vientiane (UTC+7)"),
    ]
    assert told(ticket(counterpart_zone="Asia/Yangon"))[1:] == [
        ("Sun 22 Nov 2026", "05:30 – 08:00", "Asia/Yangon (UTC+6:30)")
    ]


@pytest.mark.parametrize("zone", [None, "Asia/Shanghai", "Asia/Macau"])
def test_one_clock_is_told_where_they_agree(zone: str | None) -> None:
    assert len(told(ticket(counterpart_zone=zone))) == 1


def test_a_window_over_midnight_names_both_days() -> None:
    late = datetime.fromisoformat("2026-11-22T23:30:00+08:00")
    asked = ticket(opens_at=late, closes_at=late + timedelta(hours=2))
    assert told(asked) == [
        ("Sun 22 Nov 2026 – Mon 23 Nov 2026", "23:30 – 01:30", "Asia/Shanghai (UTC+8)"),
        ("Sun 22 Nov 2026 – Mon 23 Nov 2026", "22:30 – 00:30", "Asia/Vientiane (UTC+7)"),
    ]


def test_i20_a_ticket_keeps_the_wall_time_of_a_changing_clock() -> None:
    """Almaty went from UTC+6 to UTC+5 on 1 March 2024."""
    for day, offset, zone in (("2024-02-29", "+06:00", "UTC+6"), ("2024-03-01", "+05:00", "UTC+5")):
        opens = datetime.fromisoformat(f"{day}T10:00:00{offset}")
        asked = ticket(zone="Asia/Almaty", opens_at=opens, closes_at=opens + timedelta(hours=1), counterpart_zone=None)
        assert told(asked)[0][1:] == ("10:00 – 11:00", f"Asia/Almaty ({zone})")


def test_the_lane_is_told_in_words_where_it_has_some() -> None:
    assert tickets.stream(ticket(language="zh", cargo_class="fresh")) == "出口 · 生鲜"
    assert tickets.stream(ticket(direction="sideways", cargo_class="cattle")) == "cattle"


def test_only_a_declaration_that_is_asked_for_is_mentioned() -> None:
    assert len(tickets.bring(ticket())) == len(tickets.bring(ticket(declaration_by=None))) + 1
