"""What the reports of the second campaign say; {…} is filled in from the subject and by chance."""

STRENGTHS = [
    "Sau đợt kiểm điểm trước, {name} đã lập một sổ chung cho các việc phải khắc phục và đọc sổ ấy ở {times} kỳ giao ban.",
    "Nghị quyết từng quý của {name} đều ghi người làm và ngày xong; có {times} việc xong trước hạn.",
    "{name} đi làm việc với cấp dưới {times} lần, lần nào cũng có biên bản gửi lại trong tuần.",
    "Tài liệu hội nghị của {name} phần lớn đến tay người dự trước năm ngày; chỉ còn hai kỳ gửi muộn.",
    "{name} trả lời đủ các kiến nghị của quý {quarter}, kèm tên người phụ trách để hỏi tiếp.",
    "Lịch tiếp đảng viên được treo ở trụ sở; {name} giữ đúng lịch {times} buổi trong năm.",
]
LIMITATIONS = [
    "Các điểm được nêu là đúng: {titles}. Nguyên nhân chủ quan: giao việc mà không hẹn ngày kiểm lại, nên đến quý {quarter} mới biết là chậm.",
    "Nhận khuyết điểm về: {titles}. Nguyên nhân là người theo dõi kiêm nhiều việc và chưa ai làm thay khi vắng {times} tuần.",
    "Còn tồn tại: {titles}. Nguyên nhân trước hết do chưa đọc lại cam kết của năm trước khi lập chương trình quý {quarter}.",
]
NO_POINTS = [
    "Qua tự soát, {name} còn {times} văn bản đến trả lời quá một tuần; nguyên nhân là văn thư chưa báo ngày hẹn cho người xử lý.",
    "Sổ họp của {name} quý {quarter} có kỳ chưa ghi ý kiến không tán thành; nguyên nhân là người ghi tự rút gọn.",
    "Phần tự học của {name} dồn vào cuối quý {quarter}; nguyên nhân là không chia tài liệu theo tháng ngay từ đầu năm.",
]
RESPONSIBILITY = [
    "Bí thư nhận phần trách nhiệm không kiểm lại; người được giao nhận phần chậm báo, đã nói rõ trước tập thể.",
    "Tập thể nhận trách nhiệm vì thông qua chương trình mà không soát khuyết điểm cũ; mỗi người đã nhận phần của mình bằng chữ viết.",
    "Tự nhận trách nhiệm về việc mình hẹn mà không giữ; với khuyết điểm của tập thể, nhận phần không nêu ý kiến sớm.",
]
MEASURES = [
    "Ngày 5 hằng tháng đọc sổ khắc phục trước tập thể, bắt đầu từ tháng {month}/2014; việc nào quá hẹn thì nêu tên người làm và ngày mới.",
    "Mỗi việc có một người làm thay khi vắng; danh sách dán ở phòng họp, xong trong tháng {month}/2014.",
    "Soát cam kết cũ trước khi lập chương trình quý; gửi bản soát cho người giám sát trong tháng {month}/2014.",
]
QUALITIES = [
    "Sinh hoạt đủ {times} kỳ, kỳ nào cũng ghi một ý kiến vào sổ; nhận góp ý thì trả lời lại ở kỳ sau.",
    "Giữ lời hẹn với đơn vị được phân công ở {times} buổi; hai buổi phải lùi đều báo trước.",
    "Ghi chép học tập theo tháng, có {times} bài; đã nêu ở chi bộ hai điều áp dụng được vào việc.",
]
DUTIES = [
    "Trong năm nhận {times} việc, ghi ngày xong cho từng việc; một việc phải xin lùi vì chờ mẫu.",
    "Gửi báo cáo tháng trước ngày 3; riêng quý {quarter} có một báo cáo gửi ngày 9, đã nói lý do với tập thể.",
    "Đã soát lại {times} hồ sơ của phần việc phụ trách; hồ sơ thiếu trang đã bổ sung trước tháng 10.",
]
