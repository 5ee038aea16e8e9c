// The form works without this. With it, files and folders may be dropped anywhere on the page, and the way shows.
import { droppedFiles } from "./folders.js";
import { filled } from "./words.js";

const form = document.querySelector("form.drop");
const input = form.querySelector("input[type=file]");
const list = form.querySelector(".chosen");
const bar = form.querySelector("progress");
const status = form.querySelector(".said");
const problem = document.querySelector(".problem");
const page = document.documentElement;

page.classList.add("can-drop");

function fileLine(file) {
  const line = document.createElement("li");
  line.dir = "auto";
  line.textContent = file.name;
  return line;
}

const listFiles = () => list.replaceChildren(...[...input.files].map(fileLine));

function showProblem(sentence) {
  problem.textContent = sentence;
  problem.hidden = !sentence;
  bar.hidden = true;
  status.textContent = "";
  form.removeAttribute("aria-busy");
}

function showAnswer(request) {
  let answer = {};
  try {
    answer = JSON.parse(request.responseText);
  } catch {
    // no answer of ours: the sentence below stands for it
  }
  if (answer.next) location.assign(answer.next);
  else showProblem(answer.problem || form.dataset.broken);
}

function uploadFiles() {
  if (!input.files.length || form.getAttribute("aria-busy") === "true") return;
  showProblem("");
  form.setAttribute("aria-busy", "true");
  bar.hidden = false;
  bar.removeAttribute("value");
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("accept", "application/json");
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = event.loaded / event.total;
    status.textContent = filled(form.dataset.handing, { share: Math.round(100 * bar.value) });
  });
  request.addEventListener("load", () => showAnswer(request));
  request.addEventListener("error", () => showProblem(form.dataset.broken));
  request.send(new FormData(form));
}

let depth = 0;
const changeDepth = (change) => {
  depth = Math.max(0, depth + change);
  page.classList.toggle("dropping", depth > 0);
};
const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

addEventListener("dragenter", (event) => carriesFiles(event) && changeDepth(1));
addEventListener("dragleave", (event) => carriesFiles(event) && changeDepth(-1));
addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
addEventListener("drop", async (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  changeDepth(-depth);
  const transfer = new DataTransfer();
  for (const file of await droppedFiles(event.dataTransfer)) transfer.items.add(file);
  input.files = transfer.files;
  listFiles();
  uploadFiles();
});
input.addEventListener("change", listFiles);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  uploadFiles();
});
