// The chat store, for components.
import { createContext, useContext, useSyncExternalStore } from "react";
import type { ChatState, ChatStore } from "./store";

export const ChatContext = createContext<ChatStore | null>(null);

export function useChatStore(): ChatStore {
  const store = useContext(ChatContext);
  if (!store) throw new Error("There is no chat around this component");
  return store;
}

export function useChat(): ChatState {
  const store = useChatStore();
  return useSyncExternalStore(store.subscribe, store.state);
}
