# ဝင်းအတွင်း မျက်နှာပြင်၊ မြန်မာ။

loading = ဖွင့်နေသည်…
choose = စခန်းကို ရွေးပါ
unknown = ဤစခန်းကို မသိပါ
live = တိုက်ရိုက်
cut = ပြန်ချိတ်ဆက်နေသည်…
old = လိုင်းမရှိပါ။ လွန်ခဲ့သော { $minutes } မိနစ်က အခြေအနေ
called = ဂိတ်သို့ ယခုလာပါ
nobody = ခေါ်ထားသူ မရှိသေးပါ
next = နောက်လာမည်
lane = လမ်းကြောင်း
waiting = စောင့်နေ
in-at = ယခုလာလျှင် ဝင်ချိန်
closed = ပိတ်
site-closed = စခန်း ပိတ်ထားသည်
live-queue = ယခု ကြိုတင်ယူ၍ မရပါ။ ရောက်သည့်အစဉ်အတိုင်း ခေါ်သည်
all-lanes = လမ်းကြောင်းအားလုံး
shut = { $lane } ပိတ်ထားသည်
shut-until = { $lane } { $until } အထိ ပိတ်သည်
shut-from = { $lane } { $from } မှ ပိတ်မည်
shut-between = { $lane } { $from } မှ { $until } အထိ ပိတ်မည်
by-hand = { $count ->
    [0] ယနေ့ အစဉ်ပြင်ပ ခေါ်ခြင်း မရှိပါ
   *[other] ယနေ့ အစဉ်ပြင်ပ ခေါ်သည် { $count } စီး
}
rules = စည်းကမ်းများနှင့် အစဉ်ပြင်ပ ခေါ်မှုများ-
class-general = သာမန်ကုန်
class-fresh = လတ်ဆတ်ကုန်
class-hazmat = အန္တရာယ်ရှိကုန်
class-oversize = အရွယ်ကြီးကုန်
class-parcel = ပါဆယ်
direction-export = ပို့ကုန်
direction-import = သွင်းကုန်
direction-transit = ဖြတ်သန်းကုန်
direction-empty = ကားအလွတ်
