// Proving that the address is one's own, with the code that was mailed to it.
import { Anchor, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useNavigate } from "react-router";
import { api } from "@/api/client";
import { sentenceFor, showAtFields } from "@/ui/errors";
import { FormError } from "@/ui/states";
import { rules } from "./fields";
import { Frame } from "./Frame";

export function Component() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { email: known = "" } = (useLocation().state ?? {}) as { email?: string };
  const [elsewhere, setElsewhere] = useState<string | null>(null);
  const { email, code } = rules(t);
  const form = useForm({ initialValues: { email: known, code: "" }, validate: { email, code } });
  const confirm = useMutation({
    mutationFn: (values: { email: string; code: string }) =>
      api.post("/auth/confirm", { email: values.email.trim(), code: values.code.trim() }),
    onMutate: () => setElsewhere(null),
    onSuccess: (_, values) =>
      navigate("/sign-in", { state: { notice: "confirmed", email: values.email.trim() } }),
    onError: (error) => setElsewhere(showAtFields(error, form, t)),
  });
  const resend = useMutation({
    mutationFn: () => api.post("/auth/resend", { email: form.getValues().email.trim() }),
    onError: (error) => setElsewhere(sentenceFor(error, t)),
  });
  const lead = known ? t("auth.confirm.lead", { email: known }) : t("auth.confirm.leadNoEmail");
  return (
    <Frame title={t("auth.confirm.title")} lead={lead}>
      <form onSubmit={form.onSubmit((values) => confirm.mutate(values))} noValidate>
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
            size="md"
            {...form.getInputProps("code")}
          />
          <FormError>{elsewhere}</FormError>
          <Button type="submit" size="md" loading={confirm.isPending}>
            {t("auth.confirm.action")}
          </Button>
          <Group justify="space-between">
            <Button
              variant="subtle"
              size="compact-sm"
              loading={resend.isPending}
              onClick={() => {
                if (!form.validateField("email").hasError) resend.mutate();
              }}
            >
              {t("auth.confirm.resend")}
            </Button>
            <Anchor component={Link} to="/register" size="sm">
              {t("auth.confirm.other")}
            </Anchor>
          </Group>
          <Text size="sm" c="dimmed" role="status">
            {resend.isSuccess && t("auth.confirm.resent")}
          </Text>
        </Stack>
      </form>
    </Frame>
  );
}
