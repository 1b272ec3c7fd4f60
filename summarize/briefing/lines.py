"""What a run says of itself: a line for each article, and one for all together."""

from summarize.briefing.update import SourceResult
from summarize.writing.together import Together


def read(article: SourceResult, count: int, total: int) -> str:
    """What came of reading one article, which is number `count` of `total`."""
    failed = [name for name, a in article.extraction.sections.items() if a.status == "failed"]
    quoted = sum(checked.quoted for checked in article.checked)
    found = f"{len(article.checked)} claims" + (f", {quoted} of them quoted" if quoted else "")
    usage = article.usage
    asked = f"{usage.calls} calls, {usage.seconds:.0f} s" + (f", {usage.reused} replies reused" if usage.reused else "")
    trouble = f"; failed: {', '.join(failed)}" if failed else ""
    return f"[{count}/{total}] {article.extraction.source}: {found} ({asked}){trouble}"


def together(found: Together) -> str:
    """What came of bringing the articles together: how many findings and conflicts, and what that took."""
    used = found.usage
    failed = [*found.problems.values(), *filter(None, [found.not_written])]
    what = f"{sum(map(len, found.findings.values()))} findings, {len(found.conflicts)} conflicts"
    return f"together: {what} ({used.calls} calls, {used.seconds:.0f} s)" + (f"; failed: {failed[0]}" if failed else "")
