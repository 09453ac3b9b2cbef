// Lines of incidents made in the page: copies of the pattern that stands in it, filled with what the data say.
(() => {
  "use strict";
  const { duration, left, leftInDays } = window.incitrack;
  const BUILT = new Date(document.documentElement.dataset.built);
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const SERVICES_NAMED = 4;

  const two = (number) => String(number).padStart(2, "0");
  const iso = (at) => new Date(at * 1000).toISOString().replace(".000Z", "Z");
  const clock = (date) => {
    const seconds = date.getUTCSeconds() ? `:${two(date.getUTCSeconds())}` : "";
    return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}${seconds}`;
  };
  const shortDay = (date) => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;

  const put = (element, words) => {
    if (element) element.textContent = words;
  };
  /** Fill what is there, or take it away: the element that stands for a part which may be absent. */
  const part = (row, selector, isThere, fill) => {
    const element = row.querySelector(selector);
    if (!element) return;
    if (isThere) fill(element);
    else element.remove();
  };
  const swap = (element, before, after) => element?.classList.replace(before, after);

  /** What follows from the index once, and not for every line anew. */
  const wordsOf = (index) => {
    // A year is that of the build where the team is.
    const here = new Intl.DateTimeFormat("en-GB", { timeZone: index.zone, year: "numeric" });
    const parts = { timeZone: index.zone, hourCycle: "h23", dateStyle: "short", timeStyle: "medium" };
    const wall = new Intl.DateTimeFormat("sv-SE", parts); // reads 2026-11-20 15:10:00
    return {
      year: Number(here.format(BUILT)),
      place: index.zone.split("/").pop().replaceAll("_", " "),
      offset: (at) => Date.parse(`${wall.format(at * 1000).replace(" ", "T")}Z`) / 1000 - at,
    };
  };
  const known = new WeakMap();
  const about = (index) => {
    if (!known.has(index)) known.set(index, wordsOf(index));
    return known.get(index);
  };

  const setTime = (element, at, offset, index) => {
    if (!element) return;
    element.dateTime = iso(at);
    if (!offset) {
      element.removeAttribute("title");
      return;
    }
    const [utc, local] = [new Date(at * 1000), new Date((at + offset) * 1000)];
    const on = utc.getUTCDate() === local.getUTCDate() ? "" : ` on ${shortDay(local)}`;
    element.title = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}${on} in ${about(index).place}`;
  };
  const dayIn = (date, index) => {
    const year = date.getUTCFullYear();
    return `${shortDay(date)}${year === about(index).year ? "" : ` ${year}`}`;
  };

  const setSeverity = (row, key, index) => {
    const [name, css] = index.severities.get(key) ?? [key, index.unknown];
    const chip = row.querySelector(".severity");
    for (const element of [row, chip]) swap(element, index.unknown, css);
    if (!chip) return;
    put(chip.querySelector("b"), key);
    if (name.toLowerCase() !== key.toLowerCase()) put(chip.querySelector("span"), name);
    else if (chip.querySelector("span")) chip.replaceChildren(chip.querySelector("b"));
  };

  const setServices = (element, services, index) => {
    const one = element.querySelector("bdi");
    const named = services.slice(0, SERVICES_NAMED).flatMap((service, place) => {
      const copy = one.cloneNode();
      copy.textContent = index.services.get(service)?.[0] ?? service;
      return place ? [", ", copy] : [copy];
    });
    one.replaceWith(...named);
    const further = services.length - SERVICES_NAMED;
    const rest = element.querySelector(".further");
    if (further > 0) put(rest, `and ${further.toLocaleString("en")} more`);
    else if (rest) {
      const space = rest.previousSibling;
      rest.remove();
      if (space?.nodeType === Node.TEXT_NODE && !space.data.trim()) space.remove();
    }
  };

  const setOwner = (element, handle, index) => {
    const person = element.querySelector(".person");
    put(person, `@${handle}`);
    const name = index.people.get(handle);
    if (name) person.title = name;
    else person?.removeAttribute("title");
  };

  const setClock = (element, pressing, index) => {
    const note = element.querySelector(".clock");
    if (!note) return;
    swap(note, "is-running", `is-${pressing.state}`);
    note.dataset.atRiskAt = iso(pressing.risk);
    const inDays = pressing.name.startsWith("action ");
    if (inDays) note.dataset.inDays = "";
    else delete note.dataset.inDays;
    const words = (inDays ? leftInDays : left)(pressing.deadline * 1000, Date.now());
    put(note.querySelector(".clock-left"), words);
    put(note.querySelector(".clock-name"), pressing.name[0].toUpperCase() + pressing.name.slice(1));
    put(note.querySelector(".clock-state"), pressing.state.replace("-", " "));
    const time = note.querySelector(".clock-due time");
    setTime(time, pressing.deadline, about(index).offset(pressing.deadline), index);
    const due = new Date(pressing.deadline * 1000);
    const isToday = iso(pressing.deadline).slice(0, 10) === BUILT.toISOString().slice(0, 10);
    if (time && isToday) time.dataset.day = shortDay(due);
    put(time, isToday ? clock(due) : `${dayIn(due, index)}, ${clock(due)}`);
  };

  const setWhen = (row, year, place, index) => {
    const [at, date] = [year.at[place], new Date(year.at[place] * 1000)];
    const time = row.querySelector(".when time");
    setTime(time, at, year.offset[place], index);
    const hour = time?.querySelector(".soft");
    put(hour, clock(date));
    if (hour) time.replaceChildren(`${dayIn(date, index)} `, hour);
    const isOpen = year.isOpen(place);
    const length = isOpen ? Date.now() / 1000 - at : year.took(place);
    part(row, ".duration", length >= 0, (element) => {
      put(element, `${isOpen ? "open for" : "took"} ${duration(length * 1000)}`);
      if (isOpen) element.dataset.since = iso(at);
      else for (const name of ["since", "before"]) delete element.dataset[name];
    });
  };

  /** The line of an incident, by its year and its place in it. */
  const row = (pattern, year, place, index) => {
    const made = pattern.content.firstElementChild.cloneNode(true);
    const [status] = year.words("status", place);
    made.classList.toggle("is-open", year.isOpen(place));
    setSeverity(made, year.words("severity", place)[0], index);
    const title = made.querySelector("a.title");
    if (title) title.href = year.href(place);
    put(title?.querySelector("bdi") ?? title, year.title(place));
    put(made.querySelector(".id"), year.key(place));
    part(made, ".of-services", true, (element) => setServices(element, year.services(place), index));
    const [owner] = year.words("owner", place);
    part(made, ".of-owner", owner, (element) => setOwner(element, owner, index));
    const aside = year.aside(place);
    part(made, ".of-aside", aside, (element) => put(element.querySelector(".aside"), aside));
    const pressing = year.pressing(place, Date.now() / 1000);
    part(made, ".of-clock", pressing, (element) => setClock(element, pressing, index));
    const word = made.querySelector(".status");
    swap(word, "is-reported", `is-${status}`);
    put(word, index.statuses.get(status)[0]);
    setWhen(made, year, place, index);
    return made;
  };

  Object.assign(window.incitrackList, { row });
})();
