// What can be noted without a network, and how each of it gets to the server. Sending one again is
// safe: the server knows it by its client id.
import type { Client } from "@/api/client";
import type { CravingInput, OutcomeInput, Uuid, WaveInput } from "@/api/types";

export type Entry =
  | { kind: "craving"; craving: CravingInput }
  | { kind: "wave"; wave: WaveInput }
  /** Tells of the wave too: where its beginning did not get through, nothing is lost. */
  | { kind: "ending"; wave: WaveInput; outcome: OutcomeInput };

export function idOf(entry: Entry): Uuid {
  return entry.kind === "craving" ? entry.craving.client_id : entry.wave.client_id;
}

/** The same as one craving, which is what a wave becomes when it has ended. */
export function cravingOf(entry: Entry): CravingInput {
  if (entry.kind === "craving") return entry.craving;
  const { client_id, started_at, intensity } = entry.wave;
  const begun = { client_id, occurred_at: started_at, intensity };
  if (entry.kind === "wave") return { ...begun, smoked: false };
  const outcome: Partial<OutcomeInput> = { ...entry.outcome };
  delete outcome.ended_at;
  return { ...begun, smoked: entry.outcome.smoked, ...outcome };
}

export async function send(client: Pick<Client, "post">, entry: Entry): Promise<void> {
  switch (entry.kind) {
    case "craving":
      await client.post("/cravings", entry.craving);
      return;
    case "wave":
      await client.post("/waves", entry.wave);
      return;
    case "ending":
      await client.post("/waves", entry.wave);
      await client.post("/waves/{client_id}/outcome", entry.outcome, {
        path: { client_id: entry.wave.client_id },
      });
  }
}
