// What a query asks for: its parts, and where in a text they stand.
(() => {
  "use strict";

  const search = window.incitrackSearch;
  const { words, runs } = search;
  const ID = /^(?:INC-)?([0-9]{4})-([0-9]{1,})$/i;
  const BEGINNING = /^[^0-9]{3,}$/;
  const SHORT = /^[^0-9]{1,2}$/;

  // A part of a query, in its `text`: `words` that follow one another; `open` when the last may have another form or go on
  // ("certif" for "certificate"), `short` when it could if it had more letters; `id` when it may be the ID of a record
  // ("INC-2026-0042", "2026-42", "42"), `date` when it says when. `fits` tells whether a word may stand at a place of it.
  const part = (text, quoted) => {
    const given = quoted ? null : text.match(ID);
    const id = given && `INC-${given[1]}-${given[2].padStart(4, "0")}`;
    const spelled = words(text);
    const found = id ? words(id) : spelled;
    const last = found[found.length - 1] || "";
    const goesOn = !quoted && !search.isUnspaced(last);
    const open = goesOn && BEGINNING.test(last);
    const forms = open && search.formsOf(last);
    return {
      text: quoted ? `"${text}"` : text,
      quoted,
      spelled,
      words: found,
      open,
      short: goesOn && SHORT.test(last),
      id,
      number: !quoted && /^[0-9]{1,9}$/.test(text) ? Number(text) : null,
      date: null,
      fits: (has, i) => has === found[i] || (open && i === found.length - 1 && forms.fits(has)),
    };
  };

  const parse = (query) => {
    const parts = [];
    for (const [, quoted, bare] of query.matchAll(/"([^"]*)"?|([^\s"]+)/g)) {
      const found = quoted === undefined ? part(bare, false) : part(quoted, true);
      if (found.words.length) parts.push(found);
    }
    return search.tellDates(parts);
  };

  // Marks what a query asks for in a text: [from, to, what part] of each place.
  const places = (text, parts) => {
    const found = [];
    for (const [from, to, inside] of runs(text)) {
      const which = parts.findIndex((each) => each.words.some((_, i) => inside.some((has) => each.fits(has, i))));
      if (which >= 0) found.push([from, to, which]);
    }
    return found;
  };

  Object.assign(search, { parse, places });
})();
