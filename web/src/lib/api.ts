// Speaking with the server: JSON out and in, the CSRF token on every write, one kind of error.
import { session } from "./session.svelte";

/** An answer that is not a success. `code` is the server's stable word; "offline" when nothing answered. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly field: string | null = null,
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }
}

export const asFailure = (error: unknown): Failure =>
  error instanceof Failure ? error : new Failure(0, "app_error", error instanceof Error ? error.message : String(error));

interface Extra {
  signal?: AbortSignal;
  keepalive?: boolean;
}

declare global {
  interface Window {
    /** What the document asked for by itself, by path (index.html); each answer is good once, null = not asked. */
    early?: Record<string, Promise<Response | null>>;
  }
}

function taken(path: string): Promise<Response | null> | undefined {
  const found = window.early?.[path];
  if (found) delete window.early?.[path];
  return found;
}

async function send(method: string, path: string, body: unknown, extra: Extra): Promise<Response> {
  const headers = new Headers({ accept: "application/json" });
  let payload: BodyInit | undefined;
  if (body instanceof FormData) {
    payload = body;
  } else if (body instanceof Blob) {
    payload = body;
    headers.set("content-type", body.type || "application/octet-stream");
  } else if (body !== undefined) {
    payload = JSON.stringify(body);
    headers.set("content-type", "application/json");
  }
  if (method !== "GET" && session.csrf) headers.set("x-csrf-token", session.csrf);
  let response: Response;
  try {
    response =
      (method === "GET" && (await taken(path))) ||
      (await fetch(`/api${path}`, { method, headers, body: payload, credentials: "same-origin", ...extra }));
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Failure(0, "offline", "offline");
  }
  if (!response.ok) throw await failureOf(response);
  return response;
}

async function failureOf(response: Response): Promise<Failure> {
  const wait = Number(response.headers.get("retry-after"));
  try {
    const { error } = (await response.json()) as {
      error: { message: string; code: string | null; param: string | null };
    };
    return new Failure(response.status, error.code ?? `http_${response.status}`, error.message, error.param, wait || null);
  } catch {
    return new Failure(response.status, `http_${response.status}`, response.statusText, null, wait || null);
  }
}

async function json<T>(method: string, path: string, body?: unknown, extra: Extra = {}): Promise<T> {
  const response = await send(method, path, body, extra);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export const get = <T>(path: string, extra?: Extra) => json<T>("GET", path, undefined, extra);
export const post = <T>(path: string, body: unknown = {}, extra?: Extra) => json<T>("POST", path, body, extra);
export const put = <T>(path: string, body: unknown = {}, extra?: Extra) => json<T>("PUT", path, body, extra);
export const patch = <T>(path: string, body: unknown, extra?: Extra) => json<T>("PATCH", path, body, extra);
export const del = <T>(path: string, extra?: Extra) => json<T>("DELETE", path, undefined, extra);

/** A picture or archive made by the server. */
export async function blob(method: "GET" | "POST", path: string, body?: unknown, extra: Extra = {}): Promise<Blob> {
  return (await send(method, path, body, extra)).blob();
}

/** A path with its query; what is null, undefined or empty is left out. */
export function withQuery(path: string, query: Record<string, string | number | null | undefined>): string {
  const said = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const text = new URLSearchParams(said.map(([key, value]): [string, string] => [key, String(value)])).toString();
  return text ? `${path}?${text}` : path;
}
