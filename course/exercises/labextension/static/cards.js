// card: the archivist's index card, one or several side by side.

import { Rover, countWords, freshId, h } from "./dom.js";
import { fit, growingField, showText } from "./writing.js";

export function cardView(state, ui) {
  const cards = state.cards.map((card) => indexCard(card));
  const total = state.cards.length * state.fields.length;
  const bar = h("div", { class: "wc-bar", "aria-hidden": "true" }, h("div", {}));

  const grid = h("div", { class: state.cards.length === 1 ? "wc-cards wc-onecard" : "wc-cards" }, cards.map(({ element }) => element));
  // A row each for the id, the reference and the fields.
  grid.style.setProperty("--wc-rows", state.fields.length + 2);

  const entriesOf = (answer, id) => (state.single ? answer : answer?.[id]) ?? {};
  const isFilled = (entry) => Boolean(typeof entry === "string" ? entry.trim() : entry?.length);
  const filled = (answer) => state.cards.reduce((sum, { id }) => sum + Object.values(entriesOf(answer, id)).filter(isFilled).length, 0);

  function set(id, field, entry, options) {
    const entries = { ...entriesOf(ui.answer(), id), [field]: entry };
    if (!isFilled(entry)) delete entries[field];
    let answer = entries;
    if (!state.single) {
      answer = { ...ui.answer(), [id]: entries };
      if (!Object.keys(entries).length) delete answer[id];
    }
    ui.change(Object.keys(answer).length ? answer : null, options);
  }

  function indexCard({ id, reference }) {
    const fields = state.fields.map((field) => cardField(id, field));
    const head = h("dl", { class: "wc-reference" }, reference.map(([word, text]) => h("div", {}, h("dt", {}, word), h("dd", { dir: "auto" }, text))));
    const title = freshId();
    return {
      id,
      fields,
      element: h("div", { class: "wc-card", role: "group", "aria-labelledby": title }, h("p", { class: "wc-cardid", id: title }, id), head, h("div", { class: "wc-fields" }, fields.map(({ element }) => element))),
    };
  }

  function cardField(id, field) {
    const control = field.options.length ? optionControl(id, field) : textControl(id, field);
    const question = field.question ? h("span", { class: "wc-fieldquestion", id: control.questionId }, field.question) : null;
    const name = h("div", { class: "wc-fieldname" }, h(control.labels ? "label" : "span", { id: control.nameId, for: control.labels }, field.name), question);
    return { ...control, element: h("div", { class: "wc-field" }, name, h("div", { class: "wc-fieldcontrol" }, control.element)) };
  }

  function textControl(id, field) {
    const nameId = freshId();
    const questionId = freshId();
    const [fewest, most] = field.words;
    const count = h("span", { class: "wc-count", "aria-hidden": "true" });
    const input = growingField({ rows: "2", id: freshId(), "aria-describedby": field.question ? questionId : null, maxlength: state.longest });
    const tell = () => {
      count.textContent = `${countWords(input.value)} of ${fewest}-${most} words`;
    };
    input.addEventListener("input", () => {
      tell();
      set(id, field.name, input.value, { typing: true });
    });
    input.addEventListener("blur", () => ui.flush());
    return {
      nameId,
      questionId,
      labels: input.id,
      first: input,
      element: [input, count],
      show(entry) {
        showText(input, entry);
        tell();
      },
      start: () => fit(input),
    };
  }

  function optionControl(id, field) {
    const nameId = freshId();
    const questionId = freshId();
    const group = freshId();
    const rover = new Rover();
    const rows = field.options.map((option) => {
      const input = h("input", { type: field.several ? "checkbox" : "radio", name: group, value: option });
      input.addEventListener("change", () => choose(option, input));
      return { option, input, row: h("label", { class: "wc-option", dir: "auto" }, input, h("span", {}, option)) };
    });
    rover.set(rows.map(({ input }) => [input]));
    function choose(option, input) {
      rover.go(input, { focus: false });
      const chosen = rows.filter(({ input: other }) => other.checked).map(({ option: word }) => word);
      set(id, field.name, field.several ? chosen : option);
    }
    return {
      nameId,
      questionId,
      rover,
      first: rows[0].input,
      element: [h("div", { class: "wc-fieldoptions", role: field.several ? "group" : "radiogroup", "aria-labelledby": nameId, "aria-describedby": field.question ? questionId : null }, rows.map(({ row }) => row))],
      show(entry) {
        for (const { option, input, row } of rows) {
          input.checked = field.several ? (entry ?? []).includes(option) : entry === option;
          row.classList.toggle("wc-on", input.checked);
        }
      },
      act(target) {
        const row = rows.find(({ input }) => input === target);
        row.input.checked = !field.several || !row.input.checked;
        choose(row.option, row.input);
      },
    };
  }

  const all = cards.flatMap(({ fields }) => fields);
  return {
    element: h("div", { class: "wc-cardbox" }, bar, grid, exampleCard(state.example)),
    keys: [["Tab", "from field to field"], ["↑ ↓", "inside a choice, from option to option"], ["Space", "chooses"]],
    progress: (answer) => `${filled(answer)} of ${total} fields filled`,
    show(answer) {
      for (const { id, fields } of cards) {
        const entries = entriesOf(answer, id);
        fields.forEach((field, place) => field.show(entries[state.fields[place].name]));
      }
      bar.firstChild.style.width = `${(100 * (answer ? filled(answer) : 0)) / total}%`;
    },
    start: () => all.forEach((field) => field.start?.()),
    focus: () => all[0].first.focus(),
    onKey(event) {
      const field = all.find(({ rover }) => rover?.rows.flat().includes(event.target));
      if (!field) return false;
      if (field.rover.onKey(event)) return true;
      if (event.key !== "Enter") return false;
      field.act(event.target);
      return true;
    },
  };
}

function exampleCard(example) {
  if (!example) return null;
  const line = ([word, text]) => h("div", {}, h("dt", {}, word), h("dd", { dir: "auto" }, text));
  return h(
    "details",
    { class: "wc-example" },
    h("summary", {}, `Show an example: a card for another source (${example.id})`),
    h("div", { class: "wc-card" }, h("p", { class: "wc-cardid" }, example.id), h("dl", { class: "wc-reference" }, example.reference.map(line)), h("dl", { class: "wc-entries" }, example.entries.map(line))),
  );
}
