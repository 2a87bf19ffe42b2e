from tracker.detection.indicators.pattern import Pattern


def test_a_pattern_does_not_show_its_data() -> None:
    assert repr(Pattern(b"marie", ("hex",))) == "Pattern(('hex',))"
