// Whom to call, and what this app is not: for everybody, signed in or not.
import { Alert, Anchor, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { currentLanguage } from "@/i18n";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { countryOptions } from "@/ui/places";
import { Failed, Loading } from "@/ui/states";
import { HelpLines } from "./HelpLines";
import { DIRECTORY, siteOf } from "./lines";
import { useCountry, useHelpLines } from "./queries";

export function Component() {
  const { t } = useTranslation();
  const [chosen, choose] = useState<string | null>(null);
  const found = useCountry();
  const country = chosen ?? found;
  return (
    <Page title={t("help.title")} size={720}>
      <Danger />
      <Card title={t("help.lines.title")}>
        <Stack>
          <NativeSelect
            label={t("help.lines.country")}
            data={countryOptions(currentLanguage())}
            value={country ?? ""}
            disabled={country === null}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
          />
          <Numbers country={country} />
        </Stack>
      </Card>
      <Disclaimer />
    </Page>
  );
}

/** Needs nothing from the server, so that it is there when nothing else is. */
export function Danger() {
  const { t } = useTranslation();
  return (
    <Alert color="ember" variant="light" radius="lg" p="lg">
      <Title order={2} mb={6}>
        {t("help.danger.title")}
      </Title>
      <Text fw={600}>{t("help.danger.call")}</Text>
      <Text mt={6}>{t("help.danger.company")}</Text>
    </Alert>
  );
}

function Numbers({ country }: { country: string | null }) {
  const lines = useHelpLines(country);
  if (lines.data) return <HelpLines lines={lines.data} />;
  if (!lines.error) return <Loading />;
  return <Missing error={lines.error} retry={() => void lines.refetch()} />;
}

/** No numbers came. The advice above stays, and the directory does not depend on our server. */
export function Missing({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack>
      <Failed error={error} retry={retry} />
      <Text>
        {t("help.lines.missing")}{" "}
        <Anchor href={DIRECTORY} target="_blank" rel="noreferrer">
          {siteOf(DIRECTORY)}
        </Anchor>
      </Text>
    </Stack>
  );
}

export function Disclaimer() {
  const { t } = useTranslation();
  return (
    <Card title={t("help.disclaimer.title")}>
      <Stack gap="xs">
        <Text>{t("help.disclaimer.device")}</Text>
        <Text>{t("help.disclaimer.diagnosis")}</Text>
        <Text>{t("help.disclaimer.ask")}</Text>
        <Text>{t("help.disclaimer.emergency")}</Text>
      </Stack>
    </Card>
  );
}
