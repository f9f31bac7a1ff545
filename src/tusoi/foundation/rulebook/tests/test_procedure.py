"""Procedure files: those that ship are sound, frozen once, described by a schema, compared in words."""

import json
import tomllib

import pytest
from click.testing import CliRunner
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from tusoi.foundation.rulebook.actions import available, digest_of, freeze, load
from tusoi.foundation.rulebook.commands.procedure import command
from tusoi.foundation.rulebook.differences import differences
from tusoi.foundation.rulebook.faults import faults_of
from tusoi.foundation.rulebook.models import FrozenProcedure
from tusoi.foundation.rulebook.parts import Rule
from tusoi.foundation.rulebook.procedure import Procedure, StepName
from tusoi.foundation.rulebook.schema import schema_of, schema_text, table_text

FILES = sorted(settings.PROCEDURES.glob("*.toml"))


def article() -> Procedure:
    return load(settings.PROCEDURES / "nq-tw4-2012.toml")


def changed(path: str, value: object, content: dict | None = None) -> Procedure:
    """The article's procedure with one key changed: "tiers.0.name"."""
    content = content or article().model_dump(mode="json")
    *way, last = path.split(".")
    table = content
    for part in way:
        table = table[int(part)] if isinstance(table, list) else table[part]
    table[int(last) if isinstance(table, list) else last] = value
    return Procedure.model_validate(content)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_that_ships_is_sound_and_carries_its_own_name(path):
    assert faults_of(path.read_text(encoding="utf-8")) == []
    assert load(path).code == path.stem
    assert path.stem in available()


def rules_in(part: object) -> list[Rule]:
    found = [part] if isinstance(part, Rule) else []
    inner = (
        part if isinstance(part, tuple) else [getattr(part, name) for name in getattr(type(part), "model_fields", {})]
    )
    return found + [rule for one in inner for rule in rules_in(one)]


def test_todays_procedure_is_a_draft_that_cites_nothing_as_checked():
    procedure = load(settings.PROCEDURES / "annual-2025.toml")
    assert procedure.draft
    rules = rules_in(procedure)
    assert len(rules) > 30
    assert not any(rule.checked for rule in rules)
    assert procedure.rating
    assert [level.least_points for level in procedure.rating.levels] == [90, 70, 50, 0]
    assert procedure.order.review.direction == "top-down"
    assert procedure.order.rating
    assert procedure.order.rating.direction == "bottom-up"


def test_of_the_article_only_what_it_says_is_checked():
    """The article says nothing of slips being signed, of quorum, of thresholds or of what must be asked."""
    procedure = article()
    assert procedure.rating is None
    assert all(tier.checked for tier in procedure.tiers)
    assert all("Bài báo" in rule.clause or "bài báo" in rule.clause for rule in rules_in(procedure) if rule.checked)
    assumed = [procedure.counting, procedure.quorum, procedure.reminders, *procedure.groups, *procedure.profiles]
    assert not any(rule.checked for rule in assumed)


def test_a_clause_is_cited_only_where_its_text_was_checked():
    assumed, checked = article().gates.quorum, changed("gates.quorum.checked", True).gates.quorum
    assert assumed.cited == f"giả định của gói mẫu: {assumed.clause}"
    assert checked.cited == checked.clause


def test_a_profile_switches_a_step_off_for_its_levels_alone():
    procedure = article()
    assert procedure.profile_without("chi-bo", StepName.ANONYMOUS_FEEDBACK)
    assert procedure.profile_without("co-so", StepName.ANONYMOUS_FEEDBACK) is None
    assert procedure.profile_without("chi-bo", StepName.FEEDBACK) is None


@pytest.mark.django_db
def test_the_same_content_is_kept_once_and_reads_as_it_was():
    procedure = article()
    first = freeze(procedure)
    assert freeze(article()) == first
    second = freeze(changed("help_contact", "Ủy ban Kiểm tra Thành ủy"))
    assert FrozenProcedure.objects.count() == 2
    assert FrozenProcedure.objects.get(pk=first.pk).rules == procedure
    assert FrozenProcedure.objects.get(pk=second.pk).rules.help_contact == "Ủy ban Kiểm tra Thành ủy"


def test_the_schema_and_the_document_are_those_of_the_models():
    kept = (settings.PROCEDURES / "procedure.schema.json").read_text(encoding="utf-8")
    assert kept == schema_text(), "run python -m tools.make_procedure_docs"
    document = (settings.PROCEDURES.parent / "docs" / "procedure-format.md").read_text(encoding="utf-8")
    assert document == table_text(), "run python -m tools.make_procedure_docs"


def test_every_key_of_the_schema_says_in_vietnamese_what_to_write():
    schema = schema_of()
    tables = [schema, *(table for table in schema["$defs"].values() if "properties" in table)]
    entries = [entry for table in tables for entry in table["properties"].values()]
    assert len(entries) > 60
    assert all(entry["description"].strip() and entry["title"].strip() for entry in entries)


@pytest.mark.parametrize(
    ("path", "value", "rule", "before", "after"),
    [
        ("gates.quorum.mode", "warn", "Điều phải có trước · Đủ số người dự · Khi chưa đủ", "chặn lại", "nhắc"),
        ("counting.threshold", 7, "Mở phiếu · Ngưỡng công bố", "5", "7"),
        ("reminders.before", [10], "Nhắc việc · Nhắc trước hạn", "7, 3", "10"),
        ("groups.0.must_ask", False, "Nhóm góp ý · Tổ chức liên quan · Phải hỏi", "có", "không"),
        ("tiers.2.window.closes", "15/10", "Thời gian mặc định · Đến hết ngày", "31/10", "15/10"),
        ("tiers.2.window", None, "Thời gian mặc định", "01/10", ""),
    ],
)
def test_a_difference_is_told_rule_by_rule(path, value, rule, before, after):
    (found,) = differences(article(), changed(path, value))
    assert rule in found.rule
    assert before in found.before
    assert after in found.after


def test_rows_that_come_go_and_change_places_are_told():
    old = article().model_dump(mode="json")
    new = json.loads(json.dumps(old))
    new["themes"] = [
        new["themes"][1],
        new["themes"][0],
        *new["themes"][3:],
        {**new["themes"][2], "code": "moi", "name": "Mới"},
    ]
    found = differences(Procedure.model_validate(old), Procedure.model_validate(new))
    assert [(bool(one.before), bool(one.after)) for one in found] == [(True, False), (False, True), (True, True)]
    assert "thứ tự trong danh sách" in found[-1].rule


def leaves(value: object, way: str = "") -> list[str]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in leaves(inner, f"{way}.{key}" if way else key)]
    if isinstance(value, list):
        return [leaf for number, inner in enumerate(value) for leaf in leaves(inner, f"{way}.{number}")]
    return (
        [way]
        if isinstance(value, str) and way.rsplit(".", maxsplit=1)[-1] in {"clause", "name", "heading", "help", "note"}
        else []
    )


@given(st.sampled_from(leaves(article().model_dump(mode="json"))), st.text("abc ", min_size=1))
def test_the_list_is_empty_exactly_when_both_say_the_same(path, value):
    new = changed(path, value)
    assert bool(differences(article(), new)) == (new != article()) == (digest_of(new) != digest_of(article()))
    assert differences(new, new) == []


@given(st.permutations(range(5)))
def test_the_order_of_a_list_is_a_rule_too(order):
    content = article().model_dump(mode="json")
    content["themes"] = [content["themes"][number] for number in order]
    assert bool(differences(article(), Procedure.model_validate(content))) == (list(order) != list(range(5)))


def test_the_command_tells_faults_and_prints_the_schema(tmp_path):
    good, bad = FILES[0], tmp_path / "sai.toml"
    bad.write_text(good.read_text(encoding="utf-8").replace("threshold = 5", "threshold = 2"), encoding="utf-8")
    run = CliRunner()
    assert run.invoke(command, ["check", str(good)]).exit_code == 0
    reply = run.invoke(command, ["check", str(good), str(bad)])
    assert reply.exit_code == 1
    line = bad.read_text(encoding="utf-8").splitlines().index("threshold = 2") + 1
    assert f"sai.toml: dòng {line}, khóa counting.threshold" in reply.output
    assert tomllib.loads(bad.read_text(encoding="utf-8"))["code"] == good.stem
    assert json.loads(run.invoke(command, ["schema"]).output) == schema_of()
