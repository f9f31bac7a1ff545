"""`tusoi near-copies`: which files it reads, how it takes what is no plain text, and what it prints in which order."""

import json
import os
import unicodedata

import pytest
from click.testing import CliRunner

from tests.report_texts import changed, report_text
from tusoi.cli import main

TEXT, COPY = report_text("folder-0"), changed(report_text("folder-0"), 0.2, "copy")


def written(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def told(folder, *options):
    return CliRunner().invoke(main, ["near-copies", str(folder), *options])


def pairs(folder):
    said = told(folder, "--json")
    assert (said.exit_code, said.stderr) == (0, "")
    return [(row["a"], row["b"]) for row in json.loads(said.stdout)]


@pytest.fixture
def folder(tmp_path):
    """Seven reports that have nothing to do with each other beside `goc.txt`."""
    others = {f"khac-{place}.txt": report_text(f"folder-{place}") for place in range(1, 8)}
    return written(tmp_path / "bai", {"goc.txt": TEXT, **others})


def test_a_pair_is_printed_with_the_part_that_is_shared(folder):
    written(folder, {"nho/sâu hơn/bài chép lại.txt": COPY})
    (row,) = json.loads(told(folder, "--json").stdout)
    assert (row["a"], row["b"]) == ("goc.txt", "nho/sâu hơn/bài chép lại.txt")
    assert 0.5 < row["containment"] < 0.9
    said = told(folder)
    assert said.stdout == f"goc.txt\tnho/sâu hơn/bài chép lại.txt\t{row['containment']}\n"
    assert said.stderr == "9 bài, 1 cặp gần như trùng nhau\n"


@pytest.mark.parametrize(
    "content",
    [
        COPY.replace("\n", "\r\n"),
        b"\xef\xbb\xbf" + COPY.encode(),
        unicodedata.normalize("NFD", COPY),
        COPY.upper(),
    ],
    ids=["crlf", "bom", "nfd", "upper"],
)
def test_how_a_text_was_saved_does_not_matter(folder, content):
    written(folder, {"chep.txt": content, "chep-2.txt": COPY})
    rows = json.loads(told(folder, "--json").stdout)
    assert [(row["a"], row["b"]) for row in rows] == [
        ("chep-2.txt", "chep.txt"),
        ("chep-2.txt", "goc.txt"),
        ("chep.txt", "goc.txt"),
    ]
    assert rows[0]["containment"] == 1.0
    assert rows[1]["containment"] == pytest.approx(rows[2]["containment"], abs=0.0001)


def test_names_are_told_as_they_are_in_order_of_the_names(folder):
    names = ["báo cáo của ông Ất.txt", "Đảng bộ.txt", "a b.txt", "\u0065\u0302.txt"]
    written(folder, dict.fromkeys(names, COPY))
    order = sorted([*names, "goc.txt"])
    assert pairs(folder) == [(one, other) for place, one in enumerate(order) for other in order[place + 1 :]]
    assert told(folder, "--json").stdout == told(folder, "--json").stdout


def test_empty_texts_are_like_nothing(folder):
    assert pairs(written(folder, {"rong.txt": "", "rong-2.txt": " \r\n\t", "bom.txt": b"\xef\xbb\xbf"})) == []


def test_hidden_files_and_links_are_left_out(folder, tmp_path):
    written(folder, {".an.txt": TEXT, ".git/goc.txt": TEXT})
    written(tmp_path / "ngoai", {"ngoai.txt": TEXT})
    (folder / "lien-ket.txt").symlink_to(folder / "goc.txt")
    (folder / "thu-muc").symlink_to(tmp_path / "ngoai")
    (folder / "vong").symlink_to(folder)
    (folder / "hong.txt").symlink_to(tmp_path / "nothing")
    os.mkfifo(folder / "ong")
    assert pairs(folder) == []


@pytest.mark.parametrize("content", [b"\x89PNG\xff", COPY.encode("utf-16"), b"PK\0\0"], ids=["png", "utf-16", "nul"])
def test_a_file_that_is_no_text_is_named_and_the_others_are_compared(folder, content):
    written(folder, {"chep.txt": COPY, "nho/ảnh 1.png": content})
    said = told(folder, "--json")
    assert said.exit_code == 1
    assert [(row["a"], row["b"]) for row in json.loads(said.stdout)] == [("chep.txt", "goc.txt")]
    assert said.stderr == "Không phải là chữ UTF-8, không so: nho/ảnh 1.png\n"
    assert "9 bài, 1 cặp" in told(folder).stderr


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_compared(folder, monkeypatch):
    """Whoever runs the tests may be able to read everything: the file goes while it is looked at."""
    written(folder, {"chep.txt": COPY})
    real = type(folder).read_bytes

    def read(path):
        if path.name == "khac-1.txt":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(type(folder), "read_bytes", read)
    said = told(folder)
    assert said.exit_code == 1
    assert said.stdout.startswith("chep.txt\tgoc.txt\t")
    assert "Không đọc được, không so: khac-1.txt (Permission denied)" in said.stderr


def test_a_name_that_is_no_text_itself_can_be_printed(folder):
    try:
        (folder / os.fsdecode(b"l\xe0.txt")).write_text(COPY, encoding="utf-8")
    except OSError:
        pytest.skip("this file system has only names in UTF-8")
    assert pairs(folder) == [("goc.txt", "l\ufffd.txt")]


@pytest.mark.parametrize("files", [{}, {"mot.txt": TEXT}, {"mot.txt": TEXT, "hai.txt": report_text("folder-1")}])
def test_few_texts_have_no_pairs(tmp_path, files):
    folder = written(tmp_path, files)
    assert pairs(folder) == []
    assert told(folder).stderr == f"{len(files)} bài, 0 cặp gần như trùng nhau\n"


def test_two_texts_alone_can_be_a_pair(tmp_path):
    assert pairs(written(tmp_path, {"mot.txt": TEXT, "hai.txt": COPY})) == [("hai.txt", "mot.txt")]


@pytest.mark.parametrize("name", ["khong-co", "goc.txt"])
def test_what_is_no_folder_is_wrong_use(folder, name):
    said = told(folder / name)
    assert said.exit_code == 2
    assert name in said.stderr
    assert not said.stdout
