// What happened that concerns somebody, newest first.
import { Button, Center, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Notification } from "@/api/types";
import { useMe } from "@/features/auth/current";
import { currentLanguage } from "@/i18n";
import { Answered } from "@/ui/Answered";
import { Card } from "@/ui/Card";
import { formatDateTime } from "@/ui/format";
import { BellIcon } from "@/ui/icons";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/states";
import styles from "./NotificationsPage.module.css";
import { useMarkAllRead, useMarkRead, useNotifications } from "./queries";
import { placeOf, sentence } from "./sentence";

export function Component() {
  const { t } = useTranslation();
  const list = useNotifications();
  const readAll = useMarkAllRead();
  const unread = list.data?.pages[0]?.unread ?? 0;
  return (
    <Page
      title={t("notifications.title")}
      size={720}
      action={
        unread > 0 && (
          <Button
            variant="subtle"
            size="compact-sm"
            loading={readAll.isPending}
            onClick={() => readAll.mutate(undefined)}
          >
            {t("notifications.readAll")}
          </Button>
        )
      }
    >
      <Answered query={list}>
        {({ pages }) => <Notifications items={pages.flatMap(({ items }) => items)} />}
      </Answered>
      {list.hasNextPage && (
        <Center>
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t("common.more")}
          </Button>
        </Center>
      )}
    </Page>
  );
}

function Notifications({ items }: { items: Notification[] }) {
  const { t } = useTranslation();
  if (items.length === 0) {
    return (
      <Card>
        <Empty icon={<BellIcon size={32} />}>{t("notifications.none")}</Empty>
      </Card>
    );
  }
  return (
    <ul className={styles.list} aria-label={t("notifications.title")} aria-live="polite">
      {items.map((notification) => (
        <Item key={notification.notification_id} notification={notification} />
      ))}
    </ul>
  );
}

function Item({ notification }: { notification: Notification }) {
  const { t } = useTranslation();
  const me = useMe();
  const markRead = useMarkRead();
  const isNew = notification.read_at === null;
  const read = () => {
    if (isNew) markRead.mutate(notification.notification_id);
  };
  return (
    <li className={styles.item} data-new={isNew || undefined}>
      <div className={styles.text}>
        <Link to={placeOf(notification, me.role)} className={styles.title} onClick={read}>
          {sentence(notification, t, currentLanguage())}
        </Link>
        <Text size="xs" c="dimmed">
          {isNew && <strong>{t("notifications.new")} · </strong>}
          <time dateTime={notification.at}>
            {formatDateTime(notification.at, currentLanguage())}
          </time>
        </Text>
      </div>
      {isNew && (
        <Button variant="subtle" size="compact-xs" onClick={read}>
          {t("notifications.markRead")}
        </Button>
      )}
    </li>
  );
}
