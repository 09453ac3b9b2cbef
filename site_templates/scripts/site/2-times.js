// Times as the reader wants them: in UTC, in the team's zone or in the reader's own, and how long ago that is.
(() => {
  "use strict";
  const { ago, goOn, onAdded, present } = window.incitrack;
  const KEY = "incitrack-zone";
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];
  const select = document.getElementById("zone");
  const written = new WeakMap();

  const remembered = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // a browser may forbid it
    }
  };
  const remember = (choice) => {
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // then it holds for this page
    }
  };

  /** What tells the parts of a moment in a zone; null where the browser does not know the zone. */
  const reader = (zone) => {
    try {
      const format = new Intl.DateTimeFormat("en-GB", {
        timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "2-digit",
        minute: "2-digit", second: "2-digit",
      });
      return (at) => Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    } catch {
      return null;
    }
  };
  const inUtc = reader("UTC");
  /** A moment in full, in UTC, as the build writes it. */
  const inWords = (at) => {
    const { year, month, day, hour, minute } = inUtc(at);
    return `${Number(day)} ${MONTHS[month - 1]} ${year}, ${hour}:${minute} UTC`;
  };
  const dayOf = ({ year, month, day }) => `${year.padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const call = (zone) => `${zone.split("/").pop().replaceAll("_", " ")} time`;

  /** The time in another zone, in the form in which the build wrote it: in full, with the day, or the hour alone. */
  const inForm = (form, at, parts, name) => {
    const month = MONTHS[parts.month - 1];
    const seconds = /\d:\d\d:\d\d/.test(form) ? `:${parts.second}` : "";
    const clock = `${parts.hour}:${parts.minute}${seconds}`;
    const day = `${Number(parts.day)} ${month.slice(0, 3)}`;
    if (form.endsWith(" UTC")) return `${Number(parts.day)} ${month} ${parts.year}, ${clock} ${name}`;
    const utc = inUtc(at);
    const year = /\d{4},/.test(form) || utc.year !== parts.year ? ` ${parts.year}` : "";
    if (form.includes(",")) return `${day}${year}, ${clock}`;
    return utc.day === parts.day ? clock : `${clock} on ${day}`;
  };

  const MOMENT = "time[datetime*='T']";
  const originally = (element) => {
    const nodes = [...element.childNodes].map((node) => node.cloneNode(true));
    if (!written.has(element)) written.set(element, { text: element.textContent, title: element.title, nodes });
    return written.get(element);
  };

  /** What a time of the day of the build leaves out, it says from midnight on, in UTC or where the reader is. */
  const formOf = (element, text, at, parts) => {
    const { day } = element.dataset;
    if (!day || Number.isNaN(at.getTime())) return text;
    const now = present();
    return [inUtc, parts ?? inUtc].some((read) => dayOf(read(at)) < dayOf(read(now))) ? `${day}, ${text}` : text;
  };

  const isTeams = (zone) => zone === select?.dataset.team;
  let shown = "UTC";
  const show = (zone, elements) => {
    const parts = zone === "UTC" ? null : reader(zone);
    const name = parts ? call(zone) : "UTC";
    shown = zone;
    for (const element of elements) {
      const { text, nodes } = originally(element);
      const at = new Date(element.dateTime);
      const form = formOf(element, text, at, parts);
      element.replaceChildren(...nodes.map((node) => node.cloneNode(true)));
      if (form !== text) element.textContent = form;
      if (!parts || Number.isNaN(at.getTime())) continue;
      const clock = element.firstElementChild; // a list writes the day and the hour in two sizes
      if (!clock) element.textContent = inForm(form, at, parts(at), name);
      else [element.firstChild.data, clock.textContent] = inForm(text.replace(/ (?=\d\d:)/, ", "), at, parts(at), name).split(/,(?= )/);
    }
    for (const element of document.querySelectorAll(".zone")) element.textContent = name;
    // What it is where the team is need not be said twice.
    for (const element of document.querySelectorAll(".team-time")) element.hidden = isTeams(zone);
  };

  /** The zones that can be chosen: [value, zone, words]; one that says nothing new is left out. */
  const choices = () => {
    const team = select.dataset.team;
    const own = new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
    const found = [["utc", "UTC", "UTC"]];
    if (team !== "UTC" && reader(team)) found.push(["team", team, `${team}, the team’s${own === team ? " and yours" : ""}`]);
    if (own !== "UTC" && own !== team) found.push(["own", own, `${own}, yours`]);
    return found;
  };

  const offer = () => {
    const found = choices();
    const zones = new Map(found.map(([value, zone]) => [value, zone]));
    select.replaceChildren(...found.map(([value, , words]) => new Option(words, value)));
    select.closest(".zone-choice").hidden = found.length === 1;
    const kept = remembered();
    if (zones.has(kept) && kept !== "utc") {
      select.value = kept;
      show(zones.get(kept), document.querySelectorAll(MOMENT));
    }
    select.addEventListener("change", () => {
      remember(select.value);
      show(zones.get(select.value), document.querySelectorAll(MOMENT));
    });
    onAdded((added) => {
      const within = (element) => (element.matches(MOMENT) ? [element] : [...element.querySelectorAll(MOMENT)]);
      const isOther = (element) => shown !== "UTC" || element.dataset.day;
      const fresh = added.flatMap(within).filter((element) => isOther(element) && !written.has(element));
      if (fresh.length) show(shown, fresh);
    });
  };

  /** Under the pointer, a moment says how long ago it was, and what it is in UTC where that is not what it shows. */
  const explain = (event) => {
    const element = event.target.closest?.(MOMENT);
    const at = Date.parse(element?.dateTime);
    if (Number.isNaN(at)) return;
    const { title } = originally(element);
    element.title = [ago(at, Date.now()), inWords(at), isTeams(shown) ? "" : title].filter(Boolean).join(" · ");
  };

  const distances = [...document.querySelectorAll("[data-ago]")];
  let today = "";
  const count = () => {
    const now = present();
    for (const element of distances) {
      const words = ago(Date.parse(element.dataset.ago), now);
      if (element.textContent !== words) element.textContent = words;
    }
    const day = [inUtc, reader(shown) ?? inUtc].map((read) => dayOf(read(now))).join();
    if (day !== today) show(shown, document.querySelectorAll("time[data-day]"));
    today = day;
  };

  window.incitrack = { ...window.incitrack, inWords };
  if (select) offer();
  document.addEventListener("pointerover", explain, { passive: true });
  goOn(count);
})();
