// The numbers of a dose: what each is called, and how a button takes one more or less.

export const NUMBERS = [
  ["reps", "Repetitions", "8-10"],
  ["sets", "Sets", "2"],
  ["hold", "Hold", "5-10 s"],
  ["duration", "Go on for", "2 min"],
  ["side", "Side", ""],
  ["times_per_day", "Times a day", "2"],
  ["days_per_week", "Days a week", "7"],
  ["load", "Load", "2 kg"],
  ["effort", "Effort, 0 to 10", "4-6"],
  ["tempo", "Tempo: out-still-back", "3-1-5"],
  ["rest", "Rest between sets", "30 s"],
  ["weeks", "For weeks", "6"],
];
export const FROM_WEEK = ["from_week", "From week", "3"];
export const NAMES = Object.fromEntries(NUMBERS.map(([name, label]) => [name, label]));
export const SIDES = [["", "planned"], ["each", "each side"], ["left", "left"], ["right", "right"], ["alternate", "alternately"]];
const STEPPED = new Set(["reps", "sets", "hold", "duration", "times_per_day", "days_per_week", "effort", "rest", "weeks", "from_week"]);
const MOST = { days_per_week: 7, effort: 10, from_week: 104 };
const LEAST = { from_week: 2 };

export const stepped = (name) => STEPPED.has(name);

// "8-10" and one more: "9-11". A time of ten seconds or more goes in fives.
export function step(name, text, by) {
  const from = String(text || { hold: "4 s", rest: "25 s", duration: "0 min" }[name] || (by > 0 ? "0" : "2"));
  const unit = /[a-z]+$/i.exec(from)?.[0] ?? "";
  const numbers = [...from.matchAll(/\d+/g)].map((found) => Number(found[0]));
  if (!numbers.length) return text;
  const size = unit.startsWith("s") && numbers[0] + by >= 10 ? 5 : 1;
  const next = numbers.map((number) => Math.min(MOST[name] ?? 999, Math.max(LEAST[name] ?? 1, number + by * size)));
  const joined = next[0] === next.at(-1) ? `${next[0]}` : `${next[0]}-${next.at(-1)}`;
  return `${/^about /.test(from) ? "about " : ""}${joined}${unit ? ` ${unit}` : ""}`;
}

// As a file has it: a number where it is one.
export const typed = (text) => (/^[1-9]\d{0,3}$/.test(text.trim()) ? Number(text.trim()) : text.trim());

export const shown = (dose) => Object.entries(dose ?? {}).filter(([name]) => NAMES[name]).map(([name, value]) => `${NAMES[name].toLowerCase()} ${value}`).join(", ");
