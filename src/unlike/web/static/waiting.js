// How far a reading is, asked again and again until there is something to show; without scripts the page reloads. Between
// two answers the bar moves on by itself, slower and slower, and never to where the next step begins.
const AGAIN = 300;
const EASE = 0.012; // of the way that is left, in each frame of 50 ms
const place = new URL("../progress", import.meta.url); // below the folder of this run
const bar = document.querySelector("progress");
const said = document.querySelector(".said");
const known = document.querySelector(".known");
let until = Number(bar.dataset.until);

async function look() {
  const answer = await fetch(place, { headers: { accept: "application/json" } });
  const told = await answer.json();
  if (told.next) {
    location.replace(told.next);
    return;
  }
  if (said.textContent !== told.said) said.textContent = told.said;
  if (known.textContent !== told.known) known.textContent = told.known;
  bar.value = Math.max(bar.value, told.share);
  until = told.until;
  setTimeout(look, AGAIN);
}

setInterval(() => {
  if (bar.value < until) bar.value += (until - bar.value) * EASE;
}, 50);
look().catch(() => setTimeout(() => location.reload(), 1000));
