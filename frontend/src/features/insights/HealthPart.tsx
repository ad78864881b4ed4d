// What the body gets back and when. Every line says where it comes from, and where sources differ.
import { Alert, Anchor, Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Milestone, Timeline } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { Answered } from "@/ui/Answered";
import { Card } from "@/ui/Card";
import { formatDate } from "@/ui/format";
import styles from "./HealthPart.module.css";
import { useTimeline } from "./queries";
import { rangeOf } from "./range";

export function HealthPart() {
  return <Answered query={useTimeline()}>{(timeline) => <Shown timeline={timeline} />}</Answered>;
}

function Shown({ timeline: { source, caution, quit_at, items } }: { timeline: Timeline }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  return (
    <Card title={t("insights.health.title")}>
      <Stack>
        <Text>{caution[language]}</Text>
        <Text size="sm" c="dimmed">
          {t("insights.health.source")}{" "}
          <Anchor href={source.url} target="_blank" rel="noreferrer" size="sm">
            {`${source.name[language]}, ${source.published}`}
          </Anchor>
        </Text>
        {items.some(({ reviewed }) => !reviewed) && (
          <Text size="sm" c="dimmed">
            {t("insights.health.unreviewed")}
          </Text>
        )}
        {quit_at === null && (
          <Alert color="pine" variant="light">
            {t("insights.health.noDate")}
          </Alert>
        )}
        <ol className={styles.line}>
          {items.map((milestone) => (
            <Line key={milestone.code} milestone={milestone} />
          ))}
        </ol>
      </Stack>
    </Card>
  );
}

function Line({ milestone }: { milestone: Milestone }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const { state, words, starts_at, ends_at, note, disagreement } = milestone;
  return (
    <li className={styles.milestone} data-state={state}>
      <Stack gap={4}>
        <Group gap="xs">
          <Badge variant={state === "locked" ? "outline" : "light"} size="sm" color={COLORS[state]}>
            {t(`insights.health.states.${state}`)}
          </Badge>
          <Text size="sm" c="dimmed">
            {rangeOf(starts_at, ends_at, language)}
          </Text>
        </Group>
        <Text fw={600}>{words[language]}</Text>
        {note && <Text size="sm">{note[language]}</Text>}
        {disagreement && (
          <details className={styles.differ}>
            <summary>{t("insights.health.differ")}</summary>
            <Text size="sm">{disagreement.note[language]}</Text>
            {disagreement.by && (
              <Text size="sm">
                {t("insights.health.by", { date: formatDate(disagreement.by, language) })}
              </Text>
            )}
            <ul>
              {disagreement.others.map((other) => (
                <li key={other.evidence}>
                  {`${other.evidence}: ${rangeOf(other.starts_at, other.ends_at, language) || "–"}`}
                </li>
              ))}
            </ul>
          </details>
        )}
      </Stack>
    </li>
  );
}

const COLORS = { locked: "gray", in_progress: "ember", reached: "pine" } as const;
