"""What every refusal is called in front of a person: what happened, what is safe, what to do next."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from desktop_app.domain.errors import RowFault
from desktop_app.domain.money import dong
from desktop_app.words import labels
from desktop_app.words.attachment_refusals import ATTACHMENTS
from desktop_app.words.explanation import KEPT, UNCHANGED, Explanation, Say
from desktop_app.words.rule_refusals import RULES


def explained(code: str, parameters: Mapping[str, object], say: Say = str) -> Explanation:
    """The sentences for a refusal with its parameters in words; a code without sentences gets the general ones."""
    said = _Parameters({name: _WORDS.get(name, _plain)(value, say) for name, value in parameters.items()})
    texts = REFUSALS.get(code, REFUSALS["unforeseen"])
    return Explanation(*(" ".join(say(text).format_map(said).split()) for text in texts))


def fault_line(fault: RowFault, say: Say = str) -> str:
    """One fault of a file: "Dòng 5, cột thời hạn: …"; without a column where the row as a whole is at fault."""
    what = explained(fault.code, fault.parameters, say).what
    place = say("Dòng {row}, cột {column}: {what}") if fault.column else say("Dòng {row}: {what}")
    return place.format(row=fault.row, column=fault.column, what=what)


class _Parameters(dict[str, str]):
    """Parameters that were not given leave nothing behind."""

    def __missing__(self, key: str) -> str:
        return ""


def _moment(iso: Any, say: Say) -> str:
    moment = datetime.fromisoformat(iso)
    return say("{clock} ngày {day}").format(clock=f"{moment:%H:%M}", day=f"{moment:%d/%m/%Y}")


def _dong(amount: Any, say: Say) -> str:
    return dong(amount).replace("đồng", say("đồng"))


def _plain(value: Any, _say: Say) -> str:
    return str(value)


# What the office passes as short English words and plain figures.
_WORDS: dict[str, Callable[[Any, Say], str]] = {
    "state": lambda state, say: say(labels.STATES.get(state, state)),
    "action": lambda action, say: say(labels.ACTIONS.get(action, action)),
    "needed": lambda roles, say: ", ".join(say(labels.ROLES.get(role, role)) for role in roles.split(", ")),
    "what": lambda fact, say: say(labels.FACTS.get(fact, fact)),
    "amount": _dong,
    "difference": _dong,
    "at": _moment,
}


def _number_of_ours(kind: str, name: str, letters: str, again: str, used_up: str) -> dict[str, Explanation]:
    """What can be wrong with a code that is built like a receipt number."""
    return {
        f"{kind}.characters": Explanation(f"{name} chỉ gồm {letters}chữ số và dấu gạch ngang.", "", again),
        f"{kind}.digits": Explanation(f"{name} phải có {{expected}} chữ số, ở đây có {{found}}.", "", again),
        f"{kind}.check_digits": Explanation(f"{name} bị sai một hoặc vài chữ số.", "", again),
        f"{kind}.range": Explanation(used_up, UNCHANGED, "Hãy báo quản trị đăng ký lại máy trạm."),
    }


REFUSALS: dict[str, Explanation] = {
    **_number_of_ours(
        "receipt_number",
        "Số biên nhận",
        "",
        "Hãy quét lại hoặc so từng chữ số với giấy tiếp nhận.",
        "Máy trạm này đã dùng hết số biên nhận.",
    ),
    **_number_of_ours(
        "batch_code",
        "Mã danh sách bàn giao",
        "chữ BG, ",
        "Hãy quét lại mã trên danh sách bàn giao.",
        "Máy trạm này đã dùng hết số danh sách bàn giao.",
    ),
    **_number_of_ours(
        "staff_code",
        "Mã thẻ cán bộ",
        "chữ CB, ",
        "Hãy quét lại thẻ cán bộ.",
        "Cơ quan này đã dùng hết số hiệu cán bộ.",
    ),
    # -- the program and its machine
    "unforeseen": Explanation(
        "Có lỗi ngoài dự kiến, việc vừa rồi chưa thực hiện được.",
        KEPT,
        "Hãy thử lại; nếu vẫn lỗi, báo quản trị kèm giờ xảy ra.",
    ),
    "interrupted": Explanation("Lệnh đã bị dừng giữa chừng.", KEPT),
    "usage": Explanation("Lệnh chưa đúng: {detail}.", "", "Xem cách dùng bằng {usage} --help."),
    "disk.full": Explanation(
        "Ổ đĩa đã đầy, việc vừa rồi chưa lưu được.", KEPT, "Hãy giải phóng chỗ trống trên ổ đĩa rồi làm lại."
    ),
    "disk.fault": Explanation(
        "Ổ đĩa không đọc hoặc ghi được dữ liệu.",
        "Hồ sơ đã lưu trước đó không bị thay đổi.",
        "Hãy báo quản trị kiểm tra ổ đĩa ngay hôm nay.",
    ),
    "file.missing": Explanation("Không tìm thấy tệp hoặc thư mục {path}.", "", "Hãy kiểm tra lại đường dẫn."),
    "file.not_allowed": Explanation(
        "Không có quyền đọc hoặc ghi {path}.", "", "Hãy chọn nơi khác hoặc xin quyền của quản trị."
    ),
    "file.fault": Explanation("Không đọc hoặc ghi được {path}.", "", "Hãy kiểm tra lại đường dẫn rồi làm lại."),
    # -- the station's store
    "store.missing": Explanation(
        "Thư mục dữ liệu này chưa có kho hồ sơ.",
        "",
        "Hãy kiểm tra --data, hoặc tạo trung tâm thực hành bằng motcua practice.",
    ),
    "store.exists": Explanation(
        "Thư mục này đã có kho hồ sơ.", "Kho đang có không bị thay đổi.", "Hãy chọn một thư mục trống."
    ),
    "store.key_missing": Explanation(
        "Không tìm thấy khóa mở kho hồ sơ.",
        "Kho hồ sơ vẫn nguyên vẹn nhưng không mở được khi thiếu khóa.",
        "Hãy chép lại tệp store.key từ nơi cất giữ hoặc báo quản trị.",
    ),
    "store.key_damaged": Explanation(
        "Tệp khóa store.key bị hỏng.",
        "Kho hồ sơ vẫn nguyên vẹn nhưng không mở được khi thiếu khóa đúng.",
        "Hãy chép lại tệp store.key từ nơi cất giữ hoặc báo quản trị.",
    ),
    "store.wrong_key": Explanation(
        "Khóa không mở được kho hồ sơ này, hoặc tệp không phải là kho hồ sơ.",
        "Kho hồ sơ không bị thay đổi.",
        "Hãy kiểm tra có phải đúng thư mục và đúng khóa không, hoặc báo quản trị.",
    ),
    "store.damaged": Explanation(
        "Tệp kho hồ sơ bị hỏng một phần.",
        "Chương trình không ghi thêm vào tệp hỏng.",
        "Hãy ngừng làm việc trên máy này và báo quản trị khôi phục từ bản sao lưu hoặc từ trung tâm.",
    ),
    "store.newer": Explanation(
        "Kho hồ sơ do phiên bản mới hơn của chương trình tạo ra (định dạng {found}, máy này đọc được đến {known}).",
        "Kho hồ sơ không bị thay đổi.",
        "Hãy cài phiên bản mới của chương trình.",
    ),
    "store.library_old": Explanation(
        "Thư viện cơ sở dữ liệu {found} quá cũ, có thể làm mất hồ sơ.",
        "Kho hồ sơ chưa được mở.",
        "Hãy cài lại chương trình.",
    ),
    "store.busy": Explanation(
        "Kho hồ sơ đang bận việc khác quá lâu.", "Việc vừa rồi chưa được ghi.", "Hãy chờ một lát rồi làm lại."
    ),
    "store.read_only": Explanation(
        "Kho hồ sơ đang bị khóa chỉ cho đọc.", KEPT, "Hãy kiểm tra quyền ghi của thư mục dữ liệu."
    ),
    "store.other_office": Explanation(
        "Kho này đang giữ hồ sơ của một cơ quan khác.",
        "Kho hồ sơ không bị thay đổi.",
        "Hãy dùng một thư mục dữ liệu mới cho cơ quan mới.",
    ),
    # -- the centre
    "central.url": Explanation(
        "Địa chỉ trung tâm không đúng.", "", "Địa chỉ có dạng postgresql+psycopg://… hoặc sqlite:///TỆP."
    ),
    "central.unreachable": Explanation(
        "Chưa kết nối được với trung tâm.",
        "Hồ sơ vẫn được lưu tại máy này và sẽ tự gửi đi khi kết nối lại.",
        "Hãy kiểm tra mạng và địa chỉ trung tâm.",
    ),
    "central.not_ready": Explanation(
        "Cơ sở dữ liệu trung tâm chưa được khởi tạo hoặc còn ở định dạng cũ.",
        UNCHANGED,
        "Quản trị trung tâm cần chạy motcua central upgrade.",
    ),
    "central.newer": Explanation(
        "Cơ sở dữ liệu trung tâm do phiên bản mới hơn tạo ra (định dạng {found}, máy này đọc được đến {known}).",
        "Hồ sơ vẫn được lưu tại máy này.",
        "Hãy cài phiên bản mới của chương trình.",
    ),
    "central.office_unknown": Explanation(
        "Trung tâm không có cơ quan nào mang mã {code}.",
        UNCHANGED,
        "Hãy kiểm tra mã, hoặc thêm cơ quan bằng motcua central add-office.",
    ),
    "central.stations_full": Explanation(
        "Cơ quan này đã dùng hết số máy trạm hoặc số lần đăng ký của máy này.", UNCHANGED, "Hãy báo quản trị trung tâm."
    ),
    "central.spaces_full": Explanation(
        "Trung tâm đã dùng hết số hiệu cơ quan.", UNCHANGED, "Hãy báo người phát triển chương trình."
    ),
    "central.publish": Explanation(
        "Trung tâm chưa nhận nội dung công bố ({reason}).", UNCHANGED, "Hãy báo quản trị trung tâm."
    ),
    "central.rights": Explanation(
        "Tài khoản cơ sở dữ liệu này không có quyền quản trị trung tâm.",
        UNCHANGED,
        "Hãy dùng tài khoản sở hữu cơ sở dữ liệu, có quyền tạo tài khoản (CREATEROLE).",
    ),
    "central.schema_open": Explanation(
        "Trong lược đồ {schema} của cơ sở dữ liệu, tài khoản nào cũng tạo được bảng, và {owner} không có quyền chặn.",
        "Chưa tài khoản nào được vào trung tâm.",
        "Quản trị máy chủ cần chạy trong cơ sở dữ liệu này: ALTER SCHEMA {schema} OWNER TO {owner}; rồi chạy lại lệnh.",
    ),
    "central.no_roles": Explanation(
        "Trung tâm này không phải máy chủ PostgreSQL nên không có tài khoản riêng cho từng máy trạm.", UNCHANGED, ""
    ),
    "central.role": Explanation(
        "Tên tài khoản {role} không dùng được.",
        UNCHANGED,
        "Hãy dùng chữ thường không dấu, chữ số và dấu gạch dưới, bắt đầu bằng chữ, tối đa 63 ký tự.",
    ),
    "central.role_taken": Explanation(
        "Máy chủ đã có tài khoản {role} không do lệnh này tạo ra.", UNCHANGED, "Hãy chọn tên khác."
    ),
    "central.role_unknown": Explanation(
        "Trung tâm chưa cấp quyền cho tài khoản {role}.", UNCHANGED, "Hãy kiểm tra lại tên tài khoản."
    ),
    "packet.not_ours": Explanation(
        "Tệp này không phải là tệp dữ liệu của chương trình.", UNCHANGED, "Hãy chọn đúng tệp đã xuất từ máy trạm."
    ),
    "packet.damaged": Explanation(
        "Tệp dữ liệu bị hỏng hoặc chưa chép đủ.", UNCHANGED, "Hãy chép lại tệp từ máy trạm đã xuất."
    ),
    "packet.other_office": Explanation(
        "Tệp dữ liệu này là của một cơ quan khác.", UNCHANGED, "Hãy dùng tại máy trạm của cơ quan đã xuất tệp."
    ),
    "packet.signature": Explanation(
        "Tệp dữ liệu không có chữ ký hợp lệ của máy trạm nào trong cơ quan.",
        UNCHANGED,
        "Hãy xuất lại tệp; nếu vẫn vậy, báo quản trị ngay.",
    ),
    "packet.not_enrolled": Explanation(
        "Máy này chưa được đăng ký với trung tâm nên chưa có khóa mở tệp dữ liệu.",
        UNCHANGED,
        "Hãy đăng ký bằng motcua enrol.",
    ),
    "packet.gap": Explanation(
        "Thiếu tệp dữ liệu đã xuất trước tệp này.", UNCHANGED, "Hãy nạp tệp cũ hơn của cùng máy trạm trước."
    ),
    "packet.refused": Explanation(
        "Trung tâm không nhận nội dung của tệp dữ liệu ({reason}).", UNCHANGED, "Hãy báo quản trị trung tâm."
    ),
    "central.stations_hidden": Explanation(
        "Trung tâm chưa cho máy trạm xem tình trạng các quầy.",
        "",
        "Quản trị trung tâm cần chạy motcua central upgrade.",
    ),
    "central.none": Explanation(
        "Máy này chưa được đăng ký với trung tâm nào.", UNCHANGED, "Hãy đăng ký bằng motcua enrol."
    ),
    # -- who may do what
    "sign_in.wrong": Explanation(
        "Tên đăng nhập hoặc mật khẩu không đúng.", "", "Hãy nhập lại; quên mật khẩu thì nhờ quản trị đặt lại."
    ),
    "role.missing": Explanation("Việc này cần vai trò: {needed}.", UNCHANGED, "Hãy nhờ người có vai trò đó thực hiện."),
    "staff.unknown": Explanation(
        "Không có cán bộ nào đang làm việc với tên đăng nhập {login}.", UNCHANGED, "Hãy kiểm tra lại tên đăng nhập."
    ),
    # -- what was scanned
    "scan.empty": Explanation("Máy quét không gửi nội dung nào.", "", "Hãy quét lại."),
    "scan.too_long": Explanation("Nội dung vừa nhận quá dài, không phải mã quét.", "", "Hãy quét lại đúng mã cần tìm."),
    "scan.web_address": Explanation(
        "Mã QR này là một địa chỉ trang web, không phải giấy tờ của trung tâm.",
        "",
        "Hãy quét mã trên giấy tiếp nhận hoặc mặt sau thẻ căn cước.",
    ),
    "scan.payment": Explanation(
        "Mã QR này là mã thanh toán, không phải giấy tờ của trung tâm.",
        "",
        "Hãy quét mã trên giấy tiếp nhận hoặc thẻ căn cước.",
    ),
    "scan.unknown": Explanation(
        "Không nhận ra mã vừa quét.", "", "Hãy quét lại, hoặc gõ mã hồ sơ hay số biên nhận in dưới mã vạch."
    ),
    "scan.no_use_here": Explanation(
        "Mã vừa quét không dùng được ở màn hình này.",
        "",
        "Việc đang làm vẫn nguyên; hãy mở màn hình cần dùng rồi quét lại.",
    ),
    # -- printing
    "window.open": Explanation("Chương trình đang mở trên máy này với cùng dữ liệu.", "", "Hãy dùng cửa sổ đã mở."),
    "screen.none": Explanation(
        "Không mở được cửa sổ: chương trình không thấy màn hình nào.",
        KEPT,
        "Hãy mở chương trình trong phiên làm việc có màn hình, hoặc dùng các lệnh (motcua --help).",
    ),
    "printer.none": Explanation(
        "Máy này chưa chọn máy in mặc định.",
        "",
        "Hãy lưu giấy thành PDF, hoặc chọn máy in trong cài đặt của máy rồi in lại.",
    ),
    "printer.stopped": Explanation(
        "Máy in {name} đang dừng.", "", "Hãy xem máy in hết giấy, kẹt giấy hay bị tạm dừng, rồi in lại."
    ),
    "printer.failed": Explanation(
        "Máy in {name} không nhận lệnh in.", "", "Hãy kiểm tra máy in đã bật và có giấy, rồi in lại."
    ),
    "lookup.nothing": Explanation(
        "Không tìm thấy hồ sơ nào.", "", "Hãy thử bằng mã hồ sơ, số định danh, số điện thoại hoặc họ tên."
    ),
    "lookup.wrong": Explanation(
        "Mã tra cứu không đúng với hồ sơ này.", "", "Hãy xem lại mã tra cứu in trên giấy tiếp nhận."
    ),
    "lookup.too_many": Explanation(
        "Mã tra cứu đã bị nhập sai quá nhiều lần.", "Hồ sơ không bị ảnh hưởng.", "Hãy thử lại sau {at}."
    ),
    "dossier.unknown": Explanation(
        "Không tìm thấy hồ sơ {label} tại đây.",
        "",
        "Hãy kiểm tra lại mã; hồ sơ của cơ quan khác không có trên máy này.",
    ),
    "dossier_code.parts": Explanation(
        "Mã hồ sơ thiếu hoặc thừa phần: cần đơn vị, ngày và số thứ tự, cách nhau bằng dấu gạch ngang.",
        "",
        "Hãy quét lại hoặc gõ đủ mã, ví dụ H29.19.05-261008-0975.",
    ),
    "dossier_code.unit": Explanation(
        "Phần mã đơn vị trong mã hồ sơ không đúng.", "", "Hãy quét lại hoặc gõ đủ mã, ví dụ H29.19.05-261008-0975."
    ),
    "dossier_code.day": Explanation(
        "Phần ngày trong mã hồ sơ không phải là một ngày có thật.",
        "",
        "Hãy quét lại hoặc gõ đủ mã, ví dụ H29.19.05-261008-0975.",
    ),
    "dossier_code.sequence": Explanation(
        "Phần số thứ tự trong mã hồ sơ phải có từ 4 đến 8 chữ số.",
        "",
        "Hãy quét lại hoặc gõ đủ mã, ví dụ H29.19.05-261008-0975.",
    ),
    "component_code.mark": Explanation(
        "Mã thành phần hồ sơ thiếu phần /TP.", "", "Hãy quét lại mã trên tờ bìa thành phần."
    ),
    "component_code.number": Explanation(
        "Số thứ tự thành phần trong mã không đúng.", "", "Hãy quét lại mã trên tờ bìa thành phần."
    ),
    # -- who somebody is
    "name.letters": Explanation("Tên phải có chữ cái.", UNCHANGED, "Hãy nhập họ tên như trên giấy tờ."),
    "number.characters": Explanation(
        "Số định danh chỉ gồm chữ số.", UNCHANGED, "Hãy kiểm tra lại số trên thẻ căn cước."
    ),
    "number.digits": Explanation(
        "Số định danh phải có 12 chữ số (hoặc 9 chữ số của CMND cũ), ở đây có {found}.",
        UNCHANGED,
        "Hãy kiểm tra lại số trên thẻ căn cước.",
    ),
    "number.old": Explanation(
        "Đây là số CMND 9 chữ số, không còn giá trị từ ngày 01/01/2025.",
        UNCHANGED,
        "Hãy hỏi thẻ căn cước; nếu vẫn nhận thì ghi lý do.",
    ),
    "number.sex_differs": Explanation(
        "Giới tính không khớp với số định danh.",
        UNCHANGED,
        "Hãy so lại với thẻ; nếu thẻ ghi đúng như vậy thì ghi lý do để tiếp tục.",
    ),
    "number.birth_year_differs": Explanation(
        "Năm sinh không khớp với số định danh.",
        UNCHANGED,
        "Hãy so lại với thẻ; nếu thẻ ghi đúng như vậy thì ghi lý do để tiếp tục.",
    ),
    "number.whole": Explanation("Cần một số nguyên từ {least} trở lên thay cho {found}.", UNCHANGED),
    "tax_code.characters": Explanation("Mã số thuế chỉ gồm chữ số.", UNCHANGED, "Hãy kiểm tra lại mã số thuế."),
    "tax_code.digits": Explanation(
        "Mã số thuế phải có 10, 12 hoặc 13 chữ số, ở đây có {found}.", UNCHANGED, "Hãy kiểm tra lại mã số thuế."
    ),
    "tax_code.check_digit": Explanation(
        "Mã số thuế không đúng chữ số kiểm tra.",
        UNCHANGED,
        "Hãy so lại với giấy chứng nhận; nếu giấy ghi đúng như vậy thì ghi lý do để tiếp tục.",
    ),
    "card.field_count": Explanation(
        "Mã QR trên thẻ bị thiếu phần: chỉ đọc được {found} trong 7 phần.",
        UNCHANGED,
        "Hãy quét lại thẻ; nếu vẫn thiếu thì gõ thông tin theo thẻ.",
    ),
    "card.old_number": Explanation("Không đọc được số CMND cũ trên thẻ.", "", "Hãy so lại với thẻ."),
    "card.full_name": Explanation("Họ tên đọc từ thẻ chưa rõ.", "", "Hãy so lại với thẻ và sửa nếu cần."),
    "card.birth_date": Explanation("Không đọc được ngày sinh trên thẻ.", "", "Hãy gõ ngày sinh theo thẻ."),
    "card.sex": Explanation("Không đọc được giới tính trên thẻ.", "", "Hãy chọn giới tính theo thẻ."),
    "card.address": Explanation("Không đọc được nơi cư trú trên thẻ.", "", "Hãy gõ địa chỉ theo thẻ."),
    "card.issued": Explanation("Không đọc được ngày cấp trên thẻ.", "", "Hãy so lại với thẻ."),
    "card.input_method": Explanation(
        "Bộ gõ tiếng Việt đã làm sai chữ của máy quét.",
        "",
        "Hãy tắt bộ gõ (Unikey, EVKey) rồi quét lại, hoặc sửa họ tên và địa chỉ theo thẻ.",
    ),
    "card.diacritics_lost": Explanation(
        "Máy quét đã làm mất dấu tiếng Việt.",
        "",
        "Hãy sửa họ tên và địa chỉ theo thẻ; báo quản trị chuyển máy quét sang chế độ cổng COM.",
    ),
    "card.letters_replaced": Explanation(
        "Một số chữ đọc từ thẻ đã bị thay bằng ký tự lạ.", "", "Hãy sửa họ tên và địa chỉ theo thẻ."
    ),
    "mrz.length": Explanation(
        "Dòng mã ở mặt sau thẻ phải có 90 ký tự, ở đây có {found}.", "", "Hãy quét lại cả ba dòng."
    ),
    "mrz.characters": Explanation("Dòng mã ở mặt sau thẻ có ký tự lạ.", "", "Hãy quét lại cả ba dòng."),
    "mrz.document": Explanation(
        "Đây không phải dòng mã của thẻ căn cước Việt Nam.", "", "Hãy quét mặt sau thẻ căn cước."
    ),
    "mrz.check_digits": Explanation(
        "Dòng mã ở mặt sau thẻ bị đọc sai.", "", "Hãy quét lại cả ba dòng, hoặc quét mã QR ở mặt trước."
    ),
    "mrz.number": Explanation(
        "Số định danh trong dòng mã của thẻ không đúng.", "", "Hãy quét lại, hoặc quét mã QR ở mặt trước."
    ),
    "mrz.date": Explanation("Ngày trong dòng mã của thẻ không đúng.", "", "Hãy quét lại, hoặc quét mã QR ở mặt trước."),
    "birth.unreadable": Explanation(
        "Ngày sinh {found} không đúng.", UNCHANGED, "Hãy ghi theo dạng ngày/tháng/năm, ví dụ 05/01/1990."
    ),
    "sex.unreadable": Explanation("Giới tính {found} không đúng.", UNCHANGED, "Hãy ghi nam hoặc nữ."),
    # -- receiving
    "intake.person_kind": Explanation(
        "Không có loại đối tượng {found}.", UNCHANGED, "Hãy chọn cá nhân, tổ chức hoặc hộ kinh doanh."
    ),
    "intake.sets": Explanation("Số bộ hồ sơ phải từ 1 trở lên.", UNCHANGED, "Hãy nhập lại số bộ."),
    "intake.return_by": Explanation(
        "Không có cách nhận kết quả {found}.", UNCHANGED, "Hãy chọn tại quầy, bưu chính hoặc trực tuyến."
    ),
    "component.name": Explanation("Một thành phần hồ sơ chưa có tên.", UNCHANGED, "Hãy ghi tên giấy tờ."),
    "component.copy": Explanation(
        "Không có loại giấy tờ {found}.", UNCHANGED, "Hãy chọn bản chính, bản sao, bản chụp hoặc bản điện tử."
    ),
    "component.count": Explanation("Số lượng của “{name}” phải từ 1 trở lên.", UNCHANGED, "Hãy nhập lại số lượng."),
    "component.reason": Explanation("“{name}” không đạt nhưng chưa có lý do.", UNCHANGED, "Hãy ghi vì sao không đạt."),
    "component.not_accepted": Explanation(
        "“{name}” là thành phần bắt buộc nhưng không đạt nên chưa tiếp nhận được.",
        UNCHANGED,
        "Hãy lập phiếu yêu cầu bổ sung (mẫu 02), ghi đủ một lần những gì còn thiếu.",
    ),
    "components.none": Explanation(
        "Chưa có giấy tờ bắt buộc nào.",
        UNCHANGED,
        "Hãy lập phiếu yêu cầu bổ sung (mẫu 02); nếu vẫn nhận thì ghi lý do.",
    ),
    "components.no_case": Explanation(
        "Chưa có giấy tờ nào, trong khi thủ tục này có giấy tờ riêng cho từng trường hợp.",
        UNCHANGED,
        "Hãy chọn giấy tờ của trường hợp đang làm; nếu vẫn nhận thì ghi lý do.",
    ),
    "components.missing": Explanation(
        "Còn thiếu {count} giấy tờ bắt buộc.",
        UNCHANGED,
        "Hãy lập phiếu yêu cầu bổ sung (mẫu 02); nếu vẫn nhận thì ghi lý do.",
    ),
    "intake.owner_name": Explanation("Chưa có họ tên.", UNCHANGED, "Hãy nhập họ tên rồi tiếp nhận lại."),
    "duplicate": Explanation(
        "Người này đang có hồ sơ {label} của cùng thủ tục, nhận lúc {at}, {state}.",
        UNCHANGED,
        "Hãy mở hồ sơ đó; nếu vẫn nhận thêm thì ghi lý do.",
    ),
    "procedure.unknown": Explanation(
        "Không có thủ tục mang mã {code}.",
        UNCHANGED,
        "Hãy tìm thủ tục theo tên, hoặc nhập thêm thủ tục bằng motcua procedures import.",
    ),
    "procedure.unreadable": Explanation(
        "Một thủ tục trong danh mục thiếu mã hoặc thiếu tên.", UNCHANGED, "Hãy sửa danh mục rồi nhập lại."
    ),
    "component.unknown": Explanation(
        "Thủ tục này chỉ có {known} thành phần hồ sơ, không có thành phần số {number}.",
        UNCHANGED,
        "Hãy kiểm tra lại số thứ tự thành phần.",
    ),
    "time.future": Explanation(
        "Thời điểm {at} còn ở tương lai.", UNCHANGED, "Hãy kiểm tra ngày giờ đã nhập và đồng hồ của máy."
    ),
    "time.unreadable": Explanation("Ngày giờ {found} không đúng.", UNCHANGED, "Hãy ghi theo dạng 2026-10-08T09:30."),
    "limit.unreadable": Explanation(
        "Thời hạn {found} không đúng.",
        UNCHANGED,
        "Hãy ghi số và đơn vị, ví dụ 5:working_day, 10:day, 8:working_hour, 0:immediate.",
    ),
    "limit.value": Explanation(
        "Thời hạn {value} không dùng được với đơn vị đã chọn.",
        UNCHANGED,
        "Hãy nhập số từ 1 trở lên; giải quyết ngay thì nhập 0.",
    ),
    "fact.unreadable": Explanation("Dữ kiện {found} không đúng.", UNCHANGED, "Hãy ghi theo dạng TÊN=GIÁ TRỊ."),
    **RULES,
    **ATTACHMENTS,
}
