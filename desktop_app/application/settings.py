"""How this office works: everything the law leaves to it, as reference data with today's values as defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop_app.application.ports import Unit
from desktop_app.domain.deadlines_terms import DeadlineRules

KIND = "settings"
OFFICE = "office"
CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """One office: its names as printed, its codes, its rules.

    `unit` is the first part of dossier codes (QĐ 20/2020/QĐ-TTg), `mark` the office's abbreviation in the numbers of
    its papers ("Số: 0975/BH-TTPVHCC"), `code_width` the least number of digits of the sequence of the day, `copies`
    how many liên a receipt is printed in, `full_number_in_qr` whether papers carry the identity number in full
    (TT 01/2023/TT-VPCP) or its last four digits. `practice_password` is what everybody of a practice office signs in
    with; a real office has none.
    """

    unit: str = ""
    name: str = ""
    parent_name: str = ""
    mark: str = ""
    place: str = ""
    address: str = ""
    phone: str = ""
    lookup_address: str = ""
    code_width: int = 4
    copies: int = 2
    full_number_in_qr: bool = True
    practice_password: str = ""
    rules: DeadlineRules = field(default_factory=DeadlineRules)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "OfficeSettings":
        """The settings that were stored; what is missing keeps its default, what is unknown is left alone."""
        known = {key: value for key, value in data.items() if key in cls.__slots__ and key != "rules"}
        rules = DeadlineRules.from_data(data["rules"]) if data.get("rules") else DeadlineRules()
        return cls(**known, rules=rules)

    def to_data(self) -> dict[str, Any]:
        """The settings as they are published."""
        return {name: getattr(self, name) for name in self.__slots__} | {"rules": self.rules.to_data()}


def office_settings(unit: Unit, on: str = "") -> OfficeSettings:
    """The settings in force at this station on a day (ISO date; empty: the newest)."""
    piece = unit.reference(KIND, OFFICE, on)
    return OfficeSettings.from_data(piece.value) if piece else OfficeSettings(unit=unit.identity.unit)
