"""Who sees a report, at each of its states. Read by `visible_to` and by the rules about one report."""

from django.utils.translation import gettext_lazy as _

from tusoi.process.campaigns.sight import Sight, Standing, together
from tusoi.process.reports.states import ReportState

S, R = Standing, ReportState
NOBODY = together()
READERS = together(S.SUBJECT, S.WRITER, S.SECRETARY, S.ROLE, S.OVERSEER)

WRITING = Sight(
    "writing",
    _("Bài báo cáo đang viết"),
    ReportState,
    {
        R.DRAFT: together(S.SUBJECT, S.WRITER, S.MEMBER),
        R.SUBMITTED: NOBODY,
        R.RETURNED: together(S.WRITER, S.MEMBER),
        R.ACCEPTED: NOBODY,
    },
)
HANDED = Sight(
    "handed",
    _("Báo cáo đã nộp, các bản đã nộp"),
    ReportState,
    {R.DRAFT: NOBODY, R.SUBMITTED: READERS, R.RETURNED: READERS, R.ACCEPTED: READERS},
)
# The Word file of a draft also lists what is not answered yet, so it does not go round.
PAPERS = Sight(
    "report_papers",
    _("Bản Word của báo cáo"),
    ReportState,
    {R.DRAFT: together(S.SUBJECT, S.WRITER), R.SUBMITTED: READERS, R.RETURNED: READERS, R.ACCEPTED: READERS},
)
# Promise 5 of the product: the author first and alone, then the overseer.
NOTICES = Sight(
    "substance_notices",
    _("Lưu ý về nội dung báo cáo, và vì sao người viết bỏ qua"),
    ReportState,
    {
        R.DRAFT: together(S.WRITER),
        R.SUBMITTED: together(S.OVERSEER),
        R.RETURNED: together(S.WRITER, S.OVERSEER),
        R.ACCEPTED: together(S.OVERSEER),
    },
)
RETURNED_FOR = Sight(
    "returned_for",
    _("Lý do trả lại báo cáo"),
    ReportState,
    {R.DRAFT: NOBODY, R.SUBMITTED: NOBODY, R.RETURNED: READERS, R.ACCEPTED: NOBODY},
)
DRAFT_REMARKS = Sight(
    "draft_remarks",
    _("Góp ý của đảng viên về dự thảo báo cáo tập thể"),
    ReportState,
    {
        R.DRAFT: together(S.SUBJECT, S.WRITER, S.MEMBER),
        R.SUBMITTED: NOBODY,
        R.RETURNED: together(S.SUBJECT, S.WRITER, S.MEMBER),
        R.ACCEPTED: NOBODY,
    },
)
SIGHTS = [WRITING, HANDED, PAPERS, NOTICES, RETURNED_FOR, DRAFT_REMARKS]
