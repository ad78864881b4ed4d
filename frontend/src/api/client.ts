// A typed fetch: the path decides the body and the reply, and a 401 is answered by one refresh.
import { Problem, Unreachable } from "./problem";
import type { Operations } from "./types";

const PREFIX = "/api/v1";
const TIMEOUT_MS = 20_000;

type Method = keyof Operations;
type Path<M extends Method> = keyof Operations[M];
type Operation<M extends Method, P extends Path<M>> = Operations[M][P];
type Reply<O> = O extends { reply: infer R } ? R : never;
type Body<O> = O extends { body: infer B } ? B : undefined;

export interface Extras {
  path?: Record<string, string>;
  query?: Record<string, string | number | undefined>;
  signal?: AbortSignal;
  /** Sent again with the same key, it is done once. */
  idempotencyKey?: string;
  /** Done only if it still is what was read under this version. */
  version?: number;
}

/** Where the client gets its access token, and how it asks for a fresh one. */
export interface TokenSource {
  token(): string | null;
  /** Resolves to a token other than `stale`, or null when the person has to sign in again. */
  renew(stale: string | null): Promise<string | null>;
}

export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

export class Client {
  readonly #fetch: Fetch;
  #tokens: TokenSource | null = null;

  constructor(fetch: Fetch = (input, init) => globalThis.fetch(input, init)) {
    this.#fetch = fetch;
  }

  authenticateWith(tokens: TokenSource): void {
    this.#tokens = tokens;
  }

  get<P extends Path<"GET">>(path: P, extras?: Extras) {
    return this.#request<Reply<Operation<"GET", P>>>("GET", path, undefined, extras);
  }

  post<P extends Path<"POST">>(path: P, body: Body<Operation<"POST", P>>, extras?: Extras) {
    return this.#request<Reply<Operation<"POST", P>>>("POST", path, body, extras);
  }

  put<P extends Path<"PUT">>(path: P, body: Body<Operation<"PUT", P>>, extras?: Extras) {
    return this.#request<Reply<Operation<"PUT", P>>>("PUT", path, body, extras);
  }

  patch<P extends Path<"PATCH">>(path: P, body: Body<Operation<"PATCH", P>>, extras?: Extras) {
    return this.#request<Reply<Operation<"PATCH", P>>>("PATCH", path, body, extras);
  }

  delete<P extends Path<"DELETE">>(path: P, extras?: Extras) {
    return this.#request<Reply<Operation<"DELETE", P>>>("DELETE", path, undefined, extras);
  }

  async #request<R>(method: Method, path: string, body: unknown, extras?: Extras): Promise<R> {
    const url = address(path, extras);
    const token = this.#tokens?.token() ?? null;
    let response = await this.#send(method, url, body, token, extras);
    if (!response.ok) {
      const problem = await Problem.of(response);
      if (!mayRenew(problem, path)) throw problem;
      const renewed = (await this.#tokens?.renew(token)) ?? null;
      if (renewed === null) throw problem;
      response = await this.#send(method, url, body, renewed, extras);
      if (!response.ok) throw await Problem.of(response);
    }
    if (response.status === 204) return undefined as R;
    return (await response.json()) as R;
  }

  async #send(
    method: Method,
    url: string,
    body: unknown,
    token: string | null,
    { signal, idempotencyKey, version }: Extras = {},
  ): Promise<Response> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (token !== null) headers["Authorization"] = `Bearer ${token}`;
    if (idempotencyKey !== undefined) headers["Idempotency-Key"] = idempotencyKey;
    if (version !== undefined) headers["If-Match"] = `"${version}"`;
    const limit = AbortSignal.timeout(TIMEOUT_MS);
    try {
      return await this.#fetch(url, {
        method,
        headers,
        credentials: "same-origin",
        cache: "no-store",
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new Unreachable("The server cannot be reached", { cause: error });
    }
  }
}

const OPEN = [
  ...["register", "confirm", "resend", "login", "login/code"],
  ...["refresh", "logout", "forgot", "reset", "federated/start", "federated/callback"],
];

/** A wrong password or a used-up refresh token is an answer, not a reason to refresh. */
function mayRenew(problem: Problem, path: string): boolean {
  return (
    problem.status === 401 &&
    problem.code !== "wrong_credentials" &&
    !OPEN.some((name) => path === `/auth/${name}`)
  );
}

function address(path: string, extras?: Extras): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(extras?.path?.[name] ?? ""),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(extras?.query ?? {})) {
    if (value !== undefined) query.set(name, String(value));
  }
  const search = query.toString();
  return `${PREFIX}${filled}${search ? `?${search}` : ""}`;
}

export const api = new Client();
