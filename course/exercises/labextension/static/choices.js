// choose and tick: whole rows to click, one Tab stop, arrows between the rows.

import { Rover, freshId, h } from "./dom.js";

export function chooseView(state, ui) {
  return listOfOptions(state, ui, "radio", {
    isChosen: (answer, option) => answer === option,
    toggled: (_, option) => option,
    progress: (answer) => `Chosen: ${answer}`,
    keys: [["↑ ↓", "from option to option"], ["Space", "chooses"], ["1 to 9", "choose by number"]],
  });
}

export function tickView(state, ui) {
  return listOfOptions(state, ui, "checkbox", {
    isChosen: (answer, option) => (answer ?? []).includes(option),
    toggled: (answer, option, on) => {
      let chosen = (answer ?? []).filter((word) => word !== option && word !== state.unsure);
      if (on && option === state.unsure) chosen = [option];
      else if (on) chosen = [...chosen, option];
      // In the order of the options: what is ticked is a set, however it came about.
      chosen = [...state.options, state.unsure].filter((word) => chosen.includes(word));
      return chosen.length ? chosen : null;
    },
    refuses: (answer, option) => state.atMost && option !== state.unsure && (answer ?? []).length >= state.atMost,
    progress: (answer) => `${answer.length} ticked${state.atMost ? ` of at most ${state.atMost}` : ""}`,
    keys: [["↑ ↓", "from option to option"], ["Space", "ticks, or takes the tick away"], ["1 to 9", "tick by number"]],
  });
}

function listOfOptions(state, ui, type, rules) {
  const name = freshId();
  const rover = new Rover();
  const rows = [...state.options, ...(state.unsure ? [state.unsure] : [])].map((option) => {
    const input = h("input", { type, name, value: option });
    input.addEventListener("change", () => set(option, input.checked));
    const row = h("label", { class: option === state.unsure ? "wc-option wc-apart" : "wc-option", dir: "auto" }, input, h("span", {}, option));
    return { option, input, row };
  });
  rover.set(rows.map(({ input }) => [input]));

  function set(option, on) {
    const { input } = rows.find((row) => row.option === option);
    rover.go(input, { focus: false });
    if (on && rules.refuses?.(ui.answer(), option)) {
      input.checked = false;
      ui.say(`Only ${state.atMost} may be ticked: take one away first`);
      return;
    }
    ui.change(rules.toggled(ui.answer(), option, on));
  }

  return {
    element: h("div", { class: "wc-options", role: type === "radio" ? "radiogroup" : "group", "aria-labelledby": ui.labelledBy }, rows.map(({ row }) => row)),
    keys: rules.keys,
    progress: rules.progress,
    show(answer) {
      for (const { option, input, row } of rows) {
        input.checked = rules.isChosen(answer, option);
        row.classList.toggle("wc-on", input.checked);
      }
      const chosen = rows.find(({ input }) => input.checked);
      if (type === "radio" && chosen && !rows.some(({ input }) => input === document.activeElement)) rover.go(chosen.input, { focus: false });
    },
    focus: () => rover.current.focus(),
    onKey(event) {
      if (rover.onKey(event)) return true;
      const here = rows.find(({ input }) => input === event.target);
      const numbered = rows[Number(event.key) - 1];
      const row = here && event.key === "Enter" ? here : here && numbered;
      if (!row) return false;
      rover.go(row.input);
      set(row.option, type === "radio" || !row.input.checked);
      return true;
    },
  };
}
