// One craving in a list, whether the server has it yet or not.
import { Badge, Group, Stack, Text } from "@mantine/core";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CravingInput } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { formatDateTime } from "@/ui/format";
import styles from "./CravingRow.module.css";

/** What is shown of a craving; what the server fills with null is not there. */
export type Shown = Omit<CravingInput, "client_id">;

interface CravingRowProps {
  craving: Shown;
  badge?: ReactNode;
  children?: ReactNode;
}

export function CravingRow({ craving, badge, children }: CravingRowProps) {
  const { t } = useTranslation();
  const context = circumstancesOf(craving, t);
  return (
    <li className={styles.row}>
      <span
        className={styles.strength}
        data-smoked={craving.smoked || undefined}
        aria-hidden="true"
      >
        {craving.intensity}
      </span>
      <Stack gap={4} flex={1} miw={0}>
        <Group gap="xs">
          <Text fw={600} size="sm">
            {formatDateTime(craving.occurred_at, currentLanguage())}
          </Text>
          <Badge variant="light" size="sm" color={craving.smoked ? "ember" : "pine"}>
            {craving.smoked
              ? t("cravings.list.smoked", { count: craving.cigarettes ?? 1 })
              : t("cravings.list.passedOne")}
          </Badge>
          {badge}
        </Group>
        <Text size="sm" c="dimmed">
          {craving.intensity_after === undefined
            ? t("cravings.list.strength", { value: craving.intensity })
            : t("cravings.list.strengths", {
                value: craving.intensity,
                after: craving.intensity_after,
              })}
        </Text>
        {context && <Text size="sm">{context}</Text>}
        {craving.strategy && craving.strategy.length > 0 && (
          <Text size="sm" c="dimmed">
            {t("cravings.list.tried", {
              what: craving.strategy.map((name) => t(`cravings.strategy.${name}`)).join(", "),
            })}
          </Text>
        )}
        {craving.note && (
          <Text size="sm" c="dimmed" className={styles.note}>
            {craving.note}
          </Text>
        )}
        {children}
      </Stack>
    </li>
  );
}

function circumstancesOf(craving: Shown, t: TFunction): string {
  return [
    craving.trigger,
    craving.place_label,
    ...(craving.feeling ?? []).map((name) => t(`cravings.feeling.${name}`)),
    ...(craving.activity ?? []).map((name) => t(`cravings.activity.${name}`)),
    ...(craving.company ?? []).map((name) => t(`cravings.company.${name}`)),
  ]
    .filter(Boolean)
    .join(" · ");
}
