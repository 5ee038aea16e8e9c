// Leaves the page at once, by its button or by Shift pressed three times: nothing stays on the screen, the entry of the
// history is replaced, and the cookie is taken away, so that going back shows nothing either. Without this script the
// button sends its form, which leads to an empty page. Other windows with pages of this run are left with it.
const TIMES = 3;
const WITHIN = 5_000; // milliseconds
const forms = document.querySelectorAll("form.leave");
const windows = new BroadcastChannel(new URL("../leave", import.meta.url).pathname); // of this run
let pressed = [];

function leave() {
  const [form] = forms;
  navigator.sendBeacon(form.action, new URLSearchParams(new FormData(form)));
  windows.postMessage("left");
  clear();
}

function clear() {
  document.title = "";
  document.documentElement.replaceChildren();
  location.replace("about:blank");
}

windows.addEventListener("message", clear);

for (const form of forms)
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });
addEventListener("keydown", (event) => {
  if (event.repeat) return;
  pressed = event.key === "Shift" ? [...pressed.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp] : [];
  if (pressed.length >= TIMES) leave();
});
// A page that the browser keeps shows nothing when one comes back to it, until it has asked again.
addEventListener("pagehide", (event) => (document.documentElement.hidden = event.persisted));
addEventListener("pageshow", (event) => event.persisted && location.reload());
