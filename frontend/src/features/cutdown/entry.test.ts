import { expect, test } from "vitest";
import { beginningOf, faultsIn, inputOf, type Entry } from "./entry";

const TODAY = "2026-03-10";
const FINE: Entry = { mode: "linear", ends_on: "2026-03-24", start_cap: "20" };

test.each([
  [{}, []],
  [{ ends_on: "" }, ["ends_on"]],
  [{ ends_on: TODAY }, ["ends_on"]],
  [{ ends_on: "2026-04-21" }, []],
  [{ ends_on: "2026-04-22" }, ["ends_on"]],
  [{ start_cap: "" }, []],
  [{ start_cap: "0" }, ["start_cap"]],
  [{ start_cap: "201" }, ["start_cap"]],
  [{ start_cap: "7.5" }, ["start_cap"]],
  [{ ends_on: "", start_cap: "many" }, ["ends_on", "start_cap"]],
])("with %o wrong is %o", (changes, faults) => {
  expect(faultsIn({ ...FINE, ...changes }, TODAY, TODAY)).toEqual(faults);
});

test("six weeks are counted from where it began", () => {
  expect(faultsIn({ ...FINE, ends_on: "2026-04-21" }, "2026-03-09", TODAY)).toEqual(["ends_on"]);
});

test("what is not typed is left to the profile", () => {
  expect(inputOf({ ...FINE, start_cap: " " }, TODAY)).toEqual({
    mode: "linear",
    starts_on: TODAY,
    ends_on: "2026-03-24",
  });
  expect(inputOf(FINE, TODAY).start_cap).toBe(20);
});

test("without a plan it begins today", () => {
  expect(beginningOf(null, TODAY)).toBe(TODAY);
});
