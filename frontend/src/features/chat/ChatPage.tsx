// Conversations on one side, the open one on the other; on a phone one at a time.
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useTitle } from "@/ui/Page";
import { ChatIcon } from "@/ui/icons";
import { Empty } from "@/ui/states";
import styles from "./Chat.module.css";
import { useChatStore } from "./context";
import { Conversations } from "./Conversations";
import { Thread } from "./Thread";

export function Component() {
  const { t } = useTranslation();
  const store = useChatStore();
  const { conversationId } = useParams();
  useTitle(t("chat.title"));
  // The socket brings the list too; this shows it when the socket cannot be had.
  useEffect(() => {
    store.loadConversations().catch(() => undefined);
  }, [store]);
  return (
    <div className={styles.page} data-open={conversationId ? true : undefined}>
      <section className={styles.list} aria-label={t("chat.conversations")}>
        <Conversations openId={conversationId} />
      </section>
      <div className={styles.pane}>
        {conversationId ? (
          <Thread key={conversationId} id={conversationId} />
        ) : (
          <div className={styles.nothing}>
            <Empty icon={<ChatIcon size={32} />}>{t("chat.pick")}</Empty>
          </div>
        )}
      </div>
    </div>
  );
}
