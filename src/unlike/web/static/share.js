// A picture to pass on as PNG: the program's SVG drawn on a canvas, twice as large. It is drawn here and not by the
// browser as an image, for which the page would have to be allowed to load images. Without this script the SVG can be
// saved as it is.
import { part } from "./fetching.js";

const SCALE = 2;
const number = (element, name) => Number(element.getAttribute(name) ?? 0);
const inherited = (element, name) => element.closest(`[${name}]`)?.getAttribute(name);

/** Stripes, as the SVG's only pattern has them. */
function hatch(canvas) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 10;
  const pen = tile.getContext("2d");
  pen.strokeStyle = "#a39a8c";
  pen.lineWidth = 2;
  for (const at of [-5, 5, 15]) {
    pen.moveTo(at, 0);
    pen.lineTo(at - 10, 10);
  }
  pen.stroke();
  return canvas.createPattern(tile, "repeat");
}

function paint(canvas, element) {
  const [fill, stroke] = [inherited(element, "fill") ?? "black", element.getAttribute("stroke")];
  canvas.globalAlpha = Number(element.getAttribute("fill-opacity") ?? 1);
  canvas.fillStyle = fill.startsWith("url(") ? hatch(canvas) : fill === "none" ? "transparent" : fill;
  canvas.strokeStyle = stroke ?? "transparent";
  canvas.lineWidth = Number(element.getAttribute("stroke-width") ?? 1);
  canvas.setLineDash((element.getAttribute("stroke-dasharray") ?? "").split(" ").filter(Boolean).map(Number));
}

function write(canvas, element) {
  canvas.font = `${inherited(element, "font-size")}px ${inherited(element, "font-family")}`;
  canvas.textAlign = element.getAttribute("text-anchor") ?? "start";
  let at = number(element, "x");
  for (const piece of element.childNodes) {
    if (piece.nodeType === Node.ELEMENT_NODE) {
      paint(canvas, piece);
      at += number(piece, "dx");
    }
    canvas.fillText(piece.textContent, at, number(element, "y"));
    at += canvas.measureText(piece.textContent).width;
  }
}

const SHAPES = {
  rect: (canvas, shape) => canvas.fillRect(number(shape, "x"), number(shape, "y"), number(shape, "width"), number(shape, "height")),
  line: (canvas, shape) => canvas.stroke(new Path2D(`M${number(shape, "x1")} ${number(shape, "y1")}L${number(shape, "x2")} ${number(shape, "y2")}`)),
  circle(canvas, shape) {
    canvas.beginPath();
    canvas.arc(number(shape, "cx"), number(shape, "cy"), number(shape, "r"), 0, 2 * Math.PI);
    canvas.fill();
  },
  path: (canvas, shape) => canvas.stroke(new Path2D(shape.getAttribute("d"))),
  text: write,
};

function draw(canvas, element) {
  canvas.save();
  const moved = /translate\(([\d.-]+) ([\d.-]+)\)/.exec(element.getAttribute("transform") ?? "");
  if (moved) canvas.translate(Number(moved[1]), Number(moved[2]));
  const shape = SHAPES[element.localName];
  if (shape) {
    paint(canvas, element);
    shape(canvas, element);
  } else if (["svg", "g"].includes(element.localName)) for (const child of element.children) draw(canvas, child);
  canvas.restore();
}

async function png(address) {
  const svg = (await part(address)).documentElement;
  const sheet = document.createElement("canvas");
  sheet.width = number(svg, "width") * SCALE;
  sheet.height = number(svg, "height") * SCALE;
  const canvas = sheet.getContext("2d");
  canvas.scale(SCALE, SCALE);
  draw(canvas, svg);
  return new Promise((resolve) => sheet.toBlob(resolve, "image/png"));
}

function save(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Show the buttons, each of which saves its picture. */
export function share() {
  for (const button of document.querySelectorAll("button[data-picture]")) {
    button.hidden = false;
    button.addEventListener("click", async () => save(await png(button.dataset.picture), "chat.png"));
  }
}
