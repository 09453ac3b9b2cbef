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
  // nothing for by itself has to go whatever else does. Of many words one choice is shown: the rarest that go together.
  const fewer = async (parts, countOf) => {
    const proposal = async (left) => {
      const query = left.map(({ text }) => text).join(" ");
      return { without: parts.filter((part) => !left.includes(part)), query, count: await countOf(query) };
    };
    const counts = new Map();
    for (const part of parts) counts.set(part, await countOf(part.text));
    const others = parts.filter((part) => counts.get(part));
    let tries = 0;
    for (let further = others.length < parts.length ? 0 : 1; further < others.length; further++) {
      const found = [];
      for (const chosen of choices(others, further)) {
        if (tries++ === TRIES) return [await together(others, counts, proposal)];
        const proposed = await proposal(others.filter((part) => !chosen.includes(part)));
        if (proposed.count) found.push(proposed);
      }
      if (found.length) return found.toSorted((one, other) => other.count - one.count).slice(0, SHOWN);
    }
    return [];
  };
  const together = async (others, counts, proposal) => {
    let best = await proposal([]);
    let kept = [];
    for (const part of others.toSorted((one, other) => counts.get(one) - counts.get(other))) {
      const left = others.filter((each) => each === part || kept.includes(each));
      const proposed = await proposal(left);
      if (proposed.count) [best, kept] = [proposed, left];
    }
    return best;
  };

  Object.assign(window.incitrackSearch, { fewer });
})();
