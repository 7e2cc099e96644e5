// People's words as DOM nodes: entities become elements, everything else text nodes.
// No string of the chat is ever read as HTML here.

const ELEMENTS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]); // end their own line

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

function link(address, shown) {
  const safe = /^(https?|tg|mailto|tel):/i.test(address);
  return safe ? element("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, shown) : element("span", {}, shown);
}

const command = (word) => element("button", { type: "button", class: "command", "data-command": word }, word);

function spoiler(inside) {
  const hidden = element("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden words: show them" }, inside);
  const show = () => { hidden.classList.add("shown"); hidden.removeAttribute("role"); hidden.removeAttribute("aria-label"); };
  hidden.addEventListener("click", show);
  hidden.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") show(); });
  return hidden;
}

function wrap(entity, inside, text) {
  const covered = text.slice(entity.offset, entity.offset + entity.length);
  if (entity.type === "text_link") return link(entity.url, inside);
  if (entity.type === "url") return link(/^[a-z]+:/i.test(covered) ? covered : `https://${covered}`, covered);
  if (entity.type === "email") return link(`mailto:${covered}`, covered);
  if (entity.type === "phone_number") return link(`tel:${covered}`, covered);
  if (entity.type === "bot_command") return command(covered);
  if (entity.type === "spoiler") return spoiler(inside);
  const name = ELEMENTS[entity.type];
  return name ? element(name, {}, inside) : inside;
}

/** Text with its entities (offsets in UTF-16 units, as JavaScript counts too) as a fragment. */
export function formatted(text, entities = []) {
  const ordered = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const build = (from, to, among) => {
    const parts = document.createDocumentFragment();
    let at = from;
    for (let i = 0; i < among.length; i += 1) {
      const entity = among[i];
      const end = Math.min(entity.offset + entity.length, to);
      if (entity.offset < at || entity.offset >= to) continue;
      parts.append(text.slice(at, entity.offset));
      const within = among.slice(i + 1).filter((other) => other.offset < end);
      const raw = entity.type === "code" || entity.type === "pre";
      const inside = raw ? document.createTextNode(text.slice(entity.offset, end)) : build(entity.offset, end, within);
      parts.append(wrap(entity, inside, text));
      at = BLOCKS.has(entity.type) && text[end] === "\n" ? end + 1 : end;
    }
    parts.append(text.slice(at, to));
    return parts;
  };
  return build(0, text.length, ordered);
}
