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

  // What few have: by place, from pairs of a step and a text.
  const sparse = (pairs) => {
    const places = sum(pairs.filter((_, i) => i % 2 === 0));
    return new Map(places.map((place, i) => [place, pairs[2 * i + 1]]));
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
    const asides = sparse(table.asides);
    const [earlier, later] = table.utc.map((steps) => new Set(sum(steps)));
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
      // The days of the report that pages show: the team's, and that in UTC.
      days: (place) => {
        const { incident } = document(place);
        if (incident < 0) return [];
        const day = days[incident];
        return earlier.has(incident) ? [day, day - 1] : later.has(incident) ? [day, day + 1] : [day];
      },
      aside: (place) => asides.get(document(place).incident) ?? "",
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

    // Where a word, or forms of it and what begins with it (`wide`), stands: the places on each page. Of common words it is
    // the first place in each document, unless all are asked for (`again`).
    const places = async (word, { wide, again }) => {
      const found = new Map();
      const { root, fits } = wide ? search.formsOf(word) : { root: word, fits: (has) => has === word };
      await Promise.all(bundles.map(async ({ at: folder, firsts, common, pages: all }) => {
        const isApart = again && common.some(fits);
        for (const before of isApart ? ["", REPEAT] : [""]) {
          const numbers = search.partsWith(firsts, before + root, wide);
          const parts = await Promise.all(numbers.map((number) => part(`${folder}${number}.pf_index`)));
          for (const [has, where] of parts.flat()) {
            if (!has.startsWith(before) || !fits(has.slice(before.length))) continue;
            for (const [page, list] of where()) {
              const before = found.get(all[page]);
              found.set(all[page], before ? before.concat(list) : list);
            }
          }
        }
      }));
      if (wide || again) found.forEach((list) => list.sort(inOrder));
      return found;
    };
    return {
      known: records(table),
      common: new Set(bundles.flatMap((bundle) => bundle.common)),
      ask: (word, how) => once([word, how.wide, how.again].join(), () => places(word, how)),
    };
  };

  // Everywhere that a part of a query stands: by document [how often, whether in the title, whether as written].
  const found = async ({ known, common, ask }, { words, open: isOpen }) => {
    const last = words.length - 1;
    const again = words.length > 1;
    const isCounted = again || !common.has(words[last]); // how often `the` stands somewhere makes no difference
    const exact = await Promise.all(words.map((word) => ask(word, { wide: false, again })));
    const documents = new Map();
    for (const wide of isOpen ? [false, true] : [false]) {
      if (documents.size === known.count) break; // there is nothing more to find
      const end = wide ? await ask(words[last], { wide, again }) : exact[last];
      for (const page of (last ? exact[0] : end).keys()) {
        const lists = words.map((_, i) => (i === last ? end : exact[i]).get(page));
        if (lists.some((list) => !list)) continue;
        const starts = lists.reduce((kept, list, i) => (i ? following(kept, list, i) : kept), lists[0]);
        for (const [place, often, inTitle] of inDocuments(page, starts, words.length)) {
          if (!documents.has(place)) documents.set(place, [isCounted ? often : 1, inTitle, !wide]);
        }
      }
    }
    return documents;
  };

  // Everywhere that a part stands or is meant, and how rare that is.
  const meant = async (index, part, isAll) => {
    const { known } = index;
    const documents = await found(index, part);
    const { id, number, date } = part;
    if (id || number !== null) {
      // A number that is all of the query means the record; beside words it may be a number of theirs.
      const isMeant = id || isAll;
      const asWritten = isMeant ? [1000, true, true] : [1, false, true];
      for (const place of known.byId(id, number)) if (isMeant || !documents.has(place)) documents.set(place, asWritten);
    }
    const rare = Math.log(1 + known.count / (1 + documents.size));
    // What was reported in May (null) comes after what says "may" and changes nothing of its order; "11 May" means a day.
    const isSure = date && !search.isVague(part) && !id;
    for (let place = 0; date && place < known.count; place++) {
      if (!(isSure || !documents.has(place)) || !search.isOn(known.days(place), part)) continue;
      documents.set(place, isSure ? [1, true, true] : null);
    }
    return { documents, rare };
  };

  // The documents that hold every part, with how well they fit; without a part, every incident. `asked` keeps what is
  // found of a part for whoever asks for it in several queries.
  const find = async (index, parts, asked = new Map()) => {
    const { known } = index;
    if (!parts.length) return Array.from({ length: known.incidents }, (_, place) => ({ place, score: 0 }));
    const isAll = parts.length === 1;
    const all = await Promise.all(parts.map((part) => {
      const name = JSON.stringify([part.text, part.date, isAll]);
      if (!asked.has(name)) asked.set(name, meant(index, part, isAll));
      return asked.get(name);
    }));
    const [first, ...rest] = all;
    const hits = [...first.documents.keys()].filter((place) => rest.every(({ documents }) => documents.has(place)));
    return hits.map((place) => ({
      place,
      score: all.reduce((score, { documents, rare }) => {
        const how = documents.get(place);
        if (!how) return score;
        const [often, inTitle, whole] = how;
        return score + rare * (1 + Math.log(often)) * (inTitle ? TITLE : 1) * (whole ? WHOLE : 1);
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
