// essay_desk: the essay with its moves in the margin, what is found and missing beside it, and below
// it the student's own marks.

import { Rover, freshId, h } from "./dom.js";
import { fromLiteral, toLiteral } from "./literal.js";

const MOVES = ["thesis", "topic sentence", "evidence", "counter-argument", "conclusion", "context", "source weighed", "sources compared", "key term"];
const STATES = [["missing", "Missing"], ["partly", "Partly there"], ["found", "Found"]];
const BY_YOU = " (marked by you)";
const SHOWN_OF_A_SENTENCE = 96;
const MOST_JUMPS = 6;
const NO_KERNEL = "The check needs a running kernel: choose Kernel → Restart Kernel, then run this cell";
const NO_ESSAY = "The essay was not found in this notebook";
const COURSE_FAULT = "The check could not be completed because of an error in the course, not in your work. Your essay and your marks are kept";
const CHECKING = "Checking";
// A check that takes longer than this is told; a shorter one is over before it could be read.
const PATIENCE_MS = 600;
const LIST_OPEN_MS = 200;
const OPEN = CSS.supports("selector(:open)") ? ":open" : ":not(*)";

export function essayDeskView(state, ui) {
  const sentenceRover = new Rover();
  const findingRover = new Rover();
  const text = h("div", { class: "wc-text", role: "group", "aria-label": "The essay" });
  const findings = h("div", { class: "wc-side", role: "group", "aria-label": "What the check sees" });
  const marking = markingView(state, ui);
  const checked = h("span", { class: "wc-checked" });
  // Not `disabled`: a button that is would drop the focus, and the next key would be lost.
  const buttons = ["Check again", ...(state.moves.length ? ["Check with my marks"] : [])].map((words) => h("button", { type: "button", onclick: () => check() }, words));
  const [again, withMarks] = buttons;
  const tools = h("div", { class: "wc-tools wc-checking" }, again, checked);
  if (withMarks) marking.element.append(withMarks);
  let told = "";
  let drawn = "";
  let running = false;
  let sentences = new Map();

  async function check() {
    if (running) return undefined;
    const essay = state.text ? null : ui.recorder.markdown(state.cell);
    if (!state.text && essay === null) return tell(NO_ESSAY);
    setRunning(true);
    const patience = setTimeout(() => tell(CHECKING), PATIENCE_MS);
    let words = NO_KERNEL;
    try {
      const module = `__import__("course.exercises.assessing", fromlist=["desk_report_json"])`;
      const reply = await ui.recorder.ask(`${module}.desk_report_json(${toLiteral(essay)}, ${toLiteral(ui.answer())})`);
      words = COURSE_FAULT;
      if (reply !== null) draw(JSON.parse(fromLiteral(reply)));
      const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
      if (reply !== null) words = `Checked ${time}: form, not insight`;
    } catch {
      // The words say what is to be done.
    }
    clearTimeout(patience);
    setRunning(false);
    return tell(words);
  }

  function setRunning(on) {
    running = on;
    for (const button of buttons) on ? button.setAttribute("aria-disabled", "true") : button.removeAttribute("aria-disabled");
  }

  function tell(words) {
    told = words;
    checked.textContent = `${words}.`;
    ui.retell();
  }

  /** Show a report; who is reading in the essay or in the findings stays where they are. */
  function draw(report) {
    const shown = JSON.stringify([report.paragraphs, report.rows]);
    if (shown !== drawn) {
      keepPlace(text, sentenceRover, () => drawSentences(report));
      keepPlace(findings, findingRover, () => drawFindings(report));
    }
    drawn = shown;
    marking.draw(report);
  }

  function drawSentences(report) {
    sentences = new Map();
    const paragraphs = report.paragraphs.map((lines) => h("div", { class: "wc-paragraph" }, ...lines.flatMap((line) => [sentence(line), " "])));
    text.replaceChildren(...(paragraphs.length ? paragraphs : [h("p", {}, "There is no essay yet.")]));
    sentenceRover.set([...sentences.values()].map((element) => [element]));
  }

  function drawFindings(report) {
    const rows = [];
    const groups = STATES.map(([key, title]) => [title, report.rows.filter((row) => row.state === key)]).filter(([, found]) => found.length);
    const lists = groups.map(([title, found]) => {
      const items = found.map(finding);
      rows.push(...items);
      return h("div", { class: "wc-sidegroup" }, h("p", { class: "wc-sidehead" }, `${title} (${found.length})`), h("ul", {}, items.map(([item]) => item)));
    });
    findings.replaceChildren(...lists, h("p", { class: "wc-help" }, report.limits));
    findingRover.set(rows);
  }

  function sentence([number, words, moves]) {
    const chips = moves.map((move) => h("span", { class: `wc-chip ${penOf(move)}` }, move));
    const mark = moves.length ? `wc-sentence wc-marked ${penOf(moves[0])}` : "wc-sentence";
    const element = h("span", { class: `${mark} wc-still`, tabindex: "-1", dir: "auto" }, h("span", { class: "wc-number" }, String(number)), " ", words, chips);
    sentences.set(number, element);
    return element;
  }

  /** Return a finding with the buttons that lead to its sentences: one row for the arrow keys. */
  function finding(row) {
    const jumps = row.sentences.slice(0, MOST_JUMPS).map((number) => h("button", { type: "button", class: "wc-jumpto", tabindex: "-1", "aria-label": `Go to sentence ${number}`, onclick: () => jump(number) }, String(number)));
    const item = h("li", { class: "wc-finding", tabindex: "-1" }, h("strong", {}, row.title), h("p", {}, row.reason), row.question ? h("p", { class: "wc-asks" }, row.question) : null, jumps.length ? h("p", {}, jumps.length === 1 ? "Sentence " : "Sentences ", ...jumps) : null);
    return [item, ...jumps];
  }

  function jump(number) {
    const element = sentences.get(number);
    element?.scrollIntoView({ block: "nearest" });
    if (element) sentenceRover.go(element);
  }

  return {
    element: h("div", {}, h("div", { class: "wc-reading" }, h("div", { class: "wc-desk" }, tools, text), findings), marking.element),
    keys: [["↑ ↓", "from sentence to sentence, from finding to finding, or through the list of a mark"], ["← →", "from a finding to the numbers of its sentences"]],
    recordsNothing: !state.moves.length,
    isOptional: true,
    clearing: ["Clear marks", "Clear these marks?"],
    progress: () => told,
    show: (answer) => marking.show(answer),
    start() {
      if (state.report) draw(state.report);
      told = state.report ? "Checked when the cell ran: form, not insight" : "Not checked yet";
      tools.hidden = !ui.recorder.ask || Boolean(state.text);
      if (withMarks) withMarks.hidden = tools.hidden;
      tell(told);
      if (!tools.hidden) check();
    },
    focus: () => (marking.first ?? sentenceRover.current)?.focus(),
    onKey: (event) => sentenceRover.onKey(event) || findingRover.onKey(event),
  };
}

/** Redraw a part that rolls and holds a roving focus, without moving the reader. */
function keepPlace(part, rover, redraw) {
  const top = part.scrollTop;
  const had = part.contains(document.activeElement);
  const place = had ? document.activeElement : rover.current;
  const row = rover.rows.findIndex((columns) => columns.includes(place));
  const column = rover.rows[row]?.indexOf(place);
  redraw();
  part.scrollTop = top;
  const now = rover.rows[Math.min(row, rover.rows.length - 1)];
  // Nothing had been shown, or there is nothing to show: the rover begins by itself.
  if (!now) return;
  rover.go(now[Math.min(column, now.length - 1)], { focus: false });
  if (had) rover.current.focus({ preventScroll: true });
}

/** Build the group in which students say which sentence makes a move; nothing where they may not. */
function markingView(state, ui) {
  if (!state.moves.length) return { element: null, draw() {}, show() {} };
  const rows = state.moves.map(([move, label]) => {
    const [id, noteId] = [freshId(), freshId()];
    const select = h("select", { id, "aria-describedby": noteId });
    const note = h("p", { class: "wc-note", id: noteId });
    select.addEventListener("change", () => mark(move, label, select));
    return { move, select, note, element: h("div", { class: "wc-mark" }, h("label", { for: id }, label), select, note) };
  });
  const element = h(
    "fieldset",
    { class: "wc-marking" },
    h("legend", {}, "Mark your own moves"),
    h("p", { class: "wc-help" }, "Does the check read the wrong sentence? Choose the right one, then check again. Marking is optional and never costs points."),
    h("div", { class: "wc-marks" }, rows.map((row) => row.element)),
  );
  let lines = [];
  let starts = [];
  let known = [];
  let later = 0;

  function mark(move, label, select) {
    const answer = { ...ui.answer() };
    if (select.value) answer[move] = select.value;
    else delete answer[move];
    // The list says which sentence it is: the essay may have been checked again since it was opened.
    const number = Number.parseInt(select.selectedOptions[0].text, 10);
    const said = !select.value ? `${label}: the check finds it` : number ? `${label}: sentence ${number}` : `${label}: a sentence that is not in the essay now`;
    ui.change(Object.keys(answer).length ? answer : null, { say: said, alone: true });
  }

  function draw(report) {
    lines = report.paragraphs.flat().map(([number, words]) => `${number}. ${shortened(words)}`);
    ({ starts, marks: known } = report);
    show(ui.answer());
  }

  function show(answer) {
    for (const { move, select, note } of rows) {
      if (select.matches(OPEN)) {
        // A reader is choosing from this list: it changes when they have chosen.
        clearTimeout(later);
        later = setTimeout(() => show(ui.answer()), LIST_OPEN_MS);
        continue;
      }
      const start = answer?.[move] ?? "";
      const checked = known.find((one) => one.move === move && one.start === start);
      // A sentence that was changed after it was marked is shown as it is now.
      const place = starts.includes(start) ? starts.indexOf(start) : (checked?.sentence ?? 0) - 1;
      const options = lines.map((words, index) => [index === place ? start : starts[index], words]);
      if (start && place < 0) options.unshift([start, `Not in the essay now: ${shortened(start)}`]);
      offer(select, [["", "Let the check find it"], ...options]);
      const chosen = start ? (place < 0 ? 1 : place + 1) : 0;
      if (select.selectedIndex !== chosen) select.selectedIndex = chosen;
      note.textContent = checked?.told ?? "";
    }
  }

  return { element, first: rows[0].select, draw, show };
}

/** Give a select its options; one that is in use keeps the options that it has already. */
function offer(select, options) {
  const same = select.options.length === options.length && options.every(([value, text], index) => select.options[index].value === value && select.options[index].text === text);
  if (!same) select.replaceChildren(...options.map(([value, text]) => h("option", { value }, text)));
}

/** Cut a text at a word, for a list that stays readable on a narrow screen. */
function shortened(text) {
  const line = text.trim().split(/\s+/u).join(" ");
  if (line.length <= SHOWN_OF_A_SENTENCE) return line;
  return `${line.slice(0, SHOWN_OF_A_SENTENCE).replace(/\s+\S*$/u, "")} …`;
}

function penOf(move) {
  const name = move.replace(BY_YOU, "");
  // The answer to the other view is shown in the colour of what it answers.
  return `wc-pen-${Math.max(0, MOVES.indexOf(name === "rebuttal" ? "counter-argument" : name))}`;
}
