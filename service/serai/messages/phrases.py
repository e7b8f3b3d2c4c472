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
        "bay.inspection": "Drive to bay {bay}: your vehicle is inspected there.",
        "bay.cleared": "Inspection passed. Drive on to bay {bay}.",
        "bay.power": "Your bay has no power. Drive to bay {bay}.",
        "power": "Bay {bay} has no power. There is no other bay for you yet.",
        "inspection": "Your vehicle is to be inspected here. You keep your place.",
        "inspected.cleared": "Inspection: cleared.",
        "inspected.detained": "Inspection: detained. Stay until you are told otherwise.",
        "inspected.withdrawn": "The inspection was taken back.", "meeting_moved": "You meet the other truck at {at}.",
        "meeting_waits": "The other truck is awaited until {until}. You keep your place.",
        "meeting_awaited": "The other truck waits for you until {until}.",
        "meeting_over": "The meeting with the other truck is off. You keep your own place.",
        "transferred": "Drive to {site}: your place is kept there.",
        "transferred.until": "Drive to {site}: your place is kept there until {until}.",
        "elsewhere": "{site} is about {minutes} min sooner, drive included. See your page; you may stay.",
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
        "bay.inspection": "请驶往车位 {bay} 接受查验。", "bay.cleared": "查验已通过，请驶往车位 {bay}。",
        "bay.power": "您的车位已断电，请驶往车位 {bay}。", "power": "车位 {bay} 已断电，暂无其他车位。",
        "inspection": "您的车辆须在此查验，位置保留。", "inspected.cleared": "查验已通过。",
        "inspected.detained": "查验后被扣留，请等候通知。", "inspected.withdrawn": "查验已取消。",
        "meeting_moved": "会合时间改为 {at}。", "meeting_waits": "等待对方车辆至 {until}，您的位置保留。",
        "meeting_awaited": "对方车辆等您至 {until}。", "meeting_over": "与对方车辆的会合已取消，您的位置保留。",
        "transferred": "请开往 {site}，那里为您保留位置。",
        "transferred.until": "请开往 {site}，位置保留至 {until}。",
        "elsewhere": "{site} 约早 {minutes} 分钟（含车程），详见您的页面；不去则位置保留。",
    },
    "lo": {
        "confirmed": "ຈອງແລ້ວ. ມາຮອດ {from}-{to}.", "offered": "ມີບ່ອນຫວ່າງ: ມາຮອດ {from}-{to}. ຕອບກ່ອນ {until}.",
        "displaced": "ຮັກສາເວລາຂອງທ່ານບໍ່ໄດ້. ເລືອກໃໝ່ ຫຼື ລໍຖ້າ.", "retimed": "ດ່ານປ່ຽນເວລາ: ມາຮອດ {from}-{to}.",
        "soon": "ໃກ້ຖືກເອີ້ນ: ລຳດັບ {place}. ກຽມພ້ອມ.", "called": "ມາທີ່ປະຕູ {gate} ດຽວນີ້.",
        "called.no_gate": "ມາທີ່ປະຕູດຽວນີ້.", "call_missed": "ທ່ານພາດການເອີ້ນ. ລໍຖ້າເອີ້ນໃໝ່.",
        "call_withdrawn": "ການເອີ້ນຖືກຖອນ. ລຳດັບຍັງຢູ່ ຢ່າຟ້າວມາປະຕູ.",
        "bay": "ຂັບໄປຊ່ອງຈອດ {bay}.", "closure": "{lane} ຢຸດຊົ່ວຄາວ. ບ່ອນຂອງທ່ານຍັງຢູ່.",
        "closure.until": "{lane} ຢຸດຮອດ {until}. ບ່ອນຂອງທ່ານຍັງຢູ່.", "everything": "ທັງດ່ານ",
        "bay.inspection": "ຂັບໄປຊ່ອງຈອດ {bay}: ຈະກວດລົດຢູ່ນັ້ນ.", "bay.cleared": "ກວດຜ່ານແລ້ວ. ຂັບໄປຊ່ອງຈອດ {bay}.",
        "bay.power": "ຊ່ອງຈອດຂອງທ່ານໄຟດັບ. ຂັບໄປຊ່ອງຈອດ {bay}.", "power": "ຊ່ອງຈອດ {bay} ໄຟດັບ. ຍັງບໍ່ມີຊ່ອງອື່ນ.",
        "inspection": "ລົດຂອງທ່ານຈະຖືກກວດຢູ່ນີ້. ບ່ອນຂອງທ່ານຍັງຢູ່.", "inspected.cleared": "ກວດຜ່ານແລ້ວ.",
        "inspected.detained": "ຖືກກັກໄວ້ຫຼັງການກວດ. ຢູ່ຈົນກວ່າຈະແຈ້ງ.", "inspected.withdrawn": "ການກວດຖືກຖອນແລ້ວ.",
        "meeting_moved": "ທ່ານພົບລົດອີກຄັນເວລາ {at}.",
        "meeting_waits": "ລໍຖ້າລົດອີກຄັນຮອດ {until}. ບ່ອນຂອງທ່ານຍັງຢູ່.",
        "meeting_awaited": "ລົດອີກຄັນລໍຖ້າທ່ານຮອດ {until}.",
        "meeting_over": "ນັດພົບກັບລົດອີກຄັນຖືກຍົກເລີກ. ບ່ອນຂອງທ່ານຍັງຢູ່.",
        "transferred": "ຂັບໄປ {site}: ບ່ອນຂອງທ່ານຮັກສາໄວ້ຢູ່ນັ້ນ.",
        "transferred.until": "ຂັບໄປ {site}: ບ່ອນຂອງທ່ານຮັກສາໄວ້ຮອດ {until}.",
        "elsewhere": "{site} ໄວກວ່າປະມານ {minutes} ນາທີ ລວມການຂັບ. ເບິ່ງໜ້າຂອງທ່ານ; ຖ້າຢູ່ ບ່ອນຍັງຢູ່.",
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
        "bay.inspection": "ရပ်ရန် {bay} သို့ မောင်းပါ။ ထိုနေရာတွင် စစ်ဆေးမည်။",
        "bay.cleared": "စစ်ဆေးပြီး ခွင့်ပြုပြီ။ ရပ်ရန် {bay} သို့ မောင်းပါ။",
        "bay.power": "သင့်နေရာ လျှပ်စစ်ပြတ်သည်။ ရပ်ရန် {bay} သို့ မောင်းပါ။",
        "power": "{bay} လျှပ်စစ်ပြတ်သည်။ အခြားနေရာ မရှိသေးပါ။",
        "inspection": "သင့်ယာဉ်ကို ဤနေရာတွင် စစ်ဆေးမည်။ သင့်နေရာ ရှိသေးသည်။",
        "inspected.cleared": "စစ်ဆေးပြီး ခွင့်ပြုပြီ။",
        "inspected.detained": "စစ်ဆေးပြီး ထိန်းထားသည်။ အကြောင်းကြားသည်အထိ စောင့်ပါ။",
        "inspected.withdrawn": "စစ်ဆေးခြင်း ရုပ်သိမ်းပြီး။", "meeting_moved": "အခြားကားနှင့် {at} တွင် တွေ့မည်။",
        "meeting_waits": "အခြားကားကို {until} အထိ စောင့်နေသည်။ သင့်နေရာ ရှိသေးသည်။",
        "meeting_awaited": "အခြားကားက သင့်ကို {until} အထိ စောင့်နေသည်။",
        "meeting_over": "အခြားကားနှင့် တွေ့ဆုံမှု ရပ်လိုက်သည်။ သင့်နေရာ ရှိသေးသည်။",
        "transferred": "{site} သို့ မောင်းပါ။ ထိုနေရာတွင် သင့်နေရာ ရှိသည်။",
        "transferred.until": "{site} သို့ မောင်းပါ။ သင့်နေရာကို {until} အထိ ထိန်းထားသည်။",
        "elsewhere": "{site} က မောင်းချိန်အပါ {minutes} မိနစ်ခန့် စောသည်။ သင့်စာမျက်နှာ ကြည့်ပါ။ မသွားလျှင် နေရာ ရှိသေးသည်။",
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
        "bay.inspection": "Đến ô {bay}: xe được kiểm tra ở đó.", "bay.cleared": "Kiểm tra đã qua. Đến ô {bay}.",
        "bay.power": "Ô của bạn mất điện. Đến ô {bay}.", "power": "Ô {bay} mất điện. Chưa có ô khác cho bạn.",
        "inspection": "Xe của bạn sẽ được kiểm tra tại đây. Chỗ vẫn giữ.",
        "inspected.cleared": "Kiểm tra: đã thông qua.",
        "inspected.detained": "Kiểm tra: xe bị giữ. Ở lại cho đến khi được báo.",
        "inspected.withdrawn": "Lệnh kiểm tra đã rút.", "meeting_moved": "Bạn gặp xe kia lúc {at}.",
        "meeting_waits": "Chờ xe kia đến {until}. Chỗ của bạn vẫn giữ.",
        "meeting_awaited": "Xe kia chờ bạn đến {until}.",
        "meeting_over": "Cuộc hẹn với xe kia đã hủy. Chỗ của bạn vẫn giữ.",
        "transferred": "Chạy đến {site}: chỗ của bạn được giữ ở đó.",
        "transferred.until": "Chạy đến {site}: chỗ được giữ đến {until}.",
        "elsewhere": "{site} sớm hơn khoảng {minutes} phút, kể cả chạy xe. Xem trang của bạn; ở lại thì chỗ vẫn giữ.",
    },
    "th": {
        "confirmed": "ยืนยันแล้ว มาถึง {from}-{to}", "offered": "มีที่ว่าง: มาถึง {from}-{to} ตอบก่อน {until}",
        "displaced": "ไม่สามารถรักษาเวลาของคุณได้ เลือกใหม่หรือรอ", "retimed": "ด่านเปลี่ยนเวลา: มาถึง {from}-{to}",
        "soon": "ใกล้ถูกเรียก: ลำดับ {place} เตรียมพร้อม", "called": "มาที่ประตู {gate} เดี๋ยวนี้",
        "called.no_gate": "มาที่ประตูเดี๋ยวนี้", "call_missed": "คุณพลาดการเรียก รอเรียกอีกครั้ง",
        "call_withdrawn": "การเรียกถูกถอน ลำดับยังอยู่ อย่าเพิ่งมาที่ประตู",
        "bay": "ขับไปช่องจอด {bay}", "closure": "หยุดชั่วคราว: {lane} ลำดับของคุณยังอยู่",
        "closure.until": "หยุดชั่วคราว: {lane} ถึง {until} ลำดับของคุณยังอยู่", "everything": "ทั้งด่าน",
        "bay.inspection": "ขับไปช่องจอด {bay} จะตรวจรถที่นั่น", "bay.cleared": "ตรวจผ่านแล้ว ขับไปช่องจอด {bay}",
        "bay.power": "ช่องจอดของคุณไฟดับ ขับไปช่องจอด {bay}", "power": "ช่องจอด {bay} ไฟดับ ยังไม่มีช่องอื่นให้คุณ",
        "inspection": "รถของคุณจะถูกตรวจที่นี่ ลำดับของคุณยังอยู่", "inspected.cleared": "ตรวจผ่านแล้ว",
        "inspected.detained": "ถูกกักไว้หลังการตรวจ รอจนกว่าจะแจ้ง", "inspected.withdrawn": "ยกเลิกการตรวจแล้ว",
        "meeting_moved": "คุณพบรถอีกคันเวลา {at}", "meeting_waits": "รอรถอีกคันถึง {until} ลำดับของคุณยังอยู่",
        "meeting_awaited": "รถอีกคันรอคุณถึง {until}", "meeting_over": "ยกเลิกนัดพบกับรถอีกคัน ลำดับของคุณยังอยู่",
        "transferred": "ขับไป {site} ที่นั่นเก็บลำดับของคุณไว้",
        "transferred.until": "ขับไป {site} เก็บลำดับของคุณไว้ถึง {until}",
        "elsewhere": "{site} เร็วกว่าราว {minutes} นาที รวมเวลาขับ ดูหน้าของคุณ ถ้าอยู่ ลำดับยังอยู่",
    },
}  # fmt: skip
_INSTANTS: Final = ("from", "to", "until", "at")


def text(language: str, kind: str, words: Mapping[str, str], zone: ZoneInfo, today: datetime) -> str:
    """A message in a language; instants as the site's wall clock shows them, with the day where it is another."""
    said: dict[str, object] = {name: value for name, value in words.items() if name not in _INSTANTS}
    for name in _INSTANTS:
        if words.get(name):
            said[name] = _wall(words[name], zone, today, is_short=name == "to")
    if kind == "closure":
        said["lane"] = words.get("lane") or languages.say(PHRASES, language, "everything")
    return languages.say(PHRASES, language, _phrase(kind, words), **said)


def _phrase(kind: str, words: Mapping[str, str]) -> str:
    """Which of a kind's phrases: by what its fact says, and leaves unsaid."""
    if kind == "called" and not words.get("gate"):
        return "called.no_gate"
    if kind in ("closure", "transferred") and words.get("until"):
        return f"{kind}.until"
    how = words.get({"bay": "cause", "inspected": "outcome"}.get(kind, ""))
    return f"{kind}.{how}" if how else kind


def whole(site: str, reference: str, texts: list[str]) -> str:
    """What is sent: of which site and reservation, then each thing to say once."""
    return f"{site} {reference}: {' '.join(dict.fromkeys(texts))}"


def _wall(at: str, zone: ZoneInfo, today: datetime, *, is_short: bool) -> str:
    local = datetime.fromisoformat(at).astimezone(zone)
    is_today = local.date() == today.astimezone(zone).date()
    return local.strftime("%H:%M") if is_today or is_short else local.strftime("%m-%d %H:%M")
