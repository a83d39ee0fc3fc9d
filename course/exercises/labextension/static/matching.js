// match: two columns of buttons; a plain select in each row is the way of the keyboard.

import { Rover, h, itemText } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

export function matchView(state, ui) {
  const rover = new Rover();
  let taken = null; // {side, key} of the button pressed first

  const left = state.left.map((item) => {
    const [key, text] = item;
    const button = h("button", { type: "button", class: "wc-matchbutton", tabindex: "-1", "aria-pressed": "false", dir: "auto", onclick: () => press("left", key) }, ...itemText(item));
    const select = pickOne([["", "—"], ...state.right], `Match for ${text}`, (value) => join(key, value || null));
    return { key, text, button, select, element: h("div", { class: "wc-matchrow" }, button, select) };
  });
  const right = state.right.map((item) => {
    const [key, text] = item;
    const button = h("button", { type: "button", class: "wc-matchbutton", tabindex: "-1", "aria-pressed": "false", dir: "auto", onclick: () => press("right", key) }, ...itemText(item));
    return { key, text, button };
  });
  rover.set(left.map(({ select }) => [select]));
  const lines = document.createElementNS(SVG, "svg");
  lines.setAttribute("class", "wc-lines");
  lines.setAttribute("aria-hidden", "true");
  const columns = h("div", { class: "wc-match" }, h("div", { class: "wc-column" }, left.map(({ element }) => element)), lines, h("div", { class: "wc-column" }, right.map(({ button }) => button)));
  const watcher = new ResizeObserver(() => drawLines(ui.answer()));

  function press(side, key) {
    if (!taken || taken.side === side) {
      taken = taken?.key === key && taken.side === side ? null : { side, key };
      showTaken();
      return;
    }
    const [from, to] = side === "right" ? [taken.key, key] : [key, taken.key];
    join(from, ui.answer()?.[from] === to ? null : to);
  }

  function join(from, to) {
    taken = null;
    showTaken();
    const answer = { ...ui.answer() };
    if (to && !state.reuse) {
      for (const key of Object.keys(answer)) if (answer[key] === to) delete answer[key];
    }
    if (to) answer[from] = to;
    else delete answer[from];
    const text = (items, key) => items.find(([other]) => other === key)[1];
    const said = to ? `${text(state.left, from)}, matched with ${text(state.right, to)}` : `${text(state.left, from)}, no match`;
    ui.change(Object.keys(answer).length ? answer : null, { say: said });
  }

  function showTaken() {
    for (const [side, items] of [["left", left], ["right", right]]) {
      for (const { key, button } of items) {
        const pressed = taken?.side === side && taken.key === key;
        button.setAttribute("aria-pressed", String(pressed));
      }
    }
  }

  function drawLines(answer) {
    const box = lines.getBoundingClientRect();
    lines.replaceChildren();
    if (!box.width) return;
    for (const { key, element } of left) {
      const goal = right.find((item) => item.key === answer?.[key]);
      if (!goal) continue;
      const middle = (part) => part.getBoundingClientRect().top + part.getBoundingClientRect().height / 2 - box.top;
      const line = document.createElementNS(SVG, "path");
      const [from, to] = [middle(element), middle(goal.button)];
      line.setAttribute("d", `M 0 ${from} C ${box.width / 2} ${from}, ${box.width / 2} ${to}, ${box.width} ${to}`);
      lines.append(line);
    }
  }

  return {
    element: columns,
    keys: [["↑ ↓", "from row to row"], ["Enter", "opens the list of a row"], ["1 to 9", "choose by number"], ["Delete", "takes a match away"]],
    progress: (answer) => `${Object.keys(answer).length} of ${left.length} matched`,
    start: () => watcher.observe(columns),
    stop: () => watcher.disconnect(),
    show(answer) {
      for (const { key, select, element } of left) {
        select.value = answer?.[key] ?? "";
        element.classList.toggle("wc-done", Boolean(answer?.[key]));
      }
      const used = Object.values(answer ?? {});
      for (const { key, button } of right) button.classList.toggle("wc-done", used.includes(key));
      drawLines(answer);
    },
    focus: () => rover.current.focus(),
    onKey: (event) => onSelectKey(event, rover),
  };
}

/** Build a select of keys and texts. */
export function pickOne(items, name, onPick) {
  const select = h("select", { "aria-label": name }, items.map(([key, text]) => h("option", { value: key }, key && key !== text ? `${key} ${text}` : text)));
  select.addEventListener("change", () => onPick(select.value));
  return select;
}

/** Handle the keys of a select that stands in a group: arrows move on, Enter opens, numbers choose. */
export function onSelectKey(event, rover) {
  const { target, key } = event;
  if (!target.matches("select") || !rover.rows.flat().includes(target)) return false;
  if (rover.onKey(event)) return true;
  if (key === "Enter" && target.showPicker) {
    target.showPicker();
    return true;
  }
  const number = ["Delete", "Backspace"].includes(key) ? 0 : Number.parseInt(key, 10);
  if (Number.isNaN(number) || number >= target.options.length) return false;
  target.selectedIndex = number;
  target.dispatchEvent(new Event("change"));
  return true;
}
