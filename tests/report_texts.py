"""Reports as a campaign brings them in, made from phrases and a seed: the same outline, the same stock sentences, own facts.

Every report has the headings and many of the sentences that all reports have; what is its own is put together from
parts that others use too, with other numbers, places and days. Nobody real is named.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

HEADINGS = [
    "I. Ưu điểm, kết quả đạt được", "II. Hạn chế, khuyết điểm và nguyên nhân",
    "III. Kết quả khắc phục những hạn chế, khuyết điểm đã được chỉ ra ở các kỳ kiểm điểm trước",
    "IV. Giải trình những vấn đề được gợi ý kiểm điểm", "V. Trách nhiệm của tập thể, cá nhân",
    "VI. Phương hướng, biện pháp khắc phục hạn chế, khuyết điểm",
]  # fmt: skip
STOCK = [
    "Trong thời gian qua, được sự quan tâm lãnh đạo, chỉ đạo của cấp ủy cấp trên, tập thể luôn đoàn kết, thống nhất, hoàn thành tốt nhiệm vụ được giao.",
    "Luôn chấp hành nghiêm chủ trương, đường lối của Đảng, chính sách, pháp luật của Nhà nước, quy chế làm việc và nguyên tắc tập trung dân chủ.",
    "Tích cực học tập và làm theo tấm gương đạo đức Hồ Chí Minh, giữ gìn phẩm chất đạo đức, lối sống trong sáng, giản dị.",
    "Thực hiện nghiêm túc tự phê bình và phê bình, không nể nang, né tránh, không để xảy ra mất đoàn kết nội bộ.",
    "Công tác kiểm tra, giám sát được quan tâm, từng bước nâng cao chất lượng, góp phần ngăn ngừa vi phạm.",
    "Bên cạnh những kết quả đạt được, vẫn còn một số hạn chế, khuyết điểm cần nghiêm túc rút kinh nghiệm trong thời gian tới.",
    "Nguyên nhân khách quan là do khối lượng công việc nhiều, điều kiện còn khó khăn; nguyên nhân chủ quan là do chưa thật sự quyết liệt.",
    "Tiếp tục nâng cao năng lực lãnh đạo, sức chiến đấu của tổ chức cơ sở đảng và chất lượng đội ngũ cán bộ, đảng viên.",
    "Trên đây là báo cáo kiểm điểm, kính trình cấp ủy cấp trên xem xét, cho ý kiến chỉ đạo.",
    "Nhận trách nhiệm trước cấp ủy cấp trên và trước toàn thể đảng viên về những hạn chế, khuyết điểm nêu trên.",
]
NOUNS = [
    "hồ sơ",
    "sổ",
    "kế hoạch",
    "danh sách",
    "biên bản",
    "quỹ",
    "công trình",
    "tuyến đường",
    "lớp học",
    "hội thi",
    "mô hình",
    "hợp đồng",
    "điểm",
    "tổ",
    "lịch",
    "bảng",
    "nghị quyết",
    "đơn thư",
    "đề án",
    "dự toán",
    "phong trào",
    "buổi",
    "đợt kiểm tra",
    "cuộc vận động",
    "chuyến công tác",
    "gian hàng",
    "khoản thu",
    "phần việc",
    "mẫu đơn",
    "thông báo",
]
MATTERS = [
    "cấp phép xây dựng",
    "đền ơn đáp nghĩa",
    "hẻm liên tổ",
    "thu ngân sách",
    "phát triển đảng viên",
    "tiếp công dân",
    "họp chi bộ",
    "quy hoạch cán bộ",
    "kê khai tài sản",
    "khiếu nại đất đai",
    "kè bờ sông",
    "chợ tạm",
    "xóa mù chữ",
    "hộ nghèo",
    "nước sạch",
    "giữ xe",
    "dân phòng",
    "gia đình văn hóa",
    "giải phóng mặt bằng",
    "an ninh trật tự",
    "thuê kiốt",
    "thủ tục hành chính",
    "cử tri",
    "xe công",
    "sửa trụ sở",
    "tái định cư",
    "bếp ăn tập thể",
    "nhà văn hóa",
    "y tế dự phòng",
    "hòa giải",
    "rau sạch",
    "tay nghề",
    "vỉa hè",
    "thoát nước",
    "chiếu sáng",
    "tuyển quân",
    "bảo hiểm y tế",
    "trẻ em bỏ học",
    "rác thải",
    "trồng cây",
    "đò ngang",
    "khai sinh",
    "tạm trú",
    "phòng cháy",
    "thi đua",
]
THINGS = [f"{noun} {matter}" for noun in NOUNS for matter in MATTERS]
SPOTS = [
    "khu vực",
    "tổ dân phố số",
    "ấp",
    "hẻm",
    "đường số",
    "chi bộ",
    "trạm bơm số",
    "cụm dân cư số",
    "lô",
    "cầu số",
    "bến số",
    "dãy nhà",
]
PLACES = [
    f"{word} {spot} {number}" for word in ("ở", "tại", "trong", "gần") for spot in SPOTS for number in range(1, 30)
]
VERBS = [
    "rà soát",
    "lập lại",
    "công khai",
    "kiểm tra",
    "bàn giao",
    "gia hạn",
    "thu hồi",
    "nghiệm thu",
    "điều chỉnh",
    "phân công lại",
    "báo cáo bổ sung về",
    "niêm yết",
    "đôn đốc",
    "sửa chữa",
    "xác minh",
    "tổng hợp",
    "thẩm định",
    "đề nghị cấp trên xem xét",
    "lấy ý kiến nhân dân về",
    "khắc phục sai sót trong",
]
LATE = [
    "chậm",
    "thiếu người theo dõi",
    "không có biên bản",
    "sai mẫu",
    "chưa công khai đầy đủ",
    "làm qua loa",
    "để dân phản ánh nhiều lần",
    "quá hạn",
    "thiếu chữ ký",
    "giao nhầm bộ phận",
    "không kiểm tra lại",
    "chưa thông qua tập thể",
    "ghi số liệu không khớp",
    "bỏ sót hộ khó khăn",
    "kéo dài qua hai quý",
]
WHY = [
    "do người phụ trách nghỉ thai sản",
    "do chưa giao việc rõ",
    "do ngại va chạm",
    "do thiếu hướng dẫn",
    "do nể nang người quen",
    "do họp dồn cuối tháng",
    "do phần mềm hỏng",
    "do chủ quan",
    "do không đọc kỹ văn bản",
    "do thiếu kinh phí in ấn",
    "do thay đổi địa giới",
    "do đùn đẩy giữa hai bộ phận",
]
OWNERS = [
    "đồng chí phó bí thư phụ trách",
    "bộ phận địa chính",
    "ủy viên phụ trách tuyên giáo",
    "tổ trưởng tổ dân phố",
    "văn phòng cấp ủy",
    "hội phụ nữ",
    "ban chỉ huy quân sự",
    "kế toán đơn vị",
    "cán bộ tư pháp",
    "đoàn thanh niên",
]
RESULTS = [
    "người dân không còn phải đi lại nhiều lần",
    "số đơn thư giảm hẳn",
    "chi bộ bốn tốt được công nhận",
    "thu vượt kế hoạch",
    "đường thông hè thoáng",
    "cuộc họp ngắn lại một nửa",
    "hồ sơ đúng hẹn",
    "cán bộ trẻ được giao việc khó",
    "tiền quỹ được đối chiếu từng tháng",
    "không còn hộ dùng nước sông",
]
SHAPES = [
    "Đã {verb} {thing} {place}, được {n} trường hợp trong quý {q}, {result}.",
    "Trong {n} kỳ họp, tập thể dành {m} phút bàn riêng về {thing}; {result}.",
    "Việc {verb} {thing} {place} còn {late}, có {n} vụ, {why}.",
    "Đến ngày {d}/{mo} vẫn {late} khi {verb} {thing}, {why}.",
    "Giao {owner} {verb} {thing} {place}, xong trước ngày {d}/{mo}, kiểm tra lại sau {m} ngày.",
    "Kỳ trước bị nhắc vì {thing} {late}; nay {owner} đã {verb} xong {n} việc, còn {m} việc.",
    "Về gợi ý liên quan {thing} {place}: tập thể tiếp thu, {why}; từ tháng {mo} {owner} phải {verb} mỗi tuần.",
    "Có {n} ý kiến góp ý rằng {thing} {late}; qua kiểm tra {m} hồ sơ thấy đúng {q} trường hợp.",
    "{result}, song {thing} {place} {late} nên chưa thể {verb} hết, {why}.",
    "So với năm trước, {thing} tăng {n} phần trăm nhờ {owner} chủ động {verb} từ tháng {mo}.",
]


def _sentence(choose: random.Random) -> str:
    said = choose.choice(SHAPES).format(
        verb=choose.choice(VERBS), thing=choose.choice(THINGS), place=choose.choice(PLACES), late=choose.choice(LATE),
        why=choose.choice(WHY), owner=choose.choice(OWNERS), result=choose.choice(RESULTS),
        n=choose.randint(2, 97), m=choose.randint(2, 60), q=choose.randint(1, 4), d=choose.randint(1, 28), mo=choose.randint(1, 12),
    )  # fmt: skip
    return said[0].upper() + said[1:]


def report_text(seed: str, sentences: int = 18) -> str:
    """A report of its own: six headings, six of the ten stock sentences, and so many sentences with facts."""
    choose = random.Random(seed)
    stock = choose.sample(STOCK, 6)
    parts = []
    for number, heading in enumerate(HEADINGS):
        own = [_sentence(choose) for _line in range(sentences // 6)]
        parts.append("\n".join([heading, stock[number], *own]))
    return "\n\n".join(parts)


VOCABULARY = sorted(
    {word for line in (*THINGS, *PLACES, *VERBS, *LATE, *WHY, *OWNERS, *RESULTS, *STOCK) for word in line.split()}
)


def changed(text: str, share: float, seed: str) -> str:
    """The text with this share of its words replaced by others."""
    choose = random.Random(seed)
    lines = [line.split(" ") for line in text.split("\n")]
    places = [(row, column) for row, line in enumerate(lines) for column, word in enumerate(line) if word]
    for row, column in choose.sample(places, round(share * len(places))):
        old = lines[row][column]
        lines[row][column] = choose.choice([word for word in choose.sample(VOCABULARY, 3) if word != old])
    return "\n".join(" ".join(line) for line in lines)


@dataclass(frozen=True)
class Pile:
    """texts, and the pairs of places (smaller first) that are copies of each other."""

    texts: list[str]
    copies: set[tuple[int, int]]


def pile(number: int, *, copied: float = 0.02, share: float = 0.2, seed: str = "2012") -> Pile:
    """So many reports, of which this part are copies of others with this share of the words changed."""
    choose = random.Random(f"pile-{seed}")
    copies = round(number * copied)
    texts = [report_text(f"{seed}-{place}") for place in range(number - copies)]
    sources = choose.sample(range(number - copies), copies)
    texts += [changed(texts[source], share, f"{seed}-copy-{source}") for source in sources]
    order = list(range(number))
    choose.shuffle(order)
    placed = {old: new for new, old in enumerate(order)}
    pairs = {
        (min(one, other), max(one, other))
        for one, other in ((placed[source], placed[number - copies + row]) for row, source in enumerate(sources))
    }
    return Pile([texts[old] for old in order], pairs)


def judged(found: Iterator[tuple[int, int]] | list[tuple[int, int]], true: set[tuple[int, int]]) -> tuple[float, float]:
    """(recall, precision)"""
    pairs = set(found)
    right = len(pairs & true)
    return right / len(true), right / len(pairs) if pairs else 1.0
