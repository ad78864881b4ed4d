// Any number of words from a short list.
import { Chip, Group, Input } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";

interface ChoicesProps<Name extends string> {
  label: string;
  names: readonly Name[];
  nameOf: (name: Name) => string;
  value: Name[];
  onChange: (value: Name[]) => void;
  disabled?: boolean;
}

export function Choices<Name extends string>({
  label,
  names,
  nameOf,
  value,
  onChange,
  disabled = false,
}: ChoicesProps<Name>) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <Input.Label labelElement="div" id={id}>
        {`${label} (${t("common.optional")})`}
      </Input.Label>
      <Chip.Group
        multiple
        value={value}
        onChange={(chosen) => onChange(names.filter((name) => chosen.includes(name)))}
      >
        <Group gap={8} mt={6}>
          {names.map((name) => (
            <Chip key={name} value={name} size="sm" disabled={disabled}>
              {nameOf(name)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </div>
  );
}
