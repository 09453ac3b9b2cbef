// On the public pages: that the time of a promised update has passed, and how old the page is that says so.
(() => {
  "use strict";
  const { ago, goOn, inWords, present } = window.incitrack;
  const HOUR = 3600000;
  const promises = [...document.querySelectorAll("[data-promised]")].map((line) => ({
    line,
    at: Date.parse(line.dataset.promised),
    wasLate: line.hasChildNodes(),
  }));
  const ages = [...document.querySelectorAll("[data-age]")];
  if (!promises.length && !ages.length) return;

  const say = (element, words) => {
    if (element && element.textContent !== words) element.textContent = words;
  };

  /** The sentence of a later build, where the time had not come at this one. */
  const sentence = (at) => {
    const time = document.createElement("time");
    time.dateTime = new Date(at).toISOString().replace(".000", "");
    time.textContent = inWords(at);
    const distance = document.createElement("span");
    distance.className = "ago";
    return ["The next update was due at ", time, ", ", distance];
  };

  goOn(() => {
    const now = present();
    for (const { line, at, wasLate } of promises) {
      if (now < at) {
        if (!wasLate) line.replaceChildren(); // on paper it is the moment of the build again
        continue;
      }
      if (!line.hasChildNodes()) line.append(...sentence(at));
      say(line.querySelector(".ago"), ago(at, now));
    }
    for (const element of ages) {
      const built = Date.parse(element.dataset.age);
      say(element, now - built < HOUR ? "" : `, ${ago(built, now)}`);
    }
  });
})();
