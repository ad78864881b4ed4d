import { expect, test } from "vitest";
import { Problem } from "@/api/problem";
import type { Form, FormItem } from "@/api/types";
import { faultsIn, missingIn } from "./answers";

const WORDS = { en: "", vi: "" };

function item(code: string, required = true): FormItem {
  return { code, words: WORDS, required, choices: [], least: null, most: null };
}

const FORM: Form = {
  code: "MTWS",
  title: WORDS,
  asks: WORDS,
  items: [item("anger"), item("sleep"), item("cough", false)],
  source: "",
};

test.each([
  [{}, ["anger", "sleep"]],
  [{ sleep: 4 }, ["anger"]],
  // None at all is an answer.
  [{ anger: 0, sleep: 0 }, []],
  [{ cough: 1 }, ["anger", "sleep"]],
])("of %o there is missing %o", (answers, missing) => {
  expect(missingIn(FORM, answers)).toEqual(missing);
});

test("what the server refuses is said at its question", () => {
  const problem = new Problem(422, "invalid", "Not as it should be", [
    { field: "answers.anger", message: "is missing" },
    { field: "answers.sleep", message: "is not one of the possible answers" },
  ]);

  expect(faultsIn(problem)).toEqual({
    anger: "is missing",
    sleep: "is not one of the possible answers",
  });
  expect(faultsIn(new Error("away"))).toEqual({});
});
