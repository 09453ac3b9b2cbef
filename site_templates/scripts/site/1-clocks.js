// Clocks that run go on running in the page, in the words and states of the build. Their order stays.
(() => {
  "use strict";
  const { duration, left, leftInDays, onAdded, onLook, present } = window.incitrack;
  const STATES = { running: "running", "at-risk": "at risk", breached: "breached" };
  const MINUTE = 60000;
  const HOUR = 60 * MINUTE;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  const RUNNING = Object.keys(STATES).map((state) => `.clock.is-${state}`).join();
  let clocks = [];
  let spans = [];

  const find = () => {
    clocks = [...document.querySelectorAll(RUNNING)].flatMap((row) => {
      const deadline = Date.parse(row.querySelector(".clock-due time")?.dateTime);
      const risk = Date.parse(row.dataset.atRiskAt);
      return Number.isNaN(deadline) ? [] : [{ row, deadline, risk: Number.isNaN(risk) ? Infinity : risk }];
    });
    spans = [...document.querySelectorAll("[data-since]")].map((element) => ({
      element,
      since: Date.parse(element.dataset.since),
    }));
  };
  const count = document.querySelector(".clock-count");

  const say = (element, words) => {
    if (element && element.textContent !== words) element.textContent = words;
  };

  const stateAt = (clock, now) => {
    if (now > clock.deadline) return "breached";
    return now >= clock.risk ? "at-risk" : "running";
  };

  const showClock = (clock, now) => {
    const { row, deadline } = clock;
    const state = stateAt(clock, now);
    const inDays = "inDays" in row.dataset;
    say(row.querySelector(".clock-left"), inDays ? leftInDays(deadline, now) : left(deadline, now));
    if (!row.classList.contains(`is-${state}`)) {
      row.classList.remove(...Object.keys(STATES).map((each) => `is-${each}`));
      row.classList.add(`is-${state}`);
      say(row.querySelector(".clock-state"), STATES[state]);
    }
    if (row.classList.contains("pressing") && !inDays) showSeconds(clock, now);
  };

  /** Of the clock that presses, the last hour also by the second: for the eye alone, beside the words. */
  const showSeconds = (clock, now) => {
    const near = Math.abs(clock.deadline - now) < HOUR && !calm.matches;
    clock.seconds ??= clock.row.querySelector(".clock-seconds");
    if (!clock.seconds) {
      if (!near) return;
      clock.seconds = document.createElement("span");
      clock.seconds.className = "clock-seconds";
      clock.seconds.setAttribute("aria-hidden", "true");
      clock.row.append(clock.seconds);
    }
    const seconds = Math.trunc(Math.abs(clock.deadline - now) / 1000);
    const two = (number) => String(number).padStart(2, "0");
    const sign = now > clock.deadline ? "+" : "";
    say(clock.seconds, near ? `${sign}${two(Math.floor(seconds / 60))}:${two(seconds % 60)}` : "");
  };

  /** The heading over all clocks of an incident counts them by state; those that stopped stay as they are. */
  const showCount = () => {
    if (!count) return;
    const rows = [...document.querySelectorAll(".clock-line")];
    const running = Object.entries(STATES).flatMap(([state, word]) => {
      const number = rows.filter((row) => row.classList.contains(`is-${state}`)).length;
      return number ? [`${number.toLocaleString("en-US")} ${word}`] : [];
    });
    const ended = count.textContent.split(", ").filter((part) => !/ (breached|at risk|running)$/.test(part));
    say(count, [...running, ...ended].join(", "));
  };

  const tally = document.querySelector(".tally");
  const TALLY = [["breached", "with a breached clock", ".is-at-risk, .is-overdue"], ["at-risk", "with a clock at risk", ".is-overdue"]];
  const onPage = (state) => document.querySelectorAll(`.cards .clock.is-${state}, #further .clock.is-${state}`).length;
  const tallied = TALLY.map(([state, words, later]) => {
    const part = tally?.querySelector(`.is-${state}`);
    const built = parseInt(part?.textContent.replaceAll(",", "") ?? "0", 10);
    return { state, words, later, part, elsewhere: built - onPage(state), shown: built };
  });

  /** The sum over the page counts on; the board has the list of them, which the build's link has not. */
  const showTally = () => {
    if (!tally) return;
    for (const each of tallied) {
      const number = each.elsewhere + onPage(each.state);
      if (number === each.shown) continue;
      each.shown = number;
      if (!each.part) {
        each.part = document.createElement("a");
        each.part.className = `is-${each.state}`;
        const item = document.createElement("li");
        item.append(each.part);
        tally.insertBefore(item, tally.querySelector(each.later)?.parentElement ?? null);
      }
      each.part.href = tally.dataset.board;
      each.part.parentElement.hidden = !number;
      say(each.part, `${number.toLocaleString("en-US")} ${each.words}`);
    }
  };

  /** Milliseconds until something on the page reads differently. */
  const untilChange = (now) => {
    const whole = (length) => ((length % MINUTE) + MINUTE) % MINUTE + 1;
    const waits = clocks.flatMap((clock) => {
      const length = clock.deadline - now;
      const bySecond = Math.abs(length) < 2 * MINUTE || (clock.seconds?.textContent && !calm.matches);
      return [whole(length), clock.risk > now ? clock.risk - now : MINUTE, bySecond ? 1000 - (now % 1000) : MINUTE];
    });
    return Math.max(20, Math.min(MINUTE, ...waits, ...spans.map(({ since }) => whole(since - now))));
  };

  let timer = 0;
  const run = () => {
    clearTimeout(timer);
    const now = present();
    for (const clock of clocks) showClock(clock, now);
    for (const { element, since } of spans) {
      if (now >= since) say(element, `${element.dataset.before ?? ""}${duration(now - since)}`);
    }
    showCount();
    showTally();
    // A tab that nobody sees sleeps; what it missed it catches up with when it is looked at.
    if (!document.hidden && (clocks.length || spans.length)) timer = setTimeout(run, untilChange(now));
  };

  onLook(run);
  calm.addEventListener("change", run);
  onAdded((added) => {
    if (!added.some((element) => element.matches(".clock") || element.querySelector(".clock"))) return;
    find();
    run();
  });
  find();
  run();
})();
