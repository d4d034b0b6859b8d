import pytest

from servicedesk.core.cleaning import clean_filename, clean_line, clean_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nBcc: x@y.example", "a Bcc: x@y.example"),
        ("a\x00b\x0bc\x1bd", "a b c d"),
        ("  much \t space ", "much space"),
        ("gpj.\u202eexe", "gpj.exe"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("half \ud800 pair", "half pair"),
        ("Größe 4K – ÄÖÜ 日本", "Größe 4K – ÄÖÜ 日本"),
    ],
)
def test_a_line_is_one_line_without_controls_a58_a65(typed, kept):
    assert clean_line(typed) == kept


def test_a_text_keeps_its_lines_and_tabs():
    assert clean_text("one\r\ntwo\rthree\n\tfour\x00\x07") == "one\ntwo\nthree\n\tfour"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\Windows\\a.log", "C__Windows_a.log"),
        (".htaccess", "htaccess"),
        ("\u200b.htaccess", "htaccess"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\x00b\r\nc.txt", "a b c.txt"),
        ("", "file"),
        ("...", "file"),
        ("Überwachung – Nacht.log", "Überwachung – Nacht.log"),
    ],
)
def test_a_file_name_is_safe_to_show_and_to_offer_a53_a54(name, kept):
    assert clean_filename(name) == kept


def test_a_long_file_name_keeps_its_ending():
    name = clean_filename("x" * 300 + ".log")
    assert name.endswith("x.log")
    assert len(name) <= 125
