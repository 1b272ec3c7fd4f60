import gzip
import hashlib
import socket
import ssl
import subprocess
import threading
import time
import zlib
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv6Address

import pytest
from hypothesis import given
from hypothesis.strategies import ip_addresses
from typer.testing import CliRunner

from summarize.cli import app
from summarize.errors import SourceError
from summarize.reading.articles import load_articles
from summarize.reading.web import Bounds, Web, is_public
from tests import inputs

PAGE = inputs.html().encode()
# Addresses of this machine and of networks like it, as a hostile page may write them.
PRIVATE = [
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0.0.0.0", "localhost", "[::1]", "[::]", "[::ffff:127.0.0.1]",
    "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "169.254.169.254", "[::ffff:169.254.169.254]", "10.0.0.1", "172.16.0.1",
    "192.168.1.1", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "[fe80::1]", "[fc00::1]",
    "[fec0::1]", "[ff02::1]", "[2001:db8::1]",
]  # fmt: skip


class Site(ThreadingHTTPServer):
    """A site on loopback: `pages` maps a path to a status, headers and a body, or to a function of the handler."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages = {}
        self.requests = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def address(self):
        return ("127.0.0.1", self.server_port)

    def page(self, path, body=PAGE, *, kind="text/html; charset=utf-8", status=200, **headers):
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, {"content-type": kind, "content-length": str(len(body))} | told, body)
        return self.url + path

    def redirect(self, path, target, status=302):
        return self.page(path, b"", status=status, location=target)

    def handle_error(self, request, client_address):
        """A client that hangs up is what these tests want."""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.requests.append((self.path, dict(self.headers)))
        page = self.server.pages[self.path]
        if callable(page):
            page(self)
            return
        status, headers, body = page
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def running(site):
    threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    return site


@pytest.fixture
def site():
    found = running(Site())
    yield found
    found.shutdown()
    found.server_close()


@pytest.fixture
def other():
    """A site that nobody allowed."""
    found = running(Site())
    yield found
    found.shutdown()
    found.server_close()


@pytest.fixture
def web(site):
    return Web(Bounds(seconds=20, size=100_000), allowed=frozenset({site.address}))


def refusal(web, url):
    with pytest.raises(SourceError) as caught:
        web.fetch(url)
    assert "\n" not in str(caught.value)
    assert caught.value.location == url
    return caught.value.reason


def test_a_page_is_fetched(site, web):
    url = site.page("/force")

    assert web.fetch(url) == (url, PAGE, ".html", "utf-8")


def test_it_says_who_asks_and_nothing_else_of_the_user(site, web):
    web.fetch(site.page("/force"))

    [(_, headers)] = site.requests
    assert headers["User-Agent"].startswith("summarize/")
    assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


def test_a_redirect_is_followed_and_the_last_address_is_the_page_s(site, web):
    site.page("/new?x=1")
    url = site.redirect("/old", "/new?x=1", status=301)

    assert web.fetch(url).url == site.url + "/new?x=1"


@pytest.mark.parametrize("host", PRIVATE)
def test_no_address_of_this_machine_or_network_is_fetched(host):
    assert "no public address" in refusal(Web(), f"http://{host}/latest/meta-data")


@pytest.mark.parametrize("host", PRIVATE)
def test_no_redirect_leads_to_one(site, web, host):
    assert "no public address" in refusal(web, site.redirect("/go", f"http://{host}:{site.server_port + 1}/"))


def test_a_refused_server_gets_no_request(site, other, web):
    refusal(web, site.redirect("/go", other.page("/secret")))

    assert other.requests == []


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.org/x", "gopher://127.0.0.1:70/", "javascript:alert(1)", "data:text/html,x"]
)
def test_only_http_and_https_are_fetched(site, web, target):
    assert "only http:// and https://" in refusal(web, target)
    assert "only http:// and https://" in refusal(web, site.redirect("/go", target))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://ann:secret@example.org/", "user name"),
        ("http:///path", "names no server"),
        ("http://example.org:0/", "names no server"),
        ("http://example.org:99999/", "how it is written"),
        ("http://[::1/", "how it is written"),
        ("http://" + "a" * 300 + ".example/", "how it is written"),
        ("http://example.org/a b", "no spaces"),
        ("http://example.org/\r\nHost: x", "no spaces"),
    ],
)
def test_an_address_that_cannot_be_used_is_one_line(web, url, reason):
    assert reason in refusal(web, url)


def test_a_name_with_one_private_address_is_refused(monkeypatch):
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("93.184.215.14", 80)), (0, 0, 0, "", ("10.0.0.1", 80))]
    )

    assert "10.0.0.1" in refusal(Web(), "http://two.example/")


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    answers = iter(["93.184.215.14", "127.0.0.1"])  # a name that is another one when it is asked for again
    gone_to = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (next(answers), 80))])
    monkeypatch.setattr(socket, "create_connection", lambda address, **_: gone_to.append(address) or refuse())

    def refuse():
        raise ConnectionRefusedError

    refusal(Web(), "http://rebinding.example/")

    assert gone_to == [("93.184.215.14", 80)]


@given(ip_addresses(v=4))
def test_an_address_within_another_is_public_where_it_is(address):
    inside = int(address)
    wrapped = [
        IPv6Address((0xFFFF << 32) | inside),
        IPv6Address((0x64FF9B << 96) | inside),
        IPv6Address((0x2002 << 112) | (inside << 80)),
    ]

    assert {is_public(str(one)) for one in wrapped} == {is_public(str(address))}


@given(
    ip_addresses(network="127.0.0.0/8")
    | ip_addresses(network="10.0.0.0/8")
    | ip_addresses(network="fe80::/10")
    | ip_addresses(network="ff00::/8")
)
def test_no_address_of_a_network_of_one_s_own_is_public(address):
    assert not is_public(str(address))


def test_public_addresses_are_public():
    assert all(map(is_public, ["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::101:101"]))


def test_a_document_without_end_is_given_up_when_it_is_too_large(site, web):
    def endless(handler):
        handler.send_response(200)
        handler.send_header("content-type", "text/html")
        handler.end_headers()
        with suppress(OSError):
            while True:
                handler.wfile.write(b"<p>more and more</p>" * 1000)

    site.pages["/endless"] = endless

    assert "larger than" in refusal(web, site.url + "/endless")


@pytest.mark.parametrize("drip", ["status", "headers", "body"])
def test_what_comes_slowly_is_given_up_when_the_time_is_over(site, drip):
    begun = {
        "status": b"HTTP/1.1 ",
        "headers": b"HTTP/1.1 200 OK\r\nx: ",
        "body": b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n",
    }

    def slow(handler):
        with suppress(OSError):
            handler.wfile.write(begun[drip])
            while True:
                handler.wfile.write(b"1")
                time.sleep(0.05)

    site.pages["/slow"] = slow
    web = Web(Bounds(seconds=0.5), allowed=frozenset({site.address}))

    assert "more than 0.5 s" in refusal(web, site.url + "/slow")


def test_a_resolver_that_does_not_answer_is_left_behind(monkeypatch):
    released = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: released.wait() and [])

    assert "more than 0.2 s" in refusal(Web(Bounds(seconds=0.2)), "http://slow.example/")
    released.set()


def test_redirects_have_an_end(site, web):
    assert "more than 5 times" in refusal(web, site.redirect("/loop", "/loop"))


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_what_is_packed_is_unpacked(site, web, coding):
    packed = gzip.compress(PAGE) if coding == "gzip" else zlib.compress(PAGE)

    assert web.fetch(site.page("/packed", packed, content_encoding=coding)).data == PAGE


def test_a_small_file_that_unpacks_to_a_huge_one_is_given_up(site, web):
    assert "larger than" in refusal(web, site.page("/bomb", gzip.compress(b"\0" * 50_000_000), content_encoding="gzip"))


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 1000 + b"\r\n", "no HTTP"),
        (b"HTTP/1.1 200 OK\r\nx: " + b"y" * 100_000 + b"\r\n\r\n", "no HTTP"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "no HTTP"),
        (b"", "no HTTP"),
        (b"HTTP/1.1 302 Found\r\n\r\n", "does not say where to"),
        (b"HTTP/1.1 404 \x1b[31mgo away\r\n\r\n", "404 Not Found"),
        (b"HTTP/1.1 200 OK\r\ncontent-type: image/png\r\n\r\nx", "'image/png', which is not read"),
        (b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-encoding: br\r\n\r\nx", "packed as 'br'"),
        (b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-encoding: gzip\r\n\r\nno gzip", "cannot be unpacked"),
        (
            b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 900\r\n\r\nhalf of it",
            "ended before the document did",
        ),
        (b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", "no HTTP"),
    ],
)
def test_an_answer_that_is_no_document_is_one_line(site, web, answer, reason):
    def raw(handler):
        handler.wfile.write(answer)

    site.pages["/raw"] = raw

    assert reason in refusal(web, site.url + "/raw")


def test_no_proxy_of_the_environment_is_asked(site, other, web, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, other.url)

    assert web.fetch(site.page("/force")).data == PAGE
    assert other.requests == []


@pytest.fixture
def secure(site, tmp_path, monkeypatch):
    """The site under TLS, with a certificate that this machine trusts, for one name."""

    def _secure(name):
        key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
        words = f"openssl req -x509 -newkey rsa:2048 -nodes -keyout {key} -out {cert} -days 2 -subj /CN=x -addext subjectAltName={name}"
        subprocess.run(words.split(), check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
        site.socket = context.wrap_socket(site.socket, server_side=True)
        monkeypatch.setenv("SSL_CERT_FILE", str(cert))
        return site.page("/force").replace("http:", "https:")

    return _secure


def test_a_page_is_fetched_under_tls(secure, web):
    assert web.fetch(secure("IP:127.0.0.1")).data == PAGE


def test_a_certificate_for_another_name_is_refused(secure, web):
    assert "cannot prove to be who it is" in refusal(web, secure("DNS:other.example"))


def test_a_certificate_that_nobody_trusts_is_refused(secure, web, monkeypatch):
    url = secure("IP:127.0.0.1")
    monkeypatch.delenv("SSL_CERT_FILE")

    assert "cannot prove to be who it is" in refusal(web, url)


def test_no_redirect_leads_from_tls_to_plain_text(secure, web, site):
    url = secure("IP:127.0.0.1").replace("/force", "/go")
    site.redirect("/go", "http://127.0.0.1/x")

    assert "without encryption" in refusal(web, url)


def test_a_page_is_read_as_an_article_at_its_last_address(site, web):
    site.page("/force.html")

    loaded = load_articles([site.redirect("/go", "/force.html"), site.page("/none", status=404)], web=web)

    [source] = loaded.sources
    assert source.location == source.url == site.url + "/force.html"
    assert source.id == "force"
    assert source.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert source.text.endswith(inputs.TEXT)
    assert [str(error) for error in loaded.failed] == [f"cannot read '{site.url}/none': the server answers 404 Not Found"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("report.pdf", "application/pdf"),
        ("note.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("book.epub", "application/octet-stream"),
        ("feed.xml", "text/xml"),
        ("rows.jsonl", "text/plain"),
        ("table.csv", "text/plain"),
        ("mail.eml", "message/rfc822"),
    ],
)
def test_documents_of_every_kind_are_read_from_the_web(site, web, name, kind):
    url = site.page(f"/{name}", inputs.EACH[name](), kind=kind)

    assert inputs.PARAGRAPHS[0] in load_articles([url], web=web).sources[0].text


def test_the_command_fetches_nothing_unless_told_to_and_nothing_of_this_machine(site):
    url = site.page("/force")

    without, with_ = (CliRunner().invoke(app, ["brief", url, "--model", "local", *more]) for more in ([], ["--fetch"]))

    assert (without.exit_code, with_.exit_code) == (1, 1)
    assert "web addresses are read with --fetch only" in without.output
    assert "127.0.0.1, which is no public address" in with_.output
    assert site.requests == []
