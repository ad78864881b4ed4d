// What was earned, which nothing takes away, and how far the rest is.
import { Group, Progress as Bar, SimpleGrid, Stack, Text, ThemeIcon } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Achievement } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { Answered } from "@/ui/Answered";
import { Card } from "@/ui/Card";
import { formatDate } from "@/ui/format";
import { CheckIcon, StreakIcon } from "@/ui/icons";
import { Empty } from "@/ui/states";
import { useAchievements } from "./queries";

export function AchievementsPart() {
  return <Answered query={useAchievements()}>{(items) => <Shown items={items} />}</Answered>;
}

function Shown({ items }: { items: readonly Achievement[] }) {
  const { t } = useTranslation();
  const earned = items.filter(({ earned_at }) => earned_at !== null);
  const ahead = items.filter(({ earned_at }) => earned_at === null);
  return (
    <Stack>
      <Card title={t("insights.achievements.earned")}>
        {earned.length === 0 ? (
          <Empty icon={<StreakIcon />}>{t("insights.achievements.none")}</Empty>
        ) : (
          <Several items={earned} />
        )}
      </Card>
      {ahead.length > 0 && (
        <Card title={t("insights.achievements.ahead")}>
          <Several items={ahead} />
        </Card>
      )}
    </Stack>
  );
}

function Several({ items }: { items: readonly Achievement[] }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
      {items.map((achievement) => (
        <One key={achievement.code} achievement={achievement} />
      ))}
    </SimpleGrid>
  );
}

function One({ achievement }: { achievement: Achievement }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const { title, words, reached, at_least, earned_at } = achievement;
  return (
    <Group component="li" wrap="nowrap" align="flex-start" gap="sm">
      <ThemeIcon variant={earned_at ? "filled" : "default"} size={38} radius="xl">
        {earned_at ? <CheckIcon /> : <StreakIcon />}
      </ThemeIcon>
      <Stack gap={2} flex={1} miw={0}>
        <Text fw={600}>{title[language]}</Text>
        <Text size="sm">{words[language]}</Text>
        {earned_at ? (
          <Text size="xs" c="dimmed">
            {t("insights.achievements.on", { date: formatDate(earned_at, language) })}
          </Text>
        ) : (
          <>
            <Text size="xs" c="dimmed">
              {t("insights.achievements.soFar", { reached, of: at_least })}
            </Text>
            <Bar value={(100 * Math.min(reached, at_least)) / at_least} size="sm" aria-hidden />
          </>
        )}
      </Stack>
    </Group>
  );
}
