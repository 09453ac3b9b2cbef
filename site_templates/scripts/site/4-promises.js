// On the public pages: that the time of a promised update has passed, and how old the page is that says so.
(() => {
  "use strict";
  const { ago, goOn, inWords } = window.incitrack;
  const HOUR = 3600000;
  const promises = [...document.querySelectorAll("[data-promised]")];
  const ages = [...document.querySelectorAll("[data-age]")];
  if (!promises.length && !ages.length) return;

  const say = (element, words) => {
    if (element && element.textContent !== words) element.textContent = words;
  };

  /** The sentence of a later build, where the time had not come at this one. */
  const sentence = ({ promised }) => {
    const time = document.createElement("time");
    time.dateTime = promised;
    time.textContent = inWords(Date.parse(promised));
    const distance = document.createElement("span");
    distance.className = "ago";
    return ["The next update was due at ", time, ", ", distance];
  };

  goOn(() => {
    const now = Date.now();
    for (const line of promises) {
      const at = Date.parse(line.dataset.promised);
      if (now < at) continue;
      if (!line.firstChild) line.append(...sentence(line.dataset));
      say(line.querySelector(".ago"), ago(at, now));
    }
    for (const element of ages) {
      const built = Date.parse(element.dataset.age);
      say(element, now - built < HOUR ? "" : `, ${ago(built, now)}`);
    }
  });
})();
