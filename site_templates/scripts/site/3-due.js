// How many days are left until an open action item is due goes on too, on the calendar of the team.
(() => {
  "use strict";
  const { goOn } = window.incitrack;
  const DAY = 86400000;
  const SOON = 7;
  const items = [...document.querySelectorAll("[data-due]")];
  const zone = document.getElementById("zone")?.dataset.team;

  const reader = () => {
    try {
      return new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" }); // reads 2026-11-20
    } catch {
      return null; // the browser does not know the zone
    }
  };
  const team = zone && items.length ? reader() : null;
  if (!team) return;

  const wordsOf = (days) => {
    if (days === 0) return "Due today";
    if (days === 1) return "Due tomorrow";
    if (days > 0) return `Due in ${days.toLocaleString("en-US")} days`;
    return `${(-days).toLocaleString("en-US")} day${days === -1 ? "" : "s"} overdue`;
  };
  const stateOf = (days) => {
    if (days < 0) return "overdue";
    return days <= SOON ? "soon" : "open";
  };

  goOn(() => {
    const today = Date.parse(team.format(Date.now()));
    for (const element of items) {
      const days = Math.round((Date.parse(element.dataset.due) - today) / DAY);
      const [words, row] = [wordsOf(days), element.closest(".action")];
      if (element.textContent !== words) element.textContent = words;
      for (const state of ["overdue", "soon", "open"]) row?.classList.toggle(`is-${state}`, state === stateOf(days));
    }
  });
})();
