# The rules page, ລາວ.

loading = ກຳລັງໂຫຼດ…
language = ພາສາ
unknown-site = ບໍ່ຮູ້ຈັກສະຖານທີ່ນີ້
rules-lead = ສ້າງຈາກຕົວເລກທີ່ສະຖານທີ່ໃຊ້ຕັດສິນ: ສິ່ງທີ່ຂຽນຢູ່ນີ້ແມ່ນສິ່ງທີ່ເກີດຂຶ້ນ. ເຫດຜົນ ແລະ ການປະຕິເສດບອກຂໍ້ທີ່ອີງໃສ່
version = ສະບັບ
since = ມີຜົນແຕ່ { $day }
by-hand-title = ການເອີ້ນນອກລຳດັບ
by-hand-lead = ຕາມມື້ ແລະ ຜູ້ທີ່ເອີ້ນ. ຄົນ ແລະ ບໍລິສັດໃຊ້ນາມແຝງ
by-hand-none = ບໍ່ມີການເອີ້ນນອກລຳດັບ
by-whom = ໂດຍ
of-nobody = ບໍ່ມີບໍລິສັດ
calls = { $count } ຄັນ
seconded = { $count } ຄັ້ງ ຢືນຢັນໂດຍຄົນທີສອງ
reason-perishable = ສິນຄ້າຈະເສຍ
reason-medical = ມີຄົນເຈັບປ່ວຍ
reason-safety = ຄວາມປອດໄພ
reason-authority = ເຈົ້າໜ້າທີ່ຮ້ອງຂໍ
reason-equipment = ອຸປະກອນ
reason-mistake = ແກ້ໄຂຄວາມຜິດພາດ
reason-other = ອື່ນໆ
