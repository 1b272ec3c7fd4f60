"""The page in a real Chromium: clicks, keys, folded and unfolded, light and dark, with and without scripts."""

import json
from collections import defaultdict
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from shutil import which

import pytest

import summarize
from summarize.render.as_html import rendered
from summarize.render.page_places import Places
from tests.pages import everywhere, of_size
from tests.test_html import HOSTILE

ROOT = Path(__file__).parent.parent
WIDE, PHONE = (1440, 900), (390, 844)

pytestmark = pytest.mark.browser


class Window:
    """A window of Chromium that shows pages from files."""

    def __init__(self, folder, *, scripts=True):
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"):
            options.add_argument(argument)
        if not scripts:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(which("chromedriver")))
        self.folder = folder

    def open(self, page, *, size=WIDE, dark=False):
        path = self.folder / "page.html"
        path.write_text(page, encoding="utf-8")
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})
        shape = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", shape)
        self.driver.get("about:blank")
        self.logged("performance"), self.logged("browser")
        self.driver.get(path.as_uri())
        return self

    def run(self, script, *values):
        return self.driver.execute_script(script, *values)

    def find(self, css):
        return self.driver.find_element("css selector", css)

    def all(self, css):
        return self.driver.find_elements("css selector", css)

    def press(self, *keys):
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def click(self, css):
        """As a reader does: what is there, in sight, is clicked where it is."""
        self.find(css).click()

    def logged(self, kind):
        return self.driver.get_log(kind)

    def lit(self):
        """Number of a quotation -> the text that is highlighted for it in the sources."""
        found = defaultdict(str)
        for number, text in self.run("return [...document.querySelectorAll('mark.on')].map(m => [m.dataset.q, m.textContent])"):
            found[int(number)] += text
        return dict(found)

    def in_sight(self, css):
        """Is one of these in sight? A finding may light up sentences of several articles; a reference leads to one."""
        seen = "const r = one.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight && r.height > 0"
        return self.run(f"return [...document.querySelectorAll(arguments[0])].some(one => {{ {seen} }})", css)

    def violations(self):
        """Names of the serious and critical rules of axe that the page breaks, with what breaks them."""
        self.run((files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8"))
        self.driver.set_script_timeout(300)
        result = self.driver.execute_async_script("axe.run(document, {resultTypes: ['violations']}).then(arguments[0])")
        worst = [v for v in result["violations"] if v["impact"] in ("serious", "critical")]
        return [(v["id"], [node["html"] for node in v["nodes"][:3]]) for v in worst]


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    opened = Window(tmp_path_factory.mktemp("pages"))
    yield opened
    opened.driver.quit()


@pytest.fixture(scope="module")
def scriptless(tmp_path_factory):
    opened = Window(tmp_path_factory.mktemp("plain"), scripts=False)
    yield opened
    opened.driver.quit()


@pytest.fixture(scope="module")
def seeds():
    tape = ROOT / "cassettes/test_seeds/five_articles.json"
    return summarize.brief(str(ROOT / "seeds"), schema="multinational_force", model="local", cassette=tape)


@pytest.fixture(scope="module")
def page(seeds):
    return rendered(seeds)


def findings(briefing):
    """Id on the page -> the finding."""
    places = Places(briefing)
    return {places.findings[f.id]: f for section in briefing.sections.values() for f in section.findings}


def test_a_click_on_each_finding_highlights_exactly_what_it_cites(window, seeds, page):
    window.open(page).run("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    shown = {}
    for key, finding in findings(seeds).items():
        window.run("document.getElementById(arguments[0]).click()", key)
        shown[key] = sorted(window.lit().values()) == sorted({c.quote for c in finding.citations})

    assert len(shown) > 50
    assert all(shown.values()), [key for key, right in shown.items() if not right]


def test_a_click_with_the_mouse_brings_the_sentence_into_sight_and_leaves_the_page_where_it_is(window, seeds, page):
    window.open(page)
    window.run("document.querySelector('#s3 > .list > .item:nth-child(4)').scrollIntoView({block: 'center'})")
    before = window.run("return scrollY")
    window.click("#s3 > .list > .item:nth-child(4) .words")

    assert window.in_sight("mark.on")
    assert window.run("return scrollY") == before
    assert window.find("#tray").is_displayed()
    assert window.find("#chosen").text.startswith(("The one quotation, in source 0", "Quotation 1 of "))


def test_a_click_on_a_number_shows_that_sentence_first(window, page):
    window.open(page)
    numbers = window.all("#s2 > .list > .item:first-child .ref")
    numbers[-1].click()

    assert window.driver.current_url.endswith(f"#q{numbers[-1].text}")
    assert window.in_sight(f"#q{numbers[-1].text}")
    assert int(numbers[-1].text) in window.lit()
    assert set(window.lit()) == {int(number.text) for number in numbers}


def test_next_goes_on_to_the_next_sentence_and_back_leads_to_the_finding(window, page):
    window.open(page)
    window.find("#s2 > .list > .item:first-child .words").click()
    first, second = [ref.text for ref in window.all("#s2 > .list > .item:first-child .ref")][:2]
    assert window.in_sight(f"#q{first}")

    window.click("#next")
    assert window.in_sight(f"#q{second}")

    window.run("scrollTo(0, 0)")
    window.click("#return")
    assert window.in_sight("#s2 > .list > .item:first-child")


def test_a_click_on_a_sentence_shows_all_findings_that_rest_on_it_and_no_other(window, seeds, page):
    window.open(page).run("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    expected = defaultdict(set)
    for key, finding in findings(seeds).items():
        for citation in finding.citations:
            expected[citation.quote].add(f"#{key}")

    for mark in window.run("return [...document.querySelectorAll('.text mark')].map(m => m.id)"):
        window.run("document.getElementById(arguments[0]).click()", mark)
        links = window.run("return [...document.querySelectorAll('#resting a')].map(a => a.getAttribute('href'))")
        assert {*links} == expected[window.find(f"#{mark}").get_property("textContent")], mark


def test_a_finding_that_a_sentence_names_is_followed_to_its_place(window, page):
    window.open(page)
    window.find(".text mark").click()
    window.find("#resting a").click()
    place = window.driver.current_url.partition("#")[2]

    assert place.startswith("f")
    assert window.in_sight(f"#{place}")


def test_a_briefing_in_which_nothing_was_found_is_a_page_too(window):
    window.open(rendered(of_size(1, 0).model_copy(update={"sections": {}, "sources": ()})))

    assert window.find("#count").text == "0 findings"
    assert window.logged("browser") == []


def test_keys_alone_lead_to_a_sentence_and_back(window, page):
    from selenium.webdriver.common.keys import Keys

    window.open(page).run("document.querySelector('#s2 > .list .ref').focus()")
    window.press(Keys.ENTER)
    assert window.in_sight("mark.on")

    window.press(Keys.ESCAPE)
    assert not window.find("#tray").is_displayed()
    assert not window.lit()
    assert window.run("return document.activeElement === document.querySelector('#s2 > .list .ref')")

    window.run("document.querySelector('.back').focus()")
    window.press(Keys.ENTER)
    assert window.all("#resting a")


def test_tab_goes_through_all_that_can_be_used_and_the_first_leads_to_the_sources(window, page):
    from selenium.webdriver.common.keys import Keys

    window.open(page)
    window.press(Keys.TAB)

    assert window.find(".skip").is_displayed()
    assert window.run("return document.activeElement.getAttribute('href')") == "#sources"
    window.press(*[Keys.TAB] * 12)
    assert window.run("return document.activeElement.closest('nav, form') !== null")


def chosen(window, **by):
    """The ids of the findings that are left when the filter is set so."""
    script = """
    const form = document.getElementById("filters");
    form.reset();
    for (const [name, value] of Object.entries(arguments[0])) {
      if (value === true) form.elements[name].checked = true; else form.elements[name].value = value;
    }
    form.dispatchEvent(new Event("change"));
    return [...document.querySelectorAll(".item[id]")].filter((item) => item.checkVisibility()).map((item) => item.id);
    """
    return {*window.run(script, by)}


def test_filters_leave_exactly_what_was_asked_for(window, seeds, page):
    window.open(page)
    all_of = findings(seeds)
    disputed = {key for c in seeds.conflicts for key in (*c.findings, *c.also)}
    places = Places(seeds)
    stance = {f.id for f in seeds.sections["us_stance"].findings}

    assert chosen(window, section=places.sections["us_stance"]) == {k for k, f in all_of.items() if f.id in stance}
    assert chosen(window, source=places.sources["003"]) == {k for k, f in all_of.items() if "003" in f.sources}
    assert chosen(window, check="carried") == {k for k, f in all_of.items() if f.verdict == "supported"}
    assert chosen(window, check="superseded") == {k for k, f in all_of.items() if f.superseded_by}
    assert chosen(window, disputed=True) == {k for k, f in all_of.items() if f.id in disputed}
    assert chosen(window, single=True) == {k for k, f in all_of.items() if len(f.origins) == 1}
    assert chosen(window, disputed=True, section=places.sections["us_stance"]) == {
        k for k, f in all_of.items() if f.id in disputed & stance
    }
    assert window.find("#count").text == f"{len(disputed & stance)} of {len(all_of)} findings"


def test_a_filter_is_set_by_hand_and_taken_back(window, page):
    from selenium.webdriver.support.select import Select
    from selenium.webdriver.support.wait import WebDriverWait

    window.open(page)
    everything = len([item for item in window.all(".item") if item.is_displayed()])
    Select(window.find("[name=section]")).select_by_visible_text("Open disputes")
    assert not window.find("#s1").is_displayed()

    window.click("button[type=reset]")
    WebDriverWait(window.driver, 10).until(lambda _: window.find("#s1").is_displayed())  # the page filters a turn later
    assert len([item for item in window.all(".item") if item.is_displayed()]) == everything


def test_without_scripts_numbers_lead_to_sentences_and_sentences_back(scriptless, page):
    scriptless.open(page)
    assert not scriptless.find("#filters").is_displayed()
    assert not scriptless.find("#tray").is_displayed()

    number = scriptless.find("#s2 > .list > .item:first-child .ref").text
    scriptless.click("#s2 > .list > .item:first-child .ref")
    assert scriptless.driver.current_url.endswith(f"#q{number}")
    assert scriptless.find(f"#q{number}").value_of_css_property("background-color") == "rgba(255, 201, 77, 1)"

    scriptless.click(f".back[data-q='{number}']")
    place = scriptless.driver.current_url.partition("#")[2]
    assert place[0] in "fn"
    assert scriptless.find(f"#{place}").is_displayed()


def test_without_scripts_a_link_into_something_folded_unfolds_it(scriptless):
    scriptless.open(rendered(of_size(20, 200)))
    assert not scriptless.find("#q1").is_displayed()

    scriptless.click(".ref[href='#q1']")
    assert scriptless.find("#q1").is_displayed()


def test_without_scripts_folded_findings_can_be_unfolded(scriptless, page):
    scriptless.open(page)
    scriptless.click("#s2 .folded summary")

    assert scriptless.find("#s2 .folded .item").is_displayed()


@pytest.mark.parametrize(
    "text", [f"{text} <b id=forged>" for text in HOSTILE] + ['<img src=https://x.example/i onerror="window.forged=1">']
)
def test_hostile_text_does_nothing(window, text):
    window.open(rendered(everywhere(text, url="javascript:window.forged=1")))
    window.run("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    for item in window.all(".item")[:3]:
        item.click()
    window.run("document.querySelectorAll('.text mark').forEach(mark => mark.click())")

    assert window.run("return [window.forged ?? null, document.getElementById('forged')]") == [None, None]
    assert not alert(window.driver)
    assert [entry["message"] for entry in window.logged("browser")] == []
    assert {url.rpartition("/")[2] for url in requested(window)} <= {"page.html"}


def alert(driver):
    from selenium.common.exceptions import NoAlertPresentException

    with suppress(NoAlertPresentException):
        return driver.switch_to.alert.text
    return None


def requested(window):
    events = [json.loads(entry["message"])["message"] for entry in window.logged("performance")]
    return [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_highlighted_is_the_quotation_with_control_characters_spelled_out(window, text):
    window.open(rendered(everywhere(text)))
    window.run("document.getElementById('f1').click()")
    spelled = "".join(f"‹U+{ord(c):04X}›" if c in "\u202e\u202c\u2066\u2069\x1b\x07\x9b" else c for c in text)

    assert [*window.lit().values()] == [
        spelled.replace("\r\n", "\n").translate(dict.fromkeys((0x2028, 0x2029, 0x85), "\n"))
    ] * 2


def test_the_policy_stops_a_script_that_is_not_the_pages_own(window, page):
    window.open(page.replace("</main>", "<script>window.forged = 1</script><img src='x' onerror='window.forged = 1'></main>"))

    assert window.run("return window.forged ?? null") is None
    assert any("Content Security Policy" in entry["message"] for entry in window.logged("browser"))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, (800, 1000), PHONE], ids=["wide", "middle", "phone"])
def test_axe_finds_nothing_serious(window, page, size, dark):
    window.open(page, size=size, dark=dark)
    window.run("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    window.run("document.querySelector('#s2 > .list > .item').click()")

    assert window.violations() == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_serious_where_everything_is_on_the_page(window, size, dark):
    window.open(rendered(everywhere("France leads.")), size=size, dark=dark)
    window.run("document.querySelectorAll('details').forEach(fold => { fold.open = true })")

    assert window.violations() == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_serious_on_a_page_of_200_sources(window, size):
    assert window.open(rendered(of_size(200, 300)), size=size).violations() == []


def test_a_page_of_200_sources_unfolds_the_one_that_is_asked_for(window):
    window.open(rendered(of_size(200, 2000)))
    assert window.all(".source[open]") == []

    window.find("#s1 > .list > .item:first-child .words").click()
    assert window.in_sight("mark.on")
    assert len(window.all(".source[open]")) == 1


@pytest.mark.parametrize("size", [WIDE, (1152, 800), (1000, 800), (800, 1000), PHONE, (320, 640)], ids=str)
def test_nothing_is_wider_than_its_column(window, page, size):
    window.open(page, size=size)
    right = """
    const over = (column) => [...column.querySelectorAll("*")].filter((e) => e.checkVisibility() && e.getBoundingClientRect().right
      > column.getBoundingClientRect().right + 1 && getComputedStyle(e).position !== "absolute").map((e) => e.outerHTML.slice(0, 200));
    return [...over(document.querySelector("main")), ...over(document.querySelector("aside"))];
    """

    assert window.run("return document.documentElement.scrollWidth") <= size[0]
    assert window.run(right) == []


def test_print_has_the_front_page_quotations_and_sources_and_no_controls(window, page):
    window.open(page)
    window.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert [window.find(css).is_displayed() for css in ("#s1", "#n1", "#register", "#how")] == [True] * 4
        assert [window.find(css).is_displayed() for css in ("form", "nav", "aside", "#tray")] == [False] * 4
    finally:
        window.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
