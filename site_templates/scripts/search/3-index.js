// The index as the page asks it: which records hold every part of a query, and how well.
// To the engine, two hundred documents are one page. Of a word it knows the places on each page, which `records.json`
// says the documents of.
(() => {
  "use strict";

  const search = window.incitrackSearch;
  const TITLE = 4, WHOLE = 2;
  // Begins a common word where it stands again in a document.
  const REPEAT = "\u309d";

  const base = () => new URL(`${document.documentElement.dataset.up || ""}pagefind/`, location.href).pathname;

  const sum = (steps) => {
    let at = 0;
    return steps.map((step) => (at += step));
  };

  const keys = (steps) => {
    let year = "", number = 0;
    return steps.map((step) => {
      const key = typeof step === "string" ? step : `INC-${year}-${String(number + step).padStart(4, "0")}`;
      const found = key.match(/^INC-([0-9]{4})-([0-9]{4,9})$/);
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

  // The pages of a bundle: where each of its documents begins, and which it is (null where it is no more).
  const pages = (bundle, size) => {
    const found = [];
    let before = -1, start = 0;
    bundle.documents.forEach((step, i) => {
      if (i % size === 0) {
        found.push([]);
        start = 0;
      }
      if (step !== null) before += step;
      found.at(-1).push({ start, place: step === null ? null : before, title: bundle.titles[i] });
      start += bundle.lengths[i];
    });
    return found;
  };

  // The documents in which so many words stand: [document's place, how often, whether in its title] of each.
  const inDocuments = (documents, locations, length) => {
    const found = [];
    let at = 0, last = null;
    for (const location of locations) {
      while (at + 1 < documents.length && documents[at + 1].start <= location) at++;
      const { place, start, title } = documents[at];
      if (place === null || location + length > documents[at + 1]?.start) continue;
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

  const inOrder = (one, other) => one - other;

  // The site has no index, says a sentence; whatever else goes wrong may go better another time.
  class NoIndex extends Error {}

  const open = async () => {
    const at = base();
    const answer = await fetch(`${at}records.json`, { cache: "no-cache" });
    if (answer.status === 404) throw new NoIndex("This site has no full-text index.");
    if (!answer.ok) throw new Error("The full-text index cannot be read now.");
    const table = await answer.json();
    if (table.reason) throw new NoIndex("This site was built without a full-text index.");
    const bundles = Object.entries(table.bundles)
      .map(([folder, bundle]) => ({ at: `${at}${folder}/`, ...bundle, pages: pages(bundle, table.page) }));
    const asked = new Map();
    const once = (name, ask) => {
      if (!asked.has(name)) {
        asked.set(name, ask().catch((error) => {
          asked.delete(name); // the next query may have more luck
          throw error;
        }));
      }
      return asked.get(name);
    };
    const part = (address) => once(address, () => search.part(address));

    // Where a word, or what begins with it (`begins`), stands: the places on each page. Of common words it is the first
    // place in each document, unless all are asked for (`again`).
    const places = async (word, { begins, again }) => {
      const found = new Map();
      const fits = (has, wanted) => has === wanted || (begins && has.startsWith(wanted));
      await Promise.all(bundles.map(async ({ at: folder, firsts, common, pages: all }) => {
        const isApart = again && common.some((each) => fits(each, word));
        for (const wanted of isApart ? [word, REPEAT + word] : [word]) {
          const numbers = search.partsWith(firsts, wanted, begins);
          const parts = await Promise.all(numbers.map((number) => part(`${folder}${number}.pf_index`)));
          for (const [has, where] of parts.flat()) {
            if (!fits(has, wanted)) continue;
            for (const [page, list] of where()) {
              const before = found.get(all[page]);
              found.set(all[page], before ? before.concat(list) : list);
            }
          }
        }
      }));
      if (begins || again) found.forEach((list) => list.sort(inOrder));
      return found;
    };
    return {
      known: records(table),
      common: new Set(bundles.flatMap((bundle) => bundle.common)),
      ask: (word, how) => once([word, how.begins, how.again].join(), () => places(word, how)),
    };
  };

  // Everywhere that a part of a query stands: by document [how often, whether in the title, whether as written].
  const found = async ({ known, common, ask }, { words, open: isOpen }) => {
    const last = words.length - 1;
    const again = words.length > 1;
    const isCounted = again || !common.has(words[last]); // how often `the` stands somewhere makes no difference
    const exact = await Promise.all(words.map((word) => ask(word, { begins: false, again })));
    const documents = new Map();
    for (const begins of isOpen ? [false, true] : [false]) {
      if (documents.size === known.count) break; // there is nothing more to find
      const end = begins ? await ask(words[last], { begins, again }) : exact[last];
      for (const page of (last ? exact[0] : end).keys()) {
        const lists = words.map((_, i) => (i === last ? end : exact[i]).get(page));
        if (lists.some((list) => !list)) continue;
        const starts = lists.reduce((kept, list, i) => (i ? following(kept, list, i) : kept), lists[0]);
        for (const [place, often, inTitle] of inDocuments(page, starts, words.length)) {
          if (!documents.has(place)) documents.set(place, [isCounted ? often : 1, inTitle, !begins]);
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
      // A number that is all of the query means the record; beside words it may be a number of theirs.
      const isMeant = id || parts.length === 1;
      const asWritten = isMeant ? [1000, true, true] : [1, false, true];
      for (const place of known.byId(id, number)) if (isMeant || !all[i].has(place)) all[i].set(place, asWritten);
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
    // Rejects with a sentence that says why there is no full-text search. `isAnew` asks for the index as it is now:
    // where records have changed, the parts of the one before lie no more where it says.
    open: (isAnew = false) => {
      if (!location.protocol.startsWith("http")) {
        return Promise.reject(new Error("Full-text search needs a web server; incitrack serve is one."));
      }
      if (typeof DecompressionStream !== "function") {
        return Promise.reject(new Error("Full-text search needs a newer browser than this one."));
      }
      if (isAnew) opened = null;
      opened = opened || open().catch((error) => {
        opened = null;
        throw error;
      });
      return opened;
    },
    find,
    NoIndex,
  });
})();
