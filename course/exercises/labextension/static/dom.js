// Small helpers for building elements. Text is always text: nothing here parses HTML.

let lastId = 0;

/** Return a fresh id for ARIA references. */
export function freshId() {
  lastId += 1;
  return `wc-${lastId}`;
}

/** Build an element: attributes, `on…` listeners, children (nulls are left out). */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Show the pieces of a prompt (see course.exercises.markup). */
export function inline(pieces) {
  return pieces.map(([form, text, address]) => {
    if (form === "text") return text;
    if (form === "link") return h("a", { href: /^https?:/.test(address) ? address : null, rel: "noopener" }, text);
    return h({ strong: "strong", em: "em", code: "code" }[form] ?? "span", {}, text);
  });
}

/** Show an item: its text, after its key where it has one of its own. */
export function itemText([key, text]) {
  return key === text ? [text] : [h("span", { class: "wc-key" }, key), " ", text];
}

/** Return a count with its word: "1 sentence", "3 sentences". */
export function plural(count, word) {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** Return how many words a text has, counted as the checks count them. */
export function countWords(text) {
  return text.trim() ? text.trim().split(/\s+/u).length : 0;
}

/** Let Tab reach one element of a group only, and the arrows the others. */
export class Rover {
  constructor() {
    this.rows = [];
  }

  /** Set the elements as rows of columns; the first, or the one that had focus, is reached by Tab. */
  set(rows) {
    const had = this.current;
    this.rows = rows.filter((row) => row.length);
    const all = this.rows.flat();
    for (const element of all) element.tabIndex = -1;
    const reached = all.includes(had) ? had : all[0];
    if (reached) reached.tabIndex = 0;
    this.current = reached;
  }

  /** Make an element the one that Tab reaches, and focus it unless told otherwise. */
  go(element, { focus = true } = {}) {
    if (!element) return;
    if (this.current) this.current.tabIndex = -1;
    element.tabIndex = 0;
    this.current = element;
    if (focus && document.activeElement !== element) element.focus();
  }

  /** Handle an arrow, Home or End; returns whether it was one. */
  onKey(event) {
    const row = this.rows.findIndex((columns) => columns.includes(event.target));
    if (row < 0 || event.altKey) return false;
    const column = this.rows[row].indexOf(event.target);
    const single = this.rows.every((columns) => columns.length === 1) || this.rows.length === 1;
    const all = this.rows.flat();
    const rtl = getComputedStyle(event.target).direction === "rtl";
    const back = rtl ? "ArrowRight" : "ArrowLeft";
    const on = rtl ? "ArrowLeft" : "ArrowRight";
    let next = null;
    if (event.key === "Home") next = all[0];
    else if (event.key === "End") next = all.at(-1);
    else if (single && [back, "ArrowUp"].includes(event.key)) next = all[all.indexOf(event.target) - 1];
    else if (single && [on, "ArrowDown"].includes(event.key)) next = all[all.indexOf(event.target) + 1];
    else if (event.key === back) next = this.rows[row][column - 1];
    else if (event.key === on) next = this.rows[row][column + 1];
    else if (event.key === "ArrowUp") next = this.rows[row - 1]?.[Math.min(column, this.rows[row - 1].length - 1)];
    else if (event.key === "ArrowDown") next = this.rows[row + 1]?.[Math.min(column, this.rows[row + 1].length - 1)];
    else return false;
    this.go(next);
    return true;
  }
}
