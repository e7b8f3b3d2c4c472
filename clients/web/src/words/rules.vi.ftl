# The rules page, Tiếng Việt.

loading = Đang tải…
language = Ngôn ngữ
unknown-site = Không có bãi này.
rules-lead = Lập từ chính các con số mà bãi dùng để quyết định: điều viết ở đây là điều xảy ra. Lý do và từ chối đều nêu điều khoản làm căn cứ.
version = Phiên bản
since = hiệu lực từ { $day }
by-hand-title = Gọi ngoài thứ tự
by-hand-lead = Theo ngày và người gọi. Người và công ty mang bí danh không tiết lộ danh tính.
by-hand-none = Không có lần gọi ngoài thứ tự.
by-whom = do
of-nobody = không công ty
calls = { $count } xe
seconded = { $count } lần có người thứ hai xác nhận
reason-perishable = Hàng sẽ hỏng
reason-medical = Có người ốm
reason-safety = An toàn
reason-authority = Cơ quan chức năng yêu cầu
reason-equipment = Thiết bị
reason-mistake = Sửa một sai sót
reason-other = Khác
