// How strong: one tap on a number. A slider would need a drag, and a first value it does not have.
import { Group, Input, Text, UnstyledButton } from "@mantine/core";
import { useId } from "react";
import styles from "./Strength.module.css";

interface StrengthProps {
  label: string;
  low: string;
  high: string;
  /** 0 is an urge that is gone: for afterwards only. */
  from: 0 | 1;
  value: number | null;
  onChange: (value: number) => void;
  /** Whether a number acts at once. Arrow keys move among choices, and must not act. */
  isAction?: boolean;
}

const MOST = 10;

export function Strength({
  label,
  low,
  high,
  from,
  value,
  onChange,
  isAction = false,
}: StrengthProps) {
  const id = useId();
  const numbers = Array.from({ length: MOST + 1 - from }, (_, index) => index + from);
  return (
    <div>
      <Input.Label labelElement="div" id={id} mb={6}>
        {label}
      </Input.Label>
      <div
        role={isAction ? "group" : "radiogroup"}
        aria-labelledby={id}
        className={styles.row}
        data-from={from}
      >
        {numbers.map((number) =>
          isAction ? (
            <UnstyledButton
              key={number}
              className={styles.number}
              aria-label={spoken(number)}
              onClick={() => onChange(number)}
            >
              {number}
            </UnstyledButton>
          ) : (
            <label
              key={number}
              className={styles.number}
              data-chosen={number === value || undefined}
            >
              <input
                type="radio"
                name={id}
                checked={number === value}
                onChange={() => onChange(number)}
                aria-label={spoken(number)}
              />
              <span aria-hidden="true">{number}</span>
            </label>
          ),
        )}
      </div>
      <Group justify="space-between" mt={4} aria-hidden="true">
        <Text size="xs" c="dimmed">
          {low}
        </Text>
        <Text size="xs" c="dimmed">
          {high}
        </Text>
      </Group>
    </div>
  );

  function spoken(number: number): string {
    if (number === from) return `${from}, ${low}`;
    return number === MOST ? `${MOST}, ${high}` : String(number);
  }
}
