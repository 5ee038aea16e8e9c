// The chat beside a picture: a column on a wide screen, a sheet over the page on a phone. Back closes it.
import { read } from "./chat.js";
import { part } from "./fetching.js";

const phone = matchMedia("(max-width: 56rem)");

/** Returns `open(address)`. */
export function sheet(dialog) {
  const place = dialog.querySelector(".inside");
  const waiting = dialog.querySelector(".waiting");
  const words = waiting.textContent;
  let requests = 0;

  async function show(address) {
    const turn = ++requests;
    waiting.textContent = words;
    waiting.hidden = false;
    if (!dialog.open) {
      if (phone.matches) dialog.showModal();
      else dialog.show();
      document.body.classList.toggle("beside", !phone.matches);
    }
    const page = await part(`${address}${address.includes("?") ? "&" : "?"}part`).catch(() => null);
    if (turn !== requests) return;
    if (!page) return void (waiting.textContent = waiting.dataset.lost);
    waiting.hidden = true;
    place.replaceChildren(document.adoptNode(page.querySelector(".reader")));
    read(place.firstElementChild, open);
    place.querySelector(".chat").focus({ preventScroll: true });
  }

  function open(address) {
    const state = { chat: address, depth: (history.state?.depth ?? 0) + 1 };
    history.pushState(state, "");
    show(address);
  }

  function hide() {
    requests++;
    if (dialog.open) dialog.close();
    document.body.classList.remove("beside");
    place.replaceChildren();
  }

  const close = () => history.go(-(history.state?.depth ?? 0));
  dialog.querySelector(".close").addEventListener("click", close);
  dialog.addEventListener("cancel", (event) => {
    if (event.target !== dialog) return;
    event.preventDefault();
    close();
  });
  dialog.addEventListener("keydown", (event) => {
    const own = event.target.closest("dialog") === dialog; // and not what is open over the chat
    if (event.key === "Escape" && own && !phone.matches) close();
  });
  addEventListener("popstate", () => (history.state?.chat ? show(history.state.chat) : hide()));
  if (history.state?.chat) show(history.state.chat);
  return open;
}
