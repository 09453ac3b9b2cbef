// The board of one severity: which one stands in the address.
(() => {
  "use strict";
  const filters = document.getElementById("board-filters");
  if (!filters) return;
  const select = filters.querySelector("select");
  const button = filters.querySelector(".clear");
  const status = document.getElementById("count");
  const all = status.textContent;
  const number = (count) => count.toLocaleString("en");

  const inAddress = () => new URLSearchParams(location.search).get("severity") ?? "";

  const columns = [...document.querySelectorAll(".board-column")].map((section) => ({
    section,
    list: section.querySelector("ul"),
    items: [...section.querySelectorAll("[data-severity]")],
  }));

  /** Show a column's cards of a severity, or all; give how many incidents that are, cards or not. */
  const showColumn = ({ section, list, items }, severity) => {
    const shown = items.filter((item) => severity === "" || item.dataset.severity === severity);
    const count = shown.reduce((sum, item) => sum + Number(item.dataset.more ?? 1), 0);
    list?.replaceChildren(...shown);
    section.querySelector(".empty").hidden = count > 0;
    section.querySelector("h2 .count").textContent = number(count);
    return count;
  };

  const show = () => {
    const severity = inAddress();
    // What no policy and no card knows can still stand in an address: then the control says so too.
    if (![...select.options].some(({ value }) => value === severity)) select.append(new Option(`${severity} (0)`, severity));
    select.value = severity;
    button.disabled = severity === "";
    const count = columns.reduce((sum, column) => sum + showColumn(column, severity), 0);
    const total = Number(filters.dataset.total);
    status.textContent = severity ? `${number(count)} of ${number(total)} incident${total === 1 ? "" : "s"}` : all;
  };

  const choose = (severity) => {
    const query = severity ? `?${new URLSearchParams({ severity })}` : "";
    history.pushState(null, "", `${location.pathname}${query}`);
    show();
  };

  select.addEventListener("change", () => choose(select.value));
  button.addEventListener("click", () => {
    choose("");
    select.focus();
  });
  window.addEventListener("popstate", show);
  if (inAddress()) show();
})();
