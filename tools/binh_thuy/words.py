"""What is said: harmless matters of procedure only, by theme and by the work of the place.

A point is (theme, title, what it is about, grounds).
"""

LONG, TOGETHER, CAUSES = "long-standing", "collective-responsibility", "causes"
SELF, OWN = "self-cultivation", "individual-responsibility"

WARD_POINTS = [
    (LONG, "Tài liệu họp gửi sát ngày", "Tài liệu hội nghị cấp ủy nhiều kỳ gửi chỉ trước một ngày, người dự chưa kịp đọc.", "Sổ công văn đi quý I và quý II năm 2012"),
    (LONG, "Biên bản hội nghị lưu chưa đủ", "Một số biên bản hội nghị cấp ủy chưa đóng tập, thiếu chữ ký người ghi.", "Biên bản kiểm tra hồ sơ tháng 5/2012"),
    (LONG, "Bảng thông báo để bản cũ", "Bảng thông báo ở trụ sở còn treo lịch của quý trước.", "Ghi nhận khi đi cơ sở tháng 6/2012"),
    (LONG, "Sổ theo dõi kiến nghị ghi chưa liền", "Sổ theo dõi kiến nghị của các chi bộ có tháng chưa ghi ngày trả lời.", "Báo cáo sáu tháng đầu năm 2012 của đơn vị"),
    (TOGETHER, "Kết luận hội nghị chưa ghi người làm", "Nghị quyết tháng nêu việc nhưng chưa ghi ai làm và khi nào xong.", "Nghị quyết các tháng 3, 4 và 5/2012"),
    (TOGETHER, "Phân công phụ trách khu vực chưa thành văn bản", "Phân công ủy viên phụ trách khu vực chỉ nói miệng, chưa có thông báo.", "Ý kiến của các chi bộ tại hội nghị tháng 6/2012"),
    (TOGETHER, "Chương trình công tác quý ban hành chậm", "Chương trình công tác quý II ban hành khi quý đã qua ba tuần.", "Sổ văn bản đi năm 2012"),
    (CAUSES, "Lùi thời hạn chưa nêu nguyên nhân", "Việc sắp xếp lại kho hồ sơ lùi hai lần, báo cáo chưa nêu vướng ở đâu.", "Báo cáo tháng 4 và tháng 6/2012"),
    (CAUSES, "Chưa tổng hợp vướng mắc của khu vực", "Các chi bộ gửi vướng mắc rời từng tờ, chưa có một danh mục chung để trả lời.", "Biên bản giao ban quý II năm 2012"),
]  # fmt: skip

POINTS = {
    "ward": WARD_POINTS,
    "health": [
        (LONG, "Lịch trực tiếp nhận ý kiến chưa cập nhật", "Lịch trực phòng tiếp nhận ý kiến ở sảnh còn của quý trước.", "Ghi nhận khi đi cơ sở tháng 6/2012"),
        (TOGETHER, "Biên bản giao ban gửi các tổ chậm", "Biên bản giao ban tuần đến các tổ khi đã sang tuần sau.", "Sổ giao ban quý II năm 2012"),
    ],
    "tax": [
        (LONG, "Bản hướng dẫn ở quầy còn bản cũ", "Tờ hướng dẫn các bước nộp hồ sơ ở quầy chưa thay theo mẫu mới.", "Ghi nhận khi đi cơ sở tháng 6/2012"),
        (CAUSES, "Chưa nêu vướng mắc khi lùi lịch sinh hoạt", "Hai kỳ sinh hoạt lùi ngày, biên bản chưa ghi nguyên nhân.", "Sổ biên bản sinh hoạt năm 2012"),
    ],
    "school": [
        (LONG, "Biên bản sinh hoạt chi bộ lưu rời", "Biên bản sinh hoạt để rời từng tờ, chưa đóng thành sổ.", "Biên bản kiểm tra hồ sơ tháng 5/2012"),
        (TOGETHER, "Lịch sinh hoạt chuyên đề báo muộn", "Lịch sinh hoạt chuyên đề báo trước có hai ngày, trùng giờ dạy.", "Ý kiến tại buổi sinh hoạt tháng 4/2012"),
    ],
    "enterprise": [
        (LONG, "Lịch sinh hoạt theo ca chưa báo trước", "Lịch sinh hoạt cho đảng viên làm ca đổi mà chưa báo lại.", "Sổ biên bản sinh hoạt năm 2012"),
        (CAUSES, "Chưa ghi nguyên nhân vắng sinh hoạt", "Danh sách vắng sinh hoạt chưa ghi lý do theo ca làm việc.", "Báo cáo sáu tháng đầu năm 2012 của đơn vị"),
    ],
    "project": [
        (LONG, "Báo cáo tiến độ gửi chi bộ chậm", "Báo cáo tiến độ hồ sơ hằng tháng gửi chi bộ sau ngày 10.", "Sổ công văn đến của chi bộ"),
        (TOGETHER, "Nghị quyết chi bộ chưa ghi thời hạn", "Nghị quyết tháng chưa ghi thời hạn cho từng việc.", "Nghị quyết tháng 4 và tháng 5/2012"),
    ],
    "public": [
        (LONG, "Sổ nhận phản ánh thiếu ngày trả lời", "Sổ nhận phản ánh về lịch làm việc có dòng chưa ghi ngày trả lời.", "Biên bản kiểm tra hồ sơ tháng 5/2012"),
        (CAUSES, "Chưa nêu nguyên nhân đổi lịch họp", "Lịch họp đổi ba lần trong quý, chưa ghi nguyên nhân.", "Sổ biên bản họp năm 2012"),
    ],
}  # fmt: skip

PERSON_POINTS = [
    (SELF, "Sổ tự học ghi chưa đều", "Sổ tự học nghị quyết có tháng chưa ghi.", "Bản theo dõi học tập sáu tháng đầu năm 2012"),
    (OWN, "Bản đăng ký làm theo chưa nêu việc cụ thể", "Bản đăng ký học tập và làm theo tấm gương đạo đức còn chung, chưa có việc và ngày.", "Bản đăng ký năm 2012"),
    (OWN, "Báo cáo phần việc được giao gửi chậm", "Báo cáo phần việc được phân công gửi sau thời hạn hai kỳ liền.", "Sổ theo dõi báo cáo quý II năm 2012"),
    (SELF, "Bản đăng ký tu dưỡng nộp sau hạn", "Bản đăng ký tu dưỡng, rèn luyện năm 2012 nộp sau thời hạn.", "Danh sách nộp bản đăng ký năm 2012"),
    (OWN, "Lịch dự sinh hoạt khu vực chưa giữ đúng", "Đã hẹn dự sinh hoạt ba khu vực, mới dự một khu vực.", "Sổ biên bản sinh hoạt của các khu vực"),
    (SELF, "Ít nêu ý kiến khi góp dự thảo", "Ba dự thảo văn bản gửi lấy ý kiến chưa thấy trả lời.", "Phiếu lấy ý kiến dự thảo quý II năm 2012"),
    (OWN, "Sổ tay công tác chưa cập nhật phần việc mới", "Phần việc mới nhận từ tháng 3 chưa có trong sổ tay công tác.", "Thông báo phân công tháng 3/2012"),
]  # fmt: skip

# The round of slips: (issue or "", box, ways to say it)
BOARD_ISSUES = [
    ("vd-btv-1", LONG, "Tài liệu hội nghị gửi sát ngày họp", ["Tài liệu hội nghị thường gửi sát ngày, khó góp ý kỹ.", "Mong nhận tài liệu họp sớm hơn, ít nhất năm ngày.", "Có hội nghị tài liệu đến trong buổi sáng cùng ngày."]),
    ("vd-btv-2", TOGETHER, "Thông báo kết luận đến cơ sở chậm", ["Thông báo kết luận đến cơ sở chậm, có khi hai tuần.", "Kết luận hội nghị nên gửi cơ sở trong tuần.", "Cơ sở nhận thông báo kết luận muộn nên làm chậm theo."]),
    ("vd-btv-3", CAUSES, "Lịch đi cơ sở hay đổi, chưa báo lại", ["Lịch đi cơ sở đổi mà chưa báo lại cho đơn vị.", "Nên báo sớm khi đổi lịch làm việc với cơ sở.", "Hai lần đơn vị chuẩn bị đón đoàn rồi lịch đổi."]),
    ("vd-btv-4", TOGETHER, "Chưa có danh mục việc sau hội nghị", ["Sau hội nghị nên có danh mục việc, ai làm, khi nào xong.", "Nhiều việc kết luận rồi nhưng không rõ ai theo dõi."]),
]  # fmt: skip
PERSON_ISSUES = [
    (4, OWN, "Trả lời văn bản của cơ sở chậm", ["Văn bản của cơ sở hỏi phần việc phụ trách trả lời chậm.", "Mong trả lời sớm hơn các văn bản cơ sở gửi lên."]),
    (5, OWN, "Ít dự sinh hoạt với khu vực được phân công", ["Chưa dự đủ các buổi sinh hoạt khu vực đã hẹn.", "Nên giữ đúng lịch dự sinh hoạt với khu vực."]),
    (6, SELF, "Góp ý dự thảo còn ngắn", ["Góp ý dự thảo thường chỉ ghi nhất trí.", "Mong góp ý dự thảo cụ thể hơn."]),
    (7, OWN, "Báo cáo phần việc phụ trách gửi sau hạn", ["Báo cáo phần việc phụ trách hay gửi sau hạn.", "Báo cáo quý của phần việc phụ trách đến chậm."]),
    (8, OWN, "Lịch tiếp cơ sở chưa niêm yết", ["Lịch tiếp cơ sở chưa niêm yết nên khó xếp giờ.", "Nên niêm yết lịch tiếp cơ sở hằng tháng."]),
    (9, SELF, "Sổ tự học ghi chưa đều", ["Việc tự học nghị quyết chưa đều giữa các tháng."]),
    (10, OWN, "Biên bản làm việc với cơ sở chưa gửi lại", ["Sau khi làm việc, biên bản chưa gửi lại cho cơ sở.", "Cơ sở chờ biên bản làm việc để thực hiện."]),
    (11, OWN, "Bản đăng ký làm theo chưa nêu việc cụ thể", ["Bản đăng ký làm theo nên nêu rõ việc, rõ ngày.", "Bản đăng ký còn chung, chưa có việc cụ thể."]),
]  # fmt: skip
BOARD_STRENGTHS = [
    "Đoàn kết, bàn kỹ trước khi quyết.",
    "Nhiều kết luận rõ, dễ làm theo.",
    "Quan tâm nghe ý kiến cơ sở trước khi ban hành văn bản.",
    "Tổ chức quán triệt nghị quyết đúng thời gian.",
]
PERSON_STRENGTHS = [
    "Gần gũi, chịu nghe ý kiến.",
    "Nói rõ, làm đến nơi đến chốn.",
    "Xuống cơ sở đúng việc, không phô trương.",
    "Giữ nếp sinh hoạt, đúng giờ.",
]
SET_ASIDE = [
    ("Đề nghị sửa đoạn vỉa hè trước nhà.", "off_subject"),
    ("Không có ý kiến.", "nothing_said"),
]

STRENGTHS = [
    "{name} đã tổ chức quán triệt nghị quyết đúng kế hoạch, có danh sách dự từng lớp.",
    "{name} giữ nếp họp định kỳ {times} kỳ trong năm, có nghị quyết sau mỗi kỳ.",
    "{name} đã trả lời {times} kiến nghị của cấp dưới bằng văn bản.",
    "Việc công khai lịch làm việc của {name} được duy trì hằng tháng.",
    "{name} phân công rõ người theo dõi từng phần việc của chương trình năm 2012.",
]
LIMITATIONS = [
    "Tự thấy còn thiếu sót: {titles}. Các việc này kéo dài chủ yếu trong quý {quarter} năm 2012.",
    "Qua góp ý, nhận rõ các điểm sau: {titles}. Nguyên nhân trước hết là chưa có người theo dõi riêng.",
    "Những việc chưa làm được gồm: {titles}. Nguyên nhân là sắp xếp thời gian chưa hợp lý, chưa kiểm tra lại.",
]
NO_POINTS = [
    "Tự thấy việc lưu hồ sơ của {name} trong quý {quarter} năm 2012 có lúc chậm vài ngày; đã bổ sung đủ.",
    "Việc gửi tài liệu trước hội nghị của {name} chưa đều; có {times} kỳ gửi trước ba ngày thay vì năm ngày.",
    "Lịch công tác tháng của {name} có {times} lần đổi ngày, chưa kịp báo lại cho người liên quan.",
]
RESPONSIBILITY = [
    "Trách nhiệm trước hết thuộc người phụ trách phần việc; tập thể chịu trách nhiệm vì chưa kiểm tra thường xuyên.",
    "Người đứng đầu nhận trách nhiệm chung; từng thành viên nhận phần việc đã được phân công bằng văn bản.",
    "Cá nhân nhận trách nhiệm về phần việc được giao và về việc chưa báo cáo sớm khi gặp vướng mắc.",
]
MEASURES = [
    "Lập sổ theo dõi từng việc với ngày xong; kiểm lại vào tuần cuối mỗi tháng, bắt đầu từ tháng {month}/2012.",
    "Gửi tài liệu trước năm ngày làm việc; văn phòng nhắc trước bảy ngày. Thực hiện từ tháng {month}/2012.",
    "Công khai lịch ở bảng thông báo vào ngày 25 tháng trước; giao một người cập nhật, từ tháng {month}/2012.",
]
QUALITIES = [
    "Giữ nếp sinh hoạt, dự {times} kỳ sinh hoạt trong năm; có sổ tự học, đã đọc và ghi lại các văn bản của đợt quán triệt.",
    "Chấp hành phân công, giữ lối sống giản dị; đã dự {times} kỳ sinh hoạt và nêu ý kiến tại các hội nghị được mời.",
]
DUTIES = [
    "Đã hoàn thành {times} phần việc trong chương trình công tác; hai phần việc còn lại có thời hạn trong quý IV năm 2012.",
    "Theo dõi lĩnh vực được giao, lập {times} báo cáo; có báo cáo gửi chậm và đã nêu nguyên nhân ở phần sau.",
]
ACCEPTS = [
    ("Xin tiếp thu. Việc nêu là đúng và đã rà lại hồ sơ.", "Chưa phân công một người theo dõi riêng.", "Giao người theo dõi, ghi ngày xong từng việc, kiểm lại hằng tháng."),
    ("Tiếp thu ý kiến. Đã đối chiếu với sổ sách và thấy đúng như nêu.", "Chưa có lịch nhắc trước, làm khi đã gần đến hạn.", "Lập lịch nhắc trước bảy ngày; báo kết quả tại kỳ họp tháng."),
    ("Nhận thiếu sót, đã bắt đầu sửa từ tháng này.", "Công việc dồn vào cuối quý, sắp xếp chưa hợp lý.", "Chia việc theo tuần, báo cáo ngắn vào thứ sáu hằng tuần."),
]  # fmt: skip
EXPLAINS = [
    (
        "Xin giải trình: việc đã làm nhưng hồ sơ chưa lưu đủ; đã bổ sung bản sao kèm theo.",
        "Bản gốc gửi cấp trên, chưa giữ bản sao.",
        "",
    ),
    (
        "Xin giải trình: thời hạn đã được cấp trên cho lùi, có văn bản kèm theo.",
        "Chờ mẫu mới của cơ quan ban hành.",
        "",
    ),
]
COLLECTIVE_WORDS = [
    "Đồng ý với phần tự nhận; đề nghị ghi rõ ai theo dõi và ngày xong.",
    "Việc này nên đưa vào chương trình quý để dễ kiểm tra.",
    "Nguyên nhân nêu đúng; biện pháp cần thêm ngày cụ thể.",
    "Đề nghị báo lại kết quả ở kỳ họp tháng sau.",
    "Nhất trí với báo cáo; xin bổ sung số liệu của quý vừa qua.",
]
UPHELD = "Hội nghị thống nhất: có khuyết điểm như đã nêu ({title}); giao khắc phục và báo lại."
NOT_UPHELD = "Hội nghị xem hồ sơ kèm theo, không đủ cơ sở kết luận có khuyết điểm ({title})."
REFERRED = "Mẫu biểu do cấp trên quy định; chuyển cơ quan ban hành mẫu xem xét ({title})."
WORK = [
    ("Lập sổ theo dõi, ghi người làm và ngày xong từng việc", "Bản chụp sổ theo dõi ba tháng liền"),
    ("Gửi tài liệu trước năm ngày làm việc", "Sổ công văn đi của ba kỳ họp"),
    ("Cập nhật bảng thông báo vào ngày 25 hằng tháng", "Ảnh bảng thông báo có ghi ngày"),
    ("Đóng tập biên bản, bổ sung chữ ký còn thiếu", "Tập biên bản đã đóng, có mục lục"),
    ("Niêm yết lịch và báo lại khi đổi lịch", "Lịch đã niêm yết và thông báo đổi lịch"),
]
EVIDENCE = [
    "Bản sao sổ theo dõi đến hết tháng",
    "Biên bản kỳ họp có ghi người làm và ngày xong",
    "Danh mục hồ sơ đã bổ sung",
    "Thông báo lịch đã niêm yết",
]
REMINDER = [
    "Đã đến gần hạn, đề nghị gửi minh chứng.",
    "Quá hạn, đề nghị cho biết vướng ở đâu và ngày xong mới.",
]
HELP = "Cử một cán bộ văn phòng hướng dẫn cách lập sổ theo dõi."
