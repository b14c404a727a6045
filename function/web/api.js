// Requests to the function, as whoever is signed in.

import { bearer, session } from "./session.js";

/** An answer that is no success. `code` is the function's stable name of it, or `offline`; `duplicates` come with `duplicate_file`. */
export class ApiError extends Error {
  constructor(code, { status = 0, detail = "", retryAfter = 0, duplicates = [] } = {}) {
    super(detail || code);
    Object.assign(this, { code, status, detail, retryAfter, duplicates });
  }
}

/** Send a request and return the answer. Throws ApiError; a session that ended leads back to signing in. */
export async function ask(path, { method = "GET", json, signal, headers = {} } = {}) {
  const send = async (token) => {
    if (!token) throw new ApiError("unauthorized", { status: 401 });
    const all = { ...headers, Authorization: `Bearer ${token}` };
    if (json !== undefined) all["Content-Type"] = "application/json";
    try {
      return await fetch(path, { method, signal, headers: all, body: json === undefined ? undefined : JSON.stringify(json) });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new ApiError("offline");
    }
  };
  let answer = await send(await bearer());
  if (answer.status === 401 && session.get()?.access) answer = await send(await bearer({ renewed: true }));
  if (answer.status === 401) session.set(null);
  if (!answer.ok) throw await asError(answer);
  return answer;
}

export const askJson = async (path, options) => (await ask(path, options)).json();

async function asError(answer) {
  const said = await answer.json().catch(() => ({}));
  return new ApiError(said.code ?? "http_error", {
    status: answer.status,
    detail: said.detail ?? "",
    retryAfter: Number(answer.headers.get("Retry-After")) || 0,
  });
}

/** Upload a file and call `onProgress` with its share, 0 to 1. XMLHttpRequest, since fetch tells no progress.
 * `duplicates` is `allow` or `refuse`. */
export async function upload(file, { duplicates, onProgress, signal }) {
  const token = await bearer();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/documents?${new URLSearchParams({ name: file.name, duplicates })}`);
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total);
    request.onerror = () => reject(new ApiError("offline"));
    request.onabort = () => reject(new DOMException("Aborted", "AbortError"));
    request.onload = () => {
      const said = request.response ?? {};
      if (request.status >= 200 && request.status < 300) return resolve(said);
      const retryAfter = Number(request.getResponseHeader("Retry-After")) || 0;
      const code = said.code ?? "http_error";
      const { status } = request;
      return reject(new ApiError(code, { status, detail: said.detail, retryAfter, duplicates: said.duplicates_of }));
    };
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

/** Save an answer of the function as a file on the person's machine. */
export async function download(path, name) {
  const blob = await (await ask(path)).blob();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
