import { expect, test } from "vitest";
import { swapped } from "./order";

test.each([
  [0, ["b", "a", "c"]],
  [1, ["a", "c", "b"]],
  [2, ["a", "b", "c"]],
])("from place %i on two change places", (place, expected) => {
  expect(swapped(["a", "b", "c"], place)).toEqual(expected);
});
