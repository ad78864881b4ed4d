// A drawing with its axes, and the same as a table for who reads rather than looks.
import { Group, Text } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { barWidth, FLOOR, HEIGHT, LEFT, named, pathThrough, WIDTH, x, y } from "./plot";
import styles from "./Plot.module.css";

export interface Series {
  name: string;
  kind: "bar" | "line";
  color: "pine" | "ember" | "gray";
  /** Null where there is nothing to show. */
  values: readonly (number | null)[];
}

interface PlotProps {
  label: string;
  /** What each place along the axis is called. */
  places: readonly string[];
  /** What it is called in the table, where there is room. */
  longPlaces?: readonly string[];
  series: readonly Series[];
  top: number;
}

const MOST_NAMES = 4;

export function Plot({ label, places, longPlaces = places, series, top }: PlotProps) {
  const { t } = useTranslation();
  const id = useId();
  const bars = series.filter(({ kind }) => kind === "bar");
  const lines = series.filter(({ kind }) => kind === "line");
  return (
    <figure className={styles.figure} aria-labelledby={id}>
      <figcaption id={id} className={styles.spoken}>
        {label}
      </figcaption>
      <Group gap="md" mb={6} aria-hidden="true">
        {series.map(({ name, color }) => (
          <Text key={name} size="xs" c="dimmed" className={styles.key} data-color={color}>
            {name}
          </Text>
        ))}
      </Group>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.plot} aria-hidden="true">
        {[0, top / 2, top].map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={WIDTH} y1={y(value, top)} y2={y(value, top)} />
            <text x={LEFT - 6} y={y(value, top) + 4} textAnchor="end">
              {value}
            </text>
          </g>
        ))}
        {bars.map(({ name, color, values }, place) =>
          values.map((value, index) => {
            const width = barWidth(values.length) / bars.length;
            const left = x(index, values.length) - barWidth(values.length) / 2 + place * width;
            return value ? (
              <rect
                key={`${name} ${index}`}
                className={styles.bar}
                data-color={color}
                x={left}
                y={y(value, top)}
                width={width}
                height={FLOOR - y(value, top)}
                rx={Math.min(3, width / 3)}
              />
            ) : null;
          }),
        )}
        {lines.map(({ name, color, values }) => (
          <g key={name} data-color={color} className={styles.line}>
            <path d={pathThrough(values, top)} />
            {values.map((value, index) =>
              value === null ? null : (
                <circle key={index} cx={x(index, values.length)} cy={y(value, top)} r="3" />
              ),
            )}
          </g>
        ))}
        {named(places.length, MOST_NAMES).map((index) => (
          <text key={index} x={x(index, places.length)} y={HEIGHT - 6} textAnchor="middle">
            {places[index]}
          </text>
        ))}
      </svg>
      <details className={styles.numbers}>
        <summary>{t("insights.asTable")}</summary>
        <div className={styles.scroll}>
          <table>
            <caption className={styles.spoken}>{label}</caption>
            <thead>
              <tr>
                <td />
                {series.map(({ name }) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {longPlaces.map((place, index) => (
                <tr key={index}>
                  <th scope="row">{place}</th>
                  {series.map(({ name, values }) => (
                    <td key={name}>{values[index] ?? "–"}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
