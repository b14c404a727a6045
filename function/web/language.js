// What the page says, in the person's language, and how it writes dates and amounts.

import { makeStore } from "./store.js";
import en from "./words/en.js";
import es from "./words/es.js";

const KEPT = "kairo.language";
const WORDS = { es, en };

/** `es` or `en`. Spanish, unless the browser asks for English and not for Spanish. */
export const language = makeStore(localStorage.getItem(KEPT) ?? preferred());

function preferred() {
  const wanted = (navigator.languages ?? []).map((one) => one.slice(0, 2));
  return wanted.find((one) => one in WORDS) ?? "es";
}

export function switchLanguage() {
  const next = language.get() === "es" ? "en" : "es";
  localStorage.setItem(KEPT, next);
  language.set(next);
}

/** The words for `name`, with `values` filled in; `values.n` decides between one and many. */
export function say(name, values = {}) {
  const words = WORDS[language.get()][name];
  const form = Array.isArray(words) ? words[values.n === 1 ? 0 : 1] : words;
  return form.replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

const pick = (group, name) => WORDS[language.get()][group][name];

export const typeNames = () => WORDS[language.get()].types;
export const sayType = (type) => (type && (pick("types", type) ?? type)) || "";
export const sayField = (field) => pick("field_names", field) ?? field.replaceAll("_", " ");
export const sayReason = (reason) => pick("reasons", reason) ?? reason;

/** A sentence for an error's stable code; codes without one of their own get the general one. */
export const sayError = (code) => pick("errors", code) ?? pick("errors", "other");

/** A day, from `2026-03-12` or a time; a day has no time zone. */
export function sayDate(text, style = "long") {
  if (!text) return "";
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const day = new Date(isDay ? `${text}T12:00:00Z` : text);
  if (Number.isNaN(day.getTime())) return text;
  const month = style === "long" ? "long" : "short";
  const options = { day: "numeric", month, year: "numeric", ...(isDay ? { timeZone: "UTC" } : {}) };
  return new Intl.DateTimeFormat(locale(), options).format(day);
}

export function sayAmount(amount, currency) {
  if (amount === null || amount === undefined || amount === "") return "";
  const number = Number(amount);
  if (Number.isNaN(number)) return String(amount);
  const style = { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: "always" };
  try {
    const money = currency ? { ...style, style: "currency", currency } : style;
    return new Intl.NumberFormat(locale(), money).format(number);
  } catch {
    return `${amount} ${currency}`;
  }
}

const locale = () => (language.get() === "es" ? "es-ES" : "en-GB");
