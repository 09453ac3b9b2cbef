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

  /** Show a column's cards of a severity, or all; give how many incidents that are, cards or not. */
  const showColumn = (column, severity) => {
    let count = 0;
    for (const item of column.querySelectorAll("[data-severity]")) {
      item.hidden = severity !== "" && item.dataset.severity !== severity;
      if (!item.hidden) count += Number(item.dataset.more ?? 1);
    }
    column.querySelector(".empty").hidden = count > 0;
    column.querySelector("h2 .count").textContent = number(count);
    return count;
  };

  const show = () => {
    const severity = inAddress();
    // What no policy and no card knows can still stand in an address: then the control says so too.
    if (![...select.options].some(({ value }) => value === severity)) select.append(new Option(`${severity} (0)`, severity));
    select.value = severity;
    button.disabled = severity === "";
    const columns = [...document.querySelectorAll(".board-column")];
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
