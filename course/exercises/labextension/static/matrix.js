// matrix: a table with heads that stay in view; each cell is a select.

import { Rover, h, itemText } from "./dom.js";
import { onSelectKey, pickOne } from "./matching.js";

export function matrixView(state, ui) {
  const rover = new Rover();
  const values = [["", "—"], ...state.values.map((value) => [value, value])];
  const total = state.rows.length * state.columns.length;
  const cells = state.rows.map(([row, rowText]) =>
    state.columns.map(([column, columnText]) => {
      const select = pickOne(values, `${rowText}, ${columnText}`, (value) => set(row, column, value));
      return { row, column, select, cell: h("td", {}, select) };
    }),
  );
  rover.set(cells.map((line) => line.map(({ select }) => select)));

  function set(row, column, value) {
    const line = { ...ui.answer()?.[row] };
    if (value) line[column] = value;
    else delete line[column];
    const answer = { ...ui.answer(), [row]: line };
    if (!Object.keys(line).length) delete answer[row];
    ui.change(Object.keys(answer).length ? answer : null);
  }

  const filled = (answer) => Object.values(answer).reduce((sum, line) => sum + Object.keys(line).length, 0);
  const head = h("tr", {}, h("td", {}), state.columns.map((column) => h("th", { scope: "col", dir: "auto" }, ...itemText(column))));
  const body = cells.map((line, place) => h("tr", {}, h("th", { scope: "row", dir: "auto" }, ...itemText(state.rows[place])), line.map(({ cell }) => cell)));
  const table = h("table", { "aria-labelledby": ui.labelledBy }, h("thead", {}, head), h("tbody", {}, body));
  return {
    element: h("div", { class: "wc-matrix" }, table),
    keys: [["← ↑ ↓ →", "from cell to cell"], ["Enter", "opens the list of a cell"], ["1 to 9", "choose by number"], ["Delete", "empties a cell"]],
    progress: (answer) => `${filled(answer)} of ${total} cells filled`,
    show(answer) {
      for (const { row, column, select, cell } of cells.flat()) {
        const value = answer?.[row]?.[column] ?? "";
        if (select.value !== value) select.value = value;
        cell.classList.toggle("wc-on", Boolean(value));
      }
    },
    focus: () => rover.current.focus(),
    onKey: (event) => onSelectKey(event, rover),
  };
}
