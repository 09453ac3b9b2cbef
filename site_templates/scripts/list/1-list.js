// The incidents as data: files of a year each, read when somebody asks; classic scripts, which a folder too gives.
(() => {
  "use strict";
  const { up, built } = document.documentElement.dataset;
  const BUILT = Date.parse(built) / 1000;
  const DAY = 86400;
  const MEASURED = ["detect", "acknowledge", "mitigate", "resolve"];
  const COLUMNS = ["severity", "status", "service", "owner", "category", "cause"];
  const NONE = -1;
  let arrived = null;
  let index = null;
  const years = new Map();

  /** A column for quick looks: where a row has several words, its code is below -1 and names their list. */
  const packed = ({ words, codes }) => {
    const lists = [];
    const flat = Int32Array.from(codes, (of) => (typeof of === "object" ? -1 - lists.push(of) : of));
    return { words, codes: flat, lists };
  };
  const codesOf = ({ codes, lists }, row) => {
    const code = codes[row];
    return code < NONE ? lists[-2 - code] : code === NONE ? [] : [code];
  };

  /** The incidents of a year by row, the latest first; what a word means the index knows. */
  class Year {
    #raw;
    #columns = {};

    constructor(raw) {
      this.#raw = raw;
      this.year = raw.year;
      this.count = raw.keys.length;
      this.at = Float64Array.from(raw.at);
      for (let row = 1; row < this.count; row += 1) this.at[row] = this.at[row - 1] - raw.at[row];
      this.offset = new Int32Array(this.count);
      for (const [row, seconds] of raw.offsets) this.offset.fill(seconds, row);
    }

    key(row) {
      const key = this.#raw.keys[row];
      const four = (number) => String(number).padStart(4, "0");
      return typeof key === "string" ? key : `INC-${four(this.year)}-${four(key)}`;
    }

    href(row) {
      return `${up}incidents/${this.key(row)}/index.html`;
    }

    title(row) {
      return this.#raw.titles[row];
    }

    /** The report in the team's zone, as seconds that read like Unix time. */
    local(row) {
      return this.at[row] + this.offset[row];
    }

    /** Seconds from the report to the resolution, -1 where that is not known. */
    took(row) {
      return this.#raw.took[row];
    }

    isOpen(row) {
      return index.statuses.get(this.words("status", row)[0])[1];
    }

    aside(row) {
      return this.#raw.asides[row] ?? "";
    }

    disposition(row) {
      return this.#raw.dispositions[row] ?? "actionable";
    }

    /** {words, codes, lists}: in each row the place of its word, -1 for none, lower for a list of several. */
    column(name) {
      this.#columns[name] ??= packed(this.#unpacked(name));
      return this.#columns[name];
    }

    #unpacked(name) {
      if (name === "team") return this.#teams();
      return COLUMNS.includes(name) ? this.#raw[name] : { words: [String(this.year)], codes: Array(this.count).fill(0) };
    }

    words(name, row) {
      const column = this.column(name);
      return codesOf(column, row).map((code) => column.words[code]);
    }

    /** The words of what few rows have: tags, factors. */
    few(name, row) {
      const { words, rows } = this.#raw[name];
      return (rows[row] ?? []).map((code) => words[code]);
    }

    tags(row) {
      return this.few("tags", row);
    }

    services(row) {
      return this.words("service", row);
    }

    #teams() {
      const words = [];
      const place = (team) => (words.includes(team) ? words.indexOf(team) : words.push(team) - 1);
      const services = this.column("service");
      const owning = services.words.map((service) => {
        const team = index.services.get(service)?.[1];
        return team ? place(team) : NONE;
      });
      const others = this.#raw.teams;
      const further = others.words.map(place);
      const codes = Array.from(services.codes, (of, row) => {
        const more = others.rows[row];
        if (of >= 0 && !more) return owning[of];
        const owners = codesOf(services, row).map((code) => owning[code]);
        const all = new Set([...owners, ...(more ?? []).map((code) => further[code])]);
        all.delete(NONE);
        return all.size > 1 ? [...all] : [...all, NONE][0];
      });
      return { words, codes };
    }

    #bit(place) {
      const { marks } = this.#raw;
      return (row) => (marks[row] & (1 << place)) !== 0;
    }

    /** Whether a time of the incident is known and counts. */
    measured(name) {
      const place = MEASURED.indexOf(name);
      return place < 0 ? () => false : this.#bit(place);
    }

    recurring() {
      return this.#bit(MEASURED.length);
    }

    met(clock) {
      const place = index.clocks.indexOf(clock);
      return place < 0 ? () => false : this.#bit(MEASURED.length + 1 + place);
    }

    /** Whether a clock of that name stopped too late, or still runs and was late at the build. */
    missed(clock) {
      const place = index.clocks.indexOf(clock);
      if (place < 0) return () => false;
      const stopped = this.#bit(MEASURED.length + 1 + index.clocks.length + place);
      const late = ([name, , deadline]) => name === place && deadline < BUILT;
      return (row) => stopped(row) || (this.#raw.clocks[row]?.some(late) ?? false);
    }

    /** Of the clocks that run, the one that matters most at a moment: {name, deadline, risk, state}; else null. */
    pressing(row, now) {
      const states = ["breached", "at-risk", "running"];
      const rank = ([, , deadline, risk]) => (now > deadline ? 0 : now >= risk ? 1 : 2);
      if (this.words("status", row)[0] === "closed") return null;
      const [worst] = [...(this.#raw.clocks[row] ?? [])].sort((a, b) => rank(a) - rank(b) || a[2] - b[2]);
      return worst ? { name: worst[1], deadline: worst[2], risk: worst[3], state: states[rank(worst)] } : null;
    }

    /** What tells whether a row has one of the values of a facet; `none` is also what has nothing. */
    where(name, values) {
      const { words, codes, lists } = this.column(name);
      const wanted = new Set(values.map((value) => words.indexOf(value)).filter((place) => place >= 0));
      if (values.includes("none")) wanted.add(NONE);
      return (row) => {
        const code = codes[row];
        return wanted.has(code) || (code < NONE && lists[-2 - code].some((each) => wanted.has(each)));
      };
    }
  }

  const load = (path) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${up}${path}`;
      script.addEventListener("load", () => {
        script.remove();
        resolve(arrived);
      });
      script.addEventListener("error", () => reject(new Error(`${path} cannot be read`)));
      document.head.append(script);
    });

  const once = (file) => {
    if (!years.has(file)) {
      const year = load(file).then((raw) => new Year(raw));
      year.catch(() => years.delete(file)); // perhaps it comes next time
      years.set(file, year);
    }
    return years.get(file);
  };

  const MAPS = ["severities", "statuses", "services", "teams", "people", "categories", "causes", "factors", "tags"];
  const indexed = (raw) => ({ ...raw, ...Object.fromEntries(MAPS.map((name) => [name, new Map(raw[name])])) });

  let asked = null;

  /** Read everything, the years of `first` first and then the latest; tell of each as it comes. */
  const read = async (onYear, first = []) => {
    asked ??= load("incidents/list.js").then(indexed);
    asked.catch(() => { asked = null; });
    index = await asked;
    const wanted = index.years.filter(({ year }) => first.includes(String(year)));
    const files = [...new Set([...wanted, ...index.years])].map(({ file }) => file);
    for (const [place, file] of files.entries()) {
      const ahead = files[place + 1];
      const year = once(file);
      if (ahead) once(ahead).catch(() => {}); // its own turn tells of it
      onYear(await year, index);
    }
    return index;
  };

  window.incitrackList = Object.assign((data) => { arrived = data; }, { read, DAY, NONE });
})();
