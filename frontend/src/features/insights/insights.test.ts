import { expect, test } from "vitest";
import { darkest, hourName, levelOf, weekdayName } from "./heat";
import { stepName } from "./moments";
import { ceiling, named, pathThrough, x, y } from "./plot";
import { rangeOf } from "./range";

test.each([
  [0, 8, 0],
  [1, 8, 1],
  [4, 8, 2],
  [5, 8, 3],
  [8, 8, 4],
  [0, 0, 0],
])("%i of at most %i is level %i", (count, most, level) => {
  expect(levelOf(count, most)).toBe(level);
});

test("the hour with the most, and the earliest of equals", () => {
  const hours = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  expect(darkest(hours)).toBeNull();
  hours[4]?.splice(21, 1, 3);
  hours[2]?.splice(8, 1, 3);
  expect(darkest(hours)).toEqual({ weekday: 2, hour: 8, count: 3 });
});

test("weeks begin on Monday, and hours are those of the language", () => {
  expect(weekdayName(0, "en", "long")).toBe("Monday");
  expect(weekdayName(6, "vi", "long")).toBe("Chủ Nhật");
  expect(hourName(21, "vi")).toBe("21:00");
});

test.each([
  [0, 2],
  [1, 2],
  [3, 4],
  [7, 8],
  [10, 10],
  [11, 20],
  [26, 40],
  [99, 100],
  [101, 200],
])("an axis for %i ends on %i", (most, top) => {
  expect(ceiling(most)).toBe(top);
});

test("a line leaves its gaps open", () => {
  const path = pathThrough([1, null, 2, 3], 4);

  expect(path.match(/M/g)).toHaveLength(2);
  expect(path.match(/L/g)).toHaveLength(1);
});

test("what is more is higher, and what is later is further right", () => {
  expect(y(3, 4)).toBeLessThan(y(1, 4));
  expect(x(3, 4)).toBeGreaterThan(x(1, 4));
});

test("the last place has its name, and few others", () => {
  expect(named(3, 6)).toEqual([0, 1, 2]);
  expect(named(62, 6)).toEqual([6, 17, 28, 39, 50, 61]);
});

test("a day begins where the person lives", () => {
  const midnight = "2026-03-07T17:00:00Z";

  expect(stepName(midnight, "day", "Asia/Ho_Chi_Minh", "en", "short")).toBe("Mar 8");
});

test("a range says its times where it is short, and its days where it is long", () => {
  expect(rangeOf(null, null, "en")).toBe("");
  expect(rangeOf("2026-03-01T08:20:00Z", null, "en")).toContain("Mar 1, 2026");
  expect(rangeOf("2026-03-15T08:00:00Z", "2026-05-24T08:00:00Z", "en")).toBe(
    "Mar 15, 2026 – May 24, 2026",
  );
});
