// Where an answer to the programme leads.
import type { ProgrammeReply } from "@/api/types";

const PLACES = { sos: "/sos", check_in: "/progress", slip: "/progress" } as const;

/** Null where there is nowhere to go: what was asked for is done, or was not understood. */
export function placeFor(opens: ProgrammeReply["opens"]): string | null {
  return opens === null || opens === "settings" ? null : PLACES[opens];
}
