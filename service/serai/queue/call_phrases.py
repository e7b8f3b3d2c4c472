"""What is said of a visit's call, language by language."""

from __future__ import annotations

from typing import Final

from serai.core.languages import Phrases

CALLED: Final[Phrases] = {
    "en": {
        "order.missed": "It did not come when it was called and lost its place: since then it stands by arrival.",
        "call.gate": "Called in turn, as fast as the gates let vehicles in.",
        "call.ahead": "Called in turn and ahead: a bay should be empty when it is at the gate.",
        "call.other_bays": "Called before others who need bays that are full: its own should be empty.",
        "call.beyond": "Called although the gates are full, by an operator whose reason is recorded.",
        "call.rendezvous": "Its turn has come; it keeps its place until the truck that it meets can come too.",
        "call.repeated": "It was called once more.",
        "call.missed": "It did not come when it was called; it will be called again.",
        "call.withdrawn": "An operator took its call back, for a reason on record; it keeps its place.",
        "call.stopped": "All calls were stopped for safety and its call taken back; it keeps its place.",
    },
    "zh": {
        "order.missed": "叫号后未到，失去原位：此后按到达先后排队。",
        "call.gate": "按次序叫号，与闸口放行速度一致。",
        "call.ahead": "按次序提前叫号：到达闸口时预计有空泊位。",
        "call.other_bays": "先于等候其他泊位的车辆叫号：其所需泊位预计空出，而其他泊位已满。",
        "call.beyond": "闸口已满，由调度员叫号，理由已记录。",
        "call.rendezvous": "已轮到；保留位置，等会合的车辆能来时一同叫号。",
        "call.repeated": "已再次叫号。",
        "call.missed": "叫号后未到，将再次叫号。",
        "call.withdrawn": "调度员收回了叫号，理由已记录；位置保留。",
        "call.stopped": "因安全原因全部停止叫号，此叫号已收回；位置保留。",
    },
    "lo": {
        "order.missed": "ບໍ່ໄດ້ມາເມື່ອຖືກເອີ້ນ ແລະ ເສຍລຳດັບ: ຈາກນັ້ນຕາມລຳດັບມາຮອດ",
        "call.gate": "ເອີ້ນຕາມລຳດັບ ຕາມຄວາມໄວຂອງປະຕູ",
        "call.ahead": "ເອີ້ນຕາມລຳດັບ ແລະ ລ່ວງໜ້າ: ເມື່ອຮອດປະຕູ ຄາດວ່າຈະມີຊ່ອງຈອດວ່າງ",
        "call.other_bays": "ເອີ້ນກ່ອນລົດທີ່ລໍຊ່ອງຈອດອື່ນທີ່ເຕັມ: ຊ່ອງຂອງຄັນນີ້ຄາດວ່າຈະວ່າງ",
        "call.beyond": "ປະຕູເຕັມແລ້ວ ແຕ່ເຈົ້າໜ້າທີ່ເອີ້ນ ມີບັນທຶກເຫດຜົນ",
        "call.rendezvous": "ຮອດລຳດັບແລ້ວ; ລຳດັບຍັງຄືເກົ່າ ລໍຈົນລົດທີ່ຈະພົບມາໄດ້",
        "call.repeated": "ໄດ້ເອີ້ນອີກຄັ້ງ",
        "call.missed": "ບໍ່ໄດ້ມາເມື່ອຖືກເອີ້ນ ຈະຖືກເອີ້ນອີກ",
        "call.withdrawn": "ເຈົ້າໜ້າທີ່ຖອນການເອີ້ນ ມີບັນທຶກເຫດຜົນ ລຳດັບຍັງຄືເກົ່າ",
        "call.stopped": "ຢຸດການເອີ້ນທັງໝົດເພື່ອຄວາມປອດໄພ ການເອີ້ນນີ້ຖືກຖອນ ລຳດັບຍັງຄືເກົ່າ",
    },
    "my": {
        "order.missed": "ခေါ်သောအခါ မလာသဖြင့် နေရာဆုံးရှုံးသည်၊ ထိုအချိန်မှစ၍ ရောက်ရှိသည့်အစဉ်အတိုင်း။",
        "call.gate": "ဂိတ်၏ အမြန်နှုန်းအတိုင်း အစဉ်လိုက် ခေါ်သည်။",
        "call.ahead": "အစဉ်လိုက် ကြိုတင်ခေါ်သည်၊ ဂိတ်ရောက်ချိန်တွင် ကားရပ်နေရာ လွတ်မည်ဟု ခန့်မှန်းသည်။",
        "call.other_bays": "ပြည့်နေသော အခြားကားရပ်နေရာ စောင့်သူများ၏ ရှေ့တွင် ခေါ်သည်၊ ဤကား၏နေရာ လွတ်မည်ဟု ခန့်မှန်းသည်။",
        "call.beyond": "ဂိတ်ပြည့်နေသော်လည်း တာဝန်ရှိသူက ခေါ်သည်၊ အကြောင်းရင်းကို မှတ်တမ်းတင်ထားသည်။",
        "call.rendezvous": "အလှည့်ရောက်ပါပြီ၊ တွေ့ဆုံမည့်ကား လာနိုင်သည်အထိ နေရာမပျောက်ဘဲ စောင့်သည်။",
        "call.repeated": "ထပ်မံခေါ်ပြီးပါပြီ။",
        "call.missed": "ခေါ်သောအခါ မလာပါ၊ ထပ်ခေါ်ပါမည်။",
        "call.withdrawn": "တာဝန်ရှိသူက ခေါ်ဆိုမှုကို ပြန်ရုပ်သိမ်းသည်၊ အကြောင်းရင်းကို မှတ်တမ်းတင်ထားပြီး နေရာမပျောက်ပါ။",
        "call.stopped": "ဘေးကင်းရေးအတွက် ခေါ်ဆိုမှုအားလုံး ရပ်ထားပြီး ဤခေါ်ဆိုမှုကို ရုပ်သိမ်းသည်၊ နေရာမပျောက်ပါ။",
    },
    "vi": {
        "order.missed": "Được gọi nhưng không đến nên mất vị trí: từ đó xếp theo thứ tự đến.",
        "call.gate": "Được gọi đúng thứ tự, theo tốc độ của cổng.",
        "call.ahead": "Được gọi đúng thứ tự và sớm: khi tới cổng dự kiến có ô đỗ trống.",
        "call.other_bays": "Được gọi trước xe chờ các ô đỗ đang đầy: ô của xe này dự kiến trống.",
        "call.beyond": "Được điều hành viên gọi dù cổng đã đầy; lý do đã được ghi lại.",
        "call.rendezvous": "Đã đến lượt; xe giữ vị trí cho tới khi xe hẹn gặp cũng có thể đến.",
        "call.repeated": "Đã được gọi lại.",
        "call.missed": "Được gọi nhưng không đến; sẽ được gọi lại.",
        "call.withdrawn": "Điều hành viên đã rút lệnh gọi, lý do đã ghi lại; vị trí được giữ.",
        "call.stopped": "Mọi lệnh gọi bị dừng vì an toàn, lệnh gọi này đã rút; vị trí được giữ.",
    },
    "th": {
        "order.missed": "ถูกเรียกแล้วไม่มาจึงเสียลำดับ: นับจากนั้นจัดตามลำดับที่มาถึง",
        "call.gate": "เรียกตามลำดับ ตามความเร็วของประตู",
        "call.ahead": "เรียกตามลำดับและล่วงหน้า: เมื่อถึงประตูคาดว่าจะมีช่องจอดว่าง",
        "call.other_bays": "เรียกก่อนรถที่รอช่องจอดอื่นซึ่งเต็ม: ช่องของคันนี้คาดว่าจะว่าง",
        "call.beyond": "เจ้าหน้าที่เรียกแม้ประตูเต็ม มีบันทึกเหตุผล",
        "call.rendezvous": "ถึงลำดับแล้ว ลำดับคงเดิม รอจนรถที่นัดพบมาได้",
        "call.repeated": "เรียกซ้ำแล้ว",
        "call.missed": "ถูกเรียกแล้วไม่มา จะถูกเรียกอีก",
        "call.withdrawn": "เจ้าหน้าที่ถอนการเรียก มีบันทึกเหตุผล ลำดับคงเดิม",
        "call.stopped": "หยุดเรียกทั้งหมดเพื่อความปลอดภัย การเรียกนี้ถูกถอน ลำดับคงเดิม",
    },
}
