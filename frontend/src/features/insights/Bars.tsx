// Words with how often, as bars that are read as text.
import { Progress as Bar, Stack, Text } from "@mantine/core";
import styles from "./Bars.module.css";

export interface BarRow {
  key: string;
  name: string;
  /** What is said beside the bar. */
  words: string;
  /** From 0 to 1; without it there is no bar yet. */
  share: number | null;
}

export function Bars({ label, rows }: { label: string; rows: readonly BarRow[] }) {
  return (
    <ul className={styles.bars} aria-label={label}>
      {rows.map(({ key, name, words, share }) => (
        <li key={key}>
          <div className={styles.words}>
            <Text fw={600} size="sm">
              {name}
            </Text>
            <Text size="sm" c="dimmed">
              {words}
            </Text>
          </div>
          {share !== null && (
            <Stack aria-hidden="true">
              <Bar value={100 * share} size="sm" />
            </Stack>
          )}
        </li>
      ))}
    </ul>
  );
}
