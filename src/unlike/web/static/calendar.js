// Where the calendar's lines stand, and what is written at them. Moments are seconds, as if every clock were UTC.
const MINUTE = 60, HOUR = 3600, DAY = 86400, MONTH = 30.4 * DAY, YEAR = 365.25 * DAY;
const ROOM = 76; // pixels to a line
const EQUAL = [10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY];
const MONTHS = [1, 2, 3, 6, 12, 24, 60, 120, 240];
const MONDAY = 4 * DAY; // the first one after 1970 began

/** The lines of a stretch on so many pixels: `at`, their moments, and `every`, about how far they are apart. */
export function lines(from, to, width) {
  const least = ((to - from) * ROOM) / Math.max(width, 1);
  const every = EQUAL.find((interval) => interval >= least);
  if (every) return { at: equalMoments(from, to, every), every };
  const months = MONTHS.find((count) => count * MONTH >= least) ?? MONTHS.at(-1);
  return { at: monthlyMoments(from, to, months), every: months * MONTH };
}

function equalMoments(from, to, every) {
  const start = every >= 7 * DAY ? MONDAY : 0;
  const moments = [];
  for (let at = Math.ceil((from - start) / every) * every + start; at <= to; at += every) moments.push(at);
  return moments;
}

function monthlyMoments(from, to, months) {
  const begin = new Date(from * 1000);
  let month = Math.floor((begin.getUTCFullYear() * 12 + begin.getUTCMonth()) / months) * months;
  const moments = [];
  for (let at = -Infinity; at <= to; month += months) {
    at = Date.UTC(Math.floor(month / 12), month % 12) / 1000;
    if (at >= from && at <= to) moments.push(at);
  }
  return moments;
}

/** Says what is written at a line, in a language. */
export function writer(language) {
  const spoken = !language || language === "en" ? "en-GB" : language; // the day before the month, as elsewhere on the page
  const format = (options) => new Intl.DateTimeFormat(spoken, { timeZone: "UTC", ...options });
  const [year, month, day, hour] = [
    format({ year: "numeric" }), format({ month: "short" }), format({ day: "numeric", month: "short" }),
    format({ hour: "numeric", minute: "2-digit", hourCycle: "h23" }),
  ];
  return (at, every) => {
    const when = new Date(at * 1000);
    if (every >= YEAR * 0.99) return year.format(when);
    if (every >= MONTH * 0.99) return short((when.getUTCMonth() ? month : year).format(when));
    return short((every >= DAY || at % DAY === 0 ? day : hour).format(when));
  };
}

/** As the rest of the page has it. */
const short = (label) => label.replace(/\bSept\b/, "Sep");
