// What a document says about itself, at its top: each value can be seen on the paper and set right.

import { askJson } from "../api.js";
import { say, sayAmount, sayDate, sayError, sayField, sayType, typeNames } from "../language.js";
import { announce, Icon } from "../parts.js";
import { html, useEffect, useRef, useState } from "../vendor/htm-preact.js";

const FIRST = ["issuer", "total", "document_date", "due_date", "event_date", "expiry_date", "period_start", "period_end"];
const SHOWN_AT_FIRST = 5;
const DATES = new Set(["document_date", "due_date", "event_date", "expiry_date", "period_start", "period_end"]);
const AMOUNTS = new Set(["total", "tax_base", "tax_amount", "withholding_amount"]);
// Below this a value is right less often than a person would expect (docs/fields.md).
const CERTAIN = 0.95;

export const isDate = (name) => DATES.has(name);

/** A field's value as a person writes it. */
export function sayValue(name, field) {
  if (name === "type") return sayType(field.value);
  if (DATES.has(name)) return sayDate(field.value, "short");
  if (AMOUNTS.has(name)) return sayAmount(field.value, field.currency);
  return field.value;
}

export function Fields({ paper, onChange, onShow }) {
  const [all, setAll] = useState(false);
  const { metadata } = paper;
  if (!metadata) return null;
  const fields = { ...(metadata.type ? { type: metadata.type } : {}), ...metadata.fields };
  const names = Object.keys(fields).filter((name) => !Array.isArray(fields[name].value));
  const lists = Object.keys(fields).filter((name) => Array.isArray(fields[name].value) && fields[name].value.length);
  const order = (name) => (name === "type" ? -1 : FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  names.sort((a, b) => order(a) - order(b));
  const shown = all ? names : names.slice(0, SHOWN_AT_FIRST);
  const more = names.length + lists.length > SHOWN_AT_FIRST;
  return html`
    <section class="fields" aria-label=${say("fields")}>
      <dl class="fields-list">
        ${shown.map((name) => html`
          <${Value} key=${name} name=${name} field=${fields[name]} paper=${paper} onChange=${onChange} onShow=${onShow} />
        `)}
      </dl>
      ${all && lists.map((name) => html`<${List} key=${name} name=${name} lines=${fields[name].value} />`)}
      ${more && html`
        <button type="button" class="link" aria-expanded=${all} onClick=${() => setAll(!all)}>
          ${say(all ? "fewer_fields" : "all_fields")}
        </button>
      `}
    </section>
  `;
}

function Value({ name, field, paper, onChange, onShow }) {
  const [editing, setEditing] = useState(false);
  const label = sayField(name);
  const bySomebody = field.source === "person";
  const doubtful = !bySomebody && field.confidence < CERTAIN;
  const shown = sayValue(name, field);
  if (editing) {
    return html`
      <div class="field field-editing">
        <dt>${label}</dt>
        <dd><${Editor} name=${name} field=${field} paper=${paper} onDone=${(metadata) => {
          if (metadata) onChange(metadata);
          setEditing(false);
        }} /></dd>
      </div>
    `;
  }
  return html`
    <div class=${doubtful ? "field doubtful" : "field"}>
      <dt>${label}${doubtful && html`<span class="small"> · ${say("not_sure")}</span>`}</dt>
      <dd>
        ${field.box
          ? html`<button type="button" class="value" title=${say("show_in_paper", { name: label })} onClick=${() => onShow(field)}>${shown}<${Icon} name="place" /></button>`
          : html`<span class="value">${shown}</span>`}
        <button type="button" class="plain square" aria-label=${say("correct_field", { name: label })} onClick=${() => setEditing(true)}>
          <${Icon} name="pencil" />
        </button>
      </dd>
    </div>
  `;
}

/** Saves a person's word about a field; `onDone` gets the document's metadata, or nothing if it stays. */
export function Editor({ name, field, paper, onDone }) {
  const [value, setValue] = useState(field.value ?? "");
  const [problem, setProblem] = useState(null);
  const input = useRef();
  useEffect(() => input.current.focus(), []);
  const send = async (said) => {
    try {
      const json = { field: name, value: said };
      const { metadata } = await askJson(`/api/documents/${paper.document_id}/fields`, { method: "POST", json });
      announce(say("saved"));
      onDone(metadata);
    } catch (error) {
      setProblem(error.code ?? "other");
    }
  };
  const save = (event) => {
    event.preventDefault();
    send(value.trim());
  };
  const id = `field-${name}`;
  const take = (event) => setValue(event.target.value);
  const types = () => Object.entries(typeNames()).sort((a, b) => a[1].localeCompare(b[1]));
  return html`
    <form class="field-form" onSubmit=${save} onKeyDown=${(event) => event.key === "Escape" && onDone(null)}>
      <label class="hidden" for=${id}>${sayField(name)}</label>
      ${name === "type"
        ? html`<select id=${id} ref=${input} onChange=${take}>${types().map(([one, words]) => html`<option key=${one} value=${one} selected=${one === value}>${words}</option>`)}</select>`
        : html`<input id=${id} ref=${input} type=${DATES.has(name) ? "date" : "text"} inputmode=${AMOUNTS.has(name) ? "decimal" : undefined}
            value=${value} onInput=${take} autocomplete="off" />`}
      <button class="button strong">${say("save")}</button>
      <button type="button" class="button" onClick=${() => onDone(null)}>${say("cancel")}</button>
      ${field.source === "person" && html`<button type="button" class="link" onClick=${() => send(null)}>${say("undo")}</button>`}
      ${problem && html`<p class="problem wide" role="alert">${sayError(problem)}</p>`}
    </form>
  `;
}

function List({ name, lines }) {
  const columns = ["description", "rate", "quantity", "unit_price", "base", "amount"].filter((one) => lines.some((line) => line[one]));
  return html`
    <div class="table-frame" role="region" aria-label=${sayField(name)} tabindex="0">
      <table>
        <caption>${sayField(name)}</caption>
        <tbody>
          ${lines.map((line, row) => html`<tr key=${row}>${columns.map((one) => html`<td key=${one} class=${one === "description" ? undefined : "number"}>${line[one] ?? ""}</td>`)}</tr>`)}
        </tbody>
      </table>
    </div>
  `;
}
