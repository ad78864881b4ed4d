// How stopping feels, by days since the quit date, beside how it was before.
//
// Shown is the mean of the eight discomforts without craving, which is what the scale's authors
// advise (domain.md B3).
import { Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Withdrawal, WithdrawalPoint } from "@/api/types";
import { Answered } from "@/ui/Answered";
import { Card } from "@/ui/Card";
import { HeartIcon } from "@/ui/icons";
import { Empty } from "@/ui/states";
import { Plot } from "./Plot";
import { useWithdrawal } from "./queries";

const HIGHEST_MEAN = 4;

export function WithdrawalCard() {
  const { t } = useTranslation();
  return (
    <Card
      title={t("insights.feeling.title")}
      action={
        <Button component={Link} to="/feeling" variant="light" size="xs">
          {t("feeling.open")}
        </Button>
      }
    >
      <Answered query={useWithdrawal()}>{(answers) => <Course answers={answers} />}</Answered>
    </Card>
  );
}

function Course({ answers: { baseline, course } }: { answers: Withdrawal }) {
  const { t } = useTranslation();
  if (course.length === 0) {
    return <Empty icon={<HeartIcon />}>{t("insights.feeling.none")}</Empty>;
  }
  const before = baseline ? meanOf(baseline) : null;
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t("insights.feeling.lead")}
      </Text>
      <Plot
        label={t("insights.feeling.title")}
        places={course.map(({ days_since_quit }) => String(days_since_quit))}
        longPlaces={course.map(({ days_since_quit }) =>
          t("insights.feeling.day", { count: days_since_quit }),
        )}
        top={HIGHEST_MEAN}
        series={[
          {
            name: t("insights.feeling.mean"),
            kind: "line",
            color: "pine",
            values: course.map(meanOf),
          },
          ...(before === null
            ? []
            : [
                {
                  name: t("insights.feeling.before"),
                  kind: "line" as const,
                  color: "gray" as const,
                  values: course.map(() => before),
                },
              ]),
        ]}
      />
    </Stack>
  );
}

function meanOf({ scores }: WithdrawalPoint): number | null {
  const mean = scores["mean8"];
  return mean === null || mean === undefined ? null : Math.round(100 * mean) / 100;
}
