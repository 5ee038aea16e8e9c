// How far a reading is, asked again and again until there is something to show; without scripts the page reloads.
const AGAIN = 300;
const place = new URL("../progress", import.meta.url); // below the folder of this run
const bar = document.querySelector("progress");
const said = document.querySelector(".said");

async function look() {
  const answer = await fetch(place, { headers: { accept: "application/json" } });
  const told = await answer.json();
  if (told.next) {
    location.replace(told.next);
    return;
  }
  if (said.textContent !== told.said) said.textContent = told.said;
  if (told.share === null) bar.removeAttribute("value");
  else bar.value = told.share;
  setTimeout(look, AGAIN);
}

look().catch(() => setTimeout(() => location.reload(), 1000));
