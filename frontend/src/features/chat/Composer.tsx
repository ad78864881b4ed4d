// Where a message is written.
import { ActionIcon, Textarea } from "@mantine/core";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { SendIcon } from "@/ui/icons";
import styles from "./Chat.module.css";

const LONGEST_TEXT = 4_000;

interface ComposerProps {
  send: (text: string) => void;
  composing: () => void;
  disabled: boolean;
}

export function Composer({ send, composing, disabled }: ComposerProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const trimmed = text.trim();
  const tooLong = trimmed.length > LONGEST_TEXT && codePoints(trimmed) > LONGEST_TEXT;
  const submit = () => {
    if (!trimmed || tooLong || disabled) return;
    send(trimmed);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const enter = event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing;
    // On a touch keyboard Enter begins a new line; the button sends.
    if (!enter || matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    submit();
  };
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Textarea
        aria-label={t("chat.message")}
        placeholder={t("chat.placeholder")}
        autosize
        minRows={1}
        maxRows={6}
        size="md"
        radius="lg"
        flex={1}
        value={text}
        error={tooLong && t("chat.tooLong", { count: LONGEST_TEXT })}
        onKeyDown={onKeyDown}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          if (currentTarget.value.trim()) composing();
        }}
      />
      <ActionIcon
        type="submit"
        size={42}
        radius="xl"
        disabled={!trimmed || tooLong || disabled}
        aria-label={t("chat.send")}
      >
        <SendIcon />
      </ActionIcon>
    </form>
  );
}

/** Length as the server counts it: a character outside the basic plane is one, not two. */
function codePoints(text: string): number {
  return Array.from(text).length;
}
