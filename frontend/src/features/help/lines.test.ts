import { expect, test } from "vitest";
import type { HelpLine } from "@/api/types";
import { inOrder, siteOf, telOf } from "./lines";

function line(code: string, kind: HelpLine["kind"]): HelpLine {
  const name = { en: code, vi: code };
  return {
    code,
    kind,
    name,
    number: null,
    text: null,
    url: null,
    hours: null,
    source: "",
    checked_on: null,
  };
}

test("the emergency number comes first, whatever the server begins with", () => {
  const lines = [line("crisis", "crisis"), line("quit", "quitline"), line("911", "emergency")];

  const ordered = inOrder(lines);

  expect(ordered.map(({ code }) => code)).toEqual(["911", "crisis", "quit"]);
});

test("two lines of a kind stay as the server ordered them", () => {
  const ordered = inOrder([line("first", "crisis"), line("second", "crisis")]);

  expect(ordered.map(({ code }) => code)).toEqual(["first", "second"]);
});

test.each([
  ["116 123", "tel:116123"],
  ["1-800-784-8669", "tel:18007848669"],
  ["000", "tel:000"],
])("a tap on %s dials %s", (number, address) => {
  expect(telOf(number)).toBe(address);
});

test("a site is called by its name", () => {
  expect(siteOf("https://www.lifeline.org.au/path")).toBe("lifeline.org.au");
});
