# ໜ້າສຳລັບຄົນຂັບ ພາສາລາວ

loading = ກຳລັງໂຫຼດ…
language = ພາສາ
start-title = ລຳດັບຄິວຂອງທ່ານ
start-lead = ເປີດລິ້ງທີ່ໄດ້ຮັບ ຫຼື ວາງລະຫັດໃສ່ບ່ອນນີ້
start-key = ລະຫັດ
start-go = ເບິ່ງລຳດັບຄິວ
start-over = ເລີ່ມໃໝ່
link-old = ລິ້ງນີ້ໃຊ້ບໍ່ໄດ້ແລ້ວ
link-old-lead = ຂໍລິ້ງໃໝ່ທີ່ປ່ອງບໍລິການ ລຳດັບຄິວຂອງທ່ານຍັງຢູ່
offline = ບໍ່ມີສັນຍານ ກຳລັງລອງໃໝ່…
offline-since = ບໍ່ມີສັນຍານ ຂໍ້ມູນເມື່ອ { $time }

your-place = ລຳດັບຄິວຂອງທ່ານ
ahead = { $count ->
    [0] ທ່ານເປັນຄັນຕໍ່ໄປ
   *[other] ມີລົດຢູ່ກ່ອນໜ້າ { $count } ຄັນ
 }
of-all = ໃນຄິວ { $count } ຄັນ
your-turn = ຮອດຄິວທ່ານລະຫວ່າງ
let-in = ຄາດວ່າເຂົ້າໄດ້ລະຫວ່າງ
band-sure = ອາດຈະ { $time } ຖືກຕ້ອງ 9 ໃນ 10 ເທື່ອ
band-cold = ຊ່ວງເວລາກວ້າງ: ຄິດຕາມແຜນຊ່ອງທາງ ຈົນກວ່າຈະມີລົດຜ່ານຫຼາຍຂຶ້ນ
from-now = ອີກ { $from } ຫາ { $to }

called-title = ມາທີ່ປະຕູດຽວນີ້
called-lead = ກຽມເອກະສານໃຫ້ພ້ອມ
drive-to = ຂັບໄປຊ່ອງຈອດ
parked-in = ທ່ານຢູ່ຊ່ອງຈອດ
parked-lead = ລໍຖ້າຢູ່ນີ້ຈົນກວ່າຈະໄດ້ຮັບການປ່ອຍ
released = ອອກໄດ້ແລ້ວ
released-lead = ຂັບໄປທີ່ປະຕູທາງອອກ
over-departed = ເດີນທາງປອດໄພ!
over-left = ທ່ານອອກຈາກຄິວແລ້ວ
over-turned-away = ລົດຂອງທ່ານຖືກປະຕິເສດ

step-waiting = ລໍຖ້າ
step-called = ຖືກເອີ້ນ
step-admitted = ເຂົ້າເດີ່ນ
step-parked = ຈອດແລ້ວ
step-released = ປ່ອຍແລ້ວ

way = ເສັ້ນທາງຂອງທ່ານ
way-map = ແຜນທີ່ໄປຊ່ອງຈອດ { $bay }
dispute-bay = ຊ່ອງຈອດມີລົດແລ້ວ
dispute-way = ທາງປິດ
dispute-bay-sure = ມີລົດຄັນອື່ນຢູ່ຊ່ອງ { $bay } ບໍ? ທ່ານຈະຖືກສົ່ງໄປຊ່ອງ { $second }
dispute-bay-none = ມີລົດຄັນອື່ນຢູ່ຊ່ອງ { $bay } ບໍ? ບໍ່ມີຊ່ອງອື່ນວ່າງ: ທ່ານຈະລໍຖ້າຢູ່ບ່ອນເດີມ
dispute-yes = ແມ່ນ ມີລົດແລ້ວ
dispute-no = ບໍ່
dispute-where = ຂັບຕໍ່ບໍ່ໄດ້ຢູ່ຂັ້ນຕອນໃດ? ແຕະຂັ້ນຕອນນັ້ນ ແລ້ວຈະມີທາງອື່ນໃຫ້
why = ເປັນຫຍັງຈຶ່ງໄດ້ລຳດັບນີ້
leave = ອອກຈາກຄິວ
leave-sure = ທ່ານຈະເສຍລຳດັບຄິວ ຕ້ອງການອອກຈາກຄິວບໍ?
leave-yes = ອອກຈາກຄິວ
stay = ຢູ່ຕໍ່

reserved-for = ຊ່ວງເວລາຂອງທ່ານ
arrive-between = ມາຮອດລະຫວ່າງ { $from } ຫາ { $until }
i-am-here = ຂ້ອຍມາຮອດແລ້ວ
area = ຂ້ອຍລໍຢູ່
cancel-reservation = ຍົກເລີກການຈອງ
cancel-sure = ຍົກເລີກການຈອງນີ້ບໍ?
cancel-yes = ຍົກເລີກ
keep = ເກັບໄວ້

waiting-title = ທ່ານກຳລັງລໍຖ້າບ່ອນວ່າງ
waiting-lead = ເກັບໜ້ານີ້ໄວ້ ເມື່ອມີບ່ອນວ່າງຈະສະແດງຢູ່ນີ້: ຕອບກ່ອນໝົດເວລາ ບໍ່ດັ່ງນັ້ນຈະໄປຫາຄັນຕໍ່ໄປ
offered-title = ມີບ່ອນວ່າງໃຫ້ທ່ານ
displaced-title = ຮັກສາເວລາຂອງທ່ານໄວ້ບໍ່ໄດ້
displaced-next = ເລືອກເວລາອື່ນດຽວນີ້ ຫຼື ລໍຖ້າ: ບ່ອນວ່າງມາຫາທ່ານກ່ອນ
missed-title = ໝົດເວລາຂອງທ່ານແລ້ວ
missed-lead = ຖ້າທ່ານຢູ່ປະຕູແລ້ວ ໃຫ້ແຈ້ງ: ຍັງເຂົ້າຄິວໄດ້
missed-why = ບໍ່ເຫັນການແຈ້ງຮອດ ຈົນ { $until } ທີ່ໝົດເວລາ
missed-counts = ນັບເປັນຂາດນັດ. { $misses } ຄັ້ງໃນ { $days } ມື້: ບໍ່ໄດ້ຊ່ວງຄັບຄັ່ງ { $block } ມື້
missed-free = ບໍ່ນັບໃສ່ທ່ານ
credit-note = ຄັ້ງກ່ອນດ່ານຊ້າ: ເວລາຂອງທ່ານປິດຊ້າລົງ { $minutes } ນທ
appeal = ບໍ່ແມ່ນຄວາມຜິດຂອງຂ້ອຍ
appeal-lead = ບອກເຫດຜົນກ່ອນ { $until }. ເຮັດໄດ້ຄັ້ງດຽວ. ຍັງນັບຈົນມີຄຳຕັດສິນ
appeal-cause = ເກີດຫຍັງຂຶ້ນ
appeal-text = ຄຳຂອງທ່ານ
appeal-hint = ມີແຕ່ດ່ານທີ່ເຫັນຄຳຂອງທ່ານ
appeal-send = ສົ່ງ
appeal-sent = ທ່ານບອກເມື່ອ { $at }: { $cause }
appeal-open = ດ່ານກຳລັງພິຈາລະນາ ລະຫວ່າງນັ້ນຍັງນັບ
appeal-forgive = ຍົກໂທດແລ້ວ: ບໍ່ນັບ
appeal-uphold = ບໍ່ຍົກໂທດ: ຍັງນັບ
appeal-over = ໝົດເວລາອຸທອນແລ້ວ
another-time = ເວລາອື່ນ
take-this-time = ເອົາເວລານີ້
stop-waiting = ເຊົາລໍຖ້າ
stop-waiting-sure = ທ່ານຈະເສຍລຳດັບ ເຊົາລໍຖ້າບໍ?
keep-waiting = ລໍຖ້າຕໍ່
extend-sure = ມາຊ້າກວ່າເກົ່າໄດ້ ໜຶ່ງເທື່ອໃນ 60 ວັນ
show-code = ສະແດງລະຫັດນີ້ຢູ່ປະຕູ ບໍ່ຕ້ອງມີສັນຍານ
any-that-day = ເວລາໃດກໍໄດ້ໃນມື້ນີ້
wait-for-any = ລໍຖ້າບ່ອນວ່າງທຳອິດ
changed-title = ດ່ານໄດ້ປ່ຽນເວລາຂອງທ່ານ
understood = ຮັບຊາບແລ້ວ
back = ກັບຄືນ

# Draws
drawn-title = ຈັບໄດ້: ເວລາຂອງທ່ານ
draw-in = ທ່ານຢູ່ໃນການຈັບສະຫຼາກ
draw-in-lead = ຮັບລົງຊື່ຈົນຮອດ { $closes } ແລ້ວຈັບສະຫຼາກ ຂໍຊ້ຳບໍ່ໄດ້ປຽບ
draw-soon = ປິດຮັບແລ້ວ ກຳລັງຈັບສະຫຼາກ ເປີດໜ້ານີ້ໄວ້
draw-lost = ເທື່ອນີ້ຈັບບໍ່ໄດ້
draw-lost-lead = ທ່ານລໍຖ້າຕໍ່ຕາມລຳດັບທີ່ຈັບ ບ່ອນວ່າງຈະສະເໜີຢູ່ນີ້
draw-check = ກວດການຈັບສະຫຼາກ

reserve-title = ຈອງຊ່ວງເວລາ
reserve-again = ຈອງອີກຄັ້ງ
reserve = ຈອງ
site = ດ່ານ
lane = ສິນຄ້າ
time = ເວລາ
plate = ທະບຽນລົດ
country = ປະເທດ
name = ຊື່ຂອງທ່ານ
phone = ໂທລະສັບ
no-slots = ມື້ນີ້ບໍ່ມີຊ່ວງເວລາ
free-count = ວ່າງ { $count }
slot-band = ແຈ້ງຮອດເວລາ { $time } ຈະຜ່ານປະຕູລະຫວ່າງ { $from } ຫາ { $to } ຖືກຕ້ອງ 9 ໃນ 10 ເທື່ອ
slot-full = ເຕັມ
slot-closed = ປິດ
class-general = ສິນຄ້າທົ່ວໄປ
class-fresh = ຂອງສົດ
class-hazmat = ວັດຖຸອັນຕະລາຍ
class-oversize = ຂະໜາດໃຫຍ່ພິເສດ
class-parcel = ພັດສະດຸ
direction-export = ສົ່ງອອກ
direction-import = ນຳເຂົ້າ
direction-transit = ຜ່ານແດນ
direction-empty = ລົດເປົ່າ

# Calls
at-gate-title = ທ່ານຮອດປະຕູແລ້ວ
at-gate-lead = ລໍຖ້າຢູ່ນີ້ຈົນກວ່າຈະອະນຸຍາດໃຫ້ເຂົ້າ
calls-are-stopped = ຢຸດການເອີ້ນທັງໝົດເພື່ອຄວາມປອດໄພ
calls-are-stopped-lead = ຢູ່ບ່ອນເດີມ. ລຳດັບຂອງທ່ານຍັງຄືເກົ່າ ແລະ ຈະຖືກເອີ້ນເມື່ອເອີ້ນຕໍ່.
calls-are-stopped-at-gate = ລໍຖ້າຢູ່ປະຕູ. ບໍ່ມີການເອີ້ນຄັນອື່ນ.

why-changes = ສິ່ງທີ່ອາດປ່ຽນແປງ
why-rules = ກົດທັງໝົດຂອງສະຖານທີ່ນີ້

# ຂໍ້ຄວາມເຖິງໂທລະສັບ
messages = ຂໍ້ຄວາມ
messages-on = ເວລາ, ການເອີ້ນ ແລະ ຊ່ອງຈອດ ຈະສົ່ງຫາ { $number }.
messages-off = { $number } ບໍ່ຮັບຂໍ້ຄວາມ.
messages-by-reply = ໂທລະສັບນີ້ຕອບ STOP. ຕອບ START ເພື່ອຮັບຂໍ້ຄວາມອີກ.
messages-none = ໃຫ້ເບີໂທ ເພື່ອແຈ້ງເມື່ອຖືກເອີ້ນ.
messages-number = ເບີໂທລະສັບ
messages-save = ສົ່ງຫາເບີນີ້
messages-begin = ສົ່ງຂໍ້ຄວາມໃຫ້ຂ້ອຍ
messages-end = ບໍ່ຮັບຂໍ້ຄວາມອີກ
messages-other = ເບີອື່ນ

# Another site
elsewhere-title = ໄປ { $site } ໄວກວ່າ
elsewhere-drive = ຂັບ { $drive }. ຖ້າອອກດຽວນີ້ ຈະໄດ້ເຂົ້າທີ່ນັ້ນລະຫວ່າງ
elsewhere-saves = ໄວກວ່າທີ່ນີ້ປະມານ { $saves }.
elsewhere-kept = ລຳດັບຕາມເວລາມາຮອດໄປນຳທ່ານ.
elsewhere-go = ໄປ { $site }
elsewhere-sure = ທ່ານຈະປະລຳດັບຢູ່ທີ່ນີ້. { $site } ຮັກສາລຳດັບຕາມເວລາມາຮອດໄວ້ຈົນ { $until }. ໄປບໍ?
elsewhere-yes = ໄປ
elsewhere-no = ບໍ່ ຢູ່ທີ່ນີ້
on-the-way-title = { $site } ຮັກສາລຳດັບຂອງທ່ານຈົນ
on-the-way-lead = ຂັບໄປທີ່ນັ້ນ ແລະ ແຈ້ງເຂົ້າ. ທ່ານຢູ່ຄືກັບມາຮອດເວລາ { $since }.
on-the-way-over = { $site } ບໍ່ຮັກສາລຳດັບຂອງທ່ານອີກ
on-the-way-over-lead = ໝົດເວລາແລ້ວ. ທ່ານຍັງແຈ້ງເຂົ້າທີ່ນັ້ນໄດ້: ຕາມເວລາທີ່ມາຮອດ.
