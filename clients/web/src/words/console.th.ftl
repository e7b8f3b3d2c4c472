# แผงควบคุม ภาษาไทย

loading = กำลังโหลด
skip = ไปที่เนื้อหา
views = มุมมอง
view-live = สด
view-queue = คิว
view-gates = ประตู
view-yard = ลาน
view-slots = ช่วงเวลา
view-ledger = บัญชี
view-inspections = การตรวจ
details = รายละเอียด
close = ปิด
confirm = ยืนยัน
cancel = ยกเลิก
move = ย้ายเวลา
find = ค้นหา
yes = มี
more = เพิ่ม
fewer = ลด
acts = การทำงาน
account = บัญชีผู้ใช้
language = ภาษา
nameless = เข้าสู่ระบบแล้ว
sign-out = ออกจากระบบ
a-truck = รถหนึ่งคัน

# เข้าสู่ระบบ
sign-in-title = แผงควบคุม
sign-in-lead = สำหรับผู้ดูแลด่าน และบริษัทที่มีรถใช้ด่าน
sign-in-way = วิธีเข้าสู่ระบบ
sign-in-key = คีย์
sign-in-password = รหัสผ่าน
sign-in-key-label = คีย์
sign-in-key-hint = ขึ้นต้นด้วย sk_ ส่งครั้งเดียว ไม่เก็บในเบราว์เซอร์
sign-in-email = อีเมล
sign-in-password-label = รหัสผ่าน
sign-in-go = เข้าสู่ระบบ

role-driver = คนขับ
role-company = บริษัท
role-operator = ผู้ควบคุม
role-device = อุปกรณ์
role-authority = หน่วยงาน
role-auditor = ผู้ตรวจสอบ
role-neighbour = ด่านฝั่งตรงข้าม
role-admin = ผู้ดูแลระบบ

# ด่าน
choose-site = เลือกด่าน
find-site = ชื่อ รหัส หรือประเทศ
no-sites = ยังไม่มีด่านสำหรับคุณ
no-match = ไม่พบ
site-lanes = { $count } ช่องทาง
site-no-lanes = ไม่มีช่องทาง
site-open = เปิด
site-closed = ปิด
mode-live-only = คิวสดเท่านั้น

link-live = สด
link-connecting = กำลังเชื่อมต่อ
link-stale = ขาดการเชื่อมต่อ

# คิว
queue = คิว
trucks = { $count } คัน
lines = แถว
find-plate = ค้นหาทะเบียน
find-everywhere = ค้นหาในลานและที่ผ่านมา
find-nowhere-else = ไม่มีที่อื่น
filter-lane = ช่องทาง
all-lanes = ทุกช่องทาง
queue-empty = ไม่มีรถรอ
at-gate-now = ไปที่ประตู
waited = มาแล้ว { $span }
arrived-at = มาถึง { $time }
next-in-order = คันถัดไป
nobody = ไม่มี
how-many = กี่คัน
call-next = เรียก
called = เรียกแล้ว { $count } คัน

class-general = ทั่วไป
class-fresh = ของสด
class-hazmat = อันตราย
class-oversize = ใหญ่พิเศษ
class-parcel = พัสดุ

direction-export = ส่งออก
direction-import = นำเข้า
direction-transit = ผ่านแดน
direction-empty = รถเปล่า

status = สถานะ
status-waiting = รอ
status-called = เรียกแล้ว
status-admitted = กำลังเข้าช่องจอด
status-parked = จอดแล้ว
status-released = ปล่อยแล้ว
status-departed = ออกแล้ว
status-left = ออกจากคิว
status-turned-away = ถูกปฏิเสธ

# ประตูและช่องทาง
gates = ประตูและช่องทาง
lane = ช่องทาง
lane-waiting = รอ
lane-wait-now = ถ้าเข้าคิวตอนนี้
lane-served = ชั่วโมงก่อน
lane-closed = หยุด
lane-stop = หยุด
lane-open = เปิด
lane-opened = { $lane } เปิดอีกครั้ง
lane-stop-title = หยุดช่องทาง
lane-stop-lead = รถที่รอยังอยู่ลำดับเดิม และทุกคนได้รับแจ้ง
lane-was-closed = { $lane } หยุดแล้ว
close-site = หยุดทั้งหมด
whole-site = ทั้งด่าน
until-label = จนถึง
until-lifted = จนกว่าจะเปิดอีกครั้ง
until = ถึง { $time }
for-minutes = { $count ->
    [60] 1 ชั่วโมง
    [120] 2 ชั่วโมง
    [240] 4 ชั่วโมง
   *[other] { $count } นาที
 }
minutes-range = { $from }–{ $to } นาที
hours-range = { $from }–{ $to } ชม.

# เหตุผล
reason = เหตุผล
reason-text = อธิบายเพิ่ม
reason-hint = เหตุผลข้างบนเปิดเผยและอยู่ตลอดไป คำอธิบายของคุณไม่
reason-public-hint = เปิดเผย: คนขับและกระดานเห็น
reason-perishable = สินค้าจะเสีย
reason-medical = มีคนป่วย
reason-safety = ความปลอดภัย
reason-authority = หน่วยงานขอ
reason-customs = ศุลกากร
reason-quarantine = ด่านกักกัน
reason-declaration = ใบแจ้ง
reason-booked = มาเพื่อตรวจ
reason-equipment = อุปกรณ์
reason-mistake = แก้ข้อผิดพลาด
reason-other = อื่น ๆ

# การเข้า
visit = การเข้า
place-of = จาก { $of } คันในคิว
called-to-gate = เรียกมาประตูนี้
likely-at = น่าจะ { $time }
no-band = ยังไม่มีเวลา
arrived = มาถึง
reservation = การจอง
reference = รหัสจอง
walk-in = ไม่ได้จอง
with-reference = มีรหัสจอง
country = ประเทศ
plate = ทะเบียน
trailer = รถพ่วง
size = ขนาด
length = ความยาว
length-m = ความยาว เมตร
power = ไฟฟ้า
bay = ช่องจอด
why = ทำไมอยู่ตรงนี้
way-to-bay = ทางไป { $bay }
way = เส้นทาง
timeline = เหตุการณ์
inferred = อนุมาน
moment-waiting = เช็กอิน
moment-joined = เช็กอิน
moment-called = เรียก
moment-admitted = เข้าลาน
moment-parked = จอด
moment-released = ปล่อย
moment-departed = ออก
moment-left = ออกจากคิว
moment-turned-away = ถูกปฏิเสธ
moment-moved = เปลี่ยนลำดับ
moment-missed = เรียกแล้วไม่มา
moment-reassigned = ช่องจอดอื่น
moment-corrected = แก้ไขแล้ว
moment-withdrawn = ถอนการเรียก
moment-returned = รออีกครั้ง: คันที่เข้าเป็นคันอื่น

act-call = เรียก
act-admit = ให้เข้า
act-park = จอด
act-release = ปล่อย
act-depart = ออก
act-leave = ออกจากคิว
act-turn-away = ปฏิเสธ
act-correct = แก้ไข
act-print = พิมพ์ใบ
done-call = เรียก { $plate } แล้ว
done-admit = { $plate } เข้าแล้ว
done-park = { $plate } จอดแล้ว
done-release = ปล่อย { $plate } แล้ว
done-depart = { $plate } ออกแล้ว
done-leave = { $plate } ออกจากคิวแล้ว
done-correct = แก้ไข { $plate } แล้ว
call-out-of-order = เรียกนอกลำดับ
turn-away-title = ปฏิเสธรถคันนี้
park-title = จอดที่ไหน?
correct-title = แก้บันทึก
correct-what = อะไรผิด
correct-vehicle = ทะเบียน
correct-lane = ช่องทาง
correct-bay = ช่องจอด
correct-duplicate-of = ซ้ำกับการเข้า

check-in = เช็กอิน
check-in-lead = มีรถที่เคาน์เตอร์
check-in-way = วิธีเช็กอิน
checked-in = { $plate } เช็กอินแล้ว ลำดับ { $place }

slip-place = ลำดับ { $place }
slip-foot = เก็บใบนี้ไว้ อ่านรหัสที่ประตู

# ลาน
yard = ลาน
yard-map = แผนที่ลาน
no-yard = ด่านนี้ไม่มีแผนที่ลาน
bays-of = { $count } ช่องจอด
bay-free = ว่าง
bay-given = กำลังมา
bay-kept = กันไว้
bay-occupied = มีรถ
bay-closed = ปิด
kind-general = ช่องทั่วไป
kind-reefer = ช่องเย็น
kind-long = ช่องยาว
kind-inspection = ช่องตรวจ
kind-hazmat = ช่องอันตราย
bay-title = ช่อง { $bay }
bay-given-long = กำลังมาที่นี่
bay-kept-long = จะมาที่นี่: กันไว้ให้
open-visit = จอดอยู่ที่นี่
bay-open = เปิด
bay-close = ปิดช่อง
bay-empty = ว่างจริง
bay-taken = มีรถจริง
bay-hint = ไม่ส่งรถไปช่องที่ปิด
bay-was-set = { $bay }: { $status }
road = ถนน
road-title = ถนน { $road }
road-open = เปิด
road-slow = ช้า
road-blocked = ปิดกั้น
road-open-act = เปิดถนน
road-slow-act = แจ้งว่าถนนช้า
road-block-act = ปิดถนน
road-users = รถที่กำลังผ่าน
road-disputed = คนขับที่แจ้งว่าถูกปิด
road-disputed-hint = บอกว่าถนนเปิดหรือปิด จนกว่าจะถึงตอนนั้น มีเพียงพวกเขาที่ต้องอ้อม
road-hint = รถที่กำลังไปจะอ้อมถนนที่ปิด และอ้อมถนนช้าหากเร็วกว่า
road-was-opened = { $road } เปิดแล้ว
road-was-slowed = { $road } ช้า
road-was-blocked = { $road } ปิดแล้ว
one-way = ทางเดียว
two-way = สองทาง
zoom-in = ใกล้ขึ้น
zoom-out = ไกลขึ้น
zoom-fit = ทั้งลาน
yards = ลานต่าง ๆ
yards-all = ทั้งหมด
replay = ชั่วโมงที่ผ่านมา
replay-open = ดูย้อนหนึ่งชั่วโมง
replay-not-live = ไม่ใช่ภาพสด
replay-play = เล่น
replay-pause = หยุด
replay-at = เวลาที่แสดง
replay-live = กลับสู่สด
bay-free-expected = คาดว่าจะว่าง
bay-free-likely = น่าจะ { $likely } และเก้าในสิบครั้งอยู่ในช่วงนี้
bay-overdue = จอดนานกว่าเกือบทุกคัน: ไม่มีใครบอกได้
power-off = ไฟดับ
power-on = ไฟมาแล้ว
power-off-since = ดับตั้งแต่ { $at }
power-is-off = { $bay } ไฟดับ
power-is-on = { $bay } มีไฟแล้ว
unpowered-since = อยู่ช่อง { $bay } ไม่มีไฟตั้งแต่ { $since }
unpowered-until = อยู่ช่อง { $bay } ไม่มีไฟตั้งแต่ { $since } สินค้าอยู่ได้ถึง { $until }
inspections-none = ไม่มีรถที่ต้องตรวจ
inspect-order = สั่งตรวจ
inspect-absent = ไม่มีรถทะเบียนนี้ที่นี่
inspect-pick = คันต่อไป
inspect-clear = ผ่าน
inspect-detain = กักไว้
inspect-withdraw = ไม่ตรวจแล้ว
inspect-detained = ถูกกัก
inspect-picked = คันต่อไป
inspect-in-bay = อยู่ช่อง { $bay }
inspect-under-way = กำลังไปช่อง { $bay }
inspect-moving = จากช่อง { $from } ไปช่อง { $bay }
inspect-in-line = ลำดับ { $position } ในแถว
inspect-done-ordered = { $plate } จะถูกตรวจ
inspect-done-picked = { $plate } เป็นคันต่อไป: กันช่องไว้เมื่อถูกเรียกหรือเข้ามาแล้ว
inspect-done-cleared = { $plate } ผ่านแล้ว
inspect-done-detained = { $plate } ถูกกักไว้
inspect-done-withdrawn = { $plate } ไม่ต้องตรวจแล้ว
plan = แก้ผังลาน
plan-back = กลับไปที่ลานสด
plan-tools = เครื่องมือ
plan-move = ย้าย
plan-tool-end = เก็บเครื่องมือ
plan-place-bay = เลือกตำแหน่งช่องจอด
plan-place-node = เลือกตำแหน่งจุด
plan-place-area = เลือกตำแหน่งของพื้นที่
plan-road-from = เลือกจุดเริ่มถนน
plan-road-to = จาก { $from }: เลือกปลายทาง
plan-middle = กลางแผนที่
plan-undo = ย้อนหนึ่งขั้น
plan-redo = ทำซ้ำขั้นนั้น
plan-export = ส่งออก
plan-export-mine = ส่งออกของฉัน
plan-nothing = เลือกช่องจอด ถนน จุด หรือพื้นที่ แล้วย้ายด้วยการลาก ปุ่มลูกศร หรือพิกัด
plan-bay = ช่องจอด
plan-road = ถนน
plan-node = จุด
plan-gate = ประตู
plan-area = พื้นที่
plan-corner = มุม { $number }
plan-corners = { $count } มุม
plan-corner-more = เพิ่มหนึ่งมุม
plan-corner-less = ลดหนึ่งมุม
plan-remove = ลบ
plan-id = ชื่อ
plan-kind = ประเภท
plan-beside = ออกจากถนนที่
plan-on-the-way = ถนนเข้าถึงโดยตรง
plan-through = ขับทะลุได้
plan-exclusive = เฉพาะประเภทนี้
plan-behind = อยู่ด้านหลัง
plan-behind-hint = ช่องที่ต้องว่างจึงจะเข้าหรือออกช่องนี้ได้
plan-pairs = อีกข้างของชาน
plan-pairs-hint = ช่องอีกข้างของชานเดียวกันที่ถ่ายสินค้ากันได้ ช่องนั้นก็ระบุช่องนี้ด้วย
plan-neighbours = ข้างสินค้าอันตราย
plan-neighbours-hint = ช่องที่ต้องว่างเมื่อมีสินค้าอันตรายจอดในช่องใดช่องหนึ่ง
plan-reverse = กลับทิศ
plan-speed = ความเร็ว
plan-sign = บนป้าย
plan-height = สูงไม่เกิน
plan-weight = หนักไม่เกิน
plan-length = ยาวไม่เกิน
plan-turns = ทางเลี้ยวที่ทำได้ที่นี่
plan-turn-round = กลับรถตรงจุด: { $road }
plan-lat = ละติจูด
plan-lon = ลองจิจูด
plan-faults = มีอะไรผิด
plan-checking = กำลังตรวจ…
plan-sound = ผังลานนี้ไม่มีอะไรผิด
plan-faulty = มี { $count } จุดที่ต้องแก้
plan-changes = { $count } การเปลี่ยนแปลง
plan-save = บันทึก
plan-saved = บันทึกผังลานแล้วและใช้งานอยู่
plan-not-yours = ผู้ดูแลระบบเป็นผู้บันทึก
plan-stale = มีผู้อื่นบันทึกผังอื่นไปแล้ว ของคุณไม่ได้ทับ: ส่งออก หรือทำต่อจากผังใหม่
plan-read-again = ทำต่อจากผังใหม่
fault-value = เกินขอบเขต:
fault-road-to-nowhere = ถนนไม่ไปที่ใด: ปลายด้านหนึ่งหายไป
fault-road-loop = ถนนวนกลับที่เดิม
fault-road-dead-end = รถที่มาที่นี่ออกไม่ได้
fault-bay-no-node = ไม่ติดถนน: ระบุจุดที่ออกจากถนน
fault-bay-unreachable = ไม่มีทางจากประตูมาที่นี่
fault-bay-no-exit = ไม่มีทางจากที่นี่ไปทางออก
fault-bay-none = ลานนี้ไม่มีช่องจอด
fault-bay-in-use = มีรถอยู่หรือกำลังมา: รอจนรถออก
fault-bay-too-small-now = รถที่อยู่หรือกำลังมาจะเข้าไม่ได้แล้ว
fault-bay-shut-in = รถที่อยู่หรือกำลังมาจะออกไม่ได้
fault-bay-renamed = ใช้ชื่อนี้ต่อไม่ได้
fault-no-turns-unknown = ห้ามเลี้ยวในทางที่เลี้ยวไม่ได้อยู่แล้ว
fault-neighbours-unknown = ไม่มีช่องข้างเคียงนี้
fault-neighbours-asymmetric = ช่องข้างเคียงไม่ได้ระบุกลับ
fault-blocked-by-unknown = ไม่มีช่องด้านหน้านี้
fault-blocked-by-circle = ช่องด้านหน้าอยู่ด้านหลังด้วย
fault-blocked-by-too-many = มีช่องด้านหน้าเกินหนึ่งร้อย
fault-gate-no-entry = ไม่มีประตูเข้า
fault-gate-no-exit = ไม่มีประตูออก
fault-gate-unknown = ไซต์ไม่มีประตูนี้
fault-id-wrong = ชื่อมี 1 ถึง 64 ตัวอักษรหรือตัวเลข ไม่มีช่องว่าง
fault-id-duplicate = มีสองสิ่งใช้ชื่อนี้
fault-feature-unknown = สิ่งนี้ไม่มีแล้ว

# ช่วงเวลา
slots = ช่วงเวลา
slot = ช่วงเวลา
day = วัน
day-before = วันก่อน
day-after = วันถัดไป
today = วันนี้
slot-taken = จองแล้ว
slot-held = เก็บไว้
slot-free = ว่าง
slot-number = ตัวเลขคือที่ว่าง
slot-status-open = เปิด
slot-status-full = เต็ม
slot-status-closed = ปิด
slot-status-past = ผ่านแล้ว
taken-of = จองแล้ว { $taken }/{ $capacity }
free-count = ว่าง { $count }
no-slots = วันนี้ไม่มีช่วงเวลา
reserve = จอง
reserve-lead = แทนคนขับ
hold-take = เก็บที่นี้ไว้ก่อน
hold-left = เก็บที่ไว้อีก
hold-over = ไม่ได้เก็บที่ไว้แล้ว ถ้ายังว่างก็จองได้
reserved = จองแล้ว
driver-name = ชื่อคนขับ
phone = โทรศัพท์
arrive-between = มาถึงระหว่าง
find-reservation = ค้นหาการจอง
find-reservation-lead = ด้วยทะเบียนหรือรหัส
plate-or-reference = ทะเบียนหรือรหัส
cancel-sure = ที่จะกลับสู่ผู้ที่รอ ไม่ระบุให้ใคร
cancel-yes = ยกเลิกการจอง
language-zh = 中文
language-en = English
language-lo = ລາວ
language-my = မြန်မာ
language-vi = Tiếng Việt
language-th = ไทย

# รอที่ว่าง
waits = รอที่ว่าง
waits-for = รอ
waits-now = อยู่ในรายการรอ
wait-for-any = รอที่ว่างแรก
reserve-way = วิธีจอง
reserve-by-slot = เวลาที่แน่นอน
reserve-by-range = ว่างแรกในช่วง
not-before = ไม่ก่อน
not-after = ไม่หลัง
range-hint = ที่ว่างแรกในช่วงนี้จะเสนอให้
stop-waiting = เลิกรอ
stop-waiting-sure = จะเสียลำดับและถูกยกเลิก
extended = มาถึงได้ถึง { $time }
declared = แนบใบขนแล้ว
swap = เปลี่ยนรถ
swap-lead = เป็นรถอีกคันของบริษัทเดียวกัน
forgive = ยกโทษ
forgive-title = ทำไมไม่นับการขาดนัดนี้?
forgiven = { $plate }: ไม่นับการขาดนัด
credit = เวลาชดเชย
credit-minutes = ช่วงเวลาปิดช้าลง { $minutes } นาที
appeals = การอุทธรณ์
appeals-count = ต้องตัดสิน { $count }
appeal-came = มาหลังหมดเวลา { $minutes } นาที
appeal-never = ไม่มาเลย
appeal-day = วันนั้นในช่องนี้ มา { $shown } ไม่มา { $missed }
appeal-site-late = ด่านช้ากับรถ { $count } คัน สูงสุด { $minutes } นาที
appeal-site-kept = วันนั้นด่านตรงตามสัญญา
appeal-misses = นับขาดนัด { $count } ครั้ง
appeal-forgive = ยกโทษ
appeal-uphold = ให้นับ
appeal-why-forgive = ทำไมไม่นับ?
appeal-why-uphold = ทำไมยังนับ?
appeal-done = { $plate }: ตัดสินแล้ว
slip = ใบย่อ (PDF)
pass-hint = อ่านรหัสที่ประตูได้ แม้ไม่มีเครือข่าย
reference-hint = หรือสแกนรหัสผ่าน
done = เสร็จ
lane-stop-cost = การจอง { $count } รายการจะเสียที่ทันที
lane-stop-follow = หากยังหยุดอยู่ อีกสูงสุด { $count } รายการภายใน 24 ชม.
lane-stop-plan = ใครจะถูกเลื่อน และเท่าใด
displaced-count = การจอง { $count } รายการเสียที่
displaced-lead = ที่จัดได้ได้รับเวลาว่างใกล้ที่สุดแล้ว ที่เหลือได้ที่ว่างก่อน แจ้งทุกคนแล้ว
mode-live-switch = คิวสดเท่านั้น
mode-live-lead = ไม่รับจองจนกว่าจะเปลี่ยนกลับ ผู้ที่จองแล้วยังคงอยู่ ลำดับไม่เปลี่ยน
mode-booked-switch = รับจองอีกครั้ง
mode-booked-lead = จองช่วงเวลาได้อีกครั้ง ลำดับของทุกคนไม่เปลี่ยน
mode-switched = { $mode ->
    [live_queue_only] ตั้งแต่นี้คิวสดเท่านั้น
   *[booked] รับจองอีกครั้งแล้ว
 }
retime = จัดเวลาใหม่
retime-title = เวลาอื่นสำหรับผู้ที่เสียที่
retime-lead = แผนที่เปลี่ยนน้อยที่สุด ยังไม่ทำจนกว่าคุณจะยืนยัน
retime-whole = คันอื่นหลีกทางได้
retime-none = ตอนนี้จัดเวลาอื่นไม่ได้
retime-go = ให้เวลานี้แก่ { $count } คัน
retime-done = { $count } คันได้เวลาอื่น
retime-unkept = รอต่อ
unkept-limits = นอกขอบเขตของตน
unkept-other-claim = มีการจองอื่นเวลานั้น
unkept-full = เต็มหมด

# Lists, pairs, every week, draws and capacity
sections = หน้าเกี่ยวกับการจอง
section-day = วัน
view-bookings = การจอง
view-weekly = ทุกสัปดาห์
view-bulk = จากไฟล์
view-calendar = ปฏิทิน
view-capacity = จำนวนที่
view-staffing = แผนกะ
view-trucks = รถ
older = แสดงเก่ากว่า
no-reservations = ไม่มีการจองในสถานะเหล่านี้
reservations-count = การจอง { $count } รายการ
trucks-here = อยู่ที่นี่ { $count } คัน
no-trucks = ไม่มีรถของคุณที่ด่านนี้
place = ลำดับ
pair = ส่งและรับ
pair-lead = สิ่งที่รถนำมาและนำไปในการเข้าครั้งเดียว: ได้ทั้งสองเวลา หรือไม่ได้เลย
pair-drop = ส่ง
pair-pickup = รับ
pair-drop-first = เลือกเวลาส่งก่อน
pair-no-time = ช่องทางนี้ไม่มีเวลาที่เข้าครั้งเดียวกับการส่งได้ เลือกเวลาส่งอื่น หรือจองแยกกัน
pair-go = จองทั้งสอง
pair-done = { $plate }: จองทั้งสองเวลาแล้ว
bulk-label = การจอง บรรทัดละรายการ
bulk-hint = วางหรือลากไฟล์: CSV หรือ JSON ไม่เกิน { $most } บรรทัด
bulk-file = เลือกไฟล์
bulk-template = แบบ
bulk-way = ทำอย่างไรกับแต่ละบรรทัด
bulk-each = ทีละบรรทัด
bulk-atomic = ทั้งหมดหรือไม่เลย
bulk-each-hint = บรรทัดที่จองได้ก็จอง บรรทัดที่ถูกปฏิเสธไม่กระทบบรรทัดอื่น
bulk-atomic-hint = สำหรับด่านเดียว ถ้าบรรทัดหนึ่งจองไม่ได้ ก็ไม่จองเลย
bulk-try = { $count ->
    [0] ลอง
   *[other] ลอง { $count } บรรทัด
 }
bulk-go = จอง { $count }
bulk-nothing = ลองรายการก่อน: ยังไม่จองอะไร แต่ละบรรทัดจะบอกผล หรือต้องทำอะไร
bulk-would = จะจองได้ { $count }
bulk-done = จองแล้ว { $count }
bulk-old = รายการเปลี่ยนแล้ว
bulk-show = บรรทัดที่แสดง
bulk-all = ทั้งหมด { $count }
bulk-refused = ปฏิเสธ { $count }
bulk-download = ดาวน์โหลด
bulk-outcomes = ผลของแต่ละบรรทัด
bulk-missing = ขาด { $at }
bulk-wrong = { $at } ไม่ถูกต้อง แก้แล้วลองใหม่
draws = จับสลาก
draws-open = เปิดรับจับสลาก { $count }
draws-lead = ที่ที่แบ่งด้วยสลาก ขอก่อนหรือบ่อยไม่ได้เปรียบ ใครก็ตรวจผลได้
draws-none = ที่นี่ไม่มีการจับสลาก
draw-committed = ประกาศแล้ว
draw-open = เปิดรับ
draw-closed = ปิดแล้ว
draw-fixed = ใกล้จับ
draw-held = จับแล้ว
draw-opens = เปิด
draw-closes = ปิด
draw-entries = ลงชื่อ
draw-entries-of = { $entries } จาก { $vehicles } คัน
draw-held-at = จับเมื่อ
draw-result = ผลและวิธีตรวจ
draw-record = บันทึกถึงตอนนี้
weekly-new = เวลาประจำสัปดาห์ใหม่
weekly-lead = แต่ละวันจองเองเมื่อจองได้ ตามกฎเดียวกัน
weekly-none = ยังไม่มีการจองประจำสัปดาห์
weekly-ended = สิ้นสุดแล้ว
weekly-next = ถัดไป { $date }
weekly-days = วัน
weekly-at = เวลา
weekly-from = ตั้งแต่
weekly-to = จนถึง
weekly-no-end = ไม่มีกำหนด
weekly-wait = รอที่ว่างถ้าเต็ม
weekly-go = จองทุกสัปดาห์
weekly-made = { $plate } มาทุกสัปดาห์
weekly-preview = { $conflicts ->
    [0] { $count } วัน ไม่มีข้อขัด
   *[other] { $count } วัน จองไม่ได้ { $conflicts }
 }
weekly-preview-hint = ใส่วันและทะเบียนแล้ว วันที่และข้อขัดจะแสดงที่นี่
weekly-later = จองเมื่อเปิด
weekly-dates = วันที่ผ่านมา
weekly-end = สิ้นสุด
weekly-end-sure = จะไม่จองวันใหม่ ที่จองแล้วยังคงอยู่
weekly-end-cancel = ยกเลิกที่จองแล้วด้วย
weekly-was-ended = { $plate }: สิ้นสุดแล้ว
capacity-lead = จำนวนที่ที่ใช้ { $target } % ของที่ประตูรับได้จริง ยังไม่เปลี่ยนจนกว่าจะประกาศปฏิทิน
capacity-same = เท่าเดิม
capacity-was = ตอนนี้ { $now }
capacity-hour = ชั่วโมง
capacity-now = ตอนนี้
capacity-proposed = เสนอ
capacity-load = ภาระของแถว
capacity-served = รับได้ต่อชั่วโมง
capacity-why = อิงจาก
capacity-none = ปฏิทินไม่มีที่ในวันนี้
capacity-put = ประกาศปฏิทินตามนี้
capacity-try = จะเปลี่ยนอะไร
capacity-go = ประกาศ
capacity-done = ประกาศปฏิทินแล้ว
capacity-too-long = สัปดาห์ต่างกันเกินไปสำหรับปฏิทินเดียว ปรับส่วนใหญ่ด้วยมือ
capacity-displaces = การจอง { $count } รายการจะเสียที่ จะได้เวลาว่างใกล้ที่สุดและแจ้งให้ทราบ
capacity-displaces-none = ไม่มีการจองใดเสียที่
capacity-not-yours = ผู้ดูแลระบบเป็นผู้ประกาศปฏิทิน
and-more = และอีก { $count }
remove = ลบ
calendar-lead = เวลาประจำสัปดาห์และข้อยกเว้นที่ใช้สร้างช่วงเวลา ไม่มีอะไรเปลี่ยนจนกว่าจะประกาศ
calendar-hours = เวลาประจำสัปดาห์
calendar-add = เพิ่มเวลา
calendar-none = ช่องทางนี้ยังไม่มีเวลา เพิ่มแล้วช่วงเวลาจะปรากฏ
calendar-every = ทุกๆ
calendar-length = ยาว
calendar-places = จำนวนที่
calendar-exceptions = วันหยุดและข้อยกเว้นอื่น
calendar-add-exception = เพิ่มข้อยกเว้น
calendar-no-exceptions = ไม่มีข้อยกเว้นข้างหน้า
calendar-date = วันที่
calendar-what = ในวันนั้น
calendar-closed = ปิด
calendar-other-hours = เวลาอื่น
calendar-undo = เลิกการแก้ไข
calendar-choose-days = เลือกอย่างน้อยหนึ่งวัน
fault-calendar-bounds = เวลาสิ้นสุดต้องหลังเวลาเริ่ม ข้ามเที่ยงคืนให้แยกเป็นสองบรรทัด: ถึง 24:00 และจาก 00:00
fault-calendar-no-window = เวลานี้สั้นกว่าหนึ่งช่วง
fault-calendar-window-twice = บรรทัดอื่นให้ช่วงเวลาเดียวกันแล้ว เอาวันหรือเวลาออกจากบรรทัดหนึ่ง
fault-calendar-exception-twice = วันนี้มีข้อยกเว้นอื่นในเวลาเดียวกัน ให้เหลืออันเดียว
fault-calendar-incomplete = ช่องทางนี้ยังไม่มีเวลาประจำสัปดาห์ เพิ่มก่อน
ground-unserved = ชั่วโมงนี้ไม่มีผู้ให้บริการ
ground-service = จุดบริการ { $servers } จุด คันละ { $minutes } นาที (วัดจริง { $measured } ครั้ง)
ground-shows = ที่ที่จองถูกใช้จริง { $rate } % (สังเกต { $seen } ที่)
ground-walk-ins = ที่ { $share } % เก็บไว้ให้รถที่ไม่ได้จอง
ground-target = รับปากไม่เกิน { $share } % ของที่รับได้

# Lane plan
staffing-lead = ใครให้บริการเมื่อใด เวลารอและการเรียกคิดจากแผนนี้
staffing-none = วันนี้ยังไม่มีแผน: ใช้เวลาเปิดตามปฏิทิน ประตูเข้าละหนึ่งคน
staffing-add = เพิ่มกะ
staffing-copy = คัดลอกไปวันถัดไป
staffing-copied = คัดลอกแล้ว ยังไม่ส่งจนกว่าจะบันทึก
staffing-from = ตั้งแต่
staffing-to = ถึง
staffing-servers = จำนวนคน
staffing-lanes = ช่อง
staffing-gates = ประตู
staffing-everywhere = ทุกช่องและทุกประตู
staffing-none-is-all = ไม่เลือกหมายถึงทั้งหมด
staffing-remove = ลบกะ { $name }
staffing-day-before = วันก่อน
staffing-day-after = วันถัดไป
staffing-adds-up = รวมกับอีก { $count } กะ: ทั้งหมด { $total } คน
staffing-effect = ผลที่ได้
staffing-most = สูงสุด { $vehicles } คันต่อชั่วโมง
staffing-total = { $vehicles } คันในวันนี้
staffing-slowness = ที่ { $percent } % ของความเร็วตามแผน ตามที่วัดได้
staffing-hour = { $time }: { $vehicles } คัน { $servers } คน
staffing-unserved = มีช่องเปิดแต่ไม่มีคนให้บริการในชั่วโมง { $times }
staffing-save = บันทึกแผน
staffing-saved = บันทึกแผนกะแล้ว
staffing-undo = เลิกการแก้ไข
staffing-conflict = มีคนอื่นแก้แผนพร้อมกับคุณ นี่คือแผนของเขาในวันนี้ ของคุณยังอยู่ด้านบน
staffing-theirs-none = ไม่มีแผน
staffing-count = { $count } คน
staffing-take-theirs = ใช้ของเขา
staffing-put-mine = ใช้ของฉันแทน

# Plate readers
readings = เห็นที่ประตู แต่ยังไม่แน่ใจ ({ $count })
reading-seen = ที่ { $gate } { $time }
reading-unmatched = ไม่มีรถที่คล้ายกันซึ่งคาดไว้
reading-act-check-in = เช็กอิน
reading-act-admit = ให้เข้า
reading-act-depart = ให้ออก
reading-done = { $plate }: { $act }
reading-did-check-in = เช็กอินแล้ว
reading-did-admit = ให้เข้าแล้ว
reading-did-depart = ให้ออกแล้ว
reading-dismiss = ไม่ต้องทำอะไร
reading-because-unsure = อ่านไม่ชัดพอ
reading-because-several = มีหลายคันคล้ายกัน
reading-because-buffered = เครื่องอ่านส่งช้า
reading-because-way-unknown = ไม่รู้ทิศทาง
reading-because-outside-window = นอกช่วงเวลาที่ต้องมาถึง
reading-because-was-here = เพิ่งออกไป: กลับมาหรือไม่
reading-because-other-gate = ควรมาที่ประตูอื่น
reading-because-not-called = รออยู่ ยังไม่ถูกเรียก
reading-because-inside = อยู่ข้างในแล้ว
reading-because-gone = ออกไปแล้ว
reading-because-not-inside = ยังไม่ได้ให้เข้า
reading-because-not-at-gate = ยังไม่ถึงประตู
reading-because-refused = ทำเองไม่ได้

# บัญชี
ledger = บัญชี
ledger-latest = การตัดสินใจล่าสุด
ledger-all = ทั้งหมด
ledger-lead = ทุกการตัดสินใจตามลำดับ แก้ไขไม่ได้
ledger-empty = ยังไม่มีการตัดสินใจ
ledger-site-created = ตั้งด่านแล้ว
ledger-site-changed = ข้อมูลด่านเปลี่ยน
ledger-yard-put = มีแผนที่ลานใหม่
ledger-calendar-put = มีปฏิทินใหม่
ledger-rulebook-put = ประกาศกฎฉบับ { $version }
ledger-staffing-put = แผนช่องทางเปลี่ยน
ledger-closure-opened = { $hasLane ->
    [no] ทั้งด่านหยุด: { $reason }
   *[other] ช่องทาง { $lane } หยุด: { $reason }
 }
ledger-closure-lifted = ยกเลิกการหยุดแล้ว
ledger-lanes-turned = ช่องทางเปิดหรือปิดตามเวลา
ledger-hold-taken = เก็บที่หนึ่งไว้
ledger-hold-expired = คืนที่ที่เก็บไว้
ledger-reservation-confirmed = ยืนยันการจอง { $reference }
ledger-reservation-cancelled = ยกเลิกการจองหนึ่ง
ledger-reservation-moved = ย้ายการจองหนึ่ง
ledger-reservation-arrived = รถที่จองมาถึง
ledger-reservation-missed = การจองหนึ่งไม่มา
ledger-offer-accepted = รับที่ที่เสนอใน { $lane } แล้ว
ledger-offer-withdrawn = ถอนที่ที่เสนอ
ledger-reservation-waitlisted = การจอง { $reference } รอที่ใน { $lane }
ledger-reservation-offered = เสนอที่ว่างใน { $lane } ให้คันถัดไป
ledger-reservation-displaced = การจองใน { $lane } เสียที่
ledger-reservation-retimed = การจองใน { $lane } ได้เวลาอื่น
ledger-reservation-expired = การจองหนึ่งหมดอายุ
ledger-reservation-extended = รถที่จองมาช้าลงได้
ledger-reservation-vehicle-swapped = การจองหนึ่งเปลี่ยนรถ
ledger-declaration-made = บริษัทหนึ่งเริ่มใบขนสินค้า
ledger-declaration-changed = ใบขนสินค้าหนึ่งถูกแก้ไข
ledger-declaration-submitted = ใบขนสินค้าหนึ่งถูกยื่น
ledger-declaration-decided = ใบขนสินค้าหนึ่งได้รับการตัดสิน: { $reason }
ledger-reservation-declared = ใบขนสินค้าของการจองหนึ่งเปลี่ยน
ledger-miss-forgiven = ไม่นับการขาดนัด: { $reason }
ledger-miss-appealed = อุทธรณ์การขาดนัด: { $reason }
ledger-appeal-decided = ตัดสินการอุทธรณ์: { $reason }
ledger-credit-given = รถที่จองเข้าช้ากว่าสัญญา ได้เวลาชดเชย
ledger-credit-used = ช่วงเวลาของการจองปิดช้าลงด้วยเวลาชดเชย
ledger-credit-returned = รถได้เวลาชดเชยคืน
ledger-rulebook-took-effect = กฎฉบับ { $version } มีผลแล้ว
ledger-reservation-fulfilled = การจองหนึ่งเสร็จสิ้น
ledger-visit-joined = { $truck } เข้า { $line } ช่องทาง { $lane }
ledger-visit-called = { $hasReason ->
    [yes] เรียก { $truck } มา { $gate } นอกลำดับ: { $reason }
   *[no] เรียก { $truck } มา { $gate }
 }
ledger-visit-admitted = { $hasBay ->
    [no] { $truck } เข้าแล้ว
   *[other] { $truck } เข้าแล้ว ได้ช่อง { $bay }
 }
ledger-visit-parked = { $truck } จอดที่ { $bay }
ledger-visit-released = ปล่อย { $truck }
ledger-visit-departed = { $truck } ออกแล้ว
ledger-visit-left = { $truck } ออกจากคิว
ledger-visit-turned-away = ปฏิเสธ { $truck }: { $reason }
ledger-visit-corrected = แก้บันทึกของ { $truck }: { $reason }
ledger-visit-moved = { $truck } เปลี่ยนลำดับใน { $line }
ledger-call-missed = เรียก { $truck } แล้วไม่มา รออีกครั้ง
ledger-bay-reassigned = { $hasBay ->
    [no] { $truck } ยังไม่มีช่องจอดชั่วคราว
   *[yes] { $truck } ได้ช่อง { $bay } แทน
 }
ledger-bands-published = ประกาศช่วงเวลาคาดการณ์ใหม่
ledger-bay-status-set = ช่อง { $bay }: { $status }
ledger-bay-kept = { $hasTruck ->
    [yes] ช่อง { $bay } กันไว้ให้ { $truck }
   *[no] ช่อง { $bay } ไม่ได้กันไว้ให้ใครแล้ว
 }
ledger-rendezvous-proposed = รถคันหนึ่งเสนอพบอีกคัน
ledger-rendezvous-agreed = รถสองคันจะพบกัน
ledger-rendezvous-retimed = รถสองคันพบกันเวลาใหม่
ledger-rendezvous-awaited = { $truck }: การรอรถที่นัดพบเริ่มหรือจบ
ledger-rendezvous-ended = นัดพบจบแล้ว
ledger-road-status-set = ถนน { $road }: { $status }
ledger-guidance-disputed = { $hasBay ->
    [yes] { $truck } พบว่าช่อง { $bay } มีรถอยู่
   *[no] { $truck } พบว่าถนน { $road } ถูกปิด
 }
ledger-way-changed = { $truck } ถูกนำไปอีกทาง
ledger-bay-power-set = { $status ->
    [off] ช่อง { $bay } ไฟดับ
   *[on] ช่อง { $bay } มีไฟแล้ว
 }
ledger-inspection-ordered = เจ้าหน้าที่สั่งตรวจ { $truck }
ledger-inspection-picked = { $truck } จะถูกตรวจเป็นคันต่อไป
ledger-inspection-ended = { $outcome ->
    [cleared] { $truck } ตรวจผ่านแล้ว
    [detained] { $truck } ตรวจแล้วและถูกกักไว้
   *[withdrawn] { $truck } ไม่ต้องตรวจแล้ว
 }
ledger-plate-read = เครื่องอ่านป้ายเห็นรถที่ { $gate }
ledger-plate-settled = เจ้าหน้าที่ตอบการอ่านป้ายหนึ่งครั้งแล้ว
ledger-paper-recorded = บันทึกบรรทัดจากกระดาษของ { $truck } แล้ว
ledger-override-asked = ขอคนที่สองให้เรียกนอกลำดับ: { $reason }
ledger-override-confirmed = คนที่สองเห็นด้วยให้เรียกนอกลำดับ
ledger-visit-returned = { $truck } รออีกครั้ง: คันอื่นได้เข้าแล้ว

# Calls
calls-title = การเรียก
calls-lead = ใครเรียกรถไปที่ประตู และอะไรทำให้ยังไม่เรียก
calls-automatic = อัตโนมัติ
calls-operator = ด้วยมือ
calls-mode = วิธีเรียก
calls-switched = การเรียก: { $mode ->
    [automatic] อัตโนมัติ
   *[other] ด้วยมือ
 }
calls-stop = หยุดเรียกทั้งหมด
calls-stop-lead = ทันทีเพื่อความปลอดภัย รถที่ยังไม่ถึงประตูกลับไปลำดับเดิม
calls-stopped = หยุดเรียกแล้ว
calls-stopped-for = หยุดแล้ว: { $reason }
calls-resume = เรียกต่อ
calls-resumed = เรียกต่อแล้ว
calls-next = การเรียกอัตโนมัติครั้งต่อไป
next-call-gate = ตอนนี้ ตามลำดับ: ประตูว่าง
next-call-ahead = ตอนนี้ ล่วงหน้า: เมื่อถึงประตูจะมีช่องว่าง
next-call-other-bays = ตอนนี้: คันก่อนหน้าต้องใช้ช่องที่เต็ม
next-hold-operator = เจ้าหน้าที่เป็นผู้เรียก
next-hold-stopped = การเรียกถูกหยุด
next-hold-closed = ช่องทางปิดอยู่
next-hold-neighbour = ด่านฝั่งตรงข้ามยังไม่รับเพิ่ม
next-hold-nobody = ไม่มีรถรอ
next-hold-resting = รถที่รอเพิ่งถูกเรียกแต่ไม่มา
next-hold-pace = เพิ่งเรียกไปคันหนึ่ง ประตูรับทีละคัน
next-hold-on-the-way = มีรถกำลังมาพอแล้ว
next-hold-gates-full = ประตูมีรถเต็มแล้ว
next-hold-gates-shut = เมื่อไปถึงไม่มีประตูเปิด
next-hold-bays = ยังไม่มีช่องที่จะว่างทัน
neighbour-title = จำนวนที่ด่านตรงข้ามรับ
neighbour-rate = { $vehicles } คันใน { $minutes } นาที เหลือ { $left } จนถึง { $time }
neighbour-none = ยังไม่แจ้ง
neighbour-vehicles = จำนวนรถต่อชั่วโมง
neighbour-hours = มีผล, ชั่วโมง
neighbour-send = บันทึก
neighbour-sent = บันทึกแล้ว
act-at-gate = ถึงประตูแล้ว
act-repeat-call = เรียกซ้ำ
act-withdraw-call = ถอนการเรียก
done-at-gate = { $plate } ถึงประตูแล้ว
waits-at-gate = รออยู่ที่ประตูนี้
ledger-calls-switched = เปลี่ยนวิธีเรียกแล้ว
ledger-calls-stopped = หยุดเรียกทั้งหมด: { $reason }
ledger-calls-resumed = เรียกต่อแล้ว
ledger-call-withdrawn = ถอนการเรียก { $truck }: { $reason }
ledger-call-repeated = เรียก { $truck } ซ้ำ: { $reason }
ledger-visit-at-gate = { $truck } ถึง { $gate } แล้ว
ledger-acceptance-reported = บันทึกจำนวนที่ด่านตรงข้ามรับแล้ว

# ชั่วโมงที่ใช้กระดาษ
paper = คิวบนกระดาษ
paper-lead = สำหรับเวลาที่ไฟดับหรือไม่มีสัญญาณ
paper-print = ก่อน: รายชื่อ
paper-print-go = พิมพ์รายชื่อคิว
paper-enter = หลัง: บันทึกสิ่งที่เขียน
paper-enter-hint = เวลาถูกบันทึกไว้ แต่ลำดับเหตุการณ์เป็นตัวตัดสิน บรรทัดเดียวกันบันทึกซ้ำได้
paper-event = เกิดอะไรขึ้น
paper-at = เวลาตามที่เขียน
paper-at-hint = 14:35 หรือ 2026-11-22 14:35
paper-lane-reserved = ตามที่จอง
paper-add = เพิ่มบรรทัด
paper-remove = ลบบรรทัดนี้
paper-file = จากไฟล์ CSV
paper-go = บันทึก { $count } บรรทัด
paper-report = บันทึกแล้ว: { $recorded } ทราบแล้ว: { $known } ไม่ตรง: { $unfit }
paper-unfit = บรรทัดที่ { $line }:
paper-arrived = มาถึง
paper-admitted = ให้เข้า
paper-parked = เข้าช่องจอด
paper-released = ออกได้
paper-departed = ออกไปแล้ว
paper-left = เลิกรอ
paper-turned-away = ถูกส่งกลับ

rules = กฎ
correct-instead = ไม่ได้เข้า: เป็นคันอื่น
second-ask = ขอคนที่สอง
second-asked = ขอแล้ว: คนอื่นยืนยันบนหน้าจอของเขา
second-wanted = ขอเรียกนอกลำดับ: { $plates }
second-confirm = เห็นด้วยและเรียก
second-yours = คุณขอไว้ ต้องให้คนอื่นเห็นด้วย

# สิ่งที่แจ้งคนขับ
told = ข้อความถึงคนขับ
told-to = ถึง { $number }
told-none = ยังไม่ได้แจ้งอะไร
told-off = บริการนี้ไม่ส่งข้อความ
told-no-number = ไม่ได้ให้หมายเลขไว้
told-unwanted = { $number } ไม่รับข้อความ
told-confirmed = ยืนยันการจอง
told-offered = เสนอที่ว่าง
told-displaced = รักษาเวลาไว้ไม่ได้
told-retimed = เลื่อนเวลา
told-soon = ใกล้ถูกเรียก
told-called = เรียกมาที่ประตู
told-call-missed = พลาดการเรียก
told-call-withdrawn = ถอนการเรียก
told-bay = ช่องจอด
told-closure = การปิด
told-is-sent = { $channel ->
    [log] เขียนลงบันทึกเวลา { $time }
   *[sms] ส่งให้เกตเวย์ SMS เวลา { $time }
 }
told-is-waiting = จะส่งเวลา { $time }
told-is-retried = ครั้งที่ { $attempts } ไม่สำเร็จ ({ $problem }) ส่งอีกเวลา { $time }
told-is-failed = ส่งไม่ถึง: { $problem } รวม { $attempts } ครั้ง
told-is-superseded = ไม่ได้ส่ง: มีข้อความใหม่กว่า
told-is-late = ไม่ได้ส่ง: ช้าเกินไป
told-is-no-number = ไม่ได้ส่ง: ไม่มีหมายเลข
told-is-refused = ไม่ได้ส่ง: ไม่ต้องการข้อความ

# Readers and phones at the gate
gate-rules = เครื่องอ่านและโทรศัพท์
gate-rules-lead = กติกาว่าอย่างไร
gate-rules-saved = กติกาฉบับใหม่มีผลแล้ว
gate-rules-save = ให้มีผลตอนนี้
gate-rules-again = อ่านใหม่
plates-title = เครื่องอ่านทะเบียนทำเองเมื่อใด (%)
plates-act = ทำเองตั้งแต่
plates-ask = ถามตั้งแต่
plates-apart = นำคันอื่นอยู่
plates-ask-minutes = ถามค้างไว้ (นาที)
plates-keep-days = ลืมหลัง (วัน)
fence-title = ที่ที่คนขับลงทะเบียนด้วยโทรศัพท์ได้
fence-on = เฉพาะจากที่นี่
fence-points = จุด บรรทัดละจุด: ละติจูด, ลองจิจูด
fence-points-hint = หนึ่งจุดคือที่ สองจุดคือช่วงถนน สามจุดขึ้นไปคือพื้นที่
fence-points-wrong = มีบรรทัดที่ไม่ใช่จุด เขียน 21.1896, 101.6862
fence-within = เมตรโดยรอบ
fence-accuracy = โทรศัพท์คลาดได้ (เมตร)

# From other sites
coming = กำลังมาจากที่อื่น: { $count }
coming-kept = จาก { $site } มาถึง { $since } เก็บไว้ถึง { $until }
ledger-transfer-promised = รถที่กำลังมาจากที่อื่นได้รับสัญญาลำดับตามเวลามาถึง
ledger-transfer-withdrawn = ถอนสัญญาที่ให้รถจากที่อื่น
ledger-transfer-expired = รถจากที่อื่นมาไม่ทันเวลา: ไม่เก็บลำดับไว้แล้ว
ledger-transfer-refused = { $truck } อยู่ต่อ: ไปที่อื่นไม่ได้แล้ว
