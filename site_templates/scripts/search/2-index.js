// The index as the page asks it: which records hold every part of a query, and how well.
// To the engine, two hundred documents are one page, and every word ends with a letter of its own: "failǁ" finds the
// word alone and "fail" whatever begins so. It answers with places of words, which `records.json` says the documents of.
(() => {
  "use strict";

  const search = window.incitrackSearch;
  const { END } = search;
  const TITLE = 4, WHOLE = 2;
  // The engine loads the part of the index in which a word lies; what begins with it may go on into others. Only
  // short beginnings fill more than two parts.
  const ENDS = ["", "\u{10fffd}"], BETWEEN = [..."abcdefghijklmnopqrstuvwxyz"];
  const probes = (beginning) => [...ENDS, ...(beginning.length < 5 ? BETWEEN : [])].map((next) => beginning + next);

  const base = () => new URL(`${document.documentElement.dataset.up || ""}pagefind/`, location.href).pathname;

  const sum = (steps) => {
    let at = 0;
    return steps.map((step) => (at += step));
  };

  const keys = (steps) => {
    let year = "", number = 0;
    return steps.map((step) => {
      const key = typeof step === "string" ? step : `INC-${year}-${String(number + step).padStart(4, "0")}`;
      const found = key.match(/^INC-([0-9]{4})-([0-9]+)$/);
      if (found) [year, number] = [found[1], Number(found[2])];
      return key;
    });
  };

  const column = ({ values, sets, of }) => {
    const place = typeof of === "string" ? (i) => of.charCodeAt(i) - 48 : (i) => of[i];
    return { values, at: (incident) => (incident < 0 ? [] : sets[place(incident)].map((value) => values[value])) };
  };

  // The documents as the tables tell: incidents, the latest first, then postmortems.
  const records = (table) => {
    const all = keys(table.keys);
    const days = sum(table.days);
    const columns = Object.fromEntries(Object.entries(table.filters).map(([name, each]) => [name, column(each)]));
    const year = (incident) => String(new Date(days[incident] * 864e5).getUTCFullYear());
    columns.year = { at: (incident) => (incident < 0 ? [] : [year(incident)]) };
    const document = (place) => {
      if (place < all.length) return { place, incident: place, key: all[place], folder: "incidents" };
      const [incident, key] = table.postmortems[place - all.length];
      return { place, incident, key: key || all[incident], folder: "postmortems" };
    };
    return {
      incidents: all.length,
      count: all.length + table.postmortems.length,
      document,
      values: (name, place) => columns[name].at(document(place).incident),
      day: (place) => (document(place).incident < 0 ? null : days[document(place).incident]),
      byId: (id, number) => {
        const found = [];
        for (let place = 0; place < all.length + table.postmortems.length; place++) {
          const { key } = document(place);
          if (id ? key === id : Number(key.split("-")[2]) === number) found.push(place);
        }
        return found;
      },
    };
  };

  // By the engine's name of a page: where each of its documents begins, and which it is (null where it is no more).
  const pages = (table) => {
    const found = new Map();
    for (const bundle of Object.values(table.bundles)) {
      let before = -1, first = 0;
      for (const name of bundle.pages) {
        const documents = [];
        let start = 0;
        for (let i = first; i < Math.min(first + table.page, bundle.documents.length); i++) {
          const step = bundle.documents[i];
          if (step !== null) before += step;
          documents.push({ start, place: step === null ? null : before, title: bundle.titles[i] });
          start += bundle.lengths[i];
        }
        found.set(name, documents);
        first += table.page;
      }
    }
    return found;
  };

  // The documents in which words stand: [document's place, how often, whether in its title] of each.
  const inDocuments = (documents, locations) => {
    const found = [];
    let at = 0, last = null;
    for (const location of locations) {
      while (at + 1 < documents.length && documents[at + 1].start <= location) at++;
      const { place, start, title } = documents[at];
      if (place === null) continue;
      if (!last || last[0] !== place) found.push((last = [place, 0, false]));
      last[1]++;
      last[2] = last[2] || location - start < title;
    }
    return found;
  };

  const following = (locations, next, offset) => {
    const there = new Set(next);
    return locations.filter((location) => there.has(location + offset));
  };

  const open = async () => {
    const at = base();
    const answer = await fetch(`${at}records.json`, { cache: "no-cache" });
    if (!answer.ok) throw new Error("This site has no full-text index.");
    const table = await answer.json();
    const paths = Object.keys(table.bundles);
    if (table.reason) throw new Error("This site was built without a full-text index.");
    const known = records(table);
    if (!paths.length) return { known, ask: async () => new Map() };

    const { createInstance } = await import(`${at}pagefind.js`);
    const engine = createInstance({ basePath: at, noWorker: true });
    // What fails to load fails here; a bundle to be merged would wait for it for ever.
    await Promise.all([engine.filters(), ...paths.filter((path) => path).map((path) => engine.mergeIndex(at + path))]);
    const named = pages(table);
    const asked = new Map();

    // Where a word, or what begins with it, stands: the places in each page.
    const ask = (word) => {
      if (!asked.has(word)) asked.set(word, answerTo(word));
      return asked.get(word);
    };
    const answerTo = async (word) => {
      if (!word.endsWith(END)) await Promise.all(probes(word).map((each) => engine.preload(each)));
      const { results } = await engine.search(word);
      return new Map(results.filter((each) => named.has(each.id)).map((each) => [each.id, each.words]));
    };
    return { known, named, ask };
  };

  // Everywhere that a part of a query stands: by document [how often, whether in the title, whether as written].
  const found = async ({ named, ask }, part) => {
    const last = part.words.length - 1;
    const exact = await Promise.all(part.words.map((word) => ask(word + END)));
    const ends = part.open ? [[exact[last], true], [await ask(part.words[last]), false]] : [[exact[last], true]];
    const documents = new Map();
    for (const [end, whole] of ends) {
      for (const name of (last ? exact[0] : end).keys()) {
        const lists = part.words.map((_, i) => (i === last ? end : exact[i]).get(name));
        if (lists.some((list) => !list)) continue;
        const starts = lists.reduce((kept, list, i) => (i ? following(kept, list, i) : kept), lists[0]);
        for (const [place, often, inTitle] of inDocuments(named.get(name), starts)) {
          if (!documents.has(place)) documents.set(place, [often, inTitle, whole]);
        }
      }
    }
    return documents;
  };

  // The documents that hold every part, with how well they fit; without a part, every incident.
  const find = async (index, parts) => {
    const { known } = index;
    if (!parts.length) return Array.from({ length: known.incidents }, (_, place) => ({ place, score: 0 }));
    const all = await Promise.all(parts.map((part) => found(index, part)));
    parts.forEach(({ id, number }, i) => {
      if (!id && number === null) return;
      const asWritten = id ? [1000, true, true] : [1, false, true];
      for (const place of known.byId(id, number)) if (id || !all[i].has(place)) all[i].set(place, asWritten);
    });
    const [first, ...rest] = all;
    const hits = [...first.keys()].filter((place) => rest.every((each) => each.has(place)));
    const rare = all.map((each) => Math.log(1 + known.count / (1 + each.size)));
    return hits.map((place) => ({
      place,
      score: all.reduce((score, each, i) => {
        const [often, inTitle, whole] = each.get(place);
        return score + rare[i] * (1 + Math.log(often)) * (inTitle ? TITLE : 1) * (whole ? WHOLE : 1);
      }, 0),
    }));
  };

  let opened = null;
  Object.assign(search, {
    // Rejects with a sentence that says why there is no full-text search.
    open: () => {
      if (!location.protocol.startsWith("http")) {
        return Promise.reject(new Error("Full-text search needs a web server; incitrack serve is one."));
      }
      if (typeof WebAssembly !== "object") {
        return Promise.reject(new Error("Full-text search needs WebAssembly, which this browser does not run."));
      }
      opened = opened || open().catch((error) => {
        opened = null;
        throw error;
      });
      return opened;
    },
    find,
  });
})();
