// Which questions of a form still want an answer, before and after the server was asked.
import { Problem } from "@/api/problem";
import type { Answer, Form } from "@/api/types";

export type Answers = Readonly<Record<string, Answer>>;

/** The questions that have to be answered and are not, in the form's order. */
export function missingIn(form: Form, answers: Answers): string[] {
  return form.items
    .filter(({ code, required }) => required && !(code in answers))
    .map(({ code }) => code);
}

/** What the server found wrong, by question: it names each as `answers.anger`. */
export function faultsIn(error: unknown): Record<string, string> {
  if (!(error instanceof Problem)) return {};
  return Object.fromEntries(
    error.errors.map(({ field, message }) => [field.split(".").at(-1) ?? field, message]),
  );
}
