// Asking the program that serves this page. Markup comes as a document of its own and never as a string, so that the
// browser can be told to refuse every string that would become markup.

/** A page as a document; rejected where the program has stopped or has no such page. */
export function part(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => (request.status === 200 ? resolve(request.response) : reject(new Error(request.status)));
    request.onerror = () => reject(new Error("stopped"));
    request.send();
  });
}

/** The address that a form leads to, which is sent as a browser would; rejected as above. */
export async function sent(form) {
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.status);
  const { next } = await answer.json();
  return next;
}

/** Values as JSON; rejected as above, or when `signal` is aborted. */
export async function values(address, signal) {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}
