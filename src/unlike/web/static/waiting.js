// How far a reading is, asked again and again until there is something to show; without scripts the page reloads. Between
// two answers the bar moves on by itself, slower and slower, and never to where the next step begins.
const AGAIN = 300;
const EASE = 0.012; // of the way that is left, in each frame of 50 ms
const place = new URL("../progress", import.meta.url); // below the folder of this run
const bar = document.querySelector("progress");
const statusLine = document.querySelector(".said");
const knownLine = document.querySelector(".known");
const early = document.querySelector(".early"); // what is known before the explanations are
const rowTemplate = document.querySelector("template");
let until = Number(bar.dataset.until);

function look() {
  // what is shown stays where the program cannot be reached (a TypeError); any other answer has a page of its own
  showProgress().catch((error) => setTimeout(error instanceof TypeError ? look : () => location.reload(), 1000));
}

async function showProgress() {
  const answer = await fetch(place, { headers: { accept: "application/json" } });
  const progress = await answer.json();
  if (progress.next) {
    location.replace(progress.next);
    return;
  }
  if (statusLine.textContent !== progress.said) statusLine.textContent = progress.said;
  if (knownLine.textContent !== progress.known) knownLine.textContent = progress.known;
  showAnswers(progress.answers);
  bar.value = Math.max(bar.value, progress.share);
  until = progress.until;
  setTimeout(look, AGAIN);
}

function showAnswers(answers) {
  const shown = answers.map(({ headline, detail }) => `${headline}\n${detail}`).join("\n");
  if (!answers.length || shown === early.dataset.shown) return;
  early.dataset.shown = shown;
  early.querySelectorAll(".answer").forEach((row) => row.remove());
  for (const { mark, headline, detail } of answers) {
    const row = rowTemplate.content.cloneNode(true);
    const [markPlace, headlinePlace] = row.querySelectorAll("span");
    markPlace.textContent = mark;
    headlinePlace.textContent = headline;
    row.querySelector(".detail").textContent = detail;
    early.insertBefore(row, early.lastElementChild);
  }
  early.hidden = false;
}

setInterval(() => {
  if (bar.value < until) bar.value += (until - bar.value) * EASE;
}, 50);
look();
