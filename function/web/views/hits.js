// Where a document was opened from a search: the place that answers, and the way to the next hit.

import { say } from "../language.js";
import { Icon } from "../parts.js";
import { address, route } from "../route.js";
import { found, placeOf, search } from "../searching.js";
import { useStore } from "../store.js";
import { html, useEffect } from "../vendor/htm-preact.js";

export function Hits({ documentId, onShow }) {
  const { query } = useStore(route);
  const { results } = useStore(found);
  const words = query.get("q");
  const literal = query.get("literal") === "1";
  const at = query.has("hit") ? Number(query.get("hit")) : null;
  useEffect(() => {
    // After the page was opened anew, the hits are asked for once more.
    if (words) search(words, literal);
  }, [words, literal]);
  const hit = at === null ? null : results?.[at];
  useEffect(() => {
    if (hit?.document_id !== documentId) return;
    const { page, boxes } = placeOf(hit);
    onShow(page, boxes);
  }, [hit]);
  if (!words || !results || at === null) return null;
  const step = (name, icon, to) => {
    const result = results[to];
    const label = say(name);
    return result
      ? html`<a class="button square" href=${hitAddress(result, to, words, literal)} aria-label=${label} title=${label}><${Icon} name=${icon} /></a>`
      : html`<span class="button square" aria-hidden="true" data-off><${Icon} name=${icon} /></span>`;
  };
  return html`
    <nav class="hits" aria-label=${say("search")}>
      ${step("previous_hit", "back", at - 1)}
      <p><strong>${say("hit_of", { n: at + 1, total: results.length })}</strong> <q>${words}</q></p>
      ${step("next_hit", "forward", at + 1)}
    </nav>
  `;
}

export const hitAddress = (result, index, words, literal) =>
  address("document", result.document_id, {
    page: placeOf(result).page,
    q: words,
    literal: literal ? "1" : "",
    hit: String(index),
  });
