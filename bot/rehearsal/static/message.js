// One message as a bubble. May not talk to the server: what a tap means is the phone's business.

import { element, formatted } from "./words.js";

const clockTime = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const dayName = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });

const moment = (message) => new Date(typeof message.date === "number" ? message.date * 1000 : message.date);
export const day = (message) => dayName.format(moment(message));
export const words = (message) => message.text || message.caption || "";

/** What a message is called where only a line of it is shown. */
export function inOneLine(message) {
  const names = { voice: "Voice message", photo: "Photo", document: message.file?.name || "Document" };
  return words(message).replace(/\s+/g, " ").slice(0, 90) || names[message.kind] || message.kind;
}

function size(bytes) {
  if (bytes === null || bytes === undefined) return "";
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function length(seconds) {
  const whole = Math.round(seconds || 0);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function card(sign, title, detail, file) {
  const inside = [
    element("span", { class: "sign", "aria-hidden": "true" }, sign),
    element("span", { class: "named" }, element("b", { dir: "auto" }, title), element("small", {}, detail)),
  ];
  return file?.url
    ? element("a", { class: "card", href: file.url, download: file.name || "file" }, ...inside)
    : element("div", { class: "card" }, ...inside);
}

function attachment(message) {
  const { kind, file } = message;
  if (kind === "photo" && file) return element("img", { class: "picture", src: file.url, alt: message.caption || "A picture" });
  if (kind === "sticker" && file) return element("img", { class: "sticker", src: file.url, alt: "A sticker" });
  if ((kind === "voice" || kind === "audio") && file) {
    return element("div", { class: "player" },
      element("audio", { src: file.url, controls: true, preload: "none", "aria-label": "Voice message" }),
      element("small", {}, [length(file.duration), size(file.size)].filter(Boolean).join(" · ")));
  }
  if ((kind === "video" || kind === "video_note" || kind === "animation") && file) {
    return element("video", { class: "picture", src: file.url, controls: true, preload: "metadata" });
  }
  if (kind === "document" && file?.mime?.startsWith("image/")) {
    return element("div", {}, element("img", { class: "picture", src: file.url, alt: file.name || "A picture" }),
      card("↓", file.name || "Picture", size(file.size), file));
  }
  if (file) return card("↓", file.name || kind, [file.mime, size(file.size)].filter(Boolean).join(" · "), file);
  if (kind && kind !== "text") return card("•", kind, "shown on a real phone", null);
  return null;
}

function keyboard(message) {
  const rows = (message.buttons || []).filter((row) => row.length);
  if (!rows.length) return null;
  return element("div", { class: "keyboard", role: "group", "aria-label": "Choices" }, ...rows.map((row) =>
    element("div", { class: "row" }, ...row.map((button) =>
      element("button", { type: "button", class: "choice", dir: "auto", "data-tap": button.data, "data-url": button.url },
        button.text)))));
}

function quoted(message, earlier) {
  if (!message.reply_to) return null;
  const first = typeof message.reply_to === "object" ? message.reply_to : earlier.get(message.reply_to);
  const line = first ? inOneLine(first) : "An earlier message";
  return element("a", { class: "quoted", href: `#${first?.message_id ?? ""}`, dir: "auto", "data-to": first?.message_id }, line);
}

function footing(message) {
  const marks = [message.edited ? "edited" : "", clockTime.format(moment(message))].filter(Boolean).join(" ");
  return element("span", { class: "footing" }, element("time", { datetime: moment(message).toISOString() }, marks));
}

/** The whole message: reply preview, attachment, words, buttons, time. `earlier` maps ids to messages. */
export function bubble(message, earlier) {
  const mine = message.from === "person";
  const parts = [quoted(message, earlier), attachment(message)];
  const text = words(message);
  if (text) parts.push(element("div", { class: "words", dir: "auto" }, formatted(text, message.entities || [])));
  const inside = element("div", { class: "bubble" }, ...parts.filter(Boolean), footing(message));
  const acts = element("div", { class: "acts" },
    element("button", { type: "button", class: "act", "data-act": "reply", "aria-label": "Reply to this message" }, "Reply"));
  if (mine && message.kind === "text") {
    acts.append(element("button", { type: "button", class: "act", "data-act": "edit", "aria-label": "Edit this message" }, "Edit"));
  }
  const bare = !text && message.kind === "sticker" ? " bare" : "";
  return element("article", { class: `message ${mine ? "mine" : "theirs"}${bare}`, "data-id": message.message_id,
    "aria-label": mine ? "From this phone" : "From the bot" },
    element("div", { class: "line" }, inside, acts), ...[keyboard(message)].filter(Boolean));
}
