// One habit: its usual band, its line, and in ink only the days of what was found.
import { lines, writer } from "./calendar.js";
import uPlot from "./vendor/uplot/uPlot.esm.js";

export const RULER = 26;
const HIGH = 60;
const FIRST = 84; // pixels of the first row
const EDGE = 22; // pixels at either end in which a label would be cut
const ALONE = 1.8; // dots of points without neighbours, in pixels
const FEW = 2.4; // and of single messages
const DAY = 86400;
const NARROW = 5; // pixels of a day below which the days of a week are drawn as their range

/** A row in `host`: `take(data)` for other points, `look(from, to)` for another stretch. */
export class Row {
  constructor(host, colours, marks, first) {
    this.colours = colours;
    this.marks = marks; // stretches of what was found: `from` and `to`
    this.high = first ? FIRST : HIGH;
    this.data = null;
    const line = { stroke: () => colours.line, width: 1.2, points: { show: false }, spanGaps: false };
    this.plot = new uPlot(
      {
        ...bare(host, this.high, [4, 0, 4, 0]),
        series: [{}, line],
        axes: [
          { size: 0, splits, values: () => [], ticks: { show: false }, grid: { stroke: () => colours.rule, width: 1 } },
          { show: false },
        ],
        hooks: { drawClear: [(u) => this.band(u)], draw: [(u) => this.ink(u)] },
      },
      [[], []],
      host,
    );
  }

  /** Other points; gaps longer than a step and a half break the line, and nothing joins single messages. */
  take(data) {
    const spread = { x: [], y: [], said: [], when: [] };
    data.x.forEach((x, at) => {
      if (at && x - data.x[at - 1] > data.step * 1.5) push(spread, (x + data.x[at - 1]) / 2, null, "", "");
      push(spread, x, data.y[at], data.said[at], data.when[at]);
    });
    this.data = { ...data, ...spread };
    this.axis();
    this.plot.setData([spread.x, spread.y], false);
  }

  look(from, to) {
    this.plot.setScale("x", { min: from, max: to });
  }

  wide(width) {
    this.plot.setSize({ width, height: this.high });
  }

  /** The point nearest to a moment: its moment, its seconds, its value in words, its days. */
  nearest(moment) {
    if (!this.data?.x.length) return null;
    const { days, step } = this.data;
    const day = days.x.findIndex((x) => Math.abs(x - moment) <= DAY / 2);
    if (day >= 0) return { x: days.x[day], step: DAY, said: days.said[day], when: days.when[day] };
    const index = this.plot.valToIdx(moment);
    const at = [index, index - 1, index + 1].find((candidate) => this.data.y[candidate] != null);
    return at == null ? null : { x: this.data.x[at], step, said: this.data.said[at], when: this.data.when[at] };
  }

  /** The moment of the point after (`way` 1) or before (-1) another; days of what was found are points, too. */
  beside(moment, way) {
    const { x, y, days } = this.data;
    const every = [...x.filter((_, at) => y[at] != null), ...days.x].sort((first, second) => first - second);
    return way > 0 ? every.find((x) => x > moment + 1) : every.findLast((x) => x < moment - 1);
  }

  band(u) {
    if (!this.data?.x.length) return;
    const { left, width } = u.bbox;
    const [low, high] = this.edges(u);
    u.ctx.fillStyle = this.colours.band;
    const least = 2 * devicePixelRatio; // a habit that never changes has a band, too
    u.ctx.fillRect(left, Math.min(high, low - least), width, Math.max(least, low - high));
  }

  /** Two or three values at the right edge. */
  axis() {
    const host = this.plot.root.parentElement;
    for (const old of host.querySelectorAll(".tick-label")) old.remove();
    for (const [height, text] of this.data.axis) {
      const label = document.createElement("span");
      label.className = "tick-label";
      label.textContent = text;
      label.style.top = `${4 + (1 - height) * (this.high - 8)}px`;
      host.append(label);
    }
  }

  ink(u) {
    const data = this.data;
    if (!data?.x.length) return;
    const { ctx, bbox } = u;
    this.dots(u);
    ctx.save();
    ctx.beginPath();
    for (const { from, to } of this.marks) {
      const [left, right] = [from, to].map((moment) => u.valToPos(moment, "x", true));
      ctx.rect(left, 0, Math.max(devicePixelRatio, right - left), bbox.top + bbox.height);
    }
    ctx.clip();
    ctx.strokeStyle = ctx.fillStyle = this.colours.accent;
    ctx.lineWidth = 2.2 * devicePixelRatio;
    ctx.lineJoin = "round";
    const line = u.series[1]._paths;
    if (line?.clip) ctx.clip(line.clip); // gaps are drawn over and cut out
    if (line && data.step <= DAY) ctx.stroke(line.stroke);
    ctx.restore();
    this.days(u);
  }

  /** Points that no line joins. */
  dots(u) {
    const { x, y, step } = this.data;
    const [first, last] = u.series[0].idxs ?? [0, x.length - 1];
    const size = (step ? ALONE : FEW) * devicePixelRatio;
    for (let at = first; at <= last; at++) {
      if (y[at] == null || y[at - 1] != null || y[at + 1] != null) continue;
      const within = this.marks.some(({ from, to }) => x[at] >= from && x[at] < to);
      this.dot(u, x[at], y[at], size, within ? this.colours.accent : this.colours.line);
    }
  }

  /** The days of what was found, where a point of the line is more than a day: each one, or the range of a week. */
  days(u) {
    const { x, y } = this.data.days;
    const wide = (u.bbox.width / (u.scales.x.max - u.scales.x.min)) * DAY;
    const { ctx } = u;
    ctx.strokeStyle = this.colours.accent;
    ctx.lineWidth = 3 * devicePixelRatio;
    ctx.lineCap = "round";
    let start = 0;
    for (let at = 0; at < x.length; at++) {
      if (wide >= NARROW * devicePixelRatio) this.dot(u, x[at], y[at], FEW * devicePixelRatio, this.colours.accent);
      const ends = at + 1 === x.length || x[at + 1] - x[at] > 1.5 * DAY || x[at + 1] - x[start] >= 7 * DAY;
      if (!ends) continue;
      if (wide < NARROW * devicePixelRatio) this.range(u, x.slice(start, at + 1), y.slice(start, at + 1));
      start = at + 1;
    }
  }

  /** From the lowest to the highest of some days. */
  range(u, x, y) {
    const middle = u.valToPos((x[0] + x.at(-1)) / 2, "x", true);
    const [low, high] = [Math.min(...y), Math.max(...y)].map((height) => u.valToPos(height, "y", true));
    u.ctx.beginPath();
    u.ctx.moveTo(middle, low);
    u.ctx.lineTo(middle, Math.min(high, low - 0.5));
    u.ctx.stroke();
  }

  dot(u, x, y, size, colour) {
    u.ctx.fillStyle = colour;
    u.ctx.beginPath();
    u.ctx.arc(u.valToPos(x, "x", true), u.valToPos(y, "y", true), size, 0, 2 * Math.PI);
    u.ctx.fill();
  }

  edges(u) {
    return this.data.band.map((end) => u.valToPos(end, "y", true));
  }
}

function push(spread, x, y, said, when) {
  spread.x.push(x);
  spread.y.push(y);
  spread.said.push(said);
  spread.when.push(when);
}

/** The calendar above the rows. */
export function ruler(host, colours) {
  const written = writer(document.documentElement.lang);
  const room = (u, at) => Math.abs(at * u.width - u.width / 2) < u.width / 2 - EDGE;
  const fits = (u, at) => room(u, (at - u.scales.x.min) / (u.scales.x.max - u.scales.x.min));
  return new uPlot(
    {
      ...bare(host, RULER, [0, 0, 0, 0]),
      series: [{}, {}],
      axes: [
        {
          side: 0,
          size: RULER - 2,
          gap: 3,
          font: "12px system-ui, sans-serif",
          stroke: () => colours.soft,
          ticks: { stroke: () => colours.rule, size: 5 },
          grid: { show: false },
          splits,
          values: (u, at) => at.map((moment) => (fits(u, moment) ? written(moment, lines(u.scales.x.min, u.scales.x.max, u.width).every) : "")),
        },
        { show: false },
      ],
    },
    [[], []],
    host,
  );
}

const splits = (u, axis, from, to) => lines(from, to, u.width).at;

/** What both have in common: nothing but a time axis. */
function bare(host, height, padding) {
  return {
    width: host.clientWidth || 600,
    height,
    padding,
    cursor: { show: false },
    legend: { show: false },
    select: { show: false },
    scales: { x: { time: true, auto: false, range: (u, min, max) => [min, max] }, y: { auto: false, range: [0, 1] } },
  };
}
