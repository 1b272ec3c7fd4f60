from copy import copy

from summarize.language.english import answered_at_once, is_name, leans
from summarize.models import Citation, Speaker


def test_the_values_of_a_class_share_the_set_of_their_fields():
    one, other = Speaker(), Speaker(kind="named", name="Anna Weiss")
    renamed = one.model_copy(update={"name": "Holm"})

    assert one.model_fields_set is other.model_fields_set is renamed.model_fields_set is copy(other).model_fields_set
    assert one.model_fields_set == {"kind", "name"}
    assert Citation(source="a", start=0, end=1, quote="x").model_fields_set == set(Citation.model_fields)


def test_a_question_about_many_texts_at_once_has_the_answers_that_it_has_about_each():
    texts = [
        f"{who} said that {what} would close {n} schools."
        for n, who in enumerate(["He", "Anna Weiss"])
        for what in ("it", "Sund")
    ]
    answered_at_once(leans, texts)
    answered_at_once(is_name, ["Anna Weiss", "several colleagues"])

    assert all(map(leans.knows, texts))
    assert [leans(text) for text in texts] == [True, True, False, False]
    assert (is_name("Anna Weiss"), is_name("several colleagues")) == (True, False)
