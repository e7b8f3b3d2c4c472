# ယာဉ်မောင်းစာမျက်နှာ၊ မြန်မာဘာသာ

loading = ဖွင့်နေသည်…
language = ဘာသာစကား
start-title = သင့်တန်းစီနေရာ
start-lead = ရရှိထားသော လင့်ခ်ကို ဖွင့်ပါ သို့မဟုတ် ကုဒ်ကို ဤနေရာတွင် ထည့်ပါ။
start-key = ကုဒ်
start-go = နေရာကြည့်မည်
start-over = အစမှ ပြန်စမည်
link-old = ဤလင့်ခ်ကို အသုံးပြု၍ မရတော့ပါ
link-old-lead = ကောင်တာတွင် လင့်ခ်အသစ် တောင်းပါ။ သင့်နေရာ မပျောက်ပါ။
offline = လိုင်းမရှိပါ။ ထပ်ကြိုးစားနေသည်…
offline-since = လိုင်းမရှိပါ။ { $time } က အခြေအနေဖြစ်သည်။

your-place = သင့်နေရာ
ahead = { $count ->
    [0] နောက်တစ်စီးမှာ သင်ဖြစ်သည်
   *[other] ရှေ့တွင် ကား { $count } စီး ရှိသည်
 }
of-all = စုစုပေါင်း { $count } စီး
your-turn = သင့်အလှည့်ရောက်မည့်အချိန်
band-sure = { $time } ဖြစ်နိုင်ခြေ အများဆုံး။ ၁၀ ကြိမ်တွင် ၉ ကြိမ် မှန်သည်။
from-now = { $from } မှ { $to } အတွင်း

called-title = ဂိတ်သို့ ယခုလာပါ
called-lead = စာရွက်စာတမ်းများ အဆင်သင့်ထားပါ။
drive-to = ဤနေရာသို့ မောင်းပါ
parked-in = သင်ရပ်ထားသောနေရာ
parked-lead = ခွင့်ပြုချက်ရသည်အထိ ဤနေရာတွင် စောင့်ပါ။
released = ထွက်ခွာနိုင်ပါပြီ
released-lead = ထွက်ပေါက်ဂိတ်သို့ မောင်းပါ။
over-departed = ခရီးလမ်းဖြောင့်ဖြူးပါစေ။
over-left = သင် တန်းစီမှ ထွက်ပြီးပါပြီ
over-turned-away = သင့်ကားကို လက်မခံပါ

step-waiting = စောင့်
step-called = ခေါ်ပြီး
step-admitted = ဝင်နေ
step-parked = ရပ်ပြီး
step-released = ခွင့်ပြု

way = သွားရမည့်လမ်း
way-map = { $bay } သို့ လမ်းပြမြေပုံ
why = ဤနေရာ ရရှိသည့် အကြောင်းရင်း
passed = စည်းမျဉ်းအရ ကား { $count } စီး ({ $class }) ရှေ့သို့ ရောက်သည်
leave = တန်းစီမှ ထွက်မည်
leave-sure = သင့်နေရာ ဆုံးရှုံးပါမည်။ ထွက်မည်လား။
leave-yes = ထွက်မည်
stay = ဆက်စောင့်မည်

reserved-for = သင့်အချိန်
arrive-between = { $from } နှင့် { $until } အကြား ရောက်ရှိပါ
i-am-here = ကျွန်ုပ် ရောက်ပါပြီ
cancel-reservation = ကြိုတင်စာရင်း ပယ်ဖျက်မည်
cancel-sure = ဤကြိုတင်စာရင်းကို ပယ်ဖျက်မည်လား။
cancel-yes = ပယ်ဖျက်မည်
keep = မပယ်ဖျက်ပါ

waiting-title = နေရာလွတ်ကို စောင့်နေသည်
waiting-lead = ဤစာမျက်နှာကို ဖွင့်ထားပါ။ နေရာလွတ်လျှင် ဤတွင် ပြမည်၊ အချိန်မကုန်မီ ဖြေပါ။ မဖြေလျှင် နောက်တစ်စီး ရမည်။
offered-title = သင့်အတွက် နေရာလွတ် ရှိသည်
displaced-title = သင့်အချိန်ကို မထိန်းနိုင်ပါ
displaced-next = ယခု အခြားအချိန် ရွေးပါ သို့မဟုတ် စောင့်ပါ၊ နေရာလွတ် သင် အရင်ရမည်။
missed-title = သင့်အချိန် လွန်သွားပါပြီ
missed-lead = ဂိတ်သို့ ရောက်နေလျှင် အကြောင်းကြားပါ၊ တန်းစီနိုင်ပါသေးသည်။
missed-why = { $until } တွင် အချိန်ကုန်သည်အထိ ရောက်ကြောင်း မတွေ့ပါ။
missed-counts = မလာခြင်း တစ်ကြိမ် ရေတွက်သည်။ { $days } ရက်တွင် { $misses } ကြိမ်ဆိုလျှင် { $block } ရက် လူများချိန် မရပါ။
missed-free = သင့်အပေါ် မရေတွက်ပါ။
credit-note = ယခင်က ဂိတ်နောက်ကျခဲ့၍ သင့်အချိန် { $minutes } မိနစ် နောက်ကျ ပိတ်မည်။
appeal = ကျွန်ုပ်၏ အမှား မဟုတ်ပါ
appeal-lead = { $until } မတိုင်မီ အကြောင်းပြပါ။ တစ်ကြိမ်သာ ရသည်။ ဆုံးဖြတ်သည်အထိ ရေတွက်သည်။
appeal-cause = ဘာဖြစ်ခဲ့သလဲ
appeal-text = သင့်စကားဖြင့်
appeal-hint = သင့်စကားကို ဂိတ်သာ မြင်ရသည်။
appeal-send = ပို့မည်
appeal-sent = { $at } တွင် သင်ပြောခဲ့သည်- { $cause }
appeal-open = ဂိတ်က စစ်ဆေးနေသည်။ ထိုအထိ ရေတွက်သည်။
appeal-forgive = ခွင့်လွှတ်ပြီး။ မရေတွက်ပါ။
appeal-uphold = ခွင့်မလွှတ်ပါ။ ရေတွက်သည်။
appeal-over = အယူခံချိန် ကုန်ပါပြီ။
another-time = အခြားအချိန်
take-this-time = ဤအချိန် ယူမည်
stop-waiting = မစောင့်တော့ပါ
stop-waiting-sure = သင့်အလှည့် ဆုံးရှုံးမည်။ မစောင့်တော့ဘူးလား။
keep-waiting = ဆက်စောင့်မည်
extend-sure = နောက်ကျ၍ လာနိုင်သည်၊ ရက် ၆၀ တွင် တစ်ကြိမ်။
show-code = ဂိတ်တွင် ဤကုဒ်ကို ပြပါ။ လိုင်းမရှိလည်း ရသည်။
any-that-day = ဤနေ့ မည်သည့်အချိန်မဆို
wait-for-any = ပထမဆုံး နေရာလွတ် စောင့်မည်
changed-title = ဂိတ်က သင့်အချိန်ကို ပြောင်းသည်
understood = သိပါပြီ
back = နောက်သို့

# Draws
drawn-title = မဲပေါက်ပြီ - သင့်အချိန်
draw-in = သင် မဲစာရင်းတွင် ပါသည်
draw-in-lead = { $closes } ထိ လက်ခံပြီး မကြာမီ မဲနှိုက်မည်။ ထပ်တောင်းလည်း မသာ။
draw-soon = ပိတ်ပြီ။ မဲနှိုက်နေသည် - ဤစာမျက်နှာ ထားပါ။
draw-lost = ဤတစ်ကြိမ် မပေါက်ပါ
draw-lost-lead = မဲအစဉ်အတိုင်း ဆက်စောင့်ပါ - နေရာလွတ်လျှင် ဤတွင် ပေးမည်။
draw-check = မဲ စစ်ဆေး

reserve-title = အချိန် ကြိုတင်ယူရန်
reserve-again = ထပ်မံ ကြိုတင်ယူမည်
reserve = ကြိုတင်ယူမည်
site = ဂိတ်စခန်း
lane = ကုန်အမျိုးအစား
time = အချိန်
plate = ယာဉ်နံပါတ်
country = နိုင်ငံ
name = သင့်အမည်
phone = ဖုန်း
no-slots = ဤနေ့တွင် အချိန်မရှိပါ။
free-count = { $count } နေရာလွတ်
slot-full = ပြည့်
slot-closed = ပိတ်
class-general = သာမန်ကုန်
class-fresh = လတ်ဆတ်ကုန်
class-hazmat = အန္တရာယ်ရှိကုန်
class-oversize = အရွယ်ကြီးကုန်
class-parcel = ပါဆယ်
direction-export = ပို့ကုန်
direction-import = သွင်းကုန်
direction-transit = ဖြတ်သန်းကုန်
direction-empty = ကားအလွတ်

# Calls
at-gate-title = ဂိတ်ရောက်ပါပြီ
at-gate-lead = ဝင်ခွင့်ပြုသည်အထိ ဤနေရာတွင် စောင့်ပါ။
calls-are-stopped = ဘေးကင်းရေးအတွက် ခေါ်ဆိုမှုအားလုံး ရပ်ထားသည်
calls-are-stopped-lead = ရှိသည့်နေရာတွင် နေပါ။ နေရာမပျောက်ပါ၊ ပြီးလျှင် ခေါ်ပါမည်။
calls-are-stopped-at-gate = ဂိတ်တွင် စောင့်ပါ။ အခြားကား မခေါ်ပါ။
