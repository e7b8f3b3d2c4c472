"""How the live feed says no. Each is an `error` frame with the code; the socket stays open."""

from __future__ import annotations

from serai.core.errors import Invalid, Kind, Malformed, Missing, Refusal


class FeedUnknown(Missing):
    """There is no such feed, or it is not yours to watch."""

    code = "feed.unknown"


class FeedsTooMany(Refusal):
    """One socket follows only so many feeds; stop following another first, or open a second socket."""

    code = "feed.too_many"
    kind = Kind.BUSY


class FrameUnreadable(Malformed):
    """This is none of the frames a client may send; see `/asyncapi.json`."""

    code = "frame.unreadable"


class FrameUnexpected(Invalid):
    """`hello` is said once, first."""

    code = "frame.unexpected"
