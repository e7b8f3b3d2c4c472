# ຈໍໃນລານ, ພາສາລາວ.

loading = ກຳລັງໂຫຼດ…
choose = ເລືອກດ່ານ
unknown = ບໍ່ຮູ້ຈັກດ່ານນີ້
live = ສົດ
cut = ກຳລັງເຊື່ອມຕໍ່ໃໝ່…
old = ບໍ່ມີສັນຍານ ຂໍ້ມູນເມື່ອ { $minutes } ນາທີກ່ອນ
called = ມາທີ່ປະຕູດຽວນີ້
nobody = ຍັງບໍ່ມີການເອີ້ນ
next = ຕໍ່ໄປ
lane = ຊ່ອງ
waiting = ລໍຖ້າ
in-at = ມາດຽວນີ້: ເຂົ້າເວລາ
closed = ປິດ
site-closed = ດ່ານປິດແລ້ວ
live-queue = ບໍ່ມີການຈອງດຽວນີ້: ເອີ້ນຕາມລຳດັບທີ່ມາຮອດ
all-lanes = ທຸກຊ່ອງ
shut = { $lane }: ປິດ
shut-until = { $lane }: ປິດຮອດ { $until }
shut-from = { $lane }: ປິດແຕ່ { $from }
shut-between = { $lane }: ປິດ { $from } ຫາ { $until }
by-hand = { $count ->
    [0] ມື້ນີ້ບໍ່ມີການເອີ້ນນອກລຳດັບ
   *[other] ມື້ນີ້ເອີ້ນນອກລຳດັບ { $count } ຄັນ
}
rules = ກົດ ແລະ ທຸກການເອີ້ນນອກລຳດັບ:
class-general = ສິນຄ້າທົ່ວໄປ
class-fresh = ຂອງສົດ
class-hazmat = ວັດຖຸອັນຕະລາຍ
class-oversize = ຂະໜາດໃຫຍ່ພິເສດ
class-parcel = ພັດສະດຸ
direction-export = ສົ່ງອອກ
direction-import = ນຳເຂົ້າ
direction-transit = ຜ່ານແດນ
direction-empty = ລົດເປົ່າ
