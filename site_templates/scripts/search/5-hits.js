// What becomes of the hits: which of them the filters let through, and in which order they stand.
(() => {
  "use strict";

  const search = window.incitrackSearch;
  const FILTERS = ["severity", "status", "service", "team", "cause", "year"];

  const holds = (known, place, name, values) => {
    const has = known.values(name, place);
    return values.some((value) => has.includes(value) || (value === "none" && !has.length));
  };
  // The hits that every filter lets through; and how many each choice of a filter would leave, beside the others.
  const filtered = (known, hits, filters) => {
    const failing = hits.map(({ place }) => Object.keys(filters).filter((name) => !holds(known, place, name, filters[name])));
    const counts = Object.fromEntries(FILTERS.map((name) => [name, new Map()]));
    hits.forEach(({ place }, i) => {
      for (const name of FILTERS) {
        if (failing[i].some((other) => other !== name)) continue;
        const has = known.values(name, place);
        for (const value of has.length ? has : ["none"]) counts[name].set(value, (counts[name].get(value) || 0) + 1);
      }
    });
    return { hits: hits.filter((_, i) => !failing[i].length), counts };
  };

  // The places of incidents are those of their reports, the latest first; a postmortem stands with its incident.
  const sorted = (known, hits, sort) => {
    const when = ({ place }) => {
      const { incident } = known.document(place);
      return incident < 0 ? known.incidents : incident;
    };
    const newest = (one, other) => when(one) - when(other) || one.place - other.place;
    if (sort === "oldest") return hits.toSorted((one, other) => newest(other, one));
    return hits.toSorted(sort === "newest" ? newest : (one, other) => other.score - one.score || newest(one, other));
  };

  Object.assign(search, { FILTERS, filtered, sorted });
})();
