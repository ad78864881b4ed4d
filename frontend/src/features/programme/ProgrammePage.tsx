// The messages of the programme, the latest first, and what each rests on.
import { Anchor, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import type { Programme, ProgrammeMessage } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { Answered } from "@/ui/Answered";
import { Card } from "@/ui/Card";
import { formatDate, formatDateTime } from "@/ui/format";
import { BellIcon } from "@/ui/icons";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/states";
import { Answer } from "./Answer";
import styles from "./ProgrammePage.module.css";
import { useProgramme } from "./queries";

export function Component() {
  const { t } = useTranslation();
  // The notification that led here; it is what is answered.
  const [found] = useSearchParams();
  const about = found.get("about");
  return (
    <Page title={t("programme.title")} size={720}>
      {about && (
        <Card title={t("programme.answer")}>
          <Answer notificationId={about} />
        </Card>
      )}
      <Answered query={useProgramme()}>{(programme) => <Messages {...programme} />}</Answered>
    </Page>
  );
}

function Messages({ items, next_at, sources }: Programme) {
  const { t } = useTranslation();
  const language = currentLanguage();
  return (
    <Card title={t("programme.messages")}>
      <Stack>
        {next_at && (
          <Text size="sm" c="dimmed">
            {t("programme.next", { when: formatDateTime(next_at, language) })}
          </Text>
        )}
        {items.length === 0 && <Empty icon={<BellIcon size={32} />}>{t("programme.none")}</Empty>}
        <ol className={styles.messages} aria-label={t("programme.messages")}>
          {items.map((message, place) => (
            <One
              key={message.code}
              message={message}
              isLatest={place === 0}
              source={sources.find(({ basis }) => basis === message.basis)}
            />
          ))}
        </ol>
        {items.some(({ reviewed }) => !reviewed) && (
          <Text size="sm" c="dimmed">
            {t("programme.unreviewed")}
          </Text>
        )}
      </Stack>
    </Card>
  );
}

interface OneProps {
  message: ProgrammeMessage;
  isLatest: boolean;
  source: Programme["sources"][number] | undefined;
}

function One({ message, isLatest, source }: OneProps) {
  const { t } = useTranslation();
  const language = currentLanguage();
  return (
    <li>
      <Stack gap={4}>
        <Text size="sm" c="dimmed">
          {formatDate(message.at, language)}
        </Text>
        <Text className={styles.words}>{message.words[language]}</Text>
        {message.pairs?.map(({ pair_id, trigger, response }) => (
          <Text key={pair_id} size="sm" className={styles.words}>
            {t("programme.pair", { trigger, response })}
          </Text>
        ))}
        {message.asks && isLatest && (
          <Anchor component={Link} to="/follow-up" size="sm">
            {t("programme.asks")}
          </Anchor>
        )}
        {source && (
          <Anchor href={source.url} target="_blank" rel="noreferrer" size="xs" c="dimmed">
            {`${source.name[language]}, ${source.published}`}
          </Anchor>
        )}
      </Stack>
    </li>
  );
}
