// The bar on top (bot, clock, start over) and "answer for me" under each phone.

import { post } from "./server.js";

const STATES = {
  running: "The bot is running", starting: "The bot is starting", away: "The bot is away",
};
const shownTime = new Intl.DateTimeFormat("en-GB", {
  weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
const lastLine = (text) => text.trim().split("\n").at(-1);
const SECONDS = { hour: 3600, day: 86400, week: 604800 };

export class Bar {
  constructor(phones) {
    this.phones = phones;
    this.find = (selector) => document.querySelector(selector);
    this.find("#kill").addEventListener("click", () => this.attempt("/bot/kill"));
    this.find("#power").addEventListener("click", () => this.attempt(this.on ? "/bot/stop" : "/bot/start"));
    for (const button of document.querySelectorAll("[data-forward]")) {
      button.addEventListener("click", () => this.forward(button.dataset.forward));
    }
    const over = this.find("#over-dialog");
    this.find("#over").addEventListener("click", () => { over.returnValue = ""; over.showModal(); });
    over.addEventListener("close", () => { if (over.returnValue) this.attempt("/demo/scenario", { name: over.returnValue }); });
    this.find("#begin-card").addEventListener("click", (event) => this.begin(event.target.dataset.begin));
    setInterval(() => this.tick(), 1000);
  }

  async begin(name) {
    if (!name) return;
    if (name !== "empty") return this.attempt("/demo/scenario", { name });
    const staff = [...this.phones.values()].find((phone) => phone.person.role === "staff");
    staff.tab.click();
    await staff.attempt(staff.comeIn());
  }

  async attempt(path, body) {
    try {
      await post(path, body);
    } catch (problem) {
      this.say(problem.message, true);
    }
  }

  now() {
    return new Date(Date.now() + this.ahead);
  }

  forward(step) {
    if (SECONDS[step]) return this.attempt("/clock", { advance_seconds: SECONDS[step] });
    const then = this.now();
    const date = then.getUTCDate();
    then.setUTCMonth(then.getUTCMonth() + 1);
    if (then.getUTCDate() !== date) then.setUTCDate(0);
    return this.attempt("/clock", { to: then.toISOString() });
  }

  tick() {
    if (this.ahead === undefined) return;
    const now = this.now();
    this.find("#now").textContent = shownTime.format(now);
    for (const phone of this.phones.values()) {
      phone.find(".hour").textContent = now.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    }
  }

  show(news) {
    this.ahead = news.clock.offset_seconds * 1000;
    this.tick();
    document.body.dataset.bot = news.bot.state;
    this.find("#bot-state").textContent = STATES[news.bot.state] || news.bot.state;
    this.find("#kill").disabled = news.bot.state !== "running";
    this.on = news.bot.state !== "away";
    this.find("#power").textContent = this.on ? "Switch off" : "Switch on";
    for (const phone of this.phones.values()) this.progress(phone, news.answering[phone.person.id]);
    const { scenario } = news;
    const said = [...this.phones.values()].some((phone) => phone.messages.size);
    this.find("#begin-card").hidden = said || scenario?.state === "running" || !this.phones.size;
    if (scenario?.state === "running") this.say(scenario.says, false, true);
    else if (scenario?.state === "stuck") this.say(scenario.says, true);
    else if (!this.on && news.bot.last_words) this.say(`The bot has ended. Its last words: ${lastLine(news.bot.last_words)}`, true);
    else this.find("#strip").hidden = true;
  }

  say(sentence, wrong = false, busy = false) {
    const strip = this.find("#strip");
    strip.hidden = false;
    strip.classList.toggle("wrong", wrong);
    strip.classList.toggle("busy", busy);
    strip.querySelector("span").textContent = sentence;
  }

  lost() {
    document.body.dataset.bot = "away";
    this.say("The rehearsal server does not answer. Is “make demo” still running? This page tries again by itself.", true);
  }

  /** Lets the buttons under a phone answer for its person. */
  serve(phone) {
    const person = phone.person.id;
    for (const button of phone.node.querySelectorAll("[data-much]")) {
      button.addEventListener("click", () => phone.attempt(post("/demo/answer", { person, how_much: button.dataset.much })));
    }
    phone.find(".halt").addEventListener("click", () => phone.attempt(post("/demo/answer/stop", { person })));
  }

  progress(phone, answering) {
    const busy = answering?.state === "running";
    phone.find(".amounts").hidden = busy;
    phone.find(".halt").hidden = !busy;
    phone.find(".progress").textContent = answering?.says || "";
    phone.find(".for-me").classList.toggle("busy", busy);
    phone.find(".for-me").classList.toggle("stuck", answering?.state === "stuck");
  }
}
