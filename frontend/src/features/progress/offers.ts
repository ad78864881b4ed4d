// What may help after a slip, as far as it leads somewhere in this app.
import type { Conversation, Offer } from "@/api/types";

interface Coach {
  user_id: string;
  display_name: string;
}

export type Way =
  { to: "coach"; coach: Coach } | { to: "cohort"; conversation: Conversation } | { to: "help" };

/** In the server's order. Quitlines are for everybody who is offered something, so they end it. */
export function waysFor(
  offers: readonly Offer[],
  coach: Coach | null,
  conversations: Iterable<Conversation>,
): Way[] {
  if (offers.length === 0) return [];
  const cohort = [...conversations].find(({ kind }) => kind === "cohort");
  const ways = offers.flatMap((offer): Way[] => {
    if (offer === "coach" && coach) return [{ to: "coach", coach }];
    if (offer === "cohort" && cohort) return [{ to: "cohort", conversation: cohort }];
    return [];
  });
  return [...ways, { to: "help" }];
}
