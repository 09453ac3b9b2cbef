// The list of incidents filtered and sorted: what is chosen stands in the address, and looks over every incident.
(() => {
  "use strict";
  const filters = document.getElementById("filters");
  const pattern = document.getElementById("incident-row");
  const byMonth = document.getElementById("by-month");
  const found = document.getElementById("found");
  if (!filters || !pattern || !byMonth || !found) return;

  const { BROUGHT, FACETS, ORDERS, incidents, look, number, ordered, read, row, rowOf, saidOf, yearOf } = window.incitrackList;
  const STEP = 100;
  const controlOf = (name) => filters.querySelector(`select[name="${name}"]`);
  const total = Number(filters.dataset.total);
  const status = document.getElementById("count");
  const unfiltered = status.textContent;
  const position = document.querySelector("h1 .count");
  const list = found.querySelector(".incidents");
  const empty = found.querySelector(".empty");
  const more = found.querySelector(".more");
  const extra = filters.querySelector(".chosen-extra");
  const details = filters.querySelector("details");

  // What is chosen, by name, as the address has it: the values of a filter, any of which will do, and `sort`.
  let chosen = {};
  let shown = STEP;
  let years = [];
  let index = null;
  let isWhole = false;
  let matches = [];

  const fromAddress = () => {
    const given = new URLSearchParams(location.search);
    const values = (name) => given.getAll(name).flatMap((value) => value.split(",")).filter((value) => value);
    const asked = Object.fromEntries([...FACETS, ...BROUGHT].map((name) => [name, values(name)]).filter(([, all]) => all.length));
    const sort = given.get("sort");
    return Object.hasOwn(ORDERS, sort ?? "") ? { ...asked, sort } : asked;
  };
  const address = () => {
    const query = new URLSearchParams(chosen).toString().replaceAll("%2C", ",");
    return `${location.pathname}${query ? `?${query}` : ""}`;
  };
  const isFiltered = () => Object.keys(chosen).some((name) => name !== "sort");

  const addRows = () => {
    const lines = matches.slice(list.childElementCount, shown).map((each) => row(pattern, yearOf(each, years), rowOf(each), index));
    list.append(...lines);
    const rest = Math.max(0, matches.length - shown);
    more.hidden = rest === 0;
    more.querySelector("button").textContent = `Show ${number(Math.min(STEP, rest))} more`;
    return lines;
  };

  const texts = new WeakMap();
  /** An option without its count. */
  const textOf = (option) => {
    if (!texts.has(option)) texts.set(option, option.textContent.replace(/ \([\d,]+\)$/, ""));
    return texts.get(option);
  };
  const showCounts = (counts) => {
    for (const name of FACETS) {
      const select = controlOf(name);
      for (const option of select.options) {
        // How many the chosen one gives stands above the list; here its name needs the room.
        const count = option.selected || option.value.includes(",") ? "" : ` (${number(counts[name].get(option.value) ?? 0)})`;
        if (option.value) option.textContent = `${textOf(option)}${count}`;
      }
    }
  };

  const showFound = () => {
    const { rows, counts } = look(years, chosen);
    matches = ordered(rows, years, chosen.sort, index);
    const count = matches.length;
    const words = isFiltered() ? `${number(count)} of ${incidents(total)}` : unfiltered.split(",")[0];
    status.textContent = isWhole ? words : `${number(count)} found so far`;
    showCounts(counts);
    list.replaceChildren();
    addRows();
    empty.hidden = count > 0 || !isWhole;
    found.classList.toggle("is-reading", !isWhole);
  };

  const select = (name, value) => {
    const control = controlOf(name);
    const named = (each) => [...control.options].find((option) => option.value === each);
    // What no policy and no incident knows, or several values, can still stand in an address: the control says so too.
    if (value && !named(value)) {
      const said = value.split(",").map((each) => (named(each) ? textOf(named(each)) : `${each} (0)`));
      control.append(new Option(said.join(" or "), value));
    }
    control.value = value;
  };

  const chip = (name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    button.dataset.name = name;
    const text = document.createElement("bdi");
    text.textContent = saidOf(name, chosen[name], index);
    const what = document.createElement("span");
    what.className = "hidden";
    what.textContent = "Remove the filter: ";
    const cross = document.createElement("span");
    cross.setAttribute("aria-hidden", "true");
    cross.textContent = " ×";
    button.append(what, text, cross);
    return button;
  };

  const showChosen = () => {
    for (const name of [...FACETS, "sort"]) select(name, String(chosen[name] ?? ""));
    const facets = FACETS.filter((name) => name in chosen).length;
    filters.querySelector(".chosen").textContent = facets ? `(${facets})` : "";
    extra.replaceChildren(...(index ? BROUGHT.filter((name) => name in chosen).map(chip) : []));
    filters.querySelector(".chosen-line").hidden = Object.keys(chosen).length === 0;
  };

  // One of the two lists stands in the page: nobody counts, searches or reads an incident twice.
  found.remove();
  found.hidden = false;
  const swap = (before, after) => {
    if (before.isConnected) before.replaceWith(after);
  };

  let turn = 0;
  const apply = async () => {
    turn += 1;
    const mine = turn;
    const isAsked = Object.keys(chosen).length > 0;
    if (isAsked) swap(byMonth, found);
    else swap(found, byMonth);
    if (position) position.hidden = isAsked;
    showChosen();
    if (!isAsked) {
      status.textContent = unfiltered;
      if (isWhole) showCounts(look(years, chosen).counts);
      return;
    }
    if (isWhole) {
      showFound();
      return;
    }
    found.classList.add("is-reading");
    status.textContent = "Reading the list …";
    try {
      years = [];
      await read((year, known) => {
        if (mine !== turn) return;
        if (!index) {
          index = known;
          showChosen();
        }
        years = [...years, year].sort((a, b) => b.year - a.year);
        showFoundSoon(mine);
      }, [chosen.year, chosen.month, chosen.day].flatMap((all) => (all ?? []).map((value) => value.slice(0, 4))));
      if (mine !== turn) return;
      isWhole = true;
      showFound();
    } catch (problem) {
      if (mine !== turn) return;
      status.textContent = `The list cannot be filtered: ${problem.message}. Every incident is listed below.`;
      swap(found, byMonth);
    }
  };
  let waiting = 0;
  const showFoundSoon = (mine) => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => mine === turn && !isWhole && showFound());
  };

  const choose = (change) => {
    chosen = Object.fromEntries(Object.entries({ ...chosen, ...change }).filter(([, value]) => value));
    shown = STEP;
    history.pushState(null, "", address());
    apply();
  };
  /** Let the keyboard go on at an element, or at the first control. */
  const goTo = (element) => {
    const first = details.open ? filters.querySelector("select") : details.querySelector("summary");
    (element ?? first).focus({ preventScroll: true });
  };
  const clear = () => {
    chosen = {};
    shown = STEP;
    history.pushState(null, "", address());
    apply();
    goTo(null);
  };

  filters.addEventListener("change", ({ target: { name, value } }) => {
    choose({ [name]: name === "sort" || !value ? value : value.split(",") });
  });
  filters.addEventListener("focusin", () => read(() => {}).catch(() => {}), { once: true });
  for (const button of [filters.querySelector(".clear"), found.querySelector(".clear")]) button.addEventListener("click", clear);
  extra.addEventListener("click", ({ target }) => {
    const name = target.closest("button")?.dataset.name;
    if (!name) return;
    choose({ [name]: "" });
    goTo(extra.querySelector("button"));
  });
  more.querySelector("button").addEventListener("click", () => {
    shown += STEP;
    const [first] = addRows();
    first?.querySelector("a")?.focus({ preventScroll: true });
    history.replaceState({ shown }, "");
  });
  window.addEventListener("popstate", () => {
    chosen = fromAddress();
    shown = history.state?.shown ?? STEP;
    apply();
  });

  // On a narrow screen the filters are folded away until somebody wants them; until here the styles hid them.
  const narrow = window.matchMedia("(max-width: 47.99rem)");
  const foldAway = () => {
    details.open = !narrow.matches;
  };
  narrow.addEventListener("change", foldAway);
  foldAway();
  filters.classList.add("is-ready");

  chosen = fromAddress();
  shown = history.state?.shown ?? STEP;
  if (Object.keys(chosen).length) apply();
})();
