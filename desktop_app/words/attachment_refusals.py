"""What can be wrong with a file that is attached, or wanted back, in front of a person."""

from desktop_app.words.explanation import UNCHANGED, Explanation

_ON_PAPER = "Hãy quét hoặc chụp lại giấy tờ rồi đính kèm tệp mới."

ATTACHMENTS: dict[str, Explanation] = {
    "attachment.empty": Explanation("Tệp này rỗng, không có nội dung nào.", UNCHANGED, _ON_PAPER),
    "attachment.too_large": Explanation(
        "Tệp này lớn hơn mức cho phép là {limit} MB.",
        UNCHANGED,
        "Hãy quét lại ở độ phân giải thấp hơn (200 dpi là đủ) hoặc tách thành nhiều tệp.",
    ),
    "attachment.unknown_type": Explanation(
        "Nội dung tệp này không phải PDF, JPEG, PNG hay TIFF.",
        UNCHANGED,
        "Hãy lưu hoặc quét lại thành một trong các dạng đó rồi đính kèm.",
    ),
    "attachment.damaged": Explanation("Tệp này bị hỏng hoặc bị cắt cụt giữa chừng.", UNCHANGED, _ON_PAPER),
    "attachment.unreadable": Explanation(
        "Không đọc được tệp đã chọn.", UNCHANGED, "Hãy kiểm tra tệp còn đó và bạn có quyền đọc, rồi chọn lại."
    ),
    "attachment.same": Explanation(
        "Tệp này đã được đính kèm ở đúng chỗ đó với tên “{title}”.", UNCHANGED, "Không cần đính kèm lần nữa."
    ),
    "attachment.component": Explanation(
        "Hồ sơ này có {known} thành phần, không có thành phần số {number}.",
        UNCHANGED,
        "Hãy kiểm tra lại số thứ tự thành phần.",
    ),
    "attachment.unknown": Explanation(
        "Hồ sơ không có tệp đính kèm này, hoặc tệp đã được bỏ ra.", UNCHANGED, "Hãy mở lại hồ sơ để xem."
    ),
    "attachment.unreachable": Explanation(
        "Chưa tải được tệp vì không liên lạc được với trung tâm.",
        "Phần đã tải được giữ lại, tệp vẫn còn ở trung tâm.",
        "Hãy mở lại khi có mạng.",
    ),
    "attachment.on_its_way": Explanation(
        "Tệp này chưa về đến trung tâm: máy đã đính kèm nó chưa gửi xong.",
        "Tệp vẫn nằm an toàn ở máy đó.",
        "Hãy mở lại sau, hoặc xem ở máy đã đính kèm.",
    ),
    "attachment.damaged_here": Explanation(
        "Nội dung tệp trên máy này không còn khớp với lúc đính kèm.",
        "Hồ sơ và các tệp khác vẫn nguyên vẹn.",
        "Hãy báo quản trị chạy motcua verify; có thể xem tệp ở máy khác.",
    ),
    "attachment.damaged_there": Explanation(
        "Nội dung tệp tải về không khớp với lúc đính kèm nên đã bị bỏ.",
        "Hồ sơ và các tệp khác vẫn nguyên vẹn.",
        "Hãy tải lại; nếu vẫn vậy thì báo quản trị chạy motcua central verify.",
    ),
}
