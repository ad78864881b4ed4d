// Registration: who you are, where your day begins, and what you agree to.
import { Anchor, Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { api } from "@/api/client";
import { showAtFields } from "@/ui/errors";
import { FormError } from "@/ui/states";
import { AboutYou, aboutYouRules, completion, NOTHING_YET } from "./AboutYou";
import { NewPassword, rules } from "./fields";
import { Frame } from "./Frame";

const START = { email: "", password: "", ...NOTHING_YET };

function registration({ email, password, ...person }: typeof START) {
  return { email: email.trim(), password, ...completion(person) };
}

export function Component() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [elsewhere, setElsewhere] = useState<string | null>(null);
  const { email, newPassword } = rules(t);
  const form = useForm({
    initialValues: START,
    validate: { email, password: newPassword, ...aboutYouRules(t) },
  });
  const register = useMutation({
    mutationFn: (values: typeof START) => api.post("/auth/register", registration(values)),
    onMutate: () => setElsewhere(null),
    onSuccess: (_, values) => navigate("/confirm", { state: { email: values.email.trim() } }),
    onError: (error) => setElsewhere(showAtFields(error, form, t)),
  });
  return (
    <Frame title={t("auth.register.title")} lead={t("auth.register.lead")}>
      <form onSubmit={form.onSubmit((values) => register.mutate(values))} noValidate>
        <Stack>
          <TextInput
            label={t("auth.email")}
            type="email"
            autoComplete="username"
            {...form.getInputProps("email")}
          />
          <NewPassword label={t("auth.password")} {...form.getInputProps("password")} />
          <AboutYou inputs={form.getInputProps} />
          <FormError>{elsewhere}</FormError>
          <Button type="submit" size="md" loading={register.isPending}>
            {t("auth.register.action")}
          </Button>
          <Text size="sm" ta="center">
            {t("auth.register.haveAccount")}{" "}
            <Anchor component={Link} to="/sign-in" inherit>
              {t("auth.register.signIn")}
            </Anchor>
          </Text>
        </Stack>
      </form>
    </Frame>
  );
}
