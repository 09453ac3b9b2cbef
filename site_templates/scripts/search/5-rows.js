// A result: what it is, and where in its page the words stand.
(() => {
  "use strict";

  const search = window.incitrackSearch;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const up = document.documentElement.dataset.up || "";

  const patterns = () => document.getElementById("search-words").content;
  const pattern = (selector, key) =>
    [...patterns().querySelectorAll(selector)].find((each) => (each.querySelector("b") ?? each).textContent === key);
  const chips = (known, place) => {
    const [severity] = known.values("severity", place);
    const [word] = known.values("status", place);
    return [pattern(".severity", severity), patterns().querySelector(`.status.is-${CSS.escape(word || "none")}`)]
      .filter((each) => each).flatMap((each) => [each.cloneNode(true), " "]);
  };
  const day = (days, isAsked) => {
    const time = document.createElement("time");
    const date = new Date(days * 864e5);
    time.dateTime = date.toISOString().slice(0, 10);
    const text = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
    time.append(isAsked ? element("mark", "", text) : text);
    return time;
  };
  const element = (name, className, ...inside) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...inside);
    return made;
  };

  const row = (index, { place }, parts) => {
    const { known } = index;
    const { key, folder } = known.document(place);
    const link = element("a", "title");
    link.href = `${up}${folder}/${encodeURIComponent(key)}/index.html`;
    const title = (text) => link.replaceChildren(element("bdi", "", search.marked(text, search.places(text, parts))));
    const id = element("span", "id", search.marked(key, search.places(key, parts)));
    const meta = element("p", "result-meta", ...chips(known, place), id);
    const isAsked = (part) => search.isOn(known.days(place), part);
    if (known.day(place) !== null) meta.append(" · ", day(known.day(place), parts.some(isAsked)));
    const aside = known.aside(place);
    if (aside) meta.append(" · ", element("span", "aside", aside));
    if (folder === "postmortems") meta.append(" · ", element("span", "result-kind", "Postmortem"));
    const excerpt = element("p", "excerpt");
    title(known.title ? known.title(place) : key);
    const made = element("li", "result", element("h2", "", link), meta, ...(index.plain ? [] : [excerpt]));
    const filled = index.plain || search.page(link.href, key).then((page) => {
      title(page.title);
      excerpt.append(search.excerpt(page.texts, parts.filter((part) => !isAsked(part) || search.isVague(part))));
    }).catch(() => {}); // the link and the ID stand there
    return { made, filled };
  };

  Object.assign(search, { element, row });
})();
