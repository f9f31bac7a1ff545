"""What `remembered` stores again is what the real verbs made."""

import pytest
from django.apps import apps
from django.db import transaction

from tests.factories import _world, signed_in, world
from tests.remembered import counts
from tusoi.foundation.directory.models import Unit
from tusoi.process.campaigns.models import Campaign

pytestmark = pytest.mark.django_db
SHAPE = ("code", "title", "state", "starts_on", "ends_on", "unit__code")


def rows_of(build):
    """How many rows of each kind it leaves, and the campaign; what it made is undone."""
    with transaction.atomic():
        build()
        made = {table.__name__: n for table, n in counts(apps.get_models(include_auto_created=True)).items() if n}
        campaigns = list(Campaign.objects.values(*SHAPE))
        transaction.set_rollback(True)
    return made, campaigns


def test_a_world_stored_again_has_the_rows_of_one_that_was_built():
    built = rows_of(_world.__wrapped__)
    rows_of(_world)  # the first in this process may still be a real one
    assert rows_of(_world) == built
    assert built[0]["Person"] > 30


def test_its_people_sign_in_and_its_objects_are_those_of_the_database():
    rows_of(_world)
    home = world()
    assert signed_in(home.officer).get("/").status_code == 200
    assert {unit.pk: unit.code for unit in home.units.values()} == dict(Unit.objects.values_list("pk", "code"))


def test_where_something_stands_already_nothing_is_written_beside_it():
    """It is really built then, and the verbs meet the unit that has this code."""
    rows_of(_world)
    world()
    with pytest.raises(Exception, match=r"(?i)unique|đã có"), transaction.atomic():
        _world()
