// Who is asking: a person signed in with Supabase Auth, or a server's token that is kept for this tab only.

import { makeStore } from "./store.js";

const SESSION = "kairo.session";
const TOKEN = "kairo.token";
// Renewed this long before it runs out, so that no request leaves with a token that expires on its way.
const EARLY_SECONDS = 60;

/** `{token}` or `{access, refresh, expires, email}`, or null for nobody. */
export const session = makeStore(read());

let config = null;

export class SignInError extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

export async function readConfig() {
  const answer = await fetch("/api/config");
  if (!answer.ok) throw new SignInError("unreachable");
  config = await answer.json();
  return config;
}

export const getConfig = () => config;

export async function signIn(email, password) {
  keep(await askAuth("password", { email, password }));
}

/** Take a server's token, if the function accepts it. */
export async function useToken(token) {
  const headers = { Authorization: `Bearer ${token}` };
  let answer;
  try {
    answer = await fetch("/api/documents?limit=1", { headers });
  } catch {
    throw new SignInError("unreachable");
  }
  if (answer.status === 401) throw new SignInError("wrong_token");
  if (answer.status === 429) throw new SignInError("too_many");
  if (!answer.ok) throw new SignInError("unreachable");
  sessionStorage.setItem(TOKEN, token);
  session.set({ token });
}

export function signOut() {
  const who = session.get();
  forget();
  if (who?.access) {
    const headers = { apikey: config?.anon_key, Authorization: `Bearer ${who.access}` };
    fetch(`${config?.supabase_url}/auth/v1/logout`, { method: "POST", headers }).catch(() => {});
  }
}

/** The bearer token to send, renewed where it is about to run out; null where nobody is signed in. */
export async function bearer({ renewed = false } = {}) {
  const who = session.get();
  if (!who || who.token) return who?.token ?? null;
  if (!renewed && who.expires - EARLY_SECONDS > now()) return who.access;
  // A refresh token is good for one use: tabs take turns, and the later one finds the new session.
  const renew = async () => {
    const latest = read();
    if (latest?.access && latest.access !== who.access) {
      session.set(latest);
      return;
    }
    keep(await askAuth("refresh_token", { refresh_token: who.refresh }));
  };
  try {
    await (navigator.locks ? navigator.locks.request(SESSION, renew) : renew());
  } catch (error) {
    if (error.code !== "unreachable") forget();
    else if (!renewed) return who.access;
    else throw error;
  }
  return session.get()?.access ?? null;
}

async function askAuth(grant, body) {
  let answer;
  try {
    answer = await fetch(`${config.supabase_url}/auth/v1/token?grant_type=${grant}`, {
      method: "POST",
      headers: { apikey: config.anon_key, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    throw new SignInError("unreachable");
  }
  const said = await answer.json().catch(() => ({}));
  if (answer.ok) return said;
  if (answer.status === 429) throw new SignInError("too_many");
  if (answer.status >= 500) throw new SignInError("unreachable");
  throw new SignInError(said.error_code === "email_not_confirmed" ? said.error_code : "wrong_password");
}

function keep(answer) {
  const kept = {
    access: answer.access_token,
    refresh: answer.refresh_token,
    expires: answer.expires_at ?? now() + answer.expires_in,
    email: answer.user?.email ?? session.get()?.email ?? "",
  };
  localStorage.setItem(SESSION, JSON.stringify(kept));
  session.set(kept);
}

function forget() {
  localStorage.removeItem(SESSION);
  sessionStorage.removeItem(TOKEN);
  session.set(null);
}

function read() {
  const token = sessionStorage.getItem(TOKEN);
  if (token) return { token };
  try {
    return JSON.parse(localStorage.getItem(SESSION));
  } catch {
    return null;
  }
}

const now = () => Date.now() / 1000;

// Another tab signed in or out.
addEventListener("storage", (event) => {
  if (event.key === SESSION && !session.get()?.token) session.set(read());
});
