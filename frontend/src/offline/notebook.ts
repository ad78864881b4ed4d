// What one person has on this device: entries that wait to be sent, and copies of what helps when
// the server is away. It is theirs alone: nobody else who signs in here sees it or sends it.
import { createContext, useContext, useSyncExternalStore } from "react";
import { Client } from "@/api/client";
import type { Uuid } from "@/api/types";
import { session } from "@/features/auth/current";
import { openDevice } from "./database";
import { send } from "./entries";
import { Queue } from "./queue";
import type { KeptStore, Waiting, WaitingStore } from "./store";
import { tokensOf } from "./tokens";

const device = openDevice();

/** Waits for the browser's database to open at each call. */
const store: WaitingStore & KeptStore = {
  all: async (...asked) => (await device).all(...asked),
  put: async (...asked) => (await device).put(...asked),
  settle: async (...asked) => (await device).settle(...asked),
  remove: async (...asked) => (await device).remove(...asked),
  read: async (...asked) => (await device).read(...asked),
  write: async (...asked) => (await device).write(...asked),
  drop: async (...asked) => (await device).drop(...asked),
  forgetOthers: async (...asked) => (await device).forgetOthers(...asked),
};

export interface Notebook {
  owner: Uuid;
  queue: Queue;
  kept: KeptStore;
}

export function openNotebook(owner: Uuid, sent: () => void): Notebook {
  const client = new Client();
  client.authenticateWith(tokensOf(owner, session));
  return {
    owner,
    queue: new Queue({ owner, store, sent, send: (entry) => send(client, entry) }),
    kept: store,
  };
}

/** Leaves nothing of anybody else but what waits to be sent, which only they can see. */
export function forgetOthers(owner: Uuid | null): void {
  void store.forgetOthers(owner).catch(() => undefined);
}

export const NotebookContext = createContext<Notebook | null>(null);

export function useNotebook(): Notebook {
  const notebook = useContext(NotebookContext);
  if (!notebook) throw new Error("There is no notebook around this component");
  return notebook;
}

export function useWaiting(): readonly Waiting[] {
  const { queue } = useNotebook();
  return useSyncExternalStore(queue.subscribe, queue.waiting);
}
