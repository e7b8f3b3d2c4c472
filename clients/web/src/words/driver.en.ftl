# Driver's page, English. Short words: read on a small screen, often in a hurry.

loading = Loading…
language = Language
start-title = Your place in the queue
start-lead = Open the link you were sent, or paste your key here.
start-key = Key
start-go = Show my place
start-over = Start over
link-old = This link is no longer valid
link-old-lead = Ask at the desk for a new one. Your place is kept.
offline = No connection. Trying again…
offline-since = No connection. As it was at { $time }.

your-place = Your place
ahead = { $count ->
    [0] You are next
    [one] 1 truck ahead of you
   *[other] { $count } trucks ahead of you
 }
of-all = { $count } in line
your-turn = Your turn between
let-in = Let in between
band-sure = Most likely { $time }. True 9 times in 10.
band-cold = A wide estimate: it rests on the lane plan until more trucks have been served.
from-now = In { $from } to { $to }

called-title = Come to the gate now
called-lead = Have your papers ready.
drive-to = Drive to bay
parked-in = You are in bay
parked-lead = Stay here until you are released.
released = You may leave
released-lead = Drive to the exit gate.
over-departed = Good journey!
over-left = You left the queue
over-turned-away = You were turned away

step-waiting = Waiting
step-called = Called
step-admitted = Driving in
step-parked = Parked
step-released = Released

way = Your way
way-map = Map of your way to bay { $bay }
dispute-bay = Bay is taken
dispute-way = Way is blocked
dispute-bay-sure = Is another truck in bay { $bay }? You will be sent to bay { $second }.
dispute-bay-none = Is another truck in bay { $bay }? No other bay is free: you will wait where you are.
dispute-yes = Yes, it is taken
dispute-no = No
dispute-where = Where can you not drive on? Tap the step. You will be shown another way.
why = Why this place
leave = Leave the queue
leave-sure = You would lose your place. Leave the queue?
leave-yes = Leave
stay = Stay

reserved-for = Your slot
arrive-between = Arrive between { $from } and { $until }
i-am-here = I have arrived
area = I wait at
cancel-reservation = Cancel this reservation
cancel-sure = Cancel this reservation?
cancel-yes = Cancel it
keep = Keep it

waiting-title = You are waiting for a place
waiting-lead = Keep this page. A free place is shown here: answer before the time runs out, or it goes to the next.
offered-title = A place is free for you
displaced-title = Your time could not be kept
displaced-next = Choose another time now, or wait: free places come to you first.
missed-title = Your time has passed
missed-lead = If you are at the gate, say so: you still join the line.
missed-why = No check-in was seen until { $until }, when your window closed.
missed-counts = It counts as a miss. With { $misses } in { $days } days there are no busy hours for { $block } days.
missed-free = It does not count against you.
credit-note = The site was late last time: your window closes { $minutes } min later.
appeal = It was not my fault
appeal-lead = Say why until { $until }. You can do this once. It counts until somebody has decided.
appeal-cause = What happened
appeal-text = In your words
appeal-hint = Your words are seen by the site alone.
appeal-send = Send
appeal-sent = You said { $at }: { $cause }
appeal-open = The site looks at it. Until then it counts.
appeal-forgive = Forgiven: it does not count.
appeal-uphold = Not forgiven: it counts.
appeal-over = The time to appeal is over.
another-time = Another time
take-this-time = Take this time
stop-waiting = Stop waiting
stop-waiting-sure = You would lose your turn. Stop waiting?
keep-waiting = Keep waiting
extend-sure = Your window closes later. This is possible once in 60 days.
show-code = Show this code at the gate. It works without a network.
any-that-day = Any time on this day
wait-for-any = Wait for the first free
changed-title = The site changed your time
understood = I have seen it
back = Back

# Draws
drawn-title = Drawn: your slot
draw-in = You are in the draw
draw-in-lead = Entries are taken until { $closes }; the places are drawn soon after. Asking again wins nothing.
draw-soon = Entries are closed. The places are being drawn: keep this page.
draw-lost = Not drawn this time
draw-lost-lead = You wait on, in the order drawn: a place that becomes free is offered here.
draw-check = Check the draw

reserve-title = Reserve a slot
reserve-again = Reserve again
reserve = Reserve
site = Site
lane = Load
time = Time
plate = Plate
country = Country
name = Your name
phone = Phone
no-slots = Nothing on this day.
free-count = { $count } free
slot-band = Check in at { $time } and you are through the gate between { $from } and { $to }. True 9 times in 10.
slot-full = full
slot-closed = closed
class-general = General
class-fresh = Fresh
class-hazmat = Hazmat
class-oversize = Oversize
class-parcel = Parcel
direction-export = Export
direction-import = Import
direction-transit = Transit
direction-empty = Empty

# Calls
at-gate-title = You are at the gate
at-gate-lead = Wait here until you are let in.
calls-are-stopped = All calls are stopped for safety
calls-are-stopped-lead = Stay where you are. You keep your place and are called when it is over.
calls-are-stopped-at-gate = Wait at the gate. Nobody else is called.

why-changes = What may still change it
why-rules = All rules of this site

# Messages to the phone
messages = Messages
messages-on = You are told at { $number }: your slot, your call, your bay.
messages-off = You get no messages at { $number }.
messages-by-reply = This phone answered STOP. It gets messages again when it answers START.
messages-none = Give a number to be told of your call.
messages-number = Phone number
messages-save = Send messages here
messages-begin = Send me messages
messages-end = No more messages
messages-other = Another number

# Another site
elsewhere-title = { $site } is faster for you
elsewhere-drive = Drive { $drive }. If you leave now you are let in there between
elsewhere-saves = About { $saves } sooner than here.
elsewhere-kept = Your place by arrival goes with you.
elsewhere-go = Go to { $site }
elsewhere-sure = You give up your place here. { $site } keeps your place by arrival until { $until }. Go there?
elsewhere-yes = Go there
elsewhere-no = No, stay here
on-the-way-title = { $site } keeps your place until
on-the-way-lead = Drive there and check in. You stand there as if you had come at { $since }.
on-the-way-over = { $site } does not keep your place any more
on-the-way-over-lead = The time to come is over. You may still check in there: you stand by when you arrive.
