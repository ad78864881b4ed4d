import i18next from "i18next";
import { createElement } from "react";
import { expect, test } from "vitest";
import { Unreachable } from "@/api/problem";
import type { HelpLine } from "@/api/types";
import en from "@/i18n/en";
import { rendered, speakEnglish } from "@/ui/rendered";
import { HelpLines } from "./HelpLines";
import { Danger, Disclaimer, Missing } from "./HelpPage";

const SAMARITANS: HelpLine = {
  code: "gb-samaritans",
  kind: "crisis",
  name: { en: "Samaritans", vi: "Đường dây Samaritans" },
  number: "116 123",
  text: null,
  url: "https://www.samaritans.org",
  hours: null,
  source: "samaritans.org",
  checked_on: "2026-11-23",
};

speakEnglish();

test("without the server there is still the advice, and a directory that is not ours", () => {
  const missing = createElement(Missing, { error: new Unreachable("away"), retry: () => {} });

  const page = rendered(createElement(Danger), missing);

  expect(page).toContain(en.help.danger.call);
  expect(page).toContain(en.errors.unreachable);
  expect(page).toContain('href="https://findahelpline.com"');
});

test("a line is called by a tap, and says who publishes its number and when we compared it", () => {
  const page = rendered(createElement(HelpLines, { lines: [SAMARITANS] }));

  expect(page).toContain('href="tel:116123"');
  expect(page).toContain('aria-label="Call Samaritans: 116 123"');
  expect(page).toMatch(/Source: samaritans\.org\. Compared on .*2026/);
});

test("a line that does not answer at every hour says so", () => {
  const hours = {
    en: "Wednesday to Sunday, 13:00–20:30.",
    vi: "Thứ Tư đến Chủ nhật, 13:00–20:30.",
  };

  expect(rendered(createElement(HelpLines, { lines: [{ ...SAMARITANS, hours }] }))).toContain(
    hours.en,
  );
});

test("where only a directory is known, it is a link and nothing to dial", () => {
  const directory = { ...SAMARITANS, number: null, url: "https://findahelpline.com" };

  const page = rendered(createElement(HelpLines, { lines: [directory] }));

  expect(page).toContain('href="https://findahelpline.com"');
  expect(page).not.toContain("tel:");
});

test("lines have their names in the reader's language", async () => {
  await i18next.changeLanguage("vi");

  const page = rendered(createElement(HelpLines, { lines: [SAMARITANS] }));

  expect(page).toContain("Đường dây Samaritans");
  expect(page).toContain("Khi khủng hoảng");
});

test.each([
  ["en", ["not a medical device", "no diagnosis and no dose", "doctor or a pharmacist"]],
  ["vi", ["không phải là thiết bị y tế", "không chẩn đoán", "bác sĩ hoặc dược sĩ"]],
])("what this app is not is said in %s", async (language, sentences) => {
  await i18next.changeLanguage(language);

  const page = rendered(createElement(Disclaimer));

  for (const sentence of sentences) expect(page).toContain(sentence);
});
