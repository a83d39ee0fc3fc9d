// The front end of each kind. A view shows an answer and tells of changes; it keeps none itself:
// {element, keys, progress(answer), show(answer), focus(), onKey?(event), start?(), stop?()}.

import { cardView } from "./cards.js";
import { chooseView, tickView } from "./choices.js";
import { essayDeskView } from "./desk.js";
import { labelView, rateView } from "./grids.js";
import { matchView } from "./matching.js";
import { matrixView } from "./matrix.js";
import { orderView } from "./ordering.js";
import { pickSentencesView } from "./reading.js";
import { intervalView } from "./spans.js";
import { shortTextView } from "./writing.js";

export const VIEWS = {
  choose: chooseView,
  tick: tickView,
  label: labelView,
  short_text: shortTextView,
  pick_sentences: pickSentencesView,
  card: cardView,
  order: orderView,
  match: matchView,
  matrix: matrixView,
  interval: intervalView,
  rate: rateView,
  essay_desk: essayDeskView,
};
