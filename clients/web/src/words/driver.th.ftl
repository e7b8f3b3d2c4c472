# หน้าสำหรับคนขับ ภาษาไทย

loading = กำลังโหลด…
language = ภาษา
start-title = ลำดับคิวของคุณ
start-lead = เปิดลิงก์ที่ได้รับ หรือวางรหัสที่นี่
start-key = รหัส
start-go = ดูลำดับคิว
start-over = เริ่มใหม่
link-old = ลิงก์นี้ใช้ไม่ได้แล้ว
link-old-lead = ขอลิงก์ใหม่ที่เคาน์เตอร์ ลำดับคิวของคุณยังอยู่
offline = ไม่มีสัญญาณ กำลังลองใหม่…
offline-since = ไม่มีสัญญาณ ข้อมูลเมื่อ { $time }

your-place = ลำดับคิวของคุณ
ahead = { $count ->
    [0] คุณเป็นคันถัดไป
   *[other] มีรถก่อนหน้า { $count } คัน
 }
of-all = ในคิว { $count } คัน
your-turn = ถึงคิวคุณระหว่าง
let-in = คาดว่าได้เข้าระหว่าง
band-sure = น่าจะ { $time } แม่นยำ 9 ใน 10 ครั้ง
band-cold = ช่วงเวลากว้าง: ประเมินตามแผนช่องทางจนกว่าจะมีรถผ่านมากขึ้น
from-now = อีก { $from } ถึง { $to }

called-title = มาที่ประตูเดี๋ยวนี้
called-lead = เตรียมเอกสารให้พร้อม
drive-to = ขับไปช่องจอด
parked-in = คุณอยู่ที่ช่องจอด
parked-lead = รอที่นี่จนกว่าจะได้รับการปล่อย
released = ออกได้แล้ว
released-lead = ขับไปที่ประตูทางออก
over-departed = เดินทางปลอดภัย!
over-left = คุณออกจากคิวแล้ว
over-turned-away = รถของคุณถูกปฏิเสธ

step-waiting = รอ
step-called = ถูกเรียก
step-admitted = เข้าลาน
step-parked = จอดแล้ว
step-released = ปล่อยแล้ว

way = เส้นทางของคุณ
way-map = แผนที่ไปช่องจอด { $bay }
dispute-bay = ช่องจอดมีรถอยู่
dispute-way = ทางถูกปิด
dispute-bay-sure = มีรถคันอื่นอยู่ในช่อง { $bay } หรือไม่ คุณจะถูกส่งไปช่อง { $second }
dispute-bay-none = มีรถคันอื่นอยู่ในช่อง { $bay } หรือไม่ ไม่มีช่องอื่นว่าง คุณจะรออยู่ที่เดิม
dispute-yes = ใช่ มีรถอยู่
dispute-no = ไม่ใช่
dispute-where = ไปต่อไม่ได้ที่ขั้นตอนใด แตะขั้นตอนนั้น แล้วจะมีทางอื่นให้
why = ทำไมได้ลำดับนี้
leave = ออกจากคิว
leave-sure = คุณจะเสียลำดับคิว ต้องการออกจากคิวหรือไม่?
leave-yes = ออกจากคิว
stay = อยู่ต่อ

reserved-for = ช่วงเวลาของคุณ
arrive-between = มาถึงระหว่าง { $from } ถึง { $until }
i-am-here = ฉันมาถึงแล้ว
area = ฉันรอที่
cancel-reservation = ยกเลิกการจอง
cancel-sure = ยกเลิกการจองนี้หรือไม่?
cancel-yes = ยกเลิก
keep = เก็บไว้

waiting-title = คุณกำลังรอที่ว่าง
waiting-lead = เก็บหน้านี้ไว้ เมื่อมีที่ว่างจะแสดงที่นี่: ตอบก่อนหมดเวลา มิฉะนั้นจะไปยังคันถัดไป
offered-title = มีที่ว่างให้คุณ
displaced-title = รักษาเวลาของคุณไว้ไม่ได้
displaced-next = เลือกเวลาอื่นตอนนี้ หรือรอ: ที่ว่างจะเป็นของคุณก่อน
missed-title = เลยเวลาของคุณแล้ว
missed-lead = ถ้าคุณอยู่ที่ประตูแล้ว ให้แจ้ง: ยังเข้าคิวได้
missed-why = ไม่พบการแจ้งถึงจน { $until } ซึ่งหมดเวลา
missed-counts = นับเป็นขาดนัด { $misses } ครั้งใน { $days } วัน: ไม่ได้ช่วงคับคั่ง { $block } วัน
missed-free = ไม่นับกับคุณ
credit-note = ครั้งก่อนด่านช้า: ช่วงเวลาของคุณปิดช้าลง { $minutes } นาที
appeal = ไม่ใช่ความผิดของฉัน
appeal-lead = บอกเหตุผลก่อน { $until } ทำได้ครั้งเดียว ยังนับจนกว่าจะตัดสิน
appeal-cause = เกิดอะไรขึ้น
appeal-text = คำของคุณ
appeal-hint = มีแต่ด่านที่เห็นคำของคุณ
appeal-send = ส่ง
appeal-sent = คุณบอกเมื่อ { $at }: { $cause }
appeal-open = ด่านกำลังพิจารณา ระหว่างนั้นยังนับ
appeal-forgive = ยกโทษแล้ว: ไม่นับ
appeal-uphold = ไม่ยกโทษ: ยังนับ
appeal-over = หมดเวลาอุทธรณ์แล้ว
another-time = เวลาอื่น
take-this-time = เอาเวลานี้
stop-waiting = เลิกรอ
stop-waiting-sure = คุณจะเสียลำดับ เลิกรอใช่ไหม?
keep-waiting = รอต่อ
extend-sure = มาช้ากว่าเดิมได้ หนึ่งครั้งใน 60 วัน
show-code = แสดงรหัสนี้ที่ประตู ไม่ต้องมีสัญญาณ
any-that-day = เวลาใดก็ได้ในวันนี้
wait-for-any = รอที่ว่างแรก
changed-title = ด่านเปลี่ยนเวลาของคุณ
understood = รับทราบ
back = กลับ

# Draws
drawn-title = จับได้: เวลาของคุณ
draw-in = คุณอยู่ในการจับสลาก
draw-in-lead = รับลงชื่อจนถึง { $closes } แล้วจับสลาก ขอซ้ำไม่ได้เปรียบ
draw-soon = ปิดรับแล้ว กำลังจับสลาก เปิดหน้านี้ไว้
draw-lost = ครั้งนี้จับไม่ได้
draw-lost-lead = คุณรอต่อตามลำดับที่จับ ที่ว่างจะเสนอที่นี่
draw-check = ตรวจการจับสลาก

reserve-title = จองช่วงเวลา
reserve-again = จองอีกครั้ง
reserve = จอง
site = ด่าน
lane = สินค้า
time = เวลา
plate = ทะเบียนรถ
country = ประเทศ
name = ชื่อของคุณ
phone = โทรศัพท์
no-slots = วันนี้ไม่มีช่วงเวลา
free-count = ว่าง { $count }
slot-band = แจ้งถึงเวลา { $time } จะผ่านประตูระหว่าง { $from } ถึง { $to } แม่นยำ 9 ใน 10 ครั้ง
slot-full = เต็ม
slot-closed = ปิด
class-general = สินค้าทั่วไป
class-fresh = ของสด
class-hazmat = วัตถุอันตราย
class-oversize = ขนาดใหญ่พิเศษ
class-parcel = พัสดุ
direction-export = ส่งออก
direction-import = นำเข้า
direction-transit = ผ่านแดน
direction-empty = รถเปล่า

# Calls
at-gate-title = คุณถึงประตูแล้ว
at-gate-lead = รอที่นี่จนกว่าจะให้เข้า
calls-are-stopped = หยุดเรียกทั้งหมดเพื่อความปลอดภัย
calls-are-stopped-lead = อยู่ที่เดิม ลำดับของคุณคงเดิมและจะถูกเรียกเมื่อเรียบร้อย
calls-are-stopped-at-gate = รอที่ประตู ไม่เรียกคันอื่น

why-changes = สิ่งที่ยังอาจเปลี่ยน
why-rules = กฎทั้งหมดของสถานที่นี้

# ข้อความถึงโทรศัพท์
messages = ข้อความ
messages-on = เวลาจอง การเรียก และช่องจอด จะแจ้งที่ { $number }
messages-off = { $number } ไม่รับข้อความ
messages-by-reply = โทรศัพท์นี้ตอบ STOP ตอบ START เพื่อรับข้อความอีกครั้ง
messages-none = ให้หมายเลขไว้ เพื่อแจ้งเมื่อถูกเรียก
messages-number = หมายเลขโทรศัพท์
messages-save = ส่งมาที่หมายเลขนี้
messages-begin = ส่งข้อความให้ฉัน
messages-end = ไม่รับข้อความอีก
messages-other = หมายเลขอื่น

# Another site
elsewhere-title = ไป { $site } เร็วกว่า
elsewhere-drive = ขับรถ { $drive } หากออกตอนนี้จะได้เข้าที่นั่นระหว่าง
elsewhere-saves = เร็วกว่าที่นี่ราว { $saves }
elsewhere-kept = ลำดับตามเวลามาถึงไปกับคุณ
elsewhere-go = ไป { $site }
elsewhere-sure = คุณจะสละลำดับที่นี่ { $site } เก็บลำดับตามเวลามาถึงของคุณไว้ถึง { $until } ไปไหม
elsewhere-yes = ไป
elsewhere-no = ไม่ อยู่ที่นี่
on-the-way-title = { $site } เก็บลำดับของคุณไว้ถึง
on-the-way-lead = ขับไปที่นั่นแล้วเช็กอิน คุณจะยืนเหมือนมาถึงเวลา { $since }
on-the-way-over = { $site } ไม่เก็บลำดับของคุณแล้ว
on-the-way-over-lead = หมดเวลาแล้ว คุณยังเช็กอินที่นั่นได้ ตามเวลาที่มาถึง
