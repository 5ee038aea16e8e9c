// One habit: its usual band, its line, and in ink only what leaves the band.
import { lines, writer } from "./calendar.js";
import uPlot from "./vendor/uplot/uPlot.esm.js";

export const RULER = 26;
const HIGH = 60;
const EDGE = 22; // pixels at either end in which a label would be cut
const EVEN = 1.6; // pixels beyond the band within which a line still runs along its edge
const ALONE = 1.8; // dots of points without neighbours, in pixels
const FEW = 2.4; // and of single messages

/** A row in `host`: `take(data)` for other points, `look(from, to)` for another stretch. */
export class Row {
  constructor(host, colours) {
    this.colours = colours;
    this.data = null;
    const line = { stroke: () => colours.line, width: 1.2, points: { show: false }, spanGaps: false };
    this.plot = new uPlot(
      {
        ...bare(host, HIGH, [4, 0, 4, 0]),
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
    this.plot.setData([spread.x, spread.y], false);
  }

  look(from, to) {
    this.plot.setScale("x", { min: from, max: to });
  }

  wide(width) {
    this.plot.setSize({ width, height: HIGH });
  }

  /** The point nearest to a moment: its moment, its value in words, its days. */
  near(moment) {
    if (!this.data?.x.length) return null;
    const found = this.plot.valToIdx(moment);
    const at = [found, found - 1, found + 1].find((one) => this.data.y[one] != null);
    return at == null ? null : { x: this.data.x[at], said: this.data.said[at], when: this.data.when[at] };
  }

  band(u) {
    if (!this.data?.x.length) return;
    const { left, width } = u.bbox;
    const [low, high] = this.edges(u);
    u.ctx.fillStyle = this.colours.band;
    const least = 2 * devicePixelRatio; // a habit that never changes has a band, too
    u.ctx.fillRect(left, Math.min(high, low - least), width, Math.max(least, low - high));
  }

  ink(u) {
    const data = this.data;
    if (!data?.x.length) return;
    const [low, high] = this.edges(u);
    const { ctx, bbox } = u;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, 0, bbox.width, Math.max(0, high - EVEN * devicePixelRatio));
    ctx.rect(bbox.left, low + EVEN * devicePixelRatio, bbox.width, u.height * devicePixelRatio);
    ctx.clip();
    ctx.strokeStyle = this.colours.accent;
    ctx.lineWidth = 2.2 * devicePixelRatio;
    ctx.lineJoin = "round";
    const line = u.series[1]._paths;
    if (line?.clip) ctx.clip(line.clip); // gaps are drawn over and cut out
    if (line) ctx.stroke(line.stroke);
    ctx.restore();
    this.dots(u, low, high);
  }

  /** Points that no line joins. */
  dots(u, low, high) {
    const { x, y, step } = this.data;
    const [first, last] = u.series[0].idxs ?? [0, x.length - 1];
    const size = (step ? ALONE : FEW) * devicePixelRatio;
    for (let at = first; at <= last; at++) {
      if (y[at] == null || y[at - 1] != null || y[at + 1] != null) continue;
      const up = u.valToPos(y[at], "y", true);
      u.ctx.fillStyle = up < high - EVEN || up > low + EVEN ? this.colours.accent : this.colours.line;
      u.ctx.beginPath();
      u.ctx.arc(u.valToPos(x[at], "x", true), up, size, 0, 2 * Math.PI);
      u.ctx.fill();
    }
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
  const seen = (u, at) => room(u, (at - u.scales.x.min) / (u.scales.x.max - u.scales.x.min));
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
          values: (u, at) => at.map((one) => (seen(u, one) ? written(one, lines(u.scales.x.min, u.scales.x.max, u.width).every) : "")),
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
