// Asks for the password of an encrypted PDF, until one opens it.

import { say, sayError } from "../language.js";
import { announce } from "../parts.js";
import { givePassword, tried } from "../passwords.js";
import { useStore } from "../store.js";
import { html, useEffect, useLayoutEffect, useRef } from "../vendor/htm-preact.js";

const LONGEST = 128;

/** `onGone` takes the focus when the form goes away with it. */
export function Password({ paper, onGone }) {
  const { document_id: id, file_name: name } = paper;
  const state = useStore(tried, (all) => all[id] ?? null);
  const input = useRef();
  const isTrying = state === "trying";
  const problem = isTrying ? null : state;
  const seen = useRef(state);
  useEffect(() => {
    // Only after a try: a form that was there before takes no focus.
    if (problem && seen.current === "trying") input.current.focus();
    seen.current = state;
  }, [state]);
  useLayoutEffect(() => {
    const field = input.current;
    return () => field === document.activeElement && requestAnimationFrame(onGone);
  }, []);
  const submit = (event) => {
    event.preventDefault();
    const password = input.current.value;
    if (isTrying || !password) return;
    input.current.value = "";
    givePassword(id, password).then((opens) => opens && announce(say("password_fits")));
  };
  const [field, hint] = [`password-${id}`, `password-hint-${id}`];
  return html`
    <form class="password above" onSubmit=${submit}>
      <label for=${field}>${say("wants_password")}<span class="hidden"> (${name})</span></label>
      <div class="password-row">
        <input id=${field} ref=${input} type="password" autocomplete="off" maxlength=${LONGEST} readonly=${isTrying}
          aria-describedby=${hint} aria-invalid=${problem ? "true" : undefined} />
        <button class="button strong" data-off=${isTrying || undefined} aria-disabled=${isTrying}>${say(isTrying ? "trying_password" : "read_it")}</button>
      </div>
      ${problem && html`<p class="problem" role="alert">${sayError(problem)}</p>`}
      <p class="small" id=${hint}>${say("password_hint")}</p>
    </form>
  `;
}
