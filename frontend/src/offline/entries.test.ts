import { expect, test } from "vitest";
import type { OutcomeInput, WaveInput } from "@/api/types";
import { cravingOf, idOf, send, type Entry } from "./entries";

const WAVE: WaveInput = {
  client_id: "w",
  started_at: "2026-03-08T07:30:00Z",
  minutes: 5,
  intensity: 8,
};
const OUTCOME: OutcomeInput = {
  smoked: true,
  cigarettes: 2,
  ended_at: "2026-03-08T07:35:00Z",
  intensity_after: 3,
};

test("the end of a wave tells of its beginning first, whether or not that got through", async () => {
  const posted: unknown[] = [];
  const client = {
    post: (...asked: unknown[]) => {
      posted.push(asked);
      return Promise.resolve(undefined);
    },
  };

  await send(client as never, { kind: "ending", wave: WAVE, outcome: OUTCOME });

  expect(posted).toEqual([
    ["/waves", WAVE],
    ["/waves/{client_id}/outcome", OUTCOME, { path: { client_id: "w" } }],
  ]);
});

test("a wave that was not accepted can go on as the craving it is, under the same id", () => {
  const entry: Entry = { kind: "ending", wave: WAVE, outcome: OUTCOME };

  expect(idOf(entry)).toBe("w");
  expect(cravingOf(entry)).toEqual({
    client_id: "w",
    occurred_at: WAVE.started_at,
    intensity: 8,
    intensity_after: 3,
    smoked: true,
    cigarettes: 2,
  });
});
