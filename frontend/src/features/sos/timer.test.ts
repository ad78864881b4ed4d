import { expect, test } from "vitest";
import { clockFace, isForgotten, standingOf } from "./timer";

const WAVE = { client_id: "w", started_at: "2026-03-08T07:30:00Z", minutes: 5, intensity: 8 };
const BEGUN = Date.parse(WAVE.started_at);

test.each([
  ["before it began, on a clock that was set back", -60_000, 300, 0],
  ["at its beginning", 0, 300, 0],
  ["in between", 90_500, 210, 0.3],
  ["at its end", 300_000, 0, 1],
  ["long after", 9_000_000, 0, 1],
])("%s", (_, passed, secondsLeft, done) => {
  const standing = standingOf(WAVE, BEGUN + passed);

  expect(standing.secondsLeft).toBe(secondsLeft);
  expect(standing.done).toBeCloseTo(done, 1);
});

test("a wave of yesterday is not asked about", () => {
  expect(isForgotten(WAVE, BEGUN + 60_000)).toBe(false);
  expect(isForgotten(WAVE, BEGUN + 86_400_000)).toBe(true);
});

test("a clock as people read it", () => {
  expect([300, 65, 9, 0].map(clockFace)).toEqual(["5:00", "1:05", "0:09", "0:00"]);
});
