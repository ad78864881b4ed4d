// Speaks for one person or not at all.
import type { TokenSource } from "@/api/client";
import type { Uuid } from "@/api/types";
import type { Session } from "@/features/auth/session";

/** The session's tokens while it is the owner's: another tab may let somebody else in meanwhile. */
export function tokensOf(
  owner: Uuid,
  session: Pick<Session, "state" | "token" | "renew">,
): TokenSource {
  const isTheirs = () => {
    const state = session.state();
    return state.status === "signed_in" && state.user.user_id === owner;
  };
  return {
    token: () => (isTheirs() ? session.token() : null),
    renew: async (stale) => {
      if (!isTheirs()) return null;
      const renewed = await session.renew(stale);
      return isTheirs() ? renewed : null;
    },
  };
}
