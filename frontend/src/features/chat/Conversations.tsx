// The list of conversations: who, what was said last, and how much is unread.
import { Badge, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Conversation } from "@/api/types";
import { useMe } from "@/features/auth/current";
import { currentLanguage } from "@/i18n";
import { Face } from "@/ui/Face";
import { formatDate, formatTime } from "@/ui/format";
import { ChatIcon } from "@/ui/icons";
import { speakerOf, titleOf } from "@/ui/names";
import { Empty, Loading } from "@/ui/states";
import styles from "./Chat.module.css";
import { ConnectionNote } from "./ConnectionNote";
import { useChat } from "./context";
import { byActivity, unread } from "./store";

export function Conversations({ openId }: { openId: string | undefined }) {
  const { t } = useTranslation();
  const me = useMe();
  const chat = useChat();
  const conversations = byActivity(chat);
  return (
    <>
      <div className={styles.listHead}>
        <Title order={1}>{t("chat.title")}</Title>
        <ConnectionNote state={chat.connection} />
      </div>
      {!chat.loaded ? (
        <Loading />
      ) : conversations.length === 0 ? (
        <Empty icon={<ChatIcon size={32} />}>
          {t("chat.none")} {me.role === "member" && t("chat.noneMember")}
        </Empty>
      ) : (
        <ul className={styles.conversations}>
          {conversations.map((conversation) => (
            <Row
              key={conversation.conversation_id}
              conversation={conversation}
              open={conversation.conversation_id === openId}
              writer={chat.typing.get(conversation.conversation_id)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

interface RowProps {
  conversation: Conversation;
  open: boolean;
  /** Who is writing now. */
  writer: string | undefined;
}

function Row({ conversation, open, writer }: RowProps) {
  const { t } = useTranslation();
  const me = useMe();
  const name = titleOf(conversation, me.user_id, t);
  const waiting = open ? 0 : unread(conversation, me.user_id);
  const last = conversation.last_message;
  return (
    <li>
      <Link
        to={`/chat/${conversation.conversation_id}`}
        className={styles.conversation}
        aria-current={open ? "page" : undefined}
      >
        <Face name={name} />
        <span className={styles.summary}>
          <span className={styles.line}>
            <Text span fw={waiting > 0 ? 700 : 550} truncate>
              {name}
            </Text>
            {last && (
              <Text span size="xs" c="dimmed" className={styles.when}>
                {shortMoment(last.at)}
              </Text>
            )}
          </span>
          <span className={styles.line}>
            <Text span size="sm" c={waiting > 0 ? undefined : "dimmed"} truncate>
              {writer
                ? t("chat.typing", { name: speakerOf(conversation, writer, t) })
                : last &&
                  (last.sender === me.user_id
                    ? t("chat.yourMessage", { text: last.text })
                    : last.text)}
            </Text>
            {waiting > 0 && (
              <Badge
                size="sm"
                color="ember.7"
                circle={waiting < 10}
                aria-label={t("nav.unread", { count: waiting })}
              >
                {waiting}
              </Badge>
            )}
          </span>
        </span>
      </Link>
    </li>
  );
}

function shortMoment(at: string): string {
  const today = new Date().toDateString() === new Date(at).toDateString();
  return today ? formatTime(at, currentLanguage()) : formatDate(at, currentLanguage());
}
