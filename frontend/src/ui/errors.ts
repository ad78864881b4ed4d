// What a failure says to a person, in their language where the app knows the code.
import type { UseFormReturnType } from "@mantine/form";
import type { TFunction } from "i18next";
import { Problem, Unreachable } from "@/api/problem";

export function sentenceFor(error: unknown, t: TFunction): string {
  if (error instanceof Unreachable) return t("errors.unreachable");
  if (!(error instanceof Problem) || error.status >= 500) return t("errors.unexpected");
  const known = `errors.${error.code}`;
  const translated = t(known as "errors.unexpected", { defaultValue: "" });
  return translated || error.message;
}

/** Shows each of a problem's errors at its field. Returns what belongs to no field, if anything. */
export function showAtFields<Values>(
  error: unknown,
  form: UseFormReturnType<Values>,
  t: TFunction,
): string | null {
  if (!(error instanceof Problem) || error.errors.length === 0) return sentenceFor(error, t);
  const fields = form.getValues() as Record<string, unknown>;
  const elsewhere: string[] = [];
  for (const { field, message } of error.errors) {
    const name = fieldNamed(field, fields);
    if (name === null) elsewhere.push(message);
    else form.setFieldError(name, message);
  }
  return elsewhere.length > 0 ? elsewhere.join(" ") : null;
}

/** `consents.terms` or `body.email` as the form knows it: by its last part that is a field. */
function fieldNamed(path: string, fields: Record<string, unknown>): string | null {
  return (
    path
      .split(".")
      .reverse()
      .find((part) => part in fields) ?? null
  );
}
