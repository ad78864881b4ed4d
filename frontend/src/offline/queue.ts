// Sends what was noted, in order and one at a time, whenever the server can be reached. An entry
// leaves the queue only when the server has it or the person gives it up.
import { Problem } from "@/api/problem";
import type { Uuid } from "@/api/types";
import { systemClock, type Clock } from "@/clock";
import { idOf, type Entry } from "./entries";
import type { Refusal, Waiting, WaitingStore } from "./store";

const BASE_MS = 1_000;
/** With a network the browser wakes the queue by itself; this is for a server that is down. */
const CAP_MS = 60_000;

/** Runs `work` while no other tab does. */
export type Exclusive = <T>(work: () => Promise<T>) => Promise<T>;

export interface QueueParts {
  owner: Uuid;
  store: WaitingStore;
  send: (entry: Entry) => Promise<void>;
  /** Something is on the server now that was not before. */
  sent?: () => void;
  clock?: Clock;
  random?: () => number;
  exclusive?: Exclusive;
}

export class Queue {
  readonly #parts: QueueParts;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #exclusive: Exclusive;
  readonly #listeners = new Set<() => void>();
  #waiting: readonly Waiting[] = [];
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = true;
  #failures = 0;
  #cancelTimer: () => void = () => undefined;

  constructor(parts: QueueParts) {
    this.#parts = parts;
    this.#clock = parts.clock ?? systemClock;
    this.#random = parts.random ?? Math.random;
    this.#exclusive = parts.exclusive ?? oneTabAtATime;
  }

  readonly waiting = (): readonly Waiting[] => this.#waiting;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(): void {
    this.#stopped = false;
    void this.wake();
  }

  /** Nothing is sent from now on. What waits goes on waiting, for this owner only. */
  stop(): void {
    this.#stopped = true;
    this.#cancelTimer();
  }

  /** Notes an entry, or another wording of one. It is on the device when this resolves. */
  async add(entry: Entry): Promise<void> {
    const { owner, store } = this.#parts;
    const revision = crypto.randomUUID();
    await store.put({ owner, client_id: idOf(entry), revision, entry, refused: null });
    await this.look();
    void this.wake();
  }

  /** The person gives an entry up. */
  async discard(clientId: Uuid): Promise<void> {
    await this.#parts.store.remove(this.#parts.owner, clientId);
    await this.look();
  }

  /** Tries now, such as when the network is back. Resolves when nothing more can be done. */
  wake(): Promise<void> {
    if (this.#stopped) return this.look();
    this.#cancelTimer();
    this.#again = true;
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false;
        await this.#exclusive(() => this.#sendAll());
      }
    } catch (error) {
      // The device itself failed, such as for want of room.
      this.#tryLater(error);
    } finally {
      // In the same breath as the last look at `#again`: no call in between goes unheard.
      this.#running = null;
    }
  }

  async #sendAll(): Promise<void> {
    for (;;) {
      await this.look();
      const next = this.#waiting.find(({ refused }) => refused === null);
      if (!next || this.#stopped) return;
      const refused = await this.#try(next);
      if (refused === "later") return;
      await this.#parts.store.settle(next, refused);
      if (refused === null) this.#parts.sent?.();
    }
  }

  /** Null when the server has it. */
  async #try({ entry }: Waiting): Promise<Refusal | null | "later"> {
    try {
      await this.#parts.send(entry);
      this.#failures = 0;
      return null;
    } catch (error) {
      if (isFinal(error)) return refusalOf(error);
      this.#tryLater(error);
      return "later";
    }
  }

  #tryLater(error: unknown): void {
    // Whoever has to sign in again starts another queue by that.
    if (this.#stopped || (error instanceof Problem && error.status === 401)) return;
    const asked = error instanceof Problem ? (error.retryAfter ?? 0) * 1000 : 0;
    const bound = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(this.#failures, 10));
    this.#failures += 1;
    this.#cancelTimer();
    this.#cancelTimer = this.#clock.later(
      () => void this.wake(),
      Math.max(asked, Math.round((bound * (1 + this.#random())) / 2)),
    );
  }

  /** Reads what waits, without sending any of it. */
  async look(): Promise<void> {
    this.#waiting = await this.#parts.store.all(this.#parts.owner);
    for (const listener of this.#listeners) listener();
  }
}

/** Asking again the same way gets the same answer. What gives no code is not our server but
 * something on the way to it, such as the sign-in page of a hotel. */
function isFinal(error: unknown): error is Problem {
  return (
    error instanceof Problem &&
    error.status >= 400 &&
    error.status < 500 &&
    ![401, 408, 425, 429].includes(error.status) &&
    !error.code.startsWith("http_")
  );
}

function refusalOf({ status, code, message, errors }: Problem): Refusal {
  return { status, code, message, errors };
}

const oneTabAtATime: Exclusive = async (work) =>
  "locks" in navigator ? await navigator.locks.request("unlit-queue", work) : await work();
