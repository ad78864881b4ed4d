// One question with words to choose from, and nothing chosen beforehand.
import { Text } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Answer, FormItem } from "@/api/types";
import { currentLanguage } from "@/i18n";
import styles from "./Question.module.css";

interface QuestionProps {
  item: FormItem;
  value: Answer | undefined;
  error: string | undefined;
  onChange: (value: Answer) => void;
}

export function Question({ item, value, error, onChange }: QuestionProps) {
  const { t } = useTranslation();
  const id = useId();
  const language = currentLanguage();
  return (
    <div
      className={styles.question}
      role="radiogroup"
      aria-labelledby={`${id}-asked`}
      aria-required={item.required}
      aria-invalid={error !== undefined}
      aria-errormessage={error === undefined ? undefined : `${id}-error`}
    >
      <Text fw={600} id={`${id}-asked`}>
        {item.words[language]}
        {!item.required && (
          <Text span c="dimmed" size="xs">
            {` (${t("common.optional")})`}
          </Text>
        )}
      </Text>
      {error !== undefined && (
        <Text id={`${id}-error`} size="sm" c="red">
          {error}
        </Text>
      )}
      <div className={styles.row}>
        {item.choices?.map((choice) => (
          <label
            key={choice.value}
            className={styles.choice}
            data-chosen={choice.value === value || undefined}
          >
            <input
              type="radio"
              name={item.code}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            {choice.words[language]}
          </label>
        ))}
      </div>
    </div>
  );
}
