// What needs a look, one paper after the other: each doubtful line or field beside its picture.

import { ask, askJson } from "../api.js";
import { say, sayError, sayField, sayReason } from "../language.js";
import { announce, Heading, Icon, Note } from "../parts.js";
import { correctLine, readPage } from "../reading.js";
import { address } from "../route.js";
import { Crop, isNarrow } from "./crop.js";
import { isDate } from "./fields.js";
import { html, useEffect, useRef, useState } from "../vendor/htm-preact.js";

const AT_ONCE = 50;
const CROP_WIDTH = 900;
// Points: a line with the ones above and below it, in letters that can be read.
const CROP = { width: 430, height: 58 };
const NARROW_CROP = { width: 220, height: 58 };

export function Review() {
  const [papers, setPapers] = useState(null);
  const [code, setCode] = useState(null);
  const [at, setAt] = useState(0);
  useEffect(() => {
    let current = true;
    askJson(`/api/review?limit=${AT_ONCE}`).then(
      (answer) => current && setPapers(answer.documents),
      (error) => current && setCode(error.code ?? "other"),
    );
    return () => {
      current = false;
    };
  }, []);
  const paper = papers?.[at];
  return html`
    <${Heading} title=${say("review")}>${say("review")}<//>
    ${code && html`<${Note}>${sayError(code)}<//>`}
    ${!papers && !code && html`<p class="waiting" role="status">${say("loading")}</p>`}
    ${papers && !papers.length && html`<div class="empty"><h2>${say("review_none")}</h2><p>${say("review_none_lead")}</p></div>`}
    ${paper && html`
      <p class="lead">${say("review_lead")}</p>
      <${Paper} key=${paper.document_id} paper=${paper} at=${at} total=${papers.length} onNext=${at + 1 < papers.length ? () => setAt(at + 1) : null} />
    `}
  `;
}

function Paper({ paper, at, total, onNext }) {
  const { document_id: id } = paper;
  const metadata = useMetadata(paper);
  const [done, setDone] = useState({});
  const list = useRef();
  const items = [
    ...paper.doubtful.map((line) => ({ key: `${line.page}/${line.block}/${line.line}`, line })),
    ...(metadata ? paper.fields.filter((name) => single(metadata, name)).map((name) => ({ key: name, field: name, ...single(metadata, name) })) : []),
  ];
  const left = items.filter((one) => !done[one.key]).length;
  const next = (key) => {
    setDone((now) => ({ ...now, [key]: true }));
    const inputs = [...list.current.querySelectorAll("input:not(:disabled)")];
    const place = inputs.findIndex((one) => one.dataset.key === key);
    const other = inputs.slice(place + 1)[0] ?? inputs.find((one) => one.dataset.key !== key);
    (other ?? document.getElementById("review-next"))?.focus();
  };
  const again = (key) => {
    setDone((now) => ({ ...now, [key]: false }));
    requestAnimationFrame(() => list.current.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus());
  };
  useEffect(() => list.current?.querySelector("input")?.focus(), [metadata === null]);
  return html`
    <section class="review-paper" aria-labelledby="review-name">
      <div class="review-top">
        <p class="small">${say("review_paper", { n: at + 1, total })}</p>
        <h2 id="review-name"><a href=${address("document", id)}>${paper.file_name}</a></h2>
        <p class="small">${paper.reasons.map(sayReason).join(", ")}</p>
        <p role="status"><strong>${left ? say("review_count", { n: left }) : items.length ? say("review_done") : say("review_lookover")}</strong></p>
      </div>
      <ol class="doubts" ref=${list}>
        ${items.map((one) => html`<${Doubt} key=${one.key} one=${one} id=${id} done=${Boolean(done[one.key])} onDone=${() => next(one.key)} onAgain=${() => again(one.key)} />`)}
      </ol>
      <div class="buttons">
        <a class="button" href=${address("document", id)}>${say("review_open")}</a>
        ${onNext && html`<button type="button" id="review-next" class=${left ? "button" : "button strong"} onClick=${onNext}>${say("review_next")}</button>`}
      </div>
    </section>
  `;
}

/** The document's metadata, which has the values of its fields and their places; `{}` while it has none. */
function useMetadata(paper) {
  const [metadata, setMetadata] = useState(paper.fields.length ? null : {});
  useEffect(() => {
    if (!paper.fields.length) return;
    askJson(`/api/documents/${paper.document_id}?pages=false`).then(
      (found) => setMetadata(found.metadata ?? {}),
      () => setMetadata({}),
    );
  }, []);
  return metadata;
}

function single(metadata, name) {
  const found = name === "type" ? metadata.type : metadata.fields?.[name];
  return found && !Array.isArray(found.value) ? found : null;
}

function Doubt({ one, id, done, onDone, onAgain }) {
  const read = one.line?.text ?? String(one.value);
  const [text, setText] = useState(read);
  const [problem, setProblem] = useState(null);
  const name = one.line ? say("review_reading") : sayField(one.field);
  const send = async (written) => {
    setProblem(null);
    if (one.field) await ask(`/api/documents/${id}/fields`, { method: "POST", json: { field: one.field, value: written } });
    else await correctLine(id, one.line.page, one.line, written === null ? { text: null } : written === read ? { accepted: true } : { text: written });
  };
  const accept = async (event) => {
    event.preventDefault();
    try {
      await send(text.trim());
      announce(say("saved"));
      onDone();
    } catch (error) {
      setProblem(error.code ?? "other");
    }
  };
  const undo = async () => {
    try {
      await send(null);
      setText(read);
      announce(say("undone"));
      onAgain();
    } catch (error) {
      setProblem(error.code ?? "other");
    }
  };
  const field = `doubt-${one.key.replaceAll("/", "-")}`;
  return html`
    <li class=${done ? "doubt done" : "doubt"}>
      ${(one.line || one.box) && html`<${Place} id=${id} one=${one} />`}
      <form class="doubt-form" onSubmit=${accept} onKeyDown=${(event) => event.key === "Escape" && setText(read)}>
        <label for=${field}>${name}</label>
        <input id=${field} data-key=${one.key} type=${one.field && isDate(one.field) ? "date" : "text"} value=${text} disabled=${done} lang=""
          autocomplete="off" autocapitalize="off" spellcheck="false" onInput=${(event) => setText(event.target.value)} />
        ${done
          ? html`<span class="good"><${Icon} name="check" />${say("saved")}</span>
              <button type="button" class="link" onClick=${undo}>${say("undo")}</button>`
          : html`<button class="button">${text.trim() === read ? say("is_right") : say("save")}</button>`}
        ${problem && html`<p class="problem wide" role="alert">${sayError(problem)}</p>`}
      </form>
    </li>
  `;
}

function Place({ id, one }) {
  const number = one.line?.page ?? one.page;
  const [size, setSize] = useState(null);
  useEffect(() => {
    let wanted = true;
    readPage(id, number).then((page) => wanted && setSize(page), () => {});
    return () => {
      wanted = false;
    };
  }, [id, number]);
  if (!size) return html`<div class="crop-waiting"></div>`;
  const [x0, y0, x1, y1] = one.line?.box ?? one.box;
  const box = one.line ? [x0, y0, x1, y1] : [x0 * size.width, y0 * size.height, x1 * size.width, y1 * size.height];
  return html`<${Crop} documentId=${id} page=${number} size=${size} box=${box} least=${isNarrow() ? NARROW_CROP : CROP} wide=${CROP_WIDTH} label=${say("review_place", { n: number })} />`;
}
