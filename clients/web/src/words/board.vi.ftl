# Màn hình trong bãi, tiếng Việt.

loading = Đang tải…
choose = Chọn cửa khẩu
unknown = Không có cửa khẩu này
live = Trực tiếp
cut = Đang kết nối lại…
old = Mất kết nối, thông tin { $minutes } phút trước
called = Mời đến cổng ngay
nobody = Chưa gọi xe nào
next = Tiếp theo
lane = Làn
waiting = Đang chờ
in-at = Đến bây giờ: vào lúc
closed = Đóng
site-closed = Cửa khẩu đang đóng
live-queue = Tạm không đặt chỗ: gọi theo thứ tự đến
all-lanes = Mọi làn
shut = { $lane }: đóng
shut-until = { $lane }: đóng đến { $until }
shut-from = { $lane }: đóng từ { $from }
shut-between = { $lane }: đóng { $from } đến { $until }
by-hand = { $count ->
    [0] Hôm nay không xe nào được gọi ngoài thứ tự
   *[other] Hôm nay { $count } xe được gọi ngoài thứ tự
}
rules = Quy định và mọi lần gọi như thế:
class-general = Hàng thường
class-fresh = Hàng tươi
class-hazmat = Hàng nguy hiểm
class-oversize = Quá khổ
class-parcel = Bưu kiện
direction-export = Xuất khẩu
direction-import = Nhập khẩu
direction-transit = Quá cảnh
direction-empty = Xe rỗng
