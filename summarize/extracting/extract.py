"""Source -> claims: what does this article answer to each section of the schema, and in which sentences?"""

from summarize.engines import Engine
from summarize.extracting.answers import Answered, Extraction, each_named
from summarize.extracting.asking import ask
from summarize.extracting.weighing import not_asked as unasked
from summarize.extracting.weighing import weigh
from summarize.language.names import Names, identities
from summarize.schema.load import Schema, SchemaSection
from summarize.source import Source


def extract(source: Source, schema: Schema, engine: Engine) -> Extraction:
    """Ask `engine` every section of `schema` about `source`.

    A model that weighs sorts the sentences, and the article speaks in its own words; any other model names the sentences and
    writes the statements. A section ends as found, not addressed or failed. Raises nothing for a model's failure: it is in
    the answer. A row that names several things at once is one for each.
    """
    found = weigh(source, schema, engine) if engine.way == "weighs" else ask(source, schema, engine)
    if not schema.identities:
        return found
    known = identities([source.told])
    sections = {asked.name: _apart(found.sections[asked.name], asked, known) for asked in schema.sections}
    return found._replace(sections=sections)


def _apart(answer: Answered, asked: SchemaSection, known: Names) -> Answered:
    return answer._replace(claims=tuple(one for claim in answer.claims for one in each_named(claim, asked, known)))


def not_asked(schema: Schema, engine: Engine) -> frozenset[str]:
    """The addresses in the schema that `engine` is not asked about, for it would fill them in wrongly."""
    return unasked(schema) if engine.way == "weighs" else frozenset()
