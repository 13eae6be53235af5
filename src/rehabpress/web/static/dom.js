// Elements and words for the reader of the screen. Text is always set as text, never as markup.

export const $ = (selector, root = document) => root.querySelector(selector);
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (["value", "checked", "disabled", "selected", "hidden"].includes(name)) element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function say(words) {
  const place = $("#say");
  place.textContent = "";
  requestAnimationFrame(() => { place.textContent = words; });
}

export const words = (text) => String(text).replaceAll("-", " ");
export const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

export function options(select, list, chosen) {
  select.replaceChildren(...list.map(([value, text]) => h("option", { value, selected: value === (chosen ?? "") }, text)));
  return select;
}

let serial = 0;
export const fresh = (name) => `${name}-${++serial}`;

// A label, its control, and room for what is wrong with it.
export function field(label, control, { path = "", wide = false, hint = "" } = {}) {
  const id = control.id || fresh("field");
  const target = control.matches("input, select, textarea") ? control : $("input, select, textarea", control);
  target.id = target.id || id;
  if (path) target.dataset.path = path;
  const note = h("span", { class: "problem", id: `${target.id}-problem` });
  target.dataset.note = note.id;
  return h("div", { class: wide ? "f wide" : "f" }, h("label", { for: target.id }, label, hint ? h("small", {}, ` ${hint}`) : null), control, note);
}
