// What a word is, by the rules of website/search/words.py.
(() => {
  "use strict";

  const UNSPACED = "\u0e00-\u0eff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}";
  const ID_WORD = "(?<![a-z0-9])inc-[0-9]{4}-[0-9]{4,9}(?![a-z0-9])";
  const WORD = new RegExp(`${ID_WORD}|(?=[\\p{L}\\p{N}])[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, "gu");
  const RUN = new RegExp(`${ID_WORD}|[\\p{L}\\p{N}\\p{M}]+`, "giu");
  // Letters that are written with others where a keyboard has them not; no mark can be taken off them.
  const PLAIN = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ı: "i" };
  const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "g");

  const words = (text) => {
    const letters = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const found = letters.replace(SPECIAL, (letter) => PLAIN[letter]).match(WORD) || [];
    return found.map((word) => word.replaceAll("-", ""));
  };

  // The places of a text at which its words stand: [from, to, words] of each run of letters and digits.
  const runs = (text) => [...text.matchAll(RUN)].map((run) => [run.index, run.index + run[0].length, words(run[0])]);

  const isUnspaced = (word) => new RegExp(`^[${UNSPACED}]`, "u").test(word);

  window.incitrackSearch = { words, runs, isUnspaced };
})();
