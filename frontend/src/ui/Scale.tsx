// A number from 0 to 10 that may also be left open.
import { Group, Input, Slider, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface ScaleProps {
  label: string;
  low: string;
  high: string;
  value: number | null;
  onChange: (value: number) => void;
}

const MIDDLE = 5;

export function Scale({ label, low, high, value, onChange }: ScaleProps) {
  const { t } = useTranslation();
  return (
    <div>
      <Group justify="space-between" align="flex-start" wrap="nowrap" mb={6}>
        <Input.Label labelElement="div">
          {label}{" "}
          <Text span c="dimmed" size="xs">
            ({t("common.optional")})
          </Text>
        </Input.Label>
        <Text size="sm" fw={600} aria-hidden="true">
          {value ?? "–"}
        </Text>
      </Group>
      <Slider
        min={0}
        max={10}
        step={1}
        size="lg"
        label={null}
        value={value ?? MIDDLE}
        onChange={onChange}
        color={value === null ? "gray" : "pine"}
        thumbLabel={label}
        thumbSize={24}
      />
      <Group justify="space-between" mt={2}>
        <Text size="xs" c="dimmed">
          {low}
        </Text>
        <Text size="xs" c="dimmed">
          {high}
        </Text>
      </Group>
    </div>
  );
}
