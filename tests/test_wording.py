import pytest

from summarize.checking.wording import wording


@pytest.mark.parametrize(
    ("sentence", "kind", "name"),
    [
        (
            "“We will appeal the ruling,” said defence lawyer Tomas Berg outside the court.",
            "named",
            "defence lawyer Tomas Berg",
        ),
        ("Mayor Ruth Okafor, who took office in June, told reporters that taxes would not rise.", "named", "Mayor Ruth Okafor"),
        ("Anna Weiss lost the race. She said the track was wet.", "named", "Anna Weiss"),
        ("A State Department spokesperson said that the embassy had reopened.", "role", "A State Department spokesperson"),
        ("The lake, local fishermen say, is dying.", "role", "local fishermen"),
        ("A minister, who requested anonymity, said the deal was off.", "anonymous", "A minister"),
        ("“We need more boats,” an unnamed relief worker remarked.", "anonymous", "an unnamed relief worker"),
        ("The statement says the reserves are sufficient.", "document", "The statement"),
        (
            "The merger could cost 400 jobs, according to a report by the Daily Herald.",
            "document",
            "a report by the Daily Herald",
        ),
        ("The river burst its banks on Tuesday.", "outlet", None),
    ],
)
def test_the_speaker_is_named_as_the_article_words_it(sentence, kind, name):
    found = wording([sentence], sentence)

    assert (found.speaker.kind, found.speaker.name) == (kind, name)


@pytest.mark.parametrize(
    ("sentence", "statement", "speech"),
    [
        ("“It was the best game of my life,” said Weiss.", "It was the best game of her life.", "direct"),
        ("Weiss said it was the best game of her life.", "It was the best game of her life.", "reported"),
        ("Weiss called the so-called “super league” a mistake.", "The super league is a mistake.", "reported"),
        ("The bridge is 400 metres long.", "The bridge is 400 metres long.", "narrated"),
    ],
)
def test_speech_is_direct_reported_or_narrated(sentence, statement, speech):
    assert wording([sentence], statement).speech == speech


@pytest.mark.parametrize(
    ("sentence", "statement", "modality"),
    [
        ("The club denied that it had offered the striker a contract.", "The club denied offering a contract.", "denied"),
        ("Taxes would not rise, the mayor said.", "Taxes will not rise.", "denied"),
        ("The merger could cost 400 jobs.", "The merger could cost 400 jobs.", "possible"),
        ("Denmark plans to send 40 engineers.", "Denmark plans to send 40 engineers.", "planned"),
        ("The court will hear the appeal in March.", "The court will hear the appeal in March.", "planned"),
        ("The company sold its port business.", "The company sold its port business.", "done"),
        ("The vaccine plan had been delayed.", "The vaccine plan was delayed.", "done"),
        ("The bridge is 400 metres long.", "The bridge is 400 metres long.", "stated"),
        ("The court ruled that the tax is legal.", "The tax is legal, the court ruled.", "done"),
    ],
)
def test_modality_is_the_strongest_reserve_that_touches_the_statement(sentence, statement, modality):
    assert wording([sentence], statement).modality == modality


def test_no_sentence_reads_as_the_outlet_speaking():
    found = wording([], "Nothing.")

    assert (found.speaker.kind, found.speech, found.modality) == ("outlet", "narrated", "stated")
