// The stores in the browser's own database, which outlives reloads, tabs and restarts.
import type { Uuid } from "@/api/types";
import {
  placedAfter,
  MemoryStore,
  type KeptStore,
  type Refusal,
  type Waiting,
  type WaitingStore,
} from "./store";

const NAME = "unlit";
const VERSION = 1;
const WAITING = "waiting";
const KEPT = "kept";

export type DeviceStore = WaitingStore & KeptStore;

/** Opened once. A browser that lets no page keep anything gets a store that ends with the page. */
export async function openDevice(): Promise<DeviceStore> {
  try {
    return new Database(await opened());
  } catch {
    return new MemoryStore();
  }
}

class Database implements DeviceStore {
  readonly #db: IDBDatabase;

  constructor(db: IDBDatabase) {
    this.#db = db;
  }

  async all(owner: Uuid): Promise<Waiting[]> {
    return inOrder(await answerOf(this.#reading(WAITING).getAll(ofOwner(owner))));
  }

  async put(waiting: Omit<Waiting, "place">): Promise<void> {
    const { store, done } = this.#writing(WAITING);
    const all = inOrder(await answerOf(store.getAll(ofOwner(waiting.owner))));
    const before = all.find(({ client_id }) => client_id === waiting.client_id);
    store.put({ ...waiting, place: before?.place ?? placedAfter(all) });
    await done;
  }

  async settle(waiting: Waiting, refused: Refusal | null): Promise<void> {
    const { store, done } = this.#writing(WAITING);
    const key = [waiting.owner, waiting.client_id];
    const stored = (await answerOf(store.get(key))) as Waiting | undefined;
    if (stored?.revision === waiting.revision) {
      if (refused) store.put({ ...stored, refused });
      else store.delete(key);
    }
    await done;
  }

  async remove(owner: Uuid, clientId: Uuid): Promise<void> {
    const { store, done } = this.#writing(WAITING);
    store.delete([owner, clientId]);
    await done;
  }

  async read(owner: Uuid, name: string): Promise<unknown> {
    const found = (await answerOf(this.#reading(KEPT).get([owner, name]))) as
      { value: unknown } | undefined;
    return found?.value;
  }

  async write(owner: Uuid, name: string, value: unknown): Promise<void> {
    const { store, done } = this.#writing(KEPT);
    store.put({ owner, name, value });
    await done;
  }

  async drop(owner: Uuid, name: string): Promise<void> {
    const { store, done } = this.#writing(KEPT);
    store.delete([owner, name]);
    await done;
  }

  async forgetOthers(owner: Uuid | null): Promise<void> {
    const { store, done } = this.#writing(KEPT);
    for (const key of await answerOf(store.getAllKeys())) {
      const [whose] = key as [Uuid, string];
      if (whose !== owner) store.delete(key);
    }
    await done;
  }

  #reading(name: string): IDBObjectStore {
    return this.#db.transaction(name).objectStore(name);
  }

  #writing(name: string): { store: IDBObjectStore; done: Promise<void> } {
    // On the disk before it counts as noted: a phone may be switched off in the next second.
    const transaction = this.#db.transaction(name, "readwrite", { durability: "strict" });
    return { store: transaction.objectStore(name), done: endOf(transaction) };
  }
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(WAITING, { keyPath: ["owner", "client_id"] });
    request.result.createObjectStore(KEPT, { keyPath: ["owner", "name"] });
  };
  return answerOf(request);
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The browser kept nothing"));
  });
}

function endOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("The browser kept nothing"));
  });
}

/** Every key that begins with the owner: no string comes after an array. */
function ofOwner(owner: Uuid): IDBKeyRange {
  return IDBKeyRange.bound([owner], [owner, []]);
}

function inOrder(rows: unknown[]): Waiting[] {
  return (rows as Waiting[]).sort((a, b) => a.place - b.place);
}
