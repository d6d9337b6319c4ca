from desktop_app.words import labels
from ui.language import ENGLISH, catalogue


def english(text):
    return catalogue(ENGLISH)[text]


def test_a_term_has_two_digits_on_paper_and_the_words_of_its_number_in_english():
    terms = [{"value": value, "unit": unit} for unit in ("working_day", "day", "working_hour") for value in (1, 20)]
    assert [labels.term(limit) for limit in terms[:2]] == ["01 ngày làm việc", "20 ngày làm việc"]
    said = [labels.term(limit, english) for limit in terms]
    assert said == ["1 working day", "20 working days", "1 day", "20 days", "1 working hour", "20 working hours"]
    assert labels.term({"value": 3, "unit": "day"}) == "03 ngày"
    assert labels.term({"value": 3, "unit": "day"}, english) == "3 days"
