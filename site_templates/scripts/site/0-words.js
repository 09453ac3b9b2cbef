// Durations in the words of the build: what stands on a page and what a script puts there never differ.
(() => {
  "use strict";
  const UNITS = [[1440, "d"], [60, "h"], [1, "min"]];
  const DAY = 86400000;

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

  const reader = () => {
    try {
      const timeZone = document.getElementById("zone").dataset.team;
      return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }); // reads 2026-11-20
    } catch {
      return { format: () => "" }; // the browser does not know the zone
    }
  };
  let team = null;

  /** The midnight, as if in UTC, of the day that a moment belongs to where the team is; NaN in an unknown zone. */
  const teamDay = (at) => Date.parse((team ??= reader()).format(at));

  /** `Due today`, `Due in 5 days`, `2 days overdue`: between the days that two midnights begin. */
  const dueIn = (due, today) => {
    const days = Math.round((due - today) / DAY);
    if (days === 0) return "Due today";
    if (days === 1) return "Due tomorrow";
    if (days > 0) return `Due in ${days.toLocaleString("en-US")} days`;
    return `${(-days).toLocaleString("en-US")} day${days === -1 ? "" : "s"} overdue`;
  };

  /** The same of a clock that ends with the day which something is due. */
  const leftInDays = (deadline, now) => {
    const [due, today] = [teamDay(deadline - 1000), teamDay(now)];
    return Number.isNaN(today) ? left(deadline, now) : dueIn(due, today);
  };

  /** `3 h ago`, `in 20 min`. */
  const ago = (at, now) => (at > now ? `in ${duration(at - now)}` : `${duration(now - at)} ago`);

  /** Tell `heard` of the elements that other scripts put into the page later: a list that was filtered. */
  const onAdded = (heard) => new MutationObserver((changes) => {
    const added = changes.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node instanceof Element);
    if (added.length) heard(added);
  }).observe(document.body, { childList: true, subtree: true });

  const built = Date.parse(document.documentElement.dataset.built);
  let onPaper = false;
  const printing = (begins) => () => {
    onPaper = begins;
  };
  window.addEventListener("beforeprint", printing(true));
  window.addEventListener("afterprint", printing(false));

  /** The present in milliseconds. Paper says as of when it is, so there it is the moment of the build. */
  const present = () => (onPaper && built ? built : Date.now());

  /** Call it at the moments at which a page that rests reads differently all the same. */
  const onLook = (act) => {
    document.addEventListener("visibilitychange", act);
    for (const event of ["pageshow", "beforeprint", "afterprint"]) window.addEventListener(event, act);
  };

  /** Do it now, every half minute while somebody looks, and at once when somebody looks again. */
  const goOn = (act) => {
    let timer = 0;
    const run = () => {
      clearTimeout(timer);
      act();
      if (!document.hidden) timer = setTimeout(run, 30000);
    };
    onLook(run);
    run();
  };

  window.incitrack = {
    ...window.incitrack, duration, left, leftInDays, dueIn, teamDay, ago, onAdded, onLook, goOn, present,
  };
})();
