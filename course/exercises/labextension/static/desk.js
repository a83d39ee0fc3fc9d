// essay_desk: the essay with its moves in the margin, and what is found and missing beside it.

import { Rover, h } from "./dom.js";
import { fromLiteral, toLiteral } from "./literal.js";

const MOVES = ["thesis", "topic sentence", "evidence", "counter-argument", "conclusion", "context", "source weighed", "sources compared", "key term"];
const STATES = [["missing", "Missing"], ["partly", "Partly there"], ["found", "Found"]];
const NO_KERNEL = "The check needs a running kernel: choose Kernel → Restart Kernel, then run this cell";
const NO_ESSAY = "The essay was not found in this notebook";

export function essayDeskView(state, ui) {
  const rover = new Rover();
  const text = h("div", { class: "wc-text", role: "group", "aria-label": "The essay" });
  const findings = h("div", { class: "wc-side", role: "group", "aria-label": "What the check sees" });
  const again = h("button", { type: "button", class: "wc-next", onclick: () => check() }, "Check again");
  let told = "";
  let sentences = new Map();

  async function check() {
    const essay = state.text ? null : ui.recorder.markdown(state.cell);
    if (!state.text && essay === null) return tell(NO_ESSAY);
    again.disabled = true;
    try {
      const module = `__import__("course.exercises.assessing", fromlist=["desk_report_json"])`;
      const reply = await ui.recorder.ask(`${module}.desk_report_json(${toLiteral(essay)})`);
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
    ui.say("");
  }

  function draw(report) {
    sentences = new Map();
    const paragraphs = report.paragraphs.map((lines) => h("div", { class: "wc-paragraph" }, ...lines.flatMap((line) => [sentence(line), " "])));
    text.replaceChildren(...(paragraphs.length ? paragraphs : [h("p", {}, "There is no essay yet.")]));
    rover.set([...sentences.values()].map((element) => [element]));
    const groups = STATES.map(([key, title]) => [title, report.rows.filter((row) => row.state === key)]).filter(([, rows]) => rows.length);
    findings.replaceChildren(...groups.map(([title, rows]) => h("div", { class: "wc-sidegroup" }, h("p", { class: "wc-sidehead" }, `${title} (${rows.length})`), h("ul", {}, rows.map(finding)))), h("p", { class: "wc-help" }, report.limits));
  }

  function sentence([number, words, moves]) {
    const chips = moves.map((move) => h("span", { class: `wc-chip wc-pen-${Math.max(0, MOVES.indexOf(move))}` }, move));
    const mark = moves.length ? `wc-sentence wc-marked wc-pen-${Math.max(0, MOVES.indexOf(moves[0]))}` : "wc-sentence";
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
    element: h("div", {}, h("div", { class: "wc-reading" }, h("div", { class: "wc-desk" }, text), findings), again),
    keys: [["↑ ↓", "from sentence to sentence"]],
    recordsNothing: true,
    progress: () => told,
    show() {},
    start() {
      if (state.report) draw(state.report);
      told = state.report ? "Checked when the cell ran: form, not insight" : "Not checked yet";
      again.hidden = !ui.recorder.ask || Boolean(state.text);
      ui.say("");
      if (!state.text && ui.recorder.ask) check();
    },
    focus: () => rover.current?.focus(),
    onKey: (event) => rover.onKey(event),
  };
}
