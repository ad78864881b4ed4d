import { expect, test } from "vitest";
import { countryOfZone } from "./places";

test.each([
  ["Asia/Ho_Chi_Minh", "VN"],
  ["Asia/Saigon", "VN"],
  ["Europe/London", "GB"],
  ["Australia/Sydney", "AU"],
  ["America/New_York", "US"],
])("a clock of %s is in %s", (zone, country) => {
  expect(countryOfZone(zone)).toBe(country);
});

test.each(["UTC", "Nowhere/At_All"])("%s says of no country", (zone) => {
  expect(countryOfZone(zone)).toBeNull();
});
