// When cravings come: every hour of the week, the darker the more. It is a table, and read as one.
import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { currentLanguage } from "@/i18n";
import { darkest, hourName, levelOf, weekdayName } from "./heat";
import styles from "./HeatMap.module.css";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const NAMED_EVERY = 6;

export function HeatMap({ hours }: { hours: number[][] }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const top = darkest(hours);
  return (
    <Stack gap="xs">
      {top && (
        <Text>
          {t("insights.cravings.darkest", {
            day: weekdayName(top.weekday, language, "long"),
            hour: hourName(top.hour, language),
          })}
        </Text>
      )}
      <table className={styles.map}>
        <caption className={styles.spoken}>{t("insights.cravings.when")}</caption>
        <thead>
          <tr>
            <td />
            {HOURS.map((hour) => (
              <th key={hour} scope="col">
                <span className={hour % NAMED_EVERY === 0 ? styles.hour : styles.spoken}>
                  {hourName(hour, language)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hours.map((day, weekday) => (
            <tr key={weekday}>
              <th scope="row">{weekdayName(weekday, language, "short")}</th>
              {day.map((count, hour) => (
                <td
                  key={hour}
                  data-level={levelOf(count, top?.count ?? 0)}
                  title={`${weekdayName(weekday, language, "long")} ${hourName(hour, language)}: ${count}`}
                >
                  <span className={styles.spoken}>{count}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Stack>
  );
}
