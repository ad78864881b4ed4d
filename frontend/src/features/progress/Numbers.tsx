// What somebody has gained so far.
import { Button, Group, Progress as Bar, SimpleGrid, Stack, Text, ThemeIcon } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Figure, Progress } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { Card } from "@/ui/Card";
import { formatMoney } from "@/ui/format";
import { CalendarIcon, CoinIcon, FlameOutIcon, HeartIcon, StreakIcon } from "@/ui/icons";
import { duration } from "./duration";

interface NumbersProps {
  progress: Progress;
  /** What is to be hidden from now on. Only whose numbers they are may say so. */
  hide?: (figures: Figure[]) => void;
}

export function Numbers({ progress, hide }: NumbersProps) {
  const { t } = useTranslation();
  const days = (count: number) => t("progress.duration.days", { count });
  const { smoke_free, of } = progress.smoke_free_days_of_30;
  return (
    <Card
      title={t("progress.numbers.title")}
      action={
        hide &&
        progress.hidden.length > 0 && (
          <Button variant="subtle" size="compact-xs" onClick={() => hide([])}>
            {t("progress.numbers.show")}
          </Button>
        )
      }
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="lg" verticalSpacing="lg">
        <Streak progress={progress} days={days} />
        <Fact icon={<CalendarIcon />} label={t("progress.numbers.of30")}>
          <Value>{t("progress.numbers.ofDays", { smokeFree: smoke_free, of })}</Value>
          <Bar
            value={of > 0 ? (100 * smoke_free) / of : 0}
            mt={6}
            aria-label={t("progress.numbers.of30")}
          />
        </Fact>
        <Saved progress={progress} />
        <Fact icon={<FlameOutIcon />} label={t("progress.numbers.avoided")}>
          {progress.units_avoided === null ? (
            <Missing />
          ) : (
            <Value>
              {t("progress.numbers.cigarettes", {
                count: Math.floor(Number(progress.units_avoided)),
              })}
            </Value>
          )}
        </Fact>
        {progress.life_regained_minutes !== null && (
          <Fact icon={<HeartIcon />} label={t("progress.numbers.life")}>
            <Value>{duration(progress.life_regained_minutes * 60, t)}</Value>
            <Text size="xs" c="dimmed">
              {t("progress.numbers.lifeCaveat", { minutes: progress.minutes_per_cigarette })}{" "}
              {hide && (
                <Button
                  variant="subtle"
                  size="compact-xs"
                  aria-label={`${t("progress.numbers.hide")}: ${t("progress.numbers.life")}`}
                  onClick={() => hide(["life_regained"])}
                >
                  {t("progress.numbers.hide")}
                </Button>
              )}
            </Text>
          </Fact>
        )}
      </SimpleGrid>
    </Card>
  );
}

function Streak({ progress, days }: { progress: Progress; days: (count: number) => string }) {
  const { t } = useTranslation();
  const { current_days, best_days } = progress.streak;
  return (
    <Fact icon={<StreakIcon />} label={t("progress.numbers.streak")}>
      <Value>{days(current_days)}</Value>
      <Text size="xs" c="dimmed">
        {t("progress.numbers.best", { days: days(best_days) })}
      </Text>
    </Fact>
  );
}

function Saved({ progress: { money } }: { progress: Progress }) {
  const { t } = useTranslation();
  const spent = money?.spent && !money.saved ? money.spent : null;
  const amount = spent ?? money?.saved;
  return (
    <Fact
      icon={<CoinIcon />}
      label={spent ? t("progress.numbers.spent") : t("progress.numbers.money")}
    >
      {amount ? <Value>{formatMoney(amount, currentLanguage())}</Value> : <Missing />}
    </Fact>
  );
}

function Fact({ icon, label, children }: { icon: ReactNode; label: string; children: ReactNode }) {
  return (
    <Group align="flex-start" wrap="nowrap" gap="sm" role="group" aria-label={label}>
      <ThemeIcon variant="light" size={38} radius="md">
        {icon}
      </ThemeIcon>
      <Stack gap={1} flex={1} miw={0}>
        <Text size="sm" c="dimmed">
          {label}
        </Text>
        {children}
      </Stack>
    </Group>
  );
}

function Value({ children }: { children: ReactNode }) {
  return (
    <Text fz={21} fw={650} lh={1.25}>
      {children}
    </Text>
  );
}

function Missing() {
  const { t } = useTranslation();
  return (
    <Text size="sm" c="dimmed">
      {t("progress.numbers.missing")}
    </Text>
  );
}
