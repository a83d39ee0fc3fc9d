// The exercise as a widget (VS Code, Colab): it cannot reach the cell, so it offers the line to paste.

import { toLiteral } from "./literal.js";
import { mount } from "./mount.js";

class WidgetRecorder {
  constructor(model) {
    this.model = model;
    this.recorded = toLiteral(model.get("answer"));
  }

  read() {
    const [answer, problem, notice] = ["answer", "problem", "notice"].map((name) => this.model.get(name));
    return { answer, problem, notice };
  }

  write(answer, _delay, report) {
    const literal = toLiteral(answer);
    if (literal === this.recorded) report({ state: "recorded", text: "Recorded in the cell." });
    else report({ state: "lost", text: "Not recorded yet.", line: `    answer=${literal},  # recorded answer` });
  }

  watch() {
    return () => {};
  }

  leave() {
    document.activeElement?.blur();
  }
}

function render({ model, el }) {
  const mounted = mount(el, model.get("exercise"), new WidgetRecorder(model));
  return () => mounted.dispose();
}

export default { render };
