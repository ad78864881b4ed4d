// Whose device this is as long as they do not sign out: what opens without a server opens for them.
import type { Uuid } from "@/api/types";
import type { Session } from "@/features/auth/session";
import { forgetOthers } from "./notebook";

const KEY = "unlit.here";

/** The member who was signed in here when the server was last reached. */
export function whoIsHere(): Uuid | null {
  return localStorage.getItem(KEY);
}

export function watchWhoIsHere(session: Pick<Session, "state" | "subscribe">): void {
  session.subscribe(() => {
    const state = session.state();
    if (state.status === "signed_in") {
      const { user_id, role } = state.user;
      if (role === "member" && !state.incomplete) localStorage.setItem(KEY, user_id);
      else localStorage.removeItem(KEY);
      forgetOthers(user_id);
    } else if (state.status === "signed_out") {
      localStorage.removeItem(KEY);
      forgetOthers(null);
    }
  });
}
