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
band-sure = Most likely { $time }. True 9 times in 10.
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
why = Why this place
passed = { $count ->
    [one] 1 truck ({ $class }) came in front by the rules
   *[other] { $count } trucks ({ $class }) came in front by the rules
 }
leave = Leave the queue
leave-sure = You would lose your place. Leave the queue?
leave-yes = Leave
stay = Stay

reserved-for = Your slot
reservation-off = No longer valid
arrive-between = Arrive between { $from } and { $until }
i-am-here = I have arrived
cancel-reservation = Cancel this reservation
cancel-sure = Cancel this reservation?
cancel-yes = Cancel it
keep = Keep it

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

problem-network = No answer. Nothing is lost: press again.
problem-unknown = This was refused.

clause-order-live = The site works by its live queue alone: by arrival.
clause-order-arrival = Without a reservation: by arrival.
clause-order-slot = Booked and on time: by the start of the slot.
clause-order-early = Booked, but here early: by arrival until the window opens.
clause-order-late = Booked, but here late: by arrival.
clause-order-booked = Booked: before vehicles without a reservation.
clause-order-priority = Its kind has priority turns.
clause-order-bound = Priority may cost others only so much time.
clause-order-window = Its arrival window opened: it has its booked place.
clause-call-by-hand = Called out of order by an operator; the reason is recorded.
span-minutes = { $minutes } min
span-hours = { $hours } h { $minutes }
