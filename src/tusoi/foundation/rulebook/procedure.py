"""What a procedure file says, as typed and checked data. A careful officer can read and write the file itself."""

from enum import StrEnum
from typing import Literal

from django.utils.translation import gettext_noop as _
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from tusoi.foundation.rulebook.contradictions import contradictions
from tusoi.foundation.rulebook.parts import Code, DayMonth, Flag, Level, Part, Rule, Text, Whole, entry
from tusoi.foundation.rulebook.rating import Rating


class GateMode(StrEnum):
    BLOCK = "block"
    WARN = "warn"
    OFF = "off"


class StepName(StrEnum):
    """Steps that a kind of unit may do without; the codes are those of the rooms, and one part of a room."""

    DISSEMINATION = "dissemination"
    FEEDBACK = "feedback"
    ANONYMOUS_FEEDBACK = "anonymous_feedback"
    SUGGESTIONS = "suggestions"
    REPORTS = "reports"
    REVIEWS = "reviews"
    RATING = "rating"
    SUPERVISION = "supervision"


class Gate(Rule):
    """A gate: what it does when its condition is not met, and where that is written."""

    mode: GateMode = entry(_("Khi chưa đủ"), "block: chặn lại; warn: nhắc; off: không xét.")


class Gates(Part):
    tier_order: Gate = entry(_("Thứ tự giữa các cấp"), "Hội nghị của một cấp chờ kết luận của cấp kiểm điểm trước nó.")
    collective_before_individual: Gate = entry(
        _("Tập thể trước, cá nhân sau"), "Kiểm điểm tập thể rồi mới đến cá nhân."
    )
    head_before_others: Gate = entry(_("Người đứng đầu trước"), "Người đứng đầu kiểm điểm trước cấp phó, thành viên.")
    answers_before_submission: Gate = entry(
        _("Trả lời đủ trước khi nộp báo cáo"), "Không nộp khi còn điều chưa trả lời."
    )
    answers_before_conclusion: Gate = entry(
        _("Trả lời đủ trước khi kết luận"), "Không kết luận khi còn điều chưa trả lời."
    )
    report_before_meeting: Gate = entry(_("Có báo cáo trước hội nghị"), "Có báo cáo rồi mới kiểm điểm tại hội nghị.")
    quorum: Gate = entry(_("Đủ số người dự"), "Hội nghị đủ tỷ lệ có mặt mới họp.")
    must_ask: Gate = entry(_("Hỏi đủ nhóm phải hỏi"), "Đợt lấy ý kiến chưa mời nhóm có must_ask thì chưa bắt đầu.")
    rating_order: Gate | None = entry(
        _("Thứ tự xếp loại giữa các cấp"),
        "Tập thể của cấp xếp loại sau chờ các tập thể của cấp xếp loại trước; chỉ có khi có [rating].",
        None,
    )
    head_rated_after_unit: Gate | None = entry(
        _("Xếp loại tập thể rồi đến người đứng đầu"),
        "Người đứng đầu chờ tập thể của mình được xếp loại; chỉ có khi có [rating].",
        None,
    )


class Order(Rule):
    direction: Literal["top-down", "bottom-up"] = entry(
        _("Chiều"), "top-down: cấp trên trước, cấp dưới sau; bottom-up: cấp dưới trước, cấp trên sau."
    )


class Orders(Part):
    """Two settings: a review may go down the tree while the rating goes up."""

    review: Order = entry(_("Kiểm điểm"), "Chiều kiểm điểm giữa các cấp.")
    rating: Order | None = entry(_("Xếp loại"), "Chiều xếp loại giữa các cấp; chỉ có khi có [rating].", None)


class Theme(Rule):
    code: Code = entry(_("Mã"), "Chữ thường không dấu, số, gạch nối; không trùng nhau.")
    name: Text = entry(_("Tên"), "Tên chủ đề như ghi trong bản gợi ý.")


class Days(Rule):
    collective: Whole = entry(_("Ngày cho tập thể"), "Số ngày ít nhất để kiểm điểm một tập thể.", ge=0)
    individual: Whole = entry(
        _("Ngày cho cá nhân"), "Số ngày ít nhất để kiểm điểm một cá nhân; 0: không quy định.", ge=0
    )


class DefaultWindow(Rule):
    opens: DayMonth = entry(_("Từ ngày"), "Ngày/tháng đầu, hai chữ số mỗi phần: 01/08.")
    closes: DayMonth = entry(_("Đến hết ngày"), "Ngày/tháng cuối: 31/08.")


class TierRule(Rule):
    """A tier of the review: 1 is reviewed first."""

    code: Code = entry(_("Mã"), "Chữ thường không dấu, số, gạch nối; không trùng nhau.")
    name: Text = entry(_("Tên"), "Tên cấp kiểm điểm.")
    order: Whole = entry(_("Thứ tự"), "1 là cấp kiểm điểm trước tiên; không trùng nhau.", ge=1)
    days: Days | None = entry(
        _("Số ngày"),
        "Số ngày cho mỗi đối tượng: thời gian của cấp phải đủ, trang hội nghị có nêu; bỏ nếu không quy định.",
        None,
    )
    window: DefaultWindow | None = entry(_("Thời gian mặc định"), "Điền sẵn khi đặt thời gian; bỏ nếu không có.", None)


class Profile(Rule):
    """What a kind of unit does without. The codes of levels are the office's own data."""

    code: Code = entry(_("Mã"), "Chữ thường không dấu, số, gạch nối; không trùng nhau.")
    name: Text = entry(_("Tên"), "Dạng đơn vị: chi bộ nhỏ, cơ quan…")
    levels: tuple[Level, ...] = entry(_("Các cấp đơn vị"), "Mã cấp trong danh sách đơn vị; * là mọi cấp.", min_length=1)
    off: tuple[StepName, ...] = entry(_("Bước không làm"), "Các bước không áp dụng cho dạng đơn vị này.")


class GroupRule(Rule):
    """A group of contributors. attributed: its slips name the organisation; else they are anonymous."""

    code: Code = entry(_("Mã"), "Chữ thường không dấu, số, gạch nối; không trùng nhau.")
    name: Text = entry(_("Tên"), "Tên nhóm góp ý.")
    attributed: Flag = entry(_("Phiếu ghi tên tổ chức"), "true: phiếu ghi tên tổ chức; false: không ghi tên.")
    must_ask: Flag = entry(_("Phải hỏi"), "true: đợt lấy ý kiến nào cũng phải mời nhóm này.", False)
    note: str = entry(_("Ghi chú"), "Điều người đọc cần biết thêm.", "")


class Section(Part):
    """One heading of an outline. kind: text; earlier (shortcomings of earlier campaigns); issues (answers to what was put)."""

    key: Code = entry(_("Mã"), "Mã của phần, không trùng trong một đề cương.")
    heading: Text = entry(_("Tiêu đề"), "Tiêu đề như in trong báo cáo.")
    help: str = entry(_("Gợi ý viết"), "Một câu giúp người viết.", "")
    kind: Literal["text", "earlier", "issues"] = entry(
        _("Loại"), "text: tự viết; earlier: khuyết điểm kỳ trước; issues: trả lời nội dung gợi ý, góp ý.", "text"
    )
    theme: str = entry(_("Chủ đề"), "Mã chủ đề liên quan; để trống nếu không có.", "")


class Outline(Rule):
    title: Text = entry(_("Tên báo cáo"), "Tên in trên đầu báo cáo.")
    sections: tuple[Section, ...] = entry(_("Các phần"), "Các phần theo thứ tự.", min_length=1)


class Outlines(Part):
    collective: Outline = entry(_("Báo cáo tập thể"), "Đề cương báo cáo kiểm điểm của tập thể.")
    individual: Outline = entry(_("Bản tự kiểm điểm cá nhân"), "Đề cương bản kiểm điểm của cá nhân.")


class Counting(Rule):
    """Opening a round of slips: how many keyholders there are at least, how many must come, and the smallest group shown."""

    team: Whole = entry(_("Số người của tổ mở phiếu"), "Tổ mở phiếu có ít nhất chừng này người.", ge=2)
    needed: Whole = entry(_("Số người mở phiếu"), "Chừng này người cùng nhập mật khẩu mới mở được.", ge=2)
    threshold: Whole = entry(_("Ngưỡng công bố"), "Nhóm không ghi tên dưới ngưỡng không hiện riêng; từ 3.", ge=3)
    retention_days: Whole = entry(_("Số ngày giữ lời văn phiếu"), "Số ngày giữ sau khi thông báo kết quả.", ge=1)
    paper_twice: bool = entry(
        _("Phiếu giấy nhập hai lần"),
        "true: hai người của tổ cùng nhập, chương trình đối chiếu; mặc định true.",
        default=True,
    )


class Quorum(Rule):
    """The share of a collective that must be present, as two whole numbers."""

    present: Whole = entry(_("Phần có mặt"), "Tử số: 2 trong 2/3.", ge=1)
    of: Whole = entry(_("Trên tổng số"), "Mẫu số: 3 trong 2/3.", ge=1)


class Reminders(Rule):
    """Days before and after a date on which a reminder goes out, and after how many days it climbs."""

    before: tuple[Whole, ...] = entry(_("Nhắc trước hạn"), "Các số ngày trước hạn: [7, 3].")
    after: tuple[Whole, ...] = entry(_("Nhắc sau hạn"), "Các số ngày sau hạn: [1, 7].")
    climb_after: Whole = entry(_("Báo lên cấp trên sau"), "Quá hạn chừng này ngày thì báo cấp trên.", ge=1)


class Mending(Rule):
    """How long a commitment may run."""

    longest_days: Whole = entry(
        _("Hạn dài nhất"), "Hạn của cam kết muộn nhất sau chừng này ngày, kể từ ngày lập hoặc đổi hạn.", ge=1
    )


class LongStanding(Rule):
    """From how many campaigns on a shortcoming that is not mended counts as long-standing."""

    campaigns: Whole = entry(
        _("Số đợt"), "Qua chừng này đợt kiểm điểm, kể cả đợt phát hiện, mà chưa khắc phục xong là tồn tại lâu.", ge=1
    )


class Deadline(Rule):
    name: Text = entry(_("Việc"), "Việc phải xong.")
    tier: Code = entry(_("Cấp"), "Mã cấp kiểm điểm; phải có trong [[tiers]].")
    by: DayMonth = entry(_("Hạn"), "Ngày/tháng cuối cùng: 31/12.")


class Procedure(Part):
    """A whole procedure file."""

    format: Literal[1] = entry(_("Định dạng"), "Luôn là 1.")
    code: Code = entry(_("Mã quy trình"), "Trùng tên tệp, không có đuôi .toml.")
    title: Text = entry(_("Tên quy trình"), "Tên đầy đủ.")
    draft: Flag = entry(_("Bản nháp"), "true khi chưa đối chiếu với văn bản chính thức: trang có ghi rõ.")
    source: Text = entry(_("Nguồn"), "Văn bản, tài liệu làm căn cứ của cả tệp.")
    address: Text = entry(_("Cách xưng hô"), "Cách gọi đảng viên: đồng chí.")
    help_contact: Text = entry(_("Nơi liên hệ"), "Nơi tìm đến khi bị gây khó khăn vì đã góp ý.")
    order: Orders = entry(_("Chiều giữa các cấp"), "Chiều kiểm điểm và chiều xếp loại, đặt riêng.")
    themes: tuple[Theme, ...] = entry(_("Chủ đề gợi ý"), "Nội dung gợi ý kiểm điểm.")
    tiers: tuple[TierRule, ...] = entry(_("Cấp kiểm điểm"), "Các cấp kiểm điểm.", min_length=1)
    profiles: tuple[Profile, ...] = entry(_("Dạng đơn vị"), "Bước nào không áp dụng cho cấp đơn vị nào.", ())
    groups: tuple[GroupRule, ...] = entry(_("Nhóm góp ý"), "Ai được hỏi ý kiến.")
    gates: Gates = entry(_("Điều phải có trước"), "Chương trình chặn, nhắc hay không xét từng điều.")
    outlines: Outlines = entry(_("Đề cương báo cáo"), "Đề cương của tập thể và của cá nhân.")
    counting: Counting = entry(_("Mở phiếu"), "Tổ mở phiếu, ngưỡng công bố, thời gian giữ.")
    quorum: Quorum = entry(_("Tỷ lệ có mặt"), "Tỷ lệ có mặt để hội nghị hợp lệ.")
    reminders: Reminders = entry(_("Nhắc việc"), "Các ngày nhắc trước, sau hạn của cam kết khắc phục.")
    mending: Mending = entry(
        _("Khắc phục"),
        "Cam kết được dài đến đâu; bỏ thì là 730 ngày.",
        Mending(clause="Do gói mẫu đặt ra: hai năm, để không hẹn đến vô hạn", longest_days=730),
    )
    long_standing: LongStanding = entry(
        _("Tồn tại lâu"),
        "Qua mấy đợt thì coi là tồn tại lâu; bỏ thì là 2.",
        LongStanding(clause="Do gói mẫu đặt ra: từ đợt thứ hai", campaigns=2),
    )
    deadlines: tuple[Deadline, ...] = entry(
        _("Thời hạn"), "Hạn theo ngày/tháng của từng cấp: vào lịch, nhắc khi thời gian hay hội nghị muộn hơn.", ()
    )
    rating: Rating | None = entry(_("Cách xếp loại"), "Mức và tỷ lệ xếp loại; bỏ nếu đợt không xếp loại.", None)

    @model_validator(mode="after")
    def _does_not_contradict_itself(self) -> "Procedure":
        found = contradictions(self.model_dump(mode="json"))
        if found:
            raise PydanticCustomError("contradiction", "{text}", {"text": "; ".join(problem.text for problem in found)})
        return self

    def theme_name(self, code: str) -> str:
        return next((theme.name for theme in self.themes if theme.code == code), code)

    def profile_without(self, level: str, step: StepName) -> Profile | None:
        """The profile by which a unit of this level does not do the step; None where it does."""
        return next((one for one in self.profiles if {level, "*"} & set(one.levels) and step in one.off), None)
