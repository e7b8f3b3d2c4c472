# 场内大屏，中文。

loading = 正在加载…
choose = 选择口岸
unknown = 没有这个口岸
live = 实时
cut = 正在重新连接…
old = 网络中断，{ $minutes } 分钟前的信息
called = 请马上到闸口
nobody = 暂无叫号
next = 下一批
lane = 通道
waiting = 等候
in-at = 现在来：入场时间
closed = 停用
site-closed = 口岸已关闭
live-queue = 暂不预约：按到达顺序叫号
all-lanes = 全部通道
shut = { $lane }：停用
shut-until = { $lane }：停用至 { $until }
shut-from = { $lane }：{ $from } 起停用
shut-between = { $lane }：{ $from } 至 { $until } 停用
by-hand = { $count ->
    [0] 今天没有不按次序的叫号
   *[other] 今天不按次序叫号 { $count } 辆
}
rules = 规则与每次此类叫号：
class-general = 普货
class-fresh = 生鲜
class-hazmat = 危险品
class-oversize = 超限
class-parcel = 快件
direction-export = 出口
direction-import = 进口
direction-transit = 过境
direction-empty = 空车
