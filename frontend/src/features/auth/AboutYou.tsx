// What everybody is asked who registers: a name, an age, where their day begins, what they agree to.
import { Checkbox, Fieldset, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import type { GetInputPropsReturnType } from "@mantine/form";
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { currentLanguage } from "@/i18n";
import { localParts } from "@/ui/format";
import { countryOptions, detectedCountry, detectedTimeZone, timeZoneOptions } from "@/ui/places";
import { isOfAge, MINIMUM_AGE, rules } from "./fields";

export const NOTHING_YET = {
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

type Answers = typeof NOTHING_YET;

/** The answers as the API takes them. */
export function completion(answers: Answers) {
  const { terms, health_data, coach_sharing, research, marketing, ...person } = answers;
  return {
    ...person,
    display_name: person.display_name.trim(),
    locale: currentLanguage(),
    consents: { terms, health_data, coach_sharing, research, marketing },
  };
}

export function aboutYouRules(t: TFunction) {
  const { required } = rules(t);
  const agreed = (value: boolean) => (value ? null : t("auth.needsConsent"));
  return {
    display_name: required,
    birth_date: (value: string) =>
      required(value) ??
      (isOfAge(value, localParts(new Date()).date)
        ? null
        : t("auth.register.tooYoung", { age: MINIMUM_AGE })),
    terms: agreed,
    health_data: agreed,
  };
}

interface AboutYouProps {
  /** The form's own `getInputProps`. */
  inputs: (name: keyof Answers, options?: { type: "checkbox" }) => GetInputPropsReturnType;
}

export function AboutYou({ inputs }: AboutYouProps) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const countries = useMemo(() => countryOptions(language), [language]);
  const zones = useMemo(() => timeZoneOptions(detectedTimeZone()), []);
  const checkbox = (name: keyof Answers) => inputs(name, { type: "checkbox" });
  return (
    <>
      <TextInput
        label={t("auth.displayName")}
        description={t("auth.displayNameHint")}
        autoComplete="nickname"
        maxLength={80}
        {...inputs("display_name")}
      />
      <TextInput
        label={t("auth.birthDate")}
        type="date"
        autoComplete="bday"
        {...inputs("birth_date")}
      />
      <NativeSelect
        label={t("auth.country")}
        data={countries}
        autoComplete="country"
        {...inputs("country")}
      />
      <NativeSelect label={t("auth.timeZone")} data={zones} {...inputs("time_zone")} />
      <Fieldset legend={t("auth.register.consents")} radius="md">
        <Stack gap="sm">
          <Checkbox
            label={t("auth.register.terms")}
            description={t("auth.register.needed")}
            {...checkbox("terms")}
          />
          <Checkbox
            label={t("auth.register.healthData")}
            description={t("auth.register.needed")}
            {...checkbox("health_data")}
          />
          <Checkbox label={t("auth.register.coachSharing")} {...checkbox("coach_sharing")} />
          <Checkbox label={t("auth.register.research")} {...checkbox("research")} />
          <Checkbox label={t("auth.register.marketing")} {...checkbox("marketing")} />
          <Text size="xs" c="dimmed">
            {t("auth.register.changeable")}
          </Text>
        </Stack>
      </Fieldset>
    </>
  );
}
