// Where answers are kept in JupyterLab and Notebook 7: in the source of the exercise's own cell.

import { readAnswer, toLiteral, writeAnswer } from "./literal.js";

const RETRY_MS = 4000;
const LOST_MS = 5000;
// JupyterLab itself allows this much between the clock of the file and its own note of it.
const CLOCK_MARGIN_MS = 500;
const READ_ONLY = "Not recorded: this notebook is read-only. Make a copy (File → Save As).";
const CHANGED = "Changed in another tab: reload before you go on.";
const UNSAVED = "Recorded here, not yet saved to disk.";
const COPY = "This is a copy of an exercise above, and only the first one counts. Delete this cell.";
const NO_LINE = "Not recorded: the cell has no line that ends in “# recorded answer”.";
const NO_CELL = "Not recorded: answer in the notebook itself, not in a copy of its output.";

const savers = new WeakMap();

export class CellRecorder {
  constructor(app, tracker, node, { exercise, answer, problem, notice }) {
    this.app = app;
    this.tracker = tracker;
    this.node = node;
    this.exercise = exercise;
    this.first = { answer, problem, notice };
  }

  /** Find the notebook and the cell that this output hangs in, or null. */
  locate() {
    let found = null;
    this.tracker.forEach((panel) => {
      const index = panel.content.widgets.findIndex((cell) => cell.node.contains(this.node));
      if (index >= 0) found = { panel, index, cell: panel.content.widgets[index] };
    });
    return found;
  }

  read() {
    const place = this.locate();
    if (!place) return this.first;
    const recorded = readAnswer(place.cell.model.sharedModel.getSource());
    if (!recorded) return { answer: null, problem: NO_LINE };
    const literal = toLiteral(recorded.answer);
    // What the exercise refused when it ran stays refused until the line changes.
    this.refused ??= this.first.problem ? literal : "";
    const problem = recorded.problem || (literal === this.refused ? this.first.problem : "");
    return { answer: problem ? null : recorded.answer, problem, notice: this.notice(place) };
  }

  notice(place) {
    if (this.isCopy(place)) return COPY;
    return isReadOnly(place.panel.context) ? READ_ONLY : this.first.notice;
  }

  /** Tell whether an earlier cell holds an exercise of the same kind and name. */
  isCopy({ panel, index }) {
    const { kind, name } = this.exercise;
    const call = new RegExp(`^\\s*${kind}\\(\\s*["']${name}["']`, "m");
    return panel.content.widgets.slice(0, index).some((cell) => {
      const source = cell.model.type === "code" ? cell.model.sharedModel.getSource() : "";
      return call.test(source) && readAnswer(source) !== null;
    });
  }

  /** Write the answer into the cell at once, and save the notebook after a pause. */
  write(answer, delay, report) {
    const place = this.locate();
    if (!place) return report({ state: "lost", text: NO_CELL });
    const source = place.cell.model.sharedModel.getSource();
    const changed = writeAnswer(source, answer);
    const line = `    answer=${toLiteral(answer)},  # recorded answer`;
    if (changed === null) return report({ state: "lost", text: NO_LINE, line });
    if (changed !== source) place.cell.model.sharedModel.setSource(changed);
    this.tellKernel(place.panel, answer);
    // A read-only notebook keeps the answer on the page, so that a copy of it has the answer too.
    if (isReadOnly(place.panel.context)) return report({ state: "readonly", text: READ_ONLY });
    this.saver = saverOf(this.app, place.panel.context);
    this.saver.save(this, delay, (state, text) => {
      if (state !== "recorded" || !this.isCopy(place)) report({ state, text });
      else report({ state: "copy", text: COPY });
    });
    return undefined;
  }

  /** Save now what waits to be saved. */
  flush() {
    this.saver?.hurry();
  }

  // Checks that run in the kernel ask its registry; a cell need not be run again for them.
  tellKernel(panel, answer) {
    const kernel = panel.sessionContext.session?.kernel;
    if (!kernel || kernel.isDisposed || ["dead", "unknown", "terminating"].includes(kernel.status)) return;
    const module = '"course.exercises.registry"';
    const found = `__import__("sys").modules.get(${module})`;
    const code = `${found} and ${found}.record(${toLiteral(this.exercise.name)}, ${toLiteral(toLiteral(answer))})`;
    try {
      kernel.requestExecute({ code, silent: true, store_history: false, stop_on_error: false });
    } catch {
      // The kernel went away in this moment; the cell has the answer.
    }
  }

  /** Return the value of a Python expression in the kernel, as Python writes it; null if it failed. */
  async ask(expression) {
    const kernel = this.locate()?.panel.sessionContext.session?.kernel;
    if (!kernel) throw new Error("no kernel");
    const asked = { code: "", silent: true, store_history: false, user_expressions: { reply: expression } };
    let content = await reply(kernel, asked);
    // After an error in a cell the kernel drops what waits behind it, and this has nothing to do with it.
    if (content.status === "aborted") content = await reply(kernel, asked);
    return content.user_expressions?.reply?.data?.["text/plain"] ?? null;
  }

  /** Return the source of the Markdown cell with an id, or null. */
  markdown(id) {
    const cells = this.locate()?.panel.content.widgets ?? [];
    return cells.find((cell) => cell.model.id === id)?.model.sharedModel.getSource() ?? null;
  }

  watch(callback) {
    const model = this.locate()?.cell.model.sharedModel;
    const onChange = (_, change) => {
      if (change.sourceChange) callback();
    };
    model?.changed.connect(onChange);
    return () => model?.changed.disconnect(onChange);
  }

  leave() {
    const place = this.locate();
    if (!place) return;
    place.panel.content.activeCellIndex = place.index;
    place.panel.content.mode = "command";
    place.panel.content.node.focus();
    place.panel.content.activate();
  }
}

/**
 * Ask a kernel until it answers or is gone. To a lost kernel JupyterLab keeps a question for ever, and a
 * restart swallows a question without a word: it is asked again, after twice as long each time.
 */
async function reply(kernel, asked) {
  const futures = [];
  const ask = (resolve) => {
    const future = kernel.requestExecute(asked);
    // `done` waits for the kernel to say that it is idle too, and a restart may swallow that alone.
    future.onReply = (message) => resolve(message.content);
    future.done.catch(() => {});
    futures.push(future);
  };
  let watch;
  try {
    return await new Promise((resolve, reject) => {
      let [waited, next] = [0, 1];
      watch = setInterval(() => {
        if (isLost(kernel)) return reject(new Error("no kernel"));
        waited += 1;
        if (waited < next) return undefined;
        next *= 2;
        return ask(resolve);
      }, LOST_MS);
      ask(resolve);
    });
  } finally {
    clearInterval(watch);
    for (const future of futures) future.dispose();
  }
}

function isLost(kernel) {
  return kernel.isDisposed || kernel.status === "dead" || kernel.connectionStatus !== "connected";
}

function isReadOnly(context) {
  return context.model.readOnly || context.contentsModel?.writable === false;
}

function saverOf(app, context) {
  if (!savers.has(context)) savers.set(context, new Saver(app.serviceManager.contents, context));
  return savers.get(context);
}

/** Saves one notebook for all its exercises: one save at a time, never over somebody else's. */
class Saver {
  constructor(contents, context) {
    this.contents = contents;
    this.context = context;
    this.waiting = new Map();
    this.turn = Promise.resolve();
  }

  save(key, delay, report) {
    this.waiting.set(key, report);
    this.arm(delay);
  }

  arm(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hurry(), delay);
  }

  hurry() {
    clearTimeout(this.timer);
    this.turn = this.turn.then(() => this.run());
  }

  async run() {
    if (!this.waiting.size || this.context.isDisposed) return;
    const told = this.waiting;
    this.waiting = new Map();
    const [state, text] = await this.attempt();
    for (const report of told.values()) report(state, text);
    if (state === "unsaved" && !this.context.isDisposed) {
      this.waiting = new Map([...told, ...this.waiting]);
      this.arm(RETRY_MS);
    }
  }

  async attempt() {
    const { context } = this;
    try {
      if (await this.isChangedElsewhere()) return ["changed", CHANGED];
      await context.save();
    } catch {
      return ["unsaved", UNSAVED];
    }
    if (context.model.dirty) return ["unsaved", UNSAVED];
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
    return ["recorded", `Recorded ${time}.`];
  }

  async isChangedElsewhere() {
    const { context } = this;
    if (context.model.collaborative || !context.contentsModel) return false;
    const disk = await this.contents.get(context.path, { content: false });
    const gap = new Date(disk.last_modified) - new Date(context.contentsModel.last_modified);
    return gap > CLOCK_MARGIN_MS;
  }
}
