# The rules page, ไทย.

loading = กำลังโหลด…
language = ภาษา
unknown-site = ไม่รู้จักสถานที่นี้
rules-lead = สร้างจากตัวเลขที่สถานที่ใช้ตัดสิน สิ่งที่เขียนไว้คือสิ่งที่เกิดขึ้นจริง เหตุผลและการปฏิเสธบอกข้อที่อ้างอิง
version = ฉบับ
since = มีผลตั้งแต่ { $day }
by-hand-title = การเรียกนอกลำดับ
by-hand-lead = ตามวันและผู้ที่เรียก บุคคลและบริษัทใช้นามแฝง
by-hand-none = ไม่มีการเรียกนอกลำดับ
by-whom = โดย
of-nobody = ไม่มีบริษัท
calls = { $count } คัน
seconded = { $count } ครั้งมีคนที่สองยืนยัน
reason-perishable = สินค้าจะเสีย
reason-medical = มีคนป่วย
reason-safety = ความปลอดภัย
reason-authority = เจ้าหน้าที่ขอ
reason-equipment = อุปกรณ์
reason-mistake = แก้ข้อผิดพลาด
reason-other = อื่น ๆ
