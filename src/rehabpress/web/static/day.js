// The list of the day: dropped, mended cell by cell, made into packets.

import { ask, post } from "./api.js";
import { $, all, counted, h, options, say } from "./dom.js";

const catalogue = await ask("/catalogue");
let table = null;
let timer;
let turn = 0;

async function take(file, columns = "") {
  if (!$("#stop")) $("#run").hidden = true; // what came of the list before
  const kind = file.name.split(".").at(-1).toLowerCase();
  try {
    table = await ask(`/day/list?kind=${encodeURIComponent(kind)}&columns=${encodeURIComponent(columns)}`, { method: "POST", raw: file });
    table.file = file;
    table.packet = table.packets.includes("first-visit") ? "first-visit" : table.packets[0];
    $("#drop").classList.add("small");
    draw();
    await check();
  } catch (error) {
    table = null;
    $("#table").replaceChildren();
    problems(error);
  }
}

const sent = () => ({ headings: table.headings, rows: table.rows, lines: table.lines, packet: table.packet, columns: table.columns });
const problems = (error) => $("#notes").replaceChildren(...(error.problems ?? [{ what: error.message }]).map((one) => h("p", { class: "problem" }, `${one.what} ${one.hint ?? ""}`)));

function draw() {
  const { plan, side } = table;
  const shown = table.headings.map((_, column) => column).filter((column) => !table.over.includes(column));
  const edit = (row, column) => (event) => { table.rows[row][column] = event.target.value; clearTimeout(timer); timer = setTimeout(check, 250); };
  const label = (row, column) => `${table.headings[column] || "column"}, row ${table.lines[row]}`;
  const cell = (row, column, value) => {
    const plans = catalogue.plans.map((one) => [one.id, one.title]);
    const control = column === plan
      ? options(h("select", { "aria-label": label(row, column), onchange: edit(row, column) }), [["", table.given ? "as set for this list" : "choose a plan"], ...plans, ...(value && !plans.some(([id]) => id === value) ? [[value, value]] : [])], value)
      : column === side && ["", "left", "right", "each"].includes(value)
        ? options(h("select", { "aria-label": label(row, column), onchange: edit(row, column) }), [["", "as planned"], ["left", "left"], ["right", "right"], ["each", "each"]], value)
      : h("input", { value, "aria-label": label(row, column), oninput: edit(row, column), maxlength: 300 });
    return h("td", { "data-cell": `${row}-${column}` }, control, h("span", { class: "problem" }));
  };
  $("#table").replaceChildren(
    h("div", { class: "row" }, h("label", { for: "packet" }, "Papers for each patient:"), h("span", {}, options(h("select", { id: "packet", onchange: (event) => { table.packet = event.target.value; check(); } }), table.packets.map((id) => [id, id.replaceAll("-", " ")]), table.packet)),
      h("label", { for: "columns" }, "A list of:"), h("span", {}, options(h("select", { id: "columns", onchange: (event) => take(table.file, event.target.value) }), [["", "whatever its headings say"], ...table.kinds.map((id) => [id, id])], table.columns)),
      h("span", { id: "right", role: "status" })),
    h("div", { class: "table", tabindex: "0", role: "region", "aria-label": "The list" }, h("table", {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Row"), h("th", { scope: "col" }, "Ready"), shown.map((column) => h("th", { scope: "col", "data-head": column }, table.headings[column], h("span", { class: "problem" }))))),
      h("tbody", {}, table.rows.map((row, number) => h("tr", { "data-row": number }, h("td", { class: "state" }, String(table.lines[number])), h("td", { class: "state", "data-state": number }, ""), shown.map((column) => cell(number, column, row[column]))))))),
    h("div", { class: "row" }, h("button", { type: "button", class: "main", id: "make", disabled: true, onclick: make }, "Make the packets"), h("button", { type: "button", onclick: forget }, "Forget the list")));
}

async function check() {
  const mine = ++turn;
  let answer;
  try { answer = await post("/day/check", sent()); } catch (error) { if (mine === turn) problems(error); return; }
  if (mine !== turn || !table) return;
  if (table.side < 0 && answer.problems.some((one) => one.side)) { askForSides(); return; }
  all(".problem", $("#table")).forEach((one) => one.replaceChildren());
  all("[aria-invalid]", $("#table")).forEach((one) => one.removeAttribute("aria-invalid"));
  const bad = new Set();
  const whole = [];
  for (const problem of answer.problems) {
    bad.add(problem.row);
    const words = `${problem.what} ${problem.hint}`.trim();
    const place = $(`[data-cell="${problem.row}-${problem.column}"]`) ?? (problem.row === -1 ? $(`[data-head="${problem.column}"]`) : $(`[data-row="${problem.row}"] [data-cell]`));
    if (!place) { whole.push(words); continue; }
    $(".problem", place).append(`${words} `);
    $("input, select", place)?.setAttribute("aria-invalid", "true");
    if (place.matches("th") && problem.column !== table.plan) $(".problem", place).append(h("button", { type: "button", "aria-label": `Leave out ${table.headings[problem.column]}`, onclick: () => leaveOut(problem.column) }, "Leave it out"));
  }
  const notes = [...table.notes, ...answer.notes.filter((note) => !table.notes.some((one) => one.includes(note))).map((note) => `${note[0].toUpperCase()}${note.slice(1)}.`)];
  $("#notes").replaceChildren(...whole.map((words) => h("p", { class: "problem" }, words)), ...notes.map((note) => h("p", {}, note)));
  const broken = bad.has(-1);
  const out = new Set(answer.out);
  all("tbody tr", $("#table")).forEach((row, number) => {
    row.className = bad.has(number) ? "bad" : broken || out.has(number) ? "" : "good";
    $(`[data-state="${number}"]`).replaceChildren(bad.has(number)
      ? h("button", { type: "button", "aria-label": `Row ${table.lines[number]}: go to what is to mend`, onclick: () => $("[aria-invalid]", row)?.focus() }, "✕ to mend")
      : broken ? "" : out.has(number) ? "– no packet" : "✓ ready");
  });
  $("#right").textContent = broken ? "" : `${answer.right} of ${counted(table.rows.length - out.size, "row")} ready`;
  $("#make").disabled = answer.right === 0;
  $("#make").textContent = answer.right === 1 ? "Make 1 packet" : `Make ${answer.right} packets`;
}

function forget() {
  table = null;
  for (const name of ["#table", "#notes"]) $(name).replaceChildren();
  if (!$("#stop")) $("#run").hidden = true;
  $("#file").value = "";
  $("#file").focus();
  post("/day/forget", {}).catch(() => null);
  say("The list is forgotten.");
}

// A plan for one side, and a list without sides: a column in which they are chosen.
function askForSides() {
  table.side = table.headings.push("side") - 1;
  for (const row of table.rows) row.push("");
  draw();
  check();
}

// A column that no paper needs.
function leaveOut(column) {
  for (const row of [table.headings, ...table.rows]) row.splice(column, 1);
  const after = (one) => (one > column ? one - 1 : one);
  table.over = table.over.filter((one) => one !== column).map(after);
  table.plan = after(table.plan);
  table.side = column === table.side ? -1 : after(table.side);
  draw();
  $("#packet").focus();
  check();
}

async function make() {
  const run = $("#run");
  run.hidden = false;
  try { await post("/day/packets", sent()); } catch (error) { run.replaceChildren(h("p", { class: "problem", role: "alert" }, error.message)); return; }
  await follow();
}

// How far the packets are, until they are made.
async function follow() {
  const run = $("#run");
  run.hidden = false;
  const bar = h("progress", { id: "bar", max: 1, value: 0, "aria-label": "Packets made" });
  const words = h("p", { role: "status" }, "Beginning …");
  run.replaceChildren(h("div", { class: "result" }, h("h2", {}, "Packets"), bar, words, h("div", { class: "row" }, h("button", { type: "button", id: "stop", onclick: () => post("/day/stop", {}) }, "Stop"))));
  for (;;) {
    const now = await ask("/day/progress").catch(() => null);
    if (!now) { words.textContent = "The program is not there. What was made is whole."; return; }
    bar.max = Math.max(1, now.rows);
    bar.value = now.done ?? 0;
    if (now.state === "running") { words.textContent = now.done ? `${now.done} of ${now.rows}` : "Beginning …"; await new Promise((done) => setTimeout(done, 300)); continue; }
    const failed = now.failed ? `, ${counted(now.failed, "row")} without one` : "";
    run.replaceChildren(h("div", { class: "result" }, h("h2", {}, { ready: "Ready", stopped: "Stopped", failed: "This did not work", none: "Forgotten" }[now.state]),
      h("p", { role: "status" }, now.state === "ready" ? `${counted(now.written ?? 0, "packet")} made${failed}; ${counted(now.pages, "page")} to print.` : ["stopped", "none"].includes(now.state) ? "What was made is whole, and in its folder below output/packets." : (now.problems ?? []).map((one) => one.what).join(" ")),
      now.folder ? h("p", {}, "Folder: ", h("code", {}, now.folder)) : "",
      now.pages ? h("div", { class: "row" }, h("a", { class: "button", href: "/day/print.pdf", target: "_blank", rel: "noopener" }, `Print ${counted(now.pages, "page")}`)) : ""));
    return;
  }
}

const drop = $("#drop");
for (const name of ["dragover", "dragenter"]) drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => { event.preventDefault(); if (event.dataTransfer.files[0]) take(event.dataTransfer.files[0]); });
$("#file").addEventListener("change", (event) => { if (event.target.files[0]) take(event.target.files[0]); });
document.body.dataset.ready = "true";
if ((await ask("/day/progress")).state === "running") await follow(); // begun before this page was loaded
