"""Go on to a later day of the demo, with or without what the package's people do until then."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from tusoi.foundation.kernel.clock import move_office_day, office_now
from tusoi.foundation.kernel.refusal import Refused
from tusoi.web.demo.play.player import Played, play_on
from tusoi.web.demo.play.stage import Stage
from tusoi.web.demo.sample import sample

EVE = timedelta(days=1)


def go_on(day: date, *, with_story: bool) -> Played:
    """Move the office's day. with_story: the package's people do their part up to the eve of it; the day is the visitor's.

    Raises Refused when the day would go back, or lies after the campaign.
    """
    today, package = office_now().date(), sample()
    if day > package.about.calendar.closed:
        raise Refused(_("Đợt minh họa kết thúc ngày %(day)s") % {"day": f"{package.about.calendar.closed:%d/%m/%Y}"})
    played = Played()
    if with_story and day > today:
        played = play_on(Stage(package), after=today - EVE, until=day - EVE)
    move_office_day(day)
    return played
