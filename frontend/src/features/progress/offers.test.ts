import { expect, test } from "vitest";
import type { Conversation } from "@/api/types";
import { waysFor } from "./offers";

const SAM = { user_id: "sam", display_name: "Sam" };

function conversation(kind: Conversation["kind"]): Conversation {
  const empty = { last_seq: 0, read_seq: 0, last_message: null };
  return { conversation_id: kind, kind, name: kind, people: [], ...empty };
}

const COHORT = conversation("cohort");

test("what is offered is shown in the server's order, and a call comes last", () => {
  const ways = waysFor(["cohort", "coach"], SAM, [conversation("direct"), COHORT]);

  expect(ways).toEqual([
    { to: "cohort", conversation: COHORT },
    { to: "coach", coach: SAM },
    { to: "help" },
  ]);
});

test("nothing is shown that leads nowhere", () => {
  const ways = waysFor(["coach", "cohort", "nrt_information"], null, [conversation("group")]);

  expect(ways).toEqual([{ to: "help" }]);
});

test("who is offered nothing is not held up", () => {
  expect(waysFor([], SAM, [COHORT])).toEqual([]);
});
