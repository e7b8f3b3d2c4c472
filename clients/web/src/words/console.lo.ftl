# ແຜງຄວບຄຸມ ພາສາລາວ

loading = ກຳລັງໂຫຼດ
skip = ໄປທີ່ເນື້ອໃນ
views = ມຸມມອງ
view-live = ສົດ
view-queue = ຄິວ
view-gates = ປະຕູ
view-yard = ເດີ່ນ
view-slots = ຊ່ວງເວລາ
view-ledger = ບັນຊີ
view-inspections = ການກວດ
details = ລາຍລະອຽດ
close = ປິດ
confirm = ຢືນຢັນ
cancel = ຍົກເລີກ
move = ຍ້າຍເວລາ
find = ຊອກ
yes = ມີ
more = ເພີ່ມ
fewer = ຫຼຸດ
acts = ການກະທຳ
account = ບັນຊີຜູ້ໃຊ້
language = ພາສາ
nameless = ເຂົ້າລະບົບແລ້ວ
sign-out = ອອກຈາກລະບົບ
a-truck = ລົດຄັນໜຶ່ງ

# ເຂົ້າລະບົບ
sign-in-title = ແຜງຄວບຄຸມ
sign-in-lead = ສຳລັບຜູ້ຄຸ້ມຄອງດ່ານ ແລະ ບໍລິສັດທີ່ລົດໃຊ້ດ່ານ
sign-in-way = ວິທີເຂົ້າລະບົບ
sign-in-key = ຄີ
sign-in-password = ລະຫັດຜ່ານ
sign-in-key-label = ຄີ
sign-in-key-hint = ຂຶ້ນຕົ້ນດ້ວຍ sk_ ສົ່ງເທື່ອດຽວ ບໍ່ເກັບໄວ້
sign-in-email = ອີເມວ
sign-in-password-label = ລະຫັດຜ່ານ
sign-in-go = ເຂົ້າລະບົບ

role-driver = ຄົນຂັບ
role-company = ບໍລິສັດ
role-operator = ຜູ້ຄວບຄຸມ
role-device = ອຸປະກອນ
role-authority = ໜ່ວຍງານ
role-auditor = ຜູ້ກວດສອບ
role-neighbour = ດ່ານຝັ່ງກົງກັນຂ້າມ
role-admin = ຜູ້ເບິ່ງແຍງລະບົບ

# ດ່ານ
choose-site = ເລືອກດ່ານ
find-site = ຊື່ ລະຫັດ ຫຼື ປະເທດ
no-sites = ຍັງບໍ່ມີດ່ານສຳລັບທ່ານ
no-match = ບໍ່ພົບ
site-lanes = { $count } ຊ່ອງທາງ
site-no-lanes = ບໍ່ມີຊ່ອງທາງ
site-open = ເປີດ
site-closed = ປິດ
mode-live-only = ຄິວສົດເທົ່ານັ້ນ

link-live = ສົດ
link-connecting = ກຳລັງເຊື່ອມຕໍ່
link-stale = ຂາດການເຊື່ອມຕໍ່

# ຄິວ
queue = ຄິວ
trucks = { $count } ຄັນ
lines = ແຖວ
find-plate = ຊອກທະບຽນ
find-everywhere = ຊອກໃນເດີ່ນ ແລະ ທີ່ຜ່ານມາ
find-nowhere-else = ບໍ່ມີບ່ອນອື່ນ
filter-lane = ຊ່ອງທາງ
all-lanes = ທຸກຊ່ອງທາງ
queue-empty = ບໍ່ມີລົດລໍຖ້າ
at-gate-now = ໄປປະຕູ
waited = ມາແລ້ວ { $span }
arrived-at = ມາຮອດ { $time }
next-in-order = ຄັນຕໍ່ໄປ
nobody = ບໍ່ມີ
how-many = ຈັກຄັນ
call-next = ເອີ້ນ
called = ເອີ້ນແລ້ວ { $count } ຄັນ

class-general = ທົ່ວໄປ
class-fresh = ຂອງສົດ
class-hazmat = ອັນຕະລາຍ
class-oversize = ໃຫຍ່ພິເສດ
class-parcel = ພັດສະດຸ

direction-export = ສົ່ງອອກ
direction-import = ນຳເຂົ້າ
direction-transit = ຜ່ານແດນ
direction-empty = ລົດເປົ່າ

status = ສະຖານະ
status-waiting = ລໍຖ້າ
status-called = ເອີ້ນແລ້ວ
status-admitted = ກຳລັງເຂົ້າຊ່ອງຈອດ
status-parked = ຈອດແລ້ວ
status-released = ປ່ອຍແລ້ວ
status-departed = ອອກແລ້ວ
status-left = ອອກຈາກຄິວ
status-turned-away = ຖືກປະຕິເສດ

# ປະຕູ ແລະ ຊ່ອງທາງ
gates = ປະຕູ ແລະ ຊ່ອງທາງ
lane = ຊ່ອງທາງ
lane-waiting = ລໍຖ້າ
lane-wait-now = ຖ້າເຂົ້າຄິວດຽວນີ້
lane-served = ຊົ່ວໂມງກ່ອນ
lane-closed = ຢຸດ
lane-stop = ຢຸດ
lane-open = ເປີດ
lane-opened = { $lane } ເປີດອີກແລ້ວ
lane-stop-title = ຢຸດຊ່ອງທາງ
lane-stop-lead = ລົດທີ່ລໍຖ້າຍັງຢູ່ລຳດັບເກົ່າ ແລະ ທຸກຄົນໄດ້ຮັບແຈ້ງ
lane-was-closed = { $lane } ຢຸດແລ້ວ
close-site = ຢຸດທັງໝົດ
whole-site = ທັງດ່ານ
until-label = ຈົນຮອດ
until-lifted = ຈົນກວ່າຈະເປີດອີກ
until = ຮອດ { $time }
for-minutes = { $count ->
    [60] 1 ຊົ່ວໂມງ
    [120] 2 ຊົ່ວໂມງ
    [240] 4 ຊົ່ວໂມງ
   *[other] { $count } ນາທີ
 }
minutes-range = { $from }–{ $to } ນາທີ
hours-range = { $from }–{ $to } ຊມ

# ເຫດຜົນ
reason = ເຫດຜົນ
reason-text = ອະທິບາຍຕື່ມ
reason-hint = ເຫດຜົນຂ້າງເທິງເປີດເຜີຍ ແລະ ຢູ່ຕະຫຼອດ ຄຳອະທິບາຍຂອງທ່ານບໍ່
reason-public-hint = ເປີດເຜີຍ: ຄົນຂັບ ແລະ ກະດານເຫັນ
reason-perishable = ສິນຄ້າຈະເສຍ
reason-medical = ມີຄົນເຈັບ
reason-safety = ຄວາມປອດໄພ
reason-authority = ໜ່ວຍງານຂໍ
reason-customs = ພາສີ
reason-quarantine = ກັກກັນພືດສັດ
reason-declaration = ໃບແຈ້ງ
reason-booked = ມາເພື່ອກວດ
reason-equipment = ອຸປະກອນ
reason-mistake = ແກ້ຂໍ້ຜິດພາດ
reason-other = ອື່ນໆ

# ການເຂົ້າ
visit = ການເຂົ້າ
place-of = ຈາກ { $of } ຄັນໃນຄິວ
called-to-gate = ເອີ້ນມາປະຕູນີ້
likely-at = ອາດຈະ { $time }
no-band = ຍັງບໍ່ມີເວລາ
arrived = ມາຮອດ
reservation = ການຈອງ
reference = ລະຫັດຈອງ
walk-in = ບໍ່ໄດ້ຈອງ
with-reference = ມີລະຫັດຈອງ
country = ປະເທດ
plate = ທະບຽນ
trailer = ລົດພ່ວງ
size = ຂະໜາດ
length = ຄວາມຍາວ
length-m = ຄວາມຍາວ ແມັດ
power = ໄຟຟ້າ
bay = ຊ່ອງຈອດ
why = ເປັນຫຍັງຢູ່ນີ້
way-to-bay = ທາງໄປ { $bay }
way = ເສັ້ນທາງ
timeline = ເຫດການ
inferred = ອະນຸມານ
moment-waiting = ລົງທະບຽນ
moment-joined = ລົງທະບຽນ
moment-called = ເອີ້ນ
moment-admitted = ເຂົ້າເດີ່ນ
moment-parked = ຈອດ
moment-released = ປ່ອຍ
moment-departed = ອອກ
moment-left = ອອກຈາກຄິວ
moment-turned-away = ຖືກປະຕິເສດ
moment-moved = ປ່ຽນລຳດັບ
moment-missed = ເອີ້ນແລ້ວບໍ່ມາ
moment-reassigned = ຊ່ອງຈອດອື່ນ
moment-corrected = ແກ້ໄຂແລ້ວ
moment-withdrawn = ຖອນການເອີ້ນ
moment-returned = ລໍຖ້າອີກ: ຄັນທີ່ເຂົ້າແມ່ນຄັນອື່ນ

act-call = ເອີ້ນ
act-admit = ໃຫ້ເຂົ້າ
act-park = ຈອດ
act-release = ປ່ອຍ
act-depart = ອອກ
act-leave = ອອກຈາກຄິວ
act-turn-away = ປະຕິເສດ
act-correct = ແກ້ໄຂ
act-print = ພິມໃບ
done-call = ເອີ້ນ { $plate } ແລ້ວ
done-admit = { $plate } ເຂົ້າແລ້ວ
done-park = { $plate } ຈອດແລ້ວ
done-release = ປ່ອຍ { $plate } ແລ້ວ
done-depart = { $plate } ອອກແລ້ວ
done-leave = { $plate } ອອກຈາກຄິວແລ້ວ
done-correct = ແກ້ໄຂ { $plate } ແລ້ວ
call-out-of-order = ເອີ້ນນອກລຳດັບ
turn-away-title = ປະຕິເສດລົດຄັນນີ້
park-title = ຈອດຢູ່ໃສ?
correct-title = ແກ້ບັນທຶກ
correct-what = ຫຍັງຜິດ
correct-vehicle = ທະບຽນ
correct-lane = ຊ່ອງທາງ
correct-bay = ຊ່ອງຈອດ
correct-duplicate-of = ຊ້ຳກັບການເຂົ້າ

check-in = ລົງທະບຽນ
check-in-lead = ມີລົດຢູ່ປ່ອງບໍລິການ
check-in-way = ວິທີລົງທະບຽນ
checked-in = { $plate } ລົງທະບຽນແລ້ວ ລຳດັບ { $place }

slip-place = ລຳດັບ { $place }
slip-foot = ເກັບໃບນີ້ໄວ້ ອ່ານລະຫັດຢູ່ປະຕູ

# ເດີ່ນ
yard = ເດີ່ນ
yard-map = ແຜນທີ່ເດີ່ນ
no-yard = ດ່ານນີ້ບໍ່ມີແຜນທີ່ເດີ່ນ
bays-of = { $count } ຊ່ອງຈອດ
bay-free = ວ່າງ
bay-given = ກຳລັງມາ
bay-kept = ສະຫງວນ
bay-occupied = ມີລົດ
bay-closed = ປິດ
kind-general = ຊ່ອງທົ່ວໄປ
kind-reefer = ຊ່ອງເຢັນ
kind-long = ຊ່ອງຍາວ
kind-inspection = ຊ່ອງກວດ
kind-hazmat = ຊ່ອງອັນຕະລາຍ
bay-title = ຊ່ອງ { $bay }
bay-given-long = ກຳລັງມານີ້
bay-kept-long = ຈະມານີ້: ສະຫງວນໄວ້ໃຫ້
open-visit = ຈອດຢູ່ນີ້
bay-open = ເປີດ
bay-close = ປິດຊ່ອງ
bay-empty = ວ່າງແທ້
bay-taken = ມີລົດແທ້
bay-hint = ບໍ່ສົ່ງລົດໄປຊ່ອງທີ່ປິດ
bay-was-set = { $bay }: { $status }
road = ທາງ
road-title = ທາງ { $road }
road-open = ເປີດ
road-slow = ຊ້າ
road-blocked = ປິດກັ້ນ
road-open-act = ເປີດທາງ
road-slow-act = ໝາຍວ່າທາງຊ້າ
road-block-act = ປິດທາງ
road-users = ລົດທີ່ກຳລັງຜ່ານ
road-disputed = ຄົນຂັບທີ່ບອກວ່າທາງປິດ
road-disputed-hint = ບອກວ່າທາງເປີດ ຫຼື ປິດ ຈົນກວ່ານັ້ນ ມີແຕ່ພວກເຂົາທີ່ຂັບອ້ອມ
road-hint = ລົດທີ່ກຳລັງໄປຈະອ້ອມທາງທີ່ປິດ ແລະ ອ້ອມທາງຊ້າ ຖ້າໄວກວ່າ
road-was-opened = { $road } ເປີດແລ້ວ
road-was-slowed = { $road } ຊ້າ
road-was-blocked = { $road } ປິດແລ້ວ
one-way = ທາງດຽວ
two-way = ສອງທາງ
zoom-in = ໃກ້ເຂົ້າ
zoom-out = ໄກອອກ
zoom-fit = ທັງເດີ່ນ
yards = ເດີ່ນຕ່າງໆ
yards-all = ທັງໝົດ
replay = ຊົ່ວໂມງທີ່ຜ່ານມາ
replay-open = ເບິ່ງຄືນໜຶ່ງຊົ່ວໂມງ
replay-not-live = ບໍ່ແມ່ນພາບສົດ
replay-play = ຫຼິ້ນ
replay-pause = ຢຸດ
replay-at = ເວລາທີ່ສະແດງ
replay-live = ກັບໄປສົດ
bay-free-expected = ຄາດວ່າຈະວ່າງ
bay-free-likely = ໜ້າຈະ { $likely }; ເກົ້າໃນສິບຄັ້ງຢູ່ໃນຊ່ວງນີ້
bay-overdue = ຈອດດົນກວ່າເກືອບທຸກຄັນ: ບໍ່ມີໃຜບອກໄດ້.
power-off = ໄຟດັບ
power-on = ໄຟມາແລ້ວ
power-off-since = ດັບແຕ່ { $at }
power-is-off = { $bay } ໄຟດັບ
power-is-on = { $bay } ມີໄຟຄືນ
unpowered-since = ຢູ່ຊ່ອງ { $bay } ບໍ່ມີໄຟແຕ່ { $since }
unpowered-until = ຢູ່ຊ່ອງ { $bay } ບໍ່ມີໄຟແຕ່ { $since }; ສິນຄ້າຢູ່ໄດ້ຮອດ { $until }
inspections-none = ບໍ່ມີລົດທີ່ຕ້ອງກວດ
inspect-order = ສັ່ງກວດ
inspect-absent = ບໍ່ມີລົດປ້າຍນີ້ຢູ່ນີ້
inspect-pick = ຄັນຕໍ່ໄປ
inspect-clear = ຜ່ານ
inspect-detain = ກັກ
inspect-withdraw = ບໍ່ກວດແລ້ວ
inspect-detained = ຖືກກັກ
inspect-picked = ຄັນຕໍ່ໄປ
inspect-in-bay = ຢູ່ຊ່ອງ { $bay }
inspect-under-way = ກຳລັງໄປຊ່ອງ { $bay }
inspect-moving = ຈາກຊ່ອງ { $from } ໄປຊ່ອງ { $bay }
inspect-in-line = ລຳດັບ { $position } ໃນແຖວ
inspect-done-ordered = { $plate } ຈະຖືກກວດ
inspect-done-picked = { $plate } ເປັນຄັນຕໍ່ໄປ: ສະຫງວນຊ່ອງໃຫ້ເມື່ອຖືກເອີ້ນ ຫຼື ເຂົ້າມາແລ້ວ
inspect-done-cleared = { $plate } ຜ່ານແລ້ວ
inspect-done-detained = { $plate } ຖືກກັກ
inspect-done-withdrawn = { $plate } ບໍ່ຕ້ອງກວດແລ້ວ
plan = ແກ້ແຜນຜັງເດີ່ນ
plan-back = ກັບໄປເດີ່ນສົດ
plan-tools = ເຄື່ອງມື
plan-move = ຍ້າຍ
plan-tool-end = ເກັບເຄື່ອງມື
plan-place-bay = ເລືອກບ່ອນຂອງຊ່ອງຈອດ
plan-place-node = ເລືອກບ່ອນຂອງຈຸດ
plan-place-area = ເລືອກບ່ອນທີ່ເຂດຢູ່
plan-road-from = ເລືອກບ່ອນທີ່ທາງເລີ່ມ
plan-road-to = ຈາກ { $from }: ເລືອກປາຍທາງ
plan-middle = ກາງແຜນທີ່
plan-undo = ຖອຍໜຶ່ງຂັ້ນ
plan-redo = ເຮັດຂັ້ນນັ້ນຄືນ
plan-export = ສົ່ງອອກ
plan-export-mine = ສົ່ງອອກຂອງຂ້ອຍ
plan-nothing = ເລືອກຊ່ອງຈອດ ທາງ ຈຸດ ຫຼື ເຂດ. ຍ້າຍດ້ວຍການລາກ ປຸ່ມລູກສອນ ຫຼື ພິກັດ.
plan-bay = ຊ່ອງຈອດ
plan-road = ທາງ
plan-node = ຈຸດ
plan-gate = ປະຕູ
plan-area = ເຂດ
plan-corner = ມຸມ { $number }
plan-corners = { $count } ມຸມ
plan-corner-more = ເພີ່ມໜຶ່ງມຸມ
plan-corner-less = ລົບໜຶ່ງມຸມ
plan-remove = ລຶບ
plan-id = ຊື່
plan-kind = ປະເພດ
plan-beside = ອອກຈາກທາງທີ່
plan-on-the-way = ທາງເຂົ້າຫາໂດຍກົງ
plan-through = ຂັບຜ່ານໄດ້
plan-exclusive = ສະເພາະປະເພດນີ້
plan-behind = ຢູ່ຫຼັງ
plan-behind-hint = ຊ່ອງທີ່ຕ້ອງວ່າງ ຈຶ່ງຈະເຂົ້າ ຫຼື ອອກຊ່ອງນີ້ໄດ້.
plan-pairs = ອີກຟາກຂອງບ່ອນຖ່າຍ
plan-pairs-hint = ຊ່ອງອີກຟາກທີ່ຖ່າຍສິນຄ້າກັນໄດ້ ຊ່ອງນັ້ນກໍລະບຸຊ່ອງນີ້ເຊັ່ນກັນ
plan-neighbours = ຂ້າງສິນຄ້າອັນຕະລາຍ
plan-neighbours-hint = ຊ່ອງທີ່ຕ້ອງວ່າງ ເມື່ອມີສິນຄ້າອັນຕະລາຍຈອດໃນຊ່ອງໃດໜຶ່ງ.
plan-reverse = ປ່ຽນທິດ
plan-speed = ຄວາມໄວ
plan-sign = ເທິງປ້າຍ
plan-height = ສູງບໍ່ເກີນ
plan-weight = ໜັກບໍ່ເກີນ
plan-length = ຍາວບໍ່ເກີນ
plan-turns = ທາງລ້ຽວທີ່ເຮັດໄດ້ຢູ່ນີ້
plan-turn-round = ກັບລົດຢູ່ກັບທີ່: { $road }
plan-lat = ເສັ້ນຂະໜານ
plan-lon = ເສັ້ນແວງ
plan-faults = ມີຫຍັງຜິດ
plan-checking = ກຳລັງກວດ…
plan-sound = ແຜນຜັງນີ້ບໍ່ມີຫຍັງຜິດ
plan-faulty = ມີ { $count } ຢ່າງທີ່ຕ້ອງແກ້
plan-changes = { $count } ການປ່ຽນແປງ
plan-save = ບັນທຶກ
plan-saved = ບັນທຶກແຜນຜັງແລ້ວ ແລະ ໃຊ້ຢູ່
plan-not-yours = ຜູ້ດູແລລະບົບເປັນຜູ້ບັນທຶກ.
plan-stale = ມີຄົນອື່ນບັນທຶກແຜນຜັງອື່ນແລ້ວ. ຂອງທ່ານບໍ່ໄດ້ທັບ: ສົ່ງອອກ ຫຼື ເຮັດຕໍ່ຈາກອັນໃໝ່.
plan-read-again = ເຮັດຕໍ່ຈາກອັນໃໝ່
fault-value = ເກີນຂອບເຂດ:
fault-road-to-nowhere = ທາງບໍ່ໄປໃສ: ປາຍເບື້ອງໜຶ່ງຫາຍໄປ.
fault-road-loop = ທາງວົນກັບບ່ອນເກົ່າ.
fault-road-dead-end = ລົດທີ່ມານີ້ອອກບໍ່ໄດ້.
fault-bay-no-node = ບໍ່ຕິດກັບທາງ: ບອກຈຸດທີ່ອອກຈາກທາງ.
fault-bay-unreachable = ບໍ່ມີທາງຈາກປະຕູມານີ້.
fault-bay-no-exit = ບໍ່ມີທາງຈາກນີ້ໄປທາງອອກ.
fault-bay-none = ເດີ່ນນີ້ບໍ່ມີຊ່ອງຈອດ.
fault-bay-in-use = ມີລົດຢູ່ ຫຼື ກຳລັງມາ: ລໍຈົນລົດອອກ.
fault-bay-too-small-now = ລົດທີ່ຢູ່ ຫຼື ກຳລັງມາ ຈະເຂົ້າບໍ່ໄດ້ອີກ.
fault-bay-shut-in = ລົດທີ່ຢູ່ ຫຼື ກຳລັງມາ ຈະອອກບໍ່ໄດ້.
fault-bay-renamed = ໃຊ້ຊື່ນີ້ຕໍ່ບໍ່ໄດ້.
fault-no-turns-unknown = ຫ້າມລ້ຽວໃນທາງທີ່ລ້ຽວບໍ່ໄດ້ຢູ່ແລ້ວ.
fault-neighbours-unknown = ບໍ່ມີຊ່ອງຂ້າງຄຽງນີ້.
fault-neighbours-asymmetric = ຊ່ອງຂ້າງຄຽງບໍ່ໄດ້ລະບຸກັບຄືນ.
fault-blocked-by-unknown = ບໍ່ມີຊ່ອງດ້ານໜ້ານີ້.
fault-blocked-by-circle = ຊ່ອງດ້ານໜ້າກໍຢູ່ດ້ານຫຼັງ.
fault-blocked-by-too-many = ມີຊ່ອງດ້ານໜ້າເກີນໜຶ່ງຮ້ອຍ.
fault-gate-no-entry = ບໍ່ມີປະຕູເຂົ້າ.
fault-gate-no-exit = ບໍ່ມີປະຕູອອກ.
fault-gate-unknown = ບ່ອນນີ້ບໍ່ມີປະຕູນັ້ນ.
fault-id-wrong = ຊື່ມີ 1 ຫາ 64 ຕົວອັກສອນ ຫຼື ຕົວເລກ ບໍ່ມີຍະຫວ່າງ.
fault-id-duplicate = ມີສອງສິ່ງໃຊ້ຊື່ນີ້.
fault-feature-unknown = ມັນບໍ່ມີແລ້ວ.

# ຊ່ວງເວລາ
slots = ຊ່ວງເວລາ
slot = ຊ່ວງເວລາ
day = ວັນ
day-before = ມື້ກ່ອນ
day-after = ມື້ຕໍ່ໄປ
today = ມື້ນີ້
slot-taken = ຈອງແລ້ວ
slot-held = ເກັບໄວ້
slot-free = ວ່າງ
slot-number = ຕົວເລກແມ່ນບ່ອນວ່າງ
slot-status-open = ເປີດ
slot-status-full = ເຕັມ
slot-status-closed = ປິດ
slot-status-past = ຜ່ານແລ້ວ
taken-of = ຈອງແລ້ວ { $taken }/{ $capacity }
free-count = ວ່າງ { $count }
no-slots = ມື້ນີ້ບໍ່ມີຊ່ວງເວລາ
reserve = ຈອງ
reserve-lead = ແທນຄົນຂັບ
hold-take = ຮັກສາບ່ອນນີ້ໄວ້ກ່ອນ
hold-left = ຮັກສາບ່ອນໄວ້ອີກ
hold-over = ບໍ່ໄດ້ຮັກສາບ່ອນໄວ້ແລ້ວ ຖ້າຍັງວ່າງກໍຈອງໄດ້
reserved = ຈອງແລ້ວ
driver-name = ຊື່ຄົນຂັບ
phone = ໂທລະສັບ
arrive-between = ມາຮອດລະຫວ່າງ
find-reservation = ຊອກການຈອງ
find-reservation-lead = ດ້ວຍທະບຽນ ຫຼື ລະຫັດ
plate-or-reference = ທະບຽນ ຫຼື ລະຫັດ
cancel-sure = ບ່ອນຈະກັບຄືນໃຫ້ຜູ້ທີ່ລໍຖ້າ ບໍ່ລະບຸໃຫ້ໃຜ
cancel-yes = ຍົກເລີກການຈອງ
language-zh = 中文
language-en = English
language-lo = ລາວ
language-my = မြန်မာ
language-vi = Tiếng Việt
language-th = ไทย

# ລໍຖ້າບ່ອນວ່າງ
waits = ລໍຖ້າບ່ອນວ່າງ
waits-for = ລໍຖ້າ
waits-now = ຢູ່ໃນລາຍການລໍຖ້າ
wait-for-any = ລໍຖ້າບ່ອນວ່າງທຳອິດ
reserve-way = ວິທີຈອງ
reserve-by-slot = ເວລາແນ່ນອນ
reserve-by-range = ວ່າງທຳອິດໃນຊ່ວງ
not-before = ບໍ່ກ່ອນ
not-after = ບໍ່ຫຼັງ
range-hint = ບ່ອນວ່າງທຳອິດໃນຊ່ວງນີ້ຈະສະເໜີໃຫ້
stop-waiting = ເຊົາລໍຖ້າ
stop-waiting-sure = ຈະເສຍລຳດັບ ແລະ ຖືກຍົກເລີກ
extended = ມາຮອດໄດ້ຮອດ { $time }
declared = ແນບໃບແຈ້ງແລ້ວ
swap = ປ່ຽນລົດ
swap-lead = ເປັນລົດອີກຄັນຂອງບໍລິສັດດຽວກັນ
forgive = ຍົກໂທດ
forgive-title = ເປັນຫຍັງບໍ່ນັບການຂາດນັດນີ້?
forgiven = { $plate }: ບໍ່ນັບການຂາດນັດ
credit = ເວລາຊົດເຊີຍ
credit-minutes = ເວລາປິດຊ້າລົງ { $minutes } ນທ
appeals = ການອຸທອນ
appeals-count = ຕ້ອງຕັດສິນ { $count }
appeal-came = ມາຫຼັງໝົດເວລາ { $minutes } ນທ
appeal-never = ບໍ່ມາເລີຍ
appeal-day = ມື້ນັ້ນໃນຊ່ອງນີ້ ມາ { $shown }, ບໍ່ມາ { $missed }
appeal-site-late = ດ່ານຊ້າຕໍ່ລົດ { $count } ຄັນ ສູງສຸດ { $minutes } ນທ
appeal-site-kept = ມື້ນັ້ນດ່ານຮັກສາສັນຍາ
appeal-misses = ນັບຂາດນັດ { $count }
appeal-forgive = ຍົກໂທດ
appeal-uphold = ໃຫ້ນັບ
appeal-why-forgive = ເປັນຫຍັງບໍ່ນັບ?
appeal-why-uphold = ເປັນຫຍັງຍັງນັບ?
appeal-done = { $plate }: ຕັດສິນແລ້ວ
slip = ໃບນ້ອຍ (PDF)
pass-hint = ອ່ານລະຫັດຢູ່ປະຕູໄດ້ ເຖິງບໍ່ມີເຄືອຂ່າຍ
reference-hint = ຫຼື ສະແກນລະຫັດຜ່ານ
done = ສຳເລັດ
lane-stop-cost = ການຈອງ { $count } ຄັ້ງເສຍບ່ອນດຽວນີ້
lane-stop-follow = ຖ້າຍັງຢຸດຢູ່ ອີກສູງສຸດ { $count } ຄັ້ງພາຍໃນ 24 ຊມ
lane-stop-plan = ໃຜຈະຖືກເລື່ອນ ແລະ ເທົ່າໃດ
displaced-count = ການຈອງ { $count } ຄັ້ງເສຍບ່ອນ
displaced-lead = ທີ່ຈັດໄດ້ໄດ້ຮັບເວລາວ່າງໃກ້ທີ່ສຸດແລ້ວ ທີ່ເຫຼືອໄດ້ບ່ອນວ່າງກ່ອນ ແຈ້ງທຸກຄົນແລ້ວ
mode-live-switch = ຄິວສົດເທົ່ານັ້ນ
mode-live-lead = ບໍ່ຮັບຈອງຈົນກວ່າຈະປ່ຽນກັບ ຜູ້ທີ່ຈອງແລ້ວຍັງຢູ່ ລຳດັບບໍ່ປ່ຽນ
mode-booked-switch = ຮັບຈອງອີກ
mode-booked-lead = ຈອງຊ່ວງເວລາໄດ້ອີກ ລຳດັບຂອງທຸກຄົນບໍ່ປ່ຽນ
mode-switched = { $mode ->
    [live_queue_only] ຕັ້ງແຕ່ນີ້ຄິວສົດເທົ່ານັ້ນ
   *[booked] ຮັບຈອງອີກແລ້ວ
 }
retime = ຈັດເວລາໃໝ່
retime-title = ເວລາອື່ນສຳລັບຜູ້ທີ່ເສຍບ່ອນ
retime-lead = ແຜນທີ່ປ່ຽນໜ້ອຍທີ່ສຸດ ຍັງບໍ່ເຮັດຈົນກວ່າທ່ານຈະຢືນຢັນ
retime-whole = ຄັນອື່ນຫຼີກທາງໄດ້
retime-none = ດຽວນີ້ຈັດເວລາອື່ນບໍ່ໄດ້
retime-go = ໃຫ້ເວລານີ້ແກ່ { $count } ຄັນ
retime-done = { $count } ຄັນໄດ້ເວລາອື່ນ
retime-unkept = ລໍຖ້າຕໍ່
unkept-limits = ນອກຂອບເຂດຂອງຕົນ
unkept-other-claim = ມີການຈອງອື່ນເວລານັ້ນ
unkept-full = ເຕັມໝົດ

# Lists, pairs, every week, draws and capacity
sections = ໜ້າກ່ຽວກັບການຈອງ
section-day = ມື້
view-bookings = ການຈອງ
view-weekly = ທຸກອາທິດ
view-bulk = ຈາກໄຟລ໌
view-calendar = ປະຕິທິນ
view-capacity = ຈຳນວນບ່ອນ
view-staffing = ແຜນກະ
view-trucks = ລົດ
older = ສະແດງເກົ່າກວ່າ
no-reservations = ບໍ່ມີການຈອງໃນສະຖານະເຫຼົ່ານີ້
reservations-count = ການຈອງ { $count } ຄັ້ງ
trucks-here = ຢູ່ນີ້ { $count } ຄັນ
no-trucks = ບໍ່ມີລົດຂອງທ່ານຢູ່ດ່ານນີ້
place = ລຳດັບ
pair = ສົ່ງ ແລະ ຮັບ
pair-lead = ສິ່ງທີ່ລົດເອົາມາ ແລະ ເອົາໄປໃນການເຂົ້າຄັ້ງດຽວ: ໄດ້ທັງສອງເວລາ ຫຼື ບໍ່ໄດ້ເລີຍ
pair-drop = ສົ່ງ
pair-pickup = ຮັບ
pair-drop-first = ເລືອກເວລາສົ່ງກ່ອນ
pair-no-time = ຊ່ອງທາງນີ້ບໍ່ມີເວລາທີ່ເຂົ້າຄັ້ງດຽວກັບການສົ່ງໄດ້ ເລືອກເວລາສົ່ງອື່ນ ຫຼື ຈອງແຍກກັນ
pair-go = ຈອງທັງສອງ
pair-done = { $plate }: ຈອງທັງສອງເວລາແລ້ວ
bulk-label = ການຈອງ ແຖວລະອັນ
bulk-hint = ວາງ ຫຼື ລາກໄຟລ໌: CSV ຫຼື JSON ບໍ່ເກີນ { $most } ແຖວ
bulk-file = ເລືອກໄຟລ໌
bulk-template = ແບບ
bulk-way = ເຮັດແນວໃດກັບແຕ່ລະແຖວ
bulk-each = ແຖວຕໍ່ແຖວ
bulk-atomic = ທັງໝົດ ຫຼື ບໍ່ມີ
bulk-each-hint = ແຖວທີ່ຈອງໄດ້ກໍຈອງ ແຖວທີ່ຖືກປະຕິເສດບໍ່ກະທົບແຖວອື່ນ
bulk-atomic-hint = ສຳລັບດ່ານດຽວ ຖ້າແຖວໜຶ່ງຈອງບໍ່ໄດ້ ກໍບໍ່ຈອງເລີຍ
bulk-try = { $count ->
    [0] ລອງ
   *[other] ລອງ { $count } ແຖວ
 }
bulk-go = ຈອງ { $count }
bulk-nothing = ລອງລາຍການກ່ອນ: ຍັງບໍ່ຈອງຫຍັງ ແຕ່ລະແຖວຈະບອກຜົນ ຫຼື ຕ້ອງເຮັດຫຍັງ
bulk-would = ຈະຈອງໄດ້ { $count }
bulk-done = ຈອງແລ້ວ { $count }
bulk-old = ລາຍການປ່ຽນແລ້ວ
bulk-show = ແຖວທີ່ສະແດງ
bulk-all = ທັງໝົດ { $count }
bulk-refused = ປະຕິເສດ { $count }
bulk-download = ດາວໂຫຼດ
bulk-outcomes = ຜົນຂອງແຕ່ລະແຖວ
bulk-missing = ຂາດ { $at }
bulk-wrong = { $at } ບໍ່ຖືກ ແກ້ແລ້ວລອງໃໝ່
draws = ຈັບສະຫຼາກ
draws-open = ຮັບລົງຊື່ຈັບສະຫຼາກ { $count }
draws-lead = ບ່ອນທີ່ແບ່ງດ້ວຍສະຫຼາກ ຂໍກ່ອນ ຫຼື ຂໍຫຼາຍບໍ່ໄດ້ປຽບ ໃຜກໍກວດຜົນໄດ້
draws-none = ທີ່ນີ້ບໍ່ມີການຈັບສະຫຼາກ
draw-committed = ປະກາດແລ້ວ
draw-open = ຮັບລົງຊື່
draw-closed = ປິດແລ້ວ
draw-fixed = ໃກ້ຈັບ
draw-held = ຈັບແລ້ວ
draw-opens = ເປີດ
draw-closes = ປິດ
draw-entries = ລົງຊື່
draw-entries-of = { $entries } ຈາກ { $vehicles } ຄັນ
draw-held-at = ຈັບເມື່ອ
draw-result = ຜົນ ແລະ ວິທີກວດ
draw-record = ບັນທຶກເຖິງຕອນນີ້
weekly-new = ເວລາປະຈຳອາທິດໃໝ່
weekly-lead = ແຕ່ລະວັນຈອງເອງເມື່ອຈອງໄດ້ ຕາມກົດດຽວກັນ
weekly-none = ຍັງບໍ່ມີການຈອງປະຈຳອາທິດ
weekly-ended = ສິ້ນສຸດແລ້ວ
weekly-next = ຕໍ່ໄປ { $date }
weekly-days = ມື້
weekly-at = ເວລາ
weekly-from = ແຕ່
weekly-to = ຈົນຮອດ
weekly-no-end = ບໍ່ມີກຳນົດ
weekly-wait = ລໍຖ້າບ່ອນວ່າງຖ້າເຕັມ
weekly-go = ຈອງທຸກອາທິດ
weekly-made = { $plate } ມາທຸກອາທິດ
weekly-preview = { $conflicts ->
    [0] { $count } ມື້ ບໍ່ມີຂໍ້ຂັດ
   *[other] { $count } ມື້, ຈອງບໍ່ໄດ້ { $conflicts }
 }
weekly-preview-hint = ໃສ່ມື້ ແລະ ທະບຽນແລ້ວ ວັນທີ ແລະ ຂໍ້ຂັດຈະສະແດງຢູ່ນີ້
weekly-later = ຈອງເມື່ອເປີດ
weekly-dates = ວັນທີ່ຜ່ານມາ
weekly-end = ສິ້ນສຸດ
weekly-end-sure = ຈະບໍ່ຈອງວັນໃໝ່ ທີ່ຈອງແລ້ວຍັງຢູ່
weekly-end-cancel = ຍົກເລີກທີ່ຈອງແລ້ວນຳ
weekly-was-ended = { $plate }: ສິ້ນສຸດແລ້ວ
capacity-lead = ຈຳນວນບ່ອນທີ່ໃຊ້ { $target } % ຂອງທີ່ປະຕູຮັບໄດ້ແທ້ ບໍ່ມີຫຍັງປ່ຽນຈົນກວ່າຈະປະກາດປະຕິທິນ
capacity-same = ຄືເກົ່າ
capacity-was = ດຽວນີ້ { $now }
capacity-hour = ຊົ່ວໂມງ
capacity-now = ດຽວນີ້
capacity-proposed = ສະເໜີ
capacity-load = ພາລະຂອງແຖວ
capacity-served = ຮັບໄດ້ຕໍ່ຊົ່ວໂມງ
capacity-why = ອີງໃສ່
capacity-none = ປະຕິທິນບໍ່ມີບ່ອນໃນມື້ນີ້
capacity-put = ປະກາດປະຕິທິນຕາມນີ້
capacity-try = ຈະປ່ຽນຫຍັງ?
capacity-go = ປະກາດ
capacity-done = ປະກາດປະຕິທິນແລ້ວ
capacity-too-long = ອາທິດຕ່າງກັນເກີນໄປສຳລັບປະຕິທິນດຽວ ປ່ຽນສ່ວນໃຫຍ່ດ້ວຍມື
capacity-displaces = ການຈອງ { $count } ຄັ້ງຈະເສຍບ່ອນ ຈະໄດ້ເວລາວ່າງໃກ້ສຸດ ແລະ ແຈ້ງໃຫ້ຮູ້
capacity-displaces-none = ບໍ່ມີການຈອງໃດເສຍບ່ອນ
capacity-not-yours = ຜູ້ດູແລລະບົບເປັນຜູ້ປະກາດປະຕິທິນ
and-more = ແລະ ອີກ { $count }
remove = ລຶບ
calendar-lead = ເວລາປະຈຳອາທິດ ແລະ ຂໍ້ຍົກເວັ້ນ ທີ່ສ້າງຊ່ວງເວລາ ບໍ່ມີຫຍັງປ່ຽນຈົນກວ່າຈະປະກາດ
calendar-hours = ເວລາປະຈຳອາທິດ
calendar-add = ເພີ່ມເວລາ
calendar-none = ຊ່ອງທາງນີ້ຍັງບໍ່ມີເວລາ ເພີ່ມແລ້ວຊ່ວງເວລາຈະປາກົດ
calendar-every = ທຸກໆ
calendar-length = ຍາວ
calendar-places = ບ່ອນ
calendar-exceptions = ວັນພັກ ແລະ ຂໍ້ຍົກເວັ້ນອື່ນ
calendar-add-exception = ເພີ່ມຂໍ້ຍົກເວັ້ນ
calendar-no-exceptions = ບໍ່ມີຂໍ້ຍົກເວັ້ນຂ້າງໜ້າ
calendar-date = ວັນທີ
calendar-what = ໃນມື້ນັ້ນ
calendar-closed = ປິດ
calendar-other-hours = ເວລາອື່ນ
calendar-undo = ຍົກເລີກການປ່ຽນ
calendar-choose-days = ເລືອກຢ່າງໜ້ອຍໜຶ່ງວັນ
fault-calendar-bounds = ເວລາສິ້ນສຸດຕ້ອງຫຼັງເວລາເລີ່ມ ຂ້າມທ່ຽງຄືນໃຫ້ແຍກເປັນສອງແຖວ: ຮອດ 24:00 ແລະ ຈາກ 00:00
fault-calendar-no-window = ເວລານີ້ສັ້ນກວ່າໜຶ່ງຊ່ວງ
fault-calendar-window-twice = ແຖວອື່ນໃຫ້ຊ່ວງເວລາດຽວກັນແລ້ວ ເອົາວັນ ຫຼື ເວລາອອກຈາກແຖວໜຶ່ງ
fault-calendar-exception-twice = ມື້ນີ້ມີຂໍ້ຍົກເວັ້ນອື່ນໃນເວລາດຽວກັນ ໃຫ້ເຫຼືອອັນດຽວ
fault-calendar-incomplete = ຊ່ອງທາງນີ້ຍັງບໍ່ມີເວລາປະຈຳອາທິດ ໃຫ້ເພີ່ມກ່ອນ
ground-unserved = ຊົ່ວໂມງນີ້ບໍ່ມີຜູ້ໃຫ້ບໍລິການ
ground-service = ຈຸດບໍລິການ { $servers } ຈຸດ ຄັນລະ { $minutes } ນາທີ (ວັດແທ້ { $measured } ຄັ້ງ)
ground-shows = ບ່ອນທີ່ຈອງຖືກໃຊ້ແທ້ { $rate } % (ສັງເກດ { $seen } ບ່ອນ)
ground-walk-ins = ບ່ອນ { $share } % ເກັບໄວ້ໃຫ້ລົດທີ່ບໍ່ໄດ້ຈອງ
ground-target = ສັນຍາບໍ່ເກີນ { $share } % ຂອງທີ່ຮັບໄດ້

# Lane plan
staffing-lead = ໃຜບໍລິການເວລາໃດ ເວລາລໍຖ້າ ແລະ ການເອີ້ນ ຄິດຈາກແຜນນີ້
staffing-none = ມື້ນີ້ຍັງບໍ່ມີແຜນ: ໃຊ້ເວລາເປີດຕາມປະຕິທິນ ປະຕູເຂົ້າລະໜຶ່ງຄົນ
staffing-add = ເພີ່ມກະ
staffing-copy = ສຳເນົາໄປມື້ຕໍ່ໄປ
staffing-copied = ສຳເນົາແລ້ວ ຍັງບໍ່ສົ່ງຈົນກວ່າຈະບັນທຶກ
staffing-from = ຈາກ
staffing-to = ຫາ
staffing-servers = ຈຳນວນຄົນ
staffing-lanes = ຊ່ອງທາງ
staffing-gates = ປະຕູ
staffing-everywhere = ທຸກຊ່ອງທາງ ແລະ ທຸກປະຕູ
staffing-none-is-all = ບໍ່ເລືອກໝາຍເຖິງທັງໝົດ
staffing-remove = ລຶບກະ { $name }
staffing-day-before = ມື້ກ່ອນ
staffing-day-after = ມື້ຕໍ່ໄປ
staffing-adds-up = ລວມກັບອີກ { $count } ກະ: ທັງໝົດ { $total } ຄົນ
staffing-effect = ຜົນທີ່ໄດ້
staffing-most = ສູງສຸດ { $vehicles } ຄັນຕໍ່ຊົ່ວໂມງ
staffing-total = { $vehicles } ຄັນໃນມື້ນີ້
staffing-slowness = ທີ່ { $percent } % ຂອງຄວາມໄວຕາມແຜນ ຕາມທີ່ວັດໄດ້
staffing-hour = { $time }: { $vehicles } ຄັນ { $servers } ຄົນ
staffing-unserved = ມີຊ່ອງທາງເປີດ ແຕ່ບໍ່ມີຄົນບໍລິການໃນຊົ່ວໂມງ { $times }
staffing-save = ບັນທຶກແຜນ
staffing-saved = ບັນທຶກແຜນກະແລ້ວ
staffing-undo = ຍົກເລີກການແກ້ໄຂ
staffing-conflict = ມີຄົນອື່ນແກ້ແຜນພ້ອມກັບທ່ານ ນີ້ແມ່ນແຜນຂອງເຂົາໃນມື້ນີ້ ຂອງທ່ານຍັງຢູ່ຂ້າງເທິງ
staffing-theirs-none = ບໍ່ມີແຜນ
staffing-count = { $count } ຄົນ
staffing-take-theirs = ໃຊ້ຂອງເຂົາ
staffing-put-mine = ໃຊ້ຂອງຂ້ອຍແທນ

# Plate readers
readings = ເຫັນຢູ່ປະຕູ ແຕ່ຍັງບໍ່ແນ່ໃຈ ({ $count })
reading-seen = ທີ່ { $gate } { $time }
reading-unmatched = ບໍ່ມີລົດທີ່ຄ້າຍກັນທີ່ຄາດໄວ້
reading-act-check-in = ແຈ້ງເຂົ້າ
reading-act-admit = ໃຫ້ເຂົ້າ
reading-act-depart = ໃຫ້ອອກ
reading-done = { $plate }: { $act }
reading-did-check-in = ແຈ້ງເຂົ້າແລ້ວ
reading-did-admit = ໃຫ້ເຂົ້າແລ້ວ
reading-did-depart = ໃຫ້ອອກແລ້ວ
reading-dismiss = ບໍ່ຕ້ອງເຮັດຫຍັງ
reading-because-unsure = ອ່ານບໍ່ຊັດພໍ
reading-because-several = ມີຫຼາຍຄັນຄ້າຍກັນ
reading-because-buffered = ເຄື່ອງອ່ານສົ່ງຊ້າ
reading-because-way-unknown = ບໍ່ຮູ້ທິດທາງ
reading-because-outside-window = ນອກຊ່ວງເວລາທີ່ຕ້ອງມາຮອດ
reading-because-was-here = ຫາກໍອອກໄປ: ກັບມາບໍ?
reading-because-other-gate = ຄວນມາປະຕູອື່ນ
reading-because-not-called = ລໍຖ້າຢູ່ ຍັງບໍ່ຖືກເອີ້ນ
reading-because-inside = ຢູ່ທາງໃນແລ້ວ
reading-because-gone = ອອກໄປແລ້ວ
reading-because-not-inside = ຍັງບໍ່ໄດ້ໃຫ້ເຂົ້າ
reading-because-not-at-gate = ຍັງບໍ່ຮອດປະຕູ
reading-because-refused = ເຮັດເອງບໍ່ໄດ້

# ບັນຊີ
ledger = ບັນຊີ
ledger-latest = ການຕັດສິນໃຈຫຼ້າສຸດ
ledger-all = ທັງໝົດ
ledger-lead = ທຸກການຕັດສິນໃຈຕາມລຳດັບ ແກ້ໄຂບໍ່ໄດ້
ledger-empty = ຍັງບໍ່ມີການຕັດສິນໃຈ
ledger-site-created = ຕັ້ງດ່ານແລ້ວ
ledger-site-changed = ຂໍ້ມູນດ່ານປ່ຽນ
ledger-yard-put = ມີແຜນທີ່ເດີ່ນໃໝ່
ledger-calendar-put = ມີປະຕິທິນໃໝ່
ledger-rulebook-put = ປະກາດກົດລະບຽບສະບັບ { $version }
ledger-staffing-put = ແຜນຊ່ອງທາງປ່ຽນ
ledger-closure-opened = { $hasLane ->
    [no] ທັງດ່ານຢຸດ: { $reason }
   *[other] ຊ່ອງທາງ { $lane } ຢຸດ: { $reason }
 }
ledger-closure-lifted = ຍົກເລີກການຢຸດແລ້ວ
ledger-lanes-turned = ຊ່ອງທາງເປີດຫຼືປິດຕາມເວລາ
ledger-hold-taken = ເກັບບ່ອນໜຶ່ງໄວ້
ledger-hold-expired = ຄືນບ່ອນທີ່ເກັບໄວ້
ledger-reservation-confirmed = ຢືນຢັນການຈອງ { $reference }
ledger-reservation-cancelled = ຍົກເລີກການຈອງໜຶ່ງ
ledger-reservation-moved = ຍ້າຍການຈອງໜຶ່ງ
ledger-reservation-arrived = ລົດທີ່ຈອງມາຮອດ
ledger-reservation-missed = ການຈອງໜຶ່ງບໍ່ມາ
ledger-offer-accepted = ຮັບບ່ອນທີ່ສະເໜີໃນ { $lane } ແລ້ວ
ledger-offer-withdrawn = ຖອນບ່ອນທີ່ສະເໜີ
ledger-reservation-waitlisted = ການຈອງ { $reference } ລໍຖ້າບ່ອນໃນ { $lane }
ledger-reservation-offered = ສະເໜີບ່ອນວ່າງໃນ { $lane } ໃຫ້ຄັນຕໍ່ໄປ
ledger-reservation-displaced = ການຈອງໃນ { $lane } ເສຍບ່ອນ
ledger-reservation-retimed = ການຈອງໃນ { $lane } ໄດ້ເວລາອື່ນ
ledger-reservation-expired = ການຈອງໜຶ່ງໝົດອາຍຸ
ledger-reservation-extended = ລົດທີ່ຈອງມາຊ້າລົງໄດ້
ledger-reservation-vehicle-swapped = ການຈອງໜຶ່ງປ່ຽນລົດ
ledger-declaration-made = ບໍລິສັດໜຶ່ງເລີ່ມໃບແຈ້ງສິນຄ້າ
ledger-declaration-changed = ໃບແຈ້ງສິນຄ້າໜຶ່ງຖືກແກ້ໄຂ
ledger-declaration-submitted = ໃບແຈ້ງສິນຄ້າໜຶ່ງຖືກຍື່ນ
ledger-declaration-decided = ໃບແຈ້ງສິນຄ້າໜຶ່ງຖືກຕັດສິນ: { $reason }
ledger-reservation-declared = ໃບແຈ້ງສິນຄ້າຂອງການຈອງໜຶ່ງປ່ຽນ
ledger-miss-forgiven = ບໍ່ນັບການຂາດນັດ: { $reason }
ledger-miss-appealed = ອຸທອນການຂາດນັດ: { $reason }
ledger-appeal-decided = ຕັດສິນການອຸທອນ: { $reason }
ledger-credit-given = ລົດທີ່ຈອງເຂົ້າຊ້າກວ່າສັນຍາ ໄດ້ເວລາຊົດເຊີຍ
ledger-credit-used = ເວລາຂອງການຈອງປິດຊ້າລົງ ດ້ວຍເວລາຊົດເຊີຍ
ledger-credit-returned = ລົດໄດ້ເວລາຊົດເຊີຍຄືນ
ledger-rulebook-took-effect = ກົດລະບຽບສະບັບ { $version } ມີຜົນແລ້ວ
ledger-reservation-fulfilled = ການຈອງໜຶ່ງສຳເລັດ
ledger-visit-joined = { $truck } ເຂົ້າ { $line } ຊ່ອງທາງ { $lane }
ledger-visit-called = { $hasReason ->
    [yes] ເອີ້ນ { $truck } ມາ { $gate } ນອກລຳດັບ: { $reason }
   *[no] ເອີ້ນ { $truck } ມາ { $gate }
 }
ledger-visit-admitted = { $hasBay ->
    [no] { $truck } ເຂົ້າແລ້ວ
   *[other] { $truck } ເຂົ້າແລ້ວ ໄດ້ຊ່ອງ { $bay }
 }
ledger-visit-parked = { $truck } ຈອດທີ່ { $bay }
ledger-visit-released = ປ່ອຍ { $truck }
ledger-visit-departed = { $truck } ອອກແລ້ວ
ledger-visit-left = { $truck } ອອກຈາກຄິວ
ledger-visit-turned-away = ປະຕິເສດ { $truck }: { $reason }
ledger-visit-corrected = ແກ້ບັນທຶກຂອງ { $truck }: { $reason }
ledger-visit-moved = { $truck } ປ່ຽນລຳດັບໃນ { $line }
ledger-call-missed = ເອີ້ນ { $truck } ແລ້ວບໍ່ມາ ລໍຖ້າອີກ
ledger-bay-reassigned = { $hasBay ->
    [no] { $truck } ຍັງບໍ່ມີຊ່ອງຈອດຊົ່ວຄາວ
   *[yes] { $truck } ໄດ້ຊ່ອງ { $bay } ແທນ
 }
ledger-bands-published = ປະກາດຊ່ວງເວລາຄາດຄະເນໃໝ່
ledger-bay-status-set = ຊ່ອງ { $bay }: { $status }
ledger-bay-kept = { $hasTruck ->
    [yes] ຊ່ອງ { $bay } ສະຫງວນໃຫ້ { $truck }
   *[no] ຊ່ອງ { $bay } ບໍ່ສະຫງວນໃຫ້ໃຜແລ້ວ
 }
ledger-rendezvous-proposed = ລົດຄັນໜຶ່ງສະເໜີພົບອີກຄັນ
ledger-rendezvous-agreed = ລົດສອງຄັນຈະພົບກັນ
ledger-rendezvous-retimed = ລົດສອງຄັນພົບກັນເວລາໃໝ່
ledger-rendezvous-awaited = { $truck }: ການລໍລົດທີ່ຈະພົບ ເລີ່ມ ຫຼື ຈົບ
ledger-rendezvous-ended = ນັດພົບຈົບແລ້ວ
ledger-road-status-set = ທາງ { $road }: { $status }
ledger-guidance-disputed = { $hasBay ->
    [yes] { $truck } ພົບວ່າຊ່ອງ { $bay } ມີລົດແລ້ວ
   *[no] { $truck } ພົບວ່າທາງ { $road } ປິດ
 }
ledger-way-changed = { $truck } ຖືກນຳໄປທາງອື່ນ
ledger-bay-power-set = { $status ->
    [off] ຊ່ອງ { $bay } ໄຟດັບ
   *[on] ຊ່ອງ { $bay } ມີໄຟຄືນ
 }
ledger-inspection-ordered = ເຈົ້າໜ້າທີ່ສັ່ງກວດ { $truck }
ledger-inspection-picked = { $truck } ຈະຖືກກວດເປັນຄັນຕໍ່ໄປ
ledger-inspection-ended = { $outcome ->
    [cleared] { $truck } ກວດຜ່ານແລ້ວ
    [detained] { $truck } ຖືກກວດ ແລະ ກັກໄວ້
   *[withdrawn] { $truck } ບໍ່ຕ້ອງກວດແລ້ວ
 }
ledger-plate-read = ເຄື່ອງອ່ານປ້າຍເຫັນລົດທີ່ { $gate }
ledger-plate-settled = ພະນັກງານຕອບການອ່ານປ້າຍໜຶ່ງຄັ້ງແລ້ວ
ledger-paper-recorded = ປ້ອນແຖວຈາກເຈ້ຍຂອງ { $truck } ແລ້ວ.
ledger-override-asked = ຂໍຄົນທີສອງເພື່ອເອີ້ນນອກລຳດັບ: { $reason }.
ledger-override-confirmed = ຄົນທີສອງຕົກລົງເອີ້ນນອກລຳດັບ.
ledger-visit-returned = { $truck } ລໍຖ້າອີກ: ຄັນອື່ນໄດ້ເຂົ້າ.

# Calls
calls-title = ການເອີ້ນ
calls-lead = ໃຜເອີ້ນລົດໄປປະຕູ ແລະ ຫຍັງເຮັດໃຫ້ຍັງບໍ່ເອີ້ນ
calls-automatic = ອັດຕະໂນມັດ
calls-operator = ດ້ວຍມື
calls-mode = ວິທີເອີ້ນ
calls-switched = ການເອີ້ນ: { $mode ->
    [automatic] ອັດຕະໂນມັດ
   *[other] ດ້ວຍມື
 }
calls-stop = ຢຸດການເອີ້ນທັງໝົດ
calls-stop-lead = ທັນທີ ເພື່ອຄວາມປອດໄພ. ລົດທີ່ຍັງບໍ່ຮອດປະຕູກັບຄືນລຳດັບເກົ່າ.
calls-stopped = ຢຸດການເອີ້ນແລ້ວ
calls-stopped-for = ຢຸດແລ້ວ: { $reason }
calls-resume = ເອີ້ນຕໍ່
calls-resumed = ເອີ້ນຕໍ່ແລ້ວ
calls-next = ການເອີ້ນອັດຕະໂນມັດຄັ້ງຕໍ່ໄປ
next-call-gate = ດຽວນີ້ ຕາມລຳດັບ: ປະຕູວ່າງ
next-call-ahead = ດຽວນີ້ ລ່ວງໜ້າ: ເມື່ອຮອດປະຕູ ຄາດວ່າຈະມີຊ່ອງຈອດວ່າງ
next-call-other-bays = ດຽວນີ້: ຄັນກ່ອນໜ້າຕ້ອງການຊ່ອງຈອດທີ່ເຕັມ
next-hold-operator = ເຈົ້າໜ້າທີ່ເປັນຜູ້ເອີ້ນ
next-hold-stopped = ການເອີ້ນຖືກຢຸດ
next-hold-closed = ຊ່ອງທາງປິດ
next-hold-neighbour = ດ່ານຝັ່ງກົງກັນຂ້າມຍັງບໍ່ຮັບເພີ່ມ
next-hold-nobody = ບໍ່ມີລົດລໍຖ້າ
next-hold-resting = ລົດທີ່ລໍຖ້າຫາກໍຖືກເອີ້ນ ແຕ່ບໍ່ມາ
next-hold-pace = ຫາກໍເອີ້ນໄປຄັນໜຶ່ງ ປະຕູຮັບເທື່ອລະຄັນ
next-hold-on-the-way = ມີລົດກຳລັງມາພຽງພໍແລ້ວ
next-hold-gates-full = ປະຕູມີລົດເຕັມແລ້ວ
next-hold-gates-shut = ເມື່ອໄປຮອດ ບໍ່ມີປະຕູເປີດ
next-hold-bays = ຍັງບໍ່ມີຊ່ອງຈອດທີ່ຈະວ່າງທັນ
neighbour-title = ຈຳນວນທີ່ດ່ານກົງກັນຂ້າມຮັບ
neighbour-rate = { $vehicles } ຄັນໃນ { $minutes } ນາທີ, ເຫຼືອ { $left }, ຈົນຮອດ { $time }
neighbour-none = ຍັງບໍ່ໄດ້ແຈ້ງ
neighbour-vehicles = ຈຳນວນລົດຕໍ່ຊົ່ວໂມງ
neighbour-hours = ມີຜົນ, ຊົ່ວໂມງ
neighbour-send = ບັນທຶກ
neighbour-sent = ບັນທຶກແລ້ວ
act-at-gate = ຮອດປະຕູແລ້ວ
act-repeat-call = ເອີ້ນອີກ
act-withdraw-call = ຖອນການເອີ້ນ
done-at-gate = { $plate } ຮອດປະຕູແລ້ວ
waits-at-gate = ລໍຖ້າຢູ່ປະຕູນີ້
ledger-calls-switched = ປ່ຽນວິທີເອີ້ນແລ້ວ
ledger-calls-stopped = ຢຸດການເອີ້ນທັງໝົດ: { $reason }
ledger-calls-resumed = ເອີ້ນຕໍ່ແລ້ວ
ledger-call-withdrawn = ຖອນການເອີ້ນ { $truck }: { $reason }
ledger-call-repeated = ເອີ້ນ { $truck } ອີກ: { $reason }
ledger-visit-at-gate = { $truck } ຮອດ { $gate } ແລ້ວ
ledger-acceptance-reported = ບັນທຶກຈຳນວນທີ່ດ່ານກົງກັນຂ້າມຮັບ

# ຊົ່ວໂມງທີ່ໃຊ້ເຈ້ຍ
paper = ຄິວໃນເຈ້ຍ
paper-lead = ສຳລັບເວລາໄຟດັບ ຫຼື ບໍ່ມີສັນຍານ
paper-print = ກ່ອນ: ພິມລາຍຊື່
paper-print-go = ພິມລາຍຊື່ຄິວ
paper-enter = ຫຼັງ: ປ້ອນສິ່ງທີ່ຂຽນ
paper-enter-hint = ເວລາຖືກບັນທຶກໄວ້ ແຕ່ລຳດັບເຫດການຕັດສິນ. ແຖວດຽວກັນປ້ອນຊ້ຳໄດ້.
paper-event = ເກີດຫຍັງຂຶ້ນ
paper-at = ເວລາຕາມທີ່ຂຽນ
paper-at-hint = 14:35 ຫຼື 2026-11-22 14:35
paper-lane-reserved = ຕາມການຈອງ
paper-add = ເພີ່ມແຖວ
paper-remove = ລຶບແຖວນີ້
paper-file = ຈາກໄຟລ໌ CSV
paper-go = ປ້ອນ { $count } ແຖວ
paper-report = ປ້ອນແລ້ວ: { $recorded }. ຮູ້ແລ້ວ: { $known }. ບໍ່ເຂົ້າກັນ: { $unfit }.
paper-unfit = ແຖວທີ { $line }:
paper-arrived = ມາຮອດ
paper-admitted = ໃຫ້ເຂົ້າ
paper-parked = ຈອດແລ້ວ
paper-released = ອອກໄດ້
paper-departed = ອອກໄປແລ້ວ
paper-left = ເລີກລໍຖ້າ
paper-turned-away = ຖືກສົ່ງກັບ

rules = ກົດ
correct-instead = ບໍ່ໄດ້ເຂົ້າ: ແມ່ນຄັນອື່ນ
second-ask = ຂໍຄົນທີສອງ
second-asked = ຂໍແລ້ວ: ຄົນອື່ນຢືນຢັນຢູ່ໜ້າຈໍຂອງເຂົາ
second-wanted = ຂໍເອີ້ນນອກລຳດັບ: { $plates }
second-confirm = ຕົກລົງ ແລະ ເອີ້ນ
second-yours = ທ່ານຂໍ; ຄົນອື່ນຕ້ອງຕົກລົງ

# ສິ່ງທີ່ແຈ້ງຄົນຂັບ
told = ຂໍ້ຄວາມເຖິງຄົນຂັບ
told-to = ເຖິງ { $number }
told-none = ຍັງບໍ່ໄດ້ແຈ້ງຫຍັງ.
told-off = ບໍລິການນີ້ບໍ່ສົ່ງຂໍ້ຄວາມ.
told-no-number = ບໍ່ໄດ້ໃຫ້ເບີໂທ.
told-unwanted = { $number } ບໍ່ຮັບຂໍ້ຄວາມ.
told-confirmed = ຢືນຢັນການຈອງ
told-offered = ສະເໜີບ່ອນຫວ່າງ
told-displaced = ຮັກສາເວລາບໍ່ໄດ້
told-retimed = ປ່ຽນເວລາແລ້ວ
told-soon = ໃກ້ຖືກເອີ້ນ
told-called = ເອີ້ນມາປະຕູ
told-call-missed = ພາດການເອີ້ນ
told-call-withdrawn = ຖອນການເອີ້ນ
told-bay = ຊ່ອງຈອດ
told-closure = ການຢຸດ
told-is-sent = { $channel ->
    [log] ຂຽນໃສ່ບັນທຶກເວລາ { $time }
   *[sms] ສົ່ງໃຫ້ເກດເວ SMS ເວລາ { $time }
 }
told-is-waiting = ຈະສົ່ງເວລາ { $time }
told-is-retried = ຄັ້ງທີ { $attempts } ບໍ່ສຳເລັດ ({ $problem }), ລອງໃໝ່ { $time }
told-is-failed = ສົ່ງບໍ່ເຖິງ: { $problem }, { $attempts } ຄັ້ງ
told-is-superseded = ບໍ່ໄດ້ສົ່ງ: ມີຂໍ້ຄວາມໃໝ່ກວ່າ
told-is-late = ບໍ່ໄດ້ສົ່ງ: ຊ້າເກີນໄປ
told-is-no-number = ບໍ່ໄດ້ສົ່ງ: ບໍ່ມີເບີໂທ
told-is-refused = ບໍ່ໄດ້ສົ່ງ: ບໍ່ຕ້ອງການຂໍ້ຄວາມ

# Readers and phones at the gate
gate-rules = ເຄື່ອງອ່ານ ແລະ ໂທລະສັບ
gate-rules-lead = ກົດລະບຽບວ່າແນວໃດ
gate-rules-saved = ກົດລະບຽບສະບັບໃໝ່ໃຊ້ແລ້ວ.
gate-rules-save = ໃຫ້ໃຊ້ດຽວນີ້
gate-rules-again = ອ່ານໃໝ່
plates-title = ເຄື່ອງອ່ານເຮັດເອງເມື່ອໃດ (%)
plates-act = ເຮັດເອງຕັ້ງແຕ່
plates-ask = ຖາມຕັ້ງແຕ່
plates-apart = ນຳໜ້າຄັນອື່ນ
plates-ask-minutes = ຖາມຢູ່ (ນາທີ)
plates-keep-days = ລືມຫຼັງ (ມື້)
fence-title = ບ່ອນທີ່ຄົນຂັບແຈ້ງມາຮອດດ້ວຍໂທລະສັບ
fence-on = ສະເພາະຈາກນີ້
fence-points = ຈຸດ ແຖວລະຈຸດ: ເສັ້ນຂະໜານ, ເສັ້ນແວງ
fence-points-hint = ຈຸດດຽວແມ່ນບ່ອນ ສອງຈຸດແມ່ນທາງ ສາມຂຶ້ນໄປແມ່ນເຂດ.
fence-points-wrong = ມີແຖວບໍ່ແມ່ນຈຸດ. ຂຽນ 21.1896, 101.6862
fence-within = ອ້ອມຂ້າງ (ແມັດ)
fence-accuracy = ໂທລະສັບຜິດໄດ້ (ແມັດ)

# From other sites
coming = ກຳລັງມາຈາກສະຖານທີ່ອື່ນ: { $count }
coming-kept = ຈາກ { $site }, ມາຮອດ { $since }, ຮັກສາຈົນ { $until }
ledger-transfer-promised = ລົດທີ່ກຳລັງມາຈາກສະຖານທີ່ອື່ນ ໄດ້ຮັບປາກລຳດັບຕາມເວລາມາຮອດ.
ledger-transfer-withdrawn = ຖອນຄຳຮັບປາກຕໍ່ລົດຂອງສະຖານທີ່ອື່ນ.
ledger-transfer-expired = ລົດຈາກສະຖານທີ່ອື່ນບໍ່ມາທັນເວລາ: ບໍ່ຮັກສາລຳດັບອີກ.
ledger-transfer-refused = { $truck } ຢູ່ຕໍ່: ໄປສະຖານທີ່ອື່ນບໍ່ໄດ້ແລ້ວ.
