import { expect, test } from "vitest";
import { isOfAge } from "./fields";

test.each([
  ["2008-03-01", true],
  ["2008-03-02", false],
  ["2008-02-29", true],
  ["1950-12-31", true],
])("on 1 March 2026 somebody born on %s is of age: %s", (birthDate, expected) => {
  expect(isOfAge(birthDate, "2026-03-01")).toBe(expected);
});

test("somebody born on 29 February is of age on 1 March, not before", () => {
  expect(isOfAge("2008-02-29", "2026-02-28")).toBe(false);
  expect(isOfAge("2008-02-29", "2026-03-01")).toBe(true);
});
