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
reservation-off = အကျုံးမဝင်တော့ပါ
arrive-between = { $from } နှင့် { $until } အကြား ရောက်ရှိပါ
i-am-here = ကျွန်ုပ် ရောက်ပါပြီ
cancel-reservation = ကြိုတင်စာရင်း ပယ်ဖျက်မည်
cancel-sure = ဤကြိုတင်စာရင်းကို ပယ်ဖျက်မည်လား။
cancel-yes = ပယ်ဖျက်မည်
keep = မပယ်ဖျက်ပါ

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

problem-network = ပြန်ကြားချက် မရှိပါ။ ဘာမှ မပျောက်ပါ၊ ထပ်နှိပ်ပါ။
problem-unknown = တောင်းဆိုချက်ကို ငြင်းပယ်သည်။

clause-order-live = ရောက်ရှိသည့်အစဉ်အတိုင်းသာ တန်းစီသည်။
clause-order-arrival = ကြိုတင်စာရင်းမရှိ၊ ရောက်ရှိသည့်အစဉ်အတိုင်း။
clause-order-slot = ကြိုတင်စာရင်းရှိပြီး အချိန်မှန်သည်၊ ရယူထားသော အချိန်အတိုင်း။
clause-order-early = စောရောက်သည်၊ အချိန်မဖွင့်မီ ရောက်ရှိသည့်အစဉ်အတိုင်း။
clause-order-late = နောက်ကျသည်၊ ရောက်ရှိသည့်အစဉ်အတိုင်း။
clause-order-booked = ကြိုတင်စာရင်းရှိသဖြင့် စာရင်းမရှိသောကားများ၏ ရှေ့တွင်။
clause-order-priority = ဤကားအမျိုးအစားတွင် ဦးစားပေးအလှည့် ရှိသည်။
clause-order-bound = ဦးစားပေးမှုကြောင့် အခြားကားများ စောင့်ရချိန်ကို ကန့်သတ်ထားသည်။
clause-order-window = အချိန်ဖွင့်ပြီဖြစ်၍ ကြိုတင်ယူထားသောနေရာ ရသည်။
clause-call-by-hand = တာဝန်ရှိသူက အစဉ်ပြင်ပ ခေါ်သည်၊ အကြောင်းရင်းကို မှတ်တမ်းတင်ထားသည်။
span-minutes = { $minutes } မိနစ်
span-hours = { $hours } နာရီ { $minutes } မိနစ်
