// What many cravings say together: when they come, with what, and what helps.
import { SimpleGrid, Stack, Text } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Activity, Company, CravingInsights, Feeling, TopTrigger } from "@/api/types";
import { Answered } from "@/ui/Answered";
import { Card } from "@/ui/Card";
import { FlameOutIcon } from "@/ui/icons";
import { Empty } from "@/ui/states";
import { Bars } from "./Bars";
import { HeatMap } from "./HeatMap";
import { useCravingInsights } from "./queries";

export function CravingsPart() {
  const query = useCravingInsights();
  return <Answered query={query}>{(insights) => <Shown insights={insights} />}</Answered>;
}

function Shown({ insights }: { insights: CravingInsights }) {
  const { t } = useTranslation();
  const { entries, needs, urges_passed, hours, top_triggers, resist_rate, strategies } = insights;
  if (hours === null || top_triggers === null || strategies === null) {
    return (
      <Card>
        <Empty icon={<FlameOutIcon />}>{t("insights.cravings.needs", { count: needs })}</Empty>
      </Card>
    );
  }
  return (
    <Stack>
      <Card title={t("insights.cravings.when")}>
        <HeatMap hours={hours} />
      </Card>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Card title={t("insights.cravings.resisted")}>
          {resist_rate !== null && (
            <Text fz={40} fw={700} lh={1.1}>
              {percent(resist_rate)}
            </Text>
          )}
          <Text c="dimmed">
            {t("insights.cravings.passed", { passed: urges_passed, of: entries })}
          </Text>
        </Card>
        <Card title={t("insights.cravings.triggers")}>
          <Bars
            label={t("insights.cravings.triggers")}
            rows={top_triggers.map((trigger) => ({
              key: `${trigger.kind} ${trigger.name}`,
              name: nameOf(trigger, t),
              words: t("insights.cravings.often", { count: trigger.count }),
              share: trigger.count / entries,
            }))}
          />
        </Card>
      </SimpleGrid>
      {strategies.length > 0 && (
        <Card title={t("insights.cravings.helps")}>
          <Bars
            label={t("insights.cravings.helps")}
            rows={strategies.map(
              ({ strategy, tried, resisted, resist_rate: rate, needs: more }) => ({
                key: strategy,
                name: t(`cravings.strategy.${strategy}`),
                words:
                  rate === null
                    ? t("insights.cravings.tryMore", { count: more })
                    : t("insights.cravings.helped", { resisted, of: tried }),
                share: rate,
              }),
            )}
          />
        </Card>
      )}
    </Stack>
  );
}

/** Own words are shown as they are; what was chosen from a list has its name in every language. */
function nameOf({ kind, name }: TopTrigger, t: TFunction): string {
  switch (kind) {
    case "trigger":
    case "place":
      return name;
    case "company":
      return t(`cravings.company.${name as Company}`);
    case "activity":
      return t(`cravings.activity.${name as Activity}`);
    case "feeling":
      return t(`cravings.feeling.${name as Feeling}`);
  }
}

function percent(rate: number): string {
  return `${Math.round(100 * rate)} %`;
}
