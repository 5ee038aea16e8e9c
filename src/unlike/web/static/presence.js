// Tells the program that this page is open, for one that stops when the last page closes.
const EVERY = 10_000;
const form = document.querySelector("meta[name=unlike-form]").content;
const page = crypto.randomUUID();
const place = new URL("../presence", import.meta.url); // below the folder of this run
let closed = false; // a page that goes is hidden once more after its goodbye

const tell = (state) => navigator.sendBeacon(place, new URLSearchParams({ form, page, state }));
const now = () => closed || tell(document.hidden ? "hidden" : "here");

addEventListener("pageshow", () => {
  closed = false;
  now();
});
addEventListener("pagehide", () => {
  closed = true;
  tell("gone");
});
document.addEventListener("visibilitychange", now);
setInterval(now, EVERY);
