// How many who tried to quit here did: for everybody, signed in or not, with how it was counted.
import { Anchor, List, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PublicOutcomes } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { Card } from "@/ui/Card";
import { formatDate } from "@/ui/format";
import { Page } from "@/ui/Page";
import { Failed, Loading } from "@/ui/states";
import { HorizonCard } from "./HorizonCard";
import { useOutcomes } from "./queries";

export function Component() {
  const { t } = useTranslation();
  const outcomes = useOutcomes();
  return (
    <Page title={t("outcomes.title")} size={720}>
      {outcomes.data ? (
        <Outcomes outcomes={outcomes.data} />
      ) : outcomes.error ? (
        <Failed error={outcomes.error} retry={() => void outcomes.refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  );
}

export function Outcomes({ outcomes }: { outcomes: PublicOutcomes }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  return (
    <>
      <Stack gap={4}>
        <Text>{t("outcomes.lead")}</Text>
        {outcomes.counted_at && (
          <Text size="sm" c="dimmed">
            {t("outcomes.counted", { date: formatDate(outcomes.counted_at, language) })}
          </Text>
        )}
      </Stack>
      {outcomes.items.map((outcome) => (
        <HorizonCard key={outcome.follow_up_days} outcome={outcome} fewest={outcomes.fewest} />
      ))}
      <Card title={t("outcomes.method")}>
        <List spacing="xs">
          {outcomes.method.map(({ code, words }) => (
            <List.Item key={code}>{words[language]}</List.Item>
          ))}
        </List>
        <Text size="sm" mt="md">
          {t("outcomes.sources")}
        </Text>
        <List size="sm">
          {outcomes.sources.map(({ url, name }) => (
            <List.Item key={url}>
              <Anchor href={url} target="_blank" rel="noreferrer" inherit>
                {name[language]}
              </Anchor>
            </List.Item>
          ))}
        </List>
      </Card>
    </>
  );
}
