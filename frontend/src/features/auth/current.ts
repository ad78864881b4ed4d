// The one session of this page, and the hooks that read it.
import { useSyncExternalStore } from "react";
import { api } from "@/api/client";
import type { Person } from "@/api/types";
import { Session } from "./session";

export const session = new Session({
  refresh: () => api.post("/auth/refresh", {}),
  logout: () => api.post("/auth/logout", {}),
});
api.authenticateWith(session);

export function useSession() {
  return useSyncExternalStore(session.subscribe, session.state);
}

/** The person signed in. Only for pages that are shown to nobody else. */
export function useMe(): Person {
  const state = useSession();
  if (state.status !== "signed_in") throw new Error("This page is for people who are signed in");
  return state.user;
}
