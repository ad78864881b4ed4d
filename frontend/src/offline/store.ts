// Where entries wait, by whose they are. What is kept in memory only is for tests, and for browsers
// that let no page keep anything.
import type { FieldError } from "@/api/problem";
import type { Uuid } from "@/api/types";
import type { Entry } from "./entries";

/** Why the server does not take an entry as it is. */
export interface Refusal {
  status: number;
  code: string;
  message: string;
  errors: FieldError[];
}

export interface Waiting {
  owner: Uuid;
  client_id: Uuid;
  /** Its place in the queue: the lowest goes first. */
  place: number;
  /** Another one whenever the entry was written again. */
  revision: string;
  entry: Entry;
  /** Null while it may still get through. */
  refused: Refusal | null;
}

export interface WaitingStore {
  /** In the order in which they were put. */
  all(owner: Uuid): Promise<Waiting[]>;
  /** At the end of the queue; one of the same client id is replaced, and keeps its place. */
  put(waiting: Omit<Waiting, "place">): Promise<void>;
  /** Sent, or refused; unless it was written again meanwhile. */
  settle(waiting: Waiting, refused: Refusal | null): Promise<void>;
  remove(owner: Uuid, clientId: Uuid): Promise<void>;
}

/** What other copies of things are kept for when the server is away. */
export interface KeptStore {
  read(owner: Uuid, name: string): Promise<unknown>;
  write(owner: Uuid, name: string, value: unknown): Promise<void>;
  drop(owner: Uuid, name: string): Promise<void>;
  /** Everything kept for anybody else; of everybody without an owner. */
  forgetOthers(owner: Uuid | null): Promise<void>;
}

export function placedAfter(waiting: readonly Waiting[]): number {
  return Math.max(0, ...waiting.map(({ place }) => place)) + 1;
}

export class MemoryStore implements WaitingStore, KeptStore {
  readonly #waiting = new Map<string, Waiting>();
  readonly #kept = new Map<string, unknown>();

  all(owner: Uuid): Promise<Waiting[]> {
    const mine = [...this.#waiting.values()].filter((each) => each.owner === owner);
    return Promise.resolve(mine.sort((a, b) => a.place - b.place));
  }

  put(waiting: Omit<Waiting, "place">): Promise<void> {
    const key = keyOf(waiting.owner, waiting.client_id);
    const place = this.#waiting.get(key)?.place ?? placedAfter([...this.#waiting.values()]);
    this.#waiting.set(key, { ...waiting, place });
    return Promise.resolve();
  }

  settle({ owner, client_id, revision }: Waiting, refused: Refusal | null): Promise<void> {
    const key = keyOf(owner, client_id);
    const stored = this.#waiting.get(key);
    if (stored?.revision === revision) {
      if (refused) this.#waiting.set(key, { ...stored, refused });
      else this.#waiting.delete(key);
    }
    return Promise.resolve();
  }

  remove(owner: Uuid, clientId: Uuid): Promise<void> {
    this.#waiting.delete(keyOf(owner, clientId));
    return Promise.resolve();
  }

  read(owner: Uuid, name: string): Promise<unknown> {
    return Promise.resolve(this.#kept.get(keyOf(owner, name)));
  }

  write(owner: Uuid, name: string, value: unknown): Promise<void> {
    this.#kept.set(keyOf(owner, name), value);
    return Promise.resolve();
  }

  drop(owner: Uuid, name: string): Promise<void> {
    this.#kept.delete(keyOf(owner, name));
    return Promise.resolve();
  }

  forgetOthers(owner: Uuid | null): Promise<void> {
    for (const key of this.#kept.keys()) {
      if (owner === null || !key.startsWith(`${owner} `)) this.#kept.delete(key);
    }
    return Promise.resolve();
  }
}

function keyOf(owner: Uuid, name: string): string {
  return `${owner} ${name}`;
}
