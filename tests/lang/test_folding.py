import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike.errors import InputError
from geostrike.lang import available, fold, load


@given(st.text())
def test_folding_moves_no_offset(text):
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_accents_and_scripts_stay():
    for name in ("Aïn Issa", "Чернігів", "سرت", "Łódź"):
        assert fold(name) == name


def test_look_alikes_become_one():
    assert fold("“Mar’a” – 45\u202fkm") == '"Mar\'a" - 45 km'
    assert fold("Ma`arat") == fold("Ma`arat, 5\u202fkm")[:7] == "Ma'arat"


def test_unknown_language_names_those_there_are():
    with pytest.raises(InputError, match="en, fr"):
        load("xx")


def test_missing_table_is_named():
    with pytest.raises(InputError, match="nothing"):
        load("en").table("nothing")


def test_every_language_has_a_lexicon_with_its_name():
    assert all(load(code).table("lexicon")["language"] for code in available())
