"""What the queue says of a visit's place, language by language; in the words of the driver's page."""

from __future__ import annotations

from typing import Final

from serai.core import languages
from serai.core.languages import Phrases
from serai.queue.bay_phrases import MOVED
from serai.queue.call_phrases import CALLED

PHRASES: Final[Phrases] = {
    "en": {
        **CALLED["en"],
        **MOVED["en"],
        "order.live": "The site works by its live queue alone: arrived {arrived}, placed by arrival.",
        "order.arrival": "Without a reservation: placed by arrival, at {arrived}.",
        "order.slot": "Booked for {slot} and on time: placed by the start of its slot, before vehicles without one.",
        "order.early": "Booked for {slot}, but came early: by arrival, at {arrived}, till its window opens at {opens}.",
        "order.late": "Booked for {slot}, but came after its window closed at {closes}: by arrival, at {arrived}.",
        "order.sooner": "It stands where an ordinary vehicle would: the turns of its kind come later.",
        "order.priority": "{who}: {take} of every {cycle} turns while others wait.",
        "order.bound": "Priority may cost others at most {bound} minutes: it stands behind those it has cost as much.",
        "order.transfer": "It came from {from}, where it had waited since {since}: that place by arrival was kept.",
        "order.window": "Its arrival window opened: it was given its booked place.",
        "call.by_hand": "It was called out of order by an operator, whose reason is recorded.",
        "place": "Place {position} of {of}.",
        "its_kind": "its kind",
    },
    "zh": {
        **CALLED["zh"],
        **MOVED["zh"],
        "order.live": "现场仅按到达先后排队：{arrived} 到达。",
        "order.arrival": "未预约：按到达先后，{arrived} 到达。",
        "order.slot": "已预约 {slot} 且准时：按时段开始时间排序，排在未预约车辆之前。",
        "order.early": "已预约 {slot}，但早到：{opens} 时段开放前按到达先后，{arrived} 到达。",
        "order.late": "已预约 {slot}，但迟到，时段已于 {closes} 结束：按到达先后，{arrived} 到达。",
        "order.sooner": "按普通车辆排队：其类别的轮次更晚。",
        "order.priority": "{who}：有其他车辆等候时，每 {cycle} 个轮次占 {take} 个。",
        "order.bound": "优先最多让普通车辆多等 {bound} 分钟：排在已多等到此限度的车辆之后。",
        "order.transfer": "来自 {from}，自 {since} 起在那里等候：按那时的到达位置排序。",
        "order.window": "时段已开放：恢复预约位置。",
        "call.by_hand": "由调度员不按次序叫号，理由已记录。",
        "place": "第 {position} 位，共 {of} 辆。",
        "its_kind": "此类车辆",
    },
    "lo": {
        **CALLED["lo"],
        **MOVED["lo"],
        "order.live": "ຈັດຄິວຕາມລຳດັບມາຮອດເທົ່ານັ້ນ: ມາຮອດເວລາ {arrived}",
        "order.arrival": "ບໍ່ໄດ້ຈອງ: ຕາມລຳດັບມາຮອດ ເວລາ {arrived}",
        "order.slot": "ຈອງເວລາ {slot} ແລະ ທັນເວລາ: ຕາມເວລາເລີ່ມຂອງຊ່ວງທີ່ຈອງ ກ່ອນລົດທີ່ບໍ່ໄດ້ຈອງ",
        "order.early": "ຈອງເວລາ {slot} ແຕ່ມາກ່ອນເວລາ: ຕາມລຳດັບມາຮອດ ເວລາ {arrived} ຈົນຊ່ວງເວລາເປີດ {opens}",
        "order.late": "ຈອງເວລາ {slot} ແຕ່ມາຊ້າ ຊ່ວງເວລາປິດແລ້ວ {closes}: ຕາມລຳດັບມາຮອດ ເວລາ {arrived}",
        "order.sooner": "ຢູ່ບ່ອນຂອງລົດທຳມະດາ: ຮອບຂອງປະເພດນີ້ຊ້າກວ່າ",
        "order.priority": "{who}: ໄດ້ {take} ໃນທຸກ {cycle} ຮອບ ເມື່ອມີລົດອື່ນລໍຖ້າ",
        "order.bound": "ຮອບພິເສດເຮັດໃຫ້ລົດທຳມະດາລໍຖ້າເພີ່ມໄດ້ບໍ່ເກີນ {bound} ນາທີ: ຢູ່ຫຼັງລົດທີ່ລໍຖ້າເພີ່ມຄົບແລ້ວ",
        "order.transfer": "ມາຈາກ {from} ທີ່ໄດ້ລໍຖ້າຕັ້ງແຕ່ {since}: ໄດ້ຮັກສາລຳດັບຕາມເວລາມາຮອດນັ້ນໄວ້",
        "order.window": "ຊ່ວງທີ່ຈອງເປີດແລ້ວ: ໄດ້ລຳດັບຕາມທີ່ຈອງ",
        "call.by_hand": "ເຈົ້າໜ້າທີ່ເອີ້ນນອກລຳດັບ ມີບັນທຶກເຫດຜົນ",
        "place": "ລຳດັບ {position} ໃນ {of} ຄັນ",
        "its_kind": "ລົດປະເພດນີ້",
    },
    "my": {
        **CALLED["my"],
        **MOVED["my"],
        "order.live": "ရောက်ရှိသည့်အစဉ်အတိုင်းသာ တန်းစီသည်။ {arrived} တွင် ရောက်သည်။",
        "order.arrival": "ကြိုတင်စာရင်းမရှိ၊ ရောက်ရှိသည့်အစဉ်အတိုင်း။ {arrived} တွင် ရောက်သည်။",
        "order.slot": "{slot} ကြိုတင်စာရင်းရှိပြီး အချိန်မှန်သည်၊ ရယူထားသော အချိန်အတိုင်း စာရင်းမရှိသောကားများ၏ ရှေ့တွင်။",
        "order.early": "{slot} ကြိုတင်စာရင်းရှိသော်လည်း စောရောက်သည်၊ {opens} တွင် အချိန်မဖွင့်မီ ရောက်ရှိသည့်အစဉ်အတိုင်း။ {arrived} တွင် ရောက်သည်။",
        "order.late": "{slot} ကြိုတင်စာရင်းရှိသော်လည်း နောက်ကျသည်၊ {closes} တွင် အချိန်ပိတ်ပြီဖြစ်၍ ရောက်ရှိသည့်အစဉ်အတိုင်း။ {arrived} တွင် ရောက်သည်။",
        "order.sooner": "သာမန်ကား၏နေရာတွင် ရပ်သည် - ၎င်းအမျိုးအစား၏အလှည့်က ပိုနောက်ကျသည်။",
        "order.priority": "{who}၊ အခြားကားများ စောင့်နေစဉ် အလှည့် {cycle} ကြိမ်တိုင်းတွင် {take} ကြိမ် ရသည်။",
        "order.bound": "ဦးစားပေးမှုကြောင့် သာမန်ကား ပိုစောင့်ရချိန်မှာ အများဆုံး {bound} မိနစ်၊ ထိုမျှ စောင့်ပြီးသောကားများ၏ နောက်တွင်။",
        "order.transfer": "{from} မှ လာသည်၊ ထိုနေရာ၌ {since} ကတည်းက စောင့်ခဲ့သည်။ ထိုရောက်ရှိစဉ်နေရာကို ထိန်းထားသည်။",
        "order.window": "အချိန်ဖွင့်ပြီဖြစ်၍ ကြိုတင်ယူထားသောနေရာ ရသည်။",
        "call.by_hand": "တာဝန်ရှိသူက အစဉ်ပြင်ပ ခေါ်သည်၊ အကြောင်းရင်းကို မှတ်တမ်းတင်ထားသည်။",
        "place": "ကား {of} စီးတွင် နေရာ {position}။",
        "its_kind": "ဤကားအမျိုးအစား",
    },
    "vi": {
        **CALLED["vi"],
        **MOVED["vi"],
        "order.live": "Chỉ xếp theo thứ tự đến: đến lúc {arrived}.",
        "order.arrival": "Không đặt chỗ: theo thứ tự đến, lúc {arrived}.",
        "order.slot": "Đã đặt {slot} và đúng giờ: theo giờ bắt đầu khung giờ, trước xe không đặt chỗ.",
        "order.early": "Đã đặt {slot} nhưng đến sớm: theo thứ tự đến, lúc {arrived}, tới khi mở khung giờ lúc {opens}.",
        "order.late": "Đã đặt {slot} nhưng đến muộn, khung giờ đã đóng lúc {closes}: theo thứ tự đến, lúc {arrived}.",
        "order.sooner": "Đứng ở chỗ của xe thường: lượt của loại xe này muộn hơn.",
        "order.priority": "{who}: được {take} trong mỗi {cycle} lượt khi có xe khác chờ.",
        "order.bound": "Ưu tiên chỉ làm xe thường chờ thêm tối đa {bound} phút: xếp sau những xe đã chờ thêm đủ mức.",
        "order.transfer": "Đến từ {from}, nơi đã chờ từ {since}: chỗ theo giờ đến đó được giữ.",
        "order.window": "Khung giờ đã mở: trở lại vị trí đã đặt.",
        "call.by_hand": "Được điều hành viên gọi ngoài thứ tự; lý do đã được ghi lại.",
        "place": "Vị trí {position} trên {of}.",
        "its_kind": "loại xe này",
    },
    "th": {
        **CALLED["th"],
        **MOVED["th"],
        "order.live": "จัดคิวตามลำดับที่มาถึงเท่านั้น: มาถึงเวลา {arrived}",
        "order.arrival": "ไม่ได้จอง: ตามลำดับที่มาถึง เวลา {arrived}",
        "order.slot": "จองเวลา {slot} และตรงเวลา: ตามเวลาเริ่มของช่วงที่จอง ก่อนรถที่ไม่ได้จอง",
        "order.early": "จองเวลา {slot} แต่มาก่อนเวลา: ตามลำดับที่มาถึง เวลา {arrived} จนกว่าช่วงจะเปิด {opens}",
        "order.late": "จองเวลา {slot} แต่มาสาย ช่วงปิดแล้ว {closes}: ตามลำดับที่มาถึง เวลา {arrived}",
        "order.sooner": "อยู่ที่ของรถธรรมดา: รอบของประเภทนี้ช้ากว่า",
        "order.priority": "{who}: ได้ {take} ในทุก {cycle} รอบ เมื่อมีรถอื่นรอ",
        "order.bound": "รอบพิเศษทำให้รถธรรมดารอเพิ่มได้ไม่เกิน {bound} นาที: อยู่หลังรถที่รอเพิ่มครบแล้ว",
        "order.transfer": "มาจาก {from} ซึ่งรอตั้งแต่ {since}: ลำดับตามเวลามาถึงนั้นถูกเก็บไว้",
        "order.window": "ช่วงที่จองเปิดแล้ว: ได้ลำดับตามที่จอง",
        "call.by_hand": "เจ้าหน้าที่เรียกนอกลำดับ มีบันทึกเหตุผล",
        "place": "ลำดับที่ {position} จาก {of} คัน",
        "its_kind": "รถประเภทนี้",
    },
}


def say(language: str, phrase: str, **words: object) -> str:
    """A phrase of the queue in a language."""
    return languages.say(PHRASES, language, phrase, **words)
