// What a result shows is read from the page that it leads to: its title, and the lines where the words stand.
(() => {
  "use strict";

  const search = window.incitrackSearch;
  const BLOCK = "p,li,dd,dt,td,th,pre,blockquote,h2,h3,h4,h5,h6,figcaption,summary,section,div,main";
  const ASIDE = "h1,nav,script,style,template,form,select,time,[hidden],.hidden,.source";
  const AROUND = 90, LENGTH = 240;
  const read = new Map();
  let cache = "default";

  // The texts of a page, block by block, as somebody reads them.
  const blocks = (main) => {
    const found = new Map();
    const walker = main.ownerDocument.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent.closest(ASIDE)) continue;
      const block = parent.closest(BLOCK);
      found.set(block, (found.get(block) || "") + walker.currentNode.data);
    }
    return [...found.values()].map((text) => text.replace(/\s+/g, " ").trim()).filter((text) => text);
  };

  const title = (main, key) => {
    const head = main.querySelector("h1");
    const text = (head?.querySelector("bdi") ?? head)?.textContent.replace(/\s+/g, " ").trim() || key;
    return text.startsWith(`${key} `) ? text.slice(key.length + 1) : text;
  };

  // {title, texts} of a page of the site; it is then there at once when somebody opens it.
  const page = (href, key) => {
    if (!read.has(href)) {
      const found = fetch(href, { cache }).then(async (answer) => {
        if (!answer.ok) throw new Error(`${href}: ${answer.status}`);
        const main = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
        return { title: title(main, key), texts: blocks(main) };
      });
      found.catch(() => read.delete(href));
      read.set(href, found);
    }
    return read.get(href);
  };
  // The site was built again: what the browser keeps of its pages may be old too.
  const forgetPages = () => {
    read.clear();
    cache = "no-cache";
  };

  // A text with the places marked, cut to what stands around them. Texts go in as text: nothing in them is markup.
  const marked = (text, places, [from, to] = [0, text.length]) => {
    const whole = document.createDocumentFragment();
    let at = from;
    if (from > 0) whole.append("… ");
    for (const [start, end] of places.filter((place) => place[0] >= from && place[1] <= to)) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      whole.append(text.slice(at, start), mark);
      at = end;
    }
    whole.append(text.slice(at, to), to < text.length ? " …" : "");
    return whole;
  };

  const cut = (text, [start]) => {
    if (text.length <= LENGTH) return [0, text.length];
    let from = Math.max(0, start - AROUND);
    if (from > 0) from = text.indexOf(" ", from) + 1 || from;
    if (from > start) from = start;
    let to = Math.min(text.length, from + LENGTH);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), start + 1);
    return [from, to];
  };

  // The one or two lines that say most of what was asked for.
  const excerpt = (texts, parts) => {
    const lines = texts
      .map((text) => ({ text, places: search.places(text, parts) }))
      .filter(({ places }) => places.length)
      .map((line) => ({ ...line, says: new Set(line.places.map((place) => place[2])) }));
    const whole = document.createDocumentFragment();
    const said = new Set();
    for (let number = 0; number < 2; number++) {
      const news = ({ says }) => [...says].filter((part) => !said.has(part)).length;
      const [best] = lines.toSorted((a, b) => news(b) - news(a) || b.places.length - a.places.length);
      if (!best || !news(best)) break;
      const first = best.places.find((place) => !said.has(place[2]));
      if (number) whole.append(whole.textContent.endsWith("…") ? " " : " … ");
      whole.append(marked(best.text, best.places, cut(best.text, first)));
      best.says.forEach((part) => said.add(part));
    }
    return whole;
  };

  Object.assign(search, { page, forgetPages, marked, excerpt });
})();
