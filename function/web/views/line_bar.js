// The bar about the line or cell that is chosen: how certain it is, who corrected it, and correcting it.

import { sayDate, say, sayError } from "../language.js";
import { announce, Icon } from "../parts.js";
import { correctLine, placesOf } from "../reading.js";
import { useStore } from "../store.js";
import { Crop, isNarrow } from "./crop.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "../vendor/htm-preact.js";

// On a phone the picture is not beside the line, so its place is shown in the bar. In points, and pixels.
const CROP = { width: 200, height: 34 };
const CROP_WIDTH = 340;

export function LineBar({ documentId, active }) {
  const chosen = useStore(active);
  useEffect(() => {
    // What the bar would hide scrolls out from under it.
    document.documentElement.classList.toggle("has-line-bar", Boolean(chosen?.said));
    return () => document.documentElement.classList.remove("has-line-bar");
  }, [Boolean(chosen?.said)]);
  if (!chosen?.said) return null;
  return html`<${Bar} key=${`${chosen.number}/${chosen.place}`} documentId=${documentId} chosen=${chosen} active=${active} />`;
}

function Bar({ documentId, chosen, active }) {
  const [text, setText] = useState(chosen.text);
  const [problem, setProblem] = useState(null);
  const input = useRef();
  const { said, editing } = chosen;
  // Before the field is seen: what is typed at once must not be set back.
  useLayoutEffect(() => {
    if (!editing) return;
    setText(chosen.text);
    input.current.focus();
  }, [editing]);
  // The line that gets the focus chooses itself, so the bar closes after that.
  const close = () => backToLine(chosen, () => active.set(null));
  const send = async (word, sentence) => {
    try {
      const page = await correctLine(documentId, chosen.number, chosen, word);
      const now = placesOf(page).find((one) => one.place === chosen.place);
      announce(sentence);
      setProblem(null);
      active.set(now ? { number: chosen.number, size: page, ...now, editing: false } : null);
      backToLine(chosen);
    } catch (error) {
      setProblem(error.code ?? "other");
    }
  };
  const save = (event) => {
    event.preventDefault();
    const written = text.trim();
    send(written === chosen.text ? { accepted: true } : { text: written }, say("saved"));
  };
  const edit = (now) => {
    active.set({ ...chosen, editing: now });
    if (!now) backToLine(chosen);
  };
  const press = (event) => event.key === "Escape" && (editing ? edit(false) : close());
  return html`
    <form class="line-bar" aria-label=${say(chosen.isCell ? "cell" : "line")} onSubmit=${save} onKeyDown=${press}>
      ${isNarrow() && html`<${Crop} documentId=${documentId} page=${chosen.number} size=${chosen.size} box=${chosen.box} least=${CROP} wide=${CROP_WIDTH} label=${say("review_place", { n: chosen.number })} />`}
      ${editing
        ? html`
            <label class="hidden" for="line-text">${say("what_it_says")}</label>
            <input id="line-text" class="line-text" ref=${input} value=${text} lang="" autocomplete="off" spellcheck="false"
              onInput=${(event) => setText(event.target.value)} />
            <button class="button strong">${say("save")}</button>
            <button type="button" class="button" onClick=${() => edit(false)}>${say("cancel")}</button>
          `
        : html`
            <p class=${chosen.text ? "line-text" : "line-text small"}>${chosen.text || say("empty_cell")}</p>
            ${said.corrected_at && html`<span class="small">${say("corrected", { date: sayDate(said.corrected_at) })}</span>`}
            ${chosen.doubtful && html`<button type="button" class="button" onClick=${() => send({ accepted: true }, say("saved"))}><${Icon} name="check" />${say("is_right")}</button>`}
            ${said.corrected_at && html`<button type="button" class="button" onClick=${() => send({ text: null }, say("undone"))}><${Icon} name="undo" />${say("undo")}</button>`}
            <button type="button" class="button" onClick=${() => edit(true)}><${Icon} name="pencil" />${say(chosen.text ? "correct" : "fill_in")}</button>
            <button type="button" class="plain square" aria-label=${say("close")} onClick=${close}><${Icon} name="close" /></button>
          `}
      ${problem && html`<p class="problem wide" role="alert">${sayError(problem)}</p>`}
    </form>
  `;
}

function backToLine({ number, place }, then) {
  // After the page has been drawn anew.
  requestAnimationFrame(() => {
    document.querySelector(`#page-${number} .read [data-place="${place}"]`)?.focus({ preventScroll: true });
    then?.();
  });
}
