// Dates as somebody may ask for them. No text says the day of a report: `records.json` does, and the list's data do.
(() => {
  "use strict";

  const MONTHS = [
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
  ];
  const month = (word) => MONTHS.findIndex((name) => name === word || name.slice(0, 3) === word || `${word}ember` === name) + 1;
  const number = (pattern) => (word) => Number(word.match(pattern)?.[1] ?? 0);
  // What a word may be: its number, 0 where it is none of these.
  const READ = {
    day: number(/^(0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?$/),
    month,
    year: number(/^([0-9]{4})$/),
    "day of two": number(/^(0[1-9]|[12][0-9]|3[01])$/),
    "month of two": number(/^(0[1-9]|1[0-2])$/),
  };
  const SPOKEN = [["day", "month", "year"], ["month", "day", "year"], ["day", "month"], ["month", "day"], ["month", "year"]];
  const ISO = [["year", "month of two", "day of two"], ["year", "month of two"]];
  const ALONE = [["month"], ["year"]];

  // {year, month, day}, as far as the words say it in one of the shapes; else null.
  const dateOf = (words, shapes) => {
    const shape = shapes.find((each) => each.length === words.length && each.every((kind, i) => READ[kind](words[i])));
    return shape ? Object.fromEntries(shape.map((kind, i) => [kind.split(" ")[0], READ[kind](words[i])])) : null;
  };

  // Tells each part of a query the date that it says, alone or with those beside it: of "11 March 2026" all three.
  // One word in quotes is a word of the text.
  const tellDates = (parts) => {
    const asWord = parts.map(({ quoted, words }) => (quoted || words.length > 1 ? null : words[0]));
    for (let i = 0; i < parts.length; i++) {
      const { spelled } = parts[i];
      if (spelled.length > 1) {
        parts[i].date = dateOf(spelled, [...SPOKEN, ...ISO]);
        continue;
      }
      for (const length of [3, 2, 1]) {
        const words = asWord.slice(i, i + length);
        const date = words.includes(null) ? null : dateOf(words, [...SPOKEN, ...ALONE]);
        if (!date) continue;
        for (const each of parts.slice(i, i + words.length)) each.date = date;
        i += words.length - 1;
        break;
      }
    }
    return parts;
  };

  // Whether one of some days, given since 1970, is what a part of a query says; a part may say no date.
  const isOn = (days, { date }) => Boolean(date) && days.some((each) => {
    const on = new Date(each * 864e5);
    return (!date.year || date.year === on.getUTCFullYear())
      && (!date.month || date.month === on.getUTCMonth() + 1)
      && (!date.day || date.day === on.getUTCDate());
  });

  // A word that may be meant as a date or as a word: "march", "2026".
  const isVague = ({ date }) => Object.keys(date).length === 1;

  Object.assign(window.incitrackSearch, { tellDates, isOn, isVague });
})();
