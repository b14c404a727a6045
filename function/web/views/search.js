// Searching as one types: each hit with its words and the picture of its place.

import { say, sayAmount, sayDate, sayError, sayType } from "../language.js";
import { Heading, Note } from "../parts.js";
import { readPage } from "../reading.js";
import { replace, route } from "../route.js";
import { found, partsOf, placeOf, search } from "../searching.js";
import { useStore } from "../store.js";
import { Crop, partInView, scaleOf } from "./crop.js";
import { hitAddress } from "./hits.js";
import { html, useEffect, useRef, useState } from "../vendor/htm-preact.js";

// A search takes about 200 ms; while a word is being typed, none is started.
const PAUSE_MS = 250;
const CROP_WIDTH = 320;
// Points. A passage may be long and wide; its picture shows a part of it, in letters that can be read.
const CROP = { width: 310, height: 96 };
const LARGEST = { width: 290, height: 84 };

export function Search() {
  const { query } = useStore(route);
  const asked = query.get("q") ?? "";
  const literal = query.get("literal") === "1";
  const [words, setWords] = useState(asked);
  const timer = useRef();
  const input = useRef();
  const { results, understood, loading, code } = useStore(found);
  useEffect(() => {
    search(asked, literal);
    // Another search than what was typed, as after going back.
    setWords((typed) => (typed.trim() === asked ? typed : asked));
  }, [asked, literal]);
  useEffect(() => input.current.focus({ preventScroll: true }), []);
  const set = (text, only = literal) => replace("search", null, { q: text.trim(), literal: only ? "1" : "" });
  const type = (event) => {
    const text = event.target.value;
    setWords(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => set(text), PAUSE_MS);
  };
  const submit = (event) => {
    event.preventDefault();
    clearTimeout(timer.current);
    set(words);
  };
  const ready = results && asked;
  return html`
    <${Heading} title=${say("search")} quiet>${say("search")}<//>
    <form role="search" class="search" onSubmit=${submit}>
      <label for="query">${say("search_label")}</label>
      <input id="query" ref=${input} type="search" value=${words} placeholder=${say("search_placeholder")} autocomplete="off"
        enterkeyhint="search" maxlength="2000" onInput=${type} />
    </form>
    ${ready && html`<${Understood} understood=${understood} literal=${literal} onLiteral=${(only) => set(words, only)} />`}
    <p class="small search-state" role="status">
      ${loading ? say("searching") : !asked ? say("search_lead") : ready && results.length ? say("found", { n: results.length }) : ready ? say("found_nothing") : ""}
    </p>
    ${code && html`<${Note}>${sayError(code)}<//>`}
    ${ready && html`
      <ol class=${loading ? "results old" : "results"}>
        ${results.map((one, index) => html`
          <${Result} key=${`${one.document_id}/${one.chunk_index}`} result=${one} to=${hitAddress(one, index, asked, literal)} />
        `)}
      </ol>
    `}
  `;
}

function Understood({ understood, literal, onLiteral }) {
  const said = literal ? [] : describe(understood ?? {});
  if (!said.length && !literal) return null;
  return html`
    <p class="understood">
      ${said.length > 0 && html`<span class="small">${say("understood")}</span> ${said.map((one) => html`<span class="chip" key=${one}>${one}</span> `)}`}
      <button type="button" class="link" onClick=${() => onLiteral(!literal)}>${say(literal ? "and_meaning" : "only_words")}</button>
    </p>
  `;
}

function describe({ types = [], dates = [], order, total_from: least, total_to: most }) {
  return [
    ...types.map(sayType),
    ...dates.map((one) => say("date_range", { from: sayDate(one.from, "short"), to: sayDate(one.to, "short") })),
    order && say(`order_${order}`),
    least && say("amount_from", { amount: sayAmount(least) }),
    most && say("amount_to", { amount: sayAmount(most) }),
  ].filter(Boolean);
}

function Result({ result, to }) {
  const { page, boxes } = placeOf(result);
  const kind = result.document_type && result.document_type !== "other" && sayType(result.document_type);
  const details = [kind, result.document_date && sayDate(result.document_date, "short"), say("page", { n: page })];
  return html`
    <li class="result">
      <div class="result-what">
        <a class="paper-title" href=${to}>${result.file_name}</a>
        <p class="small">${details.filter(Boolean).join(" · ")}</p>
        <p class="snippet">${partsOf(result.snippet).map((part, index) => (part.hit ? html`<mark key=${index}>${part.text}</mark>` : part.text))}</p>
      </div>
      ${boxes.length > 0 && html`<${Place} documentId=${result.document_id} page=${page} boxes=${boxes} />`}
    </li>
  `;
}

function Place({ documentId, page, boxes }) {
  const place = useRef();
  const [size, setSize] = useState(null);
  useEffect(() => {
    let wanted = true;
    const look = new IntersectionObserver(([entry]) => {
      if (!entry.isIntersecting) return;
      look.disconnect();
      // A place without a picture is still a hit.
      readPage(documentId, page).then((found) => wanted && setSize(found), () => {});
    });
    look.observe(place.current);
    return () => {
      wanted = false;
      look.disconnect();
    };
  }, [documentId, page]);
  const scale = size ? scaleOf(size) : 1;
  const box = partInView(boxes, { width: LARGEST.width * scale, height: LARGEST.height * scale });
  return html`
    <div class="place-picture" ref=${place}>
      ${size && html`<${Crop} documentId=${documentId} page=${page} size=${size} box=${box} boxes=${boxes} least=${CROP}
        wide=${CROP_WIDTH} label=${say("place_in", { n: page })} />`}
    </div>
  `;
}
