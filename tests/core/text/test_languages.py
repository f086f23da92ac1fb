"""In which language a text is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.core.text.languages import LANGUAGES, language

TEXTS = {
    "en": "Fishermen in the lower town said the pier was damaged by the storm on Sunday.",
    "ar": "قال صيادون في البلدة إن الرصيف تضرر بعد العاصفة التي ضربت الساحل يوم الأحد.",
    "fa": "ماهیگیران گفتند که اسکله پس از توفان روز یکشنبه آسیب دیده است و کسی زخمی نشد.",
    "ku": "ماسیگرەکان گوتیان کە شۆستەکە لە ڕۆژی یەکشەممە بە هۆی باهۆزەوە زیانی پێگەیشت.",
    "ur": "ماہی گیروں نے کہا کہ اتوار کے روز طوفان سے گودی کو نقصان پہنچا ہے۔",
    "tr": "Balıkçılar, iskelenin pazar günü çıkan fırtına ile hasar gördüğünü söyledi ve ayrıldı.",
    "fr": "Les pêcheurs ont dit que la jetée a été abîmée par la tempête, dans la ville basse.",
    "de": "Die Fischer sagten, der Steg sei am Sonntag von dem Sturm beschädigt worden.",
    "es": "Los pescadores dijeron que el muelle fue dañado por la tormenta del domingo.",
    "he": "דייגים אמרו כי המזח ניזוק בסערה ביום ראשון.",
    "ru": "Рыбаки сообщили, что причал повреждён штормом в воскресенье.",
}
KURMANJI = "Masîgiran got ku bender ji ber bahozê xera bûye û ew jî nikarin bi keştiyê biçin."


@pytest.mark.parametrize("code", TEXTS)
def test_a_sentence_shows_its_language(code):
    assert language(TEXTS[code]) == code
    assert language(TEXTS[code].upper()) == code or code == "tr"  # I and ı are two letters there


def test_every_language_that_is_told_apart_has_an_example():
    assert {*TEXTS} == {*LANGUAGES}


def test_kurdish_is_one_language_in_two_scripts():
    assert language(KURMANJI) == "ku"


@pytest.mark.parametrize("typed", [str.maketrans("یک", "يك"), {}])
def test_it_does_not_matter_on_whose_keyboard_persian_is_typed(typed):
    assert language(TEXTS["fa"].translate(typed)) == "fa"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024-10-17, 14:30",
        "Zarqan Selm Harbour",  # names alone
        "The Harbour",  # one small word is not enough
        "Rybářské molo poškodila nedělní bouře.",  # no language of these
        "the and le du",  # two as much as the other
    ],
)
def test_what_does_not_show_its_language_has_none(text):
    assert language(text) == ""


def test_a_name_in_another_script_changes_nothing():
    assert language(f"{TEXTS['en']} (ميناء صلم)") == "en"
    assert language(f"{TEXTS['ar']} (Port of Selm)") == "ar"


def test_the_beginning_of_a_long_text_decides():
    assert language(f"{TEXTS['en']} " * 40 + TEXTS["ar"] * 400) == "en"


@given(st.text())
def test_every_text_is_of_a_language_or_of_none(text):
    assert language(text) in {"", *LANGUAGES}


@given(st.sampled_from([*TEXTS]), st.text("0123456789 .,!?\n", max_size=30))
def test_figures_and_marks_around_it_change_nothing(code, marks):
    assert language(f"{marks} {TEXTS[code]} {marks}") == code
