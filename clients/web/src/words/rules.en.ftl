# The rules page, English.

loading = Loading…
language = Language
unknown-site = This site is not known here.
rules-lead = Made from the numbers by which the site decides: what stands here is what happens. Reasons and refusals name the clause they rest on.
version = Version
since = in force from { $day }
by-hand-title = Calls out of turn
by-hand-lead = By day, and by the person who called. People and companies stand under names that say nothing of them.
by-hand-none = Nobody was called out of turn.
by-whom = by
of-nobody = no company
calls = { $count ->
    [one] 1 truck
   *[other] { $count } trucks
}
seconded = { $count } confirmed by a second person
reason-perishable = Load would spoil
reason-medical = Somebody is ill
reason-safety = Safety
reason-authority = Asked by an authority
reason-equipment = Equipment
reason-mistake = A mistake put right
reason-other = Other
