// label and rate: one row of radio buttons for each item, with the words as column heads.

import { Rover, freshId, h, itemText } from "./dom.js";

export function labelView(state, ui) {
  const grid = radioGrid(state.items, state.labels, ui, "labelled");
  const next = h("button", { type: "button", class: "wc-next", onclick: () => grid.goToOpen() }, "Next unlabelled");
  return {
    ...grid,
    element: h("div", {}, grid.element, next),
    show(answer) {
      grid.show(answer);
      next.disabled = Object.keys(answer ?? {}).length === state.items.length;
    },
  };
}

export function rateView(state, ui) {
  const words = [...state.steps, ...(state.unsure ? [state.unsure] : [])];
  if (!state.single) return radioGrid(state.items, words, ui, "rated");
  // The prompt alone is rated: a grid of one item without a name.
  const one = {
    ...ui,
    answer: () => (ui.answer() ? { "": ui.answer() } : null),
    change: (answer, options) => ui.change(answer?.[""] ?? null, options),
  };
  const grid = radioGrid([["", ""]], words, one, "rated", "wc-scale-line");
  return { ...grid, show: (answer) => grid.show(answer ? { "": answer } : null), progress: (answer) => `Rated ${answer}` };
}

function radioGrid(items, words, ui, doneWord, extraClass = "") {
  const rover = new Rover();
  const rows = items.map((item) => {
    const [key, text] = item;
    const id = freshId();
    const name = freshId();
    const cells = words.map((word) => {
      const input = h("input", { type: "radio", name, value: word, "aria-label": word });
      input.addEventListener("change", () => set(key, word, input));
      return { word, input, cell: h("label", { class: "wc-cell" }, input, h("span", { "aria-hidden": "true" }, word)) };
    });
    const head = text ? h("div", { class: "wc-item", id, dir: "auto" }, ...itemText(item)) : null;
    const row = h("div", { class: "wc-row", role: "radiogroup", "aria-labelledby": text ? id : ui.labelledBy }, head, h("div", { class: "wc-cells" }, cells.map(({ cell }) => cell)));
    return { key, cells, row };
  });
  rover.set(rows.map(({ cells }) => cells.map(({ input }) => input)));

  function set(key, word, input) {
    rover.go(input, { focus: false });
    ui.change({ ...ui.answer(), [key]: word });
  }

  const heads = h("div", { class: "wc-heads", "aria-hidden": "true" }, h("div", {}), h("div", { class: "wc-cells" }, words.map((word) => h("div", {}, word))));
  const element = h("div", { class: `wc-grid ${extraClass}` }, items.length > 1 || items[0][1] ? heads : null, rows.map(({ row }) => row));
  element.style.setProperty("--wc-words", words.length);
  element.classList.toggle("wc-wide", words.join("").length > 60 || words.length > 6);

  return {
    element,
    keys: [["↑ ↓", "from item to item"], ["← →", "from word to word"], ["Space", "chooses"], ["1 to 9", "choose by number"]],
    progress: (answer) => `${Object.keys(answer).length} of ${items.length} ${doneWord}`,
    show(answer) {
      for (const { key, cells, row } of rows) {
        for (const { word, input, cell } of cells) {
          input.checked = answer?.[key] === word;
          cell.classList.toggle("wc-on", input.checked);
        }
        row.classList.toggle("wc-done", Boolean(answer?.[key]));
      }
    },
    focus: () => rover.current.focus(),
    goToOpen() {
      const open = rows.find(({ key }) => !ui.answer()?.[key]);
      if (open) rover.go(open.cells[0].input);
    },
    onKey(event) {
      if (rover.onKey(event)) return true;
      const here = rows.find(({ cells }) => cells.some(({ input }) => input === event.target));
      const cell = here && (event.key === "Enter" ? here.cells.find(({ input }) => input === event.target) : here.cells[Number(event.key) - 1]);
      if (!cell) return false;
      rover.go(cell.input);
      set(here.key, cell.word, cell.input);
      return true;
    },
  };
}
