// What the exports that are open bring to the library, put on the page as soon as it is known; without scripts the page
// reloads until then.
import { part } from "./fetching.js";

const AGAIN = 1_000; // milliseconds
const place = document.querySelector("[data-notice]");

async function look() {
  const notice = (await part(place.dataset.notice)).querySelector(".notice");
  if (notice?.dataset.notice) return setTimeout(() => look().catch(() => {}), AGAIN);
  if (!notice) return;
  place.hidden = false;
  place.replaceChildren(...notice.children);
}

if (place) look().catch(() => {}); // the next page says it
