// pick_sentences: reading with a pen in the hand.

import { Rover, freshId, h, plural } from "./dom.js";

export function pickSentencesView(state, ui) {
  const bare = state.pens.length === 1 && !state.reason;
  const sentences = new Map();
  const rover = new Rover();
  let pen = state.pens[0];
  let shown = {};

  // --- marks: the answer in one form, {sentence id: [pen, reason]} ---

  function marksOf(answer) {
    if (!answer) return {};
    if (Array.isArray(answer)) return Object.fromEntries(answer.map((id) => [id, [state.pens[0], ""]]));
    return Object.fromEntries(Object.entries(answer).map(([id, mark]) => [id, Array.isArray(mark) ? mark : [mark, ""]]));
  }

  function answerOf(marks) {
    const ids = [...sentences.keys()].filter((id) => marks[id]);
    if (!ids.length) return null;
    if (bare) return ids;
    return Object.fromEntries(ids.map((id) => [id, state.reason ? marks[id] : marks[id][0]]));
  }

  function mark(id, wanted) {
    const marks = marksOf(ui.answer());
    const { allowed } = sentences.get(id);
    const full = state.atMost && !marks[id] && Object.keys(marks).length >= state.atMost;
    if (!allowed || (wanted && full)) {
      ui.say(allowed ? `Only ${plural(state.atMost, "mark")} allowed: take one away first` : `${id} is for reading only`);
      return;
    }
    if (wanted) marks[id] = [wanted, marks[id]?.[1] ?? ""];
    else delete marks[id];
    ui.change(answerOf(marks), { say: wanted ? `${id}, labelled ${wanted}` : `${id}, mark taken away` });
  }

  const toggle = (id) => mark(id, marksOf(ui.answer())[id]?.[0] === pen ? null : pen);

  // --- the pens ---

  const penName = freshId();
  const penRover = new Rover();
  const pens = state.pens.map((label, index) => {
    const input = h("input", { type: "radio", name: penName, value: label, checked: index === 0 });
    input.addEventListener("change", () => takePen(label));
    const sample = h("span", { class: "wc-sample", "aria-hidden": "true" });
    const count = h("span", { class: "wc-penkey", "aria-hidden": "true" }, String(index + 1));
    return { label, input, element: h("label", { class: `wc-pen wc-pen-${index}` }, input, sample, h("span", {}, label), state.pens.length > 1 ? count : null) };
  });
  penRover.set([pens.map(({ input }) => input)]);
  const penBar = h("div", { class: "wc-pens", role: "radiogroup", "aria-label": "Pen" }, pens.map(({ element }) => element));

  function takePen(label) {
    pen = label;
    for (const { label: other, input, element } of pens) {
      input.checked = other === label;
      element.classList.toggle("wc-on", input.checked);
      if (input.checked) penRover.go(input, { focus: false });
    }
  }

  // --- the texts ---

  const all = state.documents.flatMap((text) => text.sentences);
  const markable = all.filter(([, , , allowed]) => allowed).length;
  const ruleId = freshId();
  const rule = markable < all.length ? h("p", { class: "wc-rule", id: ruleId }, `${markable === 1 ? "One sentence" : `${markable} sentences`} can be marked: the number stands in a box. The others are for reading.`) : null;

  const tabRover = new Rover();
  const pages = state.documents.map((text) => {
    const panelId = freshId();
    const paragraphs = new Map();
    for (const [id, words, paragraph, allowed] of text.sentences) {
      const chip = h("span", { class: "wc-chip" });
      const element = h(
        "span",
        { class: "wc-sentence", role: "option", "aria-selected": "false", "aria-disabled": allowed ? null : "true", tabindex: "-1", dir: "auto" },
        h("span", { class: rule && allowed ? "wc-number wc-boxed" : "wc-number" }, id),
        " ",
        h("span", { class: "wc-words" }, words),
        chip,
      );
      element.addEventListener("click", () => {
        if (String(getSelection()).trim()) return; // a passage was selected for copying, not clicked
        rover.go(element);
        toggle(id);
      });
      sentences.set(id, { id, words, element, chip, allowed, paragraph, text: text.id });
      if (!paragraphs.has(paragraph)) paragraphs.set(paragraph, []);
      paragraphs.get(paragraph).push(element, " ");
    }
    const groups = [...paragraphs].map(([number, parts]) => h("div", { class: "wc-paragraph", role: "group", "aria-label": `Paragraph ${number}` }, ...parts));
    const list = h("div", { class: "wc-text", role: "listbox", "aria-multiselectable": "true", "aria-label": `Sentences of ${text.title}`, "aria-describedby": rule ? ruleId : null }, groups);
    const count = h("span", { class: "wc-tabcount" });
    const tab = h("button", { type: "button", role: "tab", id: freshId(), "aria-controls": panelId, title: text.title, onclick: () => open(page) }, text.id, " ", count);
    const title = state.documents.length > 1 ? h("p", { class: "wc-title", dir: "auto" }, text.title) : null;
    const panel = h("div", { class: "wc-page", id: panelId }, title, list);
    if (state.documents.length > 1) {
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
    }
    const page = { text, tab, panel, count };
    return page;
  });
  tabRover.set([pages.map(({ tab }) => tab)]);
  const tabs = pages.length > 1 ? h("div", { class: "wc-tabs", role: "tablist", "aria-label": "Texts" }, pages.map(({ tab }) => tab)) : null;

  function open(page) {
    for (const other of pages) {
      other.panel.hidden = other !== page;
      other.tab.setAttribute("aria-selected", String(other === page));
    }
    tabRover.go(page.tab, { focus: false });
    rover.set(page.text.sentences.map(([id]) => [sentences.get(id).element]));
  }

  // --- the list of marks ---

  const side = h("div", { class: "wc-side", role: "group", "aria-label": "Marked sentences" });
  const sideGroups = new Map(
    state.pens.map((label, index) => {
      const count = h("span", { class: "wc-sidecount" });
      const list = h("ul", {});
      side.append(h("div", { class: `wc-sidegroup wc-pen-${index}` }, h("p", { class: "wc-sidehead" }, h("span", { class: "wc-sample", "aria-hidden": "true" }), label, " ", count), list));
      return [label, { count, list, rows: new Map() }];
    }),
  );

  function sideRow(id) {
    const sentence = sentences.get(id);
    const start = sentence.words.length > 60 ? `${sentence.words.slice(0, 58).trimEnd()}…` : sentence.words;
    const link = h("button", { type: "button", class: "wc-jump", dir: "auto", onclick: () => jump(id) }, h("span", { class: "wc-number" }, id), " ", start);
    const row = { element: h("li", {}, link), reason: null };
    if (state.reason) {
      const input = h("input", { type: "text", maxlength: state.longestReason, "aria-label": `${state.reason} (${id})`, placeholder: state.reason, dir: "auto" });
      input.addEventListener("input", () => {
        const marks = marksOf(ui.answer());
        marks[id] = [marks[id][0], input.value];
        ui.change(answerOf(marks), { typing: true });
      });
      input.addEventListener("blur", () => ui.flush());
      row.reason = input;
      row.element.append(input);
    }
    return row;
  }

  function jump(id) {
    const sentence = sentences.get(id);
    open(pages.find(({ text }) => text.id === sentence.text));
    sentence.element.scrollIntoView({ block: "nearest" });
    rover.go(sentence.element);
  }

  function showSide(marks) {
    for (const [label, group] of sideGroups) {
      const ids = [...sentences.keys()].filter((id) => marks[id]?.[0] === label);
      for (const [id, row] of group.rows) {
        if (ids.includes(id)) continue;
        row.element.remove();
        group.rows.delete(id);
      }
      ids.forEach((id, place) => {
        if (!group.rows.has(id)) {
          const row = sideRow(id);
          group.rows.set(id, row);
          group.list.insertBefore(row.element, group.list.children[place] ?? null);
        }
        const { reason } = group.rows.get(id);
        if (reason && reason !== document.activeElement) reason.value = marks[id][1];
      });
      group.count.textContent = ids.length ? `(${ids.length})` : "";
    }
    side.classList.toggle("wc-empty", !Object.keys(marks).length);
  }

  const keys = [
    ["↑ ↓", "from sentence to sentence"],
    ["Shift+↑ ↓", "from paragraph to paragraph"],
    ["Home, End", "first and last sentence"],
    ["Space", "marks with the pen in your hand, or takes the same mark away"],
    ["Delete", "takes any mark away"],
  ];
  if (state.pens.length > 1) keys.splice(4, 0, ["1 to 9", "takes that pen and marks the sentence with it"]);

  return {
    element: h("div", { class: "wc-reading" }, h("div", { class: "wc-desk" }, h("div", { class: "wc-tools" }, penBar, rule, tabs), pages.map(({ panel }) => panel)), side),
    keys,
    progress: (answer) => `${plural(Object.keys(marksOf(answer)).length, "sentence")} marked`,
    start() {
      takePen(pen);
      open(pages[0]);
    },
    show(answer) {
      const marks = marksOf(answer);
      for (const [id, { element, chip }] of sentences) {
        const label = marks[id]?.[0] ?? "";
        if (label === (shown[id]?.[0] ?? "")) continue;
        element.className = label ? `wc-sentence wc-marked wc-pen-${state.pens.indexOf(label)}` : "wc-sentence";
        element.setAttribute("aria-selected", String(Boolean(label)));
        chip.replaceChildren(...(label ? [h("span", { class: "wc-heard" }, " labelled "), label] : []));
      }
      shown = marks;
      for (const { text, count, tab } of pages) {
        const found = text.sentences.filter(([id]) => marks[id]).length;
        count.textContent = `(${found})`;
        tab.setAttribute("aria-label", `${text.id}, ${found} marked`);
      }
      showSide(marks);
    },
    focus: () => rover.current.focus(),
    onKey(event) {
      const { key, target } = event;
      if (target.matches("[role=tab], .wc-pen input")) {
        const mine = target.matches("[role=tab]") ? tabRover : penRover;
        if (!mine.onKey(event)) return false;
        mine.current.click();
        return true;
      }
      const here = [...sentences.values()].find(({ element }) => element === target);
      if (!here) return false;
      if (event.shiftKey && ["ArrowUp", "ArrowDown"].includes(key)) {
        rover.go(nextParagraph(here, key === "ArrowDown")?.element);
        return true;
      }
      if (rover.onKey(event)) return true;
      if (key === " " || key === "Enter") toggle(here.id);
      else if (key === "Delete" || key === "Backspace") mark(here.id, null);
      else if (state.pens[Number(key) - 1]) {
        takePen(state.pens[Number(key) - 1]);
        mark(here.id, pen);
      } else return false;
      return true;
    },
  };

  function nextParagraph(here, down) {
    const own = [...sentences.values()].filter(({ text }) => text === here.text);
    const wanted = own.filter(({ paragraph }) => (down ? paragraph > here.paragraph : paragraph < here.paragraph));
    const goal = down ? wanted[0]?.paragraph : wanted.at(-1)?.paragraph;
    return wanted.find(({ paragraph }) => paragraph === goal) ?? (down ? own.at(-1) : own[0]);
  }
}
