# Console, English. One message a line where it fits; ids are the same in every language.

loading = Loading
skip = Skip to the content
views = Views
view-live = Live
view-queue = Queue
view-gates = Gates
view-yard = Yard
view-slots = Slots
view-ledger = Ledger
view-inspections = Inspections
details = Details
close = Close
confirm = Confirm
cancel = Cancel
move = Move
find = Find
yes = Yes
more = More
fewer = Fewer
acts = Actions
account = Account
language = Language
nameless = Signed in
sign-out = Sign out
a-truck = A truck

# Sign-in
sign-in-title = Console
sign-in-lead = For those who run a site, and for companies whose trucks use it.
sign-in-way = Way to sign in
sign-in-key = Key
sign-in-password = Password
sign-in-key-label = Key
sign-in-key-hint = Starts with sk_. It is sent once and kept nowhere in this browser.
sign-in-email = E-mail
sign-in-password-label = Password
sign-in-go = Sign in

role-driver = Driver
role-company = Company
role-operator = Operator
role-device = Device
role-authority = Authority
role-auditor = Auditor
role-neighbour = Neighbour
role-admin = Administrator

# Sites
choose-site = Choose a site
find-site = Name, code or country
no-sites = No site is open to you yet.
no-match = Nothing matches.
site-lanes = { $count ->
    [one] 1 lane
   *[other] { $count } lanes
 }
site-no-lanes = No lanes
site-open = Open
site-closed = Closed
mode-live-only = Live queue only

link-live = Live
link-connecting = Connecting
link-stale = Connection lost

# Queue
queue = Queue
trucks = { $count ->
    [one] 1 truck
   *[other] { $count } trucks
 }
lines = Lines
find-plate = Find a plate
find-everywhere = Look in the yard and in the past
find-nowhere-else = Nowhere else.
filter-lane = Lane
all-lanes = All lanes
queue-empty = Nobody is waiting.
at-gate-now = To the gate
waited = { $span } here
arrived-at = Arrived { $time }
next-in-order = Next in order
nobody = Nobody
how-many = How many
call-next = Call
called = { $count ->
    [one] 1 truck called
   *[other] { $count } trucks called
 }

class-general = General
class-fresh = Fresh
class-hazmat = Hazmat
class-oversize = Oversize
class-parcel = Parcel

direction-export = Export
direction-import = Import
direction-transit = Transit
direction-empty = Empty

status = Status
status-waiting = Waiting
status-called = Called
status-admitted = Driving to its bay
status-parked = Parked
status-released = Released
status-departed = Departed
status-left = Left the queue
status-turned-away = Turned away

# Gates and lanes
gates = Gates and lanes
lane = Lane
lane-waiting = Waiting
lane-wait-now = Wait if joining now
lane-served = Served, 1 h
lane-closed = Stopped
lane-stop = Stop
lane-open = Open
lane-opened = { $lane } is open again
lane-stop-title = Stop a lane
lane-stop-lead = Waiting trucks keep their order. Everyone is told.
lane-was-closed = { $lane } is stopped
close-site = Stop all
whole-site = Whole site
until-label = Until
until-lifted = Until it is opened again
until = until { $time }
for-minutes = { $count ->
    [60] 1 hour
    [120] 2 hours
    [240] 4 hours
   *[other] { $count } minutes
 }
minutes-range = { $from }–{ $to } min
hours-range = { $from }–{ $to } h

# Reasons
reason = Reason
reason-text = In your words
reason-hint = The reason above is public and stays for ever. Your words do not.
reason-public-hint = Public: drivers and the board show it.
reason-perishable = Load would spoil
reason-medical = Somebody is ill
reason-safety = Safety
reason-authority = Asked by an authority
reason-customs = Customs
reason-quarantine = Quarantine
reason-declaration = Its declaration
reason-booked = It came for it
reason-equipment = Equipment
reason-mistake = A mistake put right
reason-other = Other

# Visit
visit = Visit
place-of = of { $of } in line
called-to-gate = called to this gate
likely-at = most likely { $time }
no-band = no time yet
arrived = Arrived
reservation = Reservation
reference = Reference
walk-in = Walk-in
with-reference = With a reference
country = Country
plate = Plate
trailer = Trailer
size = Size
length = Length
length-m = Length, m
power = Power
bay = Bay
why = Why here
way-to-bay = Way to { $bay }
way = The way
timeline = What happened
inferred = inferred
moment-waiting = Checked in
moment-joined = Checked in
moment-called = Called
moment-admitted = Admitted
moment-parked = Parked
moment-released = Released
moment-departed = Departed
moment-left = Left
moment-turned-away = Turned away
moment-moved = Moved in line
moment-missed = Did not come when called
moment-reassigned = Another bay
moment-corrected = Corrected
moment-withdrawn = Call taken back
moment-returned = Waits again: it was another that was let in

act-call = Call
act-admit = Admit
act-park = Park
act-release = Release
act-depart = Depart
act-leave = Leaves
act-turn-away = Turn away
act-correct = Correct
act-print = Print slip
done-call = { $plate } called
done-admit = { $plate } admitted
done-park = { $plate } parked
done-release = { $plate } released
done-depart = { $plate } departed
done-leave = { $plate } left the queue
done-correct = { $plate } corrected
call-out-of-order = Call out of order
turn-away-title = Turn this truck away
park-title = Where does it stand?
correct-title = Put a record right
correct-what = What was wrong
correct-vehicle = Plate
correct-lane = Lane
correct-bay = Bay
correct-duplicate-of = Same as visit

check-in = Check in
check-in-lead = A truck is at the desk.
check-in-way = Way to check in
area = Waits at
checked-in = { $plate } checked in, place { $place }

slip-place = Place { $place }
slip-foot = Keep this slip. The code is read at the gate.

# Yard
yard = Yard
yard-map = Map of the yard
no-yard = This site has no yard map.
bays-of = { $count } bays
bay-free = Free
bay-given = On the way
bay-kept = Kept
bay-occupied = Occupied
bay-closed = Closed
kind-general = General bay
kind-reefer = Reefer bay
kind-long = Long bay
kind-inspection = Inspection bay
kind-hazmat = Hazmat bay
bay-title = Bay { $bay }
bay-given-long = on the way here
bay-kept-long = is expected here: kept for it
open-visit = stands here
bay-open = Open
bay-close = Close bay
bay-empty = It is empty
bay-taken = It is taken
bay-hint = No truck is sent to a closed bay.
bay-was-set = { $bay }: { $status }
road = Road
road-title = Road { $road }
road-open = Open
road-slow = Slow
road-blocked = Blocked
road-open-act = Open road
road-slow-act = Slow road
road-block-act = Block road
road-users = On their way over it
road-disputed = Drivers who say it is blocked
road-disputed-hint = Say how it is: open or blocked. Until then they are led around it, and nobody else is.
road-hint = Trucks under way are led around a blocked road, and around a slow one where that is quicker.
road-was-opened = { $road } is open
road-was-slowed = { $road } is slow
road-was-blocked = { $road } is blocked
one-way = One way
two-way = Both ways
zoom-in = Closer
zoom-out = Further
zoom-fit = Whole yard
yards = Yards
yards-all = All
replay = The last hour
replay-open = Look back on the last hour
replay-not-live = Not live
replay-play = Play
replay-pause = Pause
replay-at = Moment that is shown
replay-live = Back to live
bay-free-expected = Expected to be empty
bay-free-likely = most likely { $likely }; between these times nine times in ten
bay-overdue = It has stayed longer than nearly all do: nobody can say.
power-off = Power is off
power-on = Power is on again
power-off-since = off since { $at }
power-is-off = { $bay } has no power.
power-is-on = { $bay } has power again.
unpowered-since = in bay { $bay } without power since { $since }
unpowered-until = in bay { $bay } without power since { $since }; its load keeps until { $until }
inspections-none = Nobody is to be inspected.
inspect-order = Order inspection
inspect-absent = No vehicle with this plate is here.
inspect-pick = Next
inspect-clear = Clear
inspect-detain = Detain
inspect-withdraw = Not wanted any more
inspect-detained = Detained
inspect-picked = Next
inspect-in-bay = in bay { $bay }
inspect-under-way = on its way to bay { $bay }
inspect-moving = from bay { $from } to bay { $bay }
inspect-in-line = place { $position } in the line
inspect-done-ordered = { $plate } is to be inspected.
inspect-done-picked = { $plate } is next: a bay is kept for it once it is called or inside.
inspect-done-cleared = { $plate } is cleared.
inspect-done-detained = { $plate } is detained.
inspect-done-withdrawn = { $plate } need not be inspected any more.

# The yard redrawn
plan = Redraw the yard
plan-back = Back to the live yard
plan-tools = Tools
plan-move = Move
plan-tool-end = Put the tool away
plan-place-bay = Choose where the bay is
plan-place-node = Choose where the node is
plan-place-area = Choose where the area is
plan-road-from = Choose where the road begins
plan-road-to = From { $from }: choose where it leads
plan-middle = Middle of the map
plan-undo = Take a step back
plan-redo = Repeat the step
plan-export = Export
plan-export-mine = Export mine
plan-nothing = Choose a bay, road, node or area. What is chosen is moved by dragging it, with the arrow keys, or by its coordinates.
plan-bay = Bay
plan-road = Road
plan-node = Node
plan-gate = Gate
plan-area = Area
plan-corner = Corner { $number }
plan-corners = { $count } corners
plan-corner-more = One corner more
plan-corner-less = One corner less
plan-remove = Remove
plan-id = Name
plan-kind = Kind
plan-beside = Leaves the road at
plan-on-the-way = Roads lead right in
plan-through = Driven through
plan-exclusive = For its kind alone
plan-behind = Behind
plan-behind-hint = Bays that must be empty to drive in here or out.
plan-pairs = Across the dock
plan-pairs-hint = Bays across one dock from this one, where loads are carried over. The other bay names this one as well.
plan-neighbours = Beside dangerous goods
plan-neighbours-hint = Bays that stay empty while dangerous goods stand in one of them.
plan-reverse = Other way round
plan-speed = Speed
plan-sign = On its sign
plan-height = Height up to
plan-drive = Drive to the gates, if trucks wait here
plan-weight = Weight up to
plan-length = Length up to
plan-turns = Turns that may be made here
plan-turn-round = Turn on the spot: { $road }
plan-lat = Latitude
plan-lon = Longitude
plan-faults = What is wrong
plan-checking = Being checked…
plan-sound = Nothing is wrong with this yard
plan-faulty = { $count ->
    [one] One thing is to be put right
   *[other] { $count } things are to be put right
 }
plan-changes = { $count ->
    [one] One change
   *[other] { $count } changes
 }
plan-save = Save
plan-saved = The yard is saved and in use
plan-not-yours = An administrator saves it.
plan-stale = Somebody else has saved another yard meanwhile. Yours was not saved over it: export it, or go on from the new one.
plan-read-again = Go on from the new one
fault-value = Out of bounds:
fault-road-to-nowhere = It leads to nowhere: one of its ends is gone.
fault-road-loop = It leads back to where it begins.
fault-road-dead-end = Whoever comes here does not get out again.
fault-bay-no-node = It hangs on no road: say at which node it leaves the road.
fault-bay-unreachable = No way leads here from a gate.
fault-bay-no-exit = No way leads from here to an exit.
fault-bay-none = The yard has no bay.
fault-bay-in-use = A truck is here or on its way here: wait until it has left.
fault-bay-too-small-now = The truck that is here or on its way here would not fit any more.
fault-bay-shut-in = The truck that is here or on its way here would not get out again.
fault-bay-renamed = It cannot go on under this name.
fault-no-turns-unknown = A turn is forbidden that nobody can make.
fault-neighbours-unknown = A neighbour is not there.
fault-neighbours-asymmetric = A neighbour does not name it in return.
fault-blocked-by-unknown = A bay in front of it is not there.
fault-blocked-by-circle = The bays in front of it are behind it as well.
fault-blocked-by-too-many = More than a hundred bays are in front of it.
fault-gate-no-entry = No gate leads in.
fault-gate-no-exit = No gate leads out.
fault-gate-unknown = The site has no such gate.
fault-id-wrong = A name has 1 to 64 letters or digits and no spaces.
fault-id-duplicate = Two things have this name.
fault-feature-unknown = It is not there any more.


# Slots
slots = Slots
slot = Slot
day = Day
day-before = Day before
day-after = Day after
today = Today
slot-taken = Taken
slot-held = Held
slot-free = Free
slot-number = The number is what is free
slot-status-open = open
slot-status-full = full
slot-status-closed = closed
slot-status-past = past
taken-of = { $taken } of { $capacity } taken
free-count = { $count } free
no-slots = No slots on this day.
reserve = Reserve
reserve-lead = On behalf of a driver.
hold-take = Keep this place meanwhile
hold-left = The place is kept for
hold-over = The place is not kept any more. It can still be reserved if it is free.
reserved = Reserved
driver-name = Driver’s name
phone = Phone
arrive-between = Arrive between
find-reservation = Find reservation
find-reservation-lead = By plate or by reference.
plate-or-reference = Plate or reference
cancel-sure = The place goes to the waitlist, never to a named party.
cancel-yes = Cancel reservation
language-zh = 中文
language-en = English
language-lo = ລາວ
language-my = မြန်မာ
language-vi = Tiếng Việt
language-th = ไทย

# Reservations without a place, and what is done with them
waits = Waiting for a place
waits-for = Waits for
waits-now = In line for a place
wait-for-any = Wait for the first free
reserve-way = Way to reserve
reserve-by-slot = A certain time
reserve-by-range = First free in a range
not-before = Not before
not-after = Not after
range-hint = The first place that is free in this time is offered.
stop-waiting = Stop waiting
stop-waiting-sure = It gives up its turn and is cancelled.
extended = May arrive until { $time }
declared = Declaration attached
swap = Other vehicle
swap-lead = For another vehicle of the same company.
forgive = Forgive
forgive-title = Why does this miss not count?
forgiven = { $plate }: the miss does not count
credit = Time credit
credit-minutes = window closes { $minutes } min later
appeals = Appeals
appeals-count = { $count ->
    [one] 1 to decide
   *[other] { $count } to decide
 }
appeal-came = Came { $minutes } min after the window closed
appeal-never = Never came
appeal-day = That day in this lane { $shown } came, { $missed } did not
appeal-site-late = { $count ->
    [one] The site was late for 1 truck, by { $minutes } min
   *[other] The site was late for { $count } trucks, by up to { $minutes } min
 }
appeal-site-kept = The site kept its promises that day
appeal-misses = { $count ->
    [one] 1 miss counts
   *[other] { $count } misses count
 }
appeal-forgive = Forgive
appeal-uphold = Let it count
appeal-why-forgive = Why does it not count?
appeal-why-uphold = Why does it go on counting?
appeal-done = { $plate }: decided
slip = Slip (PDF)
pass-hint = The code is read at the gate, also without a network.
reference-hint = Or scan the pass.
done = Done
lane-stop-cost = { $count ->
    [one] 1 reservation loses its place now.
   *[other] { $count } reservations lose their place now.
 }
lane-stop-follow = { $count ->
    [one] Up to 1 more follows within 24 h while it stays stopped.
   *[other] Up to { $count } more follow within 24 h while it stays stopped.
 }
lane-stop-plan = Who would move, and by how much
displaced-count = { $count ->
    [one] 1 reservation lost its place
   *[other] { $count } reservations lost their place
 }
displaced-lead = Whoever could be was given the nearest free time; the others come first when one is free. All are told.
mode-live-switch = Live queue only
mode-live-lead = No reservations are taken until you switch back. Whoever has one keeps it, and the order stays.
mode-booked-switch = Take reservations again
mode-booked-lead = Slots can be reserved again. Nobody’s place changes by it.
mode-switched = { $mode ->
    [live_queue_only] Live queue only from now on
   *[booked] Reservations are taken again
 }
retime = Re-time
retime-title = Other times for who was displaced
retime-lead = The plan with the least change for all. Nothing happens before you say so.
retime-whole = Others may make way
retime-none = Nobody can be given another time now.
retime-go = { $count ->
    [one] Give 1 truck this time
   *[other] Give { $count } trucks these times
 }
retime-done = { $count ->
    [one] 1 truck has another time
   *[other] { $count } trucks have other times
 }
retime-unkept = Keeps waiting
unkept-limits = outside its own limits
unkept-other-claim = booked elsewhere then
unkept-full = all is full

# Lists, pairs, every week, draws and capacity
sections = Pages about reservations
section-day = Day
view-bookings = Reservations
view-weekly = Every week
view-bulk = From a file
view-calendar = Calendar
view-capacity = Capacity
view-staffing = Lane plan
view-trucks = Trucks
older = Show older
no-reservations = No reservations in these states.
reservations-count = { $count ->
    [one] 1 reservation
   *[other] { $count } reservations
 }
trucks-here = { $count } here
no-trucks = None of your trucks is at this site.
place = Place
pair = Drop and pick-up
pair-lead = What a truck brings and what it takes away in one stay: both times, or none.
pair-drop = Drop
pair-pickup = Pick-up
pair-drop-first = Choose the drop’s time first.
pair-no-time = No time of this lane fits into one stay with the drop. Choose another drop, or reserve each by itself.
pair-go = Reserve both
pair-done = { $plate }: both times reserved
bulk-label = Reservations, one a line
bulk-hint = Paste, or drop a file: CSV or JSON, up to { $most } lines.
bulk-file = Choose file
bulk-template = Template
bulk-way = What is done with the lines
bulk-each = Line by line
bulk-atomic = All or none
bulk-each-hint = What can be reserved is; a refused line is in nobody’s way.
bulk-atomic-hint = For one site. If one line cannot be reserved, none is.
bulk-try = { $count ->
    [0] Try
   *[other] Try { $count } lines
 }
bulk-go = Reserve { $count }
bulk-nothing = Try the list first: nothing is reserved by that. Each line then says what it would become, or what to do.
bulk-would = { $count } would be reserved
bulk-done = { $count } reserved
bulk-old = The list has changed since.
bulk-show = Lines shown
bulk-all = All { $count }
bulk-refused = Refused { $count }
bulk-download = Download
bulk-outcomes = What became of each line
bulk-missing = { $at } is missing.
bulk-wrong = { $at } cannot be so. Put it right, and try again.
draws = Draws
draws-open = { $count ->
    [one] Draw is open
   *[other] { $count } draws are open
 }
draws-lead = Places given out by lot. Asking early or often wins nothing; anybody can check the result.
draws-none = Nothing is given out by lot here.
draw-committed = Announced
draw-open = Takes entries
draw-closed = Closed
draw-fixed = About to be held
draw-held = Held
draw-opens = Opens
draw-closes = Closes
draw-entries = Entries
draw-entries-of = { $entries }, of { $vehicles } vehicles
draw-held-at = Held
draw-result = Result, and how to check it
draw-record = What is recorded so far
weekly-new = New weekly time
weekly-lead = Each date is reserved by itself when it can be, by the same rules as any other.
weekly-none = Nobody comes every week yet.
weekly-ended = Ended
weekly-next = Next { $date }
weekly-days = Days
weekly-at = Time
weekly-from = From
weekly-to = Until
weekly-no-end = No end
weekly-wait = Wait for a place where the time is full
weekly-go = Reserve every week
weekly-made = { $plate } comes every week
weekly-preview = { $conflicts ->
    [0] { $count } dates, nothing in their way
   *[other] { $count } dates, { $conflicts } cannot be
 }
weekly-preview-hint = With days and plate the dates are shown here, and what stands in their way.
weekly-later = Reserved when it opens
weekly-dates = Dates so far
weekly-end = End it
weekly-end-sure = No more dates are reserved. What is reserved already stays.
weekly-end-cancel = Cancel what is reserved, too
weekly-was-ended = { $plate }: ended
capacity-lead = Places for which { $target } % of what the gates really serve is used. Nothing changes until the calendar is published.
capacity-same = as now
capacity-was = now { $now }
capacity-hour = Hour
capacity-now = Now
capacity-proposed = Proposed
capacity-load = Load of the line
capacity-served = Served an hour
capacity-why = What it rests on
capacity-none = The calendar has no places on this day.
capacity-put = Publish this calendar
capacity-try = What would it change?
capacity-go = Publish
capacity-done = The calendar is published
capacity-too-long = The week differs too much for one calendar. Enter the larger changes by hand.
capacity-displaces = { $count ->
    [one] 1 reservation would lose its place. It would be given the nearest free time, and told.
   *[other] { $count } reservations would lose their place. They would be given the nearest free times, and told.
 }
capacity-displaces-none = No reservation loses its place.
capacity-not-yours = An administrator publishes the calendar.
and-more = And { $count } more.
remove = Remove
calendar-lead = Weekly hours and exceptions, of which the slots are made. Nothing changes until the calendar is published.
calendar-hours = Weekly hours
calendar-add = Add hours
calendar-none = This lane has no hours. Add some, and its slots appear.
calendar-every = A slot every
calendar-length = Slot length
calendar-places = Places
calendar-exceptions = Holidays and other exceptions
calendar-add-exception = Add exception
calendar-no-exceptions = No exception is ahead.
calendar-date = Date
calendar-what = On this day
calendar-closed = Closed
calendar-other-hours = Other hours
calendar-undo = Undo changes
calendar-choose-days = Choose at least one day.
fault-calendar-bounds = The end is not after the start. Hours over midnight are two lines: one to 24:00, one from 00:00.
fault-calendar-no-window = No slot of this length fits into these hours.
fault-calendar-window-twice = Another line gives this lane the same slots. Take the days or hours out of one of them.
fault-calendar-exception-twice = This day has another exception for the same hours. Keep one of them.
fault-calendar-incomplete = This lane has no weekly hours to go by. Give it some first.
ground-unserved = Nobody serves at this hour.
ground-service = Servers: { $servers }, { $minutes } min a vehicle ({ $measured } services measured).
ground-shows = { $rate } % of the reserved places are used ({ $seen } seen).
ground-walk-ins = { $share } % of the places are kept for trucks without a reservation.
ground-target = At most { $share } % of the service is promised.

# Lane plan
staffing-lead = Who serves when. Waiting times and calls are worked out from this plan.
staffing-none = Nothing is planned for this day: the calendar’s hours hold, with one server at each entry gate.
staffing-add = Add a shift
staffing-copy = Copy to the next day
staffing-copied = Copied. Nothing is sent until you save.
staffing-from = From
staffing-to = To
staffing-servers = Servers
staffing-lanes = Lanes
staffing-gates = Gates
staffing-everywhere = All lanes and gates
staffing-none-is-all = None chosen means all.
staffing-remove = Remove the shift { $name }
staffing-day-before = the day before
staffing-day-after = the day after
staffing-adds-up = { $count ->
    [one] Adds up with 1 other shift: { $total } servers together.
   *[other] Adds up with { $count } other shifts: { $total } servers together.
 }
staffing-effect = What it comes to
staffing-most = up to { $vehicles } an hour
staffing-total = { $vehicles } this day
staffing-slowness = at { $percent } % of the planned speed, as measured
staffing-hour = { $time }: { $vehicles } vehicles, { $servers } servers
staffing-unserved = A lane is open and nobody serves it in the hours from { $times }.
staffing-save = Save the plan
staffing-saved = The lane plan is saved
staffing-undo = Undo changes
staffing-conflict = Somebody else changed the plan while you did. This is theirs for this day; yours is still above.
staffing-theirs-none = Nothing planned
staffing-count = { $count ->
    [one] 1 server
   *[other] { $count } servers
 }
staffing-take-theirs = Take theirs
staffing-put-mine = Put mine instead

# Plate readers
readings = Seen at the gates, and not sure ({ $count })
reading-seen = At { $gate }, { $time }
reading-unmatched = Nobody like it is expected
reading-act-check-in = Check in
reading-act-admit = Let in
reading-act-depart = Let out
reading-done = { $plate }: { $act }
reading-did-check-in = checked in
reading-did-admit = let in
reading-did-depart = let out
reading-dismiss = Nothing to do
reading-because-unsure = Not read well enough
reading-because-several = Several are alike
reading-because-buffered = Sent late by the reader
reading-because-way-unknown = Which way it went is not known
reading-because-outside-window = Outside its arrival window
reading-because-was-here = It has just left: is it back?
reading-because-other-gate = Expected at another gate
reading-because-not-called = Waits, not called yet
reading-because-inside = Inside already
reading-because-gone = Left already
reading-because-not-inside = Not let in yet
reading-because-not-at-gate = Not at the gate yet
reading-because-refused = It could not be done by itself

# Ledger
ledger = Ledger
ledger-latest = Latest decisions
ledger-all = All
ledger-lead = Every decision, in the order it was made. Nothing here can be changed.
ledger-empty = No decision yet.
ledger-site-created = The site was set up.
ledger-site-changed = The site’s data changed.
ledger-yard-put = A new yard map was published.
ledger-calendar-put = A new calendar was published.
ledger-rulebook-put = Rulebook version { $version } was published.
ledger-staffing-put = The lane plan changed.
ledger-closure-opened = { $hasLane ->
    [no] The whole site was stopped: { $reason }.
   *[other] Lane { $lane } was stopped: { $reason }.
 }
ledger-closure-lifted = A closure was lifted.
ledger-lanes-turned = Lanes opened or closed by their hours.
ledger-hold-taken = A slot was held.
ledger-hold-expired = A held slot was freed.
ledger-reservation-confirmed = Reservation { $reference } was confirmed.
ledger-reservation-cancelled = A reservation was cancelled.
ledger-reservation-moved = A reservation was moved.
ledger-reservation-arrived = A reserved truck arrived.
ledger-reservation-missed = A reservation was missed.
ledger-offer-accepted = An offered place on { $lane } was taken.
ledger-offer-withdrawn = An offered place was withdrawn.
ledger-reservation-waitlisted = Reservation { $reference } waits for a place on { $lane }.
ledger-reservation-offered = A free place on { $lane } was offered to the next in line.
ledger-reservation-displaced = A reservation on { $lane } lost its place.
ledger-reservation-retimed = A reservation on { $lane } was given another time.
ledger-reservation-expired = A reservation expired.
ledger-reservation-extended = A reserved truck may arrive later.
ledger-reservation-vehicle-swapped = A reservation was given another vehicle.
ledger-declaration-made = A company began a declaration.
ledger-declaration-changed = A declaration was changed.
ledger-declaration-submitted = A declaration was submitted.
ledger-declaration-decided = A declaration was decided upon: { $reason }.
ledger-reservation-declared = The declaration of a reservation changed.
ledger-miss-forgiven = A miss does not count: { $reason }.
ledger-miss-appealed = A miss was appealed: { $reason }.
ledger-appeal-decided = An appeal was decided: { $reason }.
ledger-credit-given = A reserved truck was let in late and has a time credit.
ledger-credit-used = A reservation’s window closes later by a time credit.
ledger-credit-returned = A truck has its time credit again.
ledger-rulebook-took-effect = Rulebook version { $version } took effect.
ledger-reservation-fulfilled = A reservation was fulfilled.
ledger-visit-joined = { $truck } joined { $line } on { $lane }.
ledger-visit-called = { $hasReason ->
    [yes] { $truck } was called to { $gate } out of order: { $reason }.
   *[no] { $truck } was called to { $gate }.
 }
ledger-visit-admitted = { $hasBay ->
    [no] { $truck } was admitted.
   *[other] { $truck } was admitted and given bay { $bay }.
 }
ledger-visit-parked = { $truck } parked in { $bay }.
ledger-visit-released = { $truck } was released.
ledger-visit-departed = { $truck } departed.
ledger-visit-left = { $truck } left the queue.
ledger-visit-turned-away = { $truck } was turned away: { $reason }.
ledger-visit-corrected = A record of { $truck } was put right: { $reason }.
ledger-visit-moved = { $truck } was moved in { $line }.
ledger-call-missed = { $truck } did not come when called and waits again.
ledger-bay-reassigned = { $hasBay ->
    [no] { $truck } has no bay for the moment.
   *[yes] { $truck } was given bay { $bay } instead.
 }
ledger-bands-published = New time bands were published.
ledger-bay-status-set = Bay { $bay } was set to { $status }.
ledger-bay-kept = { $hasTruck ->
    [yes] Bay { $bay } is kept for { $truck }.
   *[no] Bay { $bay } is kept for nobody any more.
 }
ledger-rendezvous-proposed = One truck proposed to meet another.
ledger-rendezvous-agreed = Two trucks are to meet.
ledger-rendezvous-retimed = Two trucks meet at another time.
ledger-rendezvous-awaited = { $truck }: the wait for the truck that it meets began or ended.
ledger-rendezvous-ended = A rendezvous is over.
ledger-road-status-set = Road { $road } was set to { $status }.
ledger-guidance-disputed = { $hasBay ->
    [yes] { $truck } found bay { $bay } taken.
   *[no] { $truck } found road { $road } blocked.
 }
ledger-way-changed = { $truck } was led on by another way.
ledger-bay-power-set = { $status ->
    [off] Bay { $bay } has no power.
   *[on] Bay { $bay } has power again.
 }
ledger-inspection-ordered = An authority ordered the inspection of { $truck }.
ledger-inspection-picked = { $truck } is to be inspected next.
ledger-inspection-ended = { $outcome ->
    [cleared] { $truck } was inspected and cleared.
    [detained] { $truck } was inspected and is detained.
   *[withdrawn] { $truck } need not be inspected any more.
 }
ledger-plate-read = A plate reader saw a vehicle at { $gate }.
ledger-plate-settled = A plate reader’s sighting was answered by an operator.
ledger-paper-recorded = A line from paper was entered for { $truck }.
ledger-override-asked = A second person was asked for a call out of turn: { $reason }.
ledger-override-confirmed = A call out of turn was agreed to by a second person.
ledger-visit-returned = { $truck } waits again: another truck was let in.

# Calls
calls-title = Calls
calls-lead = Who calls trucks to the gate, and what keeps them from being called.
calls-automatic = Automatic
calls-operator = By hand
calls-mode = Who calls
calls-switched = Calls: { $mode ->
    [automatic] automatic
   *[other] by hand
 }
calls-stop = Stop all calls
calls-stop-lead = At once, for safety. Trucks that are not at the gate are sent back to their places.
calls-stopped = Calls are stopped
calls-stopped-for = Stopped: { $reason }
calls-resume = Resume calls
calls-resumed = Calls go on
calls-next = Next automatic call
next-call-gate = Now, in turn: the gate is free for it.
next-call-ahead = Now, ahead: a bay should be empty when it is at the gate.
next-call-other-bays = Now: those before it need bays that are full.
next-hold-operator = An operator calls here.
next-hold-stopped = Calls are stopped.
next-hold-closed = The lanes are closed.
next-hold-neighbour = The neighbour takes no more for now.
next-hold-nobody = Nobody is waiting.
next-hold-resting = Who waits was just called and did not come.
next-hold-pace = One was just called; the gate takes them one by one.
next-hold-on-the-way = Enough are on their way.
next-hold-gates-full = The gates have as many as they take.
next-hold-gates-shut = No gate works when it would be there.
next-hold-bays = No bay will be empty soon enough.
neighbour-title = What the neighbour takes
neighbour-rate = { $vehicles } in { $minutes } min, { $left } left, until { $time }
neighbour-none = The neighbour has not said.
neighbour-vehicles = Trucks an hour
neighbour-hours = Holds for, hours
neighbour-send = Record
neighbour-sent = Recorded what the neighbour takes
act-at-gate = At the gate
act-repeat-call = Call again
act-withdraw-call = Take call back
done-at-gate = { $plate } is at the gate
waits-at-gate = waits at this gate
ledger-calls-switched = Calls were switched to another mode.
ledger-calls-stopped = All calls were stopped: { $reason }.
ledger-calls-resumed = Calls were resumed.
ledger-call-withdrawn = The call of { $truck } was taken back: { $reason }.
ledger-call-repeated = { $truck } was called once more: { $reason }.
ledger-visit-at-gate = { $truck } is at { $gate }.
ledger-acceptance-reported = What the neighbour takes was recorded.

# Hours on paper
paper = Queue on paper
paper-lead = For hours without power or network
paper-print = Before: the list
paper-print-go = Print the queue list
paper-enter = After: what was written
paper-enter-hint = Times are noted, the order of events counts. The same line may be entered twice.
paper-event = What happened
paper-at = Time as written
paper-at-hint = 14:35, or 2026-11-22 14:35
paper-lane-reserved = As reserved
paper-add = Add line
paper-remove = Remove this line
paper-file = From a CSV file
paper-go = Enter { $count ->
    [one] 1 line
   *[other] { $count } lines
 }
paper-report = Entered: { $recorded }. Known already: { $known }. Did not fit: { $unfit }.
paper-unfit = Line { $line }:
paper-arrived = Arrived
paper-admitted = Let in
paper-parked = In a bay
paper-released = Released
paper-departed = Left the site
paper-left = Gave up waiting
paper-turned-away = Turned away

rules = Rules
correct-instead = Not let in: it was another
second-ask = Ask a second person
second-asked = Asked: somebody else confirms it on their screen.
second-wanted = Wants to call out of turn: { $plates }
second-confirm = Agree and call
second-yours = You asked; another person has to agree.

# What drivers were told
told = Messages to the driver
told-to = To { $number }
told-none = Nothing was told yet.
told-off = This service sends no messages.
told-no-number = No number was given.
told-unwanted = Wants no messages at { $number }.
told-confirmed = Reservation confirmed
told-offered = A place was offered
told-displaced = Time could not be kept
told-retimed = Time was moved
told-soon = Call is near
told-called = Called to the gate
told-call-missed = Call missed
told-call-withdrawn = Call taken back
told-bay = Bay
told-closure = Closure
told-power = Bay without power
told-inspection = Inspection ordered
told-inspected = Outcome of the inspection
told-meeting-moved = Time of the rendezvous moved
told-meeting-waits = The other truck is awaited
told-meeting-awaited = It is awaited by the other truck
told-meeting-over = Rendezvous is off
told-elsewhere = Another site is faster
told-transferred = On the way to another site
told-is-sent = { $channel ->
    [log] Written to the log at { $time }
   *[sms] Handed to the SMS gateway at { $time }
 }
told-is-waiting = Goes out at { $time }
told-is-retried = Attempt { $attempts } failed ({ $problem }), again at { $time }
told-is-failed = Not delivered: { $problem }, attempts: { $attempts }
told-is-superseded = Not sent: a later one says it
told-is-late = Not sent: it came too late to be true
told-is-no-number = Not sent: no number
told-is-refused = Not sent: messages are not wanted

# Readers and phones at the gate
gate-rules = Readers and phones
gate-rules-lead = What the rulebook says of it
gate-rules-saved = A new version of the rulebook is in force.
gate-rules-save = Put in force now
gate-rules-again = Read it anew
plates-title = When a plate reader acts (in %)
plates-act = Acts from
plates-ask = Asks from
plates-apart = Ahead of any other by
plates-ask-minutes = Asks for (minutes)
plates-keep-days = Forgets after (days)
fence-title = Where drivers may check in by phone
fence-on = Only from here
fence-points = Points, one a line: latitude, longitude
fence-points-hint = One point is a place, two a stretch of road, three and more an area.
fence-points-wrong = A line is not a point. Write 21.1896, 101.6862
fence-within = Metres around it
fence-accuracy = Phone may be wrong by (m)

# From other sites
coming = On the way from other sites: { $count }
coming-kept = from { $site }, by arrival { $since }, kept until { $until }
ledger-transfer-promised = A truck on its way from another site was promised its place by arrival.
ledger-transfer-withdrawn = A promise to a truck of another site was taken back.
ledger-transfer-expired = A truck from another site did not come in time: its place is not kept any more.
ledger-transfer-refused = { $truck } stays: it cannot leave for another site any more.
