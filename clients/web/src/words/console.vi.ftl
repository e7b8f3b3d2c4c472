# Bảng điều hành, tiếng Việt.

loading = Đang tải
skip = Đến nội dung
views = Màn hình
view-live = Trực tiếp
view-queue = Hàng đợi
view-gates = Cổng
view-yard = Bãi
view-slots = Khung giờ
view-ledger = Sổ cái
view-inspections = Kiểm tra
details = Chi tiết
close = Đóng
confirm = Xác nhận
cancel = Hủy
move = Đổi giờ
find = Tìm
yes = Có
more = Thêm
fewer = Bớt
acts = Thao tác
account = Tài khoản
language = Ngôn ngữ
nameless = Đã đăng nhập
sign-out = Đăng xuất
a-truck = Một xe

# Đăng nhập
sign-in-title = Bảng điều hành
sign-in-lead = Cho người điều hành, và cho công ty có xe qua đây.
sign-in-way = Cách đăng nhập
sign-in-key = Khóa
sign-in-password = Mật khẩu
sign-in-key-label = Khóa
sign-in-key-hint = Bắt đầu bằng sk_. Chỉ gửi một lần, không lưu trong trình duyệt.
sign-in-email = Thư điện tử
sign-in-password-label = Mật khẩu
sign-in-go = Đăng nhập

role-driver = Tài xế
role-company = Công ty
role-operator = Điều hành
role-device = Thiết bị
role-authority = Cơ quan quản lý
role-auditor = Kiểm tra
role-neighbour = Cửa khẩu đối diện
role-admin = Quản trị

# Cửa khẩu
choose-site = Chọn cửa khẩu
find-site = Tên, mã hoặc quốc gia
no-sites = Bạn chưa có cửa khẩu nào.
no-match = Không có kết quả.
site-lanes = { $count } làn
site-no-lanes = Không có làn
site-open = Mở
site-closed = Đóng
mode-live-only = Chỉ xếp hàng

link-live = Trực tiếp
link-connecting = Đang kết nối
link-stale = Mất kết nối

# Hàng đợi
queue = Hàng đợi
trucks = { $count } xe
lines = Các hàng
find-plate = Tìm biển số
find-everywhere = Tìm trong bãi và trước đây
find-nowhere-else = Không có ở nơi khác.
filter-lane = Làn
all-lanes = Mọi làn
queue-empty = Không có xe chờ.
at-gate-now = Ra cổng
waited = Đã { $span }
arrived-at = Đến lúc { $time }
next-in-order = Kế tiếp
nobody = Không có
how-many = Số xe
call-next = Gọi
called = Đã gọi { $count } xe

class-general = Hàng thường
class-fresh = Hàng tươi
class-hazmat = Nguy hiểm
class-oversize = Quá khổ
class-parcel = Bưu kiện

direction-export = Xuất khẩu
direction-import = Nhập khẩu
direction-transit = Quá cảnh
direction-empty = Xe rỗng

status = Trạng thái
status-waiting = Đang chờ
status-called = Đã gọi
status-admitted = Đang vào ô
status-parked = Đã đỗ
status-released = Được đi
status-departed = Đã rời
status-left = Đã rời hàng
status-turned-away = Bị từ chối

# Cổng và làn
gates = Cổng và làn
lane = Làn
lane-waiting = Đang chờ
lane-wait-now = Nếu vào bây giờ
lane-served = Giờ qua
lane-closed = Đã dừng
lane-stop = Dừng
lane-open = Mở
lane-opened = { $lane } đã mở lại
lane-stop-title = Dừng một làn
lane-stop-lead = Xe đang chờ giữ thứ tự. Mọi người được báo.
lane-was-closed = { $lane } đã dừng
close-site = Dừng tất cả
whole-site = Cả cửa khẩu
until-label = Đến khi
until-lifted = Đến khi mở lại
until = đến { $time }
for-minutes = { $count ->
    [60] 1 giờ
    [120] 2 giờ
    [240] 4 giờ
   *[other] { $count } phút
 }
minutes-range = { $from }–{ $to } phút
hours-range = { $from }–{ $to } giờ

# Lý do
reason = Lý do
reason-text = Nói rõ thêm
reason-hint = Lý do trên là công khai và lưu mãi. Lời của bạn thì không.
reason-public-hint = Công khai: tài xế và bảng tin đều thấy.
reason-perishable = Hàng dễ hỏng
reason-medical = Có người ốm
reason-safety = An toàn
reason-authority = Cơ quan yêu cầu
reason-customs = Hải quan
reason-quarantine = Kiểm dịch
reason-declaration = Tờ khai
reason-booked = Đến để kiểm tra
reason-equipment = Thiết bị
reason-mistake = Sửa sai sót
reason-other = Khác

# Lượt vào
visit = Lượt vào
place-of = trong { $of } xe
called-to-gate = gọi tới cổng này
likely-at = nhiều khả năng { $time }
no-band = chưa có giờ
arrived = Đến
reservation = Đặt chỗ
reference = Mã đặt chỗ
walk-in = Không đặt
with-reference = Có mã
country = Quốc gia
plate = Biển số
trailer = Rơ-moóc
size = Kích thước
length = Dài
length-m = Dài, m
power = Điện
bay = Ô
why = Vì sao ở đây
way-to-bay = Đường đến { $bay }
way = Đường đi
timeline = Diễn biến
inferred = suy ra
moment-waiting = Vào hàng
moment-joined = Vào hàng
moment-called = Được gọi
moment-admitted = Vào bãi
moment-parked = Đỗ
moment-released = Được đi
moment-departed = Rời đi
moment-left = Rời hàng
moment-turned-away = Bị từ chối
moment-moved = Đổi vị trí
moment-missed = Gọi không đến
moment-reassigned = Ô khác
moment-corrected = Sửa lại
moment-withdrawn = Rút lượt gọi
moment-returned = Chờ lại: xe được vào là xe khác

act-call = Gọi
act-admit = Cho vào
act-park = Đỗ
act-release = Cho đi
act-depart = Rời đi
act-leave = Rời hàng
act-turn-away = Từ chối
act-correct = Sửa
act-print = In phiếu
done-call = Đã gọi { $plate }
done-admit = { $plate } đã vào
done-park = { $plate } đã đỗ
done-release = { $plate } được đi
done-depart = { $plate } đã rời
done-leave = { $plate } đã rời hàng
done-correct = Đã sửa { $plate }
call-out-of-order = Gọi ngoài thứ tự
turn-away-title = Từ chối xe này
park-title = Xe đỗ ở đâu?
correct-title = Sửa ghi chép
correct-what = Sai ở đâu
correct-vehicle = Biển số
correct-lane = Làn
correct-bay = Ô
correct-duplicate-of = Trùng lượt vào

check-in = Cho vào hàng
check-in-lead = Có xe ở quầy.
check-in-way = Cách vào
checked-in = { $plate } đã vào hàng, vị trí { $place }

slip-place = Vị trí { $place }
slip-foot = Giữ phiếu này. Mã được đọc ở cổng.

# Bãi
yard = Bãi
yard-map = Sơ đồ bãi
no-yard = Cửa khẩu này không có sơ đồ bãi.
bays-of = { $count } ô
bay-free = Trống
bay-given = Đang tới
bay-kept = Giữ chỗ
bay-occupied = Có xe
bay-closed = Đóng
kind-general = Ô thường
kind-reefer = Ô lạnh
kind-long = Ô dài
kind-inspection = Ô kiểm tra
kind-hazmat = Ô hàng nguy hiểm
bay-title = Ô { $bay }
bay-given-long = đang tới đây
bay-kept-long = sẽ tới đây: giữ chỗ cho xe này
open-visit = đang đỗ đây
bay-open = Mở
bay-close = Đóng ô
bay-empty = Ô đang trống
bay-taken = Ô có xe
bay-hint = Không xe nào được đưa tới ô đóng.
bay-was-set = { $bay }: { $status }
road = Đường
road-title = Đường { $road }
road-open = Thông
road-slow = Chậm
road-blocked = Chặn
road-open-act = Mở đường
road-slow-act = Báo đường chậm
road-block-act = Chặn đường
road-users = Xe đang qua
road-disputed = Tài xế báo đường bị chặn
road-disputed-hint = Hãy cho biết đường thông hay bị chặn. Cho đến lúc đó chỉ họ đi vòng.
road-hint = Xe đang đi được dẫn vòng qua đường bị chặn, và vòng qua đường chậm nếu như vậy nhanh hơn.
road-was-opened = { $road } đã thông
road-was-slowed = { $road } đi chậm
road-was-blocked = { $road } bị chặn
one-way = Một chiều
two-way = Hai chiều
zoom-in = Gần hơn
zoom-out = Xa hơn
zoom-fit = Cả bãi
yards = Các bãi
yards-all = Tất cả
replay = Một giờ qua
replay-open = Xem lại một giờ qua
replay-not-live = Không trực tiếp
replay-play = Phát
replay-pause = Dừng
replay-at = Thời điểm đang xem
replay-live = Về trực tiếp
bay-free-expected = Dự kiến trống
bay-free-likely = khả năng nhất { $likely }; mười lần thì chín lần trong khoảng này
bay-overdue = Xe đã ở lâu hơn gần như mọi xe: không ai biết được.
power-off = Mất điện
power-on = Có điện lại
power-off-since = mất điện từ { $at }
power-is-off = { $bay } mất điện.
power-is-on = { $bay } có điện trở lại.
unpowered-since = ở ô { $bay }, không có điện từ { $since }
unpowered-until = ở ô { $bay }, không có điện từ { $since }; hàng giữ được đến { $until }
inspections-none = Không có xe nào phải kiểm tra.
inspect-order = Yêu cầu kiểm tra
inspect-absent = Không có xe mang biển số này ở đây.
inspect-pick = Tiếp theo
inspect-clear = Thông qua
inspect-detain = Giữ lại
inspect-withdraw = Không kiểm tra nữa
inspect-detained = Bị giữ
inspect-picked = Tiếp theo
inspect-in-bay = ở ô { $bay }
inspect-under-way = đang tới ô { $bay }
inspect-moving = từ ô { $from } đến ô { $bay }
inspect-in-line = vị trí { $position } trong hàng
inspect-done-ordered = { $plate } sẽ được kiểm tra.
inspect-done-picked = { $plate } là xe tiếp theo: ô được giữ khi xe đã được gọi hoặc đã vào.
inspect-done-cleared = { $plate } được thông qua.
inspect-done-detained = { $plate } bị giữ lại.
inspect-done-withdrawn = { $plate } không cần kiểm tra nữa.
plan = Vẽ lại bãi
plan-back = Về bãi trực tiếp
plan-tools = Công cụ
plan-move = Dời
plan-tool-end = Cất công cụ
plan-place-bay = Chọn vị trí của ô đỗ
plan-place-node = Chọn vị trí của nút
plan-place-area = Chọn vị trí của khu
plan-road-from = Chọn nơi đường bắt đầu
plan-road-to = Từ { $from }: chọn nơi đường dẫn tới
plan-middle = Giữa bản đồ
plan-undo = Lùi một bước
plan-redo = Làm lại bước
plan-export = Xuất
plan-export-mine = Xuất bản của tôi
plan-nothing = Chọn một ô đỗ, đường, nút hoặc khu. Dời bằng cách kéo, bằng phím mũi tên hoặc nhập tọa độ.
plan-bay = Ô đỗ
plan-road = Đường
plan-node = Nút
plan-gate = Cổng
plan-area = Khu
plan-corner = Góc { $number }
plan-corners = { $count } góc
plan-corner-more = Thêm một góc
plan-corner-less = Bớt một góc
plan-remove = Xóa
plan-id = Tên
plan-kind = Loại
plan-beside = Rời đường tại
plan-on-the-way = Đường dẫn thẳng vào
plan-through = Chạy xuyên qua
plan-exclusive = Chỉ cho loại này
plan-behind = Nằm sau
plan-behind-hint = Các ô phải trống thì mới vào hoặc ra được ô này.
plan-pairs = Bên kia bến
plan-pairs-hint = Các ô bên kia cùng bến, nơi chuyển hàng. Ô kia cũng ghi ô này.
plan-neighbours = Cạnh hàng nguy hiểm
plan-neighbours-hint = Các ô để trống khi hàng nguy hiểm đỗ ở một trong số đó.
plan-reverse = Đổi chiều
plan-speed = Tốc độ
plan-sign = Trên biển
plan-height = Cao tối đa
plan-weight = Nặng tối đa
plan-length = Dài tối đa
plan-turns = Các hướng rẽ được phép tại đây
plan-turn-round = Quay đầu tại chỗ: { $road }
plan-lat = Vĩ độ
plan-lon = Kinh độ
plan-faults = Có gì sai
plan-checking = Đang kiểm tra…
plan-sound = Bãi này không có gì sai
plan-faulty = Có { $count } chỗ cần sửa
plan-changes = { $count } thay đổi
plan-save = Lưu
plan-saved = Bãi đã được lưu và áp dụng
plan-not-yours = Quản trị viên sẽ lưu.
plan-stale = Trong lúc đó người khác đã lưu một bãi khác. Bản của bạn không ghi đè: hãy xuất ra, hoặc tiếp tục từ bản mới.
plan-read-again = Tiếp tục từ bản mới
fault-value = Ngoài giới hạn:
fault-road-to-nowhere = Đường không dẫn tới đâu: một đầu đã mất.
fault-road-loop = Đường dẫn về chỗ bắt đầu.
fault-road-dead-end = Xe vào đây không ra được nữa.
fault-bay-no-node = Không nối với đường nào: hãy chọn nút nơi rời đường.
fault-bay-unreachable = Không có đường từ cổng tới đây.
fault-bay-no-exit = Không có đường từ đây ra cổng.
fault-bay-none = Bãi không có ô đỗ.
fault-bay-in-use = Có xe ở đây hoặc đang tới: hãy chờ xe rời đi.
fault-bay-too-small-now = Xe ở đây hoặc đang tới sẽ không còn vừa.
fault-bay-shut-in = Xe ở đây hoặc đang tới sẽ không ra được.
fault-bay-renamed = Không thể dùng tên này.
fault-no-turns-unknown = Cấm một hướng rẽ không ai rẽ được.
fault-neighbours-unknown = Một ô bên cạnh không có.
fault-neighbours-asymmetric = Một ô bên cạnh không ghi lại ô này.
fault-blocked-by-unknown = Một ô phía trước không có.
fault-blocked-by-circle = Các ô phía trước cũng nằm phía sau.
fault-blocked-by-too-many = Hơn một trăm ô nằm phía trước.
fault-gate-no-entry = Không có cổng vào.
fault-gate-no-exit = Không có cổng ra.
fault-gate-unknown = Điểm này không có cổng đó.
fault-id-wrong = Tên có 1 đến 64 chữ hoặc số, không có dấu cách.
fault-id-duplicate = Hai thứ trùng tên.
fault-feature-unknown = Nó không còn nữa.

# Khung giờ
slots = Khung giờ
slot = Khung giờ
day = Ngày
day-before = Ngày trước
day-after = Ngày sau
today = Hôm nay
slot-taken = Đã đặt
slot-held = Đang giữ
slot-free = Trống
slot-number = Số là chỗ còn trống
slot-status-open = mở
slot-status-full = hết chỗ
slot-status-closed = đóng
slot-status-past = đã qua
taken-of = đã đặt { $taken }/{ $capacity }
free-count = còn { $count }
no-slots = Ngày này không có khung giờ.
reserve = Đặt chỗ
reserve-lead = Thay mặt tài xế.
hold-take = Giữ chỗ này tạm thời
hold-left = Chỗ được giữ trong
hold-over = Chỗ không còn được giữ. Nếu còn trống vẫn đặt được.
reserved = Đã đặt
driver-name = Tên tài xế
phone = Điện thoại
arrive-between = Đến trong khoảng
find-reservation = Tìm lượt đặt
find-reservation-lead = Theo biển số hoặc mã.
plate-or-reference = Biển số hoặc mã
cancel-sure = Chỗ trả về danh sách chờ, không giao cho ai định trước.
cancel-yes = Hủy đặt chỗ
language-zh = 中文
language-en = English
language-lo = ລາວ
language-my = မြန်မာ
language-vi = Tiếng Việt
language-th = ไทย

# Chờ chỗ
waits = Chờ chỗ
waits-for = Chờ
waits-now = Đã vào danh sách chờ
wait-for-any = Chờ chỗ trống đầu tiên
reserve-way = Cách đặt
reserve-by-slot = Giờ nhất định
reserve-by-range = Chỗ đầu tiên
not-before = Không trước
not-after = Không sau
range-hint = Có chỗ trống đầu tiên trong khoảng này sẽ được mời.
stop-waiting = Thôi chờ
stop-waiting-sure = Xe mất lượt và bị hủy.
extended = Được đến tới { $time }
declared = Đã gắn tờ khai
swap = Đổi xe
swap-lead = Sang xe khác của cùng công ty.
forgive = Bỏ qua
forgive-title = Vì sao không tính vắng?
forgiven = { $plate }: không tính vắng
credit = Bù giờ
credit-minutes = khung giờ đóng muộn hơn { $minutes } phút
appeals = Khiếu nại
appeals-count = { $count } cần quyết định
appeal-came = Đến sau khi hết giờ { $minutes } phút
appeal-never = Không hề đến
appeal-day = Hôm đó ở làn này { $shown } đến, { $missed } không
appeal-site-late = Cửa khẩu chậm với { $count } xe, đến { $minutes } phút
appeal-site-kept = Hôm đó cửa khẩu giữ đúng hẹn
appeal-misses = Tính { $count } lần vắng
appeal-forgive = Bỏ qua
appeal-uphold = Vẫn tính
appeal-why-forgive = Vì sao không tính?
appeal-why-uphold = Vì sao vẫn tính?
appeal-done = { $plate }: đã quyết định
slip = Phiếu nhỏ (PDF)
pass-hint = Mã được đọc ở cổng, cả khi không có mạng.
reference-hint = Hoặc quét mã vào cổng.
done = Xong
lane-stop-cost = { $count } lượt đặt mất chỗ ngay.
lane-stop-follow = Nếu vẫn dừng, tối đa { $count } lượt nữa trong 24 giờ.
lane-stop-plan = Ai phải dời, dời bao lâu
displaced-count = { $count } lượt đặt mất chỗ
displaced-lead = Xe nào xếp được đã có giờ trống gần nhất; xe khác được ưu tiên khi có chỗ. Tất cả đã được báo.
mode-live-switch = Chỉ xếp hàng
mode-live-lead = Không nhận đặt chỗ đến khi bạn đổi lại. Ai đã đặt vẫn giữ, thứ tự không đổi.
mode-booked-switch = Nhận đặt chỗ lại
mode-booked-lead = Khung giờ lại được đặt. Vị trí của ai cũng không đổi.
mode-switched = { $mode ->
    [live_queue_only] Từ giờ chỉ xếp hàng
   *[booked] Đã nhận đặt chỗ lại
 }
retime = Xếp lại giờ
retime-title = Giờ khác cho xe mất chỗ
retime-lead = Phương án ít thay đổi nhất. Chưa làm gì trước khi bạn đồng ý.
retime-whole = Xe khác được nhường chỗ
retime-none = Hiện không xếp được giờ khác.
retime-go = Giao giờ này cho { $count } xe
retime-done = { $count } xe có giờ khác
retime-unkept = Chờ tiếp
unkept-limits = ngoài giới hạn của xe
unkept-other-claim = lúc đó đã đặt nơi khác
unkept-full = hết chỗ

# Lists, pairs, every week, draws and capacity
sections = Các trang về đặt chỗ
section-day = Ngày
view-bookings = Lượt đặt
view-weekly = Hằng tuần
view-bulk = Từ tệp
view-calendar = Lịch
view-capacity = Sức chứa
view-staffing = Ca làm việc
view-trucks = Xe
older = Xem cũ hơn
no-reservations = Không có lượt đặt ở các trạng thái này.
reservations-count = { $count } lượt đặt
trucks-here = { $count } xe ở đây
no-trucks = Không có xe nào của bạn ở đây.
place = Vị trí
pair = Giao và nhận
pair-lead = Xe giao gì và nhận gì trong một lần vào: được cả hai giờ, hoặc không giờ nào.
pair-drop = Giao
pair-pickup = Nhận
pair-drop-first = Chọn giờ giao trước.
pair-no-time = Làn này không có giờ nào hợp với giờ giao trong một lần vào. Chọn giờ giao khác, hoặc đặt riêng.
pair-go = Đặt cả hai
pair-done = { $plate }: đã đặt cả hai giờ
bulk-label = Lượt đặt, mỗi dòng một lượt
bulk-hint = Dán, hoặc thả tệp: CSV hay JSON, tối đa { $most } dòng.
bulk-file = Chọn tệp
bulk-template = Mẫu
bulk-way = Cách xử lý các dòng
bulk-each = Từng dòng
bulk-atomic = Tất cả hoặc không
bulk-each-hint = Dòng nào đặt được thì đặt; dòng bị từ chối không cản dòng khác.
bulk-atomic-hint = Cho một nơi. Một dòng không đặt được thì không dòng nào được đặt.
bulk-try = { $count ->
    [0] Thử
   *[other] Thử { $count } dòng
 }
bulk-go = Đặt { $count }
bulk-nothing = Hãy thử trước: chưa đặt gì cả. Mỗi dòng sẽ cho biết kết quả, hoặc cần làm gì.
bulk-would = Sẽ đặt được { $count }
bulk-done = Đã đặt { $count }
bulk-old = Danh sách đã đổi.
bulk-show = Dòng được xem
bulk-all = Tất cả { $count }
bulk-refused = Bị từ chối { $count }
bulk-download = Tải về
bulk-outcomes = Kết quả từng dòng
bulk-missing = Thiếu { $at }.
bulk-wrong = { $at } không đúng. Sửa rồi thử lại.
draws = Bốc thăm
draws-open = { $count } lượt bốc thăm đang mở
draws-lead = Chỗ được chia bằng bốc thăm. Xin sớm hay nhiều lần không lợi gì; ai cũng kiểm tra được.
draws-none = Ở đây không có bốc thăm.
draw-committed = Đã công bố
draw-open = Đang nhận
draw-closed = Đã đóng
draw-fixed = Sắp bốc
draw-held = Đã bốc
draw-opens = Mở
draw-closes = Đóng
draw-entries = Lượt xin
draw-entries-of = { $entries }, của { $vehicles } xe
draw-held-at = Bốc lúc
draw-result = Kết quả và cách kiểm tra
draw-record = Ghi nhận đến nay
weekly-new = Giờ hằng tuần mới
weekly-lead = Mỗi ngày được tự đặt khi đến hạn, theo cùng quy tắc.
weekly-none = Chưa có lượt hằng tuần.
weekly-ended = Đã kết thúc
weekly-next = Tiếp: { $date }
weekly-days = Các ngày
weekly-at = Giờ
weekly-from = Từ
weekly-to = Đến
weekly-no-end = Không hạn
weekly-wait = Chờ chỗ nếu đã đầy
weekly-go = Đặt hằng tuần
weekly-made = { $plate } đến hằng tuần
weekly-preview = { $conflicts ->
    [0] { $count } ngày, không vướng gì
   *[other] { $count } ngày, { $conflicts } ngày không được
 }
weekly-preview-hint = Nhập ngày và biển số thì các ngày và vướng mắc hiện ở đây.
weekly-later = Đặt khi mở
weekly-dates = Các ngày đến nay
weekly-end = Kết thúc
weekly-end-sure = Không đặt thêm ngày nào. Ngày đã đặt vẫn giữ.
weekly-end-cancel = Hủy cả các ngày đã đặt
weekly-was-ended = { $plate }: đã kết thúc
capacity-lead = Số chỗ dùng { $target } % năng lực thật của cổng. Chưa đổi gì cho đến khi đặt lịch.
capacity-same = như cũ
capacity-was = nay { $now }
capacity-hour = Giờ
capacity-now = Nay
capacity-proposed = Đề xuất
capacity-load = Tải của hàng
capacity-served = Phục vụ mỗi giờ
capacity-why = Dựa vào
capacity-none = Lịch không có chỗ trong ngày này.
capacity-put = Đặt lịch như vậy
capacity-try = Sẽ đổi gì?
capacity-go = Đặt
capacity-done = Đã đặt lịch
capacity-too-long = Tuần quá khác nhau cho một lịch. Hãy sửa tay các thay đổi lớn.
capacity-displaces = { $count } lượt đặt sẽ mất chỗ. Họ sẽ được giờ trống gần nhất và được báo.
capacity-displaces-none = Không lượt đặt nào mất chỗ.
capacity-not-yours = Quản trị viên đặt lịch.
and-more = Và { $count } nữa.
remove = Xóa
calendar-lead = Giờ hằng tuần và ngoại lệ tạo ra khung giờ. Chưa có gì thay đổi cho đến khi công bố lịch.
calendar-hours = Giờ hằng tuần
calendar-add = Thêm giờ
calendar-none = Làn này chưa có giờ. Thêm giờ để có khung giờ.
calendar-every = Cứ mỗi
calendar-length = Độ dài
calendar-places = Số chỗ
calendar-exceptions = Ngày nghỉ và ngoại lệ khác
calendar-add-exception = Thêm ngoại lệ
calendar-no-exceptions = Không có ngoại lệ sắp tới.
calendar-date = Ngày
calendar-what = Ngày đó
calendar-closed = Đóng cửa
calendar-other-hours = Giờ khác
calendar-undo = Hoàn tác
calendar-choose-days = Chọn ít nhất một ngày.
fault-calendar-bounds = Giờ kết thúc phải sau giờ bắt đầu. Qua nửa đêm thì tách hai dòng: đến 24:00 và từ 00:00.
fault-calendar-no-window = Khoảng giờ này ngắn hơn một khung giờ.
fault-calendar-window-twice = Dòng khác đã cho làn này các khung giờ đó. Bỏ ngày hoặc giờ ở một dòng.
fault-calendar-exception-twice = Ngày này đã có ngoại lệ khác cùng giờ. Chỉ giữ một.
fault-calendar-incomplete = Làn này chưa có giờ hằng tuần. Thêm trước đã.
ground-unserved = Giờ này không có ai phục vụ.
ground-service = Số quầy: { $servers }, { $minutes } phút mỗi xe (đo { $measured } lượt).
ground-shows = { $rate } % số chỗ đã đặt được dùng (đã xem { $seen } chỗ).
ground-walk-ins = { $share } % số chỗ dành cho xe không đặt trước.
ground-target = Chỉ hứa tối đa { $share } % năng lực phục vụ.

# Lane plan
staffing-lead = Ai phục vụ lúc nào. Thời gian chờ và lượt gọi được tính theo kế hoạch này.
staffing-none = Ngày này chưa có ca: theo giờ mở trong lịch, mỗi cổng vào một người.
staffing-add = Thêm ca
staffing-copy = Chép sang ngày sau
staffing-copied = Đã chép. Chưa gửi gì cho đến khi bạn lưu.
staffing-from = Từ
staffing-to = Đến
staffing-servers = Số người
staffing-lanes = Làn
staffing-gates = Cổng
staffing-everywhere = Mọi làn và cổng
staffing-none-is-all = Không chọn nghĩa là tất cả.
staffing-remove = Bỏ ca { $name }
staffing-day-before = ngày trước
staffing-day-after = ngày sau
staffing-adds-up = Cộng với { $count } ca khác: tổng { $total } người.
staffing-effect = Kết quả
staffing-most = tối đa { $vehicles } xe một giờ
staffing-total = { $vehicles } xe trong ngày
staffing-slowness = bằng { $percent } % tốc độ dự kiến, theo đo đạc
staffing-hour = { $time }: { $vehicles } xe, { $servers } người
staffing-unserved = Có làn mở mà không ai phục vụ trong các giờ từ { $times }.
staffing-save = Lưu kế hoạch
staffing-saved = Đã lưu kế hoạch ca
staffing-undo = Bỏ thay đổi
staffing-conflict = Người khác đã đổi kế hoạch cùng lúc. Đây là của họ trong ngày này; của bạn vẫn ở trên.
staffing-theirs-none = Không có ca nào
staffing-count = { $count } người
staffing-take-theirs = Dùng của họ
staffing-put-mine = Thay bằng của tôi

# Plate readers
readings = Thấy ở cổng, chưa chắc ({ $count })
reading-seen = Tại { $gate }, { $time }
reading-unmatched = Không có xe nào giống được chờ
reading-act-check-in = Vào hàng
reading-act-admit = Cho vào
reading-act-depart = Cho ra
reading-done = { $plate }: { $act }
reading-did-check-in = đã vào hàng
reading-did-admit = đã cho vào
reading-did-depart = đã cho ra
reading-dismiss = Không cần làm gì
reading-because-unsure = Đọc chưa đủ rõ
reading-because-several = Có vài xe giống nhau
reading-because-buffered = Đầu đọc gửi muộn
reading-because-way-unknown = Không rõ chiều đi
reading-because-outside-window = Ngoài khung giờ đến
reading-because-was-here = Vừa rời đi: có quay lại không?
reading-because-other-gate = Được chờ ở cổng khác
reading-because-not-called = Đang đợi, chưa được gọi
reading-because-inside = Đã ở bên trong
reading-because-gone = Đã rời đi
reading-because-not-inside = Chưa được cho vào
reading-because-not-at-gate = Chưa đến cổng
reading-because-refused = Không tự làm được

# Sổ cái
ledger = Sổ cái
ledger-latest = Quyết định mới nhất
ledger-all = Tất cả
ledger-lead = Mọi quyết định theo thứ tự. Không thể sửa ở đây.
ledger-empty = Chưa có quyết định.
ledger-site-created = Cửa khẩu đã được lập.
ledger-site-changed = Thông tin cửa khẩu đã đổi.
ledger-yard-put = Có sơ đồ bãi mới.
ledger-calendar-put = Có lịch mới.
ledger-rulebook-put = Đã công bố quy định bản { $version }.
ledger-staffing-put = Phân công làn đã đổi.
ledger-closure-opened = { $hasLane ->
    [no] Cả cửa khẩu đã dừng: { $reason }.
   *[other] Làn { $lane } đã dừng: { $reason }.
 }
ledger-closure-lifted = Đã mở lại.
ledger-lanes-turned = Các làn mở hoặc đóng theo giờ.
ledger-hold-taken = Đã giữ một chỗ.
ledger-hold-expired = Một chỗ giữ đã được trả.
ledger-reservation-confirmed = Lượt đặt { $reference } đã xác nhận.
ledger-reservation-cancelled = Một lượt đặt đã hủy.
ledger-reservation-moved = Một lượt đặt đã đổi giờ.
ledger-reservation-arrived = Một xe đặt chỗ đã đến.
ledger-reservation-missed = Một lượt đặt không đến.
ledger-offer-accepted = Một chỗ mời ở { $lane } đã được nhận.
ledger-offer-withdrawn = Một chỗ mời đã rút lại.
ledger-reservation-waitlisted = Lượt đặt { $reference } chờ chỗ ở { $lane }.
ledger-reservation-offered = Chỗ trống ở { $lane } đã mời xe kế tiếp.
ledger-reservation-displaced = Một lượt đặt ở { $lane } mất chỗ.
ledger-reservation-retimed = Một lượt đặt ở { $lane } có giờ khác.
ledger-reservation-expired = Một lượt đặt hết hạn.
ledger-reservation-extended = Một xe đặt chỗ được đến muộn hơn.
ledger-reservation-vehicle-swapped = Một lượt đặt đã đổi xe.
ledger-declaration-made = Một công ty bắt đầu một tờ khai.
ledger-declaration-changed = Một tờ khai đã được sửa.
ledger-declaration-submitted = Một tờ khai đã được nộp.
ledger-declaration-decided = Một tờ khai đã được quyết định: { $reason }.
ledger-reservation-declared = Tờ khai của một lượt đặt đã thay đổi.
ledger-miss-forgiven = Một lần vắng không tính: { $reason }.
ledger-miss-appealed = Một lần vắng bị khiếu nại: { $reason }.
ledger-appeal-decided = Một khiếu nại đã quyết định: { $reason }.
ledger-credit-given = Một xe đặt chỗ được vào muộn hơn hẹn và được bù giờ.
ledger-credit-used = Khung giờ của một đặt chỗ đóng muộn hơn nhờ bù giờ.
ledger-credit-returned = Một xe nhận lại giờ bù.
ledger-rulebook-took-effect = Quy định bản { $version } có hiệu lực.
ledger-reservation-fulfilled = Một lượt đặt đã hoàn tất.
ledger-visit-joined = { $truck } vào { $line }, làn { $lane }.
ledger-visit-called = { $hasReason ->
    [yes] { $truck } được gọi tới { $gate } ngoài thứ tự: { $reason }.
   *[no] { $truck } được gọi tới { $gate }.
 }
ledger-visit-admitted = { $hasBay ->
    [no] { $truck } đã vào.
   *[other] { $truck } đã vào, ô { $bay }.
 }
ledger-visit-parked = { $truck } đỗ ở { $bay }.
ledger-visit-released = { $truck } được đi.
ledger-visit-departed = { $truck } đã rời.
ledger-visit-left = { $truck } đã rời hàng.
ledger-visit-turned-away = { $truck } bị từ chối: { $reason }.
ledger-visit-corrected = Đã sửa ghi chép của { $truck }: { $reason }.
ledger-visit-moved = { $truck } đổi vị trí trong { $line }.
ledger-call-missed = { $truck } được gọi mà không đến, chờ lại.
ledger-bay-reassigned = { $hasBay ->
    [no] { $truck } tạm thời chưa có ô.
   *[yes] { $truck } đổi sang ô { $bay }.
 }
ledger-bands-published = Đã công bố khoảng giờ mới.
ledger-bay-status-set = Ô { $bay }: { $status }.
ledger-bay-kept = { $hasTruck ->
    [yes] Ô { $bay } được giữ cho { $truck }.
   *[no] Ô { $bay } không còn giữ cho ai.
 }
ledger-rendezvous-proposed = Một xe đề nghị gặp xe khác.
ledger-rendezvous-agreed = Hai xe sẽ gặp nhau.
ledger-rendezvous-retimed = Hai xe gặp nhau vào giờ khác.
ledger-rendezvous-awaited = { $truck }: bắt đầu hoặc kết thúc chờ xe hẹn gặp.
ledger-rendezvous-ended = Một cuộc hẹn đã kết thúc.
ledger-road-status-set = Đường { $road }: { $status }.
ledger-guidance-disputed = { $hasBay ->
    [yes] { $truck } thấy ô { $bay } đã có xe.
   *[no] { $truck } thấy đường { $road } bị chặn.
 }
ledger-way-changed = { $truck } được dẫn đi đường khác.
ledger-bay-power-set = { $status ->
    [off] Ô { $bay } mất điện.
   *[on] Ô { $bay } có điện trở lại.
 }
ledger-inspection-ordered = Cơ quan chức năng yêu cầu kiểm tra { $truck }.
ledger-inspection-picked = { $truck } được kiểm tra tiếp theo.
ledger-inspection-ended = { $outcome ->
    [cleared] { $truck } đã kiểm tra và được thông qua.
    [detained] { $truck } đã kiểm tra và bị giữ lại.
   *[withdrawn] { $truck } không cần kiểm tra nữa.
 }
ledger-plate-read = Đầu đọc biển số thấy một xe ở { $gate }.
ledger-plate-settled = Nhân viên đã trả lời một lần đọc biển số.
ledger-paper-recorded = Đã nhập một dòng trên giấy của { $truck }.
ledger-override-asked = Đã hỏi người thứ hai về lượt gọi ngoài thứ tự: { $reason }.
ledger-override-confirmed = Người thứ hai đã đồng ý gọi ngoài thứ tự.
ledger-visit-returned = { $truck } chờ lại: xe khác đã được vào.

# Calls
calls-title = Gọi xe
calls-lead = Ai gọi xe tới cổng, và điều gì đang giữ lại.
calls-automatic = Tự động
calls-operator = Thủ công
calls-mode = Cách gọi
calls-switched = Gọi xe: { $mode ->
    [automatic] tự động
   *[other] thủ công
 }
calls-stop = Dừng mọi lệnh gọi
calls-stop-lead = Ngay lập tức, vì an toàn. Xe chưa tới cổng trở lại vị trí cũ.
calls-stopped = Đã dừng gọi xe
calls-stopped-for = Đã dừng: { $reason }
calls-resume = Gọi tiếp
calls-resumed = Đã gọi tiếp
calls-next = Lệnh gọi tự động tiếp theo
next-call-gate = Ngay bây giờ, đúng thứ tự: cổng trống.
next-call-ahead = Ngay bây giờ, gọi sớm: khi tới cổng sẽ có ô trống.
next-call-other-bays = Ngay bây giờ: xe phía trước cần các ô đang đầy.
next-hold-operator = Điều hành viên gọi tại đây.
next-hold-stopped = Việc gọi xe đang dừng.
next-hold-closed = Các làn đang đóng.
next-hold-neighbour = Cửa khẩu bên kia tạm thời không nhận thêm.
next-hold-nobody = Không có xe chờ.
next-hold-resting = Xe đang chờ vừa được gọi mà không đến.
next-hold-pace = Vừa gọi một xe; cổng nhận từng xe.
next-hold-on-the-way = Đã đủ xe đang trên đường.
next-hold-gates-full = Cổng đã đủ xe.
next-hold-gates-shut = Khi tới nơi không có cổng nào mở.
next-hold-bays = Chưa có ô nào trống kịp.
neighbour-title = Bên kia nhận được
neighbour-rate = { $vehicles } xe trong { $minutes } phút, còn { $left }, đến { $time }
neighbour-none = Bên kia chưa báo.
neighbour-vehicles = Số xe mỗi giờ
neighbour-hours = Có hiệu lực, giờ
neighbour-send = Ghi lại
neighbour-sent = Đã ghi lại
act-at-gate = Đã tới cổng
act-repeat-call = Gọi lại
act-withdraw-call = Rút lệnh gọi
done-at-gate = { $plate } đã tới cổng
waits-at-gate = đang chờ tại cổng này
ledger-calls-switched = Đã đổi cách gọi xe.
ledger-calls-stopped = Mọi lệnh gọi bị dừng: { $reason }.
ledger-calls-resumed = Việc gọi xe được tiếp tục.
ledger-call-withdrawn = Lệnh gọi { $truck } đã rút: { $reason }.
ledger-call-repeated = { $truck } được gọi lại: { $reason }.
ledger-visit-at-gate = { $truck } đã tới { $gate }.
ledger-acceptance-reported = Đã ghi lại số xe bên kia nhận.

# Những giờ làm trên giấy
paper = Hàng chờ trên giấy
paper-lead = Cho những giờ mất điện hoặc mất mạng
paper-print = Trước: danh sách
paper-print-go = In danh sách xếp hàng
paper-enter = Sau: những gì đã ghi
paper-enter-hint = Giờ chỉ được ghi lại, thứ tự sự việc mới quyết định. Một dòng có thể nhập hai lần.
paper-event = Đã xảy ra gì
paper-at = Giờ đã ghi
paper-at-hint = 14:35, hoặc 2026-11-22 14:35
paper-lane-reserved = Theo đặt chỗ
paper-add = Thêm dòng
paper-remove = Bỏ dòng này
paper-file = Từ tệp CSV
paper-go = Nhập { $count } dòng
paper-report = Đã nhập: { $recorded }. Đã biết: { $known }. Không khớp: { $unfit }.
paper-unfit = Dòng { $line }:
paper-arrived = Đã đến
paper-admitted = Cho vào
paper-parked = Vào ô đỗ
paper-released = Được ra
paper-departed = Đã rời đi
paper-left = Bỏ hàng chờ
paper-turned-away = Bị từ chối

rules = Quy tắc
correct-instead = Không phải xe này vào: xe khác
second-ask = Nhờ người thứ hai
second-asked = Đã đề nghị: người khác xác nhận trên màn hình của họ.
second-wanted = Muốn gọi ngoài thứ tự: { $plates }
second-confirm = Đồng ý và gọi
second-yours = Bạn đã đề nghị; cần người khác đồng ý.

# Đã báo gì cho tài xế
told = Tin nhắn cho tài xế
told-to = Đến { $number }
told-none = Chưa báo gì.
told-off = Dịch vụ này không gửi tin nhắn.
told-no-number = Không có số điện thoại.
told-unwanted = { $number } không nhận tin nhắn.
told-confirmed = Xác nhận đặt chỗ
told-offered = Mời nhận chỗ
told-displaced = Không giữ được giờ
told-retimed = Đổi giờ
told-soon = Sắp được gọi
told-called = Gọi đến cổng
told-call-missed = Lỡ lượt gọi
told-call-withdrawn = Rút lượt gọi
told-bay = Ô đỗ
told-closure = Tạm dừng
told-is-sent = { $channel ->
    [log] Ghi vào nhật ký lúc { $time }
   *[sms] Đã giao cổng SMS lúc { $time }
 }
told-is-waiting = Sẽ gửi lúc { $time }
told-is-retried = Lần { $attempts } không được ({ $problem }), gửi lại lúc { $time }
told-is-failed = Không gửi được: { $problem }, { $attempts } lần
told-is-superseded = Không gửi: đã có tin mới hơn
told-is-late = Không gửi: đã quá muộn
told-is-no-number = Không gửi: không có số
told-is-refused = Không gửi: người nhận không muốn

# Readers and phones at the gate
gate-rules = Đầu đọc và điện thoại
gate-rules-lead = Quy tắc nói gì
gate-rules-saved = Bản quy tắc mới đã có hiệu lực.
gate-rules-save = Áp dụng ngay
gate-rules-again = Đọc lại
plates-title = Khi nào đầu đọc biển số tự làm (%)
plates-act = Tự làm từ
plates-ask = Hỏi từ
plates-apart = Hơn xe khác
plates-ask-minutes = Hỏi trong (phút)
plates-keep-days = Quên sau (ngày)
fence-title = Nơi tài xế được điểm danh bằng điện thoại
fence-on = Chỉ từ đây
fence-points = Điểm, mỗi dòng một điểm: vĩ độ, kinh độ
fence-points-hint = Một điểm là một chỗ, hai là đoạn đường, từ ba là khu vực.
fence-points-wrong = Có dòng không phải điểm. Viết 21.1896, 101.6862
fence-within = Số mét xung quanh
fence-accuracy = Điện thoại sai tối đa (m)

# From other sites
coming = Đang tới từ nơi khác: { $count }
coming-kept = từ { $site }, đến lúc { $since }, giữ tới { $until }
ledger-transfer-promised = Một xe đang tới từ nơi khác được hứa giữ chỗ theo giờ đến.
ledger-transfer-withdrawn = Lời hứa với một xe của nơi khác đã được rút lại.
ledger-transfer-expired = Xe từ nơi khác không đến kịp: không còn giữ chỗ.
ledger-transfer-refused = { $truck } ở lại: không sang nơi khác được nữa.
