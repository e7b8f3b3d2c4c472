# The rules page, 中文.

loading = 正在加载…
language = 语言
unknown-site = 没有这个现场。
rules-lead = 由现场据以决定的数字生成：这里写的就是实际执行的。理由和拒绝都会注明所依据的条款。
version = 版本
since = { $day } 起生效
by-hand-title = 不按次序的叫号
by-hand-lead = 按日期和叫号人统计。人员和企业只显示不透露身份的代号。
by-hand-none = 没有不按次序的叫号。
by-whom = 叫号人
of-nobody = 无企业
calls = { $count } 辆
seconded = { $count } 次经第二人确认
reason-perishable = 货物会变质
reason-medical = 有人生病
reason-safety = 安全
reason-authority = 主管部门要求
reason-equipment = 设备
reason-mistake = 更正错误
reason-other = 其他
