// The library: search, filters, and a card for each exercise with what the rules say of it for this patient.

import { ask, post } from "./api.js";
import { $, all, h, say, words } from "./dom.js";

const GROUPS = { regions: "Part of the body", purposes: "For", positions: "Position", equipment: "Equipment" };
const CALLED = { none: "no equipment", "supine-lying": "on the back", "prone-lying": "on the front", "side-lying": "on the side", "all-fours": "hands and knees", "low-back-and-pelvis": "low back and pelvis" };

export class Library {
  constructor(draft, catalogue, { add, told }) {
    Object.assign(this, { draft, catalogue, add, told });
    this.chosen = { regions: [], purposes: [], positions: [], equipment: [] };
    this.verdicts = {};
    this.found = Object.keys(catalogue.exercises);
    this.favourites = new Set();
    this.starred = false;
    this.asked = 0;
    this.stale = false; // whether what is listed is not yet what is asked for
    this.problems = []; // flags that nobody knows
    this.whole = true; // whether what is found has all of the words
    this.plans = []; // for the part of the body that is looked for
    this.filters();
    $("#words").addEventListener("input", () => { this.old(); clearTimeout(this.timer); this.timer = setTimeout(() => this.search(), 120); });
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && !event.target.closest("input, textarea, select, dialog")) { event.preventDefault(); $("#words").focus(); }
    });
    draft.watch((what) => { if (what.shape || what.name?.startsWith("order/flags")) this.search(); });
    this.render();
    this.search();
    ask("/favourites").then((answer) => this.keep(answer)).catch((error) => say(error.message));
  }

  filters() {
    const press = (group, value, button) => {
      const list = this.chosen[group];
      const at = list.indexOf(value);
      if (at < 0) list.push(value); else list.splice(at, 1);
      button.setAttribute("aria-pressed", String(at < 0));
      this.search();
    };
    const chip = (group, value) => h("button", { type: "button", class: "chip", "aria-pressed": "false", onclick: (event) => press(group, value, event.currentTarget) }, CALLED[value] ?? words(value));
    const star = h("button", { type: "button", class: "chip", "aria-pressed": "false", onclick: (event) => { this.starred = !this.starred; event.currentTarget.setAttribute("aria-pressed", String(this.starred)); this.render(); } }, "★ ours");
    const groups = Object.entries(this.catalogue.choices).map(([group, values]) => h("div", { class: "chips", role: "group", "aria-label": GROUPS[group] }, values.map((value) => chip(group, value)), group === "equipment" ? star : null));
    const [regions, purposes, ...more] = groups;
    $("#filters").replaceChildren(regions, h("details", {}, h("summary", {}, "More filters"), purposes, more));
  }

  old() {
    this.stale = true;
    $("#cards").setAttribute("aria-busy", "true");
  }

  async search() {
    clearTimeout(this.timer);
    const turn = ++this.asked;
    this.old();
    const asked = { words: $("#words").value, ...this.chosen, flags: this.draft.order.flags ?? [], conditions: this.draft.plan.conditions ?? [] };
    try {
      const answer = await post("/exercises", asked);
      if (turn !== this.asked) return;
      this.found = answer.found;
      this.whole = answer.whole;
      this.plans = answer.plans;
      this.verdicts = answer.verdicts;
      this.problems = answer.problems;
      this.fresh(null);
      this.told();
    } catch (error) {
      if (turn !== this.asked) return;
      if (error.status === 503) { this.timer = setTimeout(() => this.search(), 400); return; }
      this.found = [];
      this.fresh(error.message);
    }
  }

  fresh(failed) {
    this.failed = failed;
    this.stale = false;
    $("#cards").removeAttribute("aria-busy");
    this.render();
  }

  // Add what was pressed, once the list is the one that is asked for, and only if it is still there and may be done. Whoever looks for the next
  // one meanwhile still wants what was pressed.
  async take(id) {
    const words = $("#words").value;
    while (this.stale) await new Promise((done) => setTimeout(done, 30));
    if (!this.failed && (this.found.includes(id) || $("#words").value !== words) && !this.stopped(id)) this.add(id);
    else say(`${this.catalogue.exercises[id].name} is not added: the list has changed.`);
  }

  stopped(id) { return ["no", "ask"].includes(this.verdicts[id]?.kind); }

  render() {
    const planned = new Set(this.draft.plan.exercises.map((entry) => entry.exercise));
    const shown = this.found.filter((id) => this.catalogue.exercises[id] && (!this.starred || this.favourites.has(id)));
    const not = shown.filter((id) => this.stopped(id)).length;
    $("#found").textContent = not ? `${shown.length}, ${not} not for this patient` : `${shown.length}`;
    const at = document.activeElement?.closest("#cards [data-key]")?.dataset.key;
    const cards = shown.map((id) => this.card(id, planned.has(id)));
    const plans = this.catalogue.plans.filter((plan) => this.plans.includes(plan.id));
    $("#plans").replaceChildren(...(plans.length ? ["Plans: ", ...plans.map((plan) => h("button", { type: "button", class: "chip", onclick: () => document.dispatchEvent(new CustomEvent("open-plan", { detail: plan.id })) }, plan.title))] : []));
    $("#partly").textContent = cards.length && !this.whole && !this.failed ? "None has all of these words; these have the most of them." : "";
    $("#cards").replaceChildren(...(cards.length ? cards : [h("li", { class: "none", role: this.failed ? "alert" : null }, h("p", {}, this.failed ?? "No exercise fits all of this."), this.failed ? h("button", { type: "button", onclick: () => this.search() }, "Search again") : h("button", { type: "button", onclick: () => this.reset() }, "Show all"))]));
    if (at) all("#cards [data-key]").find((one) => one.dataset.key === at)?.focus();
  }

  reset() {
    $("#words").value = "";
    for (const list of Object.values(this.chosen)) list.length = 0;
    this.starred = false;
    for (const chip of all("#filters .chip")) chip.setAttribute("aria-pressed", "false");
    $("#words").focus();
    this.search();
  }

  card(id, planned) {
    const exercise = this.catalogue.exercises[id];
    const verdict = this.verdicts[id] ?? { kind: "yes", reasons: [] };
    const facts = [CALLED[exercise.positions[0]] ?? words(exercise.positions[0] ?? ""), exercise.equipment.length ? exercise.equipment.join(", ") : "nothing needed", exercise.level].filter(Boolean).join(" · ");
    const why = { no: "Not for this patient. ", ask: "A clinician decides. ", change: "With a change. " }[verdict.kind];
    const reason = verdict.reasons[0];
    const favourite = this.favourites.has(id);
    const button = this.stopped(id)
      ? h("button", { type: "button", "data-key": `why-${id}`, "aria-label": `Why is ${exercise.name} not for this patient?`, onclick: () => this.why(id) }, "Why")
      : h("button", { type: "button", "data-key": `add-${id}`, class: planned ? "in" : "", "aria-label": planned ? `${exercise.name} is in the plan: show it` : `Add ${exercise.name}`, onclick: () => this.take(id) }, planned ? "✓" : "Add");
    return h("li", { class: `card ${verdict.kind}` },
      figure(this, id),
      h("div", { class: "about" },
        h("h3", {}, exercise.name),
        why ? h("p", { class: "why" }, h("b", {}, why), reason?.text ?? "", reason ? ` (${reason.by})` : "") : h("p", {}, facts)),
      button,
      h("button", { type: "button", class: "star", "data-key": `star-${id}`, "aria-pressed": String(favourite), "aria-label": `${exercise.name} is one of ours`, onclick: () => this.star(id) }, favourite ? "★" : "☆"));
  }

  keep(answer) {
    this.favourites = new Set(answer.draft.exercises);
    this.etag = answer.etag;
    this.render();
  }

  // The clinic's favourites are a file of the project: written at once, unless somebody else has changed it meanwhile.
  async star(id) {
    const { name } = this.catalogue.exercises[id];
    const wanted = new Set(this.favourites);
    if (!wanted.delete(id)) wanted.add(id);
    try {
      this.keep(await ask("/favourites", { method: "PUT", data: { exercises: [...wanted] }, etag: this.etag }));
      say(`${name} is ${wanted.has(id) ? "" : "no longer "}one of ours.`);
    } catch (error) {
      if (error.status === 409) this.keep(error.answer.theirs ?? { draft: { exercises: [] }, etag: "" });
      say(error.status === 409 ? "Somebody has changed the favourites meanwhile. They are shown now as they are; try again." : error.message);
    }
  }

  why(id) {
    const exercise = this.catalogue.exercises[id];
    const verdict = this.verdicts[id];
    const instead = exercise.instead.filter((one) => this.catalogue.exercises[one] && !this.stopped(one));
    const dialog = $("#dialog");
    const close = () => dialog.close();
    dialog.replaceChildren(
      h("h2", { id: "dialog-head" }, exercise.name),
      h("ul", { class: "reasons" }, verdict.reasons.map((one) => h("li", {}, one.text, " ", h("b", {}, `(${one.by})`)))),
      instead.length ? h("p", {}, "What may be done instead:") : null,
      h("div", { class: "row" },
        instead.map((one) => h("button", { type: "button", onclick: () => { this.add(one); close(); } }, `Add ${this.catalogue.exercises[one].name}`)),
        h("button", { type: "button", onclick: () => { this.add(id); close(); } }, "Add it all the same …"),
        h("button", { type: "button", class: "main", onclick: close }, "Close")),
    );
    dialog.showModal();
  }
}

export function figure(page, id) {
  const body = page.draft.order.body || page.draft.plan.body || "";
  if (!page.catalogue.figures.includes(id)) return h("span", { class: "figure", "aria-hidden": "true" });
  return h("img", { class: "figure", src: `/figure/${id}.svg${body ? `?body=${encodeURIComponent(body)}` : ""}`, alt: "", loading: "lazy", decoding: "async", width: 92, height: 66 });
}

