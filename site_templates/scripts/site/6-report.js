// The report form: what is wrong is said in plain words, and a host without fields gets them as text.
(() => {
  "use strict";
  const form = document.querySelector("form.report");
  if (!form) return;
  const field = (name) => document.getElementById(`report-${name}`);
  const title = field("title");

  const judge = () => title.setCustomValidity(
    title.value && !title.value.trim() ? "Say in a few words what is broken." : "",
  );
  title.addEventListener("input", judge);
  judge();

  // A link may fill the form in: report/index.html?service=checkout
  const asked = new URLSearchParams(location.search);
  for (const name of ["title", "severity", "service", "details"]) {
    const control = field(name);
    const value = asked.get(name);
    const known = !control.options || [...control.options].some((option) => option.value === value);
    if (value && known && !control.value) control.value = value.slice(0, control.maxLength > 0 ? control.maxLength : 200);
  }

  const whole = () => {
    const said = (name) => field(name).value.trim();
    const lines = [`Severity: ${said("severity")}`];
    if (said("service")) lines.push(`Service: ${said("service")}`);
    return `${lines.join("\n")}\n\n${said("details")}`.trim();
  };
  // The page's policy lets a form lead to the host alone, and would refuse the search box's own.
  const box = document.querySelector("form.search-box");
  box?.addEventListener("submit", (event) => {
    event.preventDefault();
    location.assign(`${box.action}?${new URLSearchParams(new FormData(box))}`);
  });

  if (form.dataset.into) {
    form.addEventListener("formdata", (event) => {
      event.formData.set(form.dataset.into, whole());
      event.formData.delete("severity");
      event.formData.delete("service");
    });
  }
})();
