import { describe, expect, test } from "vitest";
import { comingAmong, openAmong, ppmOf } from "./due";

const FOLLOW_UPS = [
  { code: "day_14", local_date: "2026-03-15" },
  { code: "day_28", local_date: "2026-03-29" },
  { code: "month_3", local_date: "2026-06-01" },
];

describe("a follow-up", () => {
  test.each([
    ["2026-03-28", null, null],
    ["2026-03-29", null, "day_28"],
    ["2026-03-29", "2026-03-28", "day_28"],
    ["2026-04-12", null, "day_28"],
    ["2026-04-12", "2026-03-29", null],
    // Too late to count.
    ["2026-04-13", null, null],
    ["2026-06-02", "2026-04-20", "month_3"],
  ])("on %s, last checked in on %s: open is %s", (today, lastCheckIn, code) => {
    expect(openAmong(FOLLOW_UPS, today, lastCheckIn)?.code ?? null).toBe(code);
  });

  test("that is early is not asked about", () => {
    expect(openAmong(FOLLOW_UPS, "2026-03-15", null)).toBeNull();
  });

  test("comes after today", () => {
    expect(comingAmong(FOLLOW_UPS, "2026-03-29")?.code).toBe("month_3");
    expect(comingAmong(FOLLOW_UPS, "2026-06-01")).toBeNull();
  });
});

test.each([
  ["", null],
  [" 7 ", 7],
  ["0", 0],
  ["500", 500],
  ["501", undefined],
  ["-1", undefined],
  ["4.5", undefined],
  ["few", undefined],
])("%o on the device is %s", (typed, ppm) => {
  expect(ppmOf(typed)).toBe(ppm);
});
