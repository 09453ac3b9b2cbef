// Which incidents the filters of the list let through, how many each choice would give, and in which order they stand.
(() => {
  "use strict";
  const { DAY } = window.incitrackList;
  const YEAR = 2 ** 24; // a found incident is a number: which year, and the row in it
  const FACETS = ["severity", "status", "service", "team", "cause", "year"];
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];
  const WEEKDAYS = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];
  const number = (count) => count.toLocaleString("en");
  const incidents = (count) => `${number(count)} incident${count === 1 ? "" : "s"}`;

  /** Filters that links bring along: what tells whether a row has it, and how it is said. */
  const between = (start, end) => (year) => (at) => year.local(at) >= start && year.local(at) < end;
  const seconds = (day) => Date.parse(`${day}T00:00:00Z`) / 1000;
  const modulo = (value, size) => ((value % size) + size) % size;
  const ofMonth = (value) => {
    const start = seconds(`${value}-01`);
    const date = new Date(start * 1000);
    return between(start, new Date(date).setUTCMonth(date.getUTCMonth() + 1) / 1000);
  };
  const dayWords = (value) => `${Number(value.slice(8))} ${MONTHS[value.slice(5, 7) - 1] ?? ""} ${value.slice(0, 4)}`;
  const label = (labels, key) => labels.get(key) ?? key;
  const spoken = (word) => word.replaceAll("-", " ");
  const EXTRAS = {
    month: [ofMonth, (value) => `${MONTHS[value.slice(5) - 1] ?? ""} ${value.slice(0, 4)}`],
    day: [(value) => between(seconds(value), seconds(value) + DAY), dayWords],
    since: [(value) => between(seconds(value), Infinity), (value) => `Since ${dayWords(value)}`],
    until: [(value) => between(-Infinity, seconds(value) + DAY), (value) => `Until ${dayWords(value)}`],
    hour: [
      (value) => (year) => (at) => Math.floor(modulo(year.local(at), DAY) / 3600) === Number(value),
      (value) => `Reported from ${value.padStart(2, "0")}:00 to ${value.padStart(2, "0")}:59`,
    ],
    weekday: [
      (value) => (year) => (at) => modulo(Math.floor(year.local(at) / DAY) + 3, 7) + 1 === Number(value),
      (value) => WEEKDAYS[value - 1] ?? value,
    ],
    disposition: [
      (value) => (year) => (at) => year.disposition(at) === value,
      (value) => (value === "actionable" ? "What counts in the figures" : spoken(value)),
    ],
    category: [
      (value) => (year) => year.where("category", [value]),
      (value, index) => `Category: ${value === "none" ? "none" : label(index.categories, value)}`,
    ],
    factor: [
      (value) => (year) => (at) => year.few("factors", at).includes(value),
      (value, index) => `Factor: ${label(index.factors, value)}`,
    ],
    tag: [
      (value) => (year) => (at) => year.few("tags", at).includes(value),
      (value, index) => `Tag: ${label(index.tags, value)}`,
    ],
    measured: [(value) => (year) => year.measured(value), (value) => `Time to ${value} is known`],
    met: [(value) => (year) => year.met(value), (value) => `Clock met: ${value}`],
    missed: [(value) => (year) => year.missed(value), (value) => `Clock missed: ${value}`],
    recurring: [
      (value) => (year) => (value === "1" ? year.recurring() : () => false),
      () => "Came again within 90 days",
    ],
  };
  /** The same of several values, any of which will do. */
  const anyOf = (filter, values) => (year) => {
    const each = values.map((value) => filter(value)(year));
    return each.length === 1 ? each[0] : (row) => each.some((lets) => lets(row));
  };
  const ofIds = (values) => {
    const wanted = new Set(values);
    return (year) => (at) => wanted.has(/^INC-[0-9]{4}-[0-9]{4,9}/.exec(year.key(at))[0]);
  };

  /** What tells whether a row has one of the values of a filter of a link; and how that is said. */
  const filterOf = (name, values) => (name === "ids" ? ofIds(values) : anyOf(EXTRAS[name][0], values));
  const saidOf = (name, values, index) => {
    if (name === "ids") return `${incidents(new Set(values).size)} of a link`;
    return values.map((value) => EXTRAS[name][1](value, index)).join(" or ");
  };
  const BROUGHT = [...Object.keys(EXTRAS), "ids"];

  /** Every incident that all filters let through, each with one of its values, and for each facet how many each choice would give. */
  const look = (years, chosen) => {
    const rows = [];
    const counts = Object.fromEntries(FACETS.map((name) => [name, new Map()]));
    const extras = BROUGHT.filter((name) => name in chosen).map((name) => filterOf(name, chosen[name]));
    for (const [place, year] of years.entries()) {
      const others = extras.map((filter) => filter(year));
      const asked = FACETS.flatMap((name, facet) => (name in chosen ? [{ facet, lets: year.where(name, chosen[name]) }] : []));
      const sums = FACETS.map((name) => sumOf(year.column(name)));
      for (let row = 0; row < year.count; row += 1) {
        if (!others.every((lets) => lets(row))) continue;
        // What one facet alone refuses would be found by another choice there, and counts for it.
        let refusing = null;
        let refusals = 0;
        for (const { facet, lets } of asked) {
          if (lets(row)) continue;
          refusing = facet;
          refusals += 1;
          if (refusals > 1) break;
        }
        if (refusals === 1) sums[refusing].add(row);
        if (refusals) continue;
        rows.push(place * YEAR + row);
        for (const sum of sums) sum.add(row);
      }
      sums.forEach(({ fold }, facet) => fold(counts[FACETS[facet]]));
    }
    return { rows, counts };
  };

  const sumOf = ({ words, codes, lists }) => {
    const sums = new Uint32Array(words.length + 1); // the first is for what has nothing
    const add = (row) => {
      const code = codes[row];
      if (code >= -1) sums[code + 1] += 1;
      else for (const each of lists[-2 - code]) sums[each + 1] += 1;
    };
    const fold = (into) => {
      sums.forEach((count, place) => {
        const word = words[place - 1] ?? "none";
        if (count) into.set(word, (into.get(word) ?? 0) + count);
      });
    };
    return { add, fold };
  };

  const yearOf = (found, years) => years[Math.floor(found / YEAR)];
  const rowOf = (found) => found % YEAR;

  let titles = null;
  /** In which order the titles stand; worked out once, since comparing words is slow. */
  const titleRanks = (years) => {
    if (titles?.size === years.length) return titles;
    const every = years.flatMap((year, place) => Array.from({ length: year.count }, (_, row) => place * YEAR + row));
    const words = new Map(every.map((found) => [found, yearOf(found, years).title(rowOf(found)).toLowerCase()]));
    every.sort((a, b) => (words.get(a) < words.get(b) ? -1 : words.get(a) > words.get(b) ? 1 : a - b));
    titles = new Map(years.map((year) => [year, new Uint32Array(year.count)]));
    every.forEach((found, rank) => { titles.get(yearOf(found, years))[rowOf(found)] = rank; });
    return titles;
  };

  const byNumber = (rows, years, value) => {
    const keyed = rows.map((found, place) => [value(yearOf(found, years), rowOf(found)), place, found]);
    return keyed.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , found]) => found);
  };
  const severityRank = (index) => {
    const ranks = new Map([...index.severities.keys()].map((key, rank) => [key, rank]));
    return (year, at) => ranks.get(year.words("severity", at)[0]) ?? ranks.size;
  };
  /** The longest first; one that is open has lasted until now, and what is not known comes last. */
  const shortness = (year, at) => {
    const took = year.isOpen(at) ? Date.now() / 1000 - year.at[at] : year.took(at);
    return took < 0 ? Infinity : -took;
  };
  const ORDERS = {
    oldest: (rows) => rows.reverse(),
    severity: (rows, years, index) => byNumber(rows, years, severityRank(index)),
    duration: (rows, years) => byNumber(rows, years, shortness),
    title: (rows, years) => {
      const ranks = titleRanks(years);
      return byNumber(rows, years, (year, at) => ranks.get(year)[at]);
    },
  };
  /** Rows in another order than that of their reports, the latest first. */
  const ordered = (rows, years, by, index) => (by ? ORDERS[by](rows, years, index) : rows);

  Object.assign(window.incitrackList, { BROUGHT, FACETS, ORDERS, incidents, look, number, ordered, rowOf, saidOf, yearOf });
})();
