# 司机页面，中文。

loading = 正在加载…
language = 语言
start-title = 您的排队位置
start-lead = 请打开收到的链接，或在此粘贴密钥。
start-key = 密钥
start-go = 查看位置
start-over = 重新开始
link-old = 此链接已失效
link-old-lead = 请到窗口领取新链接，您的位置会保留。
offline = 没有网络，正在重试…
offline-since = 没有网络，以下为 { $time } 的情况。

your-place = 您的位置
ahead = { $count ->
    [0] 下一个就是您
   *[other] 前面还有 { $count } 辆车
 }
of-all = 共 { $count } 辆
your-turn = 预计轮到您
let-in = 预计进闸
band-sure = 最可能 { $time }，十次有九次准确。
band-cold = 区间较宽：车辆通过较少，暂按车道计划估算。
from-now = { $from } 到 { $to } 后

called-title = 请马上到闸口
called-lead = 请备好证件。
drive-to = 请驶往车位
parked-in = 您在车位
parked-lead = 放行前请留在此处。
released = 可以离场
released-lead = 请驶往出口闸口。
over-departed = 一路平安！
over-left = 您已退出排队
over-turned-away = 您被劝返

step-waiting = 等候
step-called = 叫号
step-admitted = 入场
step-parked = 停车
step-released = 放行

way = 行车路线
way-map = 前往车位 { $bay } 的路线图
dispute-bay = 车位被占
dispute-way = 道路不通
dispute-bay-sure = { $bay }号车位里有别的车吗？您将改去{ $second }号车位。
dispute-bay-none = { $bay }号车位里有别的车吗？没有其他空位，您将原地等候。
dispute-yes = 是，被占了
dispute-no = 不是
dispute-where = 哪一步走不通？请点选该步骤，系统会给您另一条路。
why = 为什么是这个位置
leave = 退出排队
leave-sure = 退出后将失去位置。确定退出吗？
leave-yes = 退出
stay = 继续排队

reserved-for = 您的时段
arrive-between = 请在 { $from } 至 { $until } 之间到达
i-am-here = 我已到达
area = 我的等候处
cancel-reservation = 取消预约
cancel-sure = 确定取消这个预约吗？
cancel-yes = 取消预约
keep = 保留

waiting-title = 您正在候补
waiting-lead = 请保留此页。有空位会在这里显示：请在时限内答复，否则给下一位。
offered-title = 有一个名额给您
displaced-title = 您的时段无法保留
displaced-next = 现在另选时段，或等待：空位优先给您。
missed-title = 您的时间已过
missed-lead = 如果您已在闸口，请点“我已到达”：仍可排队。
missed-why = 直到 { $until } 时段结束，未见您签到。
missed-counts = 记一次未到。{ $days } 天内满 { $misses } 次，{ $block } 天不能约高峰时段。
missed-free = 不计入您的记录。
credit-note = 上次站点延误：您的时段延后 { $minutes } 分钟结束。
appeal = 不是我的责任
appeal-lead = 请在 { $until } 前说明原因。只能申诉一次，裁定前仍计入。
appeal-cause = 发生了什么
appeal-text = 您的说明
appeal-hint = 您的说明只有站点能看到。
appeal-send = 提交
appeal-sent = 您于 { $at } 说明：{ $cause }
appeal-open = 站点正在处理，裁定前仍计入。
appeal-forgive = 已免记：不计入。
appeal-uphold = 未免记：仍计入。
appeal-over = 申诉期限已过。
another-time = 改到其他时段
take-this-time = 选择此时段
stop-waiting = 退出候补
stop-waiting-sure = 将失去候补次序。要退出吗？
keep-waiting = 继续候补
extend-sure = 可晚些到达，60 天内一次。
show-code = 在闸口出示此码，无网络也可用。
any-that-day = 当天任一时段
wait-for-any = 候补最早的空位
changed-title = 口岸更改了您的时段
understood = 知道了
back = 返回

# Draws
drawn-title = 抽中：您的时段
draw-in = 您已进入抽签
draw-in-lead = 登记至 { $closes } 截止，随后抽签。重复申请没有优势。
draw-soon = 登记已截止，正在抽签。请保留此页面。
draw-lost = 这次未抽中
draw-lost-lead = 您按抽签次序继续候补：有空位会在此提供。
draw-check = 核验抽签

reserve-title = 预约时段
reserve-again = 再次预约
reserve = 预约
site = 口岸
lane = 货物
time = 时间
plate = 车牌
country = 国家
name = 您的姓名
phone = 电话
no-slots = 这一天没有时段。
free-count = 余 { $count }
slot-band = { $time } 签到，预计 { $from } 至 { $to } 进闸，十次有九次准确。
slot-full = 已满
slot-closed = 停用
class-general = 普货
class-fresh = 生鲜
class-hazmat = 危险品
class-oversize = 超限
class-parcel = 快件
direction-export = 出口
direction-import = 进口
direction-transit = 过境
direction-empty = 空车

# Calls
at-gate-title = 您已到闸口
at-gate-lead = 请在此等候放行。
calls-are-stopped = 因安全原因停止叫号
calls-are-stopped-lead = 请留在原地。您的位置保留，恢复后会叫到您。
calls-are-stopped-at-gate = 请在闸口等候。不再叫其他车辆。

why-changes = 什么会改变它
why-rules = 本现场全部规则

# 手机短信
messages = 短信
messages-on = 时段、叫号和车位会发到 { $number }。
messages-off = { $number } 不再接收短信。
messages-by-reply = 该手机回复了 STOP。回复 START 即可恢复。
messages-none = 留下号码，叫号时通知您。
messages-number = 手机号码
messages-save = 发到这个号码
messages-begin = 给我发短信
messages-end = 不再接收
messages-other = 换号码

# Another site
elsewhere-title = 去 { $site } 更快
elsewhere-drive = 车程 { $drive }。现在出发，那里的进场时间为
elsewhere-saves = 比这里早约 { $saves }。
elsewhere-kept = 您的到达位置随您转移。
elsewhere-go = 前往 { $site }
elsewhere-sure = 您将放弃这里的位置。{ $site } 为您保留到达位置至 { $until }。前往吗？
elsewhere-yes = 前往
elsewhere-no = 不，留在这里
on-the-way-title = { $site } 为您保留位置至
on-the-way-lead = 请开往那里并签到。您的位置按 { $since } 到达计算。
on-the-way-over = { $site } 不再为您保留位置
on-the-way-over-lead = 到达时限已过。您仍可在那里签到，按实际到达排序。
