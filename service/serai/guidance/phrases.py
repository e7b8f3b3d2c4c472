"""What guidance says, language by language. A new language is one more column; until it is there, English stands in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LANGUAGES: Final = ("zh", "en", "lo", "my", "vi", "th")
_FALLBACK: Final = "en"

PHRASES: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "start": "Start at {place} and follow {road}",
        "pull_out": "Pull out of bay {bay} onto {road}",
        "left": "Turn left into {road}",
        "right": "Turn right into {road}",
        "straight": "Continue straight on {road}",
        "back": "Turn around onto {road}",
        "bay_left": "After {metres} m, bay {bay} is on your left",
        "bay_right": "After {metres} m, bay {bay} is on your right",
        "bay_ahead": "After {metres} m, you are at bay {bay}",
        "reverse": "{where}: reverse in",
        "drive_in": "{where}: drive in",
        "gate": "After {metres} m, leave through {place}",
        "stand": "You are in bay {bay}: stay there until you are released",
        "wait": "No bay is free for you yet: wait where you are, you will be told",
        "blocked": "The way is blocked: wait where you are, you will be told",
        "leave": "You may go: follow the signs to the exit",
        "unknown": "Nobody has recorded where you stand: ask the yard",
        "aisle": "aisle {aisle}",
    },
    "zh": {
        "start": "从{place}出发，沿{road}行驶",
        "pull_out": "驶出{bay}号车位，进入{road}",
        "left": "左转进入{road}",
        "right": "右转进入{road}",
        "straight": "沿{road}直行",
        "back": "掉头进入{road}",
        "bay_left": "{metres}米后，{bay}号车位在您左侧",
        "bay_right": "{metres}米后，{bay}号车位在您右侧",
        "bay_ahead": "{metres}米后到达{bay}号车位",
        "reverse": "{where}，请倒车入位",
        "drive_in": "{where}，请直接驶入",
        "gate": "{metres}米后由{place}驶出",
        "stand": "您已在{bay}号车位，放行前请勿移动",
        "wait": "暂无可用车位，请原地等候通知",
        "blocked": "道路暂时封闭，请原地等候通知",
        "leave": "已放行，请按指示牌驶向出口",
        "unknown": "系统没有您的停车位置，请询问场内人员",
        "aisle": "{aisle}号通道",
    },
    "lo": {},
    "my": {},
    "vi": {},
    "th": {},
}


def say(language: str, phrase: str, **words: object) -> str:
    """The phrase in the language, or in English where it is not translated yet."""
    template = PHRASES.get(language, {}).get(phrase) or PHRASES[_FALLBACK][phrase]
    return template.format(**words)


def language(accept: str | None) -> str:
    """The best language of an Accept-Language header among those spoken here, translated or not; English otherwise."""
    best, best_weight = _FALLBACK, 0.0
    for part in (accept or "")[:500].split(","):
        name, _, parameter = part.partition(";")
        primary = name.strip().lower().partition("-")[0]
        weight = _weight(parameter)
        if primary in LANGUAGES and PHRASES.get(primary) and weight > best_weight:
            best, best_weight = primary, weight
    return best


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        weight = float(value)
    except ValueError:
        return 0.0
    return weight if name.strip() == "q" and 0 <= weight <= 1 else 0.0
