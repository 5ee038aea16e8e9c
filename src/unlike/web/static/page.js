// What the page can do beyond reading: come closer to a picture, scroll the chat without end, open it beside a picture.
// Without this script everything can still be read; the links then lead to pages of their own.
import { read } from "./chat.js";
import { keys } from "./keys.js";
import { share } from "./share.js";
import { sheet } from "./sheet.js";
import { picture } from "./timeline.js";

const beside = document.querySelector("dialog.sheet");
const opened = beside && sheet(beside);

for (const reader of document.querySelectorAll("main > .reader")) read(reader);
for (const figure of document.querySelectorAll("figure[data-series]"))
  picture(figure, opened ?? ((address) => location.assign(address)));
keys();
share();
