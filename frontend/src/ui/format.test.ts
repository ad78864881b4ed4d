import { describe, expect, test } from "vitest";
import { formatMoney, parseMoney, shiftDate, span } from "./format";

describe("money that is typed", () => {
  test.each([
    ["14.73", "USD", 1473],
    ["14,7", "EUR", 1470],
    ["8", "USD", 800],
    ["25000", "VND", 25000],
    ["1 500", "JPY", 1500],
    ["1.234", "KWD", 1234],
    ["0.29", "USD", 29],
  ])("%s %s becomes %i minor units", (typed, currency, amount_minor) => {
    expect(parseMoney(typed, currency)).toEqual({ amount_minor, currency });
  });

  test.each([
    ["", "USD"],
    ["ten", "USD"],
    ["-5", "USD"],
    ["0", "USD"],
    ["1.234", "USD"],
    ["25.5", "VND"],
    ["1e5", "USD"],
  ])("%s %s is no amount", (typed, currency) => {
    expect(parseMoney(typed, currency)).toBeNull();
  });
});

test.each([
  [1473, "USD", "$14.73"],
  [25000, "VND", "₫25,000"],
  [1500, "JPY", "¥1,500"],
])("%i minor units of %s read %s", (amount_minor, currency, text) => {
  expect(formatMoney({ amount_minor, currency }, "en")).toBe(text);
});

test("a span is split into days, hours, minutes and seconds", () => {
  expect(span(2 * 86_400 + 3 * 3_600 + 4 * 60 + 5.9)).toEqual({
    days: 2,
    hours: 3,
    minutes: 4,
    seconds: 5,
  });
});

test("a span never runs backwards", () => {
  expect(span(-5)).toEqual({ days: 0, hours: 0, minutes: 0, seconds: 0 });
});

test.each([
  ["2026-03-01", -1, "2026-02-28"],
  ["2024-02-28", 1, "2024-02-29"],
  ["2026-12-31", 1, "2027-01-01"],
])("%s shifted by %i days is %s", (date, shift, expected) => {
  expect(shiftDate(date, shift)).toBe(expected);
});
