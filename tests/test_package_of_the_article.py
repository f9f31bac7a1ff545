"""examples/binh-thuy-2012 holds the figures of the article, says what it is, and comes out of its generator again."""

import hashlib
from pathlib import Path

import pytest
from tools.binh_thuy.world import BANNED, fingerprint
from tools.make_binh_thuy import FOLDER, make
from tools.make_binh_thuy_2013 import make as make_after

from tusoi.foundation.tally.declared import Declared, FaultKind, faults
from tusoi.foundation.tally.figures import Figure
from tusoi.web.demo.package.package import FILES, Package, columns_of
from tusoi.web.demo.package.reader import load

DISTRICT = "quan-uy-binh-thuy"


@pytest.fixture(scope="module")
def package() -> Package:
    return load(FOLDER)


def test_the_generator_writes_the_committed_files_byte_for_byte(tmp_path: Path):
    make(tmp_path)
    committed = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FOLDER.iterdir()}
    written = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in tmp_path.iterdir()}
    assert written == committed
    assert set(committed) <= {*FILES, "package.toml", "round.toml"}


def test_the_generator_of_the_year_after_too(tmp_path: Path, package):
    after = FOLDER.parent / "binh-thuy-2013"
    make_after(tmp_path, package)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in after.iterdir()
    }
    assert load(after).before.about.code == package.about.code


def test_roll_and_classes(package):
    required = {row.code for row in package.people if row.must_attend}
    assert len(required) == 3339
    assert sum(1 for row in package.people if row.unit) == 3339
    first = [row for row in package.classes if not row.makeup]
    own = {row.code for row in first if row.unit == DISTRICT}
    assert (len(own), len(first) - len(own)) == (2, 18)
    up_to = {row.code for row in package.classes if row.held_on <= package.about.calendar.coverage_as_of}
    cadres = {row.person for row in package.attendance if row.class_ in own}
    reached = {row.person for row in package.attendance if row.class_ in up_to}
    assert len(cadres) == 428
    assert len(reached) == 3261
    assert cadres < reached <= required
    assert {row.held_on.isoformat()[:9] for row in package.classes if row.code in own} == {"2012-04-0"}


def test_the_makeup_classes_reach_most_of_the_78(package):
    later = {row.code for row in package.classes if row.makeup}
    assert len(later) == 3
    assert all(row.held_on > package.about.calendar.coverage_as_of for row in package.classes if row.makeup)
    first = {row.person for row in package.attendance if row.class_ not in later}
    made_up = [row.person for row in package.attendance if row.class_ in later]
    assert len(made_up) == len(set(made_up)) == 71
    assert not first & set(made_up)
    assert not {row.person for row in package.left_out} & (first | set(made_up))


def test_the_declared_rate_is_kept_and_cannot_be_true(package):
    (row,) = package.declared
    assert (row.count, row.total, row.percent) == (3261, None, "97,67")
    found = faults(Declared(row.count, row.total, row.percent), Figure(3261, 3339))
    assert [fault.kind for fault in found] == [FaultKind.FITS_NO_TOTAL, FaultKind.RATE_OFF]


def test_the_board_and_its_round(package):
    board = package.seats_of["btv-quan-uy"]
    assert len(board) == 11
    assert (board[0].position, board[0].rank) == ("Bí thư", "head")
    assert len(package.round.subjects) == 12
    anonymous = {group.code: not group.attributed for group in package.groups}
    assert anonymous == {"organisations": False, "individuals": True, "retired": True}
    slips = {row.slip: row.group for row in package.slips}
    assert 100 <= len(slips) <= 200
    for group in anonymous:
        invited = sum(1 for row in package.invitations if row.group == group)
        assert 20 <= sum(1 for given in slips.values() if given == group) <= invited


def test_fourteen_collectives_and_twentyfour_individuals(package):
    base = {unit.code for unit in package.units if unit.is_base}
    chosen = [package.subject[row.subject] for row in package.suggested]
    assert sum(1 for one in chosen if one.collective) == 14
    assert sum(1 for one in chosen if one.person) == 24
    assert {one.unit for one in chosen} <= base
    assert "cu-long-tuyen" in {one.collective for one in chosen}
    assert {row.overseer for row in package.suggested} <= package.members_of["btv-quan-uy"]
    assert {row.theme for row in package.suggestions} == {theme.code for theme in package.procedure.themes}
    assert all(row.grounds for row in package.suggestions)
    by_work = {}
    for row in package.suggestions:
        if package.subject[row.subject].collective:
            by_work.setdefault(row.subject, set()).add(row.title)
    assert len({frozenset(titles) for titles in by_work.values()}) > 8


def test_the_story_goes_to_the_last_shortcoming(package):
    upheld = {row.issue for row in package.conclusions if row.verdict == "upheld"}
    assert len(package.issue_subject) >= 60
    assert upheld == {row.issue for row in package.commitments}
    assert len(package.meetings) >= 30
    late = [row for row in package.commitments if row.claimed_on and row.claimed_on > row.due_on]
    verified = [row for row in package.commitments if row.verified_on]
    assert late
    assert len(package.commitments) / 2 < len(verified) < len(package.commitments)
    windows = {tier.code: (tier.opens_on.month, tier.closes_on.month) for tier in package.tiers}
    assert windows == {"standing-board": (8, 8), "committee-and-offices": (8, 9), "base": (10, 10)}


def test_the_tree(package):
    wards = {unit.short_name for unit in package.units if unit.short_name.startswith("Phường ")}
    assert wards == {
        f"Phường {name}"
        for name in [
            "An Thới",
            "Bình Thủy",
            "Bùi Hữu Nghĩa",
            "Long Hòa",
            "Long Tuyền",
            "Thới An Đông",
            "Trà An",
            "Trà Nóc",
        ]
    }


def test_nobody_in_it_is_real(package):
    """Subjects carry numbers; no name comes out that is on the list of hashes; every file says what it is."""
    for subject in package.subjects:
        if subject.person:
            assert package.person[subject.person].name.split(" số ")[1].isdigit()
    assert not {fingerprint(row.name) for row in package.people} & BANNED
    for path in FOLDER.iterdir():
        assert package.about.notice in path.read_text(encoding="utf-8").splitlines()[0]


def test_who_can_sign_in_covers_the_roles(package):
    cast = [row for row in package.accounts if row.cast]
    assert {row.role for row in cast} >= {"officer", "leader", "secretary", "member", "viewer", "administrator"}
    team = {row.username for row in package.counting_team}
    assert len(team & {row.username for row in cast}) == 2


def test_the_document_names_every_file_and_column():
    text = (FOLDER.parents[1] / "docs" / "package-format.md").read_text(encoding="utf-8")
    rows = {line.split("`")[1]: line for line in text.splitlines() if line.startswith("| `") and ".csv`" in line}
    assert set(rows) == set(FILES)
    for file, spec in FILES.items():
        named = set(rows[file].replace("`?", "`").split("`")[3::2])
        assert set(columns_of(spec.model)) <= named, file
