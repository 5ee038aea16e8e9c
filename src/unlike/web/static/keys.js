// Keys of the chat: / and Ctrl-F search it, p and n lead to the previous and next found message, ? shows the keys.
// The browser's own search sees this screen alone, for a chat is fetched in pieces; Ctrl-F again leads to it.

const reader = () => document.querySelector("dialog.sheet[open] .reader") ?? document.querySelector("main > .reader");
const isTyped = (target) => target.closest("input, textarea, select, dialog.keys[open]");
const LETTERS = {
  "/": (chat) => search(chat),
  "?": (chat) => chat.querySelector("dialog.keys").showModal(),
  p: (chat) => chat.querySelector("nav.hits a[rel=prev]")?.click(),
  n: (chat) => chat.querySelector("nav.hits a[rel=next]")?.click(),
};

function search(chat) {
  const words = chat.querySelector('input[type="search"]');
  words.focus();
  words.select();
}

/** Listen from now on; on a page without a chat every key keeps what it does. */
export function keys() {
  addEventListener("keydown", (event) => {
    const chat = reader();
    if (!chat || event.altKey || event.defaultPrevented) return;
    const command = event.ctrlKey || event.metaKey;
    const does = command ? event.key === "f" && event.target.type !== "search" && LETTERS["/"] : LETTERS[event.key];
    if (!does || (!command && isTyped(event.target))) return;
    event.preventDefault();
    does(chat);
  });
}
