"""Files of every format that is read, made anew from the same few paragraphs."""

import gzip
import io
import json
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

TITLE = "Allies weigh a force"
PARAGRAPHS = (
    "The government of Norland said on Monday that it would send 500 soldiers to the border town of Eastmarch, where talks between the two sides have been held since the spring of last year.",
    "“We are ready to go,” Defence Minister Ann Lee told reporters in Berlin. Her ministry did not say when the soldiers would leave.",
    "Westland rejected the plan. A spokesman called it a far-reaching mistake that would make an agreement less likely.",
)
TEXT = "\n\n".join(PARAGRAPHS)
DAY = datetime(2025, 12, 16, 10, tzinfo=UTC)


def zipped(files, *, stored=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else None)
    return out.getvalue()


def html(title=TITLE, paragraphs=PARAGRAPHS):
    body = "".join(f"<p>{escape(p)}</p>" for p in paragraphs)
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><meta property="og:site_name" content="The Norland Wire">'
    menu = '<nav><a href="/">Home</a> <a href="/world">World</a></nav>'
    return f"<!doctype html><html lang=en><head>{head}</head><body>{menu}<article><h1>{escape(title)}</h1>{body}</article></body></html>"


def typst_pdf(source):
    import typst

    return typst.compile(source.encode())


def pdf(paragraphs=PARAGRAPHS, head="The Norland Wire"):
    setting = f'#set document(title: "{TITLE}")\n#set page(width: 9cm, height: 7cm, header: [{head}], footer: context [Page #counter(page).display()])\n'
    return typst_pdf(setting + "#set par(justify: true)\n#set text(hyphenate: true)\n" + "\n\n".join(paragraphs))


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(paragraphs=PARAGRAPHS, *, title=TITLE, body=None, **more):
    body = body or "".join(f"<w:p><w:r><w:t>{escape(p)}</w:t></w:r></w:p>" for p in paragraphs)
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{link}" Target="word/document.xml"/></Relationships>'
    core = f'<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></c:coreProperties>'
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return zipped(
        {"[Content_Types].xml": types, "_rels/.rels": rels, "word/document.xml": document, "docProps/core.xml": core, **more}
    )


def eml(text=TEXT, *, attached=(), page=None, **headers):
    mail = EmailMessage()
    given = {"From": "The Norland Wire <wire@norland.example>", "Subject": TITLE, "Date": format_datetime(DAY)}
    for name, value in (given | headers).items():
        mail[name] = value
    mail.set_content(text)
    if page is not None:
        mail.add_alternative(page, subtype="html")
    for name, data in attached:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


MAILBOX = b"From wire@norland.example Tue Dec 16 10:00:00 2025\n"
CONTAINER = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'


def epub(chapters=None, **more):
    chapters = chapters or {"one.xhtml": (TITLE, PARAGRAPHS)}
    facts = "<dc:title>The Norland Review</dc:title><dc:publisher>Norland Press</dc:publisher><dc:date>2025-12-16</dc:date><dc:language>en</dc:language>"
    items = "".join(f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(chapters))
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(chapters)))
    book = f'<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{facts}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>'
    pages = {
        f"OEBPS/{name}": f"<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body><h1>{escape(title)}</h1>{''.join(f'<p>{escape(p)}</p>' for p in said)}</body></html>"
        for name, (title, said) in chapters.items()
    }
    return zipped(
        {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "OEBPS/book.opf": book, **pages, **more},
        stored={"mimetype"},
    )


def rss(items, title="The Norland Wire"):
    def entry(item):
        return "".join(f"<{name}>{escape(value)}</{name}>" for name, value in item.items())

    entries = "".join(f"<item>{entry(item)}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{escape(title)}</title><language>en</language>{entries}</channel></rss>'.encode()


def feed():
    said = "".join(f"<p>{escape(p)}</p>" for p in PARAGRAPHS)
    return rss(
        [{"title": TITLE, "link": "https://norland.example/force", "pubDate": format_datetime(DAY), "content:encoded": said}]
    )


def warc(pages=None, *, packed=False):
    from fastwarc.warc import WarcRecord, WarcRecordType

    out = io.BytesIO()
    for url, kind, body in pages or [("https://norland.example/force", "text/html", html().encode())]:
        record = WarcRecord()
        record.init_headers(WarcRecordType.response)
        record.headers["WARC-Target-URI"] = url
        record.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: " + kind.encode() + b"\r\n\r\n" + body)
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.write(out)
    return gzip.compress(out.getvalue()) if packed else out.getvalue()


def jsonl(rows=None):
    rows = rows or [{"id": "force", "title": TITLE, "text": TEXT, "date": "2025-12-16", "source": "The Norland Wire"}]
    return "\n".join(json.dumps(row) for row in rows).encode()


def table():
    return f'title,text,date\n{TITLE},"{TEXT}",2025-12-16\n'.encode()


EACH = {
    "page.html": lambda: html().encode(),
    "report.pdf": pdf,
    "note.docx": docx,
    "mail.eml": eml,
    "box.mbox": lambda: MAILBOX + eml(),
    "book.epub": epub,
    "feed.xml": feed,
    "crawl.warc": warc,
    "rows.jsonl": jsonl,
    "table.csv": table,
}


def of_its_own(name, sentence):
    """A file of a format whose article begins with a sentence of its own."""
    said = (sentence, *PARAGRAPHS)
    text = "\n\n".join(said)
    return {
        "page.html": lambda: html(paragraphs=said).encode(),
        "report.pdf": lambda: pdf(said),
        "note.docx": lambda: docx(said),
        "mail.eml": lambda: eml(text),
        "box.mbox": lambda: MAILBOX + eml(text),
        "book.epub": lambda: epub({"one.xhtml": (TITLE, said)}),
        "feed.xml": lambda: rss([{"title": TITLE, "content:encoded": "".join(f"<p>{escape(p)}</p>" for p in said)}]),
        "crawl.warc": lambda: warc([("https://norland.example/force", "text/html", html(paragraphs=said).encode())]),
        "rows.jsonl": lambda: jsonl([{"text": text}]),
        "table.csv": f'title,text\n{TITLE},"{text}"\n'.encode,
    }[name]()
