// Setting up an authenticator app: the password, the secret, and a first code that proves it works.
import { Anchor, Button, Code, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import type { SecondFactorSetup } from "@/api/types";
import { Password, rules } from "@/features/auth/fields";
import { Card } from "@/ui/Card";
import { sentenceFor } from "@/ui/errors";
import { FormError } from "@/ui/states";

export function SecondFactor() {
  const { t } = useTranslation();
  const begin = useMutation({
    mutationFn: (password: string) => api.post("/auth/second-factor", { password }),
  });
  const confirm = useMutation({
    mutationFn: (code: string) => api.post("/auth/second-factor/confirm", { code }),
  });
  return (
    <Card title={t("profile.secondFactor.title")}>
      <Stack maw={480}>
        <Text size="sm" c="dimmed">
          {t("profile.secondFactor.lead")}
        </Text>
        {confirm.isSuccess ? (
          <Text role="status">{t("profile.secondFactor.done")}</Text>
        ) : begin.data ? (
          <Confirm
            setup={begin.data}
            pending={confirm.isPending}
            problem={confirm.error && sentenceFor(confirm.error, t)}
            confirm={confirm.mutate}
          />
        ) : (
          <Begin
            pending={begin.isPending}
            problem={begin.error && sentenceFor(begin.error, t)}
            begin={begin.mutate}
          />
        )}
      </Stack>
    </Card>
  );
}

interface BeginProps {
  pending: boolean;
  problem: string | null;
  begin: (password: string) => void;
}

function Begin({ pending, problem, begin }: BeginProps) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { password: "" },
    validate: { password: rules(t).required },
  });
  return (
    <form onSubmit={form.onSubmit(({ password }) => begin(password))} noValidate>
      <Stack>
        <Password
          label={t("auth.currentPassword")}
          autoComplete="current-password"
          {...form.getInputProps("password")}
        />
        <FormError>{problem}</FormError>
        <Group>
          <Button type="submit" variant="default" loading={pending}>
            {t("profile.secondFactor.begin")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ConfirmProps {
  setup: SecondFactorSetup;
  pending: boolean;
  problem: string | null;
  confirm: (code: string) => void;
}

function Confirm({ setup, pending, problem, confirm }: ConfirmProps) {
  const { t } = useTranslation();
  const form = useForm({ initialValues: { code: "" }, validate: { code: rules(t).code } });
  return (
    <form onSubmit={form.onSubmit(({ code }) => confirm(code.trim()))} noValidate>
      <Stack>
        <Text size="sm">{t("profile.secondFactor.secret")}</Text>
        <Code block>{setup.secret.replace(/(.{4})(?=.)/g, "$1 ")}</Code>
        <Anchor href={setup.uri} size="sm">
          {t("profile.secondFactor.open")}
        </Anchor>
        <TextInput
          label={t("auth.code")}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          {...form.getInputProps("code")}
        />
        <FormError>{problem}</FormError>
        <Group>
          <Button type="submit" loading={pending}>
            {t("profile.secondFactor.confirm")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
