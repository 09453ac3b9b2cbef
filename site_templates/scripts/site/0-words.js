// Durations in the words of the build: what stands on a page and what a script puts there never differ.
(() => {
  "use strict";
  const UNITS = [[1440, "d"], [60, "h"], [1, "min"]];

  /** `under a minute`, `47 min`, `1 h 18 min`, `3 d 4 h`; of a length in milliseconds, not negative. */
  const duration = (length) => {
    let minutes = Math.floor(length / 60000);
    if (minutes === 0) return "under a minute";
    const parts = UNITS.map(([size, unit]) => {
      const amount = Math.floor(minutes / size);
      minutes -= amount * size;
      return [amount, unit];
    });
    const first = parts.findIndex(([amount]) => amount);
    return parts.slice(first, first + 2).filter(([amount]) => amount).map((part) => part.join(" ")).join(" ");
  };

  /** What is left until a deadline, both in milliseconds: `20 min left`, `3 h late`, `just in time`. */
  const left = (deadline, now) => {
    const seconds = Math.trunc((deadline - now) / 1000);
    if (seconds === 0) return "just in time";
    return `${duration(Math.abs(seconds) * 1000)} ${seconds < 0 ? "late" : "left"}`;
  };

  /** `3 h ago`, `in 20 min`. */
  const ago = (at, now) => (at > now ? `in ${duration(at - now)}` : `${duration(now - at)} ago`);

  /** Tell `heard` of the elements that other scripts put into the page later: a list that was filtered. */
  const onAdded = (heard) => new MutationObserver((changes) => {
    const added = changes.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node instanceof Element);
    if (added.length) heard(added);
  }).observe(document.body, { childList: true, subtree: true });

  /** Do it now, every half minute while somebody looks, and at once when somebody looks again. */
  const goOn = (act) => {
    let timer = 0;
    const run = () => {
      clearTimeout(timer);
      act();
      if (!document.hidden) timer = setTimeout(run, 30000);
    };
    document.addEventListener("visibilitychange", run);
    window.addEventListener("pageshow", run);
    run();
  };

  window.incitrack = { ...window.incitrack, duration, left, ago, onAdded, goOn };
})();
