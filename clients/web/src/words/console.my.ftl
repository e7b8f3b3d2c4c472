# ထိန်းချုပ်ခန်း၊ မြန်မာဘာသာ

loading = ဖွင့်နေသည်
skip = အကြောင်းအရာသို့
views = မြင်ကွင်းများ
view-live = တိုက်ရိုက်
view-queue = တန်းစီ
view-gates = ဂိတ်
view-yard = ကွင်း
view-slots = အချိန်
view-ledger = မှတ်တမ်း
view-inspections = စစ်ဆေးရေး
details = အသေးစိတ်
close = ပိတ်
confirm = အတည်ပြု
cancel = ပယ်ဖျက်
move = အချိန်ပြောင်း
find = ရှာ
yes = ရှိ
more = ပို
fewer = လျှော့
acts = လုပ်ဆောင်ချက်
account = အကောင့်
language = ဘာသာစကား
nameless = ဝင်ပြီး
sign-out = ထွက်
a-truck = ကားတစ်စီး

# ဝင်ရန်
sign-in-title = ထိန်းချုပ်ခန်း
sign-in-lead = ဂိတ်စခန်း တာဝန်ခံများနှင့် ကားလွှတ်သော ကုမ္ပဏီများအတွက်။
sign-in-way = ဝင်နည်း
sign-in-key = ကုဒ်
sign-in-password = စကားဝှက်
sign-in-key-label = ကုဒ်
sign-in-key-hint = sk_ ဖြင့် စသည်။ တစ်ကြိမ်သာ ပို့ပြီး မသိမ်းပါ။
sign-in-email = အီးမေးလ်
sign-in-password-label = စကားဝှက်
sign-in-go = ဝင်မည်

role-driver = ယာဉ်မောင်း
role-company = ကုမ္ပဏီ
role-operator = တာဝန်ခံ
role-device = စက်
role-authority = အာဏာပိုင်
role-auditor = စစ်ဆေးသူ
role-neighbour = တစ်ဖက်ဂိတ်
role-admin = စီမံသူ

# ဂိတ်စခန်း
choose-site = ဂိတ်စခန်း ရွေးပါ
find-site = အမည်၊ ကုဒ် သို့မဟုတ် နိုင်ငံ
no-sites = သင့်အတွက် ဂိတ်စခန်း မရှိသေးပါ။
no-match = မတွေ့ပါ။
site-lanes = လမ်းကြောင်း { $count } ခု
site-no-lanes = လမ်းကြောင်း မရှိ
site-open = ဖွင့်
site-closed = ပိတ်
mode-live-only = တန်းစီသာ

link-live = တိုက်ရိုက်
link-connecting = ချိတ်ဆက်နေသည်
link-stale = လိုင်းပြတ်

# တန်းစီ
queue = တန်းစီ
trucks = { $count } စီး
lines = တန်းများ
find-plate = ယာဉ်နံပါတ် ရှာ
find-everywhere = ကွင်းနှင့် ယခင်တွင် ရှာ
find-nowhere-else = အခြားတွင် မရှိ။
filter-lane = လမ်းကြောင်း
all-lanes = အားလုံး
queue-empty = စောင့်သူ မရှိ။
at-gate-now = ဂိတ်သို့
waited = { $span } ကြာပြီ
arrived-at = { $time } ရောက်
next-in-order = နောက်တစ်စီး
nobody = မရှိ
how-many = အရေအတွက်
call-next = ခေါ်
called = { $count } စီး ခေါ်ပြီး

class-general = သာမန်
class-fresh = လတ်ဆတ်
class-hazmat = အန္တရာယ်
class-oversize = အရွယ်ကြီး
class-parcel = ပါဆယ်

direction-export = ပို့ကုန်
direction-import = သွင်းကုန်
direction-transit = ဖြတ်သန်း
direction-empty = ကားအလွတ်

status = အခြေအနေ
status-waiting = စောင့်
status-called = ခေါ်ပြီး
status-admitted = ဝင်နေ
status-parked = ရပ်ပြီး
status-released = ခွင့်ပြုပြီး
status-departed = ထွက်ပြီး
status-left = တန်းမှ ထွက်
status-turned-away = လက်မခံ

# ဂိတ်နှင့် လမ်းကြောင်း
gates = ဂိတ်နှင့် လမ်းကြောင်း
lane = လမ်းကြောင်း
lane-waiting = စောင့်
lane-wait-now = ယခု ဝင်လျှင်
lane-served = ပြီးခဲ့သောနာရီ
lane-closed = ရပ်ထား
lane-stop = ရပ်
lane-open = ဖွင့်
lane-opened = { $lane } ပြန်ဖွင့်ပြီ
lane-stop-title = လမ်းကြောင်း ရပ်ရန်
lane-stop-lead = စောင့်နေသောကားများ အစဉ်မပျက်ပါ။ အားလုံးကို အသိပေးသည်။
lane-was-closed = { $lane } ရပ်ပြီ
close-site = အားလုံး ရပ်
whole-site = စခန်းတစ်ခုလုံး
until-label = အထိ
until-lifted = ပြန်ဖွင့်သည်အထိ
until = { $time } အထိ
for-minutes = { $count ->
    [60] ၁ နာရီ
    [120] ၂ နာရီ
    [240] ၄ နာရီ
   *[other] { $count } မိနစ်
 }
minutes-range = { $from }–{ $to } မိနစ်
hours-range = { $from }–{ $to } နာရီ

# အကြောင်းရင်း
reason = အကြောင်းရင်း
reason-text = ထပ်ရှင်းရန်
reason-hint = အထက်ပါ အကြောင်းရင်းကို လူတိုင်းမြင်ပြီး အမြဲရှိသည်။ သင့်စကားမူ မဟုတ်ပါ။
reason-public-hint = ယာဉ်မောင်းများနှင့် ဘုတ်တွင် မြင်ရသည်။
reason-perishable = ကုန်ပျက်မည်
reason-medical = နေမကောင်း
reason-safety = ဘေးကင်းရေး
reason-authority = အာဏာပိုင် တောင်းဆို
reason-customs = အကောက်ခွန်
reason-quarantine = ရောဂါကာကွယ်ရေး
reason-declaration = ကြေညာလွှာ
reason-booked = စစ်ဆေးရန် လာသည်
reason-equipment = စက်ပစ္စည်း
reason-mistake = အမှားပြင်
reason-other = အခြား

# ဝင်ရောက်မှု
visit = ဝင်ရောက်မှု
place-of = { $of } စီးအနက်
called-to-gate = ဤဂိတ်သို့ ခေါ်
likely-at = { $time } ဖြစ်နိုင်
no-band = အချိန် မရှိသေး
arrived = ရောက်ချိန်
reservation = စာရင်း
reference = စာရင်းကုဒ်
walk-in = စာရင်းမရှိ
with-reference = ကုဒ်ရှိ
country = နိုင်ငံ
plate = ယာဉ်နံပါတ်
trailer = နောက်တွဲ
size = အရွယ်
length = အရှည်
length-m = အရှည် မီတာ
power = လျှပ်စစ်
bay = နေရာ
why = ဤနေရာ အကြောင်း
way-to-bay = { $bay } သို့ လမ်း
way = လမ်း
timeline = ဖြစ်စဉ်
inferred = ခန့်မှန်း
moment-waiting = စာရင်းသွင်း
moment-joined = စာရင်းသွင်း
moment-called = ခေါ်
moment-admitted = ဝင်
moment-parked = ရပ်
moment-released = ခွင့်ပြု
moment-departed = ထွက်
moment-left = တန်းမှ ထွက်
moment-turned-away = လက်မခံ
moment-moved = အစဉ်ပြောင်း
moment-missed = ခေါ်၍ မလာ
moment-reassigned = အခြားနေရာ
moment-corrected = ပြင်ပြီး
moment-withdrawn = ခေါ်ဆိုမှု ရုပ်သိမ်း
moment-returned = ပြန်စောင့်သည်: ဝင်ခဲ့သည်မှာ အခြားယာဉ်

act-call = ခေါ်
act-admit = ဝင်ခွင့်
act-park = ရပ်
act-release = ခွင့်ပြု
act-depart = ထွက်
act-leave = တန်းမှ ထွက်
act-turn-away = လက်မခံ
act-correct = ပြင်
act-print = စာရွက် ထုတ်
done-call = { $plate } ကို ခေါ်ပြီး
done-admit = { $plate } ဝင်ပြီး
done-park = { $plate } ရပ်ပြီး
done-release = { $plate } ခွင့်ပြုပြီး
done-depart = { $plate } ထွက်ပြီး
done-leave = { $plate } တန်းမှ ထွက်ပြီး
done-correct = { $plate } ပြင်ပြီး
call-out-of-order = အစဉ်ပြင်ပ ခေါ်ရန်
turn-away-title = ဤကားကို လက်မခံရန်
park-title = ဘယ်မှာ ရပ်သလဲ။
correct-title = မှတ်တမ်း ပြင်ရန်
correct-what = ဘာမှားသလဲ
correct-vehicle = ယာဉ်နံပါတ်
correct-lane = လမ်းကြောင်း
correct-bay = နေရာ
correct-duplicate-of = ထပ်နေသော ဝင်ရောက်မှု

check-in = စာရင်းသွင်း
check-in-lead = ကောင်တာတွင် ကားရှိသည်။
check-in-way = သွင်းနည်း
checked-in = { $plate } သွင်းပြီး၊ နေရာ { $place }

slip-place = နေရာ { $place }
slip-foot = ဤစာရွက် သိမ်းပါ။ ဂိတ်တွင် ကုဒ်ဖတ်မည်။

# ကွင်း
yard = ကွင်း
yard-map = ကွင်းမြေပုံ
no-yard = ဤစခန်းတွင် ကွင်းမြေပုံ မရှိ။
bays-of = နေရာ { $count } ခု
bay-free = လွတ်
bay-given = လာနေ
bay-kept = ချန်ထား
bay-occupied = ကားရှိ
bay-closed = ပိတ်
kind-general = သာမန်နေရာ
kind-reefer = အအေးနေရာ
kind-long = အရှည်နေရာ
kind-inspection = စစ်ဆေးရေးနေရာ
kind-hazmat = အန္တရာယ်နေရာ
bay-title = နေရာ { $bay }
bay-given-long = ဤသို့ လာနေသည်
bay-kept-long = ဤသို့ လာမည်- ၎င်းအတွက် ချန်ထားသည်
open-visit = ဤတွင် ရပ်
bay-open = ဖွင့်
bay-close = နေရာ ပိတ်
bay-empty = လွတ်နေသည်
bay-taken = ကားရှိသည်
bay-hint = ပိတ်ထားသောနေရာသို့ ကားမပို့ပါ။
bay-was-set = { $bay }: { $status }
road = လမ်း
road-title = လမ်း { $road }
road-open = ဖွင့်
road-slow = နှေး
road-blocked = ပိတ်ဆို့
road-open-act = လမ်းဖွင့်
road-slow-act = လမ်းနှေးဟု မှတ်
road-block-act = လမ်းပိတ်
road-users = ဖြတ်နေသောကား
road-disputed = ပိတ်သည်ဟု ပြောသော ယာဉ်မောင်းများ
road-disputed-hint = လမ်းပွင့် သို့မဟုတ် ပိတ် ကို ပြောပါ။ ထိုအချိန်အထိ ၎င်းတို့သာ ကွေ့ပတ်မောင်းရသည်။
road-hint = ပိတ်ထားသောလမ်းကို ရှောင်၍ လမ်းပြမည်။ ပိုမြန်လျှင် နှေးသောလမ်းကိုလည်း ရှောင်မည်။
road-was-opened = { $road } ဖွင့်ပြီ
road-was-slowed = { $road } နှေးသည်
road-was-blocked = { $road } ပိတ်ပြီ
one-way = တစ်လမ်းသွား
two-way = နှစ်လမ်းသွား
zoom-in = အနီး
zoom-out = အဝေး
zoom-fit = ကွင်းအပြည့်
yards = ကွင်းများ
yards-all = အားလုံး
replay = ပြီးခဲ့သော တစ်နာရီ
replay-open = ပြီးခဲ့သော တစ်နာရီကို ပြန်ကြည့်ရန်
replay-not-live = တိုက်ရိုက် မဟုတ်ပါ
replay-play = ဖွင့်ရန်
replay-pause = ရပ်ရန်
replay-at = ပြနေသော အချိန်
replay-live = တိုက်ရိုက်သို့ ပြန်ရန်
bay-free-expected = လွတ်မည်ဟု ခန့်မှန်းချိန်
bay-free-likely = ဖြစ်နိုင်ခြေအများဆုံး { $likely }၊ ဆယ်ကြိမ်တွင် ကိုးကြိမ် ဤအတွင်း
bay-overdue = ယာဉ်အားလုံးနီးပါးထက် ကြာနေပြီ- မခန့်မှန်းနိုင်ပါ။
power-off = လျှပ်စစ်ပြတ်
power-on = လျှပ်စစ် ပြန်ရ
power-off-since = { $at } မှ ပြတ်
power-is-off = { $bay } လျှပ်စစ်ပြတ်သည်။
power-is-on = { $bay } လျှပ်စစ် ပြန်ရပြီ။
unpowered-since = နေရာ { $bay } တွင် { $since } မှ လျှပ်စစ်မရှိ
unpowered-until = နေရာ { $bay } တွင် { $since } မှ လျှပ်စစ်မရှိ၊ ကုန်သည် { $until } အထိ ခံသည်
inspections-none = စစ်ဆေးရန် ယာဉ်မရှိ။
inspect-order = စစ်ဆေးခိုင်းရန်
inspect-absent = ဤနံပါတ်ဖြင့် ယာဉ် ဤတွင် မရှိ။
inspect-pick = နောက်တစ်စီး
inspect-clear = ခွင့်ပြု
inspect-detain = ထိန်းရန်
inspect-withdraw = မစစ်တော့ပါ
inspect-detained = ထိန်းထား
inspect-picked = နောက်တစ်စီး
inspect-in-bay = နေရာ { $bay } တွင်
inspect-under-way = နေရာ { $bay } သို့ သွားနေ
inspect-moving = နေရာ { $from } မှ { $bay } သို့
inspect-in-line = တန်းတွင် နေရာ { $position }
inspect-done-ordered = { $plate } ကို စစ်ဆေးမည်။
inspect-done-picked = နောက်တစ်စီးမှာ { $plate }။ ခေါ်ပြီး သို့မဟုတ် ဝင်ပြီးလျှင် နေရာ ချန်ထားမည်။
inspect-done-cleared = { $plate } ခွင့်ပြုပြီ။
inspect-done-detained = { $plate } ကို ထိန်းထားသည်။
inspect-done-withdrawn = { $plate } စစ်ရန် မလိုတော့ပါ။
plan = ကွင်းပုံကို ပြင်ဆွဲရန်
plan-back = လက်ရှိကွင်းသို့ ပြန်ရန်
plan-tools = ကိရိယာများ
plan-move = ရွှေ့
plan-tool-end = ကိရိယာ သိမ်းရန်
plan-place-bay = နေရာ၏ တည်နေရာကို ရွေးပါ
plan-place-node = ဆုံမှတ်၏ တည်နေရာကို ရွေးပါ
plan-place-area = ဧရိယာ ရှိမည့်နေရာကို ရွေးပါ
plan-road-from = လမ်းအစကို ရွေးပါ
plan-road-to = { $from } မှ- ဘယ်ကို သွားမလဲ ရွေးပါ
plan-middle = မြေပုံအလယ်
plan-undo = တစ်ဆင့် နောက်ပြန်
plan-redo = ထိုအဆင့် ပြန်လုပ်
plan-export = ထုတ်ယူရန်
plan-export-mine = ကျွန်ုပ်ဟာ ထုတ်ယူရန်
plan-nothing = နေရာ၊ လမ်း၊ ဆုံမှတ် သို့မဟုတ် ဧရိယာကို ရွေးပါ။ ဆွဲ၍၊ မြားခလုတ်ဖြင့် သို့မဟုတ် ကိုဩဒိနိတ်ဖြင့် ရွှေ့နိုင်သည်။
plan-bay = နေရာ
plan-road = လမ်း
plan-node = ဆုံမှတ်
plan-gate = ဂိတ်
plan-area = ဧရိယာ
plan-corner = ထောင့် { $number }
plan-corners = ထောင့် { $count } ခု
plan-corner-more = ထောင့်တစ်ခု ထပ်ထည့်
plan-corner-less = ထောင့်တစ်ခု လျှော့
plan-remove = ဖယ်ရှားရန်
plan-id = အမည်
plan-kind = အမျိုးအစား
plan-beside = လမ်းမှ ခွဲထွက်သည့်နေရာ
plan-on-the-way = လမ်းက တိုက်ရိုက်ဝင်သည်
plan-through = ဖြတ်မောင်းနိုင်
plan-exclusive = ဤအမျိုးအစား သီးသန့်
plan-behind = နောက်တွင်ရှိသည်
plan-behind-hint = ဤနေရာသို့ ဝင်ရန် သို့မဟုတ် ထွက်ရန် လွတ်နေရမည့် နေရာများ။
plan-pairs = ပလက်ဖောင်း တစ်ဖက်
plan-pairs-hint = ကုန်ပြောင်းနိုင်သော တစ်ဖက်ရှိ နေရာများ။ ထိုနေရာကလည်း ဤနေရာကို ဖော်ပြသည်။
plan-neighbours = အန္တရာယ်ရှိကုန်ဘေး
plan-neighbours-hint = တစ်ခုတွင် အန္တရာယ်ရှိကုန် ရပ်ထားစဉ် လွတ်နေရမည့် နေရာများ။
plan-reverse = ပြောင်းပြန်
plan-speed = အမြန်နှုန်း
plan-sign = ဆိုင်းဘုတ်တွင်
plan-height = အမြင့် အများဆုံး
plan-weight = အလေးချိန် အများဆုံး
plan-length = အရှည် အများဆုံး
plan-turns = ဤနေရာတွင် ကွေ့နိုင်သောလမ်းများ
plan-turn-round = နေရာတွင် လှည့်ခြင်း- { $road }
plan-lat = လတ္တီတွဒ်
plan-lon = လောင်ဂျီတွဒ်
plan-faults = ဘာမှားနေသလဲ
plan-checking = စစ်ဆေးနေသည်…
plan-sound = ဤကွင်းပုံတွင် အမှားမရှိပါ
plan-faulty = ပြင်ရန် { $count } ခု ရှိသည်
plan-changes = ပြောင်းလဲမှု { $count } ခု
plan-save = သိမ်းရန်
plan-saved = ကွင်းပုံကို သိမ်းပြီး အသုံးပြုနေပြီ
plan-not-yours = စီမံခန့်ခွဲသူက သိမ်းပါမည်။
plan-stale = အခြားသူက ကွင်းပုံအသစ် သိမ်းပြီးပါပြီ။ သင့်ပုံက မထပ်ပါ- ထုတ်ယူပါ သို့မဟုတ် အသစ်မှ ဆက်လုပ်ပါ။
plan-read-again = အသစ်မှ ဆက်လုပ်ရန်
fault-value = ကန့်သတ်ချက် ကျော်နေသည်-
fault-road-to-nowhere = လမ်းက ဘယ်ကိုမှ မရောက်ပါ- အစွန်းတစ်ဖက် မရှိတော့ပါ။
fault-road-loop = လမ်းက အစသို့ ပြန်ရောက်နေသည်။
fault-road-dead-end = ဤနေရာသို့ လာသောယာဉ် ပြန်မထွက်နိုင်ပါ။
fault-bay-no-node = လမ်းနှင့် မဆက်ပါ- လမ်းမှ ခွဲထွက်သည့် ဆုံမှတ်ကို ပြောပါ။
fault-bay-unreachable = ဂိတ်မှ ဤနေရာသို့ လမ်းမရှိပါ။
fault-bay-no-exit = ဤနေရာမှ ထွက်ပေါက်သို့ လမ်းမရှိပါ။
fault-bay-none = ကွင်းတွင် နေရာမရှိပါ။
fault-bay-in-use = ယာဉ်ရှိနေသည် သို့မဟုတ် လာနေသည်- ထွက်သည်အထိ စောင့်ပါ။
fault-bay-too-small-now = ရှိနေသော သို့မဟုတ် လာနေသော ယာဉ် မဆံ့တော့ပါ။
fault-bay-shut-in = ရှိနေသော သို့မဟုတ် လာနေသော ယာဉ် မထွက်နိုင်တော့ပါ။
fault-bay-renamed = ဤအမည်ဖြင့် ဆက်မသုံးနိုင်ပါ။
fault-no-turns-unknown = မကွေ့နိုင်သောလမ်းကို တားမြစ်ထားသည်။
fault-neighbours-unknown = ဘေးနေရာတစ်ခု မရှိပါ။
fault-neighbours-asymmetric = ဘေးနေရာတစ်ခုက ပြန်မဖော်ပြထားပါ။
fault-blocked-by-unknown = ရှေ့နေရာတစ်ခု မရှိပါ။
fault-blocked-by-circle = ရှေ့နေရာများက နောက်တွင်လည်း ရှိနေသည်။
fault-blocked-by-too-many = ရှေ့တွင် နေရာတစ်ရာကျော် ရှိသည်။
fault-gate-no-entry = ဝင်ဂိတ် မရှိပါ။
fault-gate-no-exit = ထွက်ဂိတ် မရှိပါ။
fault-gate-unknown = ဤနေရာတွင် ထိုဂိတ် မရှိပါ။
fault-id-wrong = အမည်တွင် အက္ခရာ သို့မဟုတ် ဂဏန်း ၁ မှ ၆၄ လုံး၊ နေရာလွတ်မပါ။
fault-id-duplicate = နှစ်ခု အမည်တူနေသည်။
fault-feature-unknown = မရှိတော့ပါ။

# အချိန်
slots = အချိန်
slot = အချိန်
day = နေ့
day-before = မနေ့
day-after = နောက်နေ့
today = ယနေ့
slot-taken = ယူပြီး
slot-held = ထိန်းထား
slot-free = လွတ်
slot-number = ဂဏန်းသည် နေရာလွတ်
slot-status-open = ဖွင့်
slot-status-full = ပြည့်
slot-status-closed = ပိတ်
slot-status-past = ကျော်ပြီ
taken-of = { $taken }/{ $capacity } ယူပြီး
free-count = { $count } လွတ်
no-slots = ဤနေ့တွင် အချိန် မရှိ။
reserve = ကြိုတင်ယူ
reserve-lead = ယာဉ်မောင်းကိုယ်စား။
hold-take = ဤနေရာကို ခဏ ထားပါ
hold-left = နေရာ ထားမည့်အချိန်
hold-over = နေရာ မထားတော့ပါ။ လွတ်နေလျှင် ယူနိုင်သေးသည်။
reserved = ယူပြီး
driver-name = ယာဉ်မောင်းအမည်
phone = ဖုန်း
arrive-between = ရောက်ရန်
find-reservation = စာရင်း ရှာ
find-reservation-lead = ယာဉ်နံပါတ် သို့မဟုတ် ကုဒ်ဖြင့်။
plate-or-reference = ယာဉ်နံပါတ် သို့မဟုတ် ကုဒ်
cancel-sure = နေရာကို စောင့်သူများထံ ပြန်ပေးသည်၊ မည်သူ့ကိုမျှ မသတ်မှတ်ပါ။
cancel-yes = စာရင်း ပယ်ဖျက်
language-zh = 中文
language-en = English
language-lo = ລາວ
language-my = မြန်မာ
language-vi = Tiếng Việt
language-th = ไทย

# နေရာစောင့်
waits = နေရာ စောင့်နေ
waits-for = စောင့်
waits-now = စောင့်စာရင်း ဝင်ပြီး
wait-for-any = ပထမလွတ် စောင့်
reserve-way = ယူနည်း
reserve-by-slot = သတ်မှတ်ချိန်
reserve-by-range = ပထမလွတ်ချိန်
not-before = မစောစေ
not-after = နောက်မကျစေ
range-hint = ဤအတွင်း ပထမဆုံး နေရာလွတ်ကို ကမ်းလှမ်းမည်။
stop-waiting = မစောင့်တော့
stop-waiting-sure = အလှည့်ဆုံးရှုံးပြီး ပယ်ဖျက်မည်။
extended = { $time } အထိ ရောက်နိုင်
declared = ကြေညာလွှာ ပူးတွဲပြီး
swap = ကားပြောင်း
swap-lead = ကုမ္ပဏီတူ အခြားကားသို့။
forgive = ခွင့်လွှတ်
forgive-title = မလာခြင်းကို ဘာကြောင့် မရေတွက်သလဲ။
forgiven = { $plate }: မလာခြင်း မရေတွက်ပါ
credit = အချိန်အစားပေး
credit-minutes = { $minutes } မိနစ် နောက်ကျ ပိတ်မည်
appeals = အယူခံများ
appeals-count = ဆုံးဖြတ်ရန် { $count }
appeal-came = အချိန်ကုန်ပြီး { $minutes } မိနစ်အကြာ ရောက်
appeal-never = လုံးဝ မလာ
appeal-day = ထိုနေ့ ဤလမ်းကြောင်းတွင် လာ { $shown }၊ မလာ { $missed }
appeal-site-late = ဂိတ်က ကား { $count } စီးကို နောက်ကျ၊ အများဆုံး { $minutes } မိနစ်
appeal-site-kept = ထိုနေ့ ဂိတ်က ကတိတည်
appeal-misses = မလာခြင်း { $count } ကြိမ် ရေတွက်
appeal-forgive = ခွင့်လွှတ်
appeal-uphold = ရေတွက်စေ
appeal-why-forgive = ဘာကြောင့် မရေတွက်သလဲ။
appeal-why-uphold = ဘာကြောင့် ဆက်ရေတွက်သလဲ။
appeal-done = { $plate }: ဆုံးဖြတ်ပြီး
slip = စာရွက်ငယ် (PDF)
pass-hint = လိုင်းမရှိလည်း ဂိတ်တွင် ဖတ်နိုင်သည်။
reference-hint = သို့မဟုတ် ဝင်ခွင့်ကုဒ် စကင်ဖတ်ပါ။
done = ပြီးပြီ
lane-stop-cost = စာရင်း { $count } ခု ယခု နေရာဆုံးရှုံးမည်။
lane-stop-follow = ဆက်ရပ်ထားလျှင် ၂၄ နာရီအတွင်း နောက်ထပ် အများဆုံး { $count } ခု။
lane-stop-plan = မည်သူ မည်မျှ ရွှေ့ရမည်
displaced-count = စာရင်း { $count } ခု နေရာဆုံးရှုံး
displaced-lead = ရနိုင်သူများ အနီးဆုံးအချိန် ရပြီး၊ ကျန်သူများ နေရာလွတ်လျှင် အရင်ရမည်။ အားလုံး အသိပေးပြီး။
mode-live-switch = တန်းစီသာ
mode-live-lead = ပြန်မပြောင်းမချင်း စာရင်း လက်မခံပါ။ ယူပြီးသူ မပျက်၊ အစဉ် မပြောင်းပါ။
mode-booked-switch = စာရင်း ပြန်လက်ခံ
mode-booked-lead = အချိန်များ ပြန်ယူနိုင်သည်။ မည်သူ့နေရာမျှ မပြောင်းပါ။
mode-switched = { $mode ->
    [live_queue_only] ယခုမှစ၍ တန်းစီသာ
   *[booked] စာရင်း ပြန်လက်ခံပြီ
 }
retime = အချိန်ပြန်စီ
retime-title = နေရာဆုံးရှုံးသူများအတွက် အခြားအချိန်
retime-lead = အပြောင်းအလဲ အနည်းဆုံး အစီအစဉ်။ သင်အတည်မပြုမီ ဘာမှ မလုပ်ပါ။
retime-whole = အခြားကား ဖယ်ပေးနိုင်
retime-none = ယခု အခြားအချိန် မပေးနိုင်ပါ။
retime-go = { $count } စီးကို ဤအချိန် ပေး
retime-done = { $count } စီး အခြားအချိန် ရပြီ
retime-unkept = ဆက်စောင့်
unkept-limits = ၎င်း၏ ကန့်သတ်ချက် ပြင်ပ
unkept-other-claim = ထိုအချိန် အခြားစာရင်းရှိ
unkept-full = အားလုံး ပြည့်

# Lists, pairs, every week, draws and capacity
sections = စာရင်းဆိုင်ရာ စာမျက်နှာများ
section-day = နေ့
view-bookings = စာရင်းများ
view-weekly = အပတ်စဉ်
view-bulk = ဖိုင်မှ
view-calendar = ပြက္ခဒိန်
view-capacity = နေရာပမာဏ
view-staffing = အဆိုင်းစီစဉ်ချက်
view-trucks = ကားများ
older = အဟောင်းများ ပြ
no-reservations = ဤအခြေအနေတွင် စာရင်း မရှိ။
reservations-count = စာရင်း { $count } ခု
trucks-here = { $count } စီး ရှိနေ
no-trucks = သင့်ကားများ ဤနေရာတွင် မရှိ။
place = နေရာ
pair = ပို့ပြီး ယူ
pair-lead = ကားတစ်စီး တစ်ခါဝင်၍ ပို့ချိန်နှင့် ယူချိန် - နှစ်ခုလုံး သို့မဟုတ် မရ။
pair-drop = ပို့
pair-pickup = ယူ
pair-drop-first = ပို့ချိန် အရင်ရွေးပါ။
pair-no-time = ဤလမ်းကြောင်းတွင် ပို့ချိန်နှင့် တစ်ခါဝင်ရုံဖြင့် ရမည့်အချိန် မရှိ။ အခြားပို့ချိန် ရွေးပါ သို့မဟုတ် သီးစီ စာရင်းသွင်းပါ။
pair-go = နှစ်ခုလုံး ယူ
pair-done = { $plate } - နှစ်ချိန်လုံး ယူပြီး
bulk-label = စာရင်း တစ်ကြောင်းလျှင် တစ်ခု
bulk-hint = ကူးထည့်ပါ သို့မဟုတ် ဖိုင်ချပါ - CSV / JSON၊ { $most } ကြောင်းအထိ။
bulk-file = ဖိုင် ရွေး
bulk-template = ပုံစံ
bulk-way = စာကြောင်းများ လုပ်ပုံ
bulk-each = တစ်ကြောင်းချင်း
bulk-atomic = အားလုံး သို့မဟုတ် မရ
bulk-each-hint = ရနိုင်သည်ကို ယူမည်၊ ငြင်းခံရသော ကြောင်းက အခြားကို မထိခိုက်။
bulk-atomic-hint = ဂိတ်စခန်း တစ်ခုအတွက်။ တစ်ကြောင်း မရလျှင် အားလုံး မရ။
bulk-try = { $count ->
    [0] စမ်း
   *[other] { $count } ကြောင်း စမ်း
 }
bulk-go = { $count } ခု ယူ
bulk-nothing = အရင် စမ်းပါ - ဘာမှ မယူသေး။ တစ်ကြောင်းချင်း ရလဒ် သို့မဟုတ် လုပ်ရန် ပြမည်။
bulk-would = { $count } ခု ရနိုင်
bulk-done = { $count } ခု ယူပြီး
bulk-old = စာရင်း ပြောင်းသွားပြီ။
bulk-show = ပြသော ကြောင်းများ
bulk-all = အားလုံး { $count }
bulk-refused = ငြင်း { $count }
bulk-download = ဒေါင်းလုဒ်
bulk-outcomes = ကြောင်းတိုင်း၏ ရလဒ်
bulk-missing = { $at } မပါ။
bulk-wrong = { $at } မမှန်ပါ။ ပြင်ပြီး ပြန်စမ်းပါ။
draws = မဲနှိုက်
draws-open = မဲ { $count } ခု ဖွင့်
draws-lead = မဲဖြင့် ပေးသော နေရာများ။ စောစော၊ ခဏခဏ တောင်းလည်း မသာ။ မည်သူမဆို စစ်နိုင်။
draws-none = ဤနေရာတွင် မဲ မရှိ။
draw-committed = ကြေညာပြီး
draw-open = လက်ခံနေ
draw-closed = ပိတ်ပြီး
draw-fixed = မကြာမီ နှိုက်မည်
draw-held = နှိုက်ပြီး
draw-opens = ဖွင့်
draw-closes = ပိတ်
draw-entries = စာရင်းသွင်း
draw-entries-of = { $entries } ခု၊ ကား { $vehicles } စီး
draw-held-at = နှိုက်ချိန်
draw-result = ရလဒ်နှင့် စစ်နည်း
draw-record = ယခုထိ မှတ်တမ်း
weekly-new = အပတ်စဉ်အချိန် အသစ်
weekly-lead = ရက်တိုင်းကို ယူနိုင်ချိန်တွင် အလိုအလျောက် ယူမည်၊ စည်းမျဉ်း အတူတူ။
weekly-none = အပတ်စဉ် မရှိသေး။
weekly-ended = ပြီးဆုံး
weekly-next = နောက် { $date }
weekly-days = နေ့များ
weekly-at = အချိန်
weekly-from = စ
weekly-to = ထိ
weekly-no-end = အဆုံး မရှိ
weekly-wait = ပြည့်လျှင် နေရာ စောင့်မည်
weekly-go = အပတ်စဉ် ယူ
weekly-made = { $plate } အပတ်စဉ် လာမည်
weekly-preview = { $conflicts ->
    [0] { $count } ရက်၊ အဆင်ပြေ
   *[other] { $count } ရက်၊ { $conflicts } ရက် မရ
 }
weekly-preview-hint = နေ့နှင့် ယာဉ်နံပါတ် ထည့်လျှင် ရက်များနှင့် အခက်အခဲ ဤတွင် ပြမည်။
weekly-later = ဖွင့်လျှင် ယူမည်
weekly-dates = ယခုထိ ရက်များ
weekly-end = ရပ်
weekly-end-sure = ရက်အသစ် မယူတော့။ ယူပြီးသည် ကျန်မည်။
weekly-end-cancel = ယူပြီးသည်ကိုလည်း ပယ်ဖျက်
weekly-was-ended = { $plate } - ရပ်ပြီး
capacity-lead = ဂိတ်များ တကယ်နိုင်သည်၏ { $target } % သုံးမည့် နေရာများ။ ပြက္ခဒိန် မထုတ်မချင်း မပြောင်း။
capacity-same = ယခုအတိုင်း
capacity-was = ယခု { $now }
capacity-hour = နာရီ
capacity-now = ယခု
capacity-proposed = အကြံပြု
capacity-load = တန်း၏ ဝန်
capacity-served = တစ်နာရီ ပြီးစီး
capacity-why = အခြေခံ
capacity-none = ဤနေ့တွင် ပြက္ခဒိန်၌ နေရာ မရှိ။
capacity-put = ပြက္ခဒိန် ဤအတိုင်း ထုတ်
capacity-try = ဘာပြောင်းမလဲ?
capacity-go = ထုတ်
capacity-done = ပြက္ခဒိန် ထုတ်ပြီး
capacity-too-long = တစ်ပတ်လုံး ကွာလွန်း၍ ပြက္ခဒိန်တစ်ခု မရ။ ကြီးသည်ကို လက်ဖြင့် ပြင်ပါ။
capacity-displaces = စာရင်း { $count } ခု နေရာဆုံးရှုံးမည်။ အနီးဆုံးအချိန် ပေးပြီး အသိပေးမည်။
capacity-displaces-none = မည်သည့်စာရင်းမျှ နေရာ မဆုံးရှုံး။
capacity-not-yours = ပြက္ခဒိန်ကို စီမံသူ ထုတ်ပေးသည်။
and-more = နောက်ထပ် { $count } ခု။
remove = ဖယ်
calendar-lead = အပတ်စဉ် အချိန်များနှင့် ခြွင်းချက်များမှ အချိန်ပိုင်းများ ဖြစ်သည်။ မထုတ်မီ ဘာမှ မပြောင်းပါ။
calendar-hours = အပတ်စဉ် အချိန်
calendar-add = အချိန် ထည့်
calendar-none = ဤလမ်းကြောင်းတွင် အချိန် မရှိသေး။ ထည့်လျှင် အချိန်ပိုင်းများ ပေါ်လာမည်။
calendar-every = ကြားကာလ
calendar-length = အချိန်ပိုင်း ကြာချိန်
calendar-places = နေရာ
calendar-exceptions = ရုံးပိတ်ရက်နှင့် ခြွင်းချက်များ
calendar-add-exception = ခြွင်းချက် ထည့်
calendar-no-exceptions = ရှေ့တွင် ခြွင်းချက် မရှိ။
calendar-date = ရက်စွဲ
calendar-what = ထိုနေ့တွင်
calendar-closed = ပိတ်
calendar-other-hours = အခြားအချိန်
calendar-undo = ပြောင်းလဲမှု ပြန်ဖျက်
calendar-choose-days = အနည်းဆုံး တစ်ရက် ရွေးပါ။
fault-calendar-bounds = အဆုံးသည် အစထက် နောက်ကျရမည်။ သန်းခေါင်ကျော်လျှင် နှစ်ကြောင်း ခွဲပါ - 24:00 ထိ၊ 00:00 မှ။
fault-calendar-no-window = ဤအချိန်အတွင်း အချိန်ပိုင်းတစ်ခု မဆံ့ပါ။
fault-calendar-window-twice = အခြားအကြောင်းက တူညီသော အချိန်ပိုင်းများ ပေးပြီး။ တစ်ကြောင်းမှ ရက် သို့မဟုတ် အချိန် ဖယ်ပါ။
fault-calendar-exception-twice = ထိုနေ့ ထိုအချိန်တွင် ခြွင်းချက် ရှိပြီး။ တစ်ခုသာ ထားပါ။
fault-calendar-incomplete = ဤလမ်းကြောင်းတွင် အပတ်စဉ်အချိန် မရှိသေး။ အရင် ထည့်ပါ။
ground-unserved = ဤနာရီတွင် ဝန်ဆောင်သူ မရှိ။
ground-service = ဝန်ဆောင်နေရာ { $servers } ခု၊ တစ်စီး { $minutes } မိနစ် (တိုင်းပြီး { $measured } ကြိမ်)။
ground-shows = ယူထားသောနေရာ၏ { $rate } % ကို တကယ်သုံးသည် (နေရာ { $seen } ခု ကြည့်ပြီး)။
ground-walk-ins = နေရာ၏ { $share } % ကို စာရင်းမရှိသောကားများအတွက် ထားသည်။
ground-target = နိုင်သော ဝန်ဆောင်မှု၏ { $share } % ထက် မပိုဘဲ ကတိပေးသည်။

# Lane plan
staffing-lead = ဘယ်အချိန် ဘယ်သူ ဝန်ဆောင်မှုပေးမည်။ စောင့်ချိန်နှင့် ခေါ်ယူမှုကို ဤစီစဉ်ချက်ဖြင့် တွက်သည်။
staffing-none = ဤနေ့အတွက် စီစဉ်မထားပါ။ ပြက္ခဒိန်၏ ဖွင့်ချိန်အတိုင်း၊ အဝင်ဂိတ်တစ်ခုလျှင် တစ်ဦး။
staffing-add = အဆိုင်း ထည့်ရန်
staffing-copy = နောက်နေ့သို့ ကူးရန်
staffing-copied = ကူးပြီး။ မသိမ်းမချင်း မပို့ပါ။
staffing-from = မှ
staffing-to = အထိ
staffing-servers = လူဦးရေ
staffing-lanes = လမ်းကြောများ
staffing-gates = ဂိတ်များ
staffing-everywhere = လမ်းကြောနှင့် ဂိတ်အားလုံး
staffing-none-is-all = မရွေးလျှင် အားလုံးဖြစ်သည်။
staffing-remove = အဆိုင်း { $name } ကို ဖယ်ရန်
staffing-day-before = ယခင်နေ့
staffing-day-after = နောက်နေ့
staffing-adds-up = အခြားအဆိုင်း { $count } ခုနှင့် ပေါင်းသည်။ စုစုပေါင်း { $total } ဦး။
staffing-effect = ရလဒ်
staffing-most = တစ်နာရီ အများဆုံး { $vehicles } စီး
staffing-total = ဤနေ့ { $vehicles } စီး
staffing-slowness = တိုင်းတာချက်အရ စီစဉ်ထားသော အမြန်နှုန်း၏ { $percent } %
staffing-hour = { $time } - { $vehicles } စီး၊ { $servers } ဦး
staffing-unserved = { $times } မှစသော နာရီများတွင် လမ်းကြော ဖွင့်ထားသော်လည်း ဝန်ဆောင်သူ မရှိပါ။
staffing-save = စီစဉ်ချက် သိမ်းရန်
staffing-saved = အဆိုင်းစီစဉ်ချက် သိမ်းပြီး
staffing-undo = ပြောင်းလဲမှု ပယ်ရန်
staffing-conflict = သင်ပြင်နေစဉ် အခြားသူလည်း ပြင်ခဲ့သည်။ ဤသည်မှာ ဤနေ့အတွက် သူတို့၏ စီစဉ်ချက်။ သင့်ဟာ အပေါ်တွင် ရှိသေးသည်။
staffing-theirs-none = စီစဉ်မထားပါ
staffing-count = { $count } ဦး
staffing-take-theirs = သူတို့ဟာ ယူရန်
staffing-put-mine = ကျွန်ုပ်ဟာ အစားထိုးရန်

# Plate readers
readings = ဂိတ်တွင် မြင်ပြီး မသေချာသေး ({ $count })
reading-seen = { $gate } တွင် { $time }
reading-unmatched = တူသော မျှော်လင့်ထားသည့်ကား မရှိပါ
reading-act-check-in = စာရင်းသွင်းရန်
reading-act-admit = ဝင်ခွင့်ပေးရန်
reading-act-depart = ထွက်ခွင့်ပေးရန်
reading-done = { $plate } - { $act }
reading-did-check-in = စာရင်းသွင်းပြီး
reading-did-admit = ဝင်ခွင့်ပေးပြီး
reading-did-depart = ထွက်ခွင့်ပေးပြီး
reading-dismiss = ဘာမှ မလုပ်ရန်
reading-because-unsure = ကောင်းစွာ မဖတ်နိုင်ပါ
reading-because-several = တူသော ကား အများအပြား
reading-because-buffered = ဖတ်စက်က နောက်ကျ ပို့သည်
reading-because-way-unknown = မည်သည့်ဘက်သွားသည် မသိ
reading-because-outside-window = ရောက်ရှိချိန် ပြင်ပ
reading-because-was-here = ခုလေးတင် ထွက်သွားသည် - ပြန်လာသလား
reading-because-other-gate = အခြားဂိတ်တွင် မျှော်လင့်သည်
reading-because-not-called = စောင့်နေသည်၊ မခေါ်သေး
reading-because-inside = အတွင်းတွင် ရှိပြီး
reading-because-gone = ထွက်သွားပြီး
reading-because-not-inside = ဝင်ခွင့် မပေးရသေး
reading-because-not-at-gate = ဂိတ်သို့ မရောက်သေး
reading-because-refused = အလိုအလျောက် မလုပ်နိုင်ပါ

# မှတ်တမ်း
ledger = မှတ်တမ်း
ledger-latest = နောက်ဆုံး ဆုံးဖြတ်ချက်
ledger-all = အားလုံး
ledger-lead = ဆုံးဖြတ်ချက်အားလုံး အစဉ်အတိုင်း။ ပြင်၍ မရပါ။
ledger-empty = ဆုံးဖြတ်ချက် မရှိသေး။
ledger-site-created = စခန်း တည်ဆောက်ပြီး။
ledger-site-changed = စခန်းအချက်အလက် ပြောင်း။
ledger-yard-put = ကွင်းမြေပုံ အသစ်။
ledger-calendar-put = ပြက္ခဒိန် အသစ်။
ledger-rulebook-put = စည်းမျဉ်း အမှတ် { $version } ထုတ်ပြန်။
ledger-staffing-put = လမ်းကြောင်းအစီအစဉ် ပြောင်း။
ledger-closure-opened = { $hasLane ->
    [no] စခန်းတစ်ခုလုံး ရပ်: { $reason }
   *[other] လမ်းကြောင်း { $lane } ရပ်: { $reason }
 }
ledger-closure-lifted = ရပ်ထားမှု ပယ်ဖျက်ပြီး။
ledger-lanes-turned = လမ်းကြောင်းများ အချိန်ဇယားအတိုင်း ဖွင့်/ပိတ်သည်။
ledger-hold-taken = နေရာတစ်ခု ထိန်းထား။
ledger-hold-expired = ထိန်းထားသောနေရာ လွတ်ပြီ။
ledger-reservation-confirmed = စာရင်း { $reference } အတည်ပြု။
ledger-reservation-cancelled = စာရင်းတစ်ခု ပယ်ဖျက်။
ledger-reservation-moved = စာရင်းတစ်ခု အချိန်ပြောင်း။
ledger-reservation-arrived = စာရင်းရှိကား ရောက်။
ledger-reservation-missed = စာရင်းတစ်ခု မလာ။
ledger-offer-accepted = { $lane } တွင် ကမ်းလှမ်းနေရာ ယူပြီး။
ledger-offer-withdrawn = ကမ်းလှမ်းနေရာ ပြန်ရုပ်။
ledger-reservation-waitlisted = စာရင်း { $reference } သည် { $lane } တွင် စောင့်။
ledger-reservation-offered = { $lane } နေရာလွတ်ကို နောက်တစ်စီးသို့ ကမ်းလှမ်း။
ledger-reservation-displaced = { $lane } စာရင်းတစ်ခု နေရာဆုံးရှုံး။
ledger-reservation-retimed = { $lane } စာရင်းတစ်ခု အခြားအချိန် ရ။
ledger-reservation-expired = စာရင်းတစ်ခု သက်တမ်းကုန်။
ledger-reservation-extended = စာရင်းရှိကား နောက်ကျနိုင်။
ledger-reservation-vehicle-swapped = စာရင်းတစ်ခု ကားပြောင်း။
ledger-declaration-made = ကုမ္ပဏီတစ်ခု ကြေညာလွှာ စတင်သည်။
ledger-declaration-changed = ကြေညာလွှာတစ်ခု ပြင်ဆင်သည်။
ledger-declaration-submitted = ကြေညာလွှာတစ်ခု တင်သည်။
ledger-declaration-decided = ကြေညာလွှာတစ်ခု ဆုံးဖြတ်သည်- { $reason }။
ledger-reservation-declared = စာရင်းတစ်ခု၏ ကြေညာလွှာ ပြောင်းသည်။
ledger-miss-forgiven = မလာခြင်း မရေတွက်: { $reason }
ledger-miss-appealed = မလာခြင်းကို အယူခံ: { $reason }
ledger-appeal-decided = အယူခံ ဆုံးဖြတ်ပြီး: { $reason }
ledger-credit-given = စာရင်းရှိကား ကတိထက် နောက်ကျဝင်ရ၍ အချိန်အစားရ။
ledger-credit-used = အချိန်အစားဖြင့် စာရင်းတစ်ခု နောက်ကျ ပိတ်မည်။
ledger-credit-returned = ကားတစ်စီး အချိန်အစား ပြန်ရ။
ledger-rulebook-took-effect = စည်းမျဉ်း အမှတ် { $version } အသက်ဝင်။
ledger-reservation-fulfilled = စာရင်းတစ်ခု ပြီးစီး။
ledger-visit-joined = { $truck } သည် { $line } သို့ ဝင် ({ $lane })။
ledger-visit-called = { $hasReason ->
    [yes] { $truck } ကို { $gate } သို့ အစဉ်ပြင်ပ ခေါ်: { $reason }
   *[no] { $truck } ကို { $gate } သို့ ခေါ်။
 }
ledger-visit-admitted = { $hasBay ->
    [no] { $truck } ဝင်ခွင့်ရ။
   *[other] { $truck } ဝင်ခွင့်ရ၊ နေရာ { $bay }။
 }
ledger-visit-parked = { $truck } သည် { $bay } တွင် ရပ်။
ledger-visit-released = { $truck } ခွင့်ပြုပြီး။
ledger-visit-departed = { $truck } ထွက်ခွာ။
ledger-visit-left = { $truck } တန်းမှ ထွက်။
ledger-visit-turned-away = { $truck } လက်မခံ: { $reason }
ledger-visit-corrected = { $truck } မှတ်တမ်း ပြင်: { $reason }
ledger-visit-moved = { $truck } သည် { $line } တွင် အစဉ်ပြောင်း။
ledger-call-missed = { $truck } ခေါ်၍ မလာ၊ ပြန်စောင့်။
ledger-bay-reassigned = { $hasBay ->
    [no] { $truck } ယာယီ နေရာမရှိ။
   *[yes] { $truck } သည် နေရာ { $bay } ရ။
 }
ledger-bands-published = ခန့်မှန်းချိန် အသစ် ထုတ်ပြန်။
ledger-bay-status-set = နေရာ { $bay }: { $status }
ledger-bay-kept = { $hasTruck ->
    [yes] နေရာ { $bay } ကို { $truck } အတွက် ချန်ထားသည်။
   *[no] နေရာ { $bay } ကို မည်သူ့အတွက်မျှ မချန်ထားတော့ပါ။
 }
ledger-rendezvous-proposed = ကားတစ်စီးက အခြားတစ်စီးနှင့် တွေ့ရန် အဆိုပြုသည်။
ledger-rendezvous-agreed = ကားနှစ်စီး တွေ့ဆုံမည်။
ledger-rendezvous-retimed = ကားနှစ်စီး တွေ့ဆုံချိန် ပြောင်းသည်။
ledger-rendezvous-awaited = { $truck }- တွေ့ဆုံမည့်ကား စောင့်ခြင်း စတင် သို့မဟုတ် ပြီးဆုံး။
ledger-rendezvous-ended = တွေ့ဆုံမှု ပြီးဆုံး။
ledger-road-status-set = လမ်း { $road }: { $status }
ledger-guidance-disputed = { $hasBay ->
    [yes] { $truck } သည် နေရာ { $bay } တွင် ကားရှိနေသည်ကို တွေ့သည်။
   *[no] { $truck } သည် လမ်း { $road } ပိတ်နေသည်ကို တွေ့သည်။
 }
ledger-way-changed = { $truck } ကို အခြားလမ်းမှ ညွှန်သည်။
ledger-bay-power-set = { $status ->
    [off] နေရာ { $bay } လျှပ်စစ်ပြတ်သည်။
   *[on] နေရာ { $bay } လျှပ်စစ် ပြန်ရပြီ။
 }
ledger-inspection-ordered = အာဏာပိုင်က { $truck } ကို စစ်ဆေးရန် အမိန့်ပေးသည်။
ledger-inspection-picked = နောက်တစ်စီး { $truck } ကို စစ်ဆေးမည်။
ledger-inspection-ended = { $outcome ->
    [cleared] { $truck } စစ်ဆေးပြီး ခွင့်ပြုပြီ။
    [detained] { $truck } စစ်ဆေးပြီး ထိန်းထားသည်။
   *[withdrawn] { $truck } စစ်ဆေးရန် မလိုတော့ပါ။
 }
ledger-plate-read = နံပါတ်ပြားဖတ်စက်က { $gate } တွင် ကားတစ်စီး မြင်သည်။
ledger-plate-settled = အော်ပရေတာက နံပါတ်ပြားဖတ်ချက်တစ်ခုကို ဖြေပြီး။
ledger-paper-recorded = { $truck } ၏ စာရွက်မှ စာကြောင်း ထည့်ပြီး။
ledger-override-asked = အစဉ်ပြင်ပ ခေါ်ရန် ဒုတိယလူ တောင်းသည်: { $reason }။
ledger-override-confirmed = ဒုတိယလူက အစဉ်ပြင်ပ ခေါ်ရန် သဘောတူပြီး။
ledger-visit-returned = { $truck } ပြန်စောင့်သည်: အခြားယာဉ် ဝင်ခဲ့သည်။

# Calls
calls-title = ခေါ်ဆိုမှု
calls-lead = ကားများကို ဂိတ်သို့ မည်သူခေါ်သည်၊ အဘယ်ကြောင့် မခေါ်သေးသည်။
calls-automatic = အလိုအလျောက်
calls-operator = လူကခေါ်သည်
calls-mode = ခေါ်သည့်နည်း
calls-switched = ခေါ်ဆိုမှု - { $mode ->
    [automatic] အလိုအလျောက်
   *[other] လူကခေါ်သည်
 }
calls-stop = ခေါ်ဆိုမှုအားလုံး ရပ်ရန်
calls-stop-lead = ဘေးကင်းရေးအတွက် ချက်ချင်း။ ဂိတ်မရောက်သေးသောကားများ မူလနေရာသို့ ပြန်ရသည်။
calls-stopped = ခေါ်ဆိုမှု ရပ်ထားသည်
calls-stopped-for = ရပ်ထားသည် - { $reason }
calls-resume = ဆက်ခေါ်ရန်
calls-resumed = ဆက်ခေါ်နေပြီ
calls-next = နောက် အလိုအလျောက်ခေါ်ဆိုမှု
next-call-gate = ယခု အစဉ်လိုက်၊ ဂိတ်လွတ်သည်။
next-call-ahead = ယခု ကြိုတင်၊ ဂိတ်ရောက်ချိန် နေရာလွတ်မည်။
next-call-other-bays = ယခု၊ ရှေ့ကားများ လိုသောနေရာ ပြည့်နေသည်။
next-hold-operator = တာဝန်ရှိသူက ခေါ်သည်။
next-hold-stopped = ခေါ်ဆိုမှု ရပ်ထားသည်။
next-hold-closed = လမ်းကြောင်းများ ပိတ်ထားသည်။
next-hold-neighbour = အိမ်နီးချင်းဂိတ်က လောလောဆယ် ထပ်မလက်ခံပါ။
next-hold-nobody = စောင့်နေသူ မရှိပါ။
next-hold-resting = စောင့်နေသူကို ခေါ်ပြီးသော်လည်း မလာခဲ့ပါ။
next-hold-pace = တစ်စီး ခေါ်ပြီးကာစ၊ ဂိတ်က တစ်စီးချင်း လက်ခံသည်။
next-hold-on-the-way = လမ်းပေါ်တွင် လုံလောက်နေပြီ။
next-hold-gates-full = ဂိတ်များ ပြည့်နေသည်။
next-hold-gates-shut = ရောက်ချိန်တွင် ဖွင့်ထားသောဂိတ် မရှိပါ။
next-hold-bays = နေရာ အချိန်မီ မလွတ်သေးပါ။
neighbour-title = အိမ်နီးချင်းဂိတ်က လက်ခံနိုင်မှု
neighbour-rate = { $minutes } မိနစ်တွင် { $vehicles } စီး၊ ကျန် { $left }၊ { $time } အထိ
neighbour-none = မပြောထားပါ။
neighbour-vehicles = တစ်နာရီ ကားအရေအတွက်
neighbour-hours = အကျုံးဝင်ချိန်၊ နာရီ
neighbour-send = မှတ်တမ်းတင်ရန်
neighbour-sent = မှတ်တမ်းတင်ပြီး
act-at-gate = ဂိတ်ရောက်ပြီ
act-repeat-call = ထပ်ခေါ်ရန်
act-withdraw-call = ခေါ်ဆိုမှု ရုပ်သိမ်းရန်
done-at-gate = { $plate } ဂိတ်ရောက်ပြီ
waits-at-gate = ဤဂိတ်တွင် စောင့်နေသည်
ledger-calls-switched = ခေါ်သည့်နည်း ပြောင်းခဲ့သည်။
ledger-calls-stopped = ခေါ်ဆိုမှုအားလုံး ရပ်ခဲ့သည် - { $reason }။
ledger-calls-resumed = ဆက်ခေါ်ခဲ့သည်။
ledger-call-withdrawn = { $truck } ၏ ခေါ်ဆိုမှု ရုပ်သိမ်းခဲ့သည် - { $reason }။
ledger-call-repeated = { $truck } ကို ထပ်ခေါ်ခဲ့သည် - { $reason }။
ledger-visit-at-gate = { $truck } သည် { $gate } ရောက်ပြီ။
ledger-acceptance-reported = အိမ်နီးချင်းဂိတ် လက်ခံနိုင်မှု မှတ်တမ်းတင်ခဲ့သည်။

# စာရွက်ဖြင့် လုပ်ရသော နာရီများ
paper = စာရွက်ပေါ်ရှိ တန်း
paper-lead = မီးပျက်ချိန် သို့မဟုတ် လိုင်းမရှိချိန်အတွက်
paper-print = မတိုင်မီ: စာရင်း
paper-print-go = တန်းစီစာရင်း ပုံနှိပ်ရန်
paper-enter = ပြီးနောက်: ရေးထားသည်များ
paper-enter-hint = အချိန်ကို မှတ်တမ်းတင်ပြီး ဖြစ်ရပ်အစဉ်ကသာ အရေးပါသည်။ တစ်ကြောင်းကို နှစ်ကြိမ် ထည့်နိုင်သည်။
paper-event = ဘာဖြစ်ခဲ့သလဲ
paper-at = ရေးထားသည့် အချိန်
paper-at-hint = 14:35 သို့မဟုတ် 2026-11-22 14:35
paper-lane-reserved = ကြိုတင်စာရင်းအတိုင်း
paper-add = စာကြောင်း ထည့်ရန်
paper-remove = ဤစာကြောင်းကို ဖယ်ရန်
paper-file = CSV ဖိုင်မှ
paper-go = { $count } ကြောင်း ထည့်သွင်းရန်
paper-report = ထည့်ပြီး: { $recorded }။ သိပြီးသား: { $known }။ မကိုက်ညီ: { $unfit }။
paper-unfit = စာကြောင်း { $line }:
paper-arrived = ရောက်ရှိ
paper-admitted = ဝင်ခွင့်ပြု
paper-parked = ရပ်ပြီး
paper-released = ထွက်ခွင့်ပြု
paper-departed = ထွက်သွားပြီ
paper-left = မစောင့်တော့ပါ
paper-turned-away = ပြန်လွှတ်

rules = စည်းမျဉ်း
correct-instead = မဝင်ခဲ့၊ အခြားကားဖြစ်သည်
second-ask = ဒုတိယလူကို တောင်းပါ
second-asked = တောင်းပြီး၊ အခြားသူက မိမိမျက်နှာပြင်တွင် အတည်ပြုသည်။
second-wanted = အစဉ်ပြင်ပ ခေါ်လိုသည်: { $plates }
second-confirm = သဘောတူ၍ ခေါ်မည်
second-yours = သင်တောင်းထားသည်၊ အခြားသူ သဘောတူရမည်။

# ယာဉ်မောင်းအား ပြောခဲ့သည်များ
told = ယာဉ်မောင်းထံ စာများ
told-to = { $number } သို့
told-none = မည်သည်ကိုမျှ မပြောရသေးပါ။
told-off = ဤဝန်ဆောင်မှုက စာမပို့ပါ။
told-no-number = ဖုန်းနံပါတ် မပေးထားပါ။
told-unwanted = { $number } က စာမလိုချင်ပါ။
told-confirmed = ကြိုတင်မှာယူမှု အတည်ပြုပြီး
told-offered = နေရာ ကမ်းလှမ်း
told-displaced = အချိန် မထားနိုင်
told-retimed = အချိန် ပြောင်း
told-soon = ခေါ်တော့မည်
told-called = ဂိတ်သို့ ခေါ်
told-call-missed = ခေါ်သည်ကို လွတ်
told-call-withdrawn = ခေါ်ဆိုမှု ရုပ်သိမ်း
told-bay = ရပ်ရန်နေရာ
told-closure = ခေတ္တရပ်
told-is-sent = { $channel ->
    [log] { $time } တွင် မှတ်တမ်းသို့ ရေးပြီး
   *[sms] { $time } တွင် SMS ဂိတ်ဝေးသို့ ပေးပြီး
 }
told-is-waiting = { $time } တွင် ပို့မည်
told-is-retried = { $attempts } ကြိမ်မြောက် မအောင်မြင် ({ $problem })၊ { $time } တွင် ထပ်ပို့မည်
told-is-failed = မရောက်ပါ: { $problem }၊ { $attempts } ကြိမ်
told-is-superseded = မပို့ပါ: နောက်စာက ပြောပြီး
told-is-late = မပို့ပါ: နောက်ကျလွန်း
told-is-no-number = မပို့ပါ: နံပါတ် မရှိ
told-is-refused = မပို့ပါ: စာမလိုချင်

# Readers and phones at the gate
gate-rules = ဖတ်စက်နှင့် ဖုန်း
gate-rules-lead = စည်းမျဉ်းက ဘာပြောသလဲ
gate-rules-saved = စည်းမျဉ်းအသစ် အသက်ဝင်ပြီ။
gate-rules-save = ယခု အသက်သွင်းပါ
gate-rules-again = ပြန်ဖတ်ပါ
plates-title = ဖတ်စက်က မည်သည့်အခါ လုပ်မည် (%)
plates-act = လုပ်ရန် အနည်းဆုံး
plates-ask = မေးရန် အနည်းဆုံး
plates-apart = အခြားယာဉ်ထက် သာရမည်
plates-ask-minutes = မေးထားချိန် (မိနစ်)
plates-keep-days = မေ့ရန် (ရက်)
fence-title = ယာဉ်မောင်း ဖုန်းဖြင့် စာရင်းသွင်းနိုင်သည့်နေရာ
fence-on = ဤနေရာမှသာ
fence-points = အမှတ်များ၊ တစ်ကြောင်းတစ်ခု: လတ္တီတွဒ်, လောင်ဂျီတွဒ်
fence-points-hint = တစ်မှတ်သည် နေရာ၊ နှစ်မှတ်သည် လမ်း၊ သုံးမှတ်နှင့်အထက်သည် ဧရိယာ။
fence-points-wrong = အမှတ်မဟုတ်သော စာကြောင်းရှိသည်။ 21.1896, 101.6862 ဟု ရေးပါ
fence-within = ပတ်ဝန်းကျင် (မီတာ)
fence-accuracy = ဖုန်း လွဲနိုင်သည် (မီတာ)

# From other sites
coming = အခြားနေရာများမှ လာနေသည် - { $count }
coming-kept = { $site } မှ၊ ရောက်ချိန် { $since }၊ { $until } အထိ ထိန်းသည်
ledger-transfer-promised = အခြားနေရာမှ လာနေသောယာဉ်အား ရောက်ရှိစဉ်နေရာ ကတိပြုသည်။
ledger-transfer-withdrawn = အခြားနေရာမှ ယာဉ်အား ပြုထားသောကတိ ပြန်ရုပ်သိမ်းသည်။
ledger-transfer-expired = အခြားနေရာမှ ယာဉ် အချိန်မီ မရောက်ပါ - နေရာ မထိန်းတော့ပါ။
ledger-transfer-refused = { $truck } ဆက်နေသည် - အခြားနေရာသို့ မသွားနိုင်တော့ပါ။
