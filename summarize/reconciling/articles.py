"""What is known of the articles apart from their claims: who wrote from whom, when, and who is who in them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from summarize.language.names import Names, identities
from summarize.reconciling.aliases import Aliases
from summarize.source import Source
from summarize.sourcing.origins import origins
from summarize.sourcing.publication import Dated, published


class Articles(NamedTuple):
    """`origins`: source id -> the report that it goes back to, itself where none is told. `dates`: source id -> its days."""

    origins: Mapping[str, str] = {}
    dates: Mapping[str, Dated] = {}
    names: Names = identities(())

    def origin(self, source: str) -> str:
        return self.origins.get(source, source)

    def origins_of(self, sources: Iterable[str]) -> tuple[str, ...]:
        """The reports that the sources go back to, sorted, each once."""
        return tuple(sorted({self.origin(source) for source in sources}))

    def last_day(self, sources: Iterable[str]) -> date | None:
        """The last day that is given with one of the sources; where none is, the last that was inferred for one."""
        known = [(not dated.inferred, dated.latest) for s in sources if (dated := self.dates.get(s)) and dated.latest]
        return max(known)[1] if known else None


def articles_of(sources: Sequence[Source], aliases: Aliases | None = None) -> Articles:
    """Read it from the articles. `aliases`: canonical name -> what else the user knows it is called."""
    return Articles(
        origins=origins(sources),
        dates={s.id: published(s.told, s.published) for s in sources},
        names=identities([s.told for s in sources], aliases=aliases),
    )
