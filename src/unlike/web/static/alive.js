// Says so on the page when the program that serves it has stopped, and takes it back should it answer again.
const EVERY = 4_000; // milliseconds
const place = new URL("../progress", import.meta.url); // below the folder of this run
const notice = document.querySelector(".stopped");

async function checkServer() {
  const answers = document.hidden || (await fetch(place, { headers: { accept: "application/json" } }).then(() => true, () => false));
  if (notice.hidden !== answers) {
    notice.hidden = answers;
    notice.textContent = answers ? "" : notice.dataset.said;
  }
  setTimeout(checkServer, EVERY);
}

if (notice) setTimeout(checkServer, EVERY);
