// Asking for a code when the password is forgotten.
import { Anchor, Button, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { api } from "@/api/client";
import { sentenceFor } from "@/ui/errors";
import { FormError } from "@/ui/states";
import { rules } from "./fields";
import { Frame } from "./Frame";

export function Component() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { email } = rules(t);
  const form = useForm({ initialValues: { email: "" }, validate: { email } });
  const ask = useMutation({
    mutationFn: (address: string) => api.post("/auth/forgot", { email: address }),
    onSuccess: (_, address) => navigate("/reset", { state: { email: address } }),
  });
  return (
    <Frame title={t("auth.forgot.title")} lead={t("auth.forgot.lead")}>
      <form onSubmit={form.onSubmit((values) => ask.mutate(values.email.trim()))} noValidate>
        <Stack>
          <TextInput
            label={t("auth.email")}
            type="email"
            autoComplete="username"
            size="md"
            {...form.getInputProps("email")}
          />
          <FormError>{ask.error && sentenceFor(ask.error, t)}</FormError>
          <Button type="submit" size="md" loading={ask.isPending}>
            {t("auth.forgot.action")}
          </Button>
          <Anchor component={Link} to="/sign-in" size="sm" ta="center">
            {t("auth.forgot.back")}
          </Anchor>
        </Stack>
      </form>
    </Frame>
  );
}
