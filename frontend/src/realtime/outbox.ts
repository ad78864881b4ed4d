// Messages that were written but not yet acknowledged. They outlive connections and reloads of the
// tab, and keep their client id, so that sending one twice stores it once.
import type { Instant, Uuid } from "@/api/types";

export interface Outgoing {
  client_id: Uuid;
  conversation: Uuid;
  text: string;
  written_at: Instant;
  /** Why the server refused it; null while it may still get through. */
  refused: string | null;
}

export type OutboxStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export class Outbox {
  readonly #storage: OutboxStorage;
  readonly #key: string;
  #waiting: readonly Outgoing[];

  constructor(storage: OutboxStorage, owner: Uuid) {
    this.#storage = storage;
    this.#key = `unlit.outbox.${owner}`;
    this.#waiting = this.#load();
  }

  all(): readonly Outgoing[] {
    return this.#waiting;
  }

  find(clientId: Uuid): Outgoing | undefined {
    return this.#waiting.find((message) => message.client_id === clientId);
  }

  add(message: Outgoing): void {
    this.#replace([...this.#waiting, message]);
  }

  remove(clientId: Uuid): void {
    this.#replace(this.#waiting.filter((message) => message.client_id !== clientId));
  }

  refuse(clientId: Uuid, reason: string | null): void {
    this.#replace(
      this.#waiting.map((message) =>
        message.client_id === clientId ? { ...message, refused: reason } : message,
      ),
    );
  }

  clear(): void {
    this.#replace([]);
  }

  #load(): readonly Outgoing[] {
    try {
      return JSON.parse(this.#storage.getItem(this.#key) ?? "[]") as Outgoing[];
    } catch {
      return [];
    }
  }

  #replace(messages: readonly Outgoing[]): void {
    this.#waiting = messages;
    try {
      if (messages.length === 0) this.#storage.removeItem(this.#key);
      else this.#storage.setItem(this.#key, JSON.stringify(messages));
    } catch {
      // Storage may be full or forbidden; the messages are still in memory and still get sent.
    }
  }
}
