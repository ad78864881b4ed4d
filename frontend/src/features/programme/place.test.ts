import { expect, test } from "vitest";
import { placeFor } from "./place";

test.each([
  ["sos", "/sos"],
  ["check_in", "/progress"],
  ["slip", "/progress"],
  // The messages have stopped already; nothing was understood.
  ["settings", null],
  [null, null],
] as const)("an answer that opens %s leads to %s", (opens, place) => {
  expect(placeFor(opens)).toBe(place);
});
