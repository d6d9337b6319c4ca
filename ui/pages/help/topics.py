"""What the help says, topic by topic."""

from dataclasses import dataclass
from functools import cached_property

from desktop_app.domain.text import fold
from ui.language import say


@dataclass(frozen=True)
class Topic:
    """One thing people ask: sentences, and the keys that belong to it."""

    title: str
    lines: tuple[str, ...]
    keys: tuple[tuple[str, str], ...] = ()

    @cached_property
    def folded(self) -> str:
        """Everything that can be found in the topic, as it is compared."""
        return fold(" ".join((self.title, *self.lines, *(f"{key} {text}" for key, text in self.keys))))


TOPICS: tuple[Topic, ...] = (
    Topic(
        "Đi lại trong chương trình",
        (
            (
                "Không cần chuột: mỗi màn hình có một phím, mỗi việc có một phím. Phím của màn hình đang mở hiện khi "
                "bấm F1."
            ),
            "Quét mã lúc nào cũng được, dù con trỏ ở đâu. Việc đang làm được giữ nguyên bên dưới.",
        ),
        (
            ("Ctrl+K", "Tìm thao tác, thủ tục hoặc hồ sơ bằng vài chữ không dấu"),
            ("Esc", "Trở lại việc đang làm, đóng thông báo"),
            ("F4", "Trở lại việc đang làm, kể cả khi đang gõ"),
            ("Ctrl+Z", "Hoàn tác việc vừa làm, khi không đang gõ trong một ô"),
            ("Ctrl+L", "Khóa màn hình khi rời quầy; quét thẻ cán bộ để điền tên đăng nhập"),
        ),
    ),
    Topic(
        "Cỡ chữ, màu sắc, ngôn ngữ",
        (
            "Phím đổi sang lựa chọn kế tiếp, Ctrl+K tìm từng lựa chọn theo tên. Màn hình và hồ sơ đang nhập được giữ.",
            "Lựa chọn được nhớ trên máy này; ngôn ngữ được nhớ riêng cho từng người.",
        ),
        (
            ("Ctrl++", "Chữ to hơn"),
            ("Ctrl+-", "Chữ nhỏ hơn"),
            ("Ctrl+0", "Cỡ chữ 100 %"),
            ("Ctrl+Shift+D", "Giao diện sáng, tối, tương phản cao hoặc theo hệ điều hành"),
            ("Ctrl+Shift+B", "Dòng của bảng thoáng hoặc sát nhau"),
            ("Ctrl+Shift+T", "Tiếng Việt hoặc tiếng Anh"),
        ),
    ),
    Topic(
        "Tiếp nhận một hồ sơ",
        (
            (
                "Quét thẻ căn cước: họ tên, ngày sinh, giới tính, địa chỉ tự điền. Người đã có hồ sơ ở đây hiện ngay "
                "số kết quả chờ nhận."
            ),
            (
                "Chọn thủ tục bằng số 1–9 của thủ tục hay dùng, hoặc gõ vài chữ không dấu, hoặc gõ mã, rồi Enter. Giấy "
                "tờ bắt buộc "
                "đã được đánh dấu sẵn: bỏ dấu giấy nào chưa nộp."
            ),
            "Còn thiếu giấy bắt buộc: Ctrl+H lập phiếu 02, hoặc ghi lý do vẫn nhận ngay dưới danh sách.",
            (
                "Lệ phí: gõ số tiền hoặc phép tính, như 2*2000+3*1000; ↓ mở các mức đã công bố, lúc thu và miễn, giảm "
                "có lý do."
            ),
            "Enter luôn đi tới chỗ cần điền tiếp theo và cuối cùng tới nút Nhận và in.",
        ),
        (
            ("Ctrl+Enter", "Nhận và in giấy tiếp nhận"),
            ("Ctrl+T", "Tới danh sách giấy tờ"),
            ("Ctrl+U", "Có người nộp thay"),
            ("Ctrl+G", "Nhiều người cùng nộp một bộ hồ sơ"),
            ("Ctrl+H", "Phiếu bổ sung (02) hoặc từ chối (03), không tạo hồ sơ"),
            ("Ctrl+Shift+H", "Tìm phiếu 02, 03 đã lập: Enter xem lại, Ctrl+P in lại"),
            ("Ctrl+M", "Nội dung yêu cầu, cơ quan giải quyết khác danh mục, ghi chú"),
            ("Ctrl+D", "Vì sao ngày hẹn là ngày này"),
            ("Ctrl+N", "Hồ sơ tiếp theo; hồ sơ đang nhập được giữ trong bản nháp"),
            ("Ctrl+Shift+Delete", "Bỏ hồ sơ đang nhập; Ctrl+Z lấy lại"),
            ("Ctrl+Shift+N", "Thủ tục khác cho cùng người"),
            ("Ctrl+Shift+Enter", "Trả kết quả ngay, không hẹn"),
        ),
    ),
    Topic(
        "Danh sách giấy tờ",
        ("Đi bằng mũi tên; mọi thứ đổi được ngay trên dòng.",),
        (
            ("Space", "Đánh dấu hoặc bỏ dấu"),
            ("← →", "Đổi loại bản: bản chính, bản sao, bản chụp, bản điện tử"),
            ("0–9", "Số lượng; 0 là không nộp"),
            ("A", "Đánh dấu tất cả"),
            ("X", "Giấy này không đạt: ghi lý do; lý do trống là đạt"),
        ),
    ),
    Topic(
        "Người nộp thay",
        (
            (
                "Bấm Ctrl+U. Nếu vừa quét thẻ, người có thẻ thành người nộp thay và ô chủ hồ sơ được để trống để nhập. "
                "Ghi quan hệ và giấy ủy quyền."
            ),
        ),
    ),
    Topic(
        "Cảnh báo bên cạnh ô",
        (
            (
                "Chữ đỏ là không dùng được, cần sửa. Chữ vàng là đáng ngờ: bấm Vẫn dùng, ghi lý do rồi Enter. Lý do "
                "được lưu "
                "cùng hồ sơ."
            ),
        ),
    ),
    Topic(
        "Trả kết quả",
        (
            (
                "Quét biên nhận, quét thẻ của người nhận, rồi Enter. Mất biên nhận thì chỉ cần quét thẻ. Người nhận "
                "thay: ghi "
                "quan hệ và giấy ủy quyền."
            ),
        ),
        (
            ("Enter", "Trả kết quả khi đã đủ"),
            ("Ctrl+Enter", "Trả kết quả từ bất kỳ ô nào"),
            ("Ctrl+M", "Chính chủ nhận, không có thẻ để quét"),
            ("Ctrl+Shift+Enter", "Trả mọi kết quả đang chờ của người này"),
        ),
    ),
    Topic(
        "In và in lại",
        (
            (
                "Giấy tiếp nhận hiện ngay khi nhận hồ sơ và được in ra máy in mặc định của máy. Chưa có máy in thì lưu "
                "thành PDF. In lại "
                "cần ghi lý do; mỗi lần in đều được ghi vào hồ sơ."
            ),
        ),
        (("Ctrl+P", "Giấy tờ của hồ sơ: xem, in, lưu"), ("Ctrl+S", "Lưu giấy tiếp nhận vừa lập thành PDF")),
    ),
    Topic(
        "Tra cứu",
        (
            (
                "Một ô cho tất cả: mã hồ sơ, số biên nhận, số định danh, điện thoại, hoặc tên không dấu. Kết quả hiện "
                "khi gõ. "
                "Enter mở dòng đang chọn, mũi tên xuống để vào danh sách."
            ),
        ),
        (
            ("Ctrl+F", "Tới ô tìm"),
            ("Ctrl+Backspace", "Xóa mọi điều kiện"),
            ("Ctrl+S", "Lưu bộ lọc đang dùng, hoặc bỏ nếu đã lưu"),
            ("Alt+1 … Alt+6", "Dùng bộ lọc đã lưu"),
            ("Ctrl+I", "Mọi hồ sơ của người này"),
        ),
    ),
    Topic(
        "Một hồ sơ",
        ("Bước thường làm tiếp theo luôn ở trên cùng bên trái; các việc khác có phím Alt và số.",),
        (
            ("Ctrl+Enter", "Bước tiếp theo"),
            ("Alt+1 … Alt+9", "Việc khác, theo dòng"),
            ("Ctrl+P", "Giấy tờ"),
            ("Ctrl+T", "Tệp đính kèm"),
            ("Ctrl+E", "Đính chính thông tin; lãnh đạo quyết định các đề nghị"),
            ("Ctrl+M", "Nhận hồ sơ mới với người và giấy tờ của hồ sơ này"),
            ("Ctrl+I", "Mọi hồ sơ của người này"),
        ),
    ),
    Topic(
        "Báo người dân có kết quả",
        (
            (
                "Trong Hôm nay, chọn nhóm Chưa báo người dân. Chương trình không tự gửi tin: chép lời nhắn để dán vào "
                "SMS, Zalo, hoặc in danh sách để gọi điện."
            ),
        ),
        (
            ("Ctrl+Enter", "Đã gọi điện báo người đang chọn"),
            ("Ctrl+C", "Chép lời nhắn cho người đang chọn"),
            ("Ctrl+M", "Chép số điện thoại và lời nhắn của mọi người chưa được báo"),
            ("Ctrl+P", "Danh sách gọi điện"),
        ),
    ),
    Topic(
        "Mất mạng",
        (
            (
                "Cứ làm việc bình thường. Hồ sơ được lưu mã hóa trên máy này và tự gửi đi khi có mạng. Dòng dưới cùng "
                "của cửa sổ cho biết "
                "còn bao nhiêu thay đổi chờ gửi."
            ),
            (
                "Khi chưa có mã hồ sơ, giấy tiếp nhận mang số biên nhận của máy; quét được như mã hồ sơ, và mã hồ sơ "
                "đến sau khi đồng bộ."
            ),
            (
                "Mất mạng nhiều ngày: mở Đồng bộ, xuất thay đổi ra USB và nhập ở một máy của cơ quan có mạng. Hai quầy "
                "làm trái nhau thì cả hai bản hiện ở Cần xử lý, kèm việc phải làm."
            ),
        ),
        (("F8", "Đồng bộ"), ("Ctrl+E", "Xuất ra USB"), ("Ctrl+I", "Nhập từ USB")),
    ),
    Topic(
        "Mất điện hoặc máy tắt giữa chừng",
        ("Hồ sơ đã nhận không mất. Hồ sơ đang nhập được lưu vài giây một lần và mở lại khi đăng nhập.",),
    ),
)


def translated(topic: Topic) -> Topic:
    """The topic in the language of the screen."""
    keys = tuple((key, say(text)) for key, text in topic.keys)
    return Topic(say(topic.title), tuple(map(say, topic.lines)), keys)
