"""Saved pages of ten layouts, with invented articles and what stands around articles on pages of such a kind.

Each page is (name, bytes, the article's sentences, the furniture's sentences). Nothing of it comes from a real page.
"""

from typing import NamedTuple


class Page(NamedTuple):
    name: str
    data: bytes
    article: tuple[str, ...]
    furniture: tuple[str, ...]


def _p(paragraphs, attributes=""):
    return "\n".join(f"<p{attributes}>{' '.join(sentences)}</p>" for sentences in paragraphs)


def _flat(paragraphs):
    return tuple(sentence for sentences in paragraphs for sentence in sentences)


# ------------------------------------------------------------------------------------------------ 1: a blog's theme

DAM = (
    (
        "The Halden reservoir has fallen to its lowest level since it was filled in 1968, the water authority of Norland said on Thursday.",
        "Engineers measured 41 metres at the dam wall, nine metres below the mark at which farmers upstream must stop watering.",
    ),
    (
        "“We are not running out of water, we are running out of slack,” the authority's director, Signe Aune, told reporters.",
        "She asked the council to bring forward a second intake tunnel that had been planned for 2031.",
    ),
    (
        "Farmers in the Orre valley called the ban on watering unfair.",
        "Their union says that a paper mill downstream takes three times as much as all of its members.",
        "The mill's owner did not answer questions.",
    ),
    ("A decision on the tunnel is expected in March.",),
)


def blog():
    furniture = (
        "We use cookies to ensure that we give you the best experience on our website.",
        "If you continue to use this site we will assume that you are happy with it.",
        "The dam wall seen from the eastern shore on Wednesday.",
        "Photo: Ola Berg/Norland Press",
        "Click to share on Facebook (Opens in new window)",
        "Share this:",
        "Like Loading...",
        "Ski resorts fear for the season",
        "Signe Aune: the engineer who says no",
        "Tor Lie is a reporter with the Valley Post and covers energy and water.",
        "He grew up in Orre.",
        "The council slept through all of this, if you ask me!",
        "Your email address will not be published.",
        "Required fields are marked *",
        "Get the Valley Post in your inbox every morning.",
        "Proudly powered by WordPress",
    )
    cookie, happy, caption, credit, click, share, like, one, two, bio, grew, comment, address, required, letter, powered = (
        furniture
    )
    paragraphs = _p(DAM[:2])
    data = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Reservoir at its lowest since 1968 – The Valley Post</title>
<meta property="og:site_name" content="The Valley Post"><meta property="article:published_time" content="2025-11-13T08:12:00+01:00">
<meta property="og:title" content="Reservoir at its lowest since 1968"><link rel="canonical" href="https://valleypost.example/2025/11/reservoir/">
<style>.entry{{color:red}}</style><script>window.dataLayer=[]</script></head>
<body class="post-template-default single single-post">
<div id="cookie-law-info-bar" role="dialog"><span>{cookie} {happy} <a role="button">Accept</a> <a>Read more</a></span></div>
<a class="skip-link" href="#content">Skip to content</a>
<header id="masthead"><nav id="site-navigation"><button>Menu</button><ul id="primary-menu"><li><a href="/">Home</a></li><li><a href="/news">News</a></li>
<li><a href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li><li><a href="/about">About us</a></li></ul></nav></header>
<main id="content"><article id="post-77" class="post type-post"><header class="entry-header"><h1 class="entry-title">Reservoir at its lowest since 1968</h1>
<div class="entry-meta">Posted on <time datetime="2025-11-13">13 November 2025</time> by <a rel="author">Tor Lie</a> | 3 Comments</div></header>
<div class="entry-content"><figure class="wp-caption"><img src="d.jpg" alt=""><figcaption class="wp-caption-text">{caption} {credit}</figcaption></figure>
{paragraphs}
<div class="ad-unit"><p>Advertisement</p></div>
{_p(DAM[2:])}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">{share}</h3><ul><li><a>{click}</a></li><li><a>Tweet</a></li></ul></div>
<div class="sharedaddy sd-like"><h3>{like}</h3></div>
<div id="jp-relatedposts"><h3><em>Related</em></h3><ul><li><a href="/1">{one}</a></li><li><a href="/2">{two}</a></li></ul></div></div>
<div class="author-box"><h4>About Tor Lie</h4><p>{bio} {grew}</p></div></article>
<div id="comments" class="comments-area"><h2>3 thoughts on “Reservoir at its lowest since 1968”</h2><ol class="comment-list"><li class="comment"><div class="comment-body">
<p>{comment}</p></div><a class="comment-reply-link">Reply</a></li></ol><div id="respond"><h3>Leave a Reply</h3><form><p>{address} {required}</p></form></div></div></main>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Newsletter</h2><p>{letter}</p><form><input type="email"></form></section>
<section class="widget"><h2>Most read</h2><ul><li><a>{one}</a></li></ul></section></aside>
<footer id="colophon"><p>{powered}</p><p>© 2025 The Valley Post. All rights reserved.</p></footer></body></html>"""
    return Page("blog", data.encode(), _flat(DAM), furniture)


# ------------------------------------------------------------------------------------------------ 2: divs with hashed names

FERRY = (
    ("The ferry line Nordlast will end its night service between Sund and Vik in January, after 84 years.",),
    (
        "The company blamed the price of fuel and a lack of officers.",
        "It carried 61,000 passengers at night last year, a third fewer than in 2019.",
    ),
    (
        "Vik's mayor, Jon Moen, said that the island would lose its last connection to the hospital after nine in the evening.",
        "“An ambulance cannot swim,” he said.",
    ),
    (
        "The transport ministry said it would look for another operator.",
        "A tender that it held in the spring found no bidder.",
        "Nordlast offered to lend one of its two ships for a year, without a crew.",
    ),
    ("The seafarers' union will vote on a strike next week.",),
)


def soup():
    furniture = (
        "Your privacy matters to us.",
        "We and our 842 partners store and access information on your device.",
        "Listen to this article",
        "4 min",
        "Passengers board the Vik ferry at dusk. Photograph: Ada Holm/The Coast",
        "Sign up for Harbour Lights, our weekly newsletter on life at sea",
        "Please enter a valid email address",
        "Bus drivers return to work after two days",
        "What the strike means for your parcels",
        "Most viewed in Transport",
        "Download our app for breaking news",
        "The Coast is funded by its readers.",
    )
    privacy, partners, listen, minutes, caption, sign, enter, one, two, most, app, funded = furniture
    ps = [f'<div class="css-k3j1x"><p class="css-9fq2">{" ".join(sentences)}</p></div>' for sentences in FERRY]
    data = f"""<!doctype html><html lang="en"><head><title>Night ferry to Vik ends after 84 years | The Coast</title>
<meta name="date" content="2025-11-20"><meta property="og:site_name" content="The Coast"></head><body>
<div id="__root"><div class="css-a1"><div class="css-b2" role="dialog" aria-label="consent"><div><h2>{privacy}</h2><p>{partners} You may accept or manage your choices.</p>
<button>Accept all</button><button>Manage options</button></div></div>
<div class="css-c3"><div><a href="/">The Coast</a></div><div><a href="/n">News</a><a href="/o">Opinion</a><a href="/t">Transport</a><a href="/c">Culture</a></div></div>
<div class="css-d4"><div class="css-e5"><h1 class="css-t1">Night ferry to Vik ends after 84 years</h1>
<div class="css-f6"><span>Ada Holm</span><span>20 November 2025</span></div>
<div class="css-g7"><button>▶</button><span>{listen}</span><span>{minutes}</span></div>
<div class="css-h8"><picture><img src="f.jpg"></picture><div class="css-cap">{caption}</div></div>
{"".join(ps[:2])}
<div class="css-nl"><div><h3>{sign}</h3><form><input placeholder="Email"><span>{enter}</span><button>Sign up</button></form></div></div>
{"".join(ps[2:])}
<div class="css-sh"><a>Facebook</a><a>X</a><a>WhatsApp</a><a>Copy link</a></div></div>
<div class="css-i9"><div><h3>{most}</h3><div><a href="/1"><span>{one}</span></a></div><div><a href="/2"><span>{two}</span></a></div></div></div></div>
<div class="css-j0"><div>{app}</div><div><p>{funded}</p></div><div><a>Terms</a><a>Privacy</a><a>Contact</a></div></div></div></div>
<script id="__STATE__">window.s={{"text":"The ferry line"}}</script></body></html>"""
    return Page("soup", data.encode(), _flat(FERRY), furniture)


# ------------------------------------------------------------------------------------------------ 3: tables and fonts

MINE = (
    (
        "A fire broke out 400 metres below ground in the Röros copper mine early on Monday; 38 men were brought up unhurt.",
        "Two engineers who had gone to close a fire door were missing until noon.",
    ),
    (
        "They had shut themselves in a shelter with air for two days, the mine's manager, Gösta Ek, said.",
        "“They did what the drill tells you to do.”",
    ),
    (
        "The fire started in a conveyor belt.",
        "The inspectorate had asked for a new belt in May and had set the end of the year as a limit.",
        "Prosecutors opened an inquiry.",
    ),
)


def tables():
    furniture = (
        "Bookmark this page",
        "Weather today: rain, 6 degrees",
        "Classified ads: sell your car for 50 kronor",
        "Printer friendly version",
        "Send this story to a friend",
        "Gatan 4 to close for repairs",
        "Hockey: Mora beat Leksand in overtime",
        "This page was best viewed at 1024 x 768",
        "Copyright 2009 Bergs Tidning AB. No part may be copied.",
    )
    bookmark, weather, ads, printer, friend, one, two, best, rights = furniture
    body = "<br><br>\n".join(" ".join(sentences) for sentences in MINE)
    data = f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1"><TITLE>Bergs Tidning: Fire in copper mine</TITLE></HEAD>
<BODY BGCOLOR="#FFFFFF"><TABLE WIDTH="100%"><TR><TD COLSPAN=3><FONT SIZE=5>Bergs Tidning</FONT> <A HREF="fav">{bookmark}</A></TD></TR>
<TR><TD VALIGN=top WIDTH=120><A HREF="a">Start</A><BR><A HREF="b">Local</A><BR><A HREF="c">Sports</A><BR><A HREF="d">Archive</A><BR><FONT SIZE=1>{weather}</FONT></TD>
<TD VALIGN=top><FONT SIZE=4><B>Fire in copper mine</B></FONT><BR><FONT SIZE=1>Published 2009-03-02, by Åsa Öberg</FONT><BR><BR>
<FONT FACE="Arial" SIZE=2>{body}</FONT><BR><BR><FONT SIZE=1><A HREF="p">{printer}</A> | <A HREF="f">{friend}</A></FONT></TD>
<TD VALIGN=top WIDTH=160><FONT SIZE=1><B>Other news</B><BR><A HREF="1">{one}</A><BR><A HREF="2">{two}</A><BR><BR>{ads}</FONT></TD></TR>
<TR><TD COLSPAN=3 ALIGN=center><FONT SIZE=1>{best}<BR>{rights}</FONT></TD></TR></TABLE></BODY></HTML>"""
    return Page("tables", data.encode("cp1252"), _flat(MINE), furniture)


# ------------------------------------------------------------------------------------------------ 4: pages for phones

BRIDGE = (
    ("Lorries of more than 30 tonnes may no longer cross the Tamsel bridge, the road office of Ostmark ordered on Friday.",),
    (
        "Inspectors had found cracks in four of its sixteen girders.",
        "The longest measures 23 centimetres, the office's spokeswoman, Irene Falk, said.",
    ),
    (
        "Hauliers must drive 70 kilometres more to reach the port.",
        "Their association puts the cost at 2.4 million euros a month.",
    ),
    ("Repairs will begin in February and take at least eight months.", "Until then cars may cross at 50 km/h."),
)


def amp():
    furniture = (
        "This site wants to use your data to show ads that fit you.",
        "Tap here to open the story in our app",
        "The Tamsel bridge was opened in 1974. Image: Ostmark Road Office",
        "Advertisement",
        "Video: How a bridge is weighed",
        "Swipe left for more stories",
        "Port of Tamsel hires 200 people",
        "Mayor of Tamsel says she will not run again",
        "Follow us on Telegram for instant updates",
        "Ostmark Online is part of the Ostmark media group.",
    )
    site, tap, caption, ad, video, swipe, one, two, follow, part = furniture
    paragraphs = [f"<p>{' '.join(sentences)}</p>" for sentences in BRIDGE]
    data = f"""<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><script async src="v0.js"></script><title>Heavy lorries banned from Tamsel bridge</title>
<link rel="canonical" href="https://ostmark.example/bridge"><script type="application/ld+json">{{"@context":"http://schema.org","@type":"NewsArticle",
"headline":"Heavy lorries banned from Tamsel bridge","datePublished":"2025-10-24T14:00:00Z","publisher":{{"@type":"Organization","name":"Ostmark Online"}}}}</script>
<style amp-boilerplate>body{{visibility:hidden}}</style><noscript><style amp-boilerplate>body{{}}</style></noscript></head><body>
<amp-consent id="c" layout="nodisplay"><div class="consent-ui"><p>{site}</p><button>OK</button></div></amp-consent>
<amp-sidebar id="sidebar1" layout="nodisplay"><ul><li><a href="/">Front page</a></li><li><a href="/r">Region</a></li><li><a href="/s">Sport</a></li></ul></amp-sidebar>
<header class="headerbar"><div role="button" on="tap:sidebar1.toggle">☰</div><div class="site-name">Ostmark Online</div><a class="app-banner">{tap}</a></header>
<article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">Heavy lorries banned from Tamsel bridge</h1><div class="amp-wp-meta">24 October 2025</div></header>
<figure class="amp-wp-article-featured-image"><amp-img src="b.jpg" width="10" height="10"></amp-img><figcaption>{caption}</figcaption></figure>
<div class="amp-wp-article-content">{paragraphs[0]}{paragraphs[1]}<div class="ad-wrapper"><span>{ad}</span><amp-ad width="300" height="250"></amp-ad></div>
<amp-video-iframe></amp-video-iframe><p class="video-title">{video}</p>{paragraphs[2]}{paragraphs[3]}</div>
<footer class="amp-wp-article-footer"><div class="amp-wp-meta">Categories: <a>Region</a></div></footer></article>
<amp-carousel><div><p>{swipe}</p></div><div><a href="1">{one}</a></div><div><a href="2">{two}</a></div></amp-carousel>
<section class="social"><p>{follow}</p><amp-social-share type="twitter"></amp-social-share></section>
<footer class="amp-wp-footer"><p>{part}</p><a href="#top">Back to top</a></footer></body></html>"""
    return Page("amp", data.encode(), _flat(BRIDGE), furniture)


# ------------------------------------------------------------------------------------------------ 5: a live blog

STORM = (
    (
        "Storm Yrsa has cut power to 40,000 homes in southern Norland.",
        "Follow-up gusts of up to 150 km/h are forecast for the night.",
    ),
    (
        "The railway has stopped all trains south of Sund until Saturday morning.",
        "Passengers on two trains spent four hours on the line.",
    ),
    (
        "A school in Orre has lost its roof.",
        "Nobody was hurt, since the school had closed at noon, the head teacher, Liv Dahl, said.",
    ),
    ("The army is sending 120 soldiers and eight generators to the county of Vest.",),
    ("Power is back in about 9,000 homes, the grid company says.", "It warns that hilly districts may wait until Sunday."),
)


def live():
    furniture = (
        "Cookies help us keep this page fast.",
        "Key events",
        "Share",
        "Updated 3m ago",
        "Copy link to post",
        "Show more updates",
        "Skip past newsletter promotion",
        "Free daily newsletter: First Light tells you what the day brings",
        "Most popular",
        "Ten recipes for a house without power",
        "Thank you for following our live coverage.",
    )
    cookies, key, share, updated, copy, show, skip, free, most, one, _thanks = furniture
    furniture = furniture[:-1]
    posts = "".join(
        f"""<article class="live-post" id="p{n}"><time datetime="2025-12-05T1{n}:00:00Z">1{n}:00</time><div class="post-body">{_p([post])}</div>
<div class="post-tools"><button>{share}</button><span>{updated}</span><button>{copy}</button></div></article>"""
        for n, post in enumerate(STORM[1:])
    )
    data = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Storm Yrsa live: power cut to 40,000 homes | First Light</title>
<meta property="og:site_name" content="First Light"><meta property="article:published_time" content="2025-12-05T10:00:00Z"></head><body>
<div class="cc-window cc-banner"><span class="cc-message">{cookies}</span><a class="cc-btn">Got it!</a></div>
<nav aria-label="main"><a href="/">Home</a><a href="/live">Live</a><a href="/world">World</a></nav>
<main><header><h1>Storm Yrsa live: power cut to 40,000 homes</h1><div class="standfirst">{_p(STORM[:1])}</div></header>
<aside class="key-events"><h2>{key}</h2><ol><li><a href="#p0">1h ago</a></li><li><a href="#p1">2h ago</a></li></ol></aside>
<div class="liveblog" data-component="liveblog"><a class="skip">{skip}</a><div class="newsletter-promo"><p>{free}</p><form></form></div>{posts}
<button class="load-more">{show}</button></div></main>
<aside><h2>{most}</h2><ul><li><a href="/1">{one}</a></li></ul></aside>
<footer><p>© 2025 First Light Ltd. All rights reserved.</p></footer></body></html>"""
    return Page("live", data.encode(), _flat(STORM), furniture)


# ------------------------------------------------------------------------------------------------ 6: an application with data

HOUSING = (
    (
        "Rents in Norland's five largest towns rose by 6.2 per cent in the year to September, the statistics office said on Tuesday.",
        "It was the steepest rise since the office began to count in 1991.",
    ),
    (
        "Sund was dearest, at 148 kroner a square metre.",
        "In Orre, where two hotels were turned into flats, rents fell for the first time in nine years.",
    ),
    (
        "Housing minister Berit Solli said that a cap was not planned.",
        "“A cap builds no houses,” she told the broadcaster NRT.",
        "The tenants' league called her answer a cold shoulder.",
    ),
    ("The office will publish figures for single districts in December.",),
)


def app():
    furniture = (
        "Please enable JavaScript to use all functions of this page.",
        "Interactive: how much more do you pay?",
        "Enter your postcode to find out",
        "Sources: statistics office; calculations by Kontoret",
        "Read more: Why nobody builds in Sund",
        "Subscribe to Kontoret Plus and read without ads",
        "From 9 kroner a month, cancel at any time",
        "Mortgage calculator",
        "Five towns where it is cheaper to buy",
    )
    enable, interactive, enter, sources, read, subscribe, cancel, calculator, five = furniture
    blocks = [f'<div data-component="text-block"><p>{" ".join(s)}</p></div>' for s in HOUSING]
    data = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Rents rise fastest since 1991</title>
<meta property="og:site_name" content="Kontoret"><meta property="og:url" content="https://kontoret.example/rents"><link rel="canonical" href="https://kontoret.example/rents">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Rents rise fastest since 1991","datePublished":"2025-10-14","inLanguage":"en"}}</script>
<script id="__NEXT_DATA__" type="application/json">{{"props":{{"title":"Rents","body":"Sund was dearest"}}}}</script></head><body><noscript>{enable}</noscript>
<div id="app"><div data-component="masthead"><ul><li><a>Markets</a></li><li><a>Homes</a></li><li><a>Money</a></li></ul></div>
<main data-component="article"><div data-component="headline"><h1>Rents rise fastest since 1991</h1></div>
<div data-component="byline"><span>By Nils Rud</span><time datetime="2025-10-14">14 October 2025</time></div>
{blocks[0]}<div data-component="interactive"><h3>{interactive}</h3><label>{enter}</label><input></div>{blocks[1]}
<figure data-component="chart"><svg><text>148</text></svg><figcaption>{sources}</figcaption></figure>
<div data-component="inline-promo"><a href="/why">{read}</a></div>{blocks[2]}{blocks[3]}
<div data-component="offer"><h3>{subscribe}</h3><p>{cancel}</p><button>Subscribe</button></div></main>
<div data-component="rail"><div><a>{calculator}</a></div><div><a>{five}</a></div></div>
<div data-component="footer"><a>Imprint</a><a>Privacy policy</a></div></div></body></html>"""
    return Page("app", data.encode(), _flat(HOUSING), furniture)


# ------------------------------------------------------------------------------------------------ 7: a broadcaster

STRIKE = (
    ("Doctors at six hospitals in Ostmark walked out on Wednesday in the longest strike of the country's health service.",),
    (
        "Some 3,100 operations were called off, the health ministry said.",
        "Emergency rooms stayed open.",
    ),
    (
        "The doctors want 12 per cent more pay and an end to shifts of 26 hours.",
        "The ministry offers 7 per cent over two years.",
    ),
    (
        "“I have fallen asleep at red lights,” said Vera Klose, a surgeon in Tamsel.",
        "Talks are to resume on Friday with a mediator.",
    ),
)


def broadcaster():
    furniture = (
        "This video can not be played",
        "Watch: Surgeon explains why she is on strike",
        "Image source, OBN",
        "Image caption, Doctors outside the hospital in Tamsel",
        "Listen to this article 3 min",
        "Published 5 hours ago",
        "Related topics",
        "More on this story",
        "Nurses accept 5 per cent",
        "What is a mediator?",
        "Have you been affected by the issues in this story?",
        "Email your experiences to voices@obn.example.",
        "The OBN is not responsible for the content of external sites.",
    )
    video, watch, source, caption, listen, published, topics, more, one, two, affected, email, external = furniture
    text = [f'<div data-block="text" class="e1jhz"><p class="e17g">{" ".join(s)}</p></div>' for s in STRIKE]
    data = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Doctors begin longest strike in Ostmark - OBN News</title>
<meta property="og:site_name" content="OBN News"><meta property="article:published_time" content="2025-09-03T07:00:00.000Z"></head><body>
<div id="cookiePrompt" class="cookie-banner"><h2>Let us know you agree to cookies</h2><p>We use cookies to give you the best online experience.</p><button>Yes, I agree</button></div>
<header role="banner"><nav><ul><li><a>Home</a></li><li><a>News</a></li><li><a>Sport</a></li><li><a>Sounds</a></li></ul></nav></header>
<div id="main-wrapper"><main id="main-content"><article><header><h1 id="main-heading">Doctors begin longest strike in Ostmark</h1><span>{published}</span></header>
<div data-block="video"><div class="media-player"><p>{video}</p></div><figcaption>{watch}</figcaption></div><div class="audio-player"><span>{listen}</span></div>
{text[0]}{text[1]}
<div data-block="image"><figure><div><span class="visually-hidden">{source}</span></div><figcaption><span class="visually-hidden"></span>{caption}</figcaption></figure></div>
{text[2]}{text[3]}
<hr><div data-block="text"><p><b>{affected}</b> <i>{email}</i></p></div>
<section data-block="topicList"><h2>{topics}</h2><ul><li><a>Health</a></li><li><a>Ostmark</a></li></ul></section>
<section data-block="links"><h2>{more}</h2><ul><li><a href="/1">{one}</a></li><li><a href="/2">{two}</a></li></ul></section></article></main></div>
<footer><ul><li><a>Terms of Use</a></li><li><a>Cookies</a></li></ul><p>© 2025 OBN. {external}</p></footer></body></html>"""
    return Page("broadcaster", data.encode(), _flat(STRIKE), furniture)


# ------------------------------------------------------------------------------------------------ 8: behind a wall

BANK = (
    (
        "The Sund Savings Bank has put aside 900 million kroner for a fine that it expects in Ostmark, its chief executive, Kari Nes, said on Monday.",
        "The sum is half of what it earned last year.",
    ),
    (
        "Ostmark's regulator accuses the bank of having let 14 customers move money without questions between 2016 and 2020.",
        "Nes said that the bank had since closed its office in Tamsel.",
    ),
    ("The shares fell by 8 per cent.",),
)


def wall():
    furniture = (
        "This article is for subscribers only.",
        "Already a subscriber?",
        "Log in to continue reading.",
        "Try Finans for 4 weeks for 1 krone",
        "No binding period.",
        "You have 2 free articles left this month.",
        "Photograph: Finans archive",
        "Editor's pick",
        "Three funds that doubled",
        "Finans edits its texts according to its code of ethics.",
        "Kari Nes was born in 1971 and has led the bank since 2018.",
    )
    only, already, log, try_, binding, left, photograph, pick, one, ethics, _ = furniture
    furniture = furniture[:-1]
    data = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="author" content="Ivar Sand"><title>Sund bank sets 900m aside for fine - Finans</title>
<meta property="og:title" content="Sund bank sets 900m aside for fine"><meta property="og:site_name" content="Finans"><meta itemprop="datePublished" content="2025-08-18"></head>
<body><div class="meter-bar">{left} <a>Subscribe</a></div><div class="topnav"><a>Markets</a> <a>Companies</a> <a>Opinion</a></div>
<section class="article-page" itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">Sund bank sets 900m aside for fine</h1>
<div class="article__lead-image"><img src="x.png"><small class="credit">{photograph}</small></div>
<div class="article__content" itemprop="articleBody">{_p(BANK)}
<div class="paywall" id="paywall"><h3>{only}</h3><p>{already} {log}</p><div class="offer"><p><strong>{try_}</strong> {binding}</p><a class="btn">Subscribe</a></div></div>
<div style="display:none"><p>Hidden teaser that nobody sees on the page.</p></div></div></section>
<div class="recirc"><h4>{pick}</h4><ul><li><a href="/3">{one}</a></li></ul></div><div class="bottom"><p>{ethics}</p></div></body></html>"""
    return Page("wall", data.encode(), _flat(BANK), (*furniture, "Hidden teaser that nobody sees on the page."))


# ------------------------------------------------------------------------------------------------ 9: a wire service

GRAIN = (
    (
        "TAMSEL, Oct 2 - Ostmark will let grain ships through its northern strait again from Monday, its foreign minister said on Thursday, after a month in which 61 vessels waited at anchor.",
    ),
    (
        "The step follows talks with Norland on fees for pilots.",
        "Norland will pay 1.1 million euros for the pilots of the past season, a document seen by the agency shows.",
    ),
    (
        "Wheat for December fell by 3 per cent in Sund.",
        "“The market had priced in a closed winter,” said Paul Brandt of the broker Kornhaus.",
    ),
    ("Insurers said that they would keep their surcharge until ten ships had passed.",),
)


def wire():
    furniture = (
        "Our standards: the Nordwire principles.",
        "Purchase licensing rights",
        "Suggested topics:",
        "Read next",
        "Oil steady as traders wait for stocks",
        "Copper at a two-year high on mine fire",
        "Get weekly news on grain with the Harvest newsletter.",
        "Sign up here.",
        "All quotes delayed a minimum of 15 minutes.",
        "Bags of wheat at the port of Tamsel, September 30. NORDWIRE/Mia Lund",
    )
    standards, rights, topics, nxt, one, two, get, sign, quotes, caption = furniture
    ps = "".join(f'<div data-testid="paragraph-{n}" class="text__text">{" ".join(s)}</div>' for n, s in enumerate(GRAIN))
    data = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ostmark reopens strait to grain ships | Nordwire</title>
<meta name="article:published_time" content="2025-10-02T15:31:00Z"><meta property="og:site_name" content="Nordwire"></head><body><div id="fusion-app">
<header class="site-header"><nav><ul><li><a>World</a></li><li><a>Business</a></li><li><a>Markets</a></li></ul></nav></header>
<main><article class="article" data-testid="Article"><div class="article-header"><h1 data-testid="Heading">Ostmark reopens strait to grain ships</h1>
<div class="info">By Mia Lund <time>October 2, 2025 3:31 PM UTC</time> Updated 2 hours ago</div></div>
<figure><img alt=""><figcaption data-testid="caption">{caption} <a>{rights}</a></figcaption></figure>
<div class="article-body__content">{ps}<p class="sign-off">Reporting by Mia Lund; Editing by Rolf Haas</p><p class="standards">{standards}</p>
<div class="newsletter-inline"><p>{get} <a>{sign}</a></p></div></div>
<div class="tags"><span>{topics}</span><ul><li><a>Grains</a></li><li><a>Ostmark</a></li></ul></div></article>
<section class="read-next"><h2>{nxt}</h2><div class="media-story-card"><h3><a href="/1">{one}</a></h3></div><div class="media-story-card"><h3><a href="/2">{two}</a></h3></div></section></main>
<footer><p>{quotes}</p><p>© 2025 Nordwire. All rights reserved</p></footer></div></body></html>"""
    return Page("wire", data.encode(), _flat(GRAIN), furniture)


# ------------------------------------------------------------------------------------------------ 10: a magazine

WOLVES = (
    (
        "When the first wolf in ninety years crossed the ice to Vik, nobody saw it but a dog.",
        "Nine winters later the island has three packs and a quarrel.",
    ),
    (
        "Sheep farmers lost 212 animals last year, by the county's count.",
        "The county paid them 1.9 million kroner.",
        "“I do not want the money, I want to sleep,” says Eli Strand, who keeps forty ewes above the northern harbour.",
    ),
    (
        "Biologists at the university of Sund see another figure: deer have halved, and young rowan grows again on slopes that were bare.",
        "Their survey, which will be published in the spring, followed eleven animals with collars.",
    ),
    (
        "In May the parliament will decide whether one pack may be shot.",
        "Strand will listen to the debate on the radio, with the dog.",
    ),
)


def magazine():
    furniture = (
        "“I do not want the money”",
        "Photographs by Anne Vold",
        "Continue reading the main story",
        "Sign up for the Saturday letter, a long read every week",
        "By signing up you agree to our terms of use and privacy policy",
        "Bo Falk is a writer in Sund and the author of three books on the sea.",
        "A version of this article appears in print in the December issue.",
        "Tags: wolves, Vik, farming",
        "Support independent journalism",
        "Give from 50 kroner a month",
        "The last lighthouse keeper",
        "How to read a tide table",
    )
    pull, photographs, cont, sign, agree, bio, version, tags, support, give, one, two = furniture
    data = f"""<!doctype html><html lang="en" class="no-js"><head><meta charset="utf-8"><title>The wolves of Vik - Havet Magazine</title><meta property="og:site_name" content="Havet">
<meta property="og:title" content="The wolves of Vik"><meta name="dc.date" content="2025-11-28"></head><body>
<div class="js-cookie-consent"><p>Havet uses cookies, also from third parties.</p><button>Fine</button></div>
<header><a class="logo">Havet</a><ul class="main-nav"><li>Stories</li><li>Pictures</li><li>Shop</li></ul></header>
<section class="feature"><div class="feature-head"><h1>The wolves of Vik</h1><p class="feature-byline">By Bo Falk</p><p class="feature-credit">{photographs}</p></div>
<div class="feature-body">{_p(WOLVES[:1])}<blockquote class="pull-quote"><p>{pull}</p></blockquote>{_p(WOLVES[1:2])}
<div class="story-interrupter"><a href="#after">{cont}</a></div>
<div class="newsletter-signup"><h4>{sign}</h4><form><input type="email"><button>Sign up</button></form><small>{agree}</small></div>
{_p(WOLVES[2:])}<p class="author-bio"><em>{bio}</em></p><p class="print-note"><em>{version}</em></p><p class="tags">{tags}</p></div></section>
<div class="donate"><h3>{support}</h3><p>{give}</p></div><div class="more-stories"><h3>More from Havet</h3><a>{one}</a><a>{two}</a></div>
<footer>Havet, Havnegata 1, Sund</footer></body></html>"""
    return Page("magazine", data.encode(), _flat(WOLVES), furniture)


PAGES = (blog(), soup(), tables(), amp(), live(), app(), broadcaster(), wall(), wire(), magazine())
