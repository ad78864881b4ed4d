// A copy of everything, to take along.
import { Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Export } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { Card } from "@/ui/Card";
import { sentenceFor } from "@/ui/errors";
import { formatDateTime } from "@/ui/format";
import { Failed, FormError } from "@/ui/states";
import { isPreparing, useAskForExport, useExportLink, useExports } from "./queries";

export function ExportsCard() {
  const { t } = useTranslation();
  const exports = useExports();
  const ask = useAskForExport();
  return (
    <Card title={t("privacy.exports.title")}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t("privacy.exports.lead")}
        </Text>
        {exports.error && <Failed error={exports.error} retry={() => void exports.refetch()} />}
        <FormError>{ask.error && sentenceFor(ask.error, t)}</FormError>
        {exports.data?.map((copy) => (
          <Copy key={copy.export_id} copy={copy} />
        ))}
        <Button
          variant="light"
          loading={ask.isPending}
          disabled={exports.data?.some(isPreparing)}
          onClick={() => ask.mutate()}
          style={{ alignSelf: "flex-start" }}
        >
          {t("privacy.exports.ask")}
        </Button>
      </Stack>
    </Card>
  );
}

function Copy({ copy }: { copy: Export }) {
  const { t } = useTranslation();
  const link = useExportLink();
  const date = formatDateTime(copy.requested_at, currentLanguage());
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text size="sm" role="status">
          {isPreparing(copy)
            ? t("privacy.exports.preparing", { date })
            : t("privacy.exports.ready", { date })}
        </Text>
        {!isPreparing(copy) && (
          <Button
            size="xs"
            variant="default"
            loading={link.isPending}
            aria-label={t("privacy.exports.saveNamed", { date })}
            // The answer says that it is a file to be saved, so the page stays.
            onClick={() =>
              link.mutate(copy.export_id, { onSuccess: (url) => location.assign(url) })
            }
          >
            {t("privacy.exports.save")}
          </Button>
        )}
      </Group>
      <FormError>{link.error && sentenceFor(link.error, t)}</FormError>
    </div>
  );
}
