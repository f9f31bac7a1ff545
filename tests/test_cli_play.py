"""`tusoi play` and `tusoi demo` as a person runs them: in a process of their own, with its own database."""

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tusoi.web.demo.tests import following_package, small_package

ARTICLE = Path(__file__).parents[1] / "examples" / "binh-thuy-2012"
KEYS = {
    "members", "required", "trained", "classes", "key_cadres_trained", "coverage", "subjects", "slips_invited",
    "slips_returned", "issues_raised", "issues_answered", "issues_upheld", "suggested_collectives",
    "suggested_individuals", "meetings_held", "ballots_counted", "minutes_fixed", "immediate_actions", "commitments", "commitments_verified", "documents", "figures_flagged",
    "makeup_classes", "declared_figures", "trained_at_end",
    "reminders_sent",
    "reports_submitted", "reports_returned",
    "answers_accepted", "answers_explained", "gates_refused", "overrides", "notices_shown",
    "carried_over", "relapsed", "long_standing",
}  # fmt: skip


@pytest.fixture
def tusoi(tmp_path):
    """Run the console script in an empty place."""
    environment = {**os.environ, "TUSOI_VAR": str(tmp_path / "var")}
    environment.pop("TUSOI_DATABASE", None)

    def run(*arguments):
        command = [sys.executable, "-m", "tusoi", *map(str, arguments)]
        return subprocess.run(
            command, capture_output=True, text=True, timeout=240, check=False, cwd=tmp_path, env=environment
        )

    run.environment = environment
    return run


@pytest.fixture
def folder(tmp_path):
    return small_package.write(tmp_path / "nho")


def test_play_prints_one_json_object_and_leaves_a_database_and_papers(tusoi, folder, tmp_path):
    done = tusoi("play", folder, "--json", "--db", tmp_path / "ket-qua.sqlite3", "--out", tmp_path / "van-ban")
    assert (done.returncode, done.stderr) == (0, "")
    data = json.loads(done.stdout)
    assert set(data) >= KEYS
    assert data["coverage"] == [4, 7]
    assert data["reports_submitted"] > 0
    assert data["answers_accepted"] + data["answers_explained"] >= data["issues_answered"] > 0
    assert (data["gates_refused"], data["notices_shown"]) > (0, 0)
    papers = list((tmp_path / "van-ban").glob("*.docx"))
    assert len(papers) == data["documents"] > 10
    with sqlite3.connect(tmp_path / "ket-qua.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM campaigns_campaign").fetchone() == (1,)


def test_play_never_writes_over_a_file_and_leaves_none_when_it_fails(tusoi, folder, tmp_path):
    (tmp_path / "co-san").write_text("của người khác", encoding="utf-8")
    taken = tusoi("play", folder, "--db", tmp_path / "co-san")
    assert taken.returncode == 1
    assert "đã có" in taken.stderr
    assert (tmp_path / "co-san").read_text(encoding="utf-8") == "của người khác"
    accounts = folder / "accounts.csv"
    accounts.write_text(
        accounts.read_text(encoding="utf-8").replace("canbo,a4,officer", "canbo,a4,member"), encoding="utf-8"
    )
    failed = tusoi("play", folder, "--db", tmp_path / "hong.sqlite3")
    assert failed.returncode == 1
    assert "26/03/2012" in failed.stderr
    assert failed.stdout == ""
    assert not list(tmp_path.glob("hong*"))


def test_two_packages_are_played_into_one_database_and_printed_as_a_list(tusoi, tmp_path):
    before, after = following_package.write(tmp_path)
    done = tusoi("play", before, after, "--json", "--db", tmp_path / "hai.sqlite3", "--out", tmp_path / "van-ban")
    assert (done.returncode, done.stderr) == (0, "")
    first, second = json.loads(done.stdout)
    assert set(first) == set(second) >= KEYS
    carried = [(data["carried_over"], data["relapsed"], data["long_standing"]) for data in (first, second)]
    assert carried == [(0, 0, 0), (1, 1, 1)]
    assert min(first["reminders_sent"], second["reminders_sent"]) > 0
    for data, folder in ((first, before), (second, after)):
        assert len(list((tmp_path / "van-ban" / folder.name).glob("*.docx"))) == data["documents"]
    with sqlite3.connect(tmp_path / "hai.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM campaigns_campaign").fetchone() == (2,)


def test_a_second_package_that_is_broken_is_refused_with_its_place_and_leaves_nothing(tusoi, tmp_path):
    before, after = following_package.write(tmp_path)
    alone = tusoi("play", after)
    assert (alone.returncode, alone.stdout) == (1, "")
    assert "Gói nho-sau tiếp nối gói nho" in alone.stderr
    apart = tusoi("play", before, before, "--db", tmp_path / "hai.sqlite3")
    assert apart.returncode == 1
    assert "không tiếp nối gói" in apart.stderr
    earlier = after / "earlier.csv"
    earlier.write_text(earlier.read_text(encoding="utf-8").replace("g1,mending", "g1,done"), encoding="utf-8")
    failed = tusoi("play", before, after, "--json", "--db", tmp_path / "hai.sqlite3", "--out", tmp_path / "van-ban")
    assert (failed.returncode, failed.stdout) == (1, "")
    assert "earlier.csv:3:status: Không hiểu “done”" in failed.stderr
    assert not list(tmp_path.glob("hai*"))
    assert not (tmp_path / "van-ban").exists()


def test_play_used_wrongly(tusoi, folder, tmp_path):
    assert tusoi("play", tmp_path / "khong-co").returncode == 2
    assert tusoi("play", folder, "--until", "ngày mai").returncode == 2
    early = tusoi("play", folder, "--until", "2012-01-01")
    assert early.returncode == 1
    assert "chưa mở" in early.stderr
    (folder / "units.csv").unlink()
    faulty = tusoi("play", folder)
    assert faulty.returncode == 1
    assert "units.csv:-:-: Thiếu tệp" in faulty.stderr


def test_the_article_in_figures(tusoi):
    done = tusoi("play", ARTICLE, "--json", "--until", "21/04/2012")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert data["coverage"] == [3261, 3339]
    assert (data["trained"], data["required"], data["members"]) == (3261, 3339, 3339)
    assert (data["classes"], data["key_cadres_trained"], data["figures_flagged"]) == (20, 428, 1)
    assert (data["makeup_classes"], data["declared_figures"], data["trained_at_end"]) == (0, 1, 3261)


def test_demo_prints_links_for_everybody_and_serves(tusoi):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "tusoi", "demo", "--port", str(port)]
    log = Path(tusoi.environment["TUSOI_VAR"]).parent / "demo.log"
    with (
        log.open("w", encoding="utf-8") as out,
        subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=tusoi.environment) as demo,
    ):
        try:
            page = _wait_for(f"http://127.0.0.1:{port}/minh-hoa/", demo)
            assert "Dữ liệu minh họa, không có thật" in page
            said = log.read_text(encoding="utf-8")
            links = re.findall(rf"http://127\.0\.0\.1:{port}/dang-nhap/\S+/", said)
            assert len(links) == len(set(links)) >= 10
            assert "Đăng nhập" in _read(links[0])
            codes = re.findall(rf"http://127\.0\.0\.1:{port}/phieu/#([0-9A-Z]{{4}}(?:-[0-9A-Z]{{4}}){{2}})", said)
            assert len(codes) >= 4
            assert said.count("phieu minh hoa cua") == 2
            busy = tusoi("demo", "--port", str(port))
            assert busy.returncode == 1
            assert "đang có chương trình khác dùng" in busy.stderr
        finally:
            demo.terminate()


def _read(url):
    with urllib.request.urlopen(url, timeout=10) as response:
        return response.read().decode()


def _wait_for(url, process):
    for _second in range(120):
        assert process.poll() is None, "the demo ended by itself"
        try:
            return _read(url)
        except OSError:
            time.sleep(1)
    raise AssertionError("the demo does not answer")


def test_no_office_is_served_with_a_key_that_everybody_knows(tusoi):
    tusoi.environment.pop("TUSOI_SECRET_KEY", None)
    refused = tusoi("serve", "--port", "1")
    assert refused.returncode == 1
    assert "TUSOI_SECRET_KEY" in refused.stderr


@pytest.mark.parametrize("command", [["recount"], ["verify-journal"], ["sign-in-link", "ai-do"]])
def test_a_database_that_is_not_made_yet_is_said_in_a_sentence(tusoi, command):
    refused = tusoi(*command)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "Cơ sở dữ liệu chưa dùng được" in refused.stderr
    assert "Traceback" not in refused.stderr
