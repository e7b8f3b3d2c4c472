"""What is said of an inspection and of another bay, language by language; in the words of the driver's page."""

from __future__ import annotations

from typing import Final

from serai.core.languages import Phrases

MOVED: Final[Phrases] = {
    "en": {
        "inspection.ordered": "Customs or quarantine has asked to inspect this vehicle; it may not leave before that.",
        "inspection.detained": "It is detained after its inspection: stay in the bay until you are told otherwise.",
        "bay.inspection": "Drive to bay {bay}: it is to be inspected there.",
        "bay.cleared": "It was inspected and cleared. Drive on to bay {bay}.",
        "bay.power": "Its bay has lost its power. Drive to bay {bay}, which has power.",
    },
    "zh": {
        "inspection.ordered": "海关或检疫要求查验此车；查验前不得离场。",
        "inspection.detained": "查验后被扣留：请停在车位，等候通知。",
        "bay.inspection": "请驶往{bay}号车位接受查验。",
        "bay.cleared": "查验已通过。请驶往{bay}号车位。",
        "bay.power": "所在车位已断电。请驶往有电的{bay}号车位。",
    },
    "lo": {
        "inspection.ordered": "ພາສີ ຫຼື ກັກກັນພືດສັດ ຂໍກວດລົດຄັນນີ້; ກ່ອນກວດອອກບໍ່ໄດ້",
        "inspection.detained": "ຖືກກັກໄວ້ຫຼັງການກວດ: ຢູ່ໃນຊ່ອງຈອດ ຈົນກວ່າຈະແຈ້ງ",
        "bay.inspection": "ຂັບໄປຊ່ອງຈອດ {bay}: ຈະກວດຢູ່ບ່ອນນັ້ນ",
        "bay.cleared": "ກວດຜ່ານແລ້ວ ຂັບໄປຊ່ອງຈອດ {bay}",
        "bay.power": "ຊ່ອງຈອດນີ້ໄຟດັບ ຂັບໄປຊ່ອງຈອດ {bay} ທີ່ມີໄຟ",
    },
    "my": {
        "inspection.ordered": "အကောက်ခွန် သို့မဟုတ် ရောဂါကာကွယ်ရေးက ဤယာဉ်ကို စစ်ဆေးလိုသည်၊ မစစ်မီ ထွက်၍မရ။",
        "inspection.detained": "စစ်ဆေးပြီး ထိန်းထားသည်။ အကြောင်းကြားသည်အထိ ရပ်ရန်နေရာတွင် နေပါ။",
        "bay.inspection": "ရပ်ရန်နေရာ {bay} သို့ မောင်းပါ။ ထိုနေရာတွင် စစ်ဆေးမည်။",
        "bay.cleared": "စစ်ဆေးပြီး ခွင့်ပြုပြီ။ ရပ်ရန်နေရာ {bay} သို့ မောင်းပါ။",
        "bay.power": "ဤနေရာ လျှပ်စစ်ပြတ်သည်။ လျှပ်စစ်ရှိသော ရပ်ရန်နေရာ {bay} သို့ မောင်းပါ။",
    },
    "vi": {
        "inspection.ordered": "Hải quan hoặc kiểm dịch yêu cầu kiểm tra xe này; chưa kiểm tra thì chưa được rời bãi.",
        "inspection.detained": "Xe bị giữ lại sau kiểm tra: hãy ở trong ô cho đến khi được báo.",
        "bay.inspection": "Chạy đến ô {bay}: xe sẽ được kiểm tra ở đó.",
        "bay.cleared": "Xe đã kiểm tra xong và được thông qua. Chạy tiếp đến ô {bay}.",
        "bay.power": "Ô đang đỗ mất điện. Chạy đến ô {bay}, có điện.",
    },
    "th": {
        "inspection.ordered": "ศุลกากรหรือด่านกักกันขอตรวจรถคันนี้ ก่อนตรวจยังออกไม่ได้",
        "inspection.detained": "ถูกกักไว้หลังการตรวจ: อยู่ในช่องจอดจนกว่าจะแจ้ง",
        "bay.inspection": "ขับไปช่องจอด {bay}: จะตรวจที่นั่น",
        "bay.cleared": "ตรวจผ่านแล้ว ขับต่อไปช่องจอด {bay}",
        "bay.power": "ช่องจอดนี้ไฟดับ ขับไปช่องจอด {bay} ซึ่งมีไฟ",
    },
}
