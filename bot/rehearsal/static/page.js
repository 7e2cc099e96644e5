// The page: three phones, the bot's state, the clock, and what to begin with.
// It waits on one address for news, because a browser keeps few connections open to one server.

import { Phone, TITLES } from "./phone.js";
import { get } from "./server.js";
import { Bar } from "./bar.js";
import { element } from "./words.js";

const phones = new Map();
const main = document.querySelector("main");
const tabs = document.querySelector(".tabs");
const order = Object.keys(TITLES);

const ask = document.querySelector("#link-dialog");
let payload = "";

function openLink(wanted, address) {
  payload = wanted;
  ask.querySelector(".address").textContent = address;
  ask.querySelector(".choices").replaceChildren(...[...phones.values()].map((phone) =>
    element("button", { value: String(phone.person.id), "data-role": phone.person.role }, element("b", {}, phone.title))));
  ask.returnValue = "";
  ask.showModal();
}

ask.addEventListener("close", () => {
  const phone = phones.get(Number(ask.returnValue));
  if (!phone) return;
  bringUp(phone);
  phone.attempt(phone.start(payload));
});

function bringUp(phone) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  main.scrollTo({ left: phone.node.offsetLeft - main.offsetLeft, behavior: calm ? "instant" : "smooth" });
}

function add(person) {
  const phone = new Phone(person, openLink);
  const tab = element("button", { type: "button", "data-role": person.role, "aria-controls": phone.node.id }, phone.title);
  tab.addEventListener("click", () => bringUp(phone));
  phone.node.addEventListener("news", () => { if (tab.getAttribute("aria-current") !== "true") tab.classList.add("news"); });
  phone.tab = tab;
  phones.set(person.id, phone);
  const place = (list, node) => list.insertBefore(node, [...list.children].find(
    (other) => order.indexOf(other.dataset.role) > order.indexOf(person.role)) || null);
  place(main, phone.node);
  place(tabs, tab);
  look.observe(phone.node);
  bar.serve(phone);
}

const look = new IntersectionObserver((seen) => {
  for (const one of seen) {
    const phone = [...phones.values()].find((other) => other.node === one.target);
    const front = one.intersectionRatio > 0.6;
    phone.tab.setAttribute("aria-current", String(front));
    if (front) phone.tab.classList.remove("news");
  }
}, { root: main, threshold: [0, 0.6, 1] });

const bar = new Bar(phones);

async function take(news) {
  for (const [id, phone] of phones) {
    if (news.people.some((person) => person.id === id)) continue;
    phone.node.remove();
    phone.tab.remove();
    phones.delete(id);
  }
  for (const person of news.people) {
    if (!phones.has(person.id)) add(person);
    const phone = phones.get(person.id);
    phone.describe(person);
    phone.presence(news.bot);
    if (phone.version !== person.version) await phone.refresh();
  }
  bar.show(news);
}

let seen = "";
for (;;) {
  try {
    const news = await get(`/demo/watch?wait=25&seen=${encodeURIComponent(seen)}`);
    await take(news);
    seen = news.seen;
  } catch (problem) {
    bar.lost();
    seen = "";
    await new Promise((resolve) => { setTimeout(resolve, 1000); });
  }
}
