// Sentences come from the server, in the reader's language; here only their places are filled.
export const filled = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
