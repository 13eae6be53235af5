// Plans and orders in files: opened, saved, saved as. A file that has changed meanwhile is not written over: both are shown.

import { ask } from "./api.js";
import { $, counted, field, h, say, words } from "./dom.js";
import { shown } from "./dose.js";

export class Files {
  constructor(draft, catalogue) {
    Object.assign(this, { draft, catalogue });
    this.dialog = $("#dialog");
    $("#open").addEventListener("click", () => this.choose());
    $("#save").addEventListener("click", () => this.save());
    document.addEventListener("open-plan", (event) => this.load("plans", event.detail));
    draft.watch(() => this.stored());
  }

  stored() {
    const { file, changed } = this.draft;
    $("#stored").textContent = !file ? "Nothing is stored until you save" : `${file.kind === "orders" ? "Order" : "Plan"} ${file.id}${changed ? ", changed and not saved" : file.own ? ", saved" : ""}`;
  }

  async choose() {
    if (this.choosing) return; // it was pressed twice
    this.choosing = true;
    const close = () => this.dialog.close();
    let plans;
    let orders;
    try { [{ plans }, { orders }] = await Promise.all([ask("/plans"), ask("/orders")]); } catch (error) { this.problem(error); return; } finally { this.choosing = false; }
    const button = (kind, id, title, more) => h("button", { type: "button", class: "choice", onclick: () => { close(); this.load(kind, id); } }, h("b", {}, title), h("small", {}, more));
    this.dialog.replaceChildren(
      h("h2", { id: "dialog-head" }, "Open"),
      h("h3", {}, "Plans"), h("div", { class: "grid" }, plans.map((one) => button("plans", one.id, one.title, `${one.id} · ${counted(one.exercises.length, "exercise")}${one.own ? " · ours" : ""}`))),
      h("h3", {}, "Orders"), orders.length ? h("div", { class: "grid" }, orders.map((id) => button("orders", id, id, "what one patient gets"))) : h("p", {}, "None yet. Save one, and it can be opened next week."),
      h("div", { class: "row" }, h("button", { type: "button", onclick: () => { close(); document.dispatchEvent(new Event("begin-anew")); } }, "An empty plan"), h("button", { type: "button", class: "main", onclick: close }, "Cancel")));
    this.dialog.showModal();
  }

  // Another plan takes the place of what is here: what is not saved is asked about first.
  load(kind, id) {
    if (!this.draft.changed || !this.draft.plan.exercises.length) { this.take(kind, id); return; }
    this.dialog.replaceChildren(
      h("h2", { id: "dialog-head" }, `Open ${id}?`), h("p", {}, `What is here is not saved${this.draft.order.patient ? "; the patient stays" : ""}.`),
      h("div", { class: "row" },
        h("button", { type: "button", onclick: () => { this.dialog.close(); this.take(kind, id); } }, "Open it"),
        h("button", { type: "button", class: "main", onclick: () => this.dialog.close() }, "Stay here")));
    this.dialog.showModal();
  }

  async take(kind, id) {
    try {
      const answer = await ask(`/${kind}/${id}`);
      const order = { layout: "handout", format: "standard", date: this.catalogue.today, ...answer.draft.order };
      if (kind === "plans") for (const key of ["patient", "goal", "message", "flags", "not_flags"]) if (this.draft.order[key]) order[key] = this.draft.order[key];
      this.draft.replace({ plan: answer.draft.plan, order, weeks: 1 }, { kind, id, etag: answer.etag, own: answer.own });
      say(`${id} is open: ${counted(answer.draft.plan.exercises.length, "exercise")}.`);
    } catch (error) { this.problem(error); }
  }

  save() {
    const { file } = this.draft;
    const name = h("input", { id: "name", value: file && file.own && file.kind === "plans" ? file.id : "", placeholder: "knee-week-2", maxlength: 60, spellcheck: false });
    const note = h("p", { class: "problem", role: "alert" });
    const order = h("input", { id: "order", value: file?.kind === "orders" ? file.id : "", placeholder: "left empty: the next number", maxlength: 60, spellcheck: false });
    const words = this.draft.plan.exercises.filter((entry) => entry.note).length;
    const run = (work) => async () => { note.textContent = ""; try { await work(); this.dialog.close(); } catch (error) { if (error.status === 409) this.conflict(error); else note.textContent = error.problems?.map((one) => `${one.what} ${one.hint ?? ""}`).join(" ") ?? error.message; } };
    this.dialog.replaceChildren(
      h("h2", { id: "dialog-head" }, "Save"),
      h("section", {}, h("h3", {}, "The plan"), h("p", {}, `Exercises and numbers, for whoever needs them. The name, what is special, title, goal and message are not in it${words ? `; the words on ${counted(words, "card")} are` : ""}.`), field("Name of the plan", name), h("div", { class: "row" }, h("button", { type: "button", class: "main", onclick: run(() => this.putPlan(name.value.trim())) }, "Save plan"))),
      h("section", {}, h("h3", {}, "The order"), h("p", {}, "What this patient gets, with the name, what is special and your words, in a file in the folder orders of this machine: for next week."), field("Number of the order", order), h("div", { class: "row" }, h("button", { type: "button", onclick: run(() => this.putOrder(order.value.trim(), name.value.trim())) }, "Save order"))),
      note, h("div", { class: "row" }, h("button", { type: "button", onclick: () => this.dialog.close() }, "Cancel")));
    this.dialog.showModal();
    name.focus();
  }

  async putPlan(id) {
    if (!id) throw Object.assign(new Error(""), { problems: [{ what: "Give the plan a name: small letters, digits and hyphens.", hint: "" }] });
    const { file } = this.draft;
    const over = file?.kind === "plans" && file.own && file.id === id;
    const source = file?.kind === "plans" ? file.id : null;
    const answer = await ask(`/plans/${encodeURIComponent(id)}`, { method: "PUT", data: { draft: this.draft.data(), source }, etag: over ? file.etag : undefined });
    this.draft.now.plan = answer.draft.plan;
    this.draft.stored({ kind: "plans", id, etag: answer.etag, own: true });
    say(`The plan ${id} is saved.`);
  }

  async putOrder(id, plan) {
    const { file } = this.draft;
    const over = file?.kind === "orders" && file.own && file.id === id;
    const put = () => ask(`/orders/${encodeURIComponent(id || "new")}`, { method: "PUT", data: { draft: this.draft.data() }, etag: over ? file.etag : undefined });
    let answer;
    try { answer = await put(); } catch (error) {
      if (error.problems?.[0]?.code !== "plan-first") throw error;
      if (!plan) { $("#name").focus(); throw Object.assign(new Error(""), { problems: [{ what: "This order has more in it than its plan: exercises were added, moved or decided upon. Give the plan a name above; both are saved.", hint: "" }] }); }
      await this.putPlan(plan);
      answer = await put();
    }
    this.draft.stored({ kind: "orders", id: answer.id, etag: answer.etag, own: true });
    say(`The order ${answer.id} is saved.`);
  }

  conflict(error) {
    const theirs = error.answer.theirs;
    const lines = (plan) => (plan?.exercises ?? []).map((entry) => h("li", {}, `${words(entry.exercise)}${entry.dose ? `: ${shown(entry.dose)}` : ""}`));
    const { file } = this.draft;
    this.dialog.replaceChildren(
      h("h2", { id: "dialog-head" }, "This file has changed"),
      h("p", {}, theirs ? "Somebody has saved it since you opened it, or it was there already. Nothing was written." : "The file is no longer there. Nothing was written."),
      h("div", { class: "two" }, h("section", {}, h("h3", {}, "Here"), h("ol", {}, lines(this.draft.plan))), theirs ? h("section", {}, h("h3", {}, "In the file"), h("ol", {}, lines(theirs.draft.plan))) : ""),
      h("div", { class: "row" },
        theirs && file ? h("button", { type: "button", onclick: () => { this.dialog.close(); this.take(file.kind, file.id); } }, "Take the file's") : "",
        theirs && file ? h("button", { type: "button", onclick: () => { file.etag = theirs.etag; this.save(); } }, "Write over it …") : "",
        h("button", { type: "button", class: "main", onclick: () => this.save() }, "Save under another name …"),
        h("button", { type: "button", onclick: () => this.dialog.close() }, "Cancel")));
    if (!this.dialog.open) this.dialog.showModal();
  }

  problem(error) {
    this.dialog.replaceChildren(h("h2", { id: "dialog-head" }, "This did not work"), (error.problems ?? []).map((one) => h("p", {}, `${one.what} ${one.hint ?? ""}`)), h("div", { class: "row" }, h("button", { type: "button", class: "main", onclick: () => this.dialog.close() }, "Close")));
    if (!this.dialog.open) this.dialog.showModal();
  }
}
