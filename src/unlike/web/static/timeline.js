// The picture of a history, which can be come closer to: all rows on one axis, with what was found shaded through them.
import { values } from "./fetching.js";
import { hand, Lens } from "./lens.js";
import { Row, RULER, ruler } from "./row.js";

const PIXELS = 3; // to a point
const AROUND = 1; // windows to each side that are fetched too, for what is dragged into view
const WAIT = 50; // milliseconds until a stretch that stays is fetched
const NARROWEST = 3; // pixels of a shade
const A_FINDING = 48; // pixels up to which a click on a shade means the finding, and beyond which its point

const seconds = (day) => Date.parse(`${day}T04:00:00Z`) / 1000;

/** Put a moving picture in the place of the drawn one; `open(address)` shows the chat. */
export async function picture(figure, open) {
  const rows = [...figure.querySelectorAll(".row")];
  const all = await values(`${figure.dataset.series}?points=${points(rows[0])}`).catch(() => null);
  if (all?.rows.length === rows.length) new Picture(figure, rows, all, open);
}

const points = (host) => Math.min(600, Math.max(60, Math.round(host.clientWidth / PIXELS)));

class Picture {
  constructor(figure, rows, all, open) {
    Object.assign(this, { figure, open, all, data: all, asking: null, timer: 0, drawing: false });
    const { first, last } = figure.dataset;
    this.lens = new Lens(seconds(first) - 4 * 3600, seconds(last) + 86400, () => this.later());
    this.surface = figure.querySelector(".lens");
    this.colours = {};
    this.build(rows);
    this.coloured();
    this.took(all);
    hand(this.lens, this.surface, {
      click: (at, target) => this.clicked(at, target),
      hover: (at) => this.hovered(at),
      step: (way) => this.stepped(way),
      here: () => this.place,
      selecting: (from, to) => this.selected(from, to),
    });
    this.watch();
    this.draw();
  }

  /** The surface takes the rows in; what stands in each stays where it was. */
  build(rows) {
    const { figure, surface } = this;
    this.layer = element("div", "layer");
    this.cross = element("div", "cross");
    this.pick = element("div", "pick");
    this.pick.hidden = this.cross.hidden = true;
    const above = element("div", "ruler");
    const tables = element("div", "tables");
    figure.lastElementChild.before(tables);
    surface.append(this.layer, this.pick, this.cross, above);
    rows[0].before(surface);
    this.labels = [];
    this.rows = rows.map((row, at) => {
      row.classList.toggle("other", at > 0);
      const plot = element("div", "plot");
      row.querySelector("svg").before(plot);
      const table = row.querySelector("details");
      table.classList.toggle("other", at > 0);
      surface.append(row);
      tables.append(table);
      const label = row.querySelector(".label");
      label.append(element("span", "reads"));
      this.labels.push(label);
      return plot;
    });
    figure.classList.add("moving");
    for (const hidden of figure.querySelectorAll(".tools, .how, .lens")) hidden.hidden = false;
    this.ruler = ruler(above, this.colours);
    this.marks = [...figure.querySelectorAll(".strip a")].map((link) => this.mark(link));
    this.blind = [...figure.querySelectorAll(".strip .blind")].map((rect) => this.unseen(rect));
    const inked = this.marks.filter(({ kind }) => kind === "spell" || kind === "now");
    this.rows = this.rows.map((plot, at) => new Row(plot, this.colours, inked, at === 0));
    const others = figure.querySelector(".others");
    others?.addEventListener("toggle", () => {
      figure.classList.toggle("every", others.open);
      this.later();
    });
    this.window = element("div", "window");
    figure.querySelector(".strip")?.after(this.window);
  }

  /** A shade through all rows for each thing that was found. */
  mark(link) {
    const { kind, first, last, number } = link.dataset;
    const shade = element("div", `shade ${kind}`);
    this.layer.append(shade);
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      this.show(number);
    });
    const name = link.getAttribute("aria-label");
    return { kind, number, shade, name, from: seconds(first), to: seconds(last) + 86400 };
  }

  /** A stripe at the foot of all rows where a change would not have shown. */
  unseen({ dataset: { first, last } }) {
    const shade = element("div", "shade blind");
    this.layer.append(shade);
    return { kind: "blind", shade, from: seconds(first), to: seconds(last) + 86400 };
  }

  watch() {
    const steps = { closer: 0.5, further: 2 };
    for (const button of this.figure.querySelectorAll("[data-do]"))
      button.addEventListener("click", () => {
        const factor = steps[button.dataset.do];
        if (factor) this.lens.move(...this.lens.scaled(factor));
        else this.lens.move(this.lens.first, this.lens.last);
      });
    new ResizeObserver(() => this.resized()).observe(this.surface);
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"])
      matchMedia(query).addEventListener("change", () => this.coloured());
    this.surface.addEventListener("focus", () => this.at ?? this.moved(this.lens.last));
  }

  coloured() {
    const style = getComputedStyle(this.figure);
    for (const name of ["line", "accent", "band", "rule", "soft"])
      this.colours[name] = style.getPropertyValue(`--${name}`).trim();
    for (const row of this.rows) row.plot.redraw(false);
    this.ruler.redraw(false);
  }

  resized() {
    const width = this.surface.clientWidth;
    if (!width || width === this.width) return;
    this.width = width;
    for (const row of this.rows) row.wide(width);
    this.ruler.setSize({ width, height: RULER });
    this.later();
  }

  /** At most once a frame. */
  later() {
    if (this.drawing) return;
    this.drawing = true;
    requestAnimationFrame(() => {
      this.drawing = false;
      this.draw();
    });
  }

  draw() {
    const { lens, width = this.surface.clientWidth } = this;
    for (const row of this.rows) row.look(lens.from, lens.to);
    this.ruler.setScale("x", { min: lens.from, max: lens.to });
    const at = (moment) => ((moment - lens.from) / lens.span) * width;
    for (const mark of [...this.marks, ...this.blind]) {
      const left = Math.max(-20, at(mark.from));
      const right = Math.min(width + 20, at(mark.to));
      const thin = mark.kind === "stayed" || mark.kind === "now";
      mark.wide = Math.max(NARROWEST, right - left);
      mark.shade.hidden = right < 0 || left > width;
      mark.shade.style.transform = `translateX(${left}px)`;
      mark.shade.style.width = thin ? "" : `${mark.wide}px`;
    }
    const whole = lens.last - lens.first;
    this.window.hidden = lens.whole;
    this.window.style.left = `${((lens.from - lens.first) / whole) * 100}%`;
    this.window.style.width = `${(lens.span / whole) * 100}%`;
    this.wanted();
  }

  /** Fetch what the stretch needs, one after the other, once it rests for a moment. */
  wanted() {
    const { lens, data } = this;
    if (lens.whole && data !== this.all) return this.took(this.all);
    if (!lens.whole && data.from === Math.floor(lens.from) && data.to === Math.ceil(lens.to)) return;
    if (lens.whole && data === this.all) return;
    if (!this.timer && !this.asking) this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    this.timer = 0;
    const { lens } = this;
    const [from, to] = [Math.floor(lens.from), Math.ceil(lens.to)];
    const wish = new URLSearchParams({ from, to, points: points(this.surface), around: AROUND });
    this.asking = values(`${this.figure.dataset.series}?${wish}`).catch(() => null);
    const data = await this.asking;
    this.asking = null;
    if (data && !lens.whole) this.took(data);
    if (data) this.later();
  }

  took(data) {
    this.data = data;
    this.rows.forEach((row, at) => row.take(data.rows[at]));
    this.labels.forEach((label, at) => {
      label.querySelector("b").textContent = data.rows[at].label;
      label.querySelector(".reads").textContent = data.rows[at].usual;
    });
    this.figure.querySelector(".stretch").textContent = data.shown;
    this.figure.querySelector(".stands").textContent = data.each;
    this.later();
  }

  moment(at) {
    return this.lens.from + this.lens.span * at;
  }

  /** What stands under the pointer: a thing that was found, where it is wide enough or small enough to be meant. */
  under(at) {
    const place = at * this.surface.clientWidth;
    const candidates = this.marks.filter((mark) => {
      const left = ((mark.from - this.lens.from) / this.lens.span) * this.surface.clientWidth;
      const wide = mark.kind === "stayed" || mark.kind === "now" ? 4 : mark.wide;
      return place >= left - 4 && place <= left + wide + 4;
    });
    return candidates.sort((first, second) => first.wide - second.wide)[0] ?? null;
  }

  hovered(at) {
    const gone = at == null;
    this.cross.hidden = gone;
    if (!gone) this.cross.style.transform = `translateX(${at * this.surface.clientWidth}px)`;
    const meant = gone ? null : this.under(at);
    this.figure.querySelector(".there").textContent = meant?.name ?? "";
    for (const mark of this.marks) mark.shade.classList.toggle("meant", mark === meant);
    this.labels.forEach((label, row) => {
      const point = gone ? null : this.rows[row].nearest(this.moment(at));
      label.querySelector(".reads").textContent = point ? `${point.when} · ${point.said}` : this.data.rows[row].usual;
      label.classList.toggle("read", point != null);
    });
  }

  /** Where the cursor of the keyboard stands, as a part of the width; the middle where it was never moved. */
  get place() {
    const at = this.at == null ? 0.5 : (this.at - this.lens.from) / this.lens.span;
    return Math.min(1, Math.max(0, at));
  }

  /** The cursor of the keyboard, one point further. */
  stepped(way) {
    const next = this.rows[0].beside(this.at ?? this.moment(0.5), way);
    if (next != null) this.moved(next);
  }

  /** Put the cursor at a moment, say what stands there, and bring it into view. */
  moved(moment) {
    const point = this.rows[0].nearest(moment);
    if (!point) return;
    const { lens, surface } = this;
    this.at = point.x;
    if (this.at < lens.from || this.at > lens.to) lens.set(this.at - lens.span / 2, this.at + lens.span / 2);
    const meant = this.under(this.place);
    const label = this.labels[0].querySelector("b").textContent;
    surface.setAttribute("aria-valuemin", Math.round(lens.first));
    surface.setAttribute("aria-valuemax", Math.round(lens.last));
    surface.setAttribute("aria-valuenow", Math.round(this.at));
    surface.setAttribute("aria-valuetext", [point.when, `${label}: ${point.said}`, meant?.name].filter(Boolean).join(" · "));
    this.hovered(this.place);
  }

  selected(from, to) {
    this.pick.hidden = from == null;
    if (from == null) return;
    this.cross.hidden = true;
    this.pick.style.left = `${Math.min(from, to) * 100}%`;
    this.pick.style.width = `${Math.abs(to - from) * 100}%`;
  }

  clicked(at, target) {
    const meant = this.under(at);
    if (meant && (meant.wide <= A_FINDING || meant.kind === "stayed" || meant.kind === "now")) return this.show(meant.number);
    const number = target ? this.rows.findIndex((row) => row.plot.root.closest(".row").contains(target)) : 0;
    const row = this.rows[Math.max(0, number)];
    const point = row.nearest(this.moment(at));
    const step = point?.step ?? row.data.step;
    const since = Math.floor(point ? point.x - step / 2 : this.moment(at));
    const until = point ? since + Math.max(60, step) : since + 3600;
    const { chat, person } = this.figure.dataset;
    this.open(`${chat}?${new URLSearchParams({ since, until, person })}`);
  }

  show(number) {
    this.open(`${this.figure.dataset.chat}?finding=${number}`);
  }
}

function element(name, kind) {
  const node = document.createElement(name);
  node.className = kind;
  return node;
}
