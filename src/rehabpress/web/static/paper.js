// The paper on the right: real pages as pictures. A page that did not change stays; the changed one comes into view.

import { post } from "./api.js";
import { $, all, counted, field, h, options } from "./dom.js";

const TABS = [["handout", "Handout"], ["routine", "Weekly sheet"], ["summary", "Summary"]];
const FORMATS = [["standard", "Standard print"], ["clear", "Clear print, 14 pt"], ["large", "Large print, 18 pt"]];
const WAIT = 90;

export class PaperPane {
  constructor(draft, catalogue, told) {
    Object.assign(this, { draft, catalogue, told });
    this.key = null;
    this.shown = [];
    draft.watch((what) => { if (what.stored) return; if (what.shape) this.choices(); this.soon(what.shape ? 0 : WAIT); });
    this.choices();
    this.state("empty");
  }

  choices() {
    const { order } = this.draft;
    const at = document.activeElement?.dataset?.key;
    const set = (name, value, shape = true) => this.draft.change((now) => { if (value) now.order[name] = value; else delete now.order[name]; }, { name: `order/${name}`, shape });
    const tab = ([id, text]) => h("button", { type: "button", class: "chip", "data-key": `layout-${id}`, "aria-pressed": String((order.layout ?? "handout") === id), onclick: () => set("layout", id) }, text);
    const more = Object.entries(this.catalogue.layouts).filter(([id]) => !TABS.some(([one]) => one === id));
    const other = more.some(([id]) => id === order.layout) ? order.layout : "";
    const select = (name, label, list, value) => field(label, options(h("select", { "data-key": name, "data-path": `order/${name}`, onchange: (event) => set(name, event.target.value) }), list, value));
    const routine = order.layout === "routine";
    $("#choices").replaceChildren(
      h("div", { class: "chips", role: "group", "aria-label": "Paper" }, TABS.filter(([id]) => this.catalogue.layouts[id]).map(tab),
        options(h("select", { class: other ? "chip on" : "chip", "data-key": "other-layout", "aria-label": "Other papers", onchange: (event) => set("layout", event.target.value || "handout") }), [["", "Other …"], ...more.map(([id, one]) => [id, one.title])], other)),
      h("details", { class: "print", open: this.opened, ontoggle: (event) => { this.opened = event.target.open; } }, h("summary", {}, `${FORMATS.find(([id]) => id === (order.format ?? "standard"))[1]}${order.paper ? `, ${order.paper}` : ""}`),
        h("div", { class: "dose" },
          select("format", "Print", FORMATS, order.format ?? "standard"),
          select("paper", "Paper", [["", "the clinic's"], ["A4", "A4"], ["A5", "A5"], ["Letter", "Letter"]], order.paper),
          select("body", "In the pictures", [["", "as planned"], ...Object.entries(this.catalogue.bodies)], order.body),
          field("Date", h("input", { type: "date", value: order.date ?? "", "data-key": "date", "data-path": "order/date", onchange: (event) => set("date", event.target.value) })),
          order.since ? select("since", "What is new", [["", "is not said"], [order.since, `since ${order.since}`]], order.since) : "")),
      routine ? h("div", { class: "dose" },
        field("Begins on", h("input", { type: "date", value: order.start ?? "", "data-key": "start", onchange: (event) => set("start", event.target.value) })),
        field("Weeks", options(h("select", { "data-key": "weeks", onchange: (event) => this.draft.change((now) => { now.weeks = Number(event.target.value); }) }), Array.from({ length: 12 }, (_, n) => [String(n + 1), String(n + 1)]), String(this.draft.now.weeks)))) : "");
    if (at) all("[data-key]", $("#choices")).find((one) => one.dataset.key === at)?.focus();
  }

  soon(wait) {
    clearTimeout(this.timer);
    if (!this.draft.plan.exercises.length) { this.abort?.abort(); this.clear(); this.told({ cards: [], problems: [] }); return; }
    this.timer = setTimeout(() => this.make(), wait);
    this.slow ??= setTimeout(() => this.state("waiting"), 250);
  }

  async make() {
    this.abort?.abort();
    const abort = this.abort = new AbortController();
    try {
      const answer = await post("/preview", this.draft.data(), { signal: abort.signal });
      if (abort.signal.aborted) return;
      this.key = answer.key;
      this.told(answer);
      await this.show(answer.pages, abort.signal);
      if (!abort.signal.aborted) this.state("live");
    } catch (error) {
      if (error.name === "AbortError" || abort.signal.aborted) return;
      // Superseded: an older request of this tab, given up since, has come in behind this one.
      if (["busy", "superseded"].includes(error.problems?.[0]?.code)) { this.timer = setTimeout(() => this.make(), 400); return; }
      this.key = null;
      this.state(this.shown.length ? "wrong" : "nothing");
      this.told({ cards: [], problems: error.problems ?? [{ path: "", code: "", what: error.message, hint: "", names: [] }] });
    }
  }

  async show(pages, signal) {
    const room = $("#pages");
    const wide = Math.min(1600, [400, 800, 1200, 1600].find((width) => width >= room.clientWidth * devicePixelRatio) ?? 1600);
    const before = this.shown;
    let first = null;
    const figures = pages.map((page, number) => {
      const old = all("figure", room)[number];
      if (old && before[number] === page.name) return old;
      first ??= number;
      const image = h("img", { src: `/page/${page.name}.jpg?w=${wide}`, alt: `Page ${number + 1} of ${pages.length}. The PDF has its words.`, width: Math.round(page.width), height: Math.round(page.height), decoding: "async" });
      return h("figure", {}, image, h("figcaption", {}, `${number + 1} of ${pages.length}`));
    });
    const news = figures.filter((one) => one.parentElement !== room);
    await Promise.all(news.slice(0, 2).map((one) => $("img", one).decode().catch(() => null)));
    if (signal.aborted) return;
    room.replaceChildren(...figures);
    this.shown = pages.map((page) => page.name);
    for (const [number, one] of figures.entries()) { $("figcaption", one).textContent = `${number + 1} of ${pages.length}`; }
    if (first !== null && before.length) {
      const one = figures[first];
      const pane = $(".pane.paper");
      const box = one.getBoundingClientRect();
      const view = pane.getBoundingClientRect();
      if (box.bottom < view.top + 120 || box.top > view.bottom - 120) pane.scrollTo({ top: pane.scrollTop + box.top - view.top - 90, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    }
  }

  clear() {
    this.key = null;
    this.shown = [];
    $("#pages").replaceChildren();
    this.state("empty");
  }

  state(state) {
    if (state !== "waiting") { clearTimeout(this.slow); this.slow = undefined; }
    const live = $("#live");
    live.dataset.state = state;
    $("#pages").classList.toggle("old", state === "wrong");
    $("span", live).textContent = { empty: "No paper yet", waiting: "Setting the paper …", live: "This is the paper", wrong: "The last paper that was right", nothing: "No paper yet: see what is missing" }[state];
    const ready = state === "live" && this.key !== null;
    const count = this.shown.length;
    $("#print").disabled = !ready;
    $("#print").replaceChildren("Print", ready ? h("span", { class: "count" }, counted(count, "page")) : "");
    const pdf = $("#pdf");
    pdf.setAttribute("aria-disabled", String(!ready));
    if (ready) pdf.href = `/paper/${this.key}.pdf?save=1`; else pdf.removeAttribute("href");
    if (state === "empty" && !this.shown.length) $("#pages").replaceChildren(h("div", { class: "sheet" }, h("p", {}, "The paper shows here while you choose.")));
    if (state === "nothing") $("#pages").replaceChildren(h("div", { class: "sheet" }, h("p", {}, "Something is still to say. It is marked in the plan.")));
  }

  print() {
    if (!this.key) return;
    window.open(`/paper/${this.key}.pdf`, "_blank", "noopener");
  }
}
