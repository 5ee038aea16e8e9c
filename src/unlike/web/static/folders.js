// What was dropped: files as they are, and of folders the files that can be an export, however deep.
const COULD_BE = /\.(txt|json|zip|ics|csv)$/i;
const DEEPEST = 4;
const MOST = 20;

const fileOf = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));

async function* filesOf(entry, depth) {
  if (entry.isFile) {
    if (depth === 0 || COULD_BE.test(entry.name)) yield await fileOf(entry);
    return;
  }
  if (depth >= DEEPEST) return;
  const reader = entry.createReader();
  const readBatch = () => new Promise((resolve, reject) => reader.readEntries(resolve, reject));
  for (let entries = await readBatch(); entries.length; entries = await readBatch()) {
    for (const child of entries) yield* filesOf(child, depth + 1);
  }
}

export async function droppedFiles(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files];
  const files = [];
  for (const entry of entries) {
    for await (const file of filesOf(entry, 0)) {
      files.push(file);
      if (files.length === MOST) return files;
    }
  }
  return files;
}
