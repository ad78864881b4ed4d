// Changing the password and ending every sign-in.
import { Button, Collapse, Group, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api } from "@/api/client";
import { Problem } from "@/api/problem";
import { session } from "@/features/auth/current";
import { NewPassword, Password, rules } from "@/features/auth/fields";
import { Card } from "@/ui/Card";
import { sentenceFor, showAtFields } from "@/ui/errors";
import { FormError } from "@/ui/states";

export function Security() {
  const { t } = useTranslation();
  const [open, { toggle }] = useDisclosure();
  const everywhere = useMutation({
    mutationFn: () => api.post("/auth/logout-all", {}),
    onSuccess: () => session.signOut(),
  });
  return (
    <Card title={t("profile.security")}>
      <Stack>
        <Group>
          <Button variant="default" onClick={toggle} aria-expanded={open}>
            {t("profile.changePassword")}
          </Button>
          <Button
            variant="default"
            loading={everywhere.isPending}
            onClick={() => everywhere.mutate()}
          >
            {t("profile.everywhere")}
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {t("profile.everywhereHint")}
        </Text>
        <FormError>{everywhere.error && sentenceFor(everywhere.error, t)}</FormError>
        <Collapse expanded={open}>
          <PasswordForm />
        </Collapse>
      </Stack>
    </Card>
  );
}

function PasswordForm() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [elsewhere, setElsewhere] = useState<string | null>(null);
  const { required, newPassword } = rules(t);
  const form = useForm({
    initialValues: { current_password: "", new_password: "" },
    validate: { current_password: required, new_password: newPassword },
  });
  const change = useMutation({
    mutationFn: (values: { current_password: string; new_password: string }) =>
      api.post("/auth/password", values),
    onMutate: () => setElsewhere(null),
    onSuccess: async () => {
      await session.signOut();
      await navigate("/sign-in", { state: { notice: "changed" } });
    },
    onError: (error) => {
      if (error instanceof Problem && error.code === "wrong_credentials") {
        form.setFieldError("current_password", t("auth.notYourPassword"));
      } else {
        setElsewhere(showAtFields(error, form, t));
      }
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => change.mutate(values))} noValidate>
      <Stack maw={420}>
        <Password
          label={t("auth.currentPassword")}
          autoComplete="current-password"
          {...form.getInputProps("current_password")}
        />
        <NewPassword label={t("auth.newPassword")} {...form.getInputProps("new_password")} />
        <FormError>{elsewhere}</FormError>
        <Button type="submit" loading={change.isPending}>
          {t("profile.changePassword")}
        </Button>
      </Stack>
    </form>
  );
}
