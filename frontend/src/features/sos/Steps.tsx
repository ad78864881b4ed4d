// What to try while the wave lasts: one's own words first, then what quitlines teach.
import { Anchor, Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { SosStep } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { Card } from "@/ui/Card";
import styles from "./Steps.module.css";

export function OwnWords({ steps }: { steps: readonly SosStep[] }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const reasons = steps.find(({ kind }) => kind === "own_reasons");
  const plan = steps.find(({ kind }) => kind === "if_then");
  return (
    <>
      {reasons && (
        <Card title={reasons.title[language]}>
          {reasons.reasons && reasons.reasons.length > 0 ? (
            <ul className={styles.reasons}>
              {reasons.reasons.map(({ reason_id, words }) => (
                <li key={reason_id}>{words}</li>
              ))}
            </ul>
          ) : (
            <Nothing words={t("sos.noReasons")} />
          )}
        </Card>
      )}
      {plan && (
        <Card title={plan.title[language]}>
          {plan.pairs && plan.pairs.length > 0 ? (
            <Stack>
              <Text size="sm" c="dimmed">
                {plan.words[language]}
              </Text>
              <dl className={styles.pairs}>
                {plan.pairs.map(({ pair_id, trigger, response }) => (
                  <div key={pair_id}>
                    <dt>{trigger}</dt>
                    <dd>{response}</dd>
                  </div>
                ))}
              </dl>
            </Stack>
          ) : (
            <Nothing words={t("sos.noPairs")} />
          )}
        </Card>
      )}
    </>
  );
}

function Nothing({ words }: { words: string }) {
  const { t } = useTranslation();
  return (
    <Text size="sm" c="dimmed">
      {words}{" "}
      <Anchor component={Link} to="/plan" size="sm">
        {t("plan.title")}
      </Anchor>
    </Text>
  );
}

export function Techniques({ steps }: { steps: readonly SosStep[] }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const techniques = steps.filter(({ kind }) => kind === "technique");
  return (
    <Card title={t("sos.techniques")}>
      <ol className={styles.techniques}>
        {techniques.map(({ code, title, words, helped_before }) => (
          <li key={code}>
            <Group gap="xs">
              <Text fw={600}>{title[language]}</Text>
              {helped_before && (
                <Badge variant="light" size="sm">
                  {t("sos.helpedBefore")}
                </Badge>
              )}
            </Group>
            <Text size="sm">{words[language]}</Text>
          </li>
        ))}
      </ol>
    </Card>
  );
}
