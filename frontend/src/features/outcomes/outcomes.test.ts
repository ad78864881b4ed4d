import i18next from "i18next";
import { createElement } from "react";
import { expect, test } from "vitest";
import type { Claim, PublicOutcome, PublicOutcomes } from "@/api/types";
import { rendered, speakEnglish } from "@/ui/rendered";
import { Outcomes } from "./OutcomesPage";

const NOTHING: Claim = {
  reported: { count: null, percent: null },
  verified: { count: null, percent: null },
};
const YEAR: PublicOutcome = {
  follow_up_days: 365,
  first_day: 362,
  last_day: 379,
  attempts: 12,
  excluded: { died: 1, untraceable: 2 },
  answered: { count: 6, percent: "50.0" },
  standard: {
    reported: { count: 3, percent: "25.0" },
    verified: { count: 1, percent: "8.3" },
  },
  seven_days: {
    reported: { count: 4, percent: "33.3" },
    verified: { count: 0, percent: "0.0" },
  },
  thirty_days: NOTHING,
};
const FEW: PublicOutcome = {
  ...YEAR,
  follow_up_days: 28,
  attempts: null,
  excluded: null,
  answered: { count: null, percent: null },
  standard: NOTHING,
  seven_days: NOTHING,
};

speakEnglish();

function shown(...items: PublicOutcome[]): string {
  const outcomes: PublicOutcomes = {
    items,
    fewest: 10,
    counted_at: "2027-03-01T00:10:00Z",
    method: [{ code: "a_day", words: { en: "It cannot show six months.", vi: "Sáu tháng." } }],
    sources: [{ name: { en: "West 2005", vi: "West 2005" }, url: "https://example.org/west" }],
  };
  return rendered(createElement(Outcomes, { outcomes }));
}

test("what breath verified stands beside what people said, each with its denominator", () => {
  const page = shown(YEAR);

  expect(page).toMatch(/By their word.*Verified by breath/);
  expect(page).toMatch(/25%.*3 of 12 attempts.*8\.3%.*1 of 12 attempts/);
  expect(page).toContain("At most five cigarettes since the quit day");
});

test("who did not answer and who was left out is told with the figures", () => {
  const page = shown(YEAR);

  expect(page).toContain("6 of 12 gave an answer, between day 362 and day 379");
  expect(page).toContain("Left out: 1 who died, 2 who moved");
});

test("what was not asked has no row, and nothing verified is nought and no gap", () => {
  const page = shown(YEAR);

  expect(page).not.toContain("last thirty days");
  expect(page).toMatch(/33\.3%.*0%.*0 of 12 attempts/);
});

test("of too few there is a sentence and no figure", () => {
  const page = shown(FEW);

  expect(page).toContain("Fewer than 10 attempts");
  expect(page).not.toContain("%");
});

test("how it was counted, when, and by which standard is on the page", () => {
  const page = shown(YEAR);

  expect(page).toContain("It cannot show six months.");
  expect(page).toMatch(/Counted on .*2027/);
  expect(page).toContain('href="https://example.org/west"');
});

test("it is there in the reader's language", async () => {
  await i18next.changeLanguage("vi");

  const page = shown(YEAR);

  expect(page).toContain("3 trong 12 lần");
  expect(page).toContain("Sáu tháng.");
});
