# Trang của tài xế, tiếng Việt.

loading = Đang tải…
language = Ngôn ngữ
start-title = Vị trí của bạn trong hàng
start-lead = Mở đường dẫn bạn nhận được, hoặc dán mã khóa vào đây.
start-key = Mã khóa
start-go = Xem vị trí
start-over = Bắt đầu lại
link-old = Đường dẫn này không còn hiệu lực
link-old-lead = Hãy xin đường dẫn mới tại quầy. Vị trí của bạn vẫn được giữ.
offline = Mất kết nối. Đang thử lại…
offline-since = Mất kết nối. Thông tin lúc { $time }.

your-place = Vị trí của bạn
ahead = { $count ->
    [0] Sắp đến lượt bạn
   *[other] Còn { $count } xe phía trước
 }
of-all = { $count } xe trong hàng
your-turn = Đến lượt bạn trong khoảng
band-sure = Nhiều khả năng lúc { $time }. Đúng 9 trên 10 lần.
from-now = Sau { $from } đến { $to } nữa

called-title = Mời đến cổng ngay
called-lead = Chuẩn bị sẵn giấy tờ.
drive-to = Lái xe đến ô
parked-in = Bạn đang ở ô
parked-lead = Ở lại đây cho đến khi được phép đi.
released = Bạn có thể rời bãi
released-lead = Lái xe đến cổng ra.
over-departed = Thượng lộ bình an!
over-left = Bạn đã rời hàng
over-turned-away = Xe của bạn bị từ chối

step-waiting = Chờ
step-called = Được gọi
step-admitted = Vào bãi
step-parked = Đã đỗ
step-released = Được đi

way = Đường đi
way-map = Bản đồ đường đến ô { $bay }
why = Vì sao ở vị trí này
passed = { $count } xe ({ $class }) được lên trước theo quy định
leave = Rời hàng
leave-sure = Bạn sẽ mất vị trí. Rời hàng?
leave-yes = Rời hàng
stay = Ở lại

reserved-for = Khung giờ của bạn
reservation-off = Không còn hiệu lực
arrive-between = Đến trong khoảng { $from } đến { $until }
i-am-here = Tôi đã đến
cancel-reservation = Hủy đặt chỗ
cancel-sure = Hủy đặt chỗ này?
cancel-yes = Hủy
keep = Giữ lại

reserve-title = Đặt khung giờ
reserve-again = Đặt lại
reserve = Đặt chỗ
site = Cửa khẩu
lane = Loại hàng
time = Thời gian
plate = Biển số
country = Quốc gia
name = Họ tên
phone = Điện thoại
no-slots = Ngày này không có khung giờ.
free-count = còn { $count }
slot-full = hết chỗ
slot-closed = đóng
class-general = Hàng thường
class-fresh = Hàng tươi
class-hazmat = Hàng nguy hiểm
class-oversize = Quá khổ
class-parcel = Bưu kiện
direction-export = Xuất khẩu
direction-import = Nhập khẩu
direction-transit = Quá cảnh
direction-empty = Xe rỗng

problem-network = Không có phản hồi. Không mất gì: hãy bấm lại.
problem-unknown = Yêu cầu bị từ chối.

clause-order-live = Chỉ xếp theo thứ tự đến.
clause-order-arrival = Không đặt chỗ: theo thứ tự đến.
clause-order-slot = Đã đặt và đúng giờ: theo giờ bắt đầu khung giờ.
clause-order-early = Đã đặt nhưng đến sớm: theo thứ tự đến cho tới khi mở khung giờ.
clause-order-late = Đã đặt nhưng đến muộn: theo thứ tự đến.
clause-order-booked = Đã đặt: trước xe không đặt chỗ.
clause-order-priority = Loại xe này có lượt ưu tiên.
clause-order-bound = Ưu tiên chỉ được làm xe khác chờ thêm có hạn.
clause-order-window = Khung giờ đã mở: trở lại vị trí đã đặt.
clause-call-by-hand = Được điều hành viên gọi ngoài thứ tự; lý do đã được ghi lại.
span-minutes = { $minutes } phút
span-hours = { $hours } giờ { $minutes }
