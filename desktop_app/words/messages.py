"""What people are told by SMS or Zalo: short, without names, and in plain letters where a letter costs."""

from desktop_app.domain.text import plain_letters

RESULT_READY = "{office}: Hồ sơ {label} đã có kết quả. Mời Ông/Bà đến nhận, mang giấy tiếp nhận và căn cước.{ask}"


def result_ready(label: str, office: str, phone: str = "", *, plain: bool = False) -> str:
    """The message that a result can be collected.

    It names nobody, because a message may be read by whoever holds the telephone. `plain` leaves the accents out: an
    SMS then holds 160 signs instead of 70.
    """
    text = RESULT_READY.format(office=office, label=label, ask=f" ĐT: {phone}" if phone else "")
    return plain_letters(text) if plain else text
