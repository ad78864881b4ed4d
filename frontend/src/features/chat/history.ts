// Where conversations and messages come from when the socket has not brought them.
import { api } from "@/api/client";
import { PAGE_SIZE, type History } from "./store";

const LIST_SIZE = 100;

export const history: History = {
  conversation: (id) =>
    api.get("/conversations/{conversation_id}", { path: { conversation_id: id } }),
  conversations: async () =>
    (await api.get("/conversations", { query: { limit: LIST_SIZE } })).items,
  messages: async (id, range) =>
    (
      await api.get("/conversations/{conversation_id}/messages", {
        path: { conversation_id: id },
        query: { ...range, limit: PAGE_SIZE },
      })
    ).items,
};
