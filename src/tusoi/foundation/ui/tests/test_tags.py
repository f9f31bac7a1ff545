"""Each tag shows what it promises, and refuses what it does not know."""

from dataclasses import dataclass
from datetime import date

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from lucide import IconDoesNotExist

from tusoi.foundation.kernel.refusal import Answer
from tusoi.foundation.ui.frame import Step

NO = Answer("Còn 2 nội dung chưa trả lời", "giả định của gói mẫu", "Trả lời từng nội dung")


@dataclass(frozen=True)
class Two:
    done: int
    total: int
    late: int = 0


class Sheet(forms.Form):
    day = forms.DateField(label="Ngày", help_text="Ngày mở lớp")
    text = forms.CharField(label="Nội dung", widget=forms.Textarea, required=False)
    tier = forms.ChoiceField(label="Đối tượng", choices=[("a", "Cán bộ"), ("b", "Đảng viên")], widget=forms.RadioSelect)
    paper = forms.FileField(label="Tệp", required=False)
    key = forms.CharField(widget=forms.HiddenInput, initial="x1")

    def clean(self):
        raise forms.ValidationError("Lớp đã có")


def draw(source, **context):
    return Template(source).render(Context(context))


PIECES = {
    "icon": '{% icon "check" BAD %}',
    "button": '{% button "Nộp" BAD %}',
    "link_button": '{% link_button "Xem" "/" BAD %}',
    "form_fields": "{% form_fields form BAD %}",
    "field": "{% field form.day BAD %}",
    "error_summary": "{% error_summary form BAD %}",
    "figure": "{% figure two BAD %}",
    "bar": "{% bar two BAD %}",
    "badge": '{% badge "done" "Xong" BAD %}',
    "due": "{% due today today BAD %}",
    "refusal": "{% refusal no BAD %}",
    "notice": '{% notice "info" BAD %}x{% endnotice %}',
    "empty": '{% empty "Chưa có" BAD %}',
    "timeline": "{% timeline items BAD %}",
    "steps": "{% steps path BAD %}",
    "crumbs": "{% crumbs places BAD %}",
    "person": '{% person "Trần Văn Mẫu" BAD %}',
    "file": '{% file "Bản tổng hợp" "/t" BAD %}',
    "sealed": '{% sealed "Niêm phong" BAD %}x{% endsealed %}',
    "receipt": '{% receipt "AB12" BAD %}',
    "progress": '{% progress "Đang in" 1 2 BAD %}',
    "autosave_note": "{% autosave_note BAD %}",
    "pager": "{% pager page BAD %}",
}


def everything():
    return {
        "form": Sheet({}),
        "two": Two(3261, 3339, 40),
        "no": NO,
        "today": date(2012, 7, 29),
        "items": [{"at": date(2012, 5, 4), "title": "Nêu", "kind": "raised"}],
        "path": [Step("Kế hoạch", "/k", "done", "scroll-text")],
        "places": [("Quận", "/q"), ("Phường", "/p")],
        "page": Paginator(range(30), 10).page(2),
        "request": RequestFactory().get("/?q=an"),
    }


@pytest.mark.parametrize("tag", PIECES)
def test_a_tag_renders_and_refuses_an_unknown_argument(tag):
    assert draw(PIECES[tag].replace(" BAD", ""), **everything()).strip()
    with pytest.raises(TemplateSyntaxError, match=r"unexpected keyword|too many positional"):
        draw(PIECES[tag].replace("BAD", "colour=1"), **everything())


@pytest.mark.parametrize(
    "source",
    [
        '{% button "Nộp" kind="loud" %}',
        '{% link_button "Xem" "/" kind="loud" %}',
        '{% badge "great" "Tốt" %}',
        '{% notice "shout" %}x{% endnotice %}',
        "{% timeline odd %}",
        "{% steps odd_steps %}",
        '{% link_button "Xem" nowhere %}',
        "{% person nobody %}",
    ],
)
def test_a_kind_that_is_not_listed_is_an_error(source):
    with pytest.raises(ValueError, match=r"knows|nowhere|somebody"):
        draw(source, odd=[{"title": "x", "kind": "gossip"}], odd_steps=[Step("x", state="odd")])


def test_an_icon_that_is_not_there_is_an_error():
    with pytest.raises(IconDoesNotExist):
        draw('{% icon "no-such-icon" %}')


def test_an_allowed_button_submits():
    html = draw('{% button "Nộp" name="act" value="send" answer=yes confirm="Chắc?" %}', yes=Answer())
    assert 'type="submit"' in html
    assert 'name="act" value="send"' in html
    assert 'data-confirm="Chắc?"' in html
    assert "disabled" not in html


def test_a_refused_button_is_disabled_and_says_why():
    html = draw('{% button "Nộp" answer=no %}', no=NO)
    described = html.split('aria-describedby="')[1].split('"')[0]
    assert " disabled" in html
    assert f'id="{described}"' in html
    assert all(text in html for text in (NO.reason, NO.clause, NO.way_out))


def test_a_button_whose_answer_is_missing_from_the_context_is_an_error():
    with pytest.raises(TypeError, match="needs an Answer"):
        draw('{% button "Nộp" answer=forgotten %}')


def test_figure_has_two_whole_numbers_and_the_rate():
    html = draw("{% figure f %}", f=Two(3261, 3339))
    assert "<strong>3.261</strong> / 3.339" in html
    assert "97,66\u00a0%" in html
    assert "%" not in draw("{% figure f %}", f=Two(0, 0))
    assert "%" not in draw("{% figure f rate=False %}", f=Two(1, 2))


def test_bar_is_drawn_without_style_and_read_aloud():
    html = draw('{% bar f label="Quán triệt" %}', f=Two(9, 24, 6))
    assert 'width="37.5"' in html
    assert 'x2="62.5"' in html
    assert "Quán triệt: 9 trên 24, quá hạn 6" in html
    assert 'class="bar-late"' not in draw("{% bar f %}", f=Two(24, 24))


@pytest.mark.parametrize(
    ("on", "done", "kind", "words"),
    [
        (date(2012, 7, 25), False, "late", "quá 4 ngày"),
        (date(2012, 7, 29), False, "soon", "hôm nay"),
        (date(2012, 8, 5), False, "soon", "còn 7 ngày"),
        (date(2012, 8, 6), False, "plain", "còn 8 ngày"),
        (date(2012, 7, 25), True, "done", "25/07/2012"),
    ],
)
def test_due_is_a_state_in_words(on, done, kind, words):
    html = draw("{% due on at done=done %}", on=on, at=date(2012, 7, 29), done=done)
    assert f'class="badge {kind}"' in html
    assert words in html


def test_a_field_ties_help_and_error_to_its_input():
    html = draw("{% field form.day %}", form=Sheet({"day": "31/02/2012"}))
    assert 'aria-describedby="id_day-goi-y id_day-loi"' in html
    assert 'aria-invalid="true"' in html
    assert 'inputmode="numeric"' in html
    assert 'id="id_day-goi-y"' in html
    assert 'id="id_day-loi"' in html
    assert "Ngày mở lớp" in html


def test_a_date_typed_the_vietnamese_way_comes_back_that_way():
    assert 'value="29/07/2012"' in draw("{% field form.day %}", form=Sheet(initial={"day": date(2012, 7, 29)}))


def test_choices_are_a_group_with_a_legend():
    html = draw("{% field form.tier %}", form=Sheet({"tier": "b"}))
    assert "<fieldset" in html
    assert ">Đối tượng</legend>" in html
    assert html.count('class="choice"') == 2
    assert html.count("checked") == 1


def test_a_file_field_asks_for_no_classified_document():
    assert "Không tải lên tài liệu mật" in draw("{% field form.paper %}", form=Sheet())


def test_only_optional_lines_say_so():
    assert "không bắt buộc" in draw("{% field form.text %}", form=Sheet())
    assert "không bắt buộc" not in draw("{% field form.day %}", form=Sheet())


def test_the_error_summary_leads_to_every_error():
    form = Sheet({"key": "x1"}, prefix="p")
    summary, fields = draw("{% error_summary form %}", form=form), draw("{% form_fields form %}", form=form)
    targets = [part.split('"')[0] for part in summary.split('href="#')[1:]]
    assert targets == ["p-loi-chung", "id_p-day", "id_p-tier_0"]
    assert all(f'id="{target}"' in fields for target in targets)
    assert 'name="p-key"' in fields
    assert draw("{% error_summary form %}", form=Sheet()) == ""


def test_empty_stands_in_the_empty_part_of_a_loop():
    html = draw('{% for x in none %}{{ x }}{% empty %}{% empty "Chưa có lớp nào" text="Sắp mở" %}{% endfor %}', none=[])
    assert "Chưa có lớp nào" in html
    assert "Sắp mở" in html


def test_timeline_takes_objects_and_marks_what_is_to_come():
    @dataclass
    class Event:
        at: date | None
        title: str
        text: str
        kind: str

    html = draw(
        "{% timeline items %}",
        items=[Event(date(2012, 5, 4), "Nêu", "Một\n\nHai", "raised"), Event(None, "Xác nhận", "", "waiting")],
    )
    assert '<time datetime="2012-05-04">04/05/2012</time>' in html
    assert '<li class="waiting open">' in html
    assert "<p>Hai</p>" in html


def test_steps_mark_where_one_is_in_words_too():
    html = draw(
        "{% steps path %}", path=[Step("Báo cáo", "/b", "now", "users", current=True), Step("Sau", state="waiting")]
    )
    assert 'aria-current="page"' in html
    assert "đang làm" in html
    assert "chưa đến" in html


def test_the_pager_keeps_the_filter():
    html = draw("{% pager page %}", page=Paginator(range(30), 10).page(2), request=RequestFactory().get("/?q=an"))
    assert "?q=an&amp;trang=1" in html
    assert "?q=an&amp;trang=3" in html


@pytest.mark.parametrize(
    "source",
    [
        '{% badge "done" bad %}',
        "{% person bad %}",
        "{% sealed bad %}{{ bad }}{% endsealed %}",
        "{% notice title=bad %}{{ bad }}{% endnotice %}",
        "{% button bad %}",
        "{% refusal no %}",
    ],
)
def test_texts_are_escaped(source):
    html = draw(source, bad="<script>x</script>", no=Answer("<script>x</script>"))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
