// Leaves the page at once, by its button or by Shift pressed three times: nothing stays on the screen, the entry of the
// history is replaced, and the cookie is taken away, so that going back shows nothing either. Without this script the
// button sends its form, which leads to an empty page.
const TIMES = 3;
const WITHIN = 5_000; // milliseconds
const forms = document.querySelectorAll("form.leave");
let pressed = [];

function leave() {
  const [form] = forms;
  navigator.sendBeacon(form.action, new URLSearchParams(new FormData(form)));
  document.title = "";
  document.documentElement.replaceChildren();
  location.replace("about:blank");
}

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
addEventListener("pageshow", (event) => event.persisted && location.reload()); // a page that the browser kept asks again
