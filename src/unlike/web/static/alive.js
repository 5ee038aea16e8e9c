// Says so on the page when the program that serves it has stopped, and takes it back should it answer again.
const EVERY = 4_000; // milliseconds
const place = new URL("../progress", import.meta.url); // below the folder of this run
const said = document.querySelector(".stopped");

async function look() {
  const answers = document.hidden || (await fetch(place, { headers: { accept: "application/json" } }).then(() => true, () => false));
  if (said.hidden !== answers) {
    said.hidden = answers;
    said.textContent = answers ? "" : said.dataset.said;
  }
  setTimeout(look, EVERY);
}

if (said) setTimeout(look, EVERY);
