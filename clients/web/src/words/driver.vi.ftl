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
let-in = Dự kiến được vào trong khoảng
band-sure = Nhiều khả năng lúc { $time }. Đúng 9 trên 10 lần.
band-cold = Khoảng ước tính rộng: dựa theo kế hoạch làn cho đến khi có thêm xe qua.
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
dispute-bay = Ô đã có xe
dispute-way = Đường bị chặn
dispute-bay-sure = Ô { $bay } có xe khác không? Bạn sẽ được chuyển sang ô { $second }.
dispute-bay-none = Ô { $bay } có xe khác không? Không còn ô trống: bạn sẽ chờ tại chỗ.
dispute-yes = Đúng, đã có xe
dispute-no = Không
dispute-where = Bạn không đi tiếp được ở bước nào? Chạm vào bước đó, bạn sẽ được chỉ đường khác.
why = Vì sao ở vị trí này
leave = Rời hàng
leave-sure = Bạn sẽ mất vị trí. Rời hàng?
leave-yes = Rời hàng
stay = Ở lại

reserved-for = Khung giờ của bạn
arrive-between = Đến trong khoảng { $from } đến { $until }
i-am-here = Tôi đã đến
area = Tôi chờ tại
cancel-reservation = Hủy đặt chỗ
cancel-sure = Hủy đặt chỗ này?
cancel-yes = Hủy
keep = Giữ lại

waiting-title = Bạn đang chờ chỗ
waiting-lead = Giữ trang này. Khi có chỗ trống sẽ hiện ở đây: trả lời trước khi hết giờ, nếu không sẽ dành cho xe kế tiếp.
offered-title = Có chỗ dành cho bạn
displaced-title = Không giữ được giờ của bạn
displaced-next = Chọn giờ khác ngay, hoặc chờ: bạn được ưu tiên khi có chỗ.
missed-title = Đã quá giờ của bạn
missed-lead = Nếu bạn đang ở cổng, hãy báo: bạn vẫn được vào hàng.
missed-why = Đến { $until }, khi hết giờ, không thấy bạn báo đến.
missed-counts = Tính một lần vắng. Đủ { $misses } lần trong { $days } ngày thì { $block } ngày không được giờ cao điểm.
missed-free = Không tính cho bạn.
credit-note = Lần trước cửa khẩu chậm: khung giờ của bạn đóng muộn hơn { $minutes } phút.
appeal = Không phải lỗi của tôi
appeal-lead = Nói lý do trước { $until }. Chỉ được một lần. Vẫn tính cho đến khi có quyết định.
appeal-cause = Chuyện gì đã xảy ra
appeal-text = Lời của bạn
appeal-hint = Chỉ cửa khẩu thấy lời của bạn.
appeal-send = Gửi
appeal-sent = Bạn nói lúc { $at }: { $cause }
appeal-open = Cửa khẩu đang xem xét. Trong lúc đó vẫn tính.
appeal-forgive = Đã bỏ qua: không tính.
appeal-uphold = Không bỏ qua: vẫn tính.
appeal-over = Đã hết hạn khiếu nại.
another-time = Giờ khác
take-this-time = Lấy giờ này
stop-waiting = Thôi chờ
stop-waiting-sure = Bạn sẽ mất lượt. Thôi chờ?
keep-waiting = Chờ tiếp
extend-sure = Bạn được đến muộn hơn, một lần trong 60 ngày.
show-code = Đưa mã này ở cổng. Không cần mạng.
any-that-day = Bất kỳ giờ nào trong ngày
wait-for-any = Chờ chỗ trống đầu tiên
changed-title = Giờ của bạn đã bị đổi
understood = Tôi đã biết
back = Quay lại

# Draws
drawn-title = Trúng thăm: giờ của bạn
draw-in = Bạn đã vào lượt bốc thăm
draw-in-lead = Nhận đến { $closes }, sau đó bốc thăm. Xin lại không lợi gì.
draw-soon = Đã đóng. Đang bốc thăm: giữ trang này.
draw-lost = Lần này không trúng
draw-lost-lead = Bạn tiếp tục chờ theo thứ tự bốc: có chỗ trống sẽ báo ở đây.
draw-check = Kiểm tra bốc thăm

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
slot-band = Báo đến lúc { $time } thì qua cổng trong khoảng { $from } đến { $to }. Đúng 9 trên 10 lần.
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

# Calls
at-gate-title = Bạn đã tới cổng
at-gate-lead = Chờ tại đây tới khi được vào.
calls-are-stopped = Mọi lệnh gọi bị dừng vì an toàn
calls-are-stopped-lead = Hãy ở yên tại chỗ. Vị trí được giữ và bạn sẽ được gọi khi hết sự cố.
calls-are-stopped-at-gate = Chờ tại cổng. Không gọi thêm xe nào.

why-changes = Điều còn có thể thay đổi
why-rules = Mọi quy tắc của bãi này

# Tin nhắn đến điện thoại
messages = Tin nhắn
messages-on = Giờ đặt, lượt gọi và ô đỗ sẽ báo đến { $number }.
messages-off = { $number } không nhận tin nhắn.
messages-by-reply = Điện thoại này đã trả lời STOP. Trả lời START để nhận lại.
messages-none = Cho số điện thoại để được báo khi gọi.
messages-number = Số điện thoại
messages-save = Gửi đến số này
messages-begin = Gửi tin cho tôi
messages-end = Không nhận tin nữa
messages-other = Số khác

# Another site
elsewhere-title = Sang { $site } nhanh hơn
elsewhere-drive = Chạy xe { $drive }. Đi ngay thì được vào ở đó trong khoảng
elsewhere-saves = Sớm hơn ở đây khoảng { $saves }.
elsewhere-kept = Chỗ theo giờ đến đi cùng bạn.
elsewhere-go = Sang { $site }
elsewhere-sure = Bạn bỏ chỗ ở đây. { $site } giữ chỗ theo giờ đến của bạn tới { $until }. Đi chứ?
elsewhere-yes = Đi
elsewhere-no = Không, ở lại đây
on-the-way-title = { $site } giữ chỗ của bạn tới
on-the-way-lead = Hãy chạy tới đó và vào hàng. Bạn đứng như đã đến lúc { $since }.
on-the-way-over = { $site } không còn giữ chỗ của bạn
on-the-way-over-lead = Đã hết thời gian. Bạn vẫn có thể vào hàng ở đó: theo lúc bạn đến.
