"""A small package that follows the small one: what was left goes on, what was mended is back. Tests break it in one place."""

from pathlib import Path

from tusoi.web.demo.tests import small_package
from tusoi.web.demo.tests.small_package import NOTICE

# What the small package gets besides, so that something is left: a member who leaves, a shortcoming that is not mended.
BEFORE = {
    "people.csv": [("n1,Ngoài", "b4,Lâm,1967,p2,full,2005-01-01,no\nn1,Ngoài")],
    "conclusions.csv": [("h2,g1,not_upheld,Không đủ cơ sở", "h2,g1,upheld,Có khuyết điểm")],
    "commitments.csv": [
        ("k1,v1", "k2,g1,b2,Đóng tập biên bản,Tập đã đóng,2012-12-28,a3,p1,2012-10-10,,,\nk1,v1"),
    ],
}
FILES = {
    "package.toml": """# Dữ liệu minh họa, không có thật
format = 1
code = "nho-sau"
title = "Gói nhỏ của năm sau"
notice = "Dữ liệu minh họa, không có thật"
procedure = "annual-2013"
unit = "quan"
today = 2013-11-19

[calendar]
planned = 2013-09-02
opened = 2013-09-05
coverage_as_of = 2013-09-20
closed = 2014-03-31

[actors]
officer = "canbo"
leader = "bithu"

[follows]
package = "nho"
closed_on = 2013-07-01
note = "Hết thời gian của đợt"
by = "canbo"

[[assumption]]
text = "Mọi thứ là bịa ra."
""",
    "changes.csv": """person,act,on,unit,collective,status,reason,by
a4,status,2013-07-15,,,full,,canbo
b3,unseated,2013-07-10,,chi,,,canbo
b3,transferred,2013-07-11,p1,,,,canbo
b4,left,2013-07-20,,,,Chuyển đi nơi khác,canbo
""",
    "people.csv": "code,name,birth_year,unit,status,since,key_cadre\nc1,Minh,1985,p2,probationary,2013-07-12,no\n",
    "seats.csv": "collective,person,position,rank,order,since\nchi,c1,Chi ủy viên,member,3,2013-07-15\n",
    "accounts.csv": "username,person,role,unit,collective,since,cast\nmoi,c1,member,p2,,2013-07-16,\n",
    "tiers.csv": """code,name,order,opens_on,closes_on
standing-board,Ban Thường vụ,1,2013-10-01,2013-10-31
committee-and-offices,Ban Chấp hành và cơ quan,2,2013-10-01,2013-11-15
base,Cơ sở,3,2013-11-16,2013-12-31
""",
    "subjects.csv": """code,unit,collective,person,office,position,tier,decided_by,order
tt,quan,ban,,Ban Thường vụ,,standing-board,ban,1
c3,quan,,a3,Ban Thường vụ,Ủy viên,standing-board,ban,2
cu,p2,chi,,Chi ủy hai,,base,chi,1
""",
    "issues.csv": """code,subject,origin,theme,title,text,put_on,by
v2,tt,earlier,long-standing,Tài liệu lại gửi muộn,,2013-10-02,bithu
""",
    "goes_on.csv": "issue,earlier\nv2,v1\n",
    "suggested.csv": "subject,overseer,drafted_on,approved_on,issued_on,answer_by\ncu,a2,2013-09-16,2013-09-26,2013-09-27,2013-11-20\n",
    "suggestions.csv": "subject,issue,theme,title,text,grounds\ncu,g2,causes,Lịch báo muộn,,Sổ lịch\n",
    "reports.csv": """subject,section,text,submitted_on,by
tt,strengths,Đã họp đủ kỳ,2013-10-10,bithu
tt,limitations,Tài liệu lại gửi muộn,2013-10-10,bithu
tt,responsibility,Người đứng đầu chịu trách nhiệm chính,2013-10-10,bithu
tt,measures,Gửi trước năm ngày,2013-10-10,bithu
c3,qualities,Giữ nền nếp,2013-10-10,ba
c3,duties,Đã làm xong việc được giao,2013-10-10,ba
c3,limitations,Chưa thấy,2013-10-10,ba
c3,responsibility,Chung phần của tập thể,2013-10-10,ba
c3,measures,Giữ như đã làm,2013-10-10,ba
cu,strengths,Đã họp đủ kỳ,2013-11-16,chi1
cu,limitations,Lịch báo muộn,2013-11-16,chi1
cu,responsibility,Chi ủy chịu trách nhiệm,2013-11-16,chi1
cu,measures,Báo lịch trước ba ngày,2013-11-16,chi1
""",
    "earlier.csv": "issue,status,text,on,by\ng1,mending,Đã đóng tập đến quý II,2013-11-15,chi1\n",
    "returns.csv": """subject,on,remarks,section,text,again_on,by
c3,2013-10-12,Ghi rõ việc,measures,Lập sổ việc theo tuần,2013-10-14,canbo
""",
    "overrides.csv": """gate,subject,on,reason,by
answers_before_submission,cu,2013-11-15,Đang đối chiếu sổ lịch,bithu
""",
    "answers.csv": """issue,kind,text,cause,measure,on,by
v2,accept,Xin tiếp thu,Chưa giữ lịch nhắc,Giữ lịch nhắc,2013-10-08,bithu
g2,explain,Đã báo lại,,,2013-11-20,chi1
""",
    "meetings.csv": """code,collective,held_on,starts_at,concluded_on,place,chair,second_chair,minute_taker,attending_superior,announced_on,by
h3,ban,2013-10-20,07:30,2013-10-21,Hội trường,a1,a2,a3,,2013-10-25,bithu
h4,chi,2013-11-25,7:30,2013-11-25,Phòng họp,b1,b2,c1,a2,,chi1
""",
    "conclusions.csv": "meeting,issue,verdict,text\nh3,v2,upheld,Tái diễn\nh4,g2,not_upheld,Không đủ cơ sở\n",
    "subject_conclusions.csv": "meeting,subject,text\nh3,tt,Nhất trí\nh3,c3,Nhất trí\nh4,cu,Nhất trí\n",
    "counts.csv": """meeting,stage,head,team,issued,collected,not_returned,valid,invalid
h3,proposal,a2,a2;b1;b2,3,3,0,3,0
""",
    "votes.csv": """meeting,subject,kind,level,votes
h3,tt,quality,good,2
h3,tt,quality,done,1
h3,c3,quality,good,3
""",
    "ratings.csv": """subject,kind,stage,level,body,on,by
c3,quality,self,good,,2013-10-09,ba
cu,quality,self,done,,2013-11-15,chi1
cu,quality,decision,done,Ban Thường vụ,2013-12-10,canbo
""",
    "commitments.csv": """code,issue,owner,measure,shows,due_on,supervisor,agency,made_on,claimed_on,verified_on,verdict
k3,v2,a1,Gửi trước năm ngày,Sổ công văn,2014-01-31,b1,p2,2013-10-28,,,
""",
    "immediate.csv": """code,meeting,subject,what,owner,shows,due_on,supervisor,agency,made_on,claimed_on,verified_on,verdict
n1,h3,tt,Gửi kết luận đến các chi bộ,a2,Sổ công văn đi,2013-10-28,b1,p2,2013-10-24,2013-10-26,2013-10-29,Đạt
""",
    "evidence.csv": """commitment,note,document_number,on,by
k2,Ảnh tập biên bản,,2014-02-09,chi2
n1,Bản sao sổ công văn đi,,2013-10-25,bithu
""",
    "finished.csv": "commitment,claimed_on,verified_on,verdict,by\nk2,2014-02-10,2014-02-20,Đạt,chi2\n",
    "postponements.csv": "commitment,due_on,reason,on,by\nk3,2014-02-28,Đổi người theo dõi,2014-01-20,chi1\n",
}


def write(folder: Path) -> tuple[Path, Path]:
    """Write both packages side by side: the earlier one, with something left, and the one that follows it."""
    before = small_package.write(folder / "nho")
    for file, edits in BEFORE.items():
        text = (before / file).read_text(encoding="utf-8")
        for old, new in edits:
            assert text.count(old) == 1, (file, old)
            text = text.replace(old, new)
        (before / file).write_text(text, encoding="utf-8")
    after = folder / "nho-sau"
    after.mkdir()
    for file, text in FILES.items():
        (after / file).write_text(NOTICE + text if file.endswith(".csv") else text, encoding="utf-8")
    return before, after
