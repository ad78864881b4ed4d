// Who looked at this record.
import { Button, Stack, Text } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Access } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { Card } from "@/ui/Card";
import { formatDateTime } from "@/ui/format";
import { PersonIcon } from "@/ui/icons";
import { Empty, Failed, Loading } from "@/ui/states";
import styles from "./PrivacyPage.module.css";
import { useAccessLog } from "./queries";

export function AccessCard() {
  const { t } = useTranslation();
  const log = useAccessLog();
  const items = log.data?.pages.flatMap((page) => page.items);
  return (
    <Card title={t("privacy.access.title")}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t("privacy.access.lead")}
        </Text>
        {log.error && <Failed error={log.error} retry={() => void log.refetch()} />}
        {!items && !log.error && <Loading />}
        {items?.length === 0 && <Empty icon={<PersonIcon />}>{t("privacy.access.none")}</Empty>}
        <ul className={styles.list} aria-label={t("privacy.access.title")}>
          {items?.map((access) => (
            <li key={access.access_id}>
              <Text fw={600} size="sm">
                {whoOf(access, t)}
              </Text>
              <Text size="sm">{whatOf(access, t)}</Text>
              {access.reason && <Text size="sm">{`“${access.reason}”`}</Text>}
              <Text size="xs" c="dimmed">
                {formatDateTime(access.at, currentLanguage())}
              </Text>
            </li>
          ))}
        </ul>
        {log.hasNextPage && (
          <Button
            variant="default"
            loading={log.isFetchingNextPage}
            onClick={() => void log.fetchNextPage()}
          >
            {t("common.more")}
          </Button>
        )}
      </Stack>
    </Card>
  );
}

function whoOf({ name, role }: Access, t: TFunction): string {
  const work = role && t(`privacy.access.roles.${role}` as "privacy.access.roles.coach");
  return [name, work].filter(Boolean).join(", ") || t("notifications.someone");
}

/** What the app knows by name, else what it is called inside: nothing is left out. */
function whatOf({ action, purpose }: Access, t: TFunction): string {
  const [subject = ""] = action.split(".");
  const known = t(`privacy.access.subjects.${subject}` as "privacy.access.subjects.progress", {
    defaultValue: action,
  });
  return purpose ? `${known} · ${t(`privacy.access.purposes.${purpose}`)}` : known;
}
