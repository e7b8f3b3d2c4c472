# The rules page, မြန်မာ.

loading = ဖွင့်နေသည်…
language = ဘာသာစကား
unknown-site = ဤနေရာကို မသိပါ။
rules-lead = နေရာက ဆုံးဖြတ်ရာတွင် သုံးသော ဂဏန်းများမှ ထုတ်ထားသည်၊ ဤတွင် ရေးထားသည့်အတိုင်း ဖြစ်သည်။ အကြောင်းပြချက်နှင့် ငြင်းဆိုချက်များသည် အခြေခံသောအချက်ကို ဖော်ပြသည်။
version = ဗားရှင်း
since = { $day } မှ စ၍
by-hand-title = အစဉ်ပြင်ပ ခေါ်ခြင်းများ
by-hand-lead = နေ့နှင့် ခေါ်သူအလိုက်။ လူနှင့် ကုမ္ပဏီများကို အမည်ဝှက်ဖြင့် ဖော်ပြသည်။
by-hand-none = အစဉ်ပြင်ပ ခေါ်ခြင်း မရှိပါ။
by-whom = ခေါ်သူ
of-nobody = ကုမ္ပဏီမရှိ
calls = ကား { $count } စီး
seconded = { $count } ကြိမ် ဒုတိယလူ အတည်ပြု
reason-perishable = ကုန်ပျက်မည်
reason-medical = လူမမာရှိသည်
reason-safety = လုံခြုံရေး
reason-authority = အာဏာပိုင် တောင်းဆို
reason-equipment = စက်ပစ္စည်း
reason-mistake = အမှားပြင်ခြင်း
reason-other = အခြား
