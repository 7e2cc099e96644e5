// Where a person writes: text, replies, edits, commands, pictures, files, a voice message.

import { toggle } from "./menu.js";
import { inOneLine } from "./message.js";
import { post, upload } from "./server.js";
import { element } from "./words.js";

const VOICE_SECONDS = 3;

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.reply = null;
    this.editing = null;
    this.form = phone.find(".composer");
    this.field = phone.find("textarea");
    this.field.setAttribute("aria-label", `Message from ${phone.title}`);
    this.commands = phone.find(".commands");
    this.opener = phone.find(".slash");
    this.listen();
  }

  listen() {
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    this.field.addEventListener("input", () => this.grow());
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.send(); }
      if (event.key === "Escape") this.forget();
      if (event.key === "ArrowUp" && !this.field.value) this.editLast(event);
    });
    this.opener.addEventListener("click", () => toggle(this.commands, this.opener));
    this.commands.addEventListener("click", (event) => {
      const word = event.target.closest("button")?.dataset.word;
      if (word) this.say(word);
      toggle(this.commands, this.opener, true);
    });
    this.form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") toggle(this.commands, this.opener, true);
    });
    this.form.querySelector(".cancel").addEventListener("click", () => this.forget());
    this.form.querySelector("input[type=file]").addEventListener("change", (event) => this.attach(event.target));
    this.form.querySelector(".voice").addEventListener("click", () => this.voice());
  }

  /** The bot's commands as Telegram would list them. */
  offer(commands) {
    const wanted = JSON.stringify(commands);
    if (wanted === this.offered) return;
    this.offered = wanted;
    this.opener.hidden = commands.length === 0;
    this.commands.replaceChildren(...commands.map(({ command, description }) =>
      element("button", { type: "button", role: "menuitem", dir: "auto", "data-word": `/${command}` },
        element("b", {}, `/${command}`), element("span", {}, description))));
  }

  async say(text) {
    this.phone.following.toNewest();
    const body = { text };
    if (this.reply) body.reply_to = this.reply.message_id;
    return this.phone.attempt(post(`/people/${this.phone.person.id}/say`, body));
  }

  async send() {
    const text = this.field.value;
    if (!text.trim()) return;
    const sent = this.editing
      ? this.phone.attempt(post(`/people/${this.phone.person.id}/edit`, { message_id: this.editing.message_id, text }))
      : this.say(text);
    this.field.value = "";
    this.grow();
    if (await sent) this.forget();
    else this.field.value ||= text;
  }

  replyTo(message) {
    this.editing = null;
    this.reply = message;
    this.tell(`Reply to: ${inOneLine(message)}`);
  }

  edit(message, text) {
    this.reply = null;
    this.editing = message;
    this.field.value = text;
    this.grow();
    this.tell(`Edit: ${inOneLine(message)}`);
  }

  editLast(event) {
    const last = [...this.phone.messages.values()].reverse().find((message) => message.from === "person" && message.kind === "text");
    if (!last) return;
    event.preventDefault();
    this.edit(last, last.text);
  }

  tell(line) {
    this.form.querySelector(".about").hidden = false;
    this.form.querySelector(".about .line").textContent = line;
    this.field.focus();
  }

  forget() {
    if (this.editing) this.field.value = "";
    this.reply = null;
    this.editing = null;
    this.form.querySelector(".about").hidden = true;
    this.grow();
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 140)}px`;
  }

  more(extra = {}) {
    this.phone.following.toNewest();
    const caption = this.field.value.trim();
    if (caption) extra.caption = caption;
    if (this.reply) extra.reply_to = this.reply.message_id;
    return extra;
  }

  async attach(input) {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    const kind = /^image\/(jpeg|png|webp)$/.test(file.type) ? "photo" : "document";
    const extra = this.more({ file_name: file.name, mime_type: file.type || "application/octet-stream" });
    if (await this.phone.attempt(upload(this.phone.person.id, kind, file, extra))) { this.field.value = ""; this.forget(); }
  }

  async voice() {
    const sound = await (await fetch("/static/sample-voice.ogg")).blob();
    const file = new File([sound], "voice.ogg", { type: "audio/ogg" });
    const extra = this.more({ duration: VOICE_SECONDS, mime_type: "audio/ogg", file_name: "voice.ogg" });
    if (await this.phone.attempt(upload(this.phone.person.id, "voice", file, extra))) { this.field.value = ""; this.forget(); }
  }
}
