// How it goes over time: cravings, cigarettes, mood, and how stopping feels.
import { SimpleGrid, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Chart } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { Answered } from "@/ui/Answered";
import { Card } from "@/ui/Card";
import { ChartIcon } from "@/ui/icons";
import { Empty } from "@/ui/states";
import { stepName } from "./moments";
import { ceiling } from "./plot";
import { Plot } from "./Plot";
import { useChart } from "./queries";
import { WithdrawalCard } from "./WithdrawalCard";

const HIGHEST_RATING = 10;

export function TimePart() {
  return (
    <Stack>
      <Answered query={useChart()}>{(chart) => <Charts chart={chart} />}</Answered>
      <WithdrawalCard />
    </Stack>
  );
}

function Charts({ chart }: { chart: Chart }) {
  const { t } = useTranslation();
  const { step, time_zone, points } = chart;
  const language = currentLanguage();
  const isEmpty = points.every(
    ({ check_ins, cravings, cigarettes }) => check_ins + cravings + cigarettes === 0,
  );
  if (isEmpty) {
    return (
      <Card>
        <Empty icon={<ChartIcon />}>{t("insights.time.none")}</Empty>
      </Card>
    );
  }
  const names = (style: "short" | "long") =>
    points.map(({ starts_at }) => stepName(starts_at, step, time_zone, language, style));
  const places = names("short");
  const longPlaces = names("long");
  const counts = points.flatMap(({ cravings, cigarettes }) => [cravings, cigarettes]);
  return (
    <>
      <Text size="sm" c="dimmed">
        {t(`insights.time.steps.${step}`)}
      </Text>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Card title={t("insights.time.counts")}>
          <Plot
            label={t("insights.time.counts")}
            places={places}
            longPlaces={longPlaces}
            top={ceiling(Math.max(...counts))}
            series={[
              {
                name: t("insights.time.passed"),
                kind: "bar",
                color: "pine",
                values: points.map(({ urges_passed }) => urges_passed),
              },
              {
                name: t("insights.time.cigarettes"),
                kind: "bar",
                color: "ember",
                values: points.map(({ cigarettes }) => cigarettes),
              },
            ]}
          />
        </Card>
        <Card title={t("insights.time.ratings")}>
          <Plot
            label={t("insights.time.ratings")}
            places={places}
            longPlaces={longPlaces}
            top={HIGHEST_RATING}
            series={[
              {
                name: t("insights.time.mood"),
                kind: "line",
                color: "pine",
                values: points.map(({ mood }) => rounded(mood)),
              },
              {
                name: t("insights.time.intensity"),
                kind: "line",
                color: "ember",
                values: points.map(({ intensity }) => rounded(intensity)),
              },
            ]}
          />
        </Card>
      </SimpleGrid>
    </>
  );
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(10 * value) / 10;
}
