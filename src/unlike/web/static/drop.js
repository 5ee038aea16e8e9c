// The form works without this. With it, files and folders may be dropped anywhere on the page, and the way shows.
import { inside } from "./folders.js";
import { filled } from "./words.js";

const form = document.querySelector("form.drop");
const input = form.querySelector("input[type=file]");
const list = form.querySelector(".chosen");
const bar = form.querySelector("progress");
const said = form.querySelector(".said");
const problem = document.querySelector(".problem");
const page = document.documentElement;

page.classList.add("can-drop");

function named(file) {
  const line = document.createElement("li");
  line.dir = "auto";
  line.textContent = file.name;
  return line;
}

const listed = () => list.replaceChildren(...[...input.files].map(named));

function complain(sentence) {
  problem.textContent = sentence;
  problem.hidden = !sentence;
  bar.hidden = true;
  said.textContent = "";
  form.removeAttribute("aria-busy");
}

function answered(request) {
  let answer = {};
  try {
    answer = JSON.parse(request.responseText);
  } catch {
    // no answer of ours: the sentence below stands for it
  }
  if (answer.next) location.assign(answer.next);
  else complain(answer.problem || form.dataset.broken);
}

function handOver() {
  if (!input.files.length || form.getAttribute("aria-busy") === "true") return;
  complain("");
  form.setAttribute("aria-busy", "true");
  bar.hidden = false;
  bar.removeAttribute("value");
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("accept", "application/json");
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = event.loaded / event.total;
    said.textContent = filled(form.dataset.handing, { share: Math.round(100 * bar.value) });
  });
  request.addEventListener("load", () => answered(request));
  request.addEventListener("error", () => complain(form.dataset.broken));
  request.send(new FormData(form));
}

let depth = 0;
const over = (change) => {
  depth = Math.max(0, depth + change);
  page.classList.toggle("dropping", depth > 0);
};
const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

addEventListener("dragenter", (event) => carriesFiles(event) && over(1));
addEventListener("dragleave", (event) => carriesFiles(event) && over(-1));
addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
addEventListener("drop", async (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  over(-depth);
  const taken = new DataTransfer();
  for (const file of await inside(event.dataTransfer)) taken.items.add(file);
  input.files = taken.files;
  listed();
  handOver();
});
input.addEventListener("change", listed);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  handOver();
});
