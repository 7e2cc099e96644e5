// The page's way to the rehearsal server. Nothing else in the page may call fetch.

/** An answer that was a refusal; `message` is the server's own sentence. */
export class Refused extends Error {}

async function read(response) {
  const said = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(said.error || `the server answered ${response.status}`);
  return said;
}

export const get = async (path) => read(await fetch(path, { cache: "no-store" }));

export const post = async (path, body = {}) =>
  read(await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }));

/** Sends a voice message, picture or file from a person's phone. */
export async function upload(person, kind, file, more = {}) {
  const form = new FormData();
  form.set("kind", kind);
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  form.set("file", file, file.name);
  return read(await fetch(`/people/${person}/send`, { method: "POST", body: form }));
}
