// Signing in: with an account of the project, or with a server's token.

import { say } from "../language.js";
import { Note, OtherLanguage } from "../parts.js";
import { getConfig, signIn, useToken as takeToken } from "../session.js";
import { html, useEffect, useState } from "../vendor/htm-preact.js";

const ICON = new URL("../icon.svg", import.meta.url).href;

export function SignIn() {
  const withAccount = Boolean(getConfig()?.anon_key);
  useEffect(() => {
    document.title = `${say("sign_in")} · ${say("app")}`;
  });
  return html`
    <main class="alone">
      <div class="alone-top">
        <img src=${ICON} alt="" width="44" height="44" />
        <${OtherLanguage} />
      </div>
      <h1>${say("app")}</h1>
      <p class="lead">${say("sign_in_lead")}</p>
      ${withAccount ? html`<${Account} />` : html`<${Token} open />`}
      ${withAccount && html`<details class="aside"><summary>${say("with_token")}</summary><${Token} /></details>`}
    </main>
  `;
}

function Account() {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { busy, problem, submit } = useForm(() => signIn(email.trim(), password));
  return html`
    <form class="form" onSubmit=${submit}>
      <label for="email">${say("email")}</label>
      <input id="email" type="email" autocomplete="username" required value=${email}
        onInput=${(event) => setEmail(event.target.value)} />
      <label for="password">${say("password")}</label>
      <input id="password" type="password" autocomplete="current-password" required value=${password}
        onInput=${(event) => setPassword(event.target.value)} />
      ${problem && html`<${Note}>${say(problem)}<//>`}
      <button class="button strong" disabled=${busy}>${busy ? say("signing_in") : say("sign_in")}</button>
    </form>
  `;
}

function Token() {
  const [token, setToken] = useState("");
  const { busy, problem, submit } = useForm(() => takeToken(token.trim()));
  return html`
    <form class="form" onSubmit=${submit}>
      <label for="token">${say("token")}</label>
      <input id="token" type="password" autocomplete="off" required value=${token} aria-describedby="token-lead"
        onInput=${(event) => setToken(event.target.value)} />
      <p class="small" id="token-lead">${say("token_lead")}</p>
      ${problem && html`<${Note}>${say(problem)}<//>`}
      <button class="button" disabled=${busy}>${busy ? say("signing_in") : say("sign_in")}</button>
    </form>
  `;
}

/** Send a form once at a time; `problem` names what went wrong. */
function useForm(send) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const submit = async (event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await send();
    } catch (error) {
      setProblem(error.code ?? "unreachable");
      setBusy(false);
    }
  };
  return { busy, problem, submit };
}
