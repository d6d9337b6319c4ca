"""What the rules of the counter refuse, in front of a person: moves, results, papers, money, handover, calendar."""

from desktop_app.words.explanation import UNCHANGED, Explanation

RULES: dict[str, Explanation] = {
    # -- moving dossiers
    "action.unknown": Explanation(
        "Không có việc {action}.", UNCHANGED, "Hãy xem các việc có thể làm bằng motcua show."
    ),
    "action.state": Explanation(
        "Hồ sơ đang ở trạng thái {state} nên không thực hiện được việc: {action}.",
        UNCHANGED,
        "Hãy mở lại hồ sơ để xem việc có thể làm tiếp.",
    ),
    "action.only_once": Explanation(
        "Việc này chỉ được làm một lần cho mỗi hồ sơ: {action}.", UNCHANGED, "Hãy xem diễn biến của hồ sơ."
    ),
    "action.missing": Explanation("Còn thiếu: {what}.", UNCHANGED, "Hãy bổ sung rồi làm lại."),
    "action.points": Explanation(
        "“{action}” không có từng điều một.", UNCHANGED, "Hãy dùng --point khi yêu cầu bổ sung hoặc nhận bổ sung."
    ),
    "action.value": Explanation(
        "Không có {what} nào là {found}.", UNCHANGED, "Hãy chọn một trong những cách mà chương trình nêu."
    ),
    "action.before_reception": Explanation(
        "Thời điểm {at} trước khi hồ sơ được tiếp nhận.", UNCHANGED, "Hãy kiểm tra lại ngày giờ."
    ),
    "action.due_not_later": Explanation(
        "Ngày hẹn mới phải sau ngày đã hẹn ({at}).", UNCHANGED, "Hãy chọn ngày muộn hơn."
    ),
    "action.due_day_off": Explanation(
        "Ngày {on} cơ quan không làm việc.", UNCHANGED, "Hãy chọn một ngày làm việc để hẹn lại."
    ),
    "code.taken": Explanation(
        "Mã {code} đã thuộc về hồ sơ {label}.", UNCHANGED, "Hãy kiểm tra lại mã, hoặc mở hồ sơ {label} để đối chiếu."
    ),
    "code.taken_before": Explanation(
        "Mã {code} là mã cũ của hồ sơ {label}, không gắn cho hồ sơ khác được.",
        UNCHANGED,
        "Hãy kiểm tra lại mã, hoặc mở hồ sơ {label} để đối chiếu.",
    ),
    "code.several": Explanation(
        "Mã {code} dẫn đến nhiều hồ sơ: {labels}.",
        "Các quầy đã gắn cùng một mã khi chưa có kết nối, chương trình giữ cả hai.",
        "Hãy mở từng hồ sơ theo mã vừa nêu để đối chiếu; hồ sơ nào bị gắn nhầm thì gắn lại mã đúng.",
    ),
    "correction.reason": Explanation("Đính chính cần có lý do.", UNCHANGED, "Hãy ghi lý do rồi làm lại."),
    "correction.nothing": Explanation(
        "Không có gì khác với nội dung đang lưu.", UNCHANGED, "Hãy sửa chỗ cần đính chính rồi làm lại."
    ),
    "correction.solving_office": Explanation(
        "Hồ sơ nào cũng có cơ quan giải quyết.", UNCHANGED, "Hãy ghi tên cơ quan giải quyết."
    ),
    "correction.field": Explanation("Không đính chính được mục {field}.", UNCHANGED, "Hãy chọn mục khác."),
    "correction.unknown": Explanation(
        "Không tìm thấy đề nghị đính chính này, hoặc đã có người quyết định.", UNCHANGED, "Hãy mở lại hồ sơ để xem."
    ),
    # -- returning results
    "return.not_ready": Explanation(
        "Hồ sơ đang ở trạng thái {state}, chưa có kết quả để trả.", UNCHANGED, "Hãy xem ngày hẹn trả của hồ sơ."
    ),
    "return.already": Explanation("Kết quả đã được trả lúc {at}.", UNCHANGED, "Hãy mở hồ sơ để xem ai đã nhận."),
    "return.unpaid": Explanation(
        "Hồ sơ còn nợ {amount} phí, lệ phí.", UNCHANGED, "Hãy thu phí trước; lãnh đạo có thể cho trả với lý do."
    ),
    "return.relation": Explanation(
        "Người nhận không phải chủ hồ sơ.", UNCHANGED, "Hãy ghi quan hệ với chủ hồ sơ và giấy tờ ủy quyền."
    ),
    "return.authorisation": Explanation(
        "Người nhận thay chủ hồ sơ phải có giấy ủy quyền.",
        UNCHANGED,
        "Hãy ghi giấy ủy quyền hoặc giấy tờ chứng minh là người đại diện, rồi làm lại.",
    ),
    "return.name": Explanation(
        "Chưa có họ tên người nhận kết quả.", UNCHANGED, "Hãy quét thẻ hoặc nhập họ tên người nhận."
    ),
    # -- papers
    "paper.unknown": Explanation("Không có mẫu giấy {form}.", UNCHANGED, "Hãy kiểm tra lại tên mẫu."),
    "paper.layout": Explanation(
        "Mẫu giấy của cơ quan có lỗi: {fault}.",
        UNCHANGED,
        "Hãy sửa tệp mẫu rồi nhập lại, hoặc dùng lại mẫu của chương trình (Quản trị, Biểu mẫu).",
    ),
    "paper.broken_off": Explanation(
        "Giấy chưa lập xong: phần lập giấy của chương trình đã dừng giữa chừng.", UNCHANGED, "Hãy lập lại giấy này."
    ),
    "paper.nothing": Explanation(
        "Hồ sơ chưa có nội dung cho mẫu {form}.", UNCHANGED, "Hãy thực hiện việc tương ứng với hồ sơ trước khi in."
    ),
    "paper.not_written": Explanation(
        "Hồ sơ {label} đã được tiếp nhận, nhưng giấy tiếp nhận chưa ghi được vào {path}.",
        "Hồ sơ đã lưu.",
        "Hãy kiểm tra đường dẫn và chỗ trống, rồi in lại bằng motcua print {label} 01 --out TỆP.",
    ),
    "paper.reason": Explanation("Giấy này đã được in, in lại cần có lý do.", UNCHANGED, "Hãy ghi lý do in lại."),
    "slip.form": Explanation(
        "Không lập được phiếu {form} khi chưa có hồ sơ.",
        UNCHANGED,
        "Chỉ phiếu yêu cầu bổ sung (02) và phiếu từ chối (03) lập được khi chưa có hồ sơ.",
    ),
    "slip.points": Explanation(
        "Phiếu cần ít nhất một nội dung.", UNCHANGED, "Hãy ghi những gì còn thiếu hoặc lý do từ chối."
    ),
    "slip.unknown": Explanation(
        "Không có phiếu số {number}.", UNCHANGED, "Hãy xem số phiếu trong danh sách phiếu đã lập."
    ),
    # -- money
    "money.reckoning": Explanation(
        "“{found}” không phải là số tiền.", UNCHANGED, "Hãy gõ như 7000, 3*2000 hoặc 2*2000+3*1000."
    ),
    "money.too_much": Explanation("Số tiền vượt quá {most}.", UNCHANGED, "Hãy nhập lại số tiền."),
    "fee.amount": Explanation("Số tiền phải lớn hơn 0.", UNCHANGED, "Hãy nhập lại số tiền."),
    "fee.method": Explanation("Không có cách thu {method}.", UNCHANGED, "Hãy chọn tiền mặt, chuyển khoản hoặc thẻ."),
    "fee.incomplete": Explanation("Khoản thu còn thiếu thông tin.", UNCHANGED, "Hãy nhập đủ rồi làm lại."),
    "fee.reason": Explanation("Hủy khoản thu cần có lý do.", UNCHANGED, "Hãy ghi lý do rồi làm lại."),
    "fee.unknown_payment": Explanation(
        "Không tìm thấy khoản thu này.", UNCHANGED, "Hãy mở lại hồ sơ để xem các khoản đã thu."
    ),
    "cash.no_shift": Explanation("Chưa mở ca thu tiền.", UNCHANGED, "Hãy mở ca thu trước, ở mục Phí, lệ phí."),
    "cash.open_already": Explanation("Ca thu tiền đang mở.", UNCHANGED, "Hãy đóng ca đang mở trước."),
    "cash.explain": Explanation(
        "Tiền đếm được lệch {difference} so với sổ.", UNCHANGED, "Hãy đếm lại; nếu vẫn lệch thì ghi lý do."
    ),
    # -- handover
    "handover.empty": Explanation("Chưa chọn hồ sơ nào để bàn giao.", UNCHANGED, "Hãy quét hoặc chọn hồ sơ."),
    "handover.to": Explanation("Chưa chọn nơi nhận bàn giao.", UNCHANGED, "Hãy chọn nơi nhận."),
    "handover.closed": Explanation(
        "Hồ sơ {label} đã kết thúc, không bàn giao nữa.", UNCHANGED, "Hãy bỏ hồ sơ này khỏi danh sách."
    ),
    "handover.on_its_way": Explanation(
        "Hồ sơ {label} đang nằm trong một danh sách bàn giao khác.",
        UNCHANGED,
        "Hãy xác nhận danh sách đó trước, hoặc bỏ hồ sơ này ra.",
    ),
    "handover.unknown": Explanation(
        "Không tìm thấy danh sách bàn giao {code}.", UNCHANGED, "Hãy quét lại mã trên danh sách."
    ),
    "handover.confirmed_already": Explanation("Danh sách bàn giao {code} đã được xác nhận.", UNCHANGED),
    "handover.same_person": Explanation(
        "Người giao không thể tự xác nhận là người nhận.", UNCHANGED, "Hãy nhờ người nhận đăng nhập và xác nhận."
    ),
    # -- dossiers of other systems
    "import.unreadable": Explanation(
        "Không đọc được tệp hồ sơ {path}.", UNCHANGED, "Tệp phải là JSON theo tên trường quốc gia, CSV hoặc XLSX."
    ),
    "import.columns": Explanation(
        "Tệp hồ sơ thiếu cột {missing}.", UNCHANGED, "Hãy thêm cột còn thiếu; xem docs/command-line.md."
    ),
    "import.empty": Explanation("Tệp không có hồ sơ nào.", UNCHANGED, "Hãy chọn tệp khác."),
    "import.rows": Explanation(
        "{count} dòng trong tệp hồ sơ có lỗi.", "Chưa nhập dòng nào.", "Hãy sửa các dòng được liệt kê rồi nhập lại."
    ),
    "import.missing": Explanation("Còn trống.", UNCHANGED),
    "import.value": Explanation("Không hiểu “{found}”.", UNCHANGED),
    "row.too_wide": Explanation(
        "Dòng có nhiều ô hơn dòng tiêu đề: “{found}”.", UNCHANGED, "Hãy đặt ô có dấu phân cách trong ngoặc kép."
    ),
    "import.order": Explanation("Ngày này trước ngày tiếp nhận.", UNCHANGED),
    "import.doubtful": Explanation(
        "Cột {column} đọc được theo nhiều bảng mã: “{before}” có thể là “{after}”.",
        "Chưa nhập dòng nào.",
        "Hãy cho biết bảng mã của tệp (ở dòng lệnh: --encoding unicode, tcvn3 hoặc vni).",
    ),
    "import.not_new": Explanation(
        "Hồ sơ đang ở trạng thái {state}; ở đây chỉ nhận hồ sơ nộp mới, chưa được trả lời.", UNCHANGED
    ),
    "import.twice": Explanation("Mã hồ sơ {code} xuất hiện nhiều lần trong tệp.", UNCHANGED),
    # -- staff
    "staff_code.unknown": Explanation("Không có cán bộ nào của cơ quan mang thẻ {code}.", "", "Hãy kiểm tra lại thẻ."),
    "office.staffed": Explanation(
        "Cơ quan này đã có cán bộ.", UNCHANGED, "Hãy đăng nhập, hoặc nhờ quản trị của cơ quan thêm tài khoản."
    ),
    "staff.login": Explanation("Tên đăng nhập chỉ gồm chữ không dấu, chữ số, dấu chấm và gạch ngang.", UNCHANGED),
    "staff.name": Explanation("Cán bộ chưa có họ và tên.", UNCHANGED, "Hãy nhập họ và tên."),
    "staff.roles": Explanation("Cán bộ chưa có vai trò nào.", UNCHANGED, "Hãy chọn ít nhất một vai trò."),
    "staff.password": Explanation("Cán bộ mới cần có mật khẩu.", UNCHANGED, "Hãy gõ mật khẩu rồi Enter."),
    "staff.password_short": Explanation(
        "Mật khẩu cần ít nhất {least} ký tự.", UNCHANGED, "Hãy đặt mật khẩu dài hơn, dễ nhớ với riêng mình."
    ),
    "due.calendar_unknown": Explanation(
        "Ngày hẹn này không được tính tại đây nên không tính lại được.",
        "Ngày hẹn đã ghi trên giấy tiếp nhận vẫn giữ nguyên.",
    ),
    # -- settings
    "settings.unknown": Explanation(
        "Không có cài đặt {key}.", UNCHANGED, "Hãy xem các cài đặt bằng motcua settings show."
    ),
    "settings.value": Explanation(
        "Giá trị “{found}” của {key} không đúng.", UNCHANGED, "Hãy xem docs/command-line.md."
    ),
    "mapping.unreadable": Explanation(
        "Không đọc được bảng mã của nơi nhận.", UNCHANGED, "Tệp phải là JSON: tên trường → mã của ta → mã của nơi nhận."
    ),
    "mapping.value": Explanation(
        "Bảng mã không dùng được “{found}” ở trường {field}.", UNCHANGED, "Những giá trị dùng được: {known}."
    ),
    "mapping.unknown": Explanation(
        "Chưa có bảng mã nào của nơi nhận {receiver}.",
        UNCHANGED,
        "Hãy xem lại tên, hoặc nhập bảng mã của nơi đó trước.",
    ),
    # -- calendar and rules
    "calendar.no_such_day": Explanation(
        "Cơ quan không có ngày riêng nào bắt đầu từ {first}.", UNCHANGED, "Hãy xem lịch bằng motcua calendar show."
    ),
    "calendar.unreadable": Explanation("Không đọc được lịch làm việc.", UNCHANGED, "Hãy kiểm tra lại tệp lịch."),
    "calendar.clock": Explanation("Giờ {text} trong lịch không đúng.", UNCHANGED, "Hãy ghi theo dạng 07:30."),
    "calendar.hours": Explanation(
        "Giờ làm việc {hours} trong lịch không đúng.",
        UNCHANGED,
        "Hãy ghi theo dạng 07:30-11:30, các buổi không chồng lên nhau.",
    ),
    "calendar.hours_of_kind": Explanation(
        "Ngày {first} trong lịch có giờ làm việc không hợp với loại ngày.", UNCHANGED, "Hãy sửa lại ngày đó trong lịch."
    ),
    "calendar.no_counting_day": Explanation(
        "Lịch từ {valid_from} không có ngày làm việc nào.",
        UNCHANGED,
        "Hãy nhập giờ làm việc cho ít nhất một ngày trong tuần.",
    ),
    "calendar.patterns_order": Explanation(
        "Các giai đoạn trong lịch không theo thứ tự ngày.", UNCHANGED, "Hãy sắp lại theo ngày bắt đầu."
    ),
    "calendar.range": Explanation(
        "Ngày cuối trước ngày đầu ({first}) trong lịch.", UNCHANGED, "Hãy sửa lại ngày đó trong lịch."
    ),
    "calendar.swap_sides": Explanation(
        "Ngày hoán đổi {first} thiếu ngày làm bù.", UNCHANGED, "Hãy ghi cả ngày nghỉ và ngày làm bù."
    ),
    "calendar.week_incomplete": Explanation(
        "Lịch từ {valid_from} không đủ bảy ngày trong tuần.", UNCHANGED, "Hãy nhập đủ các ngày."
    ),
    "calendar.weekday": Explanation(
        "Không có thứ {found} trong tuần.", UNCHANGED, "Hãy dùng mon, tue, wed, thu, fri, sat, sun."
    ),
    "rules.cutoff": Explanation("Giờ chốt không nằm trong một ngày.", UNCHANGED, "Hãy nhập giờ từ 00:00 đến 23:59."),
    "rules.not_positive": Explanation("Thời hạn trong quy định phải từ 1 trở lên.", UNCHANGED, "Hãy nhập lại."),
    "pause.order": Explanation(
        "Thời gian chờ kết thúc trước khi bắt đầu ({start}).", UNCHANGED, "Hãy kiểm tra lại ngày giờ."
    ),
    # -- catalogue files
    "catalogue.unreadable": Explanation(
        "Không đọc được tệp danh mục {path}.", UNCHANGED, "Tệp phải là JSON, CSV (UTF-8) hoặc XLSX."
    ),
    "catalogue.columns": Explanation(
        "Tệp danh mục thiếu cột {missing}.", UNCHANGED, "Hãy thêm cột còn thiếu; xem docs/command-line.md."
    ),
    "catalogue.rows": Explanation(
        "{count} dòng trong tệp danh mục có lỗi.", "Chưa nhập dòng nào.", "Hãy sửa các dòng được liệt kê rồi nhập lại."
    ),
    "catalogue.record": Explanation("Nội dung không đúng cấu trúc.", UNCHANGED),
    "catalogue.missing": Explanation("Còn trống.", UNCHANGED),
    "catalogue.twice": Explanation("Mã {code} xuất hiện nhiều lần trong tệp.", UNCHANGED),
    "catalogue.limit": Explanation("Thời hạn {found} không phải là một số nguyên.", UNCHANGED),
    "catalogue.unit": Explanation("Không có đơn vị thời hạn {found}.", UNCHANGED),
    "catalogue.fee": Explanation("Mức phí {found} không phải là một số tiền.", UNCHANGED),
    "catalogue.ending": Explanation(
        "Danh mục chỉ xuất được ra tệp .json hoặc .csv.", UNCHANGED, "Hãy đặt tên tệp khác."
    ),
    "catalogue.empty": Explanation("Tệp danh mục không có thủ tục nào.", UNCHANGED, "Hãy chọn tệp khác."),
}
