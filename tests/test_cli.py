"""The console script: what it prints where, and its exit codes."""

import pytest
from click.testing import CliRunner

from tusoi.cli import COMMANDS, main
from tusoi.web.demo.tests import small_package


def test_every_command_explains_itself_with_an_example():
    listed = CliRunner().invoke(main, ["--help"])
    assert listed.exit_code == 0
    for name in COMMANDS:
        assert name in listed.stdout
        said = CliRunner().invoke(main, [name, "--help"])
        assert said.exit_code == 0
        assert "Ví dụ: tusoi " + name in said.stdout
    assert CliRunner().invoke(main, ["nothing"]).exit_code == 2


def test_validate_prints_faults_and_says_so_in_its_exit_code(tmp_path):
    folder = small_package.write(tmp_path / "nho")
    good = CliRunner().invoke(main, ["validate", str(folder)])
    assert (good.exit_code, good.stdout) == (0, "")
    assert "không có lỗi" in good.stderr
    path = folder / "attendance.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("l2,b2", "l2,zz"), encoding="utf-8")
    bad = CliRunner().invoke(main, ["validate", str(folder)])
    assert bad.exit_code == 1
    assert bad.stdout == "attendance.csv:6:person: Không có “zz”; cần một mã có trong people.csv\n"
    assert "1 lỗi trong 1 tệp" in bad.stderr
    assert CliRunner().invoke(main, ["validate", str(folder / "khong-co")]).exit_code == 2


@pytest.mark.parametrize(
    ("count", "percent", "code", "words"),
    [
        ("3261", "97.67", 1, "3.338 (97,69 %) và 3.339 (97,66 %)"),
        ("3261", "97,66", 0, ": 3339."),
        ("3261", "50", 0, "từ 6458 đến 6587"),
        ("0", "0", 0, "từ 1 trở lên"),
    ],
)
def test_check_figures(count, percent, code, words):
    result = CliRunner().invoke(main, ["check-figures", "--count", count, "--percent", percent])
    assert result.exit_code == code
    assert words in result.stdout


@pytest.mark.parametrize(
    "arguments", [["--count", "3"], ["--count", "x", "--percent", "3"], ["--count", "3", "--percent", "x"]]
)
def test_check_figures_used_wrongly(arguments):
    result = CliRunner().invoke(main, ["check-figures", *arguments])
    assert result.exit_code == 2
    assert result.stderr
    assert not result.stdout
