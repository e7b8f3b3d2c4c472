"""What drivers answer to a message, as far as it is asked for: that messages shall end, or begin again. Pure."""

from __future__ import annotations

import unicodedata
from typing import Final

_DIGITS: Final = 9
_END: Final = frozenset({
    "stop", "stopall", "unsubscribe", "quit", "end", "t", "td", "退订", "停止", "ຢຸດ", "ຍົກເລີກ", "ရပ်", "ရပ်ပါ",
    "dừng", "dung", "hủy", "huy", "หยุด", "ยกเลิก",
})  # fmt: skip
_BEGIN: Final = frozenset({
    "start", "unstop", "subscribe", "订阅", "恢复", "ເລີ່ມ", "စ", "စပါ", "bắt đầu", "bat dau", "เริ่ม",
})  # fmt: skip
"""Whole answers, not words in one: who writes that the truck stops at Boten wants its messages."""


def known_by(number: str) -> str:
    """What a number is known by however it is written: its last nine digits, for a gateway adds the country's code."""
    return "".join(each for each in number if each.isdigit())[-_DIGITS:]


def wish_in(text: str) -> bool | None:
    """Whether messages are wanted from now on; None where the answer says neither."""
    said = " ".join(unicodedata.normalize("NFC", text).casefold().strip(" .!。！\r\n\t\"'“”").split())
    if said in _END:
        return False
    return True if said in _BEGIN else None
