// The plan in the middle: whose it is, what to keep safe from, numbers for all, and a card for each exercise.

import { post } from "./api.js";
import { $, all, counted, field, fresh, h, options, say, words } from "./dom.js";
import { FROM_WEEK, NUMBERS, SIDES, shown, step, stepped, typed } from "./dose.js";
import { figure } from "./library.js";

const FOR_ALL = ["times_per_day", "days_per_week", "sets", "reps", "hold"];
const TO_SAY = "to say";
const REFUSED_FLAG = "Nothing is kept safe by it. What hurts is the condition: choose it above. For what must not be done use a word of the list, or take the exercises out of the plan.";
// What is said to this patient in other words than the plan says it.
const WORDS = [["goal", "Goal", "Your goal: …"], ["title", "Title", ""], ["message", "Message", "under the title"]];
const MAIN = ["reps", "sets", "hold", "times_per_day", "days_per_week", "side"];

export class PlanPane {
  constructor(draft, catalogue, library) {
    Object.assign(this, { draft, catalogue, library });
    this.open = null; // the place of the card that shows its numbers
    this.told = { cards: [], problems: [], planned: {} };
    draft.watch((what) => { if (what.opened) this.begun(); if (what.shape) this.render(); });
    $("#form").addEventListener("submit", (event) => event.preventDefault());
    this.render();
  }

  begun() {
    this.open = null;
    this.told.planned = {};
    $("#flag").value = "";
    this.refused = "";
  }

  set(path, value, { shape = false } = {}) {
    this.draft.change((now) => {
      const keys = path.split("/");
      let at = now;
      for (const key of keys.slice(0, -1)) at = at[key] ??= {};
      if (value === "" || value === null || (Array.isArray(value) && !value.length)) delete at[keys.at(-1)];
      else at[keys.at(-1)] = value;
    }, { name: path, shape });
  }

  text(path, label, { value = "", placeholder = "", wide = false, hint = "" } = {}) {
    const input = h("input", { value, placeholder, "data-key": path, oninput: (event) => this.set(path, event.target.value) });
    return field(label, input, { path, wide, hint });
  }

  choice(path, label, list, { value = "", wide = false, shape = false } = {}) {
    const select = options(h("select", { "data-key": path, onchange: (event) => this.set(path, event.target.value, { shape }) }), list, value);
    return field(label, select, { path, wide });
  }

  render() {
    const at = document.activeElement?.dataset?.key;
    this.who();
    this.safe();
    this.forAll();
    this.list();
    this.tell(this.told);
    if (at) all("[data-key]", $("#form")).find((one) => one.dataset.key === at && !one.disabled)?.focus();
  }

  who() {
    const { plan, order } = this.draft;
    const clinics = Object.entries(this.catalogue.clinics);
    const clinic = this.catalogue.clinics[order.clinic || plan.clinic];
    const conditions = h("div", { class: "tags", "data-path": "plan/conditions", tabindex: "-1" },
      plan.conditions.map((name, place) => h("span", { class: "tag" }, this.catalogue.conditions[name] ?? words(name), h("button", { type: "button", "data-key": `condition-${name}`, "aria-label": `Take out ${this.catalogue.conditions[name] ?? name}`, onclick: () => this.draft.change((now) => now.plan.conditions.splice(place, 1)) }, "✕"))),
      options(h("select", { "aria-label": "Add a condition", "data-key": "add-condition", onchange: (event) => { const name = event.target.value; if (name) this.draft.change((now) => now.plan.conditions.push(name)); } }),
        [["", plan.conditions.length ? "+" : "Choose one"], ...Object.entries(this.catalogue.conditions).filter(([name]) => !plan.conditions.includes(name))]));
    $("#who").replaceChildren(...[
      this.text("order/patient", "Patient", { value: order.patient ?? "", hint: "printed, not stored" }),
      this.text("plan/next_visit", "Come back", { value: plan.next_visit ?? "", placeholder: "in two weeks" }),
      clinics.length > 1 ? this.choice("order/clinic", "Clinic", [["", this.catalogue.clinics[plan.clinic] ? `${this.catalogue.clinics[plan.clinic].name} (as planned)` : "choose"], ...clinics.map(([id, one]) => [id, one.name])], { value: order.clinic, shape: true }) : "",
      h("div", { class: "f conditions" }, h("span", { class: "label", id: "conditions-label" }, "Condition"), conditions, h("span", { class: "problem" })),
      ...WORDS.map(([name, label, hint]) => this.text(`order/${name}`, label, { value: order[name] ?? "", hint, placeholder: this.told.planned[name] ?? "" })),
    ].filter(Boolean));
    if (!plan.clinic && !order.clinic && clinics.length === 1) this.draft.plan.clinic = clinics[0][0];
  }

  flagName(word) {
    const id = word.split(":")[0].trim();
    const week = /week=(\d+)/.exec(word)?.[1];
    return (this.catalogue.flags[id]?.name ?? word) + (week ? `, week ${week}` : "");
  }

  safe() {
    const flags = this.draft.order.flags ?? [];
    const not = this.draft.order.not_flags ?? [];
    const known = Object.entries(this.catalogue.flags);
    const input = h("input", { id: "flag", value: $("#flag")?.value ?? "", list: "flags", placeholder: "thin bones, pregnant 28 weeks …", "data-key": "flag", maxlength: 120,
      onkeydown: (event) => { if (event.key === "Enter") { event.preventDefault(); this.addFlag(event.target); } }, oninput: () => this.refuseFlag(""), onchange: (event) => this.addFlag(event.target) });
    $("#safe").replaceChildren(h("fieldset", { class: flags.length ? "safe on" : "safe" },
      h("legend", {}, "Keep safe"),
      h("div", { class: "tags" },
        flags.map((word, place) => h("span", { class: "tag", "data-path": `order/flags/${place}` }, this.flagName(word), h("button", { type: "button", "aria-label": `Take out ${this.flagName(word)}`, onclick: () => this.draft.change((now) => now.order.flags.splice(place, 1)) }, "✕"), h("span", { class: "problem" }))),
        not.map((name, place) => h("span", { class: "tag no", "data-path": `order/not_flags/${place}` }, `no ${words(name)}`, h("button", { type: "button", "aria-label": `Ask again about ${words(name)}`, onclick: () => this.draft.change((now) => now.order.not_flags.splice(place, 1)) }, "✕"), h("span", { class: "problem" }))),
        h("span", { class: "add" }, h("label", { for: "flag", class: flags.length ? "unseen" : "" }, "What is special about this patient? "), input, h("span", { class: "problem", id: "flag-problem", role: "alert" }), h("datalist", { id: "flags" }, known.map(([id, one]) => h("option", { value: one.also[0] && !one.also[0].includes("{") ? one.also[0] : words(id) }, one.name))))),
      h("div", { id: "asks" })));
    if (this.refused) this.refuseFlag(this.refused);
  }

  // A flag that the rules know; another word stays in the field, with why nothing is kept safe by it.
  async addFlag(input) {
    const word = input.value.trim().replace(/\s+/g, " ");
    if (!word || this.asking === word) return;
    this.asking = word;
    const { problems } = await post("/exercises", { flags: [word] }).catch((error) => ({ problems: error.problems ?? [{ what: error.message, hint: "" }] }));
    this.asking = null;
    const now = $("#flag"); // drawn anew meanwhile, or another word typed
    if (now.value.trim().replace(/\s+/g, " ") !== word) return;
    if (problems.length) { this.refuseFlag(`${problems[0].what} ${problems[0].hint} ${REFUSED_FLAG}`); return; }
    now.value = "";
    this.refuseFlag("");
    if ((this.draft.order.flags ?? []).includes(word)) return;
    this.draft.change((draft) => { (draft.order.flags ??= []).push(word); });
    say(`${this.flagName(word)} is kept in mind.`);
    if (document.activeElement === document.body) $("#flag").focus();
  }

  refuseFlag(words) {
    this.refused = words;
    const input = $("#flag");
    $("#flag-problem").textContent = words;
    if (words) { input.setAttribute("aria-invalid", "true"); input.setAttribute("aria-describedby", "flag-problem"); }
    else for (const name of ["aria-invalid", "aria-describedby"]) input.removeAttribute(name);
  }

  forAll() {
    const { plan, order } = this.draft;
    const presets = Object.entries(this.catalogue.presets);
    const chosen = this.catalogue.presets[plan.preset];
    $("#all").replaceChildren(h("fieldset", { class: "forall" }, h("legend", {}, "For every exercise"), h("div", { class: "dose" },
      FOR_ALL.map((name) => this.number("plan/dose", name, plan.dose?.[name] ?? "", chosen?.dose[name] ?? "own")),
      this.choice("order/side", "Side", [["", "planned"], ["each", "each side"], ["left", "left"], ["right", "right"]], { value: order.side }),
      presets.length ? this.choice("plan/preset", "Preset", [["", "none"], ...presets.map(([id, one]) => [id, one.name])], { value: plan.preset, shape: true }) : "")));
  }

  // A number with buttons for one less and one more: for the mouse, as the arrow keys do the same in the field.
  number(below, name, value, placeholder) {
    const [, label, example] = [...NUMBERS, FROM_WEEK].find(([one]) => one === name);
    const path = `${below}/${name}`;
    if (name === "side") {
      const select = options(h("select", { "data-key": path, onchange: (event) => this.setSide(Number(path.split("/")[2]), event.target.value) }), [["", this.planned(path)], ...SIDES.slice(1)], this.draft.order.side || value);
      return field(label, select, { path });
    }
    const input = h("input", { value: String(value), placeholder: String(placeholder), "data-key": path, "aria-keyshortcuts": stepped(name) ? "ArrowUp ArrowDown" : null, maxlength: 30, inputmode: ["load", "hold", "duration", "rest", "tempo"].includes(name) ? "text" : "numeric",
      class: value === "" ? "given" : "",
      oninput: (event) => { event.target.className = event.target.value ? "" : "given"; if (!event.target.value) event.target.placeholder = this.below(path); this.set(path, event.target.value.trim() ? typed(event.target.value) : ""); },
      onkeydown: (event) => { if (event.key === "ArrowUp" || event.key === "ArrowDown") { event.preventDefault(); by(event.key === "ArrowUp" ? 1 : -1); } } });
    const by = (more) => {
      const next = step(name, input.value || (/\d/.test(input.placeholder) ? input.placeholder : ""), more);
      if (!next) return;
      input.value = next;
      input.className = "";
      this.set(path, typed(next));
      say(`${label} ${next}`);
    };
    const hint = /\d/.test(example) && input.inputMode === "text" && value === "" && !placeholder ? `such as ${example}` : "";
    if (!stepped(name)) return field(label, input, { path, hint });
    return field(label, h("span", { class: "step" },
      h("button", { type: "button", tabindex: "-1", "data-key": `${path}-less`, "aria-label": `${label}: less`, onclick: () => by(-1) }, "−"), input,
      h("button", { type: "button", tabindex: "-1", "data-key": `${path}-more`, "aria-label": `${label}: more`, onclick: () => by(1) }, "+")), { path, hint });
  }

  // What holds where a field is left empty: what the last paper says, unless that was the field itself.
  below(path) {
    const [, , place, , name] = path.split("/");
    if (path.startsWith("plan/dose/")) return this.catalogue.presets[this.draft.plan.preset]?.dose[path.split("/").at(-1)] ?? "own";
    const entry = this.draft.plan.exercises[place];
    if (!entry || name === undefined || path.includes("/later/")) return "";
    const said = this.draft.plan.dose?.[name] ?? this.catalogue.exercises[entry.exercise]?.dose[name] ?? "";
    return String(name in (entry.dose ?? {}) ? said : this.cardOf(entry)?.numbers[name] ?? said);
  }

  list() {
    const entries = this.draft.plan.exercises;
    $("#list").replaceChildren(...entries.map((entry, place) => this.item(entry, place, entries.length)));
    const empty = $("#empty");
    empty.hidden = entries.length > 0;
    if (!entries.length && !empty.childElementCount) {
      empty.replaceChildren(h("h3", {}, "An empty plan"), h("p", {}, "Add exercises from the left, or begin with a plan:"),
        h("div", { class: "grid" }, this.catalogue.plans.map((plan) => h("button", { type: "button", class: "choice", onclick: () => this.begin(plan.id) }, h("b", {}, plan.title), h("small", {}, counted(plan.exercises.length, "exercise"))))));
    }
    $("#list").hidden = !entries.length;
    $("#sums").hidden = !entries.length;
  }

  begin(id) { document.dispatchEvent(new CustomEvent("open-plan", { detail: id })); }

  item(entry, place, count) {
    const exercise = this.catalogue.exercises[entry.exercise];
    const name = exercise?.name ?? entry.exercise;
    const open = this.open === place;
    const body = fresh("numbers");
    const path = `plan/exercises/${place}`;
    const item = h("li", { class: open ? "item open" : "item", "data-path": path, "data-place": place },
      h("span", { class: "grip", "aria-hidden": "true", title: "Drag to another place" }, "⠿"),
      figure(this, entry.exercise),
      h("div", { class: "about" },
        h("h3", {}, h("button", { type: "button", class: "open-card", "data-key": `${path}-open`, "aria-expanded": String(open), "aria-controls": body, onclick: () => this.toggle(place) }, h("span", { class: "nr" }, String(place + 1)), " ", name)),
        h("p", { class: "for-side" }), h("p", { class: "said" })),
      h("div", { class: "buttons" },
        h("button", { type: "button", "data-key": `${path}-up`, disabled: place === 0, "aria-label": `Move ${name} up`, onclick: () => this.move(place, place - 1, "up") }, "↑"),
        h("button", { type: "button", "data-key": `${path}-down`, disabled: place === count - 1, "aria-label": `Move ${name} down`, onclick: () => this.move(place, place + 1, "down") }, "↓"),
        h("button", { type: "button", "data-key": `${path}-out`, "aria-label": `Take ${name} out`, onclick: () => this.remove(place) }, "✕")),
      h("div", { class: "problem stop" }),
      h("div", { id: body, class: "numbers", hidden: !open }));
    if (open) this.numbers($(".numbers", item), entry, exercise, path);
    this.drag($(".grip", item), place);
    return item;
  }

  numbers(room, entry, exercise, path) {
    const dose = entry.dose ?? {};
    const library = exercise?.dose ?? {};
    const expected = (name) => this.below(`${path}/dose/${name}`);
    const timed = "duration" in library || exercise?.needs.includes("duration");
    const first = MAIN.map((name) => (name === "reps" && timed ? "duration" : name)).filter((name) => (name !== "side" || exercise?.changes) && (name !== "hold" || "hold" in library || "hold" in dose || exercise?.needs.includes("hold")));
    const rest = NUMBERS.map(([name]) => name).filter((name) => !first.includes(name) && (name !== "side" || exercise?.changes));
    const numbers = (names, below, has) => names.map((name) => this.number(below, name, has[name] ?? "", name === "side" ? "" : expected(name)));
    const fields = (names) => numbers(names, `${path}/dose`, dose);
    const presets = Object.entries(this.catalogue.presets);
    const begin = (numbers) => this.draft.change((now) => { const one = now.plan.exercises[this.open]; if (Object.keys(numbers).length) one.dose = Object.fromEntries(Object.entries(numbers).filter(([name]) => name !== "hold" || "hold" in library).map(([name, value]) => [name, typed(String(value))])); else delete one.dose; });
    room.replaceChildren(
      h("div", { class: "dose" }, fields(first)),
      h("details", { open: rest.some((name) => name in dose) }, h("summary", {}, "Load, effort, tempo and more"), h("div", { class: "dose" }, fields(rest))),
      this.text(`${path}/note`, "A word for this patient", { value: entry.note ?? "", wide: true, placeholder: "printed on the card" }),
      h("div", { class: "row presets", role: "group", "aria-label": "Begin with" }, h("span", {}, "Begin with"),
        h("button", { type: "button", class: "chip", onclick: () => begin({}) }, Object.keys(library).length ? `the library: ${shown(library)}` : "no numbers of its own"),
        presets.map(([, one]) => h("button", { type: "button", class: "chip", title: shown(one.dose), onclick: () => begin(one.dose) }, one.name))),
      this.later(entry, path, (below, has) => [
        h("div", { class: "dose" }, numbers(first.filter((name) => name !== "side"), below, has)),
        h("details", { open: rest.some((name) => name in has) }, h("summary", {}, "Load, effort, tempo and more"), h("div", { class: "dose" }, numbers(rest.filter((name) => name !== "weeks" && name !== "side"), below, has)))]),
      entry.override ? h("p", { class: "override" }, h("b", {}, "Decided otherwise: "), `${entry.override.by}: ${entry.override.reason} `, h("button", { type: "button", onclick: () => this.draft.change((now) => { delete now.plan.exercises[this.open].override; }) }, "Take back")) : "");
  }

  // How it goes on: from a week on, the numbers that change then.
  later(entry, path, fields) {
    const stages = entry.later ?? [];
    const edit = (change) => this.draft.change((now) => { const one = now.plan.exercises[this.open]; const list = one.later ?? []; change(list); if (list.length) one.later = list; else delete one.later; });
    const add = () => {
      edit((list) => list.push({ from_week: Number(list.at(-1)?.from_week ?? 1) + 2, dose: {} }));
      all("#list [data-key]").find((one) => one.dataset.key === `${path}/later/${stages.length}/from_week`)?.focus();
      say("A later stage is added. Numbers that are left empty stay as they are.");
    };
    const takeOut = (number) => { edit((list) => list.splice(number, 1)); all("#list [data-key]").find((one) => one.dataset.key === `${path}/later-add`)?.focus(); };
    return h("div", { class: "stages" },
      stages.map((stage, number) => h("fieldset", { class: "stage", "data-path": `${path}/later/${number}` }, h("legend", { class: "unseen" }, `Stage ${number + 2}`),
        h("div", { class: "row" }, this.number(`${path}/later/${number}`, "from_week", stage.from_week ?? "", ""),
          h("button", { type: "button", "aria-label": `Take out what changes from week ${stage.from_week}`, onclick: () => takeOut(number) }, "Take out")),
        fields(`${path}/later/${number}/dose`, stage.dose ?? {}), h("span", { class: "problem" }))),
      h("div", { class: "row" }, h("button", { type: "button", "data-key": `${path}/later-add`, onclick: add }, stages.length ? "And later …" : "More in a later week …")));
  }

  toggle(place) {
    this.open = this.open === place ? null : place;
    this.render();
  }

  add(id) {
    const name = this.catalogue.exercises[id]?.name ?? id;
    const there = this.draft.plan.exercises.findIndex((entry) => entry.exercise === id);
    if (there >= 0) {
      this.open = there;
      this.render();
      $("#list").children[there].querySelector(".open-card").focus();
      return;
    }
    this.open = this.draft.plan.exercises.length;
    this.draft.change((now) => now.plan.exercises.push({ exercise: id }));
    say(`${name} is added: number ${this.draft.plan.exercises.length}.`);
    $("#list").lastElementChild?.scrollIntoView({ block: "nearest" });
  }

  remove(place) {
    const name = this.catalogue.exercises[this.draft.plan.exercises[place].exercise]?.name ?? "It";
    this.open = null;
    this.draft.change((now) => now.plan.exercises.splice(place, 1));
    say(`${name} is taken out. Undo brings it back.`);
    const left = all("#list .item");
    (left[Math.min(place, left.length - 1)]?.querySelector(".open-card") ?? $("#words")).focus();
  }

  move(from, to, way = "") {
    const count = this.draft.plan.exercises.length;
    if (to < 0 || to >= count || to === from) return;
    if (this.open === from) this.open = to; else this.open = null;
    this.draft.change((now) => { const [one] = now.plan.exercises.splice(from, 1); now.plan.exercises.splice(to, 0, one); });
    if (way) {
      const buttons = all(".buttons button", $("#list").children[to]);
      const [up, down] = buttons;
      (way === "up" ? (up.disabled ? down : up) : (down.disabled ? up : down)).focus();
    }
    say(`Place ${to + 1} of ${count}.`);
  }

  swap(place, id) {
    this.draft.change((now) => { now.plan.exercises[place] = { exercise: id }; });
    say(`${this.catalogue.exercises[id].name} is there instead.`);
    $(`#list`).children[place]?.querySelector(".open-card").focus();
  }

  drag(grip, from) {
    grip.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      const items = all("#list .item");
      const moved = items[from];
      moved.classList.add("dragged");
      let to = from;
      const over = (move) => {
        to = items.findIndex((one) => { const box = one.getBoundingClientRect(); return move.clientY < box.top + box.height / 2; });
        to = to < 0 ? items.length - 1 : to > from ? to - 1 : to;
        items.forEach((one, place) => one.classList.toggle("target", place === to && to !== from));
      };
      const end = (done) => {
        grip.removeEventListener("pointermove", over);
        items.forEach((one) => one.classList.remove("dragged", "target"));
        if (done.type === "pointerup") this.move(from, to);
      };
      grip.addEventListener("pointermove", over);
      grip.addEventListener("pointerup", end, { once: true });
      grip.addEventListener("pointercancel", end, { once: true });
    });
  }

  // An exercise may be there twice, for one side each: its card is the one at its place.
  cardOf(entry) {
    const { cards } = this.told;
    const own = cards[this.draft.plan.exercises.indexOf(entry)];
    return own?.id === entry.exercise ? own : cards.find((card) => card.id === entry.exercise);
  }

  // The one side that an exercise is for, and who chose it: a plan that was written for a right leg is opened for a left one, too.
  side(item, entry) {
    const room = $(".for-side", item);
    const { changes } = this.catalogue.exercises[entry?.exercise] ?? {};
    const side = entry && this.cardOf(entry)?.numbers.side;
    room.replaceChildren();
    if (!changes || !["left", "right"].includes(side)) return;
    const opened = JSON.parse(this.draft.saved).plan;
    const before = opened.exercises.find((one) => one.exercise === entry.exercise);
    const own = entry.dose?.side ?? this.draft.plan.dose?.side;
    const as = this.draft.file && own === (before?.dose?.side ?? opened.dose?.side);
    const who = this.draft.order.side ? "as for every exercise" : as ? `as the ${this.draft.file.kind === "orders" ? "order" : "plan"} says` : "";
    room.append(h("b", {}, `${side === "left" ? "Left" : "Right"} ${changes}`), who ? `, ${who}` : "");
  }

  // A side for one exercise; none: what is planned. Was one chosen for every exercise, it stays that of the others.
  setSide(place, side) {
    this.draft.change(({ plan, order }) => {
      const sided = (entry) => this.catalogue.exercises[entry.exercise]?.changes;
      if (order.side) plan.exercises.forEach((entry, other) => { if (other !== place && sided(entry)) entry.dose = { ...entry.dose, side: order.side }; });
      const entry = plan.exercises[place];
      if (side) entry.dose = { ...entry.dose, side };
      else if (!order.side) delete entry.dose?.side;
      delete order.side;
    });
  }

  // What holds where no side is chosen, for the field.
  planned(path) {
    const { plan, order } = this.draft;
    const entry = plan.exercises[path.split("/")[2]];
    const held = order.side ? entry.dose?.side ?? plan.dose?.side ?? this.catalogue.exercises[entry.exercise]?.dose.side : this.below(path);
    const side = SIDES.find(([one]) => one && one === held);
    return `planned${side ? `: ${side[1]}` : ""}`;
  }

  // What came of the last paper: sentences and sums, or problems at their fields.
  tell(told) {
    this.told = { ...told, cards: told.cards?.length ? told.cards : this.told.cards, planned: told.planned ?? this.told.planned };
    const entries = this.draft.plan.exercises;
    for (const [name] of WORDS) all("#who [data-key]").find((one) => one.dataset.key === `order/${name}`).placeholder = this.told.planned[name] ?? "";
    all("#list .item").forEach((item, place) => {
      const card = entries[place] && this.cardOf(entries[place]);
      $(".said", item).textContent = card ? [card.said, ...card.later, ...card.changed].join(" ") : "";
      this.side(item, entries[place]);
      for (const select of all(".numbers select[data-path$='/dose/side']", item)) select.options[0].textContent = this.planned(select.dataset.path);
      for (const input of all(".numbers input", item)) {
        const [, , , part, name] = (input.dataset.path ?? "").split("/");
        if (told.cards?.length && part === "dose" && !input.value) input.placeholder = card?.numbers[name] ?? "";
      }
    });
    if (told.time) {
      const sides = told.sides;
      const over = told.small || (told.budget && sides > told.budget);
      const more = (told.pages?.length ?? sides) - sides;
      const beside = more > 0 ? `, and ${counted(more, "side")} besides` : "";
      const paper = `${told.small || `${counted(sides, "side")} of paper${over ? `, where ${told.budget} would be right` : ""}`}${beside}`;
      $("#sums").replaceChildren(h("span", {}, told.time), h("span", { class: over ? "over" : "" }, paper), entries.length > 8 ? h("span", { class: "over" }, `${entries.length} exercises: few patients keep up with more than 8`) : "");
    }
    const problems = told.problems ?? [];
    this.problems([...problems, ...this.library.problems.filter((one) => !problems.some((other) => other.path === one.path))]);
  }

  problems(problems) {
    for (const one of all(".problem", $("#form"))) one.replaceChildren();
    for (const one of all("[aria-invalid]", $("#form"))) { one.removeAttribute("aria-invalid"); one.removeAttribute("aria-describedby"); }
    all(".bad", $("#form")).forEach((one) => one.classList.remove("bad"));
    for (const one of all("input.missing", $("#form"))) { one.classList.remove("missing"); if (one.placeholder === TO_SAY) one.placeholder = ""; }
    $("#asks")?.replaceChildren();
    this.refuseFlag(this.refused ?? "");
    const rest = [];
    for (const problem of problems) {
      if (problem.code === "unanswered") this.question(problem);
      else if (!this.place(problem)) rest.push(problem);
      if (problem.path.startsWith("plan/dose/")) this.atThoseThatCannot(problem);
    }
    this.sayWrong(problems.filter((one) => !rest.includes(one)));
    const banner = rest.map((one) => `${one.what}${one.hint ? ` ${one.hint}` : ""}`);
    const text = banner.join("\n");
    if ($("#banner").dataset.text !== text) {
      $("#banner").dataset.text = text;
      $("#banner").replaceChildren(...banner.map((line) => h("p", {}, line)));
    }
  }

  // What stands at its field is said, too, once nobody types any more; the banner says the rest by itself.
  sayWrong(problems) {
    const wrong = [...new Set(problems.map((one) => one.what))];
    clearTimeout(this.saying);
    if (wrong.join() === (this.wrong ?? "")) return;
    this.saying = setTimeout(() => {
      this.wrong = wrong.join();
      say(wrong.length ? `${wrong.length > 1 ? `${wrong.length} things to mend. ` : ""}${wrong[0]}` : "All of it is mended.");
    }, 900);
  }

  question(problem) {
    const [name] = problem.names;
    $("#asks").append(h("div", { class: "ask" }, h("span", {}, problem.what),
      h("button", { type: "button", "aria-label": `Yes: ${words(name)}`, onclick: () => this.draft.change((now) => { (now.order.flags ??= []).push(name); }) }, "Yes"),
      h("button", { type: "button", "aria-label": `No: ${words(name)}`, onclick: () => { this.draft.change((now) => { (now.order.not_flags ??= []).push(name); }); $("#flag").focus(); } }, "No")));
  }

  place(problem) {
    const keys = problem.path.split("/");
    while (keys.length) {
      const path = keys.join("/");
      const target = all("[data-path]", $("#form")).find((one) => one.dataset.path === path);
      if (target?.classList.contains("item")) { this.atItem(target, problem); return true; }
      if (target) {
        const room = target.dataset.note ? document.getElementById(target.dataset.note) : $(".problem", target) ?? target.parentElement.querySelector(".problem");
        room.append(h("span", {}, `${problem.what} ${problem.hint}`.trim(), " "));
        if (target.dataset.note) { target.setAttribute("aria-invalid", "true"); target.setAttribute("aria-describedby", target.dataset.note); }
        target.closest(".f, .tag")?.classList.add("bad");
        return true;
      }
      keys.pop();
    }
    return false;
  }

  // A number for every exercise, at the exercise that cannot take it.
  atThoseThatCannot(problem) {
    this.draft.plan.exercises.forEach((entry, place) => { if (problem.what.split(" ").includes(entry.exercise)) this.atItem($("#list").children[place], { ...problem, hint: "" }); });
  }

  atItem(item, problem) {
    const place = Number(item.dataset.place);
    const entry = this.draft.plan.exercises[place];
    item.classList.add("bad");
    const refused = problem.code.startsWith("refused");
    const reasons = refused ? (this.library.verdicts[entry.exercise]?.reasons ?? []).map((one) => one.text) : [];
    const instead = refused ? problem.names : [];
    const names = problem.code === "no-number" ? problem.names : [];
    $(".stop", item).append(h("div", { class: "err" },
      h("p", {}, h("b", {}, problem.what), " ", [...new Set(reasons)].join(" "), " ", problem.hint),
      names.length && this.open !== place ? h("button", { type: "button", "data-key": `plan/exercises/${place}-say`, onclick: () => { this.toggle(place); all("#list [data-path]").find((one) => one.dataset.path === `plan/exercises/${place}/dose/${names[0]}`)?.focus(); } }, "Say it now") : "",
      instead.map((id) => this.catalogue.exercises[id] ? h("button", { type: "button", onclick: () => this.swap(place, id) }, `Swap for ${this.catalogue.exercises[id].name}`) : ""),
      problem.code.startsWith("refused-unless/") ? h("button", { type: "button", onclick: () => this.decide(place, problem) }, "I decide otherwise …") : ""));
    for (const input of all(".numbers [data-path]", item)) {
      if (names.some((name) => input.dataset.path === `plan/exercises/${place}/dose/${name}`)) {
        input.setAttribute("aria-invalid", "true");
        input.closest(".f").classList.add("bad");
        if (input.matches("input")) { input.placeholder = TO_SAY; input.classList.add("missing"); }
      }
    }
  }

  // A clinician's decision against a rule: with a name and a reason, and printed.
  decide(place, problem) {
    const [, giver, id] = problem.code.split("/");
    const clinic = this.catalogue.clinics[this.draft.order.clinic || this.draft.plan.clinic];
    const people = clinic?.clinicians ?? [];
    const dialog = $("#dialog");
    const who = people.length ? options(h("select", { id: "by" }), [["", "Who decides?"], ...people.map((name) => [name, name])], "") : h("input", { id: "by" });
    const why = h("textarea", { id: "reason", rows: 3, maxlength: 400 });
    const note = h("p", { class: "problem", role: "alert" });
    const done = () => {
      if (!who.value.trim() || why.value.trim().split(/\s+/).length < 2) { note.textContent = "A decision needs a name, and a reason in words: both are printed."; (who.value ? why : who).focus(); return; }
      dialog.close();
      this.draft.change((now) => {
        const entry = now.plan.exercises[place];
        const before = entry.override ?? {};
        entry.override = { ...before, [giver]: [...new Set([...(before[giver] ?? []), id])], by: who.value.trim(), reason: why.value.trim().replace(/\s+/g, " "), date: this.draft.order.date ?? this.catalogue.today };
      });
      say("The decision is noted and printed.");
    };
    dialog.replaceChildren(
      h("h2", { id: "dialog-head" }, "Decide otherwise"),
      h("p", {}, h("b", {}, `${problem.what} `), `A clinician may decide that it is right for this patient. Name, reason and day are printed on the paper.`),
      people.length ? "" : h("p", {}, "The clinic names no clinicians who may decide this; add them to its file."),
      field("Who decides", who), field("Why it is right here", why, { wide: true }), note,
      h("div", { class: "row" }, h("button", { type: "button", onclick: () => dialog.close() }, "Cancel"), h("button", { type: "button", class: "main", onclick: done }, "Decide")));
    dialog.showModal();
    who.focus();
  }
}

