// The inputs and rules that several of the pages before sign-in share.
import { List, PasswordInput, type PasswordInputProps } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

export const SHORTEST_PASSWORD = 10;
export const MINIMUM_AGE = 18;

export function Password(props: PasswordInputProps) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      visibilityToggleButtonProps={{ "aria-label": t("auth.showTyped"), tabIndex: 0 }}
      {...props}
    />
  );
}

export function NewPassword(props: PasswordInputProps) {
  const { t } = useTranslation();
  return (
    <Password
      autoComplete="new-password"
      inputWrapperOrder={["label", "input", "description", "error"]}
      description={
        <List component="ul" size="xs" c="dimmed" mt={4} spacing={2}>
          <List.Item>{t("auth.hints.length", { count: SHORTEST_PASSWORD })}</List.Item>
          <List.Item>{t("auth.hints.email")}</List.Item>
          <List.Item>{t("auth.hints.variety")}</List.Item>
        </List>
      }
      descriptionProps={{ component: "div" }}
      {...props}
    />
  );
}

/** What a form checks before it asks the server, which checks again. */
export function rules(t: TFunction) {
  return {
    email: (value: string) => (/^\S+@\S+$/.test(value.trim()) ? null : t("auth.invalidEmail")),
    required: (value: string) => (value.trim() ? null : t("auth.required")),
    newPassword: (value: string) =>
      value.length >= SHORTEST_PASSWORD
        ? null
        : t("auth.shortPassword", { count: SHORTEST_PASSWORD }),
    code: (value: string) => (/^\d{6}$/.test(value.trim()) ? null : t("auth.codeFormat")),
  };
}

/** Whether it looks like the code that is mailed to who asks to be erased. */
export function isErasureCode(typed: string): boolean {
  return /^[A-Za-z0-9_-]{20,60}$/.test(typed);
}

/** Whether somebody born on `birthDate` is of age on `today`, both like `2008-03-01`. A birthday on
 * 29 February is reached on 1 March in other years. */
export function isOfAge(birthDate: string, today: string): boolean {
  const year = Number(birthDate.slice(0, 4)) + MINIMUM_AGE;
  return `${year}${birthDate.slice(4)}` <= today;
}
