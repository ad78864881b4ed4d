// One conversation: its messages, what is still on its way, and where to write.
import { ActionIcon, Button, Text, Title } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Conversation } from "@/api/types";
import { useMe } from "@/features/auth/current";
import { Face } from "@/ui/Face";
import { BackIcon } from "@/ui/icons";
import { speakerOf, titleOf } from "@/ui/names";
import { Failed, Loading } from "@/ui/states";
import styles from "./Chat.module.css";
import { Composer } from "./Composer";
import { ConnectionNote } from "./ConnectionNote";
import { useChat, useChatStore } from "./context";
import { Messages } from "./Messages";
import type { Timeline } from "./timeline";

export function Thread({ id }: { id: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const store = useChatStore();
  const chat = useChat();
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    store.open(id).catch((failure: unknown) => {
      if (current) setError(failure);
    });
    return () => {
      current = false;
    };
  }, [store, id, attempt]);
  const conversation = chat.conversations.get(id);
  const timeline = chat.timelines.get(id);
  const name = conversation ? titleOf(conversation, me.user_id, t) : t("chat.title");
  const writer = chat.typing.get(id);
  const retry = () => {
    setError(null);
    setAttempt(attempt + 1);
  };
  return (
    <section className={styles.thread} aria-label={t("chat.messagesWith", { name })}>
      <header className={styles.threadHead}>
        <ActionIcon
          component={Link}
          to="/chat"
          variant="subtle"
          color="gray"
          size="lg"
          hiddenFrom="sm"
          aria-label={t("common.back")}
        >
          <BackIcon />
        </ActionIcon>
        <Face name={name} size={36} />
        <div>
          <Title order={2} className={styles.threadName}>
            {name}
          </Title>
          <ConnectionNote state={chat.connection} />
        </div>
      </header>
      {conversation && timeline ? (
        <Scroller conversation={conversation} timeline={timeline} name={name} />
      ) : error !== null ? (
        <div className={styles.nothing}>
          <Failed error={error} retry={retry} />
        </div>
      ) : (
        <div className={styles.nothing}>
          <Loading />
        </div>
      )}
      <Text className={styles.typing} size="xs" c="dimmed" role="status">
        {conversation && writer && t("chat.typing", { name: speakerOf(conversation, writer, t) })}
      </Text>
      <Composer
        send={(text) => store.send(id, text)}
        composing={() => store.composing(id)}
        disabled={!timeline}
      />
    </section>
  );
}

interface ScrollerProps {
  conversation: Conversation;
  timeline: Timeline;
  name: string;
}

function Scroller({ conversation, timeline, name }: ScrollerProps) {
  const id = conversation.conversation_id;
  const { t } = useTranslation();
  const me = useMe();
  const store = useChatStore();
  const chat = useChat();
  const box = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const [loading, setLoading] = useState(false);
  const last = timeline.messages.at(-1)?.seq ?? 0;
  const visible = useVisible();
  useEffect(() => {
    if (visible && atEnd) store.markRead(id);
  }, [store, id, last, visible, atEnd, chat.connection]);
  const outgoing = chat.outbox.filter(
    (message) =>
      message.conversation === id &&
      !timeline.messages.some(({ client_id }) => client_id === message.client_id),
  );
  // Whoever has just written wants to see it.
  useEffect(() => {
    box.current?.scrollTo({ top: 0 });
  }, [outgoing.length]);
  const loadOlder = () => {
    setLoading(true);
    void store
      .loadOlder(id)
      .catch(() => undefined)
      .finally(() => setLoading(false));
  };
  return (
    <div className={styles.frame}>
      <div
        ref={box}
        className={styles.scroller}
        tabIndex={0}
        // The content is anchored at its end: nought is the newest message, and up is negative.
        onScroll={({ currentTarget }) => setAtEnd(currentTarget.scrollTop > -40)}
      >
        <div className={styles.content}>
          {timeline.fromStart ? (
            <Text size="xs" c="dimmed" ta="center" py="md">
              {timeline.messages.length > 0 ? t("chat.beginning") : t("chat.start", { name })}
            </Text>
          ) : (
            <Button
              variant="subtle"
              size="compact-sm"
              mx="auto"
              my="sm"
              loading={loading}
              onClick={loadOlder}
            >
              {t("chat.older")}
            </Button>
          )}
          <Messages
            conversation={conversation}
            messages={timeline.messages}
            outgoing={outgoing}
            me={me.user_id}
            name={name}
            seen={chat.seen.get(id) ?? 0}
            online={chat.connection === "live"}
            retry={(clientId) => store.retry(clientId)}
            discard={(clientId) => store.discard(clientId)}
          />
        </div>
      </div>
      {!atEnd && (
        <Button
          className={styles.toEnd}
          size="compact-sm"
          radius="xl"
          onClick={() => box.current?.scrollTo({ top: 0 })}
        >
          ↓ {t("chat.newMessages")}
        </Button>
      )}
    </div>
  );
}

function useVisible(): boolean {
  const [visible, setVisible] = useState(() => document.visibilityState === "visible");
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return visible;
}
