import { h } from "./dom.js";

export function essayDeskView() {
  return { element: h("div", {}), keys: [], recordsNothing: true, progress: () => "", show() {}, focus() {} };
}
