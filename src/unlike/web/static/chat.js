// Reading a chat: pieces are fetched before one gets to their end, and let go of far behind, so that a million messages
// scroll like a hundred. What is on the screen does not move when pieces come or go.
import { part, sent } from "./fetching.js";

const AHEAD = 1800; // pixels that are kept ready beyond either edge
const MOST = 8; // pieces that are kept
const PIECE = 50; // messages in one, as the server cuts them

/** Make a reader scroll without end; `open(address)`, where there is one, follows what leads elsewhere in the chat. */
export function read(reader, open) {
  inside(reader, open);
  const chat = scroller(reader);
  reader.classList.add("moving");
  chat.tabIndex = 0;
  if (!reader.querySelector(".goto") || chat.matches(".listed")) return toAsked(reader, chat);
  for (const link of reader.querySelectorAll(".goto")) link.hidden = true;
  const scroll = new Scroll(reader, chat);
  toAsked(reader, chat);
  scroll.watch();
}

/** The message that was asked for stands a third down; the last one at the end. */
function toAsked(reader, chat) {
  const target = chat.querySelector(".asked");
  if (!target) return;
  const last = Number(reader.dataset.asked) === Number(reader.dataset.rows) - 1;
  const top = target.getBoundingClientRect().top - chat.getBoundingClientRect().top;
  chat.scrollTop = last ? chat.scrollHeight : chat.scrollTop + top - chat.clientHeight / 3;
}

/** Searches, days and hits of this chat stay where the chat is read, and a search knows where one was. */
function inside(reader, open) {
  const { chat } = reader.dataset;
  const keys = reader.querySelector("dialog.keys");
  reader.querySelector(".help").addEventListener("click", () => keys.showModal());
  reader.addEventListener("submit", (event) => {
    const at = event.target.elements.at;
    if (at && !scroller(reader).matches(".listed")) at.value = atTop(reader);
    if (!open || event.target.method === "dialog") return;
    event.preventDefault();
    const form = event.target;
    if (form.method !== "post") return open(`${chat}?${new URLSearchParams(new FormData(form))}`);
    sent(form).then(open, () => form.submit());
  });
  reader.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!open || !link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const address = new URL(link.href);
    if (address.pathname !== chat) return;
    event.preventDefault();
    open(`${chat}${address.search}`);
  });
}

const scroller = (reader) => reader.querySelector(".chat");
const rowOf = (line) => Number(line.id.slice(1));
const lines = (piece) => piece.querySelectorAll("li[id]");

/** The row of the first message on the screen. */
function atTop(reader) {
  const { top } = scroller(reader).getBoundingClientRect();
  const visibleLine = [...reader.querySelectorAll(".chat li[id]")].find((line) => line.getBoundingClientRect().bottom > top + 40);
  return visibleLine ? rowOf(visibleLine) : reader.dataset.asked;
}

class Scroll {
  constructor(reader, scroller) {
    const { chat, kept, rows } = reader.dataset;
    Object.assign(this, { scroller, chat, kept, rows: Number(rows), busy: { up: false, down: false }, ready: new Map() });
    this.split(scroller.querySelector("ol"));
  }

  /** The first screenful in pieces, so that they come and go like the others. */
  split(whole) {
    const items = [...whole.children];
    for (let at = 0; at < items.length; at += PIECE) {
      const piece = document.createElement("ol");
      piece.append(...items.slice(at, at + PIECE));
      whole.before(piece);
    }
    whole.remove();
  }

  watch() {
    let waiting = false;
    const look = () => {
      waiting = false;
      this.fill();
    };
    this.scroller.addEventListener(
      "scroll",
      () => {
        if (!waiting) requestAnimationFrame(look);
        waiting = true;
      },
      { passive: true },
    );
    this.fill();
  }

  get pieces() {
    return this.scroller.children;
  }

  fill() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    if (scrollTop < AHEAD) this.more("up");
    if (scrollHeight - scrollTop - clientHeight < AHEAD) this.more("down");
  }

  /** The next piece that way, if there is one and it is not under way. */
  async more(way) {
    const first = this.beyond(way);
    if (this.busy[way] || first == null) return;
    this.busy[way] = true;
    const piece = await this.fetched(first);
    this.busy[way] = false;
    if (!piece) return;
    this.add(piece, way);
    const next = this.beyond(way);
    if (next != null) this.fetched(next);
    requestAnimationFrame(() => this.fill());
  }

  /** Where the piece beyond the edge begins; null where the chat does. */
  beyond(way) {
    const edge = way === "up" ? this.pieces[0] : this.pieces[this.pieces.length - 1];
    const rows = lines(edge);
    if (way === "down") {
      const next = rowOf(rows[rows.length - 1]) + 1;
      return next < this.rows ? next : null;
    }
    const first = rowOf(rows[0]);
    return first > 0 ? Math.max(0, first - PIECE) : null;
  }

  /** A piece, from the next time on at hand. */
  fetched(first) {
    if (!this.ready.has(first)) {
      const request = part(`${this.chat}/messages?first=${first}&${this.kept}`).then(
        (page) => document.adoptNode(page.querySelector("ol")),
        () => null,
      );
      this.ready.set(first, request);
      if (this.ready.size > MOST) this.ready.delete(this.ready.keys().next().value);
    }
    return this.ready.get(first);
  }

  /** Add a piece at one end, let one go at the other, and keep in place what is being read. */
  add(piece, way) {
    this.ready.clear();
    const { scroller } = this;
    const middleLine = this.middleLine();
    const before = middleLine.getBoundingClientRect().top;
    if (way === "up") {
      const edge = rowOf(lines(this.pieces[0])[0]);
      for (const line of lines(piece)) if (rowOf(line) >= edge) line.remove();
      scroller.prepend(piece);
    } else scroller.append(piece);
    while (this.pieces.length > MOST) (way === "up" ? scroller.lastElementChild : scroller.firstElementChild).remove();
    this.headings();
    const moved = middleLine.getBoundingClientRect().top - before;
    if (moved) scroller.scrollTop += moved;
  }

  /** The piece in the middle of the screen, which stays where it is. */
  middleLine() {
    const { top } = this.scroller.getBoundingClientRect();
    const middle = top + this.scroller.clientHeight / 2;
    return [...this.pieces].find((piece) => piece.lastElementChild.getBoundingClientRect().bottom > middle)?.lastElementChild ?? this.scroller.lastElementChild.lastElementChild;
  }

  /** A day has one heading, however many pieces it stands in, and so has what a finding rests on. */
  headings() {
    let day = "";
    for (const piece of this.pieces) {
      const rows = lines(piece);
      piece.firstElementChild.hidden = rows[0].dataset.day === day && piece.firstElementChild.matches(".day");
      day = rows[rows.length - 1].dataset.day;
      for (const name of piece.querySelectorAll(".again")) name.hidden = piece !== this.pieces[0];
    }
  }
}
