// Everything somebody can say about themselves, and how the app looks and guards them.
import {
  Button,
  NativeSelect,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  useMantineColorScheme,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Account, Language, Profile } from "@/api/types";
import { useMe } from "@/features/auth/current";
import { rules } from "@/features/auth/fields";
import { currentLanguage, LANGUAGES, speak } from "@/i18n";
import { Answered } from "@/ui/Answered";
import { Card } from "@/ui/Card";
import { showAtFields } from "@/ui/errors";
import { Page } from "@/ui/Page";
import { countryOptions, timeZoneOptions } from "@/ui/places";
import { FormError } from "@/ui/states";
import { useAccount, useProfile, useSaveAccount, useSavePlace } from "./queries";
import { SecondFactor } from "./SecondFactor";
import { Security } from "./Security";
import { Sessions } from "./Sessions";
import { TobaccoForm } from "./TobaccoForm";

export function Component() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <Page title={t("profile.title")} size={860}>
      <You />
      {me.role === "member" && (
        <Card title={t("progress.tobacco.title")}>
          <TobaccoForm />
        </Card>
      )}
      <Place />
      <Appearance />
      <Security />
      <SecondFactor />
      <Sessions />
    </Page>
  );
}

function You() {
  const { t } = useTranslation();
  const account = useAccount();
  return (
    <Card title={t("profile.you")}>
      <Answered query={account}>{(data) => <AccountForm account={data} />}</Answered>
    </Card>
  );
}

function AccountForm({ account }: { account: Account }) {
  const { t } = useTranslation();
  const save = useSaveAccount();
  const [elsewhere, setElsewhere] = useState<string | null>(null);
  const form = useForm({
    // The language that is on the screen is the one that mails should have too.
    initialValues: { display_name: account.display_name, locale: currentLanguage() },
    validate: { display_name: rules(t).required },
  });
  const submit = form.onSubmit((values) => {
    setElsewhere(null);
    save.mutate(values, {
      onSuccess: () => {
        notifications.show({ message: t("common.saved") });
        void speak(values.locale);
      },
      onError: (error) => setElsewhere(showAtFields(error, form, t)),
    });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm" c="dimmed">
          {account.email} · {t(`profile.${account.role}`)}
        </Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            label={t("auth.displayName")}
            maxLength={80}
            {...form.getInputProps("display_name")}
          />
          <NativeSelect
            label={t("auth.language")}
            data={(Object.keys(LANGUAGES) as Language[]).map((value) => ({
              value,
              label: LANGUAGES[value],
            }))}
            {...form.getInputProps("locale")}
          />
        </SimpleGrid>
        <FormError>{elsewhere}</FormError>
        <Button type="submit" variant="light" loading={save.isPending}>
          {t("common.save")}
        </Button>
      </Stack>
    </form>
  );
}

function Place() {
  const { t } = useTranslation();
  const profile = useProfile();
  return (
    <Card title={t("profile.place")}>
      <Answered query={profile}>{(data) => <PlaceForm profile={data} />}</Answered>
    </Card>
  );
}

function PlaceForm({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const save = useSavePlace();
  const [elsewhere, setElsewhere] = useState<string | null>(null);
  const form = useForm({
    initialValues: { country: profile.country, time_zone: profile.time_zone },
  });
  const countries = useMemo(() => countryOptions(language), [language]);
  const zones = useMemo(() => timeZoneOptions(profile.time_zone), [profile.time_zone]);
  const submit = form.onSubmit((values) => {
    setElsewhere(null);
    save.mutate(values, {
      onSuccess: () => notifications.show({ message: t("common.saved") }),
      onError: (error) => setElsewhere(showAtFields(error, form, t)),
    });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NativeSelect
            label={t("auth.country")}
            data={countries}
            {...form.getInputProps("country")}
          />
          <NativeSelect
            label={t("auth.timeZone")}
            description={t("profile.placeHint")}
            inputWrapperOrder={["label", "input", "description", "error"]}
            data={zones}
            {...form.getInputProps("time_zone")}
          />
        </SimpleGrid>
        <FormError>{elsewhere}</FormError>
        <Button type="submit" variant="light" loading={save.isPending}>
          {t("common.save")}
        </Button>
      </Stack>
    </form>
  );
}

const SCHEMES = ["auto", "light", "dark"] as const;

function Appearance() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Card title={t("profile.appearance")}>
      <SegmentedControl
        fullWidth
        aria-label={t("profile.scheme.label")}
        value={colorScheme}
        onChange={setColorScheme}
        data={SCHEMES.map((value) => ({ value, label: t(`profile.scheme.${value}`) }))}
      />
    </Card>
  );
}
