// The form is the state: a plan, what one patient gets of it, and the steps back. It lives in this tab.

const MOST_STEPS = 200;
const copy = (value) => JSON.parse(JSON.stringify(value));

export const blank = (today) => ({ plan: { id: "new-plan", conditions: [], clinic: "", exercises: [] }, order: { layout: "handout", format: "standard", date: today }, weeks: 1 });

export class Draft {
  constructor(start) {
    this.now = copy(start);
    this.file = null; // {kind, id, etag, own}: where it was opened from or saved to
    this.saved = JSON.stringify(start);
    this.back = [];
    this.forth = [];
    this.last = { name: "", at: 0 };
    this.watchers = [];
  }

  get plan() { return this.now.plan; }
  get order() { return this.now.order; }
  get changed() { return JSON.stringify(this.now) !== this.saved; }

  watch(watcher) { this.watchers.push(watcher); }

  // Change it. ``name`` is the field: typing in one field is one step back. ``shape``: more than the value of a field has changed.
  change(edit, { name = "", shape = true } = {}) {
    const before = JSON.stringify(this.now);
    edit(this.now);
    if (JSON.stringify(this.now) === before) return;
    const same = name && name === this.last.name && Date.now() - this.last.at < 1500;
    if (!same) this.back.push(before);
    if (this.back.length > MOST_STEPS) this.back.shift();
    this.last = { name, at: Date.now() };
    this.forth = [];
    this.told({ shape, name });
  }

  step(from, to) {
    if (!from.length) return false;
    to.push(JSON.stringify(this.now));
    this.now = JSON.parse(from.pop());
    this.last = { name: "", at: 0 };
    this.told({ shape: true });
    return true;
  }
  undo() { return this.step(this.back, this.forth); }
  redo() { return this.step(this.forth, this.back); }

  replace(now, file) {
    this.now = copy(now);
    this.now.weeks ??= 1;
    this.file = file;
    this.saved = JSON.stringify(this.now);
    this.back = [];
    this.forth = [];
    this.told({ shape: true, opened: true });
  }

  stored(file) {
    this.file = file;
    this.saved = JSON.stringify(this.now);
    this.told({ shape: false, stored: true });
  }

  told(what) { for (const watcher of this.watchers) watcher(what); }

  // As it is sent: without what is empty.
  data() {
    const typed = Object.entries(this.order).map(([key, value]) => [key, typeof value === "string" ? value.trim().replace(/\s+/g, " ") : value]); // a word is still being typed
    const order = Object.fromEntries(typed.filter(([key, value]) => value !== "" && value !== null && !(Array.isArray(value) && !value.length && key !== "annexes")));
    const plan = copy(this.plan);
    for (const [key, value] of Object.entries(plan)) if (value === "" || value === null || (value && typeof value === "object" && !Object.keys(value).length && key !== "exercises" && key !== "conditions" && key !== "annexes")) delete plan[key];
    for (const entry of plan.exercises ?? []) { // a later stage that says nothing yet
      while (entry.later?.length && !Object.keys(entry.later.at(-1).dose ?? {}).length) entry.later.pop();
      if (!entry.later?.length) delete entry.later;
    }
    return { plan, order, weeks: this.now.weeks };
  }
}
