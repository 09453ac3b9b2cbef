// How many days are left until an open action item is due goes on too, on the calendar of the team.
(() => {
  "use strict";
  const { dueIn, goOn, present, teamDay } = window.incitrack;
  const SOON = 7 * 86400000;
  const items = [...document.querySelectorAll("[data-due]")];
  if (!items.length || Number.isNaN(teamDay(present()))) return;

  const stateOf = (left) => {
    if (left < 0) return "overdue";
    return left <= SOON ? "soon" : "open";
  };

  goOn(() => {
    const today = teamDay(present());
    for (const element of items) {
      const due = Date.parse(element.dataset.due);
      const [words, row] = [dueIn(due, today), element.closest(".action")];
      if (element.textContent !== words) element.textContent = words;
      for (const state of ["overdue", "soon", "open"]) row?.classList.toggle(`is-${state}`, state === stateOf(due - today));
    }
  });
})();
