"""What the printed list says, language by language. Pure."""

from __future__ import annotations

from typing import Final

from serai.core import languages
from serai.core.languages import Phrases

PHRASES: Final[Phrases] = {
    "en": {
        "title": "Queue list", "as_of": "As of {time}, page {page} of {pages}", "number": "No.",
        "reference": "Reference", "plate": "Plate", "cargo": "Cargo", "band": "Expected", "called": "called",
        "time_in": "In, time", "time_out": "Out, time", "bay": "Bay", "line": "Line {line}: {count} trucks",
        "rule": "Let trucks in from the top down. Write the time of each; it is entered later.",
        "new": "Trucks that come without being listed", "ledger": "Ledger entry {seq}, digest {digest}",
    },
    "zh": {
        "title": "排队清单", "as_of": "{time} 的情况，第 {page}/{pages} 页", "number": "序号", "reference": "预约号",
        "plate": "车牌", "cargo": "货类", "band": "预计入场", "called": "已叫号", "time_in": "入场时间",
        "time_out": "离场时间", "bay": "车位", "line": "队列 {line}：{count} 辆",
        "rule": "请从上到下依次放行，写下每辆车的时间，稍后录入。", "new": "清单外到达的车辆",
        "ledger": "账本条目 {seq}，摘要 {digest}",
    },
    "lo": {
        "title": "ລາຍຊື່ຄິວ", "as_of": "ເມື່ອ {time}, ໜ້າ {page}/{pages}", "number": "ລຳດັບ", "reference": "ລະຫັດຈອງ",
        "plate": "ທະບຽນລົດ", "cargo": "ສິນຄ້າ", "band": "ຄາດເຂົ້າ", "called": "ຖືກເອີ້ນ", "time_in": "ເວລາເຂົ້າ",
        "time_out": "ເວລາອອກ", "bay": "ຊ່ອງຈອດ", "line": "ຄິວ {line}: {count} ຄັນ",
        "rule": "ໃຫ້ລົດເຂົ້າຕາມລຳດັບ ຈາກເທິງລົງລຸ່ມ. ຂຽນເວລາຂອງແຕ່ລະຄັນ ແລ້ວປ້ອນເຂົ້າພາຍຫຼັງ.",
        "new": "ລົດທີ່ມາໂດຍບໍ່ມີໃນລາຍຊື່", "ledger": "ບັນທຶກທີ {seq}, ລະຫັດ {digest}",
    },
    "my": {
        "title": "တန်းစီစာရင်း", "as_of": "{time} အခြေအနေ၊ စာမျက်နှာ {page}/{pages}", "number": "စဉ်",
        "reference": "စာရင်းနံပါတ်", "plate": "ယာဉ်နံပါတ်", "cargo": "ကုန်", "band": "ခန့်မှန်းချိန်", "called": "ခေါ်ပြီး",
        "time_in": "ဝင်ချိန်", "time_out": "ထွက်ချိန်", "bay": "ရပ်ရန်", "line": "တန်း {line}: {count} စီး",
        "rule": "အပေါ်မှ အောက်သို့ အစဉ်လိုက် ဝင်ခွင့်ပြုပါ။ အချိန်ကို ရေးမှတ်ပါ၊ နောက်မှ ထည့်သွင်းမည်။",
        "new": "စာရင်းမပါဘဲ ရောက်လာသော ယာဉ်များ", "ledger": "မှတ်တမ်း {seq}၊ ကုဒ် {digest}",
    },
    "vi": {
        "title": "Danh sách xếp hàng", "as_of": "Lúc {time}, trang {page}/{pages}", "number": "STT",
        "reference": "Mã đặt chỗ", "plate": "Biển số", "cargo": "Hàng", "band": "Dự kiến vào", "called": "đã gọi",
        "time_in": "Giờ vào", "time_out": "Giờ ra", "bay": "Ô đỗ", "line": "Hàng {line}: {count} xe",
        "rule": "Cho xe vào lần lượt từ trên xuống. Ghi giờ của từng xe, sẽ nhập sau.",
        "new": "Xe đến không có trong danh sách", "ledger": "Bút toán {seq}, mã băm {digest}",
    },
    "th": {
        "title": "รายชื่อคิว", "as_of": "ณ เวลา {time} หน้า {page}/{pages}", "number": "ลำดับ", "reference": "รหัสจอง",
        "plate": "ทะเบียนรถ", "cargo": "สินค้า", "band": "คาดว่าเข้า", "called": "เรียกแล้ว", "time_in": "เวลาเข้า",
        "time_out": "เวลาออก", "bay": "ช่องจอด", "line": "คิว {line}: {count} คัน",
        "rule": "ให้รถเข้าตามลำดับจากบนลงล่าง เขียนเวลาของแต่ละคัน แล้วบันทึกภายหลัง",
        "new": "รถที่มาโดยไม่มีในรายชื่อ", "ledger": "รายการบัญชี {seq} รหัส {digest}",
    },
}  # fmt: skip


def say(language: str, phrase: str, **words: object) -> str:
    """A phrase of the list in a language."""
    return languages.say(PHRASES, language, phrase, **words)
