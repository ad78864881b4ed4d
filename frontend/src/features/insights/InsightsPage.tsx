// What the numbers say: cravings, the course over time, the body, and what was earned.
import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Page } from "@/ui/Page";
import { AchievementsPart } from "./AchievementsPart";
import { CravingsPart } from "./CravingsPart";
import { HealthPart } from "./HealthPart";
import { TimePart } from "./TimePart";

const PARTS = {
  cravings: CravingsPart,
  time: TimePart,
  health: HealthPart,
  achievements: AchievementsPart,
} as const;
type Name = keyof typeof PARTS;
const NAMES = Object.keys(PARTS) as Name[];

export function Component() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const asked = search.get("part");
  const name = NAMES.find((each) => each === asked) ?? "cravings";
  return (
    <Page title={t("insights.title")}>
      <Tabs
        value={name}
        onChange={(chosen) => chosen && setSearch({ part: chosen }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md" aria-label={t("insights.title")}>
          {NAMES.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`insights.parts.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {NAMES.map((each) => {
          const Part = PARTS[each];
          return (
            <Tabs.Panel key={each} value={each}>
              <Part />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </Page>
  );
}
