// Messages by day, then those that have not arrived yet.
import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Conversation, Message } from "@/api/types";
import { currentLanguage } from "@/i18n";
import type { Outgoing } from "@/realtime/outbox";
import { formatDate, formatTime } from "@/ui/format";
import { speakerOf } from "@/ui/names";
import styles from "./Chat.module.css";

interface MessagesProps {
  conversation: Conversation;
  messages: readonly Message[];
  outgoing: readonly Outgoing[];
  me: string;
  name: string;
  /** How far the other has read. */
  seen: number;
  online: boolean;
  retry: (clientId: string) => void;
  discard: (clientId: string) => void;
}

export function Messages(props: MessagesProps) {
  const { conversation, messages, outgoing, me, name, seen, online, retry, discard } = props;
  const { t } = useTranslation();
  const lastOwn = messages.findLast(({ sender }) => sender === me)?.seq;
  return (
    <div
      role="log"
      aria-live="polite"
      aria-label={t("chat.messagesWith", { name })}
      className={styles.log}
    >
      {messages.map((message, index) => (
        <div key={message.seq} className={styles.entry}>
          {dayOf(message) !== dayOf(messages[index - 1]) && <Day at={message.at} />}
          <Bubble
            mine={message.sender === me}
            named={conversation.kind !== "direct" && message.sender !== me}
            from={
              message.sender === me ? t("chat.you") : speakerOf(conversation, message.sender, t)
            }
            text={message.deleted ? t("chat.deleted") : message.text}
            at={message.at}
          />
          {message.seq === lastOwn && outgoing.length === 0 && (
            <Text size="xs" c="dimmed" className={styles.fate}>
              {seen >= message.seq ? t("chat.seen") : t("chat.sent")}
            </Text>
          )}
        </div>
      ))}
      {outgoing.map((message) => (
        <div key={message.client_id} className={styles.entry}>
          <Bubble mine pending from={t("chat.you")} text={message.text} at={message.written_at} />
          {message.refused === null ? (
            <Text size="xs" c="dimmed" className={styles.fate}>
              {online ? t("chat.sending") : t("chat.waiting")}
            </Text>
          ) : (
            <Group gap={6} className={styles.fate}>
              <Text size="xs" c="red" role="alert">
                {t("chat.failed")}
              </Text>
              <Button variant="subtle" size="compact-xs" onClick={() => retry(message.client_id)}>
                {t("common.retry")}
              </Button>
              <Button
                variant="subtle"
                color="gray"
                size="compact-xs"
                onClick={() => discard(message.client_id)}
              >
                {t("chat.discard")}
              </Button>
            </Group>
          )}
        </div>
      ))}
    </div>
  );
}

interface BubbleProps {
  mine: boolean;
  pending?: boolean;
  /** Whether everybody sees whose it is; otherwise only those who listen are told. */
  named?: boolean;
  from: string;
  text: string;
  at: string;
}

function Bubble({ mine, pending, named, from, text, at }: BubbleProps) {
  return (
    <div
      className={styles.bubble}
      data-mine={mine || undefined}
      data-pending={pending || undefined}
    >
      <span className={named ? styles.from : styles.spoken}>{from}: </span>
      <span>{text}</span>
      <time className={styles.time} dateTime={at}>
        {formatTime(at, currentLanguage())}
      </time>
    </div>
  );
}

function Day({ at }: { at: string }) {
  const { t } = useTranslation();
  const day = new Date(at).toDateString();
  const yesterday = new Date();
  yesterday.setDate(yesterday.getDate() - 1);
  const name =
    day === new Date().toDateString()
      ? t("chat.today")
      : day === yesterday.toDateString()
        ? t("chat.yesterday")
        : formatDate(at, currentLanguage());
  return (
    <Text size="xs" c="dimmed" fw={600} className={styles.day}>
      {name}
    </Text>
  );
}

function dayOf(message: Message | undefined): string | null {
  return message ? new Date(message.at).toDateString() : null;
}
