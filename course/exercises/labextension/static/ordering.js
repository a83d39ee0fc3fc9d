// order: a numbered list; buttons and a drag handle move the items.

import { Rover, h, itemText } from "./dom.js";

const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

export function orderView(state, ui) {
  const rover = new Rover();
  const count = state.items.length;
  const rows = new Map(state.items.map((item) => [item[0], orderRow(item)]));
  const list = h("ol", { class: "wc-order", "aria-labelledby": ui.labelledBy });
  const keep = h("button", { type: "button", class: "wc-next", onclick: () => ui.change(shownOrder(), { say: "Order kept", alone: true }) }, "Keep this order");

  function orderRow(item) {
    const [key, text] = item;
    const up = h("button", { type: "button", "aria-label": `Move up: ${text}`, onclick: () => move(key, -1, up) }, "up");
    const down = h("button", { type: "button", "aria-label": `Move down: ${text}`, onclick: () => move(key, 1, down) }, "down");
    const handle = h("span", { class: "wc-handle", "aria-hidden": "true", title: "Drag to move" }, "⠿");
    const element = h("li", { class: "wc-orderitem" }, handle, h("span", { class: "wc-itemtext", dir: "auto" }, ...itemText(item)), h("span", { class: "wc-moves" }, up, down));
    handle.addEventListener("pointerdown", (event) => drag(event, key, element));
    return { key, text, up, down, element };
  }

  const shownOrder = () => [...list.children].map((element) => [...rows.values()].find((row) => row.element === element).key);

  function move(key, by, button) {
    const order = shownOrder();
    const from = order.indexOf(key);
    const to = from + by;
    if (to < 0 || to >= count) {
      ui.say(`${rows.get(key).text} is already ${to < 0 ? "first" : "last"}`);
      return;
    }
    order.splice(from, 1);
    order.splice(to, 0, key);
    settle(order, key, to);
    rover.go(button);
  }

  function settle(order, key, to) {
    const place = to === count - 1 ? "last" : ORDINALS[to] ?? `number ${to + 1}`;
    ui.change(order, { say: `${rows.get(key).text}, now ${place} of ${count}`, alone: true });
  }

  function drag(event, key, element) {
    if (event.button !== 0) return;
    event.preventDefault();
    element.classList.add("wc-dragged");
    const onMove = ({ clientY }) => {
      const others = [...list.children].filter((other) => other !== element);
      const after = others.find((other) => {
        const { top, height } = other.getBoundingClientRect();
        return clientY < top + height / 2;
      });
      if ((after ?? null) !== element.nextElementSibling) list.insertBefore(element, after ?? null);
    };
    // The window listens: an element that moves in the document loses the pointer.
    const done = new AbortController();
    const onEnd = () => {
      done.abort();
      element.classList.remove("wc-dragged");
      const order = shownOrder();
      if (order.join("\n") !== drawn.join("\n")) settle(order, key, order.indexOf(key));
    };
    window.addEventListener("pointermove", onMove, { signal: done.signal });
    for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, onEnd, { signal: done.signal });
  }

  let drawn = [];
  return {
    element: h("div", { class: "wc-ordering" }, h("p", { class: "wc-end" }, state.ends[0]), list, h("p", { class: "wc-end" }, state.ends[1]), keep),
    keys: [["↑ ↓", "from item to item"], ["← →", "between “up” and “down”"], ["Space", "moves the item"], ["Shift+↑ ↓", "moves the item at once"]],
    progress: () => `${count} items in order`,
    show(answer) {
      const valid = answer?.length === count && answer.every((key) => rows.has(key));
      const order = valid ? answer : state.first;
      const focused = list.contains(document.activeElement) ? document.activeElement : null;
      // Only what is out of place moves: elsewhere focus and layout stay as they are.
      order.forEach((key, place) => {
        const { element } = rows.get(key);
        if (list.children[place] !== element) list.insertBefore(element, list.children[place] ?? null);
      });
      if (focused && document.activeElement !== focused) focused.focus({ preventScroll: true });
      rover.set(order.map((key) => [rows.get(key).up, rows.get(key).down]));
      order.forEach((key, place) => {
        rows.get(key).up.setAttribute("aria-disabled", String(place === 0));
        rows.get(key).down.setAttribute("aria-disabled", String(place === count - 1));
      });
      list.classList.toggle("wc-open", !valid);
      // Not `disabled`: a button that is would drop the focus.
      keep.setAttribute("aria-disabled", String(Boolean(valid)));
      drawn = order;
    },
    focus: () => rover.current.focus(),
    onKey(event) {
      const row = [...rows.values()].find(({ up, down }) => [up, down].includes(event.target));
      if (!row) return false;
      if (event.shiftKey && event.key === "ArrowUp") move(row.key, -1, event.target);
      else if (event.shiftKey && event.key === "ArrowDown") move(row.key, 1, event.target);
      else return rover.onKey(event);
      return true;
    },
  };
}
