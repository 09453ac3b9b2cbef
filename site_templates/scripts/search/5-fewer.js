// What a query that finds nothing could do without: the fewest words without which there are results.
(() => {
  "use strict";

  const SHOWN = 3, TRIES = 60;

  // Every choice of so many.
  function* choices(from, count) {
    if (!count) yield [];
    for (let i = 0; i + count <= from.length; i++) {
      for (const rest of count ? choices(from.slice(i + 1), count - 1) : []) yield [from[i], ...rest];
    }
  }

  // [{without: the parts left out, query: what is left, count: its results}], the most results first. What `countOf` finds
  // nothing for by itself has to go whatever else does.
  const fewer = async (parts, countOf) => {
    const counts = await Promise.all(parts.map(({ text }) => countOf(text)));
    const nowhere = parts.filter((_, i) => !counts[i]);
    const others = parts.filter((_, i) => counts[i]);
    let tries = 0;
    for (let further = nowhere.length ? 0 : 1; further < others.length; further++) {
      const found = [];
      for (const chosen of choices(others, further)) {
        if (tries++ === TRIES) return found;
        const left = others.filter((part) => !chosen.includes(part));
        const query = left.map(({ text }) => text).join(" ");
        const count = await countOf(query);
        if (count) found.push({ without: parts.filter((part) => !left.includes(part)), query, count });
      }
      if (found.length) return found.toSorted((one, other) => other.count - one.count).slice(0, SHOWN);
    }
    return [];
  };

  Object.assign(window.incitrackSearch, { fewer });
})();
