// Leads from findings to the sentences that they rest on, and back, and filters. Without it the page's own links do.
"use strict";
(() => {
  const { findings, quotations } = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const [tray, chosen, resting, form, count] = ["tray", "chosen", "resting", "filters", "count"].map(byId);
  const restingOn = new Map(); // a quotation's number -> ids of the findings that rest on it
  for (const [id, { quotations: numbers }] of Object.entries(findings)) {
    for (const number of numbers) restingOn.set(number, [...(restingOn.get(number) ?? []), id]);
  }
  let lit = []; // elements that are highlighted
  let shown = []; // numbers of the quotations that are gone through
  let at = 0; // the one of them that is in view
  let from = null; // what was clicked

  // --- highlighting -------------------------------------------------------------------------------------------------

  const marksOf = (number) => {
    const found = [];
    for (let id = `q${number}`; byId(id); id = `q${number}-${found.length}`) found.push(byId(id));
    return found;
  };

  const light = (elements) => {
    for (const element of lit) element.classList.remove("on");
    lit = elements;
    for (const element of lit) element.classList.add("on");
  };

  const sourceOf = (number) => byId(quotations[number]).querySelector(".id").textContent;

  // Bring an element to the reader's eye: unfold what it is folded in, and scroll only where it is not in sight.
  const reveal = (element) => {
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const { top, bottom } = element.getBoundingClientRect();
    const covered = tray.hidden ? 0 : tray.offsetHeight;
    if (top < 0 || bottom > innerHeight - covered) element.scrollIntoView({ block: "start", inline: "nearest" });
  };

  const goTo = (index) => {
    at = (index + shown.length) % shown.length;
    reveal(byId(`q${shown[at]}`));
    const which = shown.length > 1 ? `Quotation ${at + 1} of ${shown.length}` : "The one quotation";
    chosen.textContent = `${which}, in source ${sourceOf(shown[at])}.`;
  };

  const openTray = (several) => {
    tray.hidden = false;
    byId("previous").hidden = byId("next").hidden = !several;
    byId("return").hidden = !from;
  };

  // A finding was chosen: show what it rests on, first of all the quotation `number`, if one was.
  const chooseFinding = (item, number) => {
    const ids = item.dataset.on.split(" ").filter((id) => id in findings);
    const all = [...new Set(ids.flatMap((id) => findings[id].quotations))].filter((n) => n in quotations);
    const own = [...item.querySelectorAll(".ref")].map((ref) => Number(ref.textContent)).filter((n) => n in quotations);
    shown = ids.length > 1 && own.length ? [...new Set(own)] : all; // a sentence shows its witnesses, a finding all
    if (number in quotations && !shown.includes(number)) shown.push(number);
    if (!shown.length) return false;
    from = item;
    light([item, ...shown.flatMap(marksOf)]);
    resting.replaceChildren();
    openTray(shown.length > 1);
    goTo(Math.max(0, shown.indexOf(number)));
    return true;
  };

  // A sentence of a source was chosen: show the findings that rest on it.
  const chooseSentence = (numbers, source) => {
    const ids = [...new Set(numbers.flatMap((number) => restingOn.get(number) ?? []))];
    const items = ids.map(byId);
    from = null;
    shown = numbers;
    light([...numbers.flatMap(marksOf), ...document.querySelectorAll(ids.map((id) => `[data-on~="${id}"]`).join() || "_")]);
    const what = ids.length === 1 ? "1 finding rests on this sentence" : `${ids.length} findings rest on this sentence`;
    chosen.textContent = `${what} of source ${sourceOf(numbers[0])}:`;
    resting.replaceChildren(...items.map(linkTo));
    openTray(false);
    const first = items.find((item) => !item.closest("details")); // what is folded stays so until it is asked for
    const wide = getComputedStyle(source.closest("aside")).position === "fixed";
    if (wide && first) reveal(first);
    else resting.querySelector("a")?.focus({ preventScroll: true });
  };

  const linkTo = (item) => {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${item.id}`;
    link.textContent = item.querySelector(".words").textContent;
    entry.append(link);
    return entry;
  };

  const close = () => {
    light([]);
    tray.hidden = true;
    if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  };

  const goBack = () => {
    if (!from) return;
    reveal(from);
    (from.querySelector(".ref") ?? from).focus({ preventScroll: true });
  };

  // --- clicks, all of them heard in one place --------------------------------------------------------------------------

  const enclosing = (mark) => {
    const numbers = [];
    for (let each = mark; each; each = each.parentElement.closest("mark[data-q]")) numbers.push(Number(each.dataset.q));
    return [...new Set(numbers)];
  };

  const remember = (id) => history.pushState(null, "", `#${id}`);

  document.addEventListener("click", (event) => {
    const target = event.target;
    const ref = target.closest(".ref");
    const back = target.closest(".back");
    const mark = target.closest(".text mark");
    const item = target.closest(".item");
    if (back) {
      event.preventDefault();
      chooseSentence([Number(back.dataset.q)], back);
    } else if (ref && item) {
      if (chooseFinding(item, Number(ref.textContent))) {
        event.preventDefault();
        remember(`q${shown[at]}`);
      }
    } else if (target.closest("a, button, summary, select, label") || String(getSelection())) {
      return; // the reader follows a link, or picks out words
    } else if (mark) {
      chooseSentence(enclosing(mark), mark);
    } else if (item && chooseFinding(item)) {
      remember(`q${shown[at]}`);
    }
  });

  byId("previous").addEventListener("click", () => goTo(at - 1));
  byId("next").addEventListener("click", () => goTo(at + 1));
  byId("return").addEventListener("click", goBack);
  byId("close").addEventListener("click", () => {
    goBack();
    close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || tray.hidden) return;
    goBack();
    close();
  });

  // An address that names a place, and the browser's own Back.
  const follow = () => {
    const number = Number(/^#q(\d+)/.exec(location.hash)?.[1]);
    if (number in quotations) light(marksOf(number));
    const place = location.hash && byId(location.hash.slice(1));
    if (place) reveal(place);
  };
  addEventListener("popstate", follow);

  // --- filters ----------------------------------------------------------------------------------------------------------

  const total = Object.keys(findings).length;
  const all = total === 1 ? "1 finding" : `${total} findings`;

  const wanted = (finding, { section, source, check, disputed, single }) =>
    (!section || finding.section === section) &&
    (!source || finding.sources.includes(source)) &&
    (!check || finding.checks.includes(check)) &&
    (!disputed || finding.disputed) &&
    (!single || finding.single);

  const filter = () => {
    const by = Object.fromEntries(new FormData(form));
    const any = Object.values(by).some(Boolean);
    const left = new Set(Object.keys(findings).filter((id) => wanted(findings[id], by)));
    for (const item of document.querySelectorAll(".item")) {
      item.hidden = any && !item.dataset.on.split(" ").some((id) => left.has(id));
    }
    for (const group of document.querySelectorAll(".part, #short, .conflict, .folded, table")) {
      if (group.querySelector(".item")) group.hidden = any && !group.querySelector(".item:not([hidden])");
    }
    for (const fold of document.querySelectorAll(".part > .folded")) fold.open = any && !fold.hidden;
    for (const part of document.querySelectorAll(".part")) {
      part.hidden = any && (!!by.section ? part.id !== by.section : !part.querySelector(".item:not([hidden])"));
    }
    form.querySelector("[type=reset]").hidden = !any;
    count.textContent = `${left.size} of ${all}`;
  };
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));

  document.documentElement.classList.add("scripted");
  form.hidden = false;
  count.textContent = all;
  follow();
})();
