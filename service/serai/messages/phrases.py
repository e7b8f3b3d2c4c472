"""What messages say, language by language: as few words as can be, for an SMS in these scripts has 70 characters.

Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from serai.core import languages
from serai.core.languages import Phrases

PHRASES: Final[Phrases] = {
    "en": {
        "confirmed": "Confirmed. Arrive {from}-{to}.",
        "offered": "A place is offered: arrive {from}-{to}. Answer by {until}.",
        "displaced": "Your time could not be kept. Choose another, or wait for one.",
        "retimed": "The site moved your time: arrive {from}-{to}.",
        "soon": "Your call is near: place {place}. Be ready.",
        "called": "Come to gate {gate} now.", "called.no_gate": "Come to the gate now.",
        "call_missed": "You missed your call. Wait for the next call.",
        "call_withdrawn": "Your call was taken back. You keep your place; do not come to the gate yet.",
        "bay": "Drive to bay {bay}.", "closure": "Stopped: {lane}, until further notice. Your place is kept.",
        "closure.until": "Stopped: {lane}, until {until}. Your place is kept.", "everything": "the whole site",
    },
    "zh": {
        "confirmed": "预约成功，请于 {from}-{to} 到达。", "offered": "有名额：{from}-{to} 到达，请在 {until} 前答复。",
        "displaced": "您的时段无法保留，请另选或候补。", "retimed": "口岸已改时段：请于 {from}-{to} 到达。",
        "soon": "即将叫号：第 {place} 位，请做好准备。", "called": "请马上到闸口 {gate}。",
        "called.no_gate": "请马上到闸口。",
        "call_missed": "您错过了叫号，请等下次叫号。",
        "call_withdrawn": "叫号已收回，位置保留，请先不要到闸口。", "bay": "请驶往车位 {bay}。",
        "closure": "{lane}暂停，恢复时间未定，您的位置保留。", "closure.until": "{lane}暂停至 {until}，您的位置保留。",
        "everything": "全口岸",
    },
    "lo": {
        "confirmed": "ຈອງແລ້ວ. ມາຮອດ {from}-{to}.", "offered": "ມີບ່ອນຫວ່າງ: ມາຮອດ {from}-{to}. ຕອບກ່ອນ {until}.",
        "displaced": "ຮັກສາເວລາຂອງທ່ານບໍ່ໄດ້. ເລືອກໃໝ່ ຫຼື ລໍຖ້າ.", "retimed": "ດ່ານປ່ຽນເວລາ: ມາຮອດ {from}-{to}.",
        "soon": "ໃກ້ຖືກເອີ້ນ: ລຳດັບ {place}. ກຽມພ້ອມ.", "called": "ມາທີ່ປະຕູ {gate} ດຽວນີ້.",
        "called.no_gate": "ມາທີ່ປະຕູດຽວນີ້.", "call_missed": "ທ່ານພາດການເອີ້ນ. ລໍຖ້າເອີ້ນໃໝ່.",
        "call_withdrawn": "ການເອີ້ນຖືກຖອນ. ລຳດັບຍັງຢູ່ ຢ່າຟ້າວມາປະຕູ.",
        "bay": "ຂັບໄປຊ່ອງຈອດ {bay}.", "closure": "{lane} ຢຸດຊົ່ວຄາວ. ບ່ອນຂອງທ່ານຍັງຢູ່.",
        "closure.until": "{lane} ຢຸດຮອດ {until}. ບ່ອນຂອງທ່ານຍັງຢູ່.", "everything": "ທັງດ່ານ",
    },
    "my": {
        "confirmed": "အတည်ပြုပြီး။ {from}-{to} ရောက်ပါ။", "offered": "နေရာရပြီ: {from}-{to} ရောက်ပါ။ {until} မတိုင်မီ ဖြေပါ။",
        "displaced": "သင့်အချိန်ကို မထားနိုင်ပါ။ အခြားအချိန် ရွေးပါ သို့မဟုတ် စောင့်ပါ။",
        "retimed": "အချိန်ပြောင်းပြီး: {from}-{to} ရောက်ပါ။", "soon": "ခေါ်တော့မည်: {place} နေရာ။ အသင့်ပြင်ပါ။",
        "called": "ဂိတ် {gate} သို့ ယခုလာပါ။", "called.no_gate": "ဂိတ်သို့ ယခုလာပါ။",
        "call_missed": "ခေါ်သည်ကို လွတ်သွားသည်။ ထပ်ခေါ်သည်ကို စောင့်ပါ။",
        "call_withdrawn": "ခေါ်ဆိုမှု ရုပ်သိမ်းပြီး။ နေရာရှိသေးသည်၊ ဂိတ်သို့ မလာပါနှင့်ဦး။", "bay": "ရပ်ရန် {bay} သို့ မောင်းပါ။",
        "closure": "{lane} ခေတ္တရပ်ထားသည်။ သင့်နေရာ ရှိသေးသည်။", "closure.until": "{lane} {until} အထိ ရပ်ထားသည်။ သင့်နေရာ ရှိသေးသည်။",
        "everything": "စခန်းတစ်ခုလုံး",
    },
    "vi": {
        "confirmed": "Đã xác nhận. Đến trong {from}-{to}.",
        "offered": "Có chỗ: đến trong {from}-{to}. Trả lời trước {until}.",
        "displaced": "Không giữ được giờ của bạn. Hãy chọn giờ khác hoặc chờ.",
        "retimed": "Giờ đã đổi: đến trong {from}-{to}.", "soon": "Sắp gọi: vị trí {place}. Hãy sẵn sàng.",
        "called": "Mời đến cổng {gate} ngay.", "called.no_gate": "Mời đến cổng ngay.",
        "call_missed": "Bạn đã lỡ lượt gọi. Hãy chờ gọi lại.",
        "call_withdrawn": "Lệnh gọi đã rút. Chỗ vẫn giữ, chưa đến cổng.", "bay": "Đến ô đỗ {bay}.",
        "closure": "Tạm dừng: {lane}. Chỗ của bạn vẫn giữ.",
        "closure.until": "Tạm dừng: {lane} đến {until}. Chỗ của bạn vẫn giữ.",
        "everything": "toàn cửa khẩu",
    },
    "th": {
        "confirmed": "ยืนยันแล้ว มาถึง {from}-{to}", "offered": "มีที่ว่าง: มาถึง {from}-{to} ตอบก่อน {until}",
        "displaced": "ไม่สามารถรักษาเวลาของคุณได้ เลือกใหม่หรือรอ", "retimed": "ด่านเปลี่ยนเวลา: มาถึง {from}-{to}",
        "soon": "ใกล้ถูกเรียก: ลำดับ {place} เตรียมพร้อม", "called": "มาที่ประตู {gate} เดี๋ยวนี้",
        "called.no_gate": "มาที่ประตูเดี๋ยวนี้", "call_missed": "คุณพลาดการเรียก รอเรียกอีกครั้ง",
        "call_withdrawn": "การเรียกถูกถอน ลำดับยังอยู่ อย่าเพิ่งมาที่ประตู",
        "bay": "ขับไปช่องจอด {bay}", "closure": "หยุดชั่วคราว: {lane} ลำดับของคุณยังอยู่",
        "closure.until": "หยุดชั่วคราว: {lane} ถึง {until} ลำดับของคุณยังอยู่", "everything": "ทั้งด่าน",
    },
}  # fmt: skip
_INSTANTS: Final = ("from", "to", "until")


def text(language: str, kind: str, words: Mapping[str, str], zone: ZoneInfo, today: datetime) -> str:
    """A message in a language; instants as the site's wall clock shows them, with the day where it is another."""
    said: dict[str, object] = {name: value for name, value in words.items() if name not in _INSTANTS}
    for name in _INSTANTS:
        if words.get(name):
            said[name] = _wall(words[name], zone, today, is_short=name == "to")
    phrase = kind
    if kind == "called" and not words.get("gate"):
        phrase = "called.no_gate"
    if kind == "closure":
        phrase = "closure.until" if words.get("until") else kind
        said["lane"] = words.get("lane") or languages.say(PHRASES, language, "everything")
    return languages.say(PHRASES, language, phrase, **said)


def whole(site: str, reference: str, texts: list[str]) -> str:
    """What is sent: of which site and reservation, then each thing to say once."""
    return f"{site} {reference}: {' '.join(dict.fromkeys(texts))}"


def _wall(at: str, zone: ZoneInfo, today: datetime, *, is_short: bool) -> str:
    local = datetime.fromisoformat(at).astimezone(zone)
    is_today = local.date() == today.astimezone(zone).date()
    return local.strftime("%H:%M") if is_today or is_short else local.strftime("%m-%d %H:%M")
