import { expect, test } from "vitest";
import { coarse, cravingOfDraft, draftOf, emptyDraft, inputValue } from "./draft";

const NOW = new Date("2026-03-08T07:30:00.000Z");
const DAY_MS = 86_400_000;

test("two taps are enough", () => {
  const draft = { ...emptyDraft(), intensity: 6, smoked: false };

  expect(cravingOfDraft(draft, NOW)).toEqual({
    client_id: draft.client_id,
    occurred_at: NOW.toISOString(),
    intensity: 6,
    smoked: false,
  });
});

test.each([
  ["how strong", { smoked: false }],
  ["how it ended", { intensity: 6 }],
  ["how many were smoked", { intensity: 6, smoked: true, cigarettes: 0 }],
])("what does not say %s is not sent", (_, part) => {
  expect(cravingOfDraft({ ...emptyDraft(), ...part }, NOW)).toBeNull();
});

test.each([
  ["a week ago", -7 * DAY_MS + 60_000, true],
  ["more than a week ago", -7 * DAY_MS - 3_600_000, false],
  ["tomorrow", DAY_MS, false],
])("a moment %s", (_, shift, isTaken) => {
  const when = inputValue(new Date(NOW.getTime() + shift));
  const draft = { ...emptyDraft(), intensity: 6, smoked: false, when };

  expect(cravingOfDraft(draft, NOW) !== null).toBe(isTaken);
});

test("what was written comes back as it was, to be changed", () => {
  const craving = {
    client_id: "c",
    occurred_at: "2026-03-07T07:30:00.000Z",
    intensity: 9,
    intensity_after: 2,
    trigger: "after lunch",
    smoked: true,
    cigarettes: 2,
    company: ["friends" as const],
    strategy: ["walk" as const, "drink" as const],
    place_label: "at work",
    geo: { latitude: 10.78, longitude: 106.7 },
    note: "It rained.",
  };

  expect(cravingOfDraft(draftOf(craving), NOW)).toEqual(craving);
});

test("where somebody is, is rounded before it is kept anywhere", () => {
  expect(coarse({ latitude: 10.776889, longitude: 106.700806 })).toEqual({
    latitude: 10.78,
    longitude: 106.7,
  });
});
