// A page that is left open says when the site was built again with other records, and offers to show them.
(() => {
  "use strict";
  const PATIENCE = 60000;
  const EVERY = 5 * 60000;
  const { up, built } = document.documentElement.dataset;
  if (!location.protocol.startsWith("http")) return;
  const line = document.querySelector(".newer");
  let digest = null;
  let asked = 0;
  let timer = 0;

  const button = (words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  };

  const offer = () => {
    if (line.childElementCount) return;
    const words = document.createElement("span");
    words.textContent = "There is a newer build of this site.";
    line.append(words, " ", button("Show it", () => location.reload()), " ", button("Not now", () => line.replaceChildren()));
  };

  const look = async () => {
    clearTimeout(timer);
    if (document.hidden) return;
    timer = setTimeout(look, EVERY);
    if (!navigator.onLine || Date.now() - asked < PATIENCE) return;
    asked = Date.now();
    try {
      const answer = await fetch(`${up}build.json`, { cache: "no-cache" });
      if (!answer.ok) return;
      const found = await answer.json();
      // Clocks go on by themselves: another build of the same records is no news. A page that names the moment of
      // its build may have come out of a cache, so that the first answer is news already.
      const isNewer = digest === null ? Date.parse(found.built) > Date.parse(built) : found.digest !== digest;
      digest = found.digest; // who does not want it now is asked again at the next one
      if (isNewer) offer();
    } catch {
      // nobody answers: next time
    }
  };

  if (!line) return;
  document.addEventListener("visibilitychange", look);
  window.addEventListener("focus", look);
  window.addEventListener("online", look);
  look();
})();
