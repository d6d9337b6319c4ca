"""Invented citizens with names as frequent as real ones; the same seed invents the same people."""

from bisect import bisect
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any, Final, Generic, TypeVar

from desktop_app.domain.identity import Sex

T = TypeVar("T")


class Weighted(Generic[T]):
    """Values drawn as often as their weights say."""

    def __init__(self, weights: dict[T, float]) -> None:
        self._values = list(weights)
        self._sums = list(accumulate(weights.values()))
        self._total = self._sums[-1]

    def draw(self, random: Random) -> T:
        """One value."""
        return self._values[bisect(self._sums, random.random() * self._total)]


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody who does not exist; the number agrees with sex and year of birth as a real one would."""

    name: str
    number: str
    birth: date
    sex: Sex
    address: str
    phone: str

    def person(self) -> dict[str, Any]:
        """The citizen in the shape of `desktop_app.domain.events.PersonData`."""
        return {
            "kind": "citizen",
            "name": self.name,
            "number": self.number,
            "birth": self.birth.isoformat(),
            "sex": self.sex.value,
            "address": self.address,
            "phone": self.phone,
        }

    def collector(self) -> dict[str, Any]:
        """The citizen in the shape of `desktop_app.domain.events.CollectorData`."""
        return {"name": self.name, "number": self.number}

    def card_text(self) -> str:
        """The text in the QR code of the citizen's chip card."""
        sex = "Nam" if self.sex is Sex.MALE else "Nữ"
        birth, issued = f"{self.birth:%d%m%Y}", "15042023"
        return f"{self.number}||{self.name}|{birth}|{sex}|{self.address}|{issued}"


def citizen(random: Random, today: date) -> Citizen:
    """A grown-up of the district, between 18 and 85 years old."""
    sex = Sex.FEMALE if random.random() < 0.5 else Sex.MALE
    birth = today - timedelta(days=int(18 * 366 + 24_000 * random.random() ** 1.4))
    sign = (birth.year // 100 - 19) * 2 + (sex is Sex.FEMALE)
    number = f"{_PLACES.draw(random)}{sign}{birth:%y}{random.randrange(1_000_000):06d}"
    phone = f"{_NETWORKS.draw(random)}{random.randrange(10_000_000):07d}"
    return Citizen(full_name(random, sex), number, birth, sex, address(random), phone)


def full_name(random: Random, sex: Sex) -> str:
    """A name of two to four words: family, middle, given."""
    words = [_FAMILY.draw(random)]
    if sex is Sex.FEMALE:
        words += [_MIDDLE_FEMALE.draw(random), _GIVEN_FEMALE.draw(random)]
    else:
        words += [_MIDDLE_MALE.draw(random), _GIVEN_MALE.draw(random)]
    return " ".join(" ".join(words).split())


def address(random: Random) -> str:
    """A two-level address with a house number."""
    lane = f"/{random.randrange(1, 80)}" if random.random() < 0.45 else ""
    place = f"{random.randrange(1, 900)}{lane} {_STREETS.draw(random)}"
    return f"{place}, {_COMMUNES.draw(random)}, TP. Hồ Chí Minh"


def _falling(names: str) -> dict[str, float]:
    """Names from frequent to rare: the n-th is about 1/n as frequent as the first, as given names are."""
    return {name.strip(): 1 / place for place, name in enumerate(names.split(","), start=4)}


def _shares(names: str) -> dict[str, float]:
    """Names, each with its share behind it."""
    return {name.strip(): float(share) for name, _, share in (part.rpartition(" ") for part in names.split(","))}


# Per cent of the people; the twelve most frequent family names make up nine tenths of the country.
_FAMILY: Final = Weighted(
    _shares(
        "Nguyễn 38.4, Trần 11, Lê 9.5, Phạm 7.1, Phan 4.5, Huỳnh 2.8, Hoàng 2.3, Vũ 2.2, Đặng 2.1, Bùi 2, Võ 1.7, "
        "Đỗ 1.4, Hồ 1.3, Ngô 1.3, Dương 1, Trương 0.9, Đinh 0.7, Đoàn 0.6, Lý 0.5, Lâm 0.5, Mai 0.5, Đào 0.5, "
        "Trịnh 0.5, Hà 0.4, Lưu 0.4, Cao 0.4, Lương 0.4, Tạ 0.3, Tô 0.3, Châu 0.25, Thái 0.25, Quách 0.2, "
        "Phùng 0.2, Kiều 0.15, Vương 0.15, La 0.1, Từ 0.1, Triệu 0.1, Tăng 0.1, Nghiêm 0.07, Hứa 0.06, Giang 0.06, "
        "Mạc 0.05, Đồng 0.05, Khúc 0.03, Tôn Nữ 0.03, Tôn Thất 0.03"
    )
)
_MIDDLE_MALE: Final = Weighted(
    {"Văn": 2.2, "": 0.3}
    | _falling(
        "Minh, Hữu, Đức, Quang, Thanh, Ngọc, Công, Đình, Xuân, Quốc, Hoàng, Gia, Anh, Tuấn, Duy, Trọng, Thành, "
        "Tấn, Bá, Viết, Mạnh, Tiến, Trung, Phước, Hồng, Nhật, Khắc, Thế, Chí, Trí, Đăng, Bảo, Thiên, Phúc, Huy, "
        "Hải, Kim, Sỹ, Nguyên, Hùng, Thái, Đại, Vĩnh, Phú, Cao, Như, Tường, Văn Minh, Văn Thanh, Văn Quốc, "
        "Đức Anh, Minh Nhật"
    )
)
_MIDDLE_FEMALE: Final = Weighted(
    {"Thị": 2.2, "": 0.15}
    | _falling(
        "Thị Thu, Thị Ngọc, Thị Thanh, Thị Kim, Ngọc, Thị Minh, Thị Hồng, Thị Bích, Thanh, Kim, Thị Mỹ, "
        "Thị Phương, Minh, Thu, Bích, Phương, Mỹ, Hồng, Thị Cẩm, Cẩm, Thùy, Thị Thùy, Khánh, Bảo, Hoài, Thị Hoài, "
        "Như, Quỳnh, Tuyết, Thị Tuyết, Thị Xuân, Thị Lan, Diễm, Thị Diễm, Yến, Thị Hải, Ánh, Thị Ánh, Thị Như, "
        "Gia, Hoàng, Nguyệt, Tú, Trúc, Thị Trúc, Thị Quỳnh, Ngọc Bảo, Nhã, Uyên, Thiên, Thái, Thị Thúy, Thúy, Mai, "
        "Thị Mai, An, Hà"
    )
)
_GIVEN_MALE: Final = Weighted(
    _falling(
        "Hùng, Anh, Tuấn, Minh, Dũng, Long, Nam, Huy, Hải, Sơn, Thành, Đức, Phong, Phúc, Khoa, Quân, Bình, Tâm, "
        "Thắng, Cường, Hiếu, Trung, Kiên, Lâm, Tùng, Hoàng, Quang, Việt, Khánh, Duy, An, Bảo, Nghĩa, Tài, Thịnh, "
        "Trí, Vinh, Hưng, Toàn, Tín, Đạt, Lộc, Thiện, Nhân, Phát, Tiến, Hòa, Khang, Đông, Thái, Lợi, Hậu, Phương, "
        "Quý, Tân, Trọng, Vũ, Đăng, Giang, Hà, Hào, Khôi, Kỳ, Linh, Luân, Mạnh, Nguyên, Nhật, Ninh, Phước, Quốc, "
        "Quyết, Sang, Sinh, Sỹ, Tấn, Thạch, Thanh, Thi, Thông, Thuận, Thương, Tính, Toản, Triết, Triều, Trường, "
        "Tú, Tường, Uy, Văn, Viễn, Vương, Xuân, Ý, Chí, Chiến, Chung, Chương, Công, Danh, Diệp, Doanh, Du, Dương, "
        "Điền, Điệp, Đỉnh, Định, Hạnh, Hân, Hiển, Hiệp, Hoan, Huân, Hữu, Khải, Khiêm, Lân, Liêm, Lương, Mẫn, Ngọc, "
        "Nhàn, Pháp, Phú, Quảng, Rạng, Tạo"
    )
)
_GIVEN_FEMALE: Final = Weighted(
    _falling(
        "Hương, Lan, Linh, Anh, Hoa, Hà, Mai, Trang, Thảo, Hằng, Nga, Ngọc, Phương, Thủy, Yến, Hạnh, Dung, Hiền, "
        "Huyền, Loan, Vân, Nhung, Tâm, Thu, Tuyết, Vy, Nhi, Trinh, Trâm, My, Ngân, Chi, Thư, Quỳnh, Uyên, Giang, "
        "Châu, Diễm, Hồng, Hường, Khánh, Kiều, Liên, Lý, Minh, Nguyệt, Nhàn, Oanh, Phụng, Phượng, Quyên, Sương, "
        "Thanh, Thắm, Thoa, Thơ, Thúy, Thùy, Tiên, Trúc, Tú, Tươi, Xuân, Ánh, Ái, Bích, Cúc, Duyên, Đào, Điệp, "
        "Gấm, Hân, Hậu, Hòa, Huệ, Khuê, Lam, Lành, Lệ, Lụa, Luyến, Mận, Mẫn, Mến, Mơ, Na, Ngà, Nghi, Ngoan, Như, "
        "Nụ, Nương, Phúc, Sen, Thành, Thiện, Thuận, Thương, Thy, Tình, Trà, Trân, Tường, Vui, Xinh, Xoan, Ý, An, "
        "Bình, Cẩm, Diệp, Diệu, Hiếu, Hoài"
    )
)
_PLACES: Final = Weighted(
    {"079": 70.0, "001": 3.0, "048": 2.0} | {f"0{place}": 1.0 for place in (38, 52, 60, 72, 80, 82, 87, 91, 92, 94, 96)}
)
_NETWORKS: Final = Weighted(
    dict.fromkeys(("090", "091", "093", "097", "098", "086", "088", "070", "077", "035", "038"), 1.0)
)
_COMMUNES: Final = Weighted(
    {"Phường Bảy Hiền": 60.0, "Phường Tân Bình": 9.0, "Phường Tân Hòa": 9.0, "Phường Tân Sơn Hòa": 8.0}
    | {"Phường Tân Sơn Nhất": 7.0, "Phường Tân Sơn": 7.0}
)
_STREETS: Final = Weighted(
    _falling(
        "Lạc Long Quân, Hoàng Văn Thụ, Lý Thường Kiệt, Âu Cơ, Trường Chinh, Cách Mạng Tháng Tám, Xuân Hồng, "
        "Nghĩa Phát, Bành Văn Trân, Võ Thành Trang, Năm Châu, Đất Thánh, Nguyễn Thị Nhỏ, Lê Minh Xuân, "
        "Ca Văn Thỉnh, Hồng Lạc, Tân Tiến, Duy Tân, Phú Hòa, Trần Văn Quang, Đông Hồ, Thủ Khoa Huân, "
        "Ni Sư Huỳnh Liên, Nghĩa Hưng, Chấn Hưng"
    )
)
