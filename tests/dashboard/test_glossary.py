from dashboard.glossary import GLOSSARY


def test_each_word_is_explained_once_in_a_sentence_or_more() -> None:
    assert len({entry.word for entry in GLOSSARY}) == len(GLOSSARY)
    assert all(entry.meaning.endswith(".") for entry in GLOSSARY)


def test_an_entry_is_said_in_the_reader_s_language() -> None:
    assert GLOSSARY[0].said() == GLOSSARY[0]  # which is English outside of a request
