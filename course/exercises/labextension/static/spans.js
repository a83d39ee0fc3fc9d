// interval: two sliders on one scale, and two date fields beside it; the clock is always named.

import { h } from "./dom.js";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

export function intervalView(state, ui) {
  const grain = state.step === "day" ? DAY_MS : HOUR_MS;
  // The dates are on the named clock; UTC is only the ruler that knows no summer time.
  const start = Date.parse(`${state.earliest}${state.step === "day" ? "T00:00" : ""}Z`);
  const end = Date.parse(`${state.latest}${state.step === "day" ? "T00:00" : ""}Z`);
  const steps = Math.round((end - start) / grain);
  const isoAt = (step) => new Date(start + step * grain).toISOString().slice(0, state.step === "day" ? 10 : 16);
  const stepAt = (iso) => Math.round((Date.parse(`${iso}${iso.length === 10 ? "T00:00" : ""}Z`) - start) / grain);

  const ends = ["from", "to"].map((word, place) => {
    const slider = h("input", { type: "range", min: 0, max: steps, step: 1, "aria-label": word, class: `wc-slider wc-${word}` });
    const field = h("input", { type: state.step === "day" ? "date" : "datetime-local", min: state.earliest, max: state.latest, "aria-label": `${word}, date` });
    slider.addEventListener("input", () => set(place, Number(slider.value)));
    field.addEventListener("change", () => {
      const step = stepAt(field.value);
      if (step >= 0 && step <= steps) set(place, step);
      else ui.say(`The scale goes from ${spoken(state.earliest)} to ${spoken(state.latest)}`);
    });
    return { word, slider, field };
  });

  function current() {
    const answer = ui.answer();
    return answer ? answer.map(stepAt) : [0, steps];
  }

  function set(place, step) {
    const span = current();
    span[place] = step;
    // One handle pushes the other: a span never ends before it begins.
    if (span[0] > span[1]) span[1 - place] = step;
    ui.change(span.map(isoAt), { say: `${ends[place].word} ${spoken(isoAt(step))}` });
  }

  const fill = h("div", { class: "wc-fill" });
  const keep = h("button", { type: "button", class: "wc-next", onclick: () => ui.change(current().map(isoAt), { say: "Span kept" }) }, "Keep this span");
  const days = Math.max(1, Math.round((end - start) / DAY_MS));
  const every = [1, 2, 7, 14, 30, 90, 365].find((gap) => days / gap <= 8) ?? Math.ceil(days / 8);
  const ticks = [];
  for (let day = 0; day <= days; day += every) {
    const share = (day * DAY_MS) / (end - start);
    if (share > 1) break;
    const date = new Date(start + day * DAY_MS);
    const tick = h("span", { class: "wc-tick" }, `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()].slice(0, 3)}`);
    tick.style.insetInlineStart = `${100 * share}%`;
    ticks.push(tick);
  }
  const track = h("div", { class: "wc-track" }, h("div", { class: "wc-rail" }), fill, ends.map(({ slider }) => slider));
  const fields = ends.map(({ word, field }) => h("label", {}, h("span", {}, word), field));

  return {
    element: h("div", { class: "wc-interval" }, h("div", { class: "wc-scale" }, track, h("div", { class: "wc-ticks", "aria-hidden": "true" }, ticks)), h("div", { class: "wc-dates" }, fields, h("span", { class: "wc-clock" }, `${state.clock} time`)), keep),
    keys: [["← →", `moves a handle by one ${state.step}`], ["Page up, Page down", "moves a handle further"], ["Home, End", "moves a handle to the end of the scale"]],
    progress: (answer) => `${spoken(answer[0])} to ${spoken(answer[1])} (${state.clock} time)`,
    show(answer) {
      const span = answer ? answer.map(stepAt) : [0, steps];
      ends.forEach(({ slider, field }, place) => {
        slider.value = span[place];
        slider.setAttribute("aria-valuetext", `${spoken(isoAt(span[place]))}, ${state.clock} time`);
        if (field !== document.activeElement) field.value = answer ? isoAt(span[place]) : "";
      });
      fill.style.insetInlineStart = `${(100 * span[0]) / steps}%`;
      fill.style.insetInlineEnd = `${100 - (100 * span[1]) / steps}%`;
      track.classList.toggle("wc-open", !answer);
      // The handle that can still move lies on top where both meet.
      track.classList.toggle("wc-atend", span[0] === steps);
      keep.disabled = Boolean(answer);
    },
    focus: () => ends[0].slider.focus(),
  };
}

/** Return an ISO date or time in words. */
export function spoken(iso) {
  const [year, month, day] = iso.slice(0, 10).split("-").map(Number);
  const words = `${day} ${MONTHS[month - 1]} ${year}`;
  return iso.length > 10 ? `${words}, ${iso.slice(11, 16)}` : words;
}
