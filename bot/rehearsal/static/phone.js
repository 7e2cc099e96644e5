// One phone: its chat, its composer, its menu. It shows what the server says and changes nothing by itself.

import { Composer } from "./composer.js";
import { Following } from "./following.js";
import { toggle } from "./menu.js";
import { bubble, day, words } from "./message.js";
import { get, post, Refused } from "./server.js";
import { element } from "./words.js";

export const TITLES = { danish: "Danish side", local: "Local side", staff: "Staff" };
const FIRST = {
  staff: "Begin here: the first coordinator comes in, and makes a partnership.",
  danish: "Staff begin, on the Staff phone. When they have made a partnership, this side opens the invitation they get.",
  local: "Staff begin, on the Staff phone. When they have made a partnership, this side opens the invitation they get.",
};
const LANGUAGES = ["da", "en", "fr", "pt", "es", "ar", "sw", "am", "so", "ti", "ln", "rw", "ne", "uk", "fa"];
const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur", "ps"]);
const DEEP_LINK = /^(?:https?:\/\/(?:www\.)?t(?:elegram)?\.me\/|tg:\/\/resolve\?domain=)([A-Za-z0-9_]+)[?&]start=([A-Za-z0-9_-]{1,64})$/;

function nameOf(code) {
  const own = new Intl.DisplayNames([code], { type: "language" }).of(code);
  return own.charAt(0).toLocaleUpperCase(code) + own.slice(1);
}

export class Phone {
  /** `openLink(payload, address)` asks on which phone a deep link is to be opened. */
  constructor(person, openLink) {
    this.person = person;
    this.openLink = openLink;
    this.version = -1;
    this.shown = new Map();
    this.messages = new Map();
    const node = document.querySelector("#phone").content.cloneNode(true).firstElementChild;
    this.node = node;
    this.find = (selector) => node.querySelector(selector);
    node.dataset.role = person.role;
    node.id = `phone-${person.role}`;
    this.title = TITLES[person.role] || person.first_name;
    this.find("h2").textContent = this.title;
    node.setAttribute("aria-label", `${this.title}: a phone`);
    this.log = this.find(".log");
    this.log.setAttribute("aria-label", `Chat of ${this.title}`);
    this.find(".for-me").setAttribute("aria-label", `Answer for ${this.title}`);
    this.following = new Following(this.log, this.find(".newest"));
    this.composer = new Composer(this);
    this.listen();
    this.describe(person);
  }

  listen() {
    this.log.addEventListener("click", (event) => this.clicked(event));
    this.find(".begin").addEventListener("click", () => this.attempt(this.start()));
    this.find(".come-in").addEventListener("click", () => this.attempt(this.comeIn()));
    this.find("select").addEventListener("change", (event) =>
      this.attempt(post(`/people/${this.person.id}`, { language_code: event.target.value })));
    const menu = this.find(".top .menu");
    const opener = this.find(".more");
    opener.addEventListener("click", () => toggle(menu, opener));
    menu.addEventListener("click", (event) => {
      const act = event.target.closest("button")?.dataset.do;
      if (act) this.attempt(post(`/people/${this.person.id}/${act}`));
      toggle(menu, opener, true);
    });
    this.node.addEventListener("keydown", (event) => {
      if (event.key === "Escape") toggle(menu, opener, true);
    });
  }

  /** What Telegram knows of the person changed: name, language, blocked. */
  describe(person) {
    this.person = person;
    this.find(".bot-name").textContent = person.bot_name || "Partnership talk";
    this.find(".greeting").textContent = person.about || "Nothing has been said here yet.";
    this.find(".first p").textContent = FIRST[person.role] || "";
    this.find(".come-in").hidden = person.role !== "staff";
    const select = this.find("select");
    const codes = LANGUAGES.includes(person.language_code) ? LANGUAGES : [person.language_code, ...LANGUAGES];
    if (!select.options.length) for (const code of codes) select.append(new Option(nameOf(code), code));
    select.value = person.language_code;
    this.find(".body").dir = RIGHT_TO_LEFT.has(person.language_code) ? "rtl" : "ltr";
    this.node.classList.toggle("blocked", Boolean(person.blocked));
    const item = (act, label) => element("button", { type: "button", role: "menuitem", "data-do": act }, label);
    this.find(".top .menu").replaceChildren(
      item("start", "Press START again"),
      person.blocked ? item("unblock", "Unblock the bot") : item("block", "Block the bot"),
      item("deactivate", "Delete this account"));
  }

  /** Presses START, with a link's payload if there is one. */
  start(payload = null) {
    this.following.toNewest();
    return post(`/people/${this.person.id}/start`, payload ? { payload } : {});
  }

  /** Presses the first coordinator's link, as if it had come by another way. */
  async comeIn() {
    const { payload } = await get("/demo/staff-link");
    return this.start(payload);
  }

  presence(bot) {
    const away = bot.state !== "running";
    this.node.classList.toggle("away", away);
    this.find(".presence").textContent =
      this.person.deactivated ? "this account is deleted" : this.person.blocked ? "blocked on this phone"
        : away ? "away; messages wait" : "online";
  }

  async refresh() {
    const first = this.version < 0;
    const chat = await get(`/people/${this.person.id}/chat?after=${this.version}&wait=0`);
    this.version = chat.version;
    this.show(chat.messages.filter((message) => !message.deleted));
    this.composer.offer(chat.commands || []);
    if (chat.toast && !first) this.toast(chat.toast);
  }

  show(messages) {
    const before = this.messages;
    this.messages = new Map(messages.map((message) => [message.message_id, message]));
    const nodes = [];
    let date = "";
    for (const message of messages) {
      if (day(message) !== date) {
        date = day(message);
        nodes.push(this.kept(`day ${date}`, date, () => element("p", { class: "day" }, date)));
      }
      nodes.push(this.kept(message.message_id, JSON.stringify(message), () => bubble(message, this.messages)));
    }
    const present = new Set(nodes);
    for (const [key, held] of this.shown) if (!present.has(held.node)) this.shown.delete(key);
    place(this.log, nodes);
    const fresh = messages.filter((message) => !before.has(message.message_id));
    this.following.keepUp(fresh.length === 1 && before.size > 0);
    const empty = messages.length === 0;
    this.find(".begin").hidden = !empty;
    this.find(".greeting").hidden = !empty;
    this.find(".first").hidden = !empty;
    const now = empty ? "empty" : this.person.role === "staff" ? "staff" : "side";
    for (const button of this.node.querySelectorAll("[data-when]")) button.hidden = button.dataset.when !== now;
    this.find(".composer").hidden = empty;
    if (before.size && fresh.some((message) => message.from === "bot")) this.node.dispatchEvent(new Event("news"));
  }

  /** The node made earlier for the same content, so that focus and playing sound stay where they are. */
  kept(key, content, make) {
    const held = this.shown.get(key);
    if (held?.content === content) return held.node;
    const node = make();
    this.shown.set(key, { content, node });
    return node;
  }

  clicked(event) {
    const target = event.target.closest("button, a");
    if (!target) return;
    const message = this.messages.get(Number(target.closest(".message")?.dataset.id));
    if (target.dataset.tap) this.tap(message, target);
    else if (target.dataset.url) this.follow(target.dataset.url, event);
    else if (target.dataset.command) this.composer.say(target.dataset.command);
    else if (target.dataset.act === "reply") this.composer.replyTo(message);
    else if (target.dataset.act === "edit") this.composer.edit(message, words(message));
    else if (target.classList.contains("quoted")) {
      event.preventDefault();
      this.log.querySelector(`[data-id="${target.dataset.to}"]`)?.scrollIntoView({ block: "center" });
    } else if (target.matches("a[target]")) this.follow(target.getAttribute("href"), event);
  }

  async tap(message, button) {
    button.classList.add("tapped");
    await this.attempt(post(`/people/${this.person.id}/tap`, { message_id: message.message_id, data: button.dataset.tap }));
    setTimeout(() => button.classList.remove("tapped"), 900);
  }

  follow(address, event) {
    const found = DEEP_LINK.exec(address);
    if (found) {
      event.preventDefault();
      this.openLink(found[2], address);
    } else if (!event.target.closest("a")) window.open(address, "_blank", "noopener");
  }

  /** Awaits the server; a refusal is shown on this phone. True when it went well. */
  async attempt(promise) {
    try {
      await promise;
      return true;
    } catch (problem) {
      this.toast(problem instanceof Refused ? problem.message : "The rehearsal server does not answer.");
      return false;
    }
  }

  toast(sentence) {
    const place = this.find(".toast");
    place.textContent = sentence;
    place.hidden = false;
    clearTimeout(this.fading);
    this.fading = setTimeout(() => { place.hidden = true; }, 4000);
  }
}

function place(parent, nodes) {
  nodes.forEach((node, index) => {
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] || null);
  });
  while (parent.children.length > nodes.length) parent.lastElementChild.remove();
}
