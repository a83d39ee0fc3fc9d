// short_text: a field that grows with its text and counts words against the stated range.

import { countWords, h } from "./dom.js";

export function shortTextView(state, ui) {
  const [fewest, most] = state.words;
  const count = h("p", { class: "wc-count", "aria-hidden": "true" });
  const field = growingField({ "aria-labelledby": ui.labelledBy, maxlength: state.longest });
  const words = (text) => `${countWords(text ?? "")} of ${fewest}-${most} words`;
  field.addEventListener("input", () => {
    count.textContent = words(field.value);
    ui.change(field.value.trim() ? field.value : null, { typing: true });
  });
  field.addEventListener("blur", () => ui.flush());
  return {
    element: h("div", { class: "wc-writing" }, field, count),
    keys: [["Ctrl+Z", "in the field: takes back what you typed last"]],
    progress: words,
    show(answer) {
      showText(field, answer);
      count.textContent = words(field.value);
    },
    start: () => fit(field),
    focus: () => field.focus(),
  };
}

/** Build a text field that is as high as its text. */
export function growingField(attributes) {
  const field = h("textarea", { rows: "3", dir: "auto", spellcheck: "true", ...attributes });
  field.addEventListener("input", () => fit(field));
  return field;
}

/** Put a recorded text into a field, unless the student is just writing it. */
export function showText(field, text) {
  const shown = text ?? "";
  if (field.value.trim() === shown.trim() && shown) return;
  if (field.value.trim() || shown) field.value = shown;
  fit(field);
}

/** Give a field the height of its text. */
export function fit(field) {
  if (!field.isConnected) return;
  const height = field.scrollHeight;
  if (height > field.clientHeight) field.style.height = `${height + 2}px`;
}
