// Registration: who you are, where your day begins, and what you agree to.
import {
  Anchor,
  Button,
  Checkbox,
  Fieldset,
  NativeSelect,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { api } from "@/api/client";
import { currentLanguage } from "@/i18n";
import { showAtFields } from "@/ui/errors";
import { localParts } from "@/ui/format";
import { countryOptions, detectedCountry, detectedTimeZone, timeZoneOptions } from "@/ui/places";
import { FormError } from "@/ui/states";
import { isOfAge, MINIMUM_AGE, NewPassword, rules } from "./fields";
import { Frame } from "./Frame";

const START = {
  email: "",
  password: "",
  display_name: "",
  birth_date: "",
  time_zone: detectedTimeZone(),
  country: detectedCountry(),
  terms: false,
  health_data: false,
  coach_sharing: false,
  research: false,
  marketing: false,
};

function registration(values: typeof START) {
  const { terms, health_data, coach_sharing, research, marketing, ...person } = values;
  return {
    ...person,
    email: person.email.trim(),
    display_name: person.display_name.trim(),
    locale: currentLanguage(),
    consents: { terms, health_data, coach_sharing, research, marketing },
  };
}

export function Component() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const language = currentLanguage();
  const [elsewhere, setElsewhere] = useState<string | null>(null);
  const { email, required, newPassword } = rules(t);
  const agreed = (value: boolean) => (value ? null : t("auth.needsConsent"));
  const form = useForm({
    initialValues: START,
    validate: {
      email,
      password: newPassword,
      display_name: required,
      birth_date: (value) =>
        required(value) ??
        (isOfAge(value, localParts(new Date()).date)
          ? null
          : t("auth.register.tooYoung", { age: MINIMUM_AGE })),
      terms: agreed,
      health_data: agreed,
    },
  });
  const register = useMutation({
    mutationFn: (values: typeof START) => api.post("/auth/register", registration(values)),
    onMutate: () => setElsewhere(null),
    onSuccess: (_, values) => navigate("/confirm", { state: { email: values.email.trim() } }),
    onError: (error) => setElsewhere(showAtFields(error, form, t)),
  });
  const countries = useMemo(() => countryOptions(language), [language]);
  const zones = useMemo(() => timeZoneOptions(detectedTimeZone()), []);
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
          <TextInput
            label={t("auth.displayName")}
            description={t("auth.displayNameHint")}
            autoComplete="nickname"
            maxLength={80}
            {...form.getInputProps("display_name")}
          />
          <TextInput
            label={t("auth.birthDate")}
            type="date"
            autoComplete="bday"
            {...form.getInputProps("birth_date")}
          />
          <NativeSelect
            label={t("auth.country")}
            data={countries}
            autoComplete="country"
            {...form.getInputProps("country")}
          />
          <NativeSelect
            label={t("auth.timeZone")}
            data={zones}
            {...form.getInputProps("time_zone")}
          />
          <Fieldset legend={t("auth.register.consents")} radius="md">
            <Stack gap="sm">
              <Checkbox
                label={t("auth.register.terms")}
                description={t("auth.register.needed")}
                {...form.getInputProps("terms", { type: "checkbox" })}
              />
              <Checkbox
                label={t("auth.register.healthData")}
                description={t("auth.register.needed")}
                {...form.getInputProps("health_data", { type: "checkbox" })}
              />
              <Checkbox
                label={t("auth.register.coachSharing")}
                {...form.getInputProps("coach_sharing", { type: "checkbox" })}
              />
              <Checkbox
                label={t("auth.register.research")}
                {...form.getInputProps("research", { type: "checkbox" })}
              />
              <Checkbox
                label={t("auth.register.marketing")}
                {...form.getInputProps("marketing", { type: "checkbox" })}
              />
              <Text size="xs" c="dimmed">
                {t("auth.register.changeable")}
              </Text>
            </Stack>
          </Fieldset>
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
