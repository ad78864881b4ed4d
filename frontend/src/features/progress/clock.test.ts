import { expect, test } from "vitest";
import { hasSlipped, secondsShown } from "./clock";

const NOW = "2026-03-11T12:00:00Z";
const HOUR = 3_600;

test("a countdown runs to the quit date and stops there", () => {
  const progress = {
    as_of: NOW,
    quit_at: "2026-03-11T13:00:00Z",
    status: "planned",
    smoke_free_seconds: 0,
  } as const;

  expect(secondsShown(progress, 0)).toBe(HOUR);
  expect(secondsShown(progress, 60)).toBe(HOUR - 60);
  expect(secondsShown(progress, 2 * HOUR)).toBe(0);
});

test("without slips the clock counts smoke-free time", () => {
  const progress = {
    as_of: NOW,
    quit_at: "2026-03-11T10:00:00Z",
    status: "quit",
    smoke_free_seconds: 2 * HOUR,
  } as const;

  expect(hasSlipped(progress)).toBe(false);
  expect(secondsShown(progress, 5)).toBe(2 * HOUR + 5);
});

test("a slip does not wipe the clock", () => {
  const progress = {
    as_of: NOW,
    quit_at: "2026-03-11T10:00:00Z",
    status: "quit",
    smoke_free_seconds: 60,
  } as const;

  expect(hasSlipped(progress)).toBe(true);
  expect(secondsShown(progress, 5)).toBe(2 * HOUR + 5);
});
