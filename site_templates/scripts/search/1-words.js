// What a query asks for: its words, by the rules of website/search/words.py, and which of them belong together.
(() => {
  "use strict";

  const UNSPACED = "\u0e00-\u0eff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}";
  const ID_WORD = "(?<![a-z0-9])inc-[0-9]{4}-[0-9]{4,9}(?![a-z0-9])";
  const WORD = new RegExp(`${ID_WORD}|(?=[\\p{L}\\p{N}])[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, "gu");
  const RUN = new RegExp(`${ID_WORD}|[\\p{L}\\p{N}\\p{M}]+`, "giu");
  const ID = /^(?:INC-)?([0-9]{4})-([0-9]{1,})$/i;
  const BEGINNING = /^[^0-9]{3,}$/;
  const SHORT = /^[^0-9]{1,2}$/;

  // Letters that are written with others where a keyboard has them not; no mark can be taken off them.
  const PLAIN = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ı: "i" };
  const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "g");

  const words = (text) => {
    const letters = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const found = letters.replace(SPECIAL, (letter) => PLAIN[letter]).match(WORD) || [];
    return found.map((word) => word.replaceAll("-", ""));
  };

  // A part of a query: `words` that follow one another; `open` when the last may go on ("certif" for "certificate"),
  // `short` when it could if it had more letters; `id` when it may be the ID of a record ("INC-2026-0042", "2026-42", "42").
  const part = (text, quoted) => {
    const given = quoted ? null : text.match(ID);
    const id = given && `INC-${given[1]}-${given[2].padStart(4, "0")}`;
    const found = words(id || text);
    const last = found[found.length - 1] || "";
    const goesOn = !quoted && !new RegExp(`^[${UNSPACED}]`, "u").test(last);
    return {
      words: found,
      open: goesOn && BEGINNING.test(last),
      short: goesOn && SHORT.test(last),
      id,
      number: !quoted && /^[0-9]{1,9}$/.test(text) ? Number(text) : null,
    };
  };

  const parse = (query) => {
    const parts = [];
    for (const [, quoted, bare] of query.matchAll(/"([^"]*)"?|([^\s"]+)/g)) {
      const found = quoted === undefined ? part(bare, false) : part(quoted, true);
      if (found.words.length) parts.push(found);
    }
    return parts;
  };

  // Marks what a query asks for in a text: [from, to, what part] of each place.
  const places = (text, parts) => {
    const found = [];
    for (const run of text.matchAll(RUN)) {
      const inside = words(run[0]);
      const which = parts.findIndex((each) =>
        each.words.some((word, i) =>
          inside.some((has) => has === word || (each.open && i === each.words.length - 1 && has.startsWith(word)))));
      if (which >= 0) found.push([run.index, run.index + run[0].length, which]);
    }
    return found;
  };

  window.incitrackSearch = { parse, places, words };
})();
