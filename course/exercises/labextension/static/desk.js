// essay_desk: the essay with its moves in the margin, what is found and missing beside it, and below
// it the student's own marks.

import { Rover, freshId, h } from "./dom.js";
import { fromLiteral, toLiteral } from "./literal.js";

const MOVES = ["thesis", "topic sentence", "evidence", "counter-argument", "conclusion", "context", "source weighed", "sources compared", "key term"];
const STATES = [["missing", "Missing"], ["partly", "Partly there"], ["found", "Found"]];
const BY_YOU = " (marked by you)";
const SHOWN_OF_A_SENTENCE = 96;
const NO_KERNEL = "The check needs a running kernel: choose Kernel → Restart Kernel, then run this cell";
const NO_ESSAY = "The essay was not found in this notebook";

export function essayDeskView(state, ui) {
  const rover = new Rover();
  const text = h("div", { class: "wc-text", role: "group", "aria-label": "The essay" });
  const findings = h("div", { class: "wc-side", role: "group", "aria-label": "What the check sees" });
  const again = h("button", { type: "button", class: "wc-next", onclick: () => check() }, "Check again");
  let told = "";
  let sentences = new Map();
  const marking = markingView(state, ui);

  async function check() {
    const essay = state.text ? null : ui.recorder.markdown(state.cell);
    if (!state.text && essay === null) return tell(NO_ESSAY);
    again.disabled = true;
    try {
      const module = `__import__("course.exercises.assessing", fromlist=["desk_report_json"])`;
      const reply = await ui.recorder.ask(`${module}.desk_report_json(${toLiteral(essay)}, ${toLiteral(ui.answer())})`);
      draw(JSON.parse(fromLiteral(reply)));
      const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
      tell(`Checked ${time}: form, not insight`);
    } catch {
      tell(NO_KERNEL);
    } finally {
      again.disabled = false;
    }
    return undefined;
  }

  function tell(words) {
    told = words;
    ui.retell();
  }

  function draw(report) {
    sentences = new Map();
    const paragraphs = report.paragraphs.map((lines) => h("div", { class: "wc-paragraph" }, ...lines.flatMap((line) => [sentence(line), " "])));
    text.replaceChildren(...(paragraphs.length ? paragraphs : [h("p", {}, "There is no essay yet.")]));
    rover.set([...sentences.values()].map((element) => [element]));
    const groups = STATES.map(([key, title]) => [title, report.rows.filter((row) => row.state === key)]).filter(([, rows]) => rows.length);
    findings.replaceChildren(...groups.map(([title, rows]) => h("div", { class: "wc-sidegroup" }, h("p", { class: "wc-sidehead" }, `${title} (${rows.length})`), h("ul", {}, rows.map(finding)))), h("p", { class: "wc-help" }, report.limits));
    marking.draw(report);
  }

  function sentence([number, words, moves]) {
    const chips = moves.map((move) => h("span", { class: `wc-chip ${penOf(move)}` }, move));
    const mark = moves.length ? `wc-sentence wc-marked ${penOf(moves[0])}` : "wc-sentence";
    const element = h("span", { class: `${mark} wc-still`, tabindex: "-1", dir: "auto" }, h("span", { class: "wc-number" }, String(number)), " ", words, chips);
    sentences.set(number, element);
    return element;
  }

  function finding(row) {
    const jumps = row.sentences.slice(0, 6).map((number) => h("button", { type: "button", class: "wc-jumpto", "aria-label": `Go to sentence ${number}`, onclick: () => jump(number) }, String(number)));
    return h("li", { class: "wc-finding" }, h("strong", {}, row.title), h("p", {}, row.reason), row.question ? h("p", { class: "wc-asks" }, row.question) : null, jumps.length ? h("p", {}, "Sentences ", ...jumps) : null);
  }

  function jump(number) {
    const element = sentences.get(number);
    element?.scrollIntoView({ block: "nearest" });
    if (element) rover.go(element);
  }

  return {
    element: h("div", {}, h("div", { class: "wc-reading" }, h("div", { class: "wc-desk" }, text), findings), marking.element, again),
    keys: [["↑ ↓", "from sentence to sentence, or through the list of a mark"]],
    recordsNothing: !state.moves.length,
    isOptional: true,
    clearing: ["Clear marks", "Clear these marks?"],
    progress: () => told,
    show: (answer) => marking.show(answer),
    start() {
      if (state.report) draw(state.report);
      told = state.report ? "Checked when the cell ran: form, not insight" : "Not checked yet";
      again.hidden = !ui.recorder.ask || Boolean(state.text);
      ui.retell();
      if (!state.text && ui.recorder.ask) check();
    },
    focus: () => rover.current?.focus(),
    onKey: (event) => rover.onKey(event),
  };
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

  function mark(move, label, select) {
    const answer = { ...ui.answer() };
    if (select.value) answer[move] = select.value;
    else delete answer[move];
    const number = starts.indexOf(select.value) + 1;
    const said = number ? `${label}: sentence ${number}` : `${label}: the check finds it`;
    ui.change(Object.keys(answer).length ? answer : null, { say: said, alone: true });
  }

  function draw(report) {
    lines = report.paragraphs.flat();
    ({ starts, marks: known } = report);
    show(ui.answer());
  }

  function show(answer) {
    for (const { move, select, note } of rows) {
      const start = answer?.[move] ?? "";
      const checked = known.find((one) => one.move === move && one.start === start);
      // A sentence that was changed after it was marked is shown as it is now.
      const place = starts.includes(start) ? starts.indexOf(start) : (checked?.sentence ?? 0) - 1;
      const options = lines.map(([number, words], index) => [index === place ? start : starts[index], `${number}. ${shortened(words)}`]);
      if (start && place < 0) options.unshift([start, `Not in the essay now: ${shortened(start)}`]);
      offer(select, [["", "Let the check find it"], ...options]);
      select.selectedIndex = start ? (place < 0 ? 1 : place + 1) : 0;
      note.textContent = checked?.told ?? "";
    }
  }

  return { element, draw, show };
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
