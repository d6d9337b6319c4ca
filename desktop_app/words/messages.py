"""What people are told by SMS or Zalo: short, without names, and in plain letters where a letter costs."""

from desktop_app.domain.money import dong
from desktop_app.domain.text import plain_letters

RESULT_READY = "{office}: Hồ sơ {label} đã có kết quả. {way}{fee}{ask}"
WAYS = {
    "counter": "Mời Ông/Bà đến nhận, mang giấy tiếp nhận và căn cước.",
    "post": "Kết quả được gửi qua bưu chính, Ông/Bà không cần đến nhận.",
    "online": "Kết quả được trả trực tuyến, Ông/Bà không cần đến nhận.",
}


def result_ready(
    label: str, office: str, phone: str = "", *, return_by: str = "counter", unpaid: int = 0, plain: bool = False
) -> str:
    """The message that there is a result, how it reaches its owner, and what is still to be paid for it.

    It names nobody, because a message may be read by whoever holds the telephone. `plain` leaves the accents out: an
    SMS then holds 160 signs instead of 70.
    """
    fee = f" Phí, lệ phí còn phải nộp: {dong(unpaid)}." if unpaid > 0 else ""
    text = RESULT_READY.format(
        office=office, label=label, way=WAYS[return_by], fee=fee, ask=f" ĐT: {phone}" if phone else ""
    )
    return plain_letters(text) if plain else text
