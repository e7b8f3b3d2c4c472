# 控制台，中文。

loading = 正在加载
skip = 跳到内容
views = 视图
view-live = 实时
view-queue = 队列
view-gates = 闸口
view-yard = 场区
view-slots = 时段
view-ledger = 账本
details = 详情
close = 关闭
confirm = 确认
cancel = 取消
move = 改期
find = 查找
yes = 有
more = 增加
fewer = 减少
acts = 操作
account = 账户
language = 语言
nameless = 已登录
sign-out = 退出登录
a-truck = 一辆车

sign-in-title = 调度控制台
sign-in-lead = 一屏掌握本口岸的队列、闸口与场区。
sign-in-way = 登录方式
sign-in-key = 密钥
sign-in-password = 密码
sign-in-key-label = 调度员密钥
sign-in-key-hint = 以 sk_ 开头。只发送一次，不保存在浏览器中。
sign-in-email = 电子邮箱
sign-in-password-label = 密码
sign-in-go = 登录

role-driver = 司机
role-company = 企业
role-operator = 调度员
role-device = 设备
role-authority = 监管部门
role-auditor = 审计员
role-neighbour = 对方口岸
role-admin = 管理员

choose-site = 选择口岸
find-site = 名称、代码或国家
no-sites = 您还没有可用的口岸。
no-match = 没有符合的结果。
site-lanes = { $count } 条通道
site-no-lanes = 未设通道
site-open = 开放
site-closed = 关闭
mode-live-only = 仅现场排队

link-live = 实时
link-connecting = 正在连接
link-stale = 连接中断

queue = 队列
trucks = { $count } 辆
lines = 排队线
find-plate = 查找车牌
find-everywhere = 在场区和历史中查找
find-nowhere-else = 其他地方没有。
filter-lane = 通道
all-lanes = 全部通道
queue-empty = 当前无人排队。
at-gate-now = 请到闸口
waited = 已到 { $span }
arrived-at = { $time } 到达
next-in-order = 按序下一辆
nobody = 无
how-many = 数量
call-next = 叫号
called = 已叫 { $count } 辆

class-general = 普货
class-fresh = 生鲜
class-hazmat = 危险品
class-oversize = 超限
class-parcel = 快件

direction-export = 出口
direction-import = 进口
direction-transit = 过境
direction-empty = 空车

status = 状态
status-waiting = 等候
status-called = 已叫号
status-admitted = 正驶往车位
status-parked = 已停车
status-released = 已放行
status-departed = 已离场
status-left = 已退出队列
status-turned-away = 已劝返

gates = 闸口与通道
lane = 通道
lane-waiting = 等候
lane-wait-now = 现在排队需等
lane-served = 近一小时通过
lane-closed = 已停用
lane-stop = 停用
lane-open = 启用
lane-opened = { $lane } 已恢复
lane-stop-title = 停用通道
lane-stop-lead = 等候车辆保持原次序，并会收到通知。
lane-was-closed = { $lane } 已停用
close-site = 全部停用
whole-site = 整个口岸
until-label = 直到
until-lifted = 直到重新启用
until = 至 { $time }
for-minutes = { $count ->
    [60] 1 小时
    [120] 2 小时
    [240] 4 小时
   *[other] { $count } 分钟
 }
minutes-range = { $from }–{ $to } 分
hours-range = { $from }–{ $to } 小时

reason = 理由
reason-text = 补充说明
reason-hint = 上面的理由公开并永久保留，补充说明不会。
reason-public-hint = 公开：司机和公告板可见。
reason-perishable = 货物易腐
reason-medical = 人员患病
reason-safety = 安全
reason-authority = 监管部门要求
reason-equipment = 设备
reason-mistake = 更正差错
reason-other = 其他

visit = 到场车辆
place-of = 位，共 { $of } 辆
called-to-gate = 请到此闸口
likely-at = 最可能 { $time }
no-band = 暂无时间
arrived = 到达
reservation = 预约
reference = 预约号
walk-in = 未预约
with-reference = 有预约号
country = 国家
plate = 车牌
trailer = 挂车
size = 尺寸
length = 长度
length-m = 车长（米）
power = 供电
bay = 车位
why = 为何在此位置
passed-by = 辆{ $class }车排到了它前面
way-to-bay = 前往 { $bay } 的路线
way = 路线
timeline = 经过
inferred = 推定
moment-waiting = 签到
moment-joined = 签到
moment-called = 叫号
moment-admitted = 入场
moment-parked = 停车
moment-released = 放行
moment-departed = 离场
moment-left = 退出
moment-turned-away = 劝返
moment-moved = 位置调整
moment-missed = 未应叫号
moment-reassigned = 改派车位
moment-corrected = 更正

act-call = 叫号
act-admit = 入场
act-park = 停车
act-release = 放行
act-depart = 离场
act-leave = 退出
act-turn-away = 劝返
act-correct = 更正
act-print = 打印凭条
done-call = 已叫 { $plate }
done-admit = { $plate } 已入场
done-park = { $plate } 已停车
done-release = { $plate } 已放行
done-depart = { $plate } 已离场
done-leave = { $plate } 已退出队列
done-correct = { $plate } 已更正
call-out-of-order = 不按次序叫号
turn-away-title = 劝返此车
park-title = 车停在哪里？
correct-title = 更正记录
correct-what = 哪项有误
correct-vehicle = 车牌
correct-lane = 通道
correct-bay = 车位
correct-duplicate-of = 与此次到场重复

check-in = 签到
check-in-lead = 车辆在窗口办理。
check-in-way = 签到方式
checked-in = { $plate } 已签到，第 { $place } 位

slip-place = 第 { $place } 位
slip-foot = 请保管此凭条，闸口扫码使用。

yard = 场区
yard-map = 场区图
no-yard = 此口岸没有场区图。
bays-of = 共 { $count } 个车位
bay-free = 空闲
bay-given = 在途
bay-occupied = 占用
bay-closed = 停用
kind-general = 普通车位
kind-reefer = 冷藏车位
kind-long = 加长车位
kind-inspection = 查验车位
kind-hazmat = 危险品车位
bay-title = 车位 { $bay }
bay-given-long = 正驶往此处
open-visit = 停在此处
bay-open = 启用
bay-close = 停用车位
bay-empty = 实际空闲
bay-taken = 实际占用
bay-hint = 停用的车位不会再分配车辆。
bay-was-set = { $bay }：{ $status }
road = 道路
road-title = 道路 { $road }
road-open = 畅通
road-blocked = 封闭
road-open-act = 开放道路
road-block-act = 封闭道路
road-users = 途经车辆
road-hint = 在途车辆会绕行封闭道路。
road-was-opened = { $road } 已开放
road-was-blocked = { $road } 已封闭
one-way = 单行
two-way = 双向
zoom-in = 放大
zoom-out = 缩小
zoom-fit = 全场

slots = 时段
slot = 时段
day = 日期
day-before = 前一天
day-after = 后一天
today = 今天
slot-taken = 已约
slot-held = 暂留
slot-free = 空余
slot-number = 数字为空余名额
slot-status-open = 可约
slot-status-full = 已满
slot-status-closed = 停用
slot-status-past = 已过
taken-of = 已约 { $taken }/{ $capacity }
free-count = 余 { $count }
no-slots = 这一天没有时段。
reserve = 预约
reserve-lead = 代司机办理。
reserved = 已预约
driver-name = 司机姓名
phone = 电话
arrive-between = 到达时间
find-reservation = 查找预约
find-reservation-lead = 按车牌或预约号。
plate-or-reference = 车牌或预约号
cancel-sure = 名额将归还候补队列，不会指定给任何人。
cancel-yes = 取消预约
language-zh = 中文
language-en = English
language-lo = ລາວ
language-my = မြန်မာ
language-vi = Tiếng Việt
language-th = ไทย

waits = 候补
waits-for = 候补时段
waits-now = 已列入候补
wait-for-any = 候补最早的空位
reserve-way = 预约方式
reserve-by-slot = 指定时段
reserve-by-range = 范围内最早
not-before = 不早于
not-after = 不晚于
range-hint = 此范围内一有空位就会提供。
stop-waiting = 退出候补
stop-waiting-sure = 将失去候补次序并取消。
extended = 可在 { $time } 前到达
swap = 换车
swap-lead = 换成同一企业的另一辆车。
forgive = 免记
forgive-title = 这次未到为何不计？
forgiven = { $plate }：此次未到不计
credit = 时间补偿
credit-minutes = 时段延后 { $minutes } 分钟结束
appeals = 申诉
appeals-count = { $count } 件待裁定
appeal-came = 时段结束后 { $minutes } 分钟到达
appeal-never = 始终未到
appeal-day = 当日此通道到 { $shown } 辆，未到 { $missed } 辆
appeal-site-late = 站点对 { $count } 辆车延误，最长 { $minutes } 分钟
appeal-site-kept = 站点当日均按承诺放行
appeal-misses = 计 { $count } 次未到
appeal-forgive = 免记
appeal-uphold = 维持计入
appeal-why-forgive = 为何不计？
appeal-why-uphold = 为何仍计？
appeal-done = { $plate }：已裁定
slip = 凭条（PDF）
pass-hint = 闸口扫此码，无网络也可用。
reference-hint = 也可扫描通行码。
done = 完成
lane-stop-cost = 最多 { $count } 个预约将失去名额。
displaced-count = { $count } 个预约失去名额
displaced-lead = 能安排的已改到最近的空余时段，其余优先等候空位。均已通知。
mode-live-switch = 仅现场排队
mode-live-lead = 在您切换回来之前不接受预约。已有预约保留，次序不变。
mode-booked-switch = 恢复预约
mode-booked-lead = 时段可重新预约，任何人的位置都不变。
mode-switched = { $mode ->
    [live_queue_only] 现在起仅现场排队
   *[booked] 已恢复预约
 }
retime = 重排
retime-title = 为失去名额者另排时间
retime-lead = 对所有人改动最小的方案。确认前不会执行。
retime-whole = 允许其他车让位
retime-none = 目前无法另排时间。
retime-go = 为 { $count } 辆车改到这些时间
retime-done = { $count } 辆车已改时间
retime-unkept = 继续等待
unkept-limits = 超出其自定范围
unkept-other-claim = 届时已有其他预约
unkept-full = 名额已满
shift-minutes = { $minutes } 分

ledger = 账本
ledger-latest = 最新决定
ledger-all = 全部
ledger-lead = 每项决定按发生次序记录，不可更改。
ledger-empty = 暂无决定。
ledger-site-created = 口岸已建立。
ledger-site-changed = 口岸信息已变更。
ledger-yard-put = 已更新场区图。
ledger-calendar-put = 已更新日历。
ledger-rulebook-put = 已发布第 { $version } 版规则。
ledger-staffing-put = 通道安排已变更。
ledger-closure-opened = { $hasLane ->
    [no] 整个口岸已停用：{ $reason }。
   *[other] 通道 { $lane } 已停用：{ $reason }。
 }
ledger-closure-lifted = 停用已解除。
ledger-hold-taken = 已暂留一个名额。
ledger-hold-expired = 一个暂留名额已释放。
ledger-reservation-confirmed = 预约 { $reference } 已确认。
ledger-reservation-cancelled = 一个预约已取消。
ledger-reservation-moved = 一个预约已改期。
ledger-reservation-arrived = 一辆预约车已到达。
ledger-reservation-missed = 一个预约未到。
ledger-offer-accepted = 通道 { $lane } 的一个候补名额已被接受。
ledger-offer-withdrawn = 一个候补名额已收回。
ledger-reservation-waitlisted = 预约 { $reference } 候补通道 { $lane }。
ledger-reservation-offered = 通道 { $lane } 的空余名额已提供给下一位。
ledger-reservation-displaced = 通道 { $lane } 的一个预约失去名额。
ledger-reservation-retimed = 通道 { $lane } 的一个预约已改到其他时段。
ledger-reservation-expired = 一个预约已失效。
ledger-reservation-extended = 一辆预约车可延后到达。
ledger-reservation-vehicle-swapped = 一个预约已换车。
ledger-miss-forgiven = 一次未到不计：{ $reason }。
ledger-miss-appealed = 一次未到被申诉：{ $reason }。
ledger-appeal-decided = 一件申诉已裁定：{ $reason }。
ledger-credit-given = 一辆预约车放行晚于承诺，获得时间补偿。
ledger-credit-used = 一个预约因时间补偿延后结束。
ledger-credit-returned = 一辆车的时间补偿已退回。
ledger-rulebook-took-effect = 第 { $version } 版规则已生效。
ledger-reservation-fulfilled = 一个预约已完成。
ledger-visit-joined = { $truck } 进入 { $line } 队列（{ $lane }）。
ledger-visit-called = { $hasReason ->
    [yes] { $truck } 不按次序被叫到 { $gate }：{ $reason }。
   *[no] { $truck } 被叫到 { $gate }。
 }
ledger-visit-admitted = { $hasBay ->
    [no] { $truck } 已入场。
   *[other] { $truck } 已入场，分配车位 { $bay }。
 }
ledger-visit-parked = { $truck } 停入 { $bay }。
ledger-visit-released = { $truck } 已放行。
ledger-visit-departed = { $truck } 已离场。
ledger-visit-left = { $truck } 退出队列。
ledger-visit-turned-away = { $truck } 被劝返：{ $reason }。
ledger-visit-corrected = { $truck } 的记录已更正：{ $reason }。
ledger-visit-moved = { $truck } 在 { $line } 队列中的位置已调整。
ledger-call-missed = { $truck } 未应叫号，重新等候。
ledger-bay-reassigned = { $hasBay ->
    [no] { $truck } 暂时没有车位。
   *[yes] { $truck } 改派到车位 { $bay }。
 }
ledger-bands-published = 已发布新的时间区间。
ledger-bay-status-set = 车位 { $bay } 设为 { $status }。
ledger-road-status-set = 道路 { $road } 设为 { $status }。
