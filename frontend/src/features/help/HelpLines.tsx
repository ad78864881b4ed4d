// The help lines of a country, each a tap away.
import { Anchor, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { HelpLine } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { formatDate } from "@/ui/format";
import { PhoneIcon } from "@/ui/icons";
import { inOrder, siteOf, telOf } from "./lines";
import styles from "./HelpLines.module.css";

export function HelpLines({ lines }: { lines: readonly HelpLine[] }) {
  const { t } = useTranslation();
  return (
    <Stack>
      <ul className={styles.lines}>
        {inOrder(lines).map((line) => (
          <Line key={line.code} line={line} />
        ))}
      </ul>
      <Text size="sm" c="dimmed">
        {t("help.lines.change")}
      </Text>
    </Stack>
  );
}

function Line({ line }: { line: HelpLine }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const name = line.name[language];
  return (
    <li className={styles.line}>
      <Stack gap={4} align="flex-start" flex={1} miw={0}>
        <Badge variant="light" color={line.kind === "quitline" ? "pine" : "ember"} size="sm">
          {t(`help.lines.kinds.${line.kind}`)}
        </Badge>
        <Text fw={600}>{name}</Text>
        {line.hours && <Text size="sm">{line.hours[language]}</Text>}
        <Group gap="sm">
          {line.text && <Text size="sm">{line.text}</Text>}
          {line.url && (
            <Anchor href={line.url} target="_blank" rel="noreferrer" size="sm">
              {siteOf(line.url)}
            </Anchor>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          {line.checked_on
            ? t("help.lines.compared", {
                source: line.source,
                date: formatDate(noonOf(line.checked_on), language),
              })
            : t("help.lines.source", { source: line.source })}
        </Text>
      </Stack>
      {line.number && (
        <Button
          component="a"
          href={telOf(line.number)}
          variant={line.kind === "emergency" ? "filled" : "light"}
          color={line.kind === "emergency" ? "ember.7" : undefined}
          leftSection={<PhoneIcon size={18} />}
          aria-label={t("help.lines.call", { name, number: line.number })}
        >
          {line.number}
        </Button>
      )}
    </li>
  );
}

/** Of the reader's own clock, so that the day stays the day. */
function noonOf(date: string): string {
  return `${date}T12:00:00`;
}
