"""A visit's explanation in words: who passed it, what was put right about it, what would change its place. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from serai.core import languages
from serai.core.languages import Phrases
from serai.queue.passing import Correction
from serai.queue.prospects import Prospect
from serai.sites import wording

PHRASES: Final[Phrases] = {
    "en": {
        "passed": "{count} of class {cargo_class} passed it. {clause}",
        "corrected": "Its record was corrected: {what}. {clause}",
        "vehicle": "vehicle",
        "lane": "lane",
        "bay": "bay",
        "duplicate_of": "checked in twice",
        "instead": "not the one that was let in",
        "change.window": "When its window opens at {at}, it takes its booked place: {position}, as things stand.",
        "change.in_time": "Had it come before {at}, it would stand at place {position}.",
        "change.reserve": "With a reservation for this hour it would stand at place {position}.",
        "change.earlier_slot": "Vehicles booked for a slot before {at} that come in time are still put before it.",
        "change.most": "Priority may still put {count} vehicles before it at most, {minutes} minutes in all.",
        "change.none": "No vehicle with priority can be put before it any more.",
        "change.come": "If it does not come when it is called, others are called, and it waits where it stands.",
    },
    "zh": {
        "passed": "{count} 辆{cargo_class}车排到了前面。{clause}",
        "corrected": "记录已更正：{what}。{clause}",
        "vehicle": "车辆",
        "lane": "通道",
        "bay": "车位",
        "duplicate_of": "重复登记",
        "instead": "并非实际放行的车辆",
        "change.window": "{at} 时段开放后取得预约位置：按目前情况为第 {position} 位。",
        "change.in_time": "若在 {at} 之前到达，将排在第 {position} 位。",
        "change.reserve": "若有此时段的预约，将排在第 {position} 位。",
        "change.earlier_slot": "预约时段早于 {at} 且准时到达的车辆仍会排到它前面。",
        "change.most": "优先车辆最多还能有 {count} 辆排到它前面，合计 {minutes} 分钟。",
        "change.none": "不会再有优先车辆排到它前面。",
        "change.come": "若被叫到而未来，将先叫其他车辆，它在原位等候。",
    },
    "lo": {
        "passed": "ລົດ {count} ຄັນ ({cargo_class}) ໄດ້ໄປກ່ອນ. {clause}",
        "corrected": "ແກ້ໄຂບັນທຶກແລ້ວ: {what}. {clause}",
        "vehicle": "ລົດ",
        "lane": "ຊ່ອງ",
        "bay": "ຊ່ອງຈອດ",
        "duplicate_of": "ລົງທະບຽນຊ້ຳ",
        "instead": "ບໍ່ແມ່ນຄັນທີ່ໄດ້ເຂົ້າ",
        "change.window": "ເມື່ອຊ່ວງເວລາເປີດ {at} ຈະໄດ້ລຳດັບຕາມທີ່ຈອງ: ຕອນນີ້ແມ່ນລຳດັບ {position}",
        "change.in_time": "ຖ້າມາຮອດກ່ອນ {at} ຈະຢູ່ລຳດັບ {position}",
        "change.reserve": "ຖ້າມີການຈອງສຳລັບຊົ່ວໂມງນີ້ ຈະຢູ່ລຳດັບ {position}",
        "change.earlier_slot": "ລົດທີ່ຈອງຊ່ວງກ່ອນ {at} ແລະ ມາທັນເວລາ ຍັງຈະໄດ້ໄປກ່ອນ",
        "change.most": "ລົດພິເສດຍັງໄປກ່ອນໄດ້ອີກບໍ່ເກີນ {count} ຄັນ ລວມ {minutes} ນາທີ",
        "change.none": "ຈະບໍ່ມີລົດພິເສດໄປກ່ອນອີກ",
        "change.come": "ຖ້າຖືກເອີ້ນແລ້ວບໍ່ມາ ຈະເອີ້ນຄັນອື່ນ ແລະ ລໍຖ້າຢູ່ບ່ອນເກົ່າ",
    },
    "my": {
        "passed": "ကား {count} စီး ({cargo_class}) ရှေ့သို့ ရောက်သည်။ {clause}",
        "corrected": "မှတ်တမ်းကို ပြင်ပြီး: {what}။ {clause}",
        "vehicle": "ကား",
        "lane": "လမ်းကြောင်း",
        "bay": "ရပ်နားနေရာ",
        "duplicate_of": "နှစ်ခါ စာရင်းသွင်း",
        "instead": "အမှန်ဝင်သောကား မဟုတ်",
        "change.window": "{at} တွင် အချိန်ဖွင့်လျှင် ယူထားသောနေရာ ရမည်၊ ယခုအတိုင်းဆို နေရာ {position}။",
        "change.in_time": "{at} မတိုင်မီ ရောက်ခဲ့လျှင် နေရာ {position} တွင် ရှိမည်။",
        "change.reserve": "ဤနာရီအတွက် စာရင်းရှိလျှင် နေရာ {position} တွင် ရှိမည်။",
        "change.earlier_slot": "{at} မတိုင်မီ အချိန်ယူထားပြီး အချိန်မှန်ရောက်သောကားများ ရှေ့သို့ ရောက်နိုင်သေးသည်။",
        "change.most": "ဦးစားပေးကား အများဆုံး {count} စီး ရှေ့သို့ ရောက်နိုင်သေးသည်၊ စုစုပေါင်း {minutes} မိနစ်။",
        "change.none": "ဦးစားပေးကား ရှေ့သို့ မရောက်နိုင်တော့ပါ။",
        "change.come": "ခေါ်သောအခါ မလာလျှင် အခြားကားများကို ခေါ်ပြီး မူလနေရာတွင် စောင့်ရမည်။",
    },
    "vi": {
        "passed": "{count} xe ({cargo_class}) đã lên trước. {clause}",
        "corrected": "Ghi chép đã được sửa: {what}. {clause}",
        "vehicle": "xe",
        "lane": "làn",
        "bay": "ô đỗ",
        "duplicate_of": "đăng ký hai lần",
        "instead": "không phải xe đã vào",
        "change.window": "Khi mở giờ lúc {at}, xe nhận vị trí đã đặt: hiện là vị trí {position}.",
        "change.in_time": "Nếu đến trước {at}, xe sẽ ở vị trí {position}.",
        "change.reserve": "Nếu có đặt chỗ cho giờ này, xe sẽ ở vị trí {position}.",
        "change.earlier_slot": "Xe đặt khung giờ trước {at} và đến đúng giờ vẫn được xếp trước.",
        "change.most": "Ưu tiên còn có thể xếp trước nó tối đa {count} xe, tổng cộng {minutes} phút.",
        "change.none": "Không xe ưu tiên nào có thể xếp trước nó nữa.",
        "change.come": "Nếu được gọi mà không đến, xe khác được gọi và nó chờ tại chỗ.",
    },
    "th": {
        "passed": "รถ {count} คัน ({cargo_class}) ได้ไปก่อน {clause}",
        "corrected": "แก้ไขบันทึกแล้ว: {what} {clause}",
        "vehicle": "รถ",
        "lane": "ช่อง",
        "bay": "ช่องจอด",
        "duplicate_of": "ลงทะเบียนซ้ำ",
        "instead": "ไม่ใช่คันที่เข้า",
        "change.window": "เมื่อช่วงเวลาเปิด {at} จะได้ลำดับตามที่จอง: ตอนนี้คือลำดับที่ {position}",
        "change.in_time": "ถ้ามาถึงก่อน {at} จะอยู่ลำดับที่ {position}",
        "change.reserve": "ถ้ามีการจองสำหรับชั่วโมงนี้จะอยู่ลำดับที่ {position}",
        "change.earlier_slot": "รถที่จองช่วงก่อน {at} และมาตรงเวลายังได้ไปก่อน",
        "change.most": "รถพิเศษยังไปก่อนได้อีกไม่เกิน {count} คัน รวม {minutes} นาที",
        "change.none": "จะไม่มีรถพิเศษไปก่อนอีก",
        "change.come": "ถ้าถูกเรียกแล้วไม่มา จะเรียกคันอื่น และรออยู่ที่เดิม",
    },
}


@dataclass(frozen=True, slots=True)
class Passed:
    """How many of a class passed a visit by one clause."""

    cargo_class: str
    clause: str
    count: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the ledger and the rules say about a visit's place, in no language yet."""

    passed: Sequence[Passed] = ()
    corrections: Sequence[Correction] = ()
    prospects: Sequence[Prospect] = field(default_factory=tuple)


def counted(passed: Mapping[str, str], classes: Mapping[str, str]) -> list[Passed]:
    """Who passed, by class and clause; of somebody whose class is not known nobody else's is told."""
    counts = Counter((classes[visit], clause) for visit, clause in passed.items() if visit in classes)
    return [Passed(*which, count) for which, count in sorted(counts.items())]


def say(language: str, phrase: str, **words: object) -> str:
    return languages.say(PHRASES, language, phrase, **words)


def passed(each: Passed, language: str) -> str:
    """How many passed, and the sentence of the rulebook by which they did."""
    kind = wording.class_name(language, each.cargo_class)
    return say(language, "passed", count=each.count, cargo_class=kind, clause=rule(each.clause, language))


def corrected(each: Correction, language: str) -> str:
    what = wording.say(language, "comma").join(say(language, name) for name in each.what)
    clause = "visit.wrong_admitted" if "instead" in each.what else "visit.corrected"
    return say(language, "corrected", what=what, clause=rule(clause, language))


def prospect(each: Prospect, language: str) -> str:
    return say(language, each.code, at=each.wall, position=each.position, count=each.count, minutes=each.minutes)


def rule(clause: str, language: str) -> str:
    """A clause's published sentence; empty for one that is a member of the rulebook, whose numbers stand there."""
    return wording.clause(clause, language) if wording.is_clause(clause) else ""
