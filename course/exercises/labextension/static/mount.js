// The one frame of all kinds: prompt, controls, status line, undo, clear, keys.

import { freshId, h, inline } from "./dom.js";
import { toLiteral } from "./literal.js";
import { VIEWS } from "./views.js";

const MOST_UNDO = 20;
const NOT_ANSWERED = "Not answered yet.";
const NO_ANSWER = { answer: null, problem: "", notice: "" };
const TYPING_MS = 800;
const CLICK_MS = 120;
const COMMON_KEYS = [
  ["Tab", "into the exercise, then on to the buttons below it"],
  ["Ctrl+Z", "takes back the last change"],
  ["Escape", "back to the notebook"],
];

const frames = new Map();

// JupyterLab's command mode listens in the capture phase: a plain "d" would delete a cell. The window
// comes first of all, so keys of an exercise end here; the browser's own action still happens.
function onWindowKey(event) {
  const root = event.target instanceof Element && event.target.closest(".wc-exercise");
  const frame = root && frames.get(root);
  if (frame?.onKey(event)) event.stopPropagation();
}

/**
 * Show an exercise in an element.
 *
 * The recorder keeps the answer: `read()` gives {answer, problem}, `write(answer, delay, report)`
 * keeps a new one and reports {state, text, line} as often as the state changes, `watch(callback)`
 * tells of changes made elsewhere, `leave()` gives the focus back to the notebook.
 */
export function mount(element, state, recorder) {
  const frame = new Frame(state, recorder);
  element.append(frame.root);
  if (!frames.size) window.addEventListener("keydown", onWindowKey, true);
  frames.set(frame.root, frame);
  frame.start();
  return {
    dispose() {
      frame.stop();
      frames.delete(frame.root);
      if (!frames.size) window.removeEventListener("keydown", onWindowKey, true);
    },
  };
}

class Frame {
  constructor(state, recorder) {
    this.state = state;
    this.recorder = recorder;
    this.answer = null;
    this.undoable = [];
    this.said = "";
    this.alone = false;
    this.waiting = false;
    this.turn = 0;
    this.last = ["", false];
    this.id = freshId();
    this.view = VIEWS[state.kind](state, {
      labelledBy: this.id,
      answer: () => this.answer,
      change: (answer, options) => this.change(answer, options),
      say: (text) => this.say(text),
      retell: () => this.retell(),
      flush: () => this.recorder.flush?.(),
      recorder,
    });
    this.root = this.build();
  }

  build() {
    const { state, view } = this;
    this.status = h("p", { class: "wc-status", role: "status" });
    this.undoButton = h("button", { type: "button", onclick: () => this.undo() }, "Undo");
    const [clearing, asking] = view.clearing ?? ["Clear answer", "Clear this answer?"];
    this.clearButton = h("button", { type: "button", onclick: () => this.askClear(true) }, clearing);
    this.clearYes = h("button", { type: "button", onclick: () => this.clear() }, "Clear it");
    this.clearNo = h("button", { type: "button", onclick: () => this.askClear(false) }, "Keep it");
    this.question = h("span", { class: "wc-question", hidden: true }, `${asking} `, this.clearYes, this.clearNo);
    const keys = [...view.keys, ...COMMON_KEYS].map(([key, meaning]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, meaning)]);
    this.keys = h("details", { class: "wc-keys" }, h("summary", {}, "Keys"), h("dl", {}, ...keys));
    this.line = h("code", { class: "wc-line", tabindex: "0" });
    this.copyButton = h("button", { type: "button", onclick: () => this.copyLine() }, "Copy the line");
    this.fallback = h(
      "div",
      { class: "wc-fallback", hidden: true },
      h("p", {}, "This program does not record answers by itself. Put this line in the cell, in place of the one with the same ending, and run the cell:"),
      this.line,
      this.copyButton,
    );
    const actions = view.recordsNothing ? [this.keys] : [this.undoButton, this.clearButton, this.question, this.keys];
    // A fieldset with a legend: the group has its name, and the notebook's outline stays the author's.
    const prompt = h("legend", { class: "wc-prompt", id: this.id, dir: "auto" }, ...inline(state.prompt));
    const help = state.help.length ? h("p", { class: "wc-help", dir: "auto" }, ...inline(state.help)) : null;
    const foot = h("div", { class: "wc-foot" }, this.status, h("div", { class: "wc-actions" }, ...actions));
    return h(
      "div",
      { class: "wc-exercise", "data-kind": state.kind, "data-name": state.name, dir: "auto" },
      h("fieldset", { class: "wc-frame" }, prompt, help, view.element, foot, this.fallback),
    );
  }

  start() {
    this.refresh();
    this.unwatch = this.recorder.watch(() => this.refresh());
    this.view.start?.();
  }

  stop() {
    this.unwatch?.();
    this.view.stop?.();
  }

  /** Show what is recorded, unless it is what is shown. */
  refresh() {
    const { answer, problem, notice } = this.view.recordsNothing ? NO_ANSWER : this.recorder.read();
    const same = this.drawn && toLiteral(answer) === toLiteral(this.answer);
    if (!same) {
      this.answer = answer;
      this.draw();
    }
    if (same && !problem) return;
    this.last = [problem || notice || (answer === null ? "" : "Recorded."), Boolean(problem || notice)];
    this.tell(...this.last);
  }

  draw() {
    this.drawn = true;
    this.view.show(this.answer);
    this.undoButton.disabled = !this.undoable.length;
    this.clearButton.disabled = this.answer === null;
  }

  /** Take a new answer from the controls. */
  change(answer, { say = "", alone = false, typing = false } = {}) {
    if (toLiteral(answer) === toLiteral(this.answer)) return;
    // A text being typed is one step until the writer pauses.
    const now = Date.now();
    if (!(typing && this.typedAt && now - this.typedAt < 2 * TYPING_MS)) {
      this.undoable = [...this.undoable, this.answer].slice(-MOST_UNDO);
    }
    this.typedAt = typing ? now : 0;
    this.alone = alone;
    this.keep(answer, say, typing ? TYPING_MS : CLICK_MS);
  }

  keep(answer, say, delay) {
    this.answer = answer;
    this.said = say;
    this.draw();
    this.waiting = true;
    this.turn += 1;
    const { turn } = this;
    // What became of an earlier change is no news: its words would take the place of this one's.
    this.recorder.write(answer, delay, (report) => turn === this.turn && this.report(report));
  }

  report({ state, text, line }) {
    this.waiting = false;
    this.last = [text, state !== "recorded"];
    this.tell(...this.last);
    this.fallback.hidden = !line;
    if (line) this.line.textContent = line;
  }

  /** Set the status line once per change, so that it is read aloud once. */
  tell(text, warning) {
    const open = this.answer === null && !this.view.recordsNothing && !this.view.isOptional;
    const state = open ? NOT_ANSWERED : `${this.view.progress(this.answer)}.`;
    const said = this.said && (this.alone && this.answer !== null ? `${this.said}.` : `${this.said}. ${state}`);
    const sentence = `${said || state} ${text}`.trim();
    this.said = "";
    if (this.status.textContent !== sentence) this.status.textContent = sentence;
    this.root.classList.toggle("wc-warning", Boolean(warning));
  }

  /** Tell how things stand now; with the change that is being recorded, if there is one. */
  retell() {
    if (this.waiting) this.alone = false;
    else this.tell(...this.last);
  }

  /** Tell something that changes no answer. */
  say(text) {
    this.said = text;
    this.alone = false;
    this.tell("", false);
  }

  undo() {
    if (!this.undoable.length) return;
    const answer = this.undoable.at(-1);
    this.undoable = this.undoable.slice(0, -1);
    this.typedAt = 0;
    this.alone = false;
    this.keep(answer, "Taken back", CLICK_MS);
    if (document.activeElement === this.undoButton && this.undoButton.disabled) this.view.focus();
  }

  askClear(asking) {
    this.question.hidden = !asking;
    this.clearButton.hidden = asking;
    (asking ? this.clearNo : this.clearButton).focus();
  }

  clear() {
    this.question.hidden = true;
    this.clearButton.hidden = false;
    this.change(null, { say: "Cleared" });
    this.view.focus();
  }

  async copyLine() {
    try {
      await navigator.clipboard.writeText(this.line.textContent);
      this.copyButton.textContent = "Copied";
    } catch {
      // Without permission to copy, the line is selected, ready for the keyboard.
      getSelection().selectAllChildren(this.line);
    }
  }

  /** Return whether a key belongs to the exercise and must not reach the notebook. */
  onKey(event) {
    const { key, target } = event;
    const command = event.ctrlKey || event.metaKey;
    const writing = target.matches("textarea, input[type=text], input[type=date], input[type=datetime-local]");
    if (command && key.toLowerCase() === "z" && !event.shiftKey) {
      if (!writing) {
        event.preventDefault();
        this.undo();
      }
      return true;
    }
    if (command || (key === "Enter" && event.shiftKey) || /^F\d/.test(key)) return false;
    if (key === "Escape") {
      event.preventDefault();
      if (!this.question.hidden) this.askClear(false);
      else this.recorder.leave();
      return true;
    }
    if (key !== "Tab" && this.view.onKey?.(event)) event.preventDefault();
    return true;
  }
}
