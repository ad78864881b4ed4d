// Who is signed in. The access token lives in this object and nowhere else; the refresh token is
// in a cookie that no script can read. Tabs take turns to refresh and tell each other the result.
import { Problem } from "@/api/problem";
import type { Grant, Person } from "@/api/types";
import { systemClock, type Clock } from "@/clock";

const RENEW_BEFORE_MS = 60_000;
const LAST_MOMENT_MS = 10_000;
const TRY_AGAIN_MS = 5_000;
const LOCK = "unlit-refresh";
const CHANNEL = "unlit-session";

export type SessionState =
  | { status: "unknown" }
  | { status: "unreachable" }
  /** `left` says that somebody was signed in on this page before. */
  | { status: "signed_out"; left: boolean }
  /** `incomplete` says that they have to finish registering first. */
  | { status: "signed_in"; user: Person; incomplete: boolean };

export interface AccessToken {
  token: string;
  expiresAt: number;
}

interface Granted {
  kind: "granted";
  access: AccessToken;
  user: Person;
  incomplete: boolean;
}
type Announcement = Granted | { kind: "ended" };

/** The part of BroadcastChannel that is used. */
export interface Channel {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

/** Runs `work` while no other tab does. */
export type Exclusive = <T>(work: () => Promise<T>) => Promise<T>;

export interface SessionParts {
  refresh: () => Promise<Grant>;
  logout: () => Promise<unknown>;
  clock?: Clock;
  channel?: Channel | null;
  exclusive?: Exclusive;
}

export class Session {
  readonly #parts: SessionParts;
  readonly #clock: Clock;
  readonly #channel: Channel | null;
  readonly #exclusive: Exclusive;
  readonly #listeners = new Set<() => void>();
  #state: SessionState = { status: "unknown" };
  #access: AccessToken | null = null;
  #refreshing: Promise<AccessToken | null> | null = null;
  #cancelTimer: () => void = () => undefined;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#clock = parts.clock ?? systemClock;
    this.#exclusive = parts.exclusive ?? oneTabAtATime;
    this.#channel = parts.channel === undefined ? openChannel() : parts.channel;
    if (this.#channel) {
      this.#channel.onmessage = (event) => this.#heard(event.data as Announcement);
    }
  }

  /** Finds out, from the cookie, whether somebody is signed in. */
  async start(): Promise<void> {
    await this.#refresh().catch(() => undefined);
  }

  readonly state = (): SessionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  token(): string | null {
    return this.#access?.token ?? null;
  }

  /** A token other than `stale`; null when the person has to sign in again. */
  async renew(stale: string | null): Promise<string | null> {
    return (await this.access(stale))?.token ?? null;
  }

  /** Like `renew`, with the token's end, for what lives longer than one request. */
  async access(stale: string | null): Promise<AccessToken | null> {
    const access = this.#access;
    const lasts = access !== null && access.expiresAt - this.#clock.now() > LAST_MOMENT_MS;
    return lasts && access.token !== stale ? access : this.#refresh();
  }

  signedIn(grant: Grant): void {
    const access = {
      token: grant.access_token,
      expiresAt: this.#clock.now() + grant.expires_in * 1000,
    };
    this.#grant(access, grant.user, grant.missing === "registration");
  }

  /** They have finished registering, and go on with the token they have. */
  completed(user: Person): void {
    if (this.#access) this.#grant(this.#access, user, false);
  }

  /** Ends the sign-in here and in every other tab, even when the server cannot be told. */
  async signOut(): Promise<void> {
    // In turn with refreshes, so that none of them signs the person in again.
    await this.#exclusive(() => this.#parts.logout()).catch(() => undefined);
    this.ended();
  }

  /** The sign-in is over. */
  ended(): void {
    this.#forget();
    this.#announce({ kind: "ended" });
  }

  renamed(displayName: string): void {
    if (this.#state.status !== "signed_in") return;
    this.#become({
      ...this.#state,
      user: { ...this.#state.user, display_name: displayName },
    });
  }

  #refresh(): Promise<AccessToken | null> {
    this.#refreshing ??= this.#refreshInTurn().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #refreshInTurn(): Promise<AccessToken | null> {
    const before = this.#access;
    return this.#exclusive(async () => {
      // Another tab may have refreshed while this one waited for its turn.
      if (this.#access !== before && this.#access) return this.#access;
      try {
        this.signedIn(await this.#parts.refresh());
      } catch (error) {
        if (error instanceof Problem && error.status < 500 && error.status !== 429) {
          this.#forget();
          return null;
        }
        this.#tryAgainLater();
        throw error;
      }
      return this.#access;
    });
  }

  #tryAgainLater(): void {
    if (this.#state.status === "unknown") this.#become({ status: "unreachable" });
    this.#schedule(TRY_AGAIN_MS);
  }

  #grant(access: AccessToken, user: Person, incomplete: boolean): void {
    this.#adopt(access, user, incomplete);
    this.#announce({ kind: "granted", access, user, incomplete });
  }

  #adopt(access: AccessToken, user: Person, incomplete: boolean): void {
    this.#access = access;
    this.#schedule(Math.max(access.expiresAt - this.#clock.now() - RENEW_BEFORE_MS, TRY_AGAIN_MS));
    this.#become({ status: "signed_in", user, incomplete });
  }

  #schedule(ms: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#clock.later(() => void this.#refresh().catch(() => undefined), ms);
  }

  #forget(): void {
    const before = this.#state;
    this.#access = null;
    this.#cancelTimer();
    this.#become({ status: "signed_out", left: wasLeft(before) });
  }

  #become(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  #announce(announcement: Announcement): void {
    this.#channel?.postMessage(announcement);
  }

  #heard(announcement: Announcement): void {
    if (announcement.kind === "ended") this.#forget();
    else this.#adopt(announcement.access, announcement.user, announcement.incomplete);
  }
}

function wasLeft(state: SessionState): boolean {
  return state.status === "signed_in" || (state.status === "signed_out" && state.left);
}

const oneTabAtATime: Exclusive = async (work) =>
  "locks" in navigator ? await navigator.locks.request(LOCK, work) : await work();

function openChannel(): Channel | null {
  return "BroadcastChannel" in globalThis ? new BroadcastChannel(CHANNEL) : null;
}
