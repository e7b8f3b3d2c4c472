# The screen in the yard, English. Read from afar: as few words as can be.

loading = Loading…
choose = Choose a site
unknown = This site is not known here
live = Live
cut = Connecting again…
old = { $minutes } min old: no connection
called = Come to the gate now
nobody = Nobody is called
next = Next
lane = Lane
waiting = Waiting
in-at = Come now: in at
closed = Closed
site-closed = The site is closed
live-queue = No reservations now: trucks are called as they arrive
all-lanes = All lanes
shut = { $lane }: closed
shut-until = { $lane }: closed until { $until }
shut-from = { $lane }: closed from { $from }
shut-between = { $lane }: closed { $from } to { $until }
by-hand = { $count ->
    [0] Today nobody was called out of turn
    [one] Today 1 truck was called out of turn
   *[other] Today { $count } trucks were called out of turn
}
rules = The rules and every such call:
class-general = General
class-fresh = Fresh
class-hazmat = Hazmat
class-oversize = Oversize
class-parcel = Parcel
direction-export = Export
direction-import = Import
direction-transit = Transit
direction-empty = Empty
