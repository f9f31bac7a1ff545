"""A small package without faults: one office, one cell, one slip, one issue that is mended. Tests break it in one place."""

from pathlib import Path

FILES = {
    "package.toml": """# Dữ liệu minh họa, không có thật
format = 1
code = "nho"
title = "Gói nhỏ để thử"
notice = "Dữ liệu minh họa, không có thật"
procedure = "nq-tw4-2012"
unit = "quan"
today = 2012-07-29

[calendar]
planned = 2012-03-26
opened = 2012-03-30
coverage_as_of = 2012-04-21
closed = 2013-06-28

[actors]
officer = "canbo"
leader = "bithu"

[[assumption]]
text = "Mọi thứ là bịa ra."
""",
    "round.toml": """code = "gop-y"
title = "Lấy ý kiến"
opens_on = 2012-07-10
closes_on = 2012-08-03
opened_on = 2012-08-06
triaged_on = 2012-08-08
announced_on = 2012-08-31
threshold = 5
subjects = "tt;c3"
by = "canbo"
""",
    "levels.csv": """code,name,rank
quan,Đảng bộ quận,1
coso,Tổ chức cơ sở đảng,2
""",
    "units.csv": """code,parent,name,short_name,level,is_base,since
quan,,Đảng bộ quận,Quận,quan,no,2004-01-02
p1,quan,Chi bộ một,Chi bộ 1,coso,yes,2004-01-02
p2,quan,Chi bộ hai,Chi bộ 2,coso,yes,2004-01-02
""",
    "people.csv": """code,name,birth_year,unit,status,since,key_cadre
a1,An,1960,p1,full,2005-01-01,yes
a2,Bình,1961,p1,full,2005-01-01,yes
a3,Chi,1962,p1,full,2005-01-01,no
a4,Dung,1963,p1,probationary,2011-01-01,no
b1,Giang,1964,p2,full,2005-01-01,no
b2,Hà,1965,p2,full,2005-01-01,no
b3,Khoa,1966,p2,full,2005-01-01,no
n1,Ngoài,,,,,no
""",
    "collectives.csv": """code,unit,name,kind
ban,quan,Ban Thường vụ,standing_board
chi,p2,Chi ủy hai,cell_committee
""",
    "seats.csv": """collective,person,position,rank,order,since
ban,a1,Bí thư,head,1,2010-08-01
ban,a2,Phó Bí thư,deputy,2,2010-08-01
ban,a3,Ủy viên,member,3,2010-08-01
chi,b1,Bí thư,head,1,2010-08-01
chi,b2,Phó Bí thư,deputy,2,2010-08-01
chi,b3,Chi ủy viên,member,3,2010-08-01
""",
    "accounts.csv": """username,person,role,unit,collective,since,cast
canbo,a4,officer,quan,,2012-03-01,Cán bộ
bithu,a1,leader,quan,,2012-03-01,
bithu,a1,secretary,quan,,2012-03-01,
ba,a3,member,quan,,2012-03-01,
chi1,b1,secretary,p2,,2012-03-01,
chi2,b2,member,p2,,2012-03-01,
dem,b3,member,p2,,2012-03-01,
may,,administrator,quan,,2012-03-01,
""",
    "documents.csv": """code,kind,symbol,issuer,unit,issued_on,subject,basis,classified,acknowledge_by
nq,resolution,MH-NQ,Cấp trên,,2012-01-16,Nghị quyết,,no,
hd,guidance,MH-HD,Ban Tổ chức,quan,2012-06-25,Hướng dẫn,nq,no,2012-07-10
""",
    "acknowledgements.csv": "document,unit,on,by\nhd,p2,2012-06-28,chi1\n",
    "plans.csv": """unit,act,on,by,until,opens_on,closes_on,text
p2,sent,2012-04-01,canbo,2012-04-05,,,
p2,acknowledged,2012-04-07,chi1,,,,
p2,submitted,2012-04-10,chi1,,2012-10-02,2012-10-20,Họp phân công
p2,returned,2012-04-12,canbo,,,,Ghi rõ ai làm
p2,submitted,2012-04-13,chi1,,2012-10-02,2012-10-20,Họp phân công: bí thư
p2,approved,2012-04-16,canbo,,,,
""",
    "preparations.csv": "unit,on,text,by\np2,2012-07-20,Họp phân công viết báo cáo,chi1\n",
    "classes.csv": """code,unit,title,audience,held_on,place,makeup,by
l1,quan,Lớp của quận,key_cadres,2012-04-03,Hội trường,no,canbo
l2,p2,Lớp của chi bộ,members,2012-04-07,Phòng họp,no,chi1
b1,quan,Lớp bổ sung,members,2012-05-05,Phòng họp,yes,canbo
""",
    "attendance.csv": "class,person\nl1,a1\nl1,a2\nl2,b1\nl2,b2\nb1,a3\nb1,b3\n",
    "left_out.csv": "person,kind,reason,on,by\na4,away,Đi học dài ngày,2012-06-01,canbo\n",
    "declared.csv": 'unit,measure,count,total,percent,declared_on,source,by\nquan,coverage,4,,"57,14",2012-04-21,Báo cáo,canbo\n',
    "tiers.csv": """code,name,order,opens_on,closes_on
standing-board,Ban Thường vụ,1,2012-08-01,2012-08-31
base,Cơ sở,3,2012-10-01,2012-10-31
committee-and-offices,Ban Chấp hành và cơ quan,2,2012-08-01,2012-09-30
""",
    "subjects.csv": """code,unit,collective,person,office,position,tier,decided_by,order
tt,quan,ban,,Ban Thường vụ,,standing-board,ban,1
c3,quan,,a3,Ban Thường vụ,Ủy viên,standing-board,ban,2
cu,p2,chi,,Chi ủy hai,,base,chi,1
""",
    "groups.csv": "code,name,attributed\norganisations,Tổ chức,yes\nretired,Đã nghỉ hưu,no\n",
    "invitations.csv": """code,group,name,channel
t1,organisations,Chi bộ hai,paper
n1,retired,Số 1,paper
n2,retired,Số 2,paper
n3,retired,Số 3,link
n4,retired,Số 4,link
n5,retired,Số 5,link
""",
    "counting_team.csv": "username,agency\ndem,p2\ncanbo,p1\n",
    "slips.csv": """slip,group,invitation,on,subject,box,text
s1,organisations,t1,2012-07-12,tt,shortcoming,Tài liệu gửi muộn
s2,retired,,2012-07-13,tt,shortcoming,Tài liệu đến muộn
s2,retired,,2012-07-13,c3,strength,Đúng giờ
s3,retired,,2012-07-14,tt,proposal,Không có ý kiến
""",
    "triage.csv": """slip,subject,box,outcome,issue,reason
s1,tt,shortcoming,issue,v1,
s2,tt,shortcoming,issue,v1,
s2,c3,strength,strength,,
s3,tt,proposal,set_aside,,nothing_said
""",
    "issues.csv": """code,subject,origin,theme,title,text,put_on,by
v1,tt,comments,long-standing,Tài liệu gửi muộn,,2012-08-09,canbo
""",
    "suggested.csv": "subject,overseer,drafted_on,approved_on,issued_on,answer_by\ncu,a2,2012-07-16,2012-07-26,2012-07-27,2012-09-28\n",
    "suggestions.csv": """subject,issue,theme,title,text,grounds
cu,g1,causes,Biên bản lưu rời,,Biên bản kiểm tra hồ sơ
""",
    "reports.csv": """subject,section,text,submitted_on,by
tt,strengths,Đã họp đủ kỳ,2012-08-15,bithu
tt,limitations,Tài liệu gửi muộn,2012-08-15,bithu
c3,duties,Đã làm xong việc được giao,2012-08-15,ba
cu,strengths,Đã họp đủ kỳ,2012-10-01,chi1
tt,responsibility,Người đứng đầu chịu trách nhiệm chính,2012-08-15,bithu
tt,measures,Gửi trước năm ngày,2012-08-15,bithu
c3,qualities,Giữ nền nếp,2012-08-15,ba
c3,limitations,Chưa thấy,2012-08-15,ba
c3,responsibility,Chung phần của tập thể,2012-08-15,ba
c3,measures,Giữ như đã làm,2012-08-15,ba
cu,limitations,Biên bản lưu rời,2012-10-01,chi1
cu,responsibility,Chi ủy chịu trách nhiệm,2012-10-01,chi1
cu,measures,Đóng tập biên bản,2012-10-01,chi1
""",
    "answers.csv": """issue,kind,text,cause,measure,on,by
v1,accept,Xin tiếp thu,Chưa có lịch nhắc,Lập lịch nhắc,2012-08-12,bithu
g1,explain,Đã bổ sung,,,2012-09-20,chi1
""",
    "judgements.csv": "issue,judgement,note,on\ng1,answered,,2012-10-02\n",
    "meetings.csv": """code,collective,held_on,starts_at,concluded_on,place,chair,second_chair,minute_taker,attending_superior,announced_on,by
h1,ban,2012-08-20,07:30,2012-08-21,Hội trường,a1,a2,a3,,2012-08-25,bithu
h2,chi,2012-10-05,7:30,2012-10-05,Phòng họp,b1,b2,b3,a2,,chi1
""",
    "absences.csv": "meeting,person,reason\n",
    "contributions.csv": """meeting,order,speaker,subject,issue,text
h1,1,a2,tt,v1,Nên gửi trước năm ngày
h2,1,b2,cu,g1,Nên đóng tập
""",
    "conclusions.csv": """meeting,issue,verdict,text
h1,v1,upheld,Có khuyết điểm
h2,g1,not_upheld,Không đủ cơ sở
""",
    "subject_conclusions.csv": "meeting,subject,text\nh1,tt,Nhất trí\nh1,c3,Nhất trí\nh2,cu,Nhất trí\n",
    "commitments.csv": """code,issue,owner,measure,shows,due_on,supervisor,agency,made_on,claimed_on,verified_on,verdict
k1,v1,a1,Gửi trước năm ngày,Sổ công văn,2012-11-30,b1,p2,2012-08-27,2012-11-20,2012-11-28,Đạt
""",
    "evidence.csv": "commitment,note,document_number,on,by\nk1,Bản sao sổ công văn,,2012-11-19,bithu\n",
    "reminders.csv": "commitment,kind,on,text,by\nk1,reminder,2012-11-15,Gần đến hạn,chi1\n",
}
NOTICE = '"# Dữ liệu minh họa, không có thật"\n'


def write(folder: Path) -> Path:
    """Write the package; every CSV begins with the notice, so the header is row 2 and the first row of data is row 3."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in FILES.items():
        (folder / file).write_text(NOTICE + text if file.endswith(".csv") else text, encoding="utf-8")
    return folder
