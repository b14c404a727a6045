// What was read on a page: titles, paragraphs, lists and tables, line by line.

import { say, sayReason } from "../language.js";
import { html, useMemo, useRef } from "../vendor/htm-preact.js";

const MARGIN = new Set(["header", "footer", "caption"]);
// The view's heading is the first level and the page's the second.
const ABOVE_TITLES = 2;
// Letters of a word that begins a line may be narrower than the line's others.
const NARROW = 0.9;

export function PageText({ page, number, places, marked, active }) {
  const reading = useRef();
  const byBlock = useMemo(() => groupByBlock(places), [places]);
  const levels = useMemo(() => headingLevels(page.blocks), [page]);
  const correct = (element) => {
    const chosen = places.find((one) => one.place === element?.dataset.place);
    if (chosen?.said) active.set({ number, size: page, ...chosen, editing: true });
  };
  const press = (event) => {
    const lines = [...reading.current.querySelectorAll(".line")];
    const at = lines.indexOf(event.target);
    if (at < 0) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key];
    if (event.key === "Enter") correct(event.target);
    else if (lines[to]) focusOnly(lines, lines[to]);
    else if (to === undefined) return;
    event.preventDefault();
  };
  const reasons = page.review_reasons ?? [];
  if (page.source === "unreadable") return html`<p class="problem">${say("page_failed")}</p>`;
  if (!page.blocks.length) return html`<p class="small">${say("no_text")}</p>`;
  return html`
    ${reasons.length > 0 && html`<p class="page-reasons small">${say("why_review")} ${reasons.map(sayReason).join(", ")}.</p>`}
    <div class="lines" ref=${reading} role="group" aria-label=${say("page_text", { n: number })} onKeyDown=${press}
      onDblClick=${(event) => correct(event.target.closest(".line"))}>
      <span class="hidden">${say("text_hint")}</span>
      ${page.blocks.map((block, index) => html`
        <${Block} key=${index} block=${block} level=${levels[index]} places=${byBlock.get(index) ?? []} marked=${marked} first=${places[0]?.place} />
      `)}
    </div>
  `;
}

function groupByBlock(places) {
  const groups = new Map();
  for (const one of places) {
    const index = Number(one.place.split(".")[0]);
    if (!groups.has(index)) groups.set(index, []);
    groups.get(index).push(one);
  }
  return groups;
}

/** Of all lines of a page one can be reached with Tab; arrows move to the others. */
function focusOnly(lines, line) {
  for (const one of lines) one.tabIndex = one === line ? 0 : -1;
  line.focus();
}

/** The level of each block that is a title: no level is left out, so that a screen reader's outline has no holes. */
function headingLevels(blocks) {
  let last = ABOVE_TITLES;
  return blocks.map((block) => {
    if (block.kind === "title") last = Math.min(6, last + 1, ABOVE_TITLES + Math.max(1, block.level ?? 1));
    return last;
  });
}

function Block({ block, level, places, marked, first }) {
  const line = (one) => html`<${Line} key=${one.place} one=${one} marked=${marked} first=${first} />`;
  // Lines are broken as on the paper where that means something, as in an address; a paragraph flows.
  const flowing = places.flatMap((one, index) => {
    const next = places[index + 1];
    return next ? [line(one), isFull(one, next, block) ? " " : html`<br />`] : [line(one)];
  });
  const words = { unread: say("unread"), handwriting: say("handwriting"), figure: say("figure") }[block.kind];
  if (block.table) return html`<${Table} table=${block.table} places=${places} line=${line} />`;
  if (words && !block.text) return html`<p class="block block-note">${line({ ...places[0], text: words })}</p>`;
  if (block.kind === "title") {
    return html`<${`h${level}`} class="block block-title block-title-${block.level ?? 1}">${flowing}<//>`;
  }
  const kind = MARGIN.has(block.kind) ? "margin" : block.kind === "list" ? "list" : "paragraph";
  return html`<p class="block block-${kind}">${flowing}</p>`;
}

/** Whether a line is full: the first word of the next one would not have had room behind it. */
function isFull(one, next, block) {
  const word = next.text.split(" ")[0].length + 1;
  const letter = (next.box[2] - next.box[0]) / Math.max(1, next.text.length);
  return block.box[2] - one.box[2] < NARROW * word * letter;
}

function Line({ one, marked, first }) {
  const kinds = ["line", one.doubtful && "doubtful", one.said?.corrected_at && "corrected", marked.has(one.place) && "is-hit", one.isCell && !one.text && "empty-cell"];
  return html`
    <span class=${kinds.filter(Boolean).join(" ")} data-place=${one.place} tabindex=${one.place === first ? "0" : "-1"}>
      ${one.text || "\u00a0"}${one.doubtful && html`<span class="hidden"> (${say("doubtful")})</span>`}
    </span>
  `;
}

function Table({ table, places, line }) {
  const rows = Array.from({ length: table.rows }, () => []);
  table.cells.forEach((cell, index) => rows[cell.row]?.push({ cell, own: places.filter((one) => one.cell === index) }));
  const write = ({ cell, own }) => html`
    <${cell.header ? "th" : "td"} key=${cell.column} scope=${cell.header ? "col" : undefined}
      colspan=${cell.column_span > 1 ? cell.column_span : undefined} rowspan=${cell.row_span > 1 ? cell.row_span : undefined}
      class=${isNumber(cell.text) ? "number" : undefined}>${own.flatMap((one, at) => (at ? [" ", line(one)] : [line(one)]))}<//>
  `;
  return html`
    <div class="block table-frame">
      <table><tbody>${rows.map((cells, row) => html`<tr key=${row}>${cells.map(write)}</tr>`)}</tbody></table>
    </div>
  `;
}

/** Amounts and figures stand at the right, under each other. */
const isNumber = (text) => /^[-+]?[\d.,\s]+\s*[€$%]?$/.test(text.trim()) && /\d/.test(text);
