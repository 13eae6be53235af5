// What there is: looked at, and signed by a clinician.

import { ask, post } from "./api.js";
import { $, all, field, h, say, words } from "./dom.js";

const LABELS = { also_called: "Also called", not_if: "Not if", steps: "Steps", start: "Start", feel: "Feel", mistakes: "Common mistakes", stop: "Stop", goal: "Why it helps", movements: "Movements", equipment: "Equipment" };
const CALLED = { usual: "presets", regions: "body regions" };
let listed = [];
let kind = "exercises";
let shown = null; // what is looked at: the piece, what its file says, and whether its paper is there too

async function list() {
  listed = (await ask("/content/all")).content;
  const kinds = [...new Set(listed.map((one) => one.kind))];
  $("#kinds").replaceChildren(...kinds.map((one) => h("button", { type: "button", class: "chip", "aria-pressed": String(one === kind), onclick: (event) => { kind = one; all("#kinds .chip").forEach((chip) => chip.setAttribute("aria-pressed", String(chip === event.currentTarget))); draw(); } }, CALLED[one] ?? words(one))));
  draw();
}

function draw(chosen = "") {
  const asked = $("#words").value.toLowerCase();
  const found = listed.filter((one) => one.kind === kind && `${one.id} ${one.name}`.toLowerCase().includes(asked));
  $("#count").textContent = `${found.length}, ${found.filter((one) => one.state === "signed").length} signed`;
  $("#things").replaceChildren(...found.map((one) => h("button", { type: "button", class: "thing", "aria-pressed": String(one.id === chosen), "data-id": one.id, onclick: () => choose(one) }, h("span", {}, one.name), h("span", { class: `badge ${one.state}` }, one.state))));
}

function value(what) {
  if (Array.isArray(what)) return h("ul", {}, what.map((one) => h("li", {}, value(one))));
  if (what && typeof what === "object") return h("span", {}, Object.entries(what).map(([key, one], number) => [number ? "; " : "", `${words(key.replaceAll("_", " "))}: `, value(one)]).flat());
  return h("span", {}, String(what));
}

// Where the list is above what is chosen, and not beside it, the page goes there: else nothing would seem to happen.
const below = matchMedia("(max-width: 67.99rem)");

async function choose(one) {
  await open(one);
  const head = $("#one h2");
  if (!head || $("#one .back")) return; // another one was chosen meanwhile
  if (!below.matches) { say(`${one.name} is shown.`); return; }
  head.tabIndex = -1;
  head.before(h("button", { type: "button", class: "back", onclick: () => all(".thing").find((thing) => thing.dataset.id === one.id)?.focus() }, "Back to the list"));
  head.focus();
  $("#one").scrollIntoView();
}

async function open(one) {
  all(".thing").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.id === one.id)));
  let whole;
  try { whole = await ask(`/content/${one.kind}/${one.id}`); } catch (error) { $("#one").replaceChildren(h("h2", {}, one.name), ...(one.what ?? [error.message]).map((line) => h("p", { class: "problem" }, line))); return; }
  shown = { one, says: JSON.stringify(whole), paper: false };
  const hidden = new Set(["id", "name", "title", "reviewed_by", "reviewed_on", "review_due", "language"]);
  const by = h("input", { id: "by", placeholder: "Sam Sample, physiotherapist", maxlength: 100 });
  const due = h("input", { id: "due", type: "date", value: whole.due ?? "" });
  const note = h("p", { class: "problem", role: "alert" });
  const sign = async () => {
    try { await post("/content/sign", { kind: one.kind, id: one.id, by: by.value, due: due.value }); } catch (error) { note.textContent = error.problems.map((found) => `${found.what} ${found.hint}`).join(" "); by.focus(); return; }
    say(`${whole.name} is signed.`);
    await list();
    draw(one.id);
    await open(one);
  };
  $("#one").replaceChildren(
    h("h2", {}, whole.name, " ", h("span", { class: `badge ${whole.state}` }, whole.state)),
    one.kind === "exercises" ? h("img", { class: "figure", src: `/figure/${one.id}.svg`, alt: String(whole.says.picture ?? "") }) : "",
    h("dl", {}, Object.entries(whole.says).filter(([key]) => !hidden.has(key)).map(([key, what]) => [h("dt", {}, LABELS[key] ?? words(key.replaceAll("_", " "))), h("dd", {}, value(what))]).flat()),
    h("div", { class: "row" }, h("button", { type: "button", id: "paper", onclick: paper }, "Look at its paper"), h("small", {}, "A change of its file shows when you come back to this page.")),
    h("div", { id: "pages", class: "pages" }),
    h("h3", {}, "Sources"), h("ul", {}, whole.sources.map((source) => h("li", {}, source.title, source.publisher ? `, ${source.publisher}` : "", ` (read ${source.read})`))),
    whole.by ? h("p", {}, `Signed by ${whole.by} on ${whole.on}; to be read again by ${whole.due ?? "no day said"}.`) : "",
    h("div", { class: "sign" }, h("h3", {}, "I have read this and stand for it"), field("Name and role", by), field("To be read again by", due), note,
      h("div", { class: "row" }, h("button", { type: "button", class: "main", onclick: sign }, "Sign"), h("small", {}, "Built-in content is copied into your project first."))));
}

async function paper() {
  const { one } = shown;
  const room = $("#pages");
  try {
    const made = await post("/content/paper", { kind: one.kind, id: one.id });
    if (shown.one !== one) return;
    shown.paper = true;
    room.replaceChildren(h("p", {}, `On the paper of: ${made.plan}`), ...made.pages.map((name, number) => h("figure", {}, h("img", { src: `/page/${name}.jpg?w=800`, alt: `Page ${number + 1} of ${made.pages.length}`, class: "sheet-picture" }), h("figcaption", {}, `${number + 1} of ${made.pages.length}`))));
  } catch (error) { room.replaceChildren(...(error.problems ?? [{ what: error.message }]).map((found) => h("p", { class: "problem", role: "alert" }, `${found.what} ${found.hint ?? ""}`))); }
}

// Whoever comes back from an editor sees the file as it is now. What is being typed for a signature stays.
addEventListener("focus", async () => {
  if (!shown || $("#by")?.value) return;
  const { one, says, paper: open_ } = shown;
  const now = await ask(`/content/${one.kind}/${one.id}`).then(JSON.stringify, () => "");
  if (now === says || shown?.one !== one) return;
  await list();
  draw(one.id);
  await open(one);
  if (open_ && now) await paper();
  say("The file has changed.");
});

$("#words").addEventListener("input", () => draw());
await list();
document.body.dataset.ready = "true";
