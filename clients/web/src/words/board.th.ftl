# จอในลาน ภาษาไทย

loading = กำลังโหลด…
choose = เลือกด่าน
unknown = ไม่รู้จักด่านนี้
live = สด
cut = กำลังเชื่อมต่อใหม่…
old = ไม่มีสัญญาณ ข้อมูลเมื่อ { $minutes } นาทีก่อน
called = มาที่ประตูเดี๋ยวนี้
nobody = ยังไม่มีการเรียก
next = คันถัดไป
lane = ช่อง
waiting = รออยู่
in-at = มาตอนนี้: เข้าเวลา
closed = ปิด
site-closed = ด่านปิดแล้ว
live-queue = งดจองชั่วคราว: เรียกตามลำดับที่มาถึง
all-lanes = ทุกช่อง
shut = { $lane }: ปิด
shut-until = { $lane }: ปิดถึง { $until }
shut-from = { $lane }: ปิดตั้งแต่ { $from }
shut-between = { $lane }: ปิด { $from } ถึง { $until }
by-hand = { $count ->
    [0] วันนี้ไม่มีการเรียกนอกลำดับ
   *[other] วันนี้เรียกนอกลำดับ { $count } คัน
}
rules = กฎ และการเรียกนอกลำดับทุกครั้ง:
class-general = สินค้าทั่วไป
class-fresh = ของสด
class-hazmat = วัตถุอันตราย
class-oversize = ขนาดใหญ่พิเศษ
class-parcel = พัสดุ
direction-export = ส่งออก
direction-import = นำเข้า
direction-transit = ผ่านแดน
direction-empty = รถเปล่า
