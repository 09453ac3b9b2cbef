// Forms of one English word: fail, fails, failed, failing. Porter's algorithm (1980) without its steps 2 to 4, which take
// off what makes another word: "organization" is no form of "organ". Words of other languages and numbers stay as they are.
(() => {
  "use strict";

  const INFLECTED = /^[a-z]{4,}$/;
  const SHORTEST = 3;

  // The consonants and vowels of a word: y is a vowel after a consonant.
  const shape = (word) => [...word].reduce((kinds, letter) =>
    kinds + ("aeiou".includes(letter) || (letter === "y" && kinds.endsWith("c")) ? "v" : "c"), "");
  const measure = (word) => (shape(word).match(/v+c+/g) || []).length;
  const hasVowel = (word) => shape(word).includes("v");
  const isShort = (word) => /cvc$/.test(shape(word)) && !/[wxy]$/.test(word);

  const singular = (word) => word.replace(/(ss|i)es$/, "$1").replace(/([^s])s$/, "$1");
  const whole = (word) => {
    if (/(at|bl|iz)$/.test(word) || (measure(word) === 1 && isShort(word))) return `${word}e`;
    return /([^aeioulsz])\1$/.test(word) ? word.slice(0, -1) : word;
  };
  const present = (word) => {
    if (word.endsWith("eed")) return measure(word.slice(0, -3)) ? word.slice(0, -1) : word;
    const [, rest] = word.match(/^(.*)(?:ed|ing)$/) ?? [];
    return rest && hasVowel(rest) ? whole(rest) : word;
  };
  const withoutY = (word) => (word.endsWith("y") && hasVowel(word.slice(0, -1)) ? word.replace(/y$/, "i") : word);
  const withoutE = (word) => {
    const rest = word.slice(0, -1);
    if (word.endsWith("e") && (measure(rest) > 1 || (measure(rest) === 1 && !isShort(rest)))) return rest;
    return word.endsWith("ll") && measure(word) > 1 ? rest : word;
  };

  // What is the same of all forms of a word; it need not be a word.
  const stem = (word) => (INFLECTED.test(word) ? withoutE(withoutY(present(singular(word)))) : word);

  // {root, fits}: what tells whether another word is a form of this one or begins with it. All of those begin with `root`.
  const formsOf = (word) => {
    const mine = stem(word);
    const common = mine.replace(/[ei]$/, "");
    const root = common.length >= SHORTEST && word.startsWith(common) ? common : word;
    return { root, fits: (has) => has.startsWith(word) || (has.startsWith(root) && stem(has) === mine) };
  };

  Object.assign(window.incitrackSearch, { stem, formsOf });
})();
