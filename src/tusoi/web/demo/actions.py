"""Go on to a later day of the demo, with or without what the package's people do until then."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from tusoi.foundation.kernel.clock import move_office_day, office_now
from tusoi.foundation.kernel.refusal import Refused
from tusoi.web.demo.play.player import Played, play_on
from tusoi.web.demo.play.stage import Stage
from tusoi.web.demo.sample import story_until

EVE = timedelta(days=1)


def go_on(day: date, *, with_story: bool) -> Played:
    """Move the office's day. with_story: the package's people do their part up to the eve of it; the day is the visitor's.

    After the campaign the one that follows it goes on. Raises Refused when the day would go back, or lies after both.
    """
    today, packages = office_now().date(), story_until(day)
    last = packages[-1].about.calendar.closed
    if day > last:
        raise Refused(_("Đợt minh họa kết thúc ngày %(day)s") % {"day": f"{last:%d/%m/%Y}"})
    played = Played()
    for package in packages if with_story and day > today else ():
        part = play_on(Stage(package), after=today - EVE, until=day - EVE)
        played.done += part.done
        played.left += part.left
    move_office_day(day)
    return played
