// What stretch of time is looked at, and how it is moved: wheel, drag, touch and keys. Moments are seconds.
const NEAREST = 3600;
const MOVE = 180; // milliseconds of a calm movement
const AFTER_SCROLL = 350; // milliseconds in which a wheel that scrolls the page goes on doing so
const CLICK = 5; // pixels within which a press is no drag
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class Lens {
  /** `first` and `last` bound what there is to see; `seen` is called after each change. */
  constructor(first, last, seen) {
    Object.assign(this, { first, last, from: first, to: last, seen, run: 0 });
  }

  get span() {
    return this.to - this.from;
  }

  get whole() {
    return this.from <= this.first && this.to >= this.last;
  }

  /** Look at a stretch, kept within bounds, at once. */
  set(from, to) {
    const span = Math.min(this.last - this.first, Math.max(NEAREST, to - from));
    const middle = (from + to) / 2;
    this.from = Math.min(this.last - span, Math.max(this.first, middle - span / 2));
    this.to = this.from + span;
    this.seen();
  }

  /** The same in a short movement, unless less motion is asked for. */
  move(from, to) {
    const run = ++this.run;
    if (calm.matches) return this.set(from, to);
    const [start, end, begun] = [this.from, this.to, performance.now()];
    const step = (now) => {
      if (run !== this.run) return;
      const part = Math.min(1, Math.max(0, (now - begun) / MOVE));
      const eased = 1 - (1 - part) ** 3;
      this.set(start + (from - start) * eased, end + (to - end) * eased);
      if (part < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  /** What a factor on the span, around a place (0 to 1), comes to. */
  scaled(factor, place = 0.5) {
    const span = Math.max(NEAREST, this.span * factor);
    const from = this.from + (this.span - span) * place;
    return [from, from + span];
  }

  shifted(part) {
    return [this.from + this.span * part, this.to + this.span * part];
  }
}

/** Let a person move the lens; `done` is told of a click, `selecting` of a stretch that is being drawn. */
export function hand(lens, surface, { click, hover, selecting, step, here }) {
  keys(lens, surface, { click, step, here });
  wheel(lens, surface);
  pointers(lens, surface, { click, hover, selecting });
}

const place = (surface, event) => {
  const box = surface.getBoundingClientRect();
  return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
};

function keys(lens, surface, { click, step, here }) {
  const moves = {
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    PageUp: () => lens.move(...lens.shifted(-1)),
    PageDown: () => lens.move(...lens.shifted(1)),
    "+": () => lens.move(...lens.scaled(0.5, here())),
    "=": () => lens.move(...lens.scaled(0.5, here())),
    "-": () => lens.move(...lens.scaled(2, here())),
    Home: () => lens.move(lens.first, lens.last),
    Enter: () => click(here(), null),
  };
  surface.addEventListener("keydown", (event) => {
    if (event.target !== surface || event.ctrlKey || event.metaKey || event.altKey || !moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  });
}

function wheel(lens, surface) {
  let scrolled = -Infinity;
  addEventListener("scroll", () => (scrolled = performance.now()), { passive: true });
  surface.addEventListener(
    "wheel",
    (event) => {
      const scale = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 200 : 1;
      const along = event.shiftKey ? event.deltaX || event.deltaY : event.deltaX;
      const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      const leaves = lens.whole && (sideways || event.deltaY > 0);
      if (leaves || (performance.now() - scrolled < AFTER_SCROLL && !event.ctrlKey)) return;
      event.preventDefault();
      lens.run++;
      if (sideways) lens.set(...lens.shifted((along * scale) / surface.clientWidth));
      else lens.set(...lens.scaled(Math.exp(event.deltaY * scale * 0.002), place(surface, event)));
    },
    { passive: false },
  );
}

function pointers(lens, surface, { click, hover, selecting }) {
  const down = new Map();
  let start = null;
  surface.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.target.closest("a, button, details")) return;
    surface.setPointerCapture(event.pointerId);
    down.set(event.pointerId, event);
    const along = event.pointerType !== "mouse" || event.shiftKey;
    start = { x: event.clientX, at: place(surface, event), from: lens.from, to: lens.to, along, moved: false };
    start.target = event.target;
    if (down.size === 2) Object.assign(start, { gap: gap(down), at: between(surface, down) });
    lens.run++;
  });
  surface.addEventListener("pointermove", (event) => {
    if (!down.has(event.pointerId)) return hover(place(surface, event), event.target);
    down.set(event.pointerId, event);
    start.moved ||= Math.abs(event.clientX - start.x) > CLICK;
    if (start.gap) pinch(lens, surface, start, down);
    else if (start.moved && start.along) {
      const part = (start.x - event.clientX) / surface.clientWidth;
      lens.set(start.from + (start.to - start.from) * part, start.to + (start.to - start.from) * part);
    } else if (start.moved) selecting(start.at, place(surface, event));
  });
  const up = (event) => {
    if (!down.delete(event.pointerId)) return;
    selecting(null);
    if (event.type === "pointercancel" || start.gap || down.size) return;
    const end = place(surface, event);
    if (!start.moved) return click(end, start.target);
    if (start.along) return;
    const [low, high] = [Math.min(start.at, end), Math.max(start.at, end)];
    lens.move(lens.from + lens.span * low, lens.from + lens.span * high);
  };
  surface.addEventListener("pointerup", up);
  surface.addEventListener("pointercancel", up);
  surface.addEventListener("pointerleave", () => hover(null));
}

function gap(down) {
  const [first, second] = [...down.values()];
  return Math.max(10, Math.abs(first.clientX - second.clientX));
}

const between = (surface, down) => [...down.values()].reduce((sum, event) => sum + place(surface, event), 0) / 2;

function pinch(lens, surface, start, down) {
  if (down.size < 2) return;
  const middle = between(surface, down);
  const span = Math.max(NEAREST, ((start.to - start.from) * start.gap) / gap(down));
  const anchor = start.from + (start.to - start.from) * start.at;
  lens.set(anchor - span * middle, anchor + span * (1 - middle));
}
