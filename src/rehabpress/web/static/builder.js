// The builder: library, plan and paper over one draft.

import { ask, post } from "./api.js";
import { $, all, h, say } from "./dom.js";
import { Draft, blank } from "./draft.js";
import { Files } from "./files.js";
import { Library } from "./library.js";
import { PaperPane } from "./paper.js";
import { PlanPane } from "./plan.js";

const REST = 30 * 60 * 1000;
const KEPT = "rehabpress-plan";

const catalogue = await ask("/catalogue").catch((error) => { $("#banner").append(h("p", {}, error.message)); throw error; });
const start = blank(catalogue.today);
start.plan.clinic = Object.keys(catalogue.clinics)[0] ?? "";
const draft = new Draft(start);
let plan;
const library = new Library(draft, catalogue, { add: (id) => { plan.add(id); view("plan"); }, told: () => plan?.tell(plan.told) });
plan = new PlanPane(draft, catalogue, library);
const paper = new PaperPane(draft, catalogue, (told) => plan.tell(told));
new Files(draft, catalogue);

// Whether it says something about a patient.
const personal = () => ["patient", "title", "message", "goal"].some((name) => draft.order[name]) || draft.order.flags?.length > 0 || draft.plan.exercises.some((entry) => entry.note || entry.override);

// A plan without a patient outlives a reload of the tab; nothing else does.
draft.watch(() => {
  $("#undo").disabled = !draft.back.length;
  $("#redo").disabled = !draft.forth.length;
  if (!personal() && draft.plan.exercises.length) sessionStorage.setItem(KEPT, JSON.stringify(draft.plan)); else sessionStorage.removeItem(KEPT);
});
const kept = sessionStorage.getItem(KEPT);
if (kept) draft.change((now) => { now.plan = JSON.parse(kept); });

function view(name) {
  $("#main").dataset.view = name;
  for (const button of all(".views button")) button.setAttribute("aria-pressed", String(button.dataset.view === name));
}
for (const button of all(".views button")) button.addEventListener("click", () => view(button.dataset.view));
$(".skip").addEventListener("click", () => view("plan")); // where one pane shows at a time

const undo = () => say(draft.undo() ? "Undone." : "Nothing to undo.");
const redo = () => say(draft.redo() ? "Done again." : "Nothing to do again.");
$("#undo").addEventListener("click", undo);
$("#redo").addEventListener("click", redo);
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || event.target.closest("dialog")) return;
  event.preventDefault();
  if (event.shiftKey) redo(); else undo();
});

function anew(words) {
  draft.replace(start, null);
  sessionStorage.removeItem(KEPT);
  post("/forget", {}).catch(() => null);
  say(words);
}
$("#clear").addEventListener("click", () => { anew("Everything about this patient is forgotten."); $("#words").focus(); });
document.addEventListener("begin-anew", () => anew("An empty plan."));
$("#print").addEventListener("click", () => paper.print());
$("#pdf").addEventListener("click", (event) => { if ($("#pdf").getAttribute("aria-disabled") === "true") event.preventDefault(); });

let rest = setTimeout(forget, REST);
function forget() { anew("Forgotten after 30 minutes of rest."); $("#stored").textContent = "Forgotten after 30 minutes of rest"; }
for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, () => { clearTimeout(rest); rest = setTimeout(forget, REST); }, { passive: true });
addEventListener("beforeunload", (event) => { if (personal() && draft.changed) event.preventDefault(); });
document.body.dataset.ready = "true";
