// interval: two sliders on one scale, and two date fields beside it; the clock is always named.

import { h } from "./dom.js";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
// Gaps between ticks that people read at a glance: hours, days, weeks, months, years.
const TICK_HOURS = [1, 2, 3, 6, 12, 24, 48, 7 * 24, 14 * 24, 30 * 24, 90 * 24, 365 * 24];
const MOST_TICKS = 9;
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
    const said = h("span", { class: "wc-said" });
    return { word, slider, field, said };
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
    ui.change(span.map(isoAt));
  }

  const fill = h("div", { class: "wc-fill" });
  const keep = h("button", { type: "button", class: "wc-next", onclick: () => ui.change(current().map(isoAt)) }, "Keep this span");
  const gap = TICK_HOURS.map((hours) => hours * HOUR_MS).find((length) => length >= grain && (end - start) / length <= MOST_TICKS) ?? end - start;
  const ticks = [];
  for (let time = start; time <= end; time += gap) {
    const date = new Date(time);
    const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()].slice(0, 3)}`;
    const clock = date.toISOString().slice(11, 16);
    const words = gap >= DAY_MS ? [day] : time === start || clock === "00:00" ? [clock, h("br"), day] : [clock];
    const tick = h("span", { class: "wc-tick" }, ...words);
    tick.style.insetInlineStart = `${(100 * (time - start)) / (end - start)}%`;
    ticks.push(tick);
  }
  const track = h("div", { class: "wc-track" }, h("div", { class: "wc-rail" }), fill, ends.map(({ slider }) => slider));
  const fields = ends.map(({ word, field, said }) => h("label", {}, h("span", {}, `${word} `, said), field));

  return {
    element: h("div", { class: "wc-interval" }, h("div", { class: "wc-scale" }, track, h("div", { class: gap < DAY_MS ? "wc-ticks wc-hours" : "wc-ticks", "aria-hidden": "true" }, ticks)), h("div", { class: "wc-dates" }, fields, h("span", { class: "wc-clock" }, `${state.clock} time`)), keep),
    keys: [["← →", `moves a handle by one ${state.step}`], ["Page up, Page down", "moves a handle further"], ["Home, End", "moves a handle to the end of the scale"]],
    progress: (answer) => `${spoken(answer[0])} to ${spoken(answer[1])} (${state.clock} time)`,
    show(answer) {
      const span = answer ? answer.map(stepAt) : [0, steps];
      ends.forEach(({ slider, field, said }, place) => {
        said.textContent = answer ? spoken(isoAt(span[place])) : "";
        slider.value = span[place];
        slider.setAttribute("aria-valuetext", `${spoken(isoAt(span[place]))}, ${state.clock} time`);
        if (field !== document.activeElement) field.value = answer ? isoAt(span[place]) : "";
      });
      fill.style.insetInlineStart = `${(100 * span[0]) / steps}%`;
      fill.style.insetInlineEnd = `${100 - (100 * span[1]) / steps}%`;
      track.classList.toggle("wc-open", !answer);
      // The handle that can still move lies on top where both meet.
      track.classList.toggle("wc-atend", span[0] === steps);
      // Not `disabled`: a button that is would drop the focus.
      keep.setAttribute("aria-disabled", String(Boolean(answer)));
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
