// Choosing a new password with the code that was mailed.
import { Anchor, Button, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useNavigate } from "react-router";
import { api } from "@/api/client";
import { showAtFields } from "@/ui/errors";
import { FormError } from "@/ui/states";
import { NewPassword, rules } from "./fields";
import { Frame } from "./Frame";

export function Component() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { email: known = "" } = (useLocation().state ?? {}) as { email?: string };
  const [elsewhere, setElsewhere] = useState<string | null>(null);
  const { email, code, newPassword } = rules(t);
  const form = useForm({
    initialValues: { email: known, code: "", password: "" },
    validate: { email, code, password: newPassword },
  });
  const reset = useMutation({
    mutationFn: (values: { email: string; code: string; password: string }) =>
      api.post("/auth/reset", {
        email: values.email.trim(),
        code: values.code.trim(),
        password: values.password,
      }),
    onMutate: () => setElsewhere(null),
    onSuccess: (_, values) =>
      navigate("/sign-in", { state: { notice: "reset", email: values.email.trim() } }),
    onError: (error) => setElsewhere(showAtFields(error, form, t)),
  });
  const lead = known ? t("auth.confirm.lead", { email: known }) : t("auth.confirm.leadNoEmail");
  return (
    <Frame title={t("auth.reset.title")} lead={lead}>
      <form onSubmit={form.onSubmit((values) => reset.mutate(values))} noValidate>
        <Stack>
          {!known && (
            <TextInput
              label={t("auth.email")}
              type="email"
              autoComplete="username"
              {...form.getInputProps("email")}
            />
          )}
          <TextInput
            label={t("auth.code")}
            description={t("auth.codeHint")}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            {...form.getInputProps("code")}
          />
          <NewPassword label={t("auth.newPassword")} {...form.getInputProps("password")} />
          <FormError>{elsewhere}</FormError>
          <Button type="submit" size="md" loading={reset.isPending}>
            {t("auth.reset.action")}
          </Button>
          <Anchor component={Link} to="/forgot" size="sm" ta="center">
            {t("auth.confirm.resend")}
          </Anchor>
        </Stack>
      </form>
    </Frame>
  );
}
