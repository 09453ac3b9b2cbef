// The search page: what is asked for stands in the address; results come as one types.
(() => {
  "use strict";

  const form = document.getElementById("search");
  if (!form) return;

  const search = window.incitrackSearch;
  const { FILTERS, filtered, sorted, element } = search;
  const STEP = 10, PAUSE = 150, PATIENCE = 400;
  const main = form.closest("main");
  const input = form.elements.q;
  const at = (selector) => main.querySelector(selector);
  const [status, clear, why, nothing, without, results, more, otherwise] = [
    ".search-count", ".search-clear", ".search-why", ".search-empty", ".search-without", ".results", ".search-more", ".search-else",
  ].map(at);
  const number = (count) => count.toLocaleString("en");

  // What is asked for, as the address has it; several values of a filter, either of which will do, with commas.
  const fromAddress = () => {
    const given = new URLSearchParams(location.search);
    const filters = Object.fromEntries(FILTERS
      .map((name) => [name, given.getAll(name).flatMap((value) => value.split(",")).filter((value) => value)])
      .filter(([, values]) => values.length));
    return { q: given.get("q") || "", sort: given.get("sort") || "", filters };
  };
  const toAddress = ({ q, sort, filters }) => {
    const given = new URLSearchParams();
    if (q) given.set("q", q);
    for (const [name, values] of Object.entries(filters)) given.set(name, values.join(","));
    if (sort) given.set("sort", sort);
    const query = given.toString().replaceAll("%2C", ",");
    return location.pathname + (query ? `?${query}` : "");
  };
  const fromControls = () => ({
    q: input.value,
    sort: form.elements.sort.value,
    filters: Object.fromEntries(FILTERS
      .map((name) => [name, form.elements[name].value])
      .filter(([, value]) => value)
      .map(([name, value]) => [name, value.split(",")])),
  });
  const toControls = (asked) => {
    if (input.value !== asked.q) input.value = asked.q;
    choose(form.elements.sort, asked.sort);
    for (const name of FILTERS) choose(form.elements[name], (asked.filters[name] || []).join(","));
    const count = Object.keys(asked.filters).length;
    at(".chosen").textContent = count ? `(${count})` : "";
  };
  const texts = new WeakMap();
  /** An option as the page came with it, and without its count. */
  const givenText = (option) => {
    if (!texts.has(option)) texts.set(option, option.textContent);
    return texts.get(option);
  };
  const textOf = (option) => givenText(option).replace(/ \([\d,]+\)$/, "");
  // What no policy knows, or several values at once, may still stand in an address: the control says so too.
  const choose = (control, value) => {
    if (![...control.options].some((option) => option.value === value)) {
      if (control === form.elements.sort) return;
      const named = (each) => control.querySelector(`[value="${CSS.escape(each)}"]`);
      const said = value.split(",").map((each) => (named(each) ? textOf(named(each)) : each));
      control.append(new Option(said.join(" or "), value));
    }
    control.value = value;
  };

  const showCounts = (counts) => {
    for (const name of FILTERS) {
      for (const option of form.elements[name].options) {
        if (!option.value) continue;
        if (!counts) {
          option.textContent = givenText(option);
          continue;
        }
        const count = option.value.split(",").reduce((sum, value) => sum + (counts[name].get(value) || 0), 0);
        option.textContent = `${textOf(option)} (${number(count)})`;
      }
    }
  };

  const NOTHING = { of: null, hits: [], parts: [] };
  let index = null, turn = 0;
  let shown = NOTHING; // the hits, which index they are of, and what was asked for
  const rowsOf = ({ of, hits, parts }, from = 0) => hits.slice(from, from + STEP).map((hit) => search.row(of, hit, parts));
  // First rows come with what they say, so that nothing moves; but nobody waits long for a page that is slow.
  const filled = (rows) => Promise.race([
    Promise.all(rows.map((each) => each.filled)),
    new Promise((done) => setTimeout(done, PATIENCE)),
  ]);
  const addRows = (rows) => {
    const made = rows.map((each) => each.made);
    results.append(...made);
    const left = shown.hits.length - results.childElementCount;
    more.hidden = left <= 0;
    more.querySelector("button").textContent = `Show ${number(Math.min(STEP, left))} more of ${number(left)}`;
    return made;
  };
  const showNothing = (words) => {
    shown = NOTHING;
    status.textContent = words;
    showCounts(null);
    results.replaceChildren();
    delete results.dataset.asked;
    clear.hidden = nothing.hidden = more.hidden = true;
    showFewer([]);
  };

  const opened = async (isAnew = false) => {
    if (index && !isAnew) return index;
    try {
      index = await search.open(isAnew);
      if (isAnew) search.forgetPages();
    } catch (problem) {
      if (isAnew && !(problem instanceof search.NoIndex)) throw problem; // the next query may have more luck
      index = null;
      const only = "What follows looks through titles, services, tags, causes, IDs and days only.";
      try {
        index = await search.openPlain();
        why.textContent = `${problem.message} ${only}`;
      } catch {
        why.textContent = problem.message;
      }
      why.hidden = otherwise.hidden = false;
    }
    return index;
  };

  // {of, hits, parts} of every document with these parts, null where nothing can be asked. A page left open knows an index
  // that a later build has put elsewhere: when it does not answer, the one that is there now is asked, once.
  const answer = async (parts, isWanted) => {
    const hitsOf = async (of) => of && { of, parts, hits: await (of.plain ? search.findPlain : search.find)(of, parts) };
    try {
      return await hitsOf(await opened());
    } catch (problem) {
      if (!isWanted()) throw problem;
      return hitsOf(await opened(true));
    }
  };

  // Where nothing is found: what the words would give but for some, with the filters as they are.
  const fewerOf = async ({ of, hits, parts }, filters) => {
    if (hits.length || parts.length < 2) return [];
    const asked = new Map();
    return search.fewer(parts, async (query) => {
      const found = await (of.plain ? search.findPlain : search.find)(of, search.parse(query), asked);
      return filtered(of.known, found, filters).hits.length;
    });
  };
  const fewerLink = ({ without: left, query, count }) => {
    const named = left.flatMap(({ text }, i) => [
      i ? (i < left.length - 1 ? ", “" : " and “") : "“", element("bdi", "", text.replaceAll('"', "")), "”",
    ]);
    const link = element("a", "", "Without ", ...named);
    link.href = toAddress({ ...fromControls(), q: query });
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      input.value = query;
      ask(true);
      input.focus({ preventScroll: true });
    });
    return element("li", "", link, `: ${number(count)} ${count === 1 ? "result" : "results"}`);
  };
  const showFewer = (fewer) => {
    without?.replaceChildren(...fewer.map(fewerLink));
    if (without) without.hidden = !fewer.length;
    const other = nothing.querySelector(".search-other");
    if (other) other.hidden = fewer.length > 0;
  };
  const summary = ({ hits, parts }, left) => {
    const words = `${number(left)} ${left === 1 ? "result" : "results"}`;
    if (!left && hits.length) return `${words}; ${number(hits.length)} without the filters`;
    if (!left && parts.some((part) => part.short)) return `${words}; beginnings of words are found from three letters on`;
    return words;
  };

  const show = async (asked) => {
    const mine = ++turn;
    const isWanted = () => mine === turn;
    const parts = search.parse(asked.q);
    if (!parts.length && !Object.keys(asked.filters).length) {
      showNothing("");
      return;
    }
    if (!index) status.textContent = "Searching …";
    let all;
    try {
      all = await answer(parts, isWanted);
    } catch {
      if (isWanted()) showNothing("The search did not answer; ask once more.");
      return;
    }
    if (!isWanted()) return;
    if (!all) {
      showNothing(""); // why, stands there
      return;
    }
    const { hits, counts } = filtered(all.of.known, all.hits, asked.filters);
    const found = { ...all, hits: sorted(all.of.known, hits, asked.sort) };
    const rows = rowsOf(found);
    const fewer = without ? await fewerOf(all, asked.filters).catch(() => []) : [];
    await filled(rows);
    if (!isWanted()) return;
    shown = found;
    showCounts(counts);
    status.textContent = summary(all, hits.length);
    clear.hidden = hits.length > 0 || !all.hits.length;
    nothing.hidden = all.hits.length > 0 || !parts.length;
    nothing.querySelector(".search-asked").textContent = asked.q.trim();
    showFewer(fewer);
    results.replaceChildren();
    addRows(rows);
    results.dataset.asked = asked.q;
  };

  // Typing changes the address in place, choosing and Enter add a step to go back to.
  let waiting = 0;
  const ask = (isStep) => {
    clearTimeout(waiting);
    const asked = fromControls();
    const address = toAddress(asked);
    if (address !== location.pathname + location.search) {
      history[isStep ? "pushState" : "replaceState"](null, "", address);
    }
    toControls(asked);
    show(asked);
  };
  const askSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE, false);
  };
  const askAddress = () => {
    const asked = fromAddress();
    toControls(asked);
    show(asked);
  };

  input.addEventListener("input", askSoon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(true);
  });
  form.addEventListener("change", ({ target }) => target !== input && ask(true));
  more.querySelector("button").addEventListener("click", () => {
    const [first] = addRows(rowsOf(shown, results.childElementCount));
    first?.querySelector("a").focus({ preventScroll: true });
  });
  window.addEventListener("popstate", askAddress);

  // The box in the page's head is the same box here.
  const box = document.querySelector(".search-box input[name=q]");
  box?.addEventListener("input", () => {
    input.value = box.value;
    askSoon();
  });
  box?.form.addEventListener("submit", (event) => {
    event.preventDefault();
    input.value = box.value;
    ask(true);
  });

  // Up and down through the results; Escape leads back to the box.
  main.addEventListener("keydown", (event) => {
    const links = [...results.querySelectorAll("a.title")];
    const here = links.indexOf(document.activeElement);
    const inBox = document.activeElement === input;
    if (event.key === "ArrowDown" && (inBox || here >= 0)) links[here + 1]?.focus();
    else if (event.key === "ArrowUp" && here >= 0) (links[here - 1] ?? input).focus();
    else if (event.key === "Escape" && here >= 0) input.focus();
    else return;
    event.preventDefault();
  });

  const details = form.querySelector("details");
  clear.querySelector("button").addEventListener("click", () => {
    for (const name of FILTERS) choose(form.elements[name], "");
    ask(true);
    (details.open ? form.elements[FILTERS[0]] : details.querySelector("summary")).focus({ preventScroll: true });
  });
  const narrow = window.matchMedia("(max-width: 47.99rem)");
  const fold = () => {
    details.open = !narrow.matches;
  };
  narrow.addEventListener("change", fold);
  fold();
  askAddress();
})();
