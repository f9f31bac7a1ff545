"""Who sees which document: published and circle, by role, by belonging, by being the subject, by being named."""

import pytest

from tusoi.foundation.access.actions import give_role, open_account
from tusoi.foundation.access.roles import Role
from tusoi.foundation.documents.actions import issue
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.foundation.documents.tests.conftest import AT, DAY, START, member_of
from tusoi.foundation.documents.tests.helpers import NOTICE, REPORT, sample


@pytest.fixture
def papers(place):
    """From the district: one published, one in the circle of the ward; from the ward: one of each about itself."""

    def make(name, kind, unit, **also):
        issue(sample(subject_line=name), kind=kind, unit=unit, by=None, at=AT, **also)

    make("quận công bố", REPORT, place.district)
    make("gợi ý cho phường", NOTICE, place.district, about=place.ward)
    make("phường công bố", REPORT, place.ward)
    make("nội bộ phường", NOTICE, place.ward)
    return place


def seen_by(account):
    return set(IssuedDocument.objects.visible_to(account, DAY).values_list("subject_line", flat=True))


EVERYTHING = {"quận công bố", "gợi ý cho phường", "phường công bố", "nội bộ phường"}


@pytest.mark.parametrize(
    ("role", "at_unit", "expected"),
    [
        (Role.OFFICER, "district", EVERYTHING),
        (Role.LEADER, "district", EVERYTHING),
        (Role.SECRETARY, "ward", EVERYTHING),
        (Role.SECRETARY, "cell", {"quận công bố", "phường công bố"}),
        (Role.SECRETARY, "district", {"quận công bố", "phường công bố"}),
        (Role.VIEWER, "district", {"quận công bố", "phường công bố"}),
        (Role.VIEWER, "ward", {"quận công bố", "phường công bố"}),
    ],
)
def test_by_role(papers, role, at_unit, expected):
    account = open_account(username="ai-do")
    give_role(account, role, unit=getattr(papers, at_unit), since=START, by=None, at=AT)
    assert seen_by(account) == expected


def test_a_member_sees_what_is_published_from_the_own_cell_upwards(papers):
    assert seen_by(member_of(papers.cell, "p1")[1]) == {"quận công bố", "phường công bố"}
    assert seen_by(member_of(papers.district, "p2")[1]) == {"quận công bố"}


def test_a_stranger_sees_nothing(papers):
    assert seen_by(open_account(username="la")) == set()


def test_the_person_it_is_about_and_the_named_readers_see_it(papers):
    subject, subject_account = member_of(papers.cell, "p1")
    reader, reader_account = member_of(papers.district, "p2")
    _other, other_account = member_of(papers.cell, "p3")
    issue(
        sample(subject_line="của một người"),
        kind=NOTICE,
        unit=papers.cell,
        by=None,
        at=AT,
        about_person=subject,
        readers=[reader, reader],
    )
    assert "của một người" in seen_by(subject_account)
    assert "của một người" in seen_by(reader_account)
    assert "của một người" not in seen_by(other_account)
