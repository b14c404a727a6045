// A piece of a page's picture: the place of a hit, of a doubtful line, of a field.

import { usePicture } from "../pictures.js";
import { html } from "../vendor/htm-preact.js";

// Points of A4. A picture without a resolution has a page of any size: what is meant for A4 is taken to its scale.
const A4_WIDTH = 595;
// Between a box and the edge of the piece.
const MARGIN = 14;
// By which a mark stands outside the print.
const AIR = 2;

export const scaleOf = (size) => size.width / A4_WIDTH;

/** Boxes marked as with a highlighter: those that touch have one edge around them. */
export function Marks({ boxes, size }) {
  const all = boxes.map((box) => grown(box, size));
  const draw = (kind) => all.map((box, index) => html`<${Box} key=${`${kind}-${index}`} box=${box} size=${size} kind=${kind} />`);
  return html`<g class="marks">${draw("mark-edge")}${draw("mark")}</g>`;
}

function grown([x0, y0, x1, y1], size) {
  const air = AIR * scaleOf(size);
  return [x0 - air, y0 - air, x1 + air, y1 + air];
}

/** Show a piece of a page of `size`, in points: `box`, widened to what is the `least` on A4, with `boxes` marked. */
export function Crop({ documentId, page, size, box, boxes = [box], least, wide, label }) {
  const [left, top, right, bottom] = around(box, least, size);
  // The whole page is fetched so large that the piece is sharp.
  const picture = usePicture(documentId, page, Math.min(1200, Math.round((wide * size.width) / (right - left))));
  return html`
    <svg class="crop" viewBox="${left} ${top} ${right - left} ${bottom - top}" role="img" aria-label=${label}>
      <rect class="sheet-ground" width=${size.width} height=${size.height} />
      ${picture && html`<image href=${picture} width=${size.width} height=${size.height} preserveAspectRatio="none" />`}
      <${Marks} boxes=${boxes} size=${size} />
    </svg>
  `;
}

/**
 * The part of a passage that a piece of the `largest` size shows: where it begins, unless another part has more than
 * twice as much of it in view, as where it begins at the end of a column.
 */
export function partInView(boxes, largest) {
  const [left, top, right, bottom] = firstWith(0.5, boxes.map(([, from]) => viewFrom(from, boxes, largest)), boxes);
  const inView = boxes.filter(([x0, y0, x1, y1]) => x0 < right && x1 > left && y0 < bottom && y1 > top);
  const end = (at) => Math.max(...inView.map((box) => box[at]));
  return [left, top, Math.min(right, end(2)), Math.min(bottom, end(3))];
}

/** The view below `top` in which most of the boxes is seen, from the left where that is nearly as good. */
function viewFrom(top, boxes, { width, height }) {
  const beside = boxes.filter(([, y0, , y1]) => y1 > top && y0 < top + height);
  const lefts = beside.map(([x0]) => x0).sort((one, other) => one - other);
  return firstWith(0.9, lefts.map((left) => [left, top, left + width, top + height]), boxes);
}

function firstWith(share, views, boxes) {
  const seen = views.map(([left, top, right, bottom]) =>
    boxes
      .map(([x0, y0, x1, y1]) => Math.max(0, Math.min(right, x1) - Math.max(left, x0)) * Math.max(0, Math.min(bottom, y1) - Math.max(top, y0)))
      .reduce((sum, area) => sum + area, 0),
  );
  return views[seen.findIndex((area) => area >= share * Math.max(...seen))];
}

/** Whether the window is that of a phone. */
export const isNarrow = () => matchMedia("(max-width: 50rem)").matches;

/** A rectangle over a picture; `place` is the name of the line that it is about. */
export const Box = ({ box: [x0, y0, x1, y1], size, place, kind }) => html`
  <rect class=${kind} data-place=${place} x=${x0} y=${y0} width=${Math.max(0, x1 - x0)} height=${Math.max(0, y1 - y0)} rx=${1.5 * scaleOf(size)} />
`;

function around([x0, y0, x1, y1], least, size) {
  const scale = scaleOf(size);
  const margin = MARGIN * scale;
  const [left, right] = widen(x0 - margin, x1 + margin, least.width * scale, size.width);
  const [top, bottom] = widen(y0 - margin, y1 + margin, least.height * scale, size.height);
  return [left, top, right, bottom];
}

/** Widen a span around its middle to `least`, and keep it between 0 and `end`. */
function widen(from, to, least, end) {
  const more = Math.max(0, least - (to - from)) / 2;
  const start = Math.max(0, Math.min(from - more, end - least));
  return [start, Math.min(end, Math.max(to + more, start + least))];
}
