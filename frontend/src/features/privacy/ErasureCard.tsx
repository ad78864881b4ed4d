// Being forgotten: in thirty days, and until then it can be taken back.
import { Button, Checkbox, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useContext, useState } from "react";
import { useTranslation } from "react-i18next";
import { session } from "@/features/auth/current";
import { currentLanguage } from "@/i18n";
import { NotebookContext } from "@/offline/notebook";
import { Card } from "@/ui/Card";
import { sentenceFor } from "@/ui/errors";
import { formatDate } from "@/ui/format";
import { FormError } from "@/ui/states";
import { useErase } from "./queries";

const WAYS = ["anonymise", "remove"] as const;
type Way = (typeof WAYS)[number];

export function ErasureCard() {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure();
  return (
    <Card title={t("privacy.erasure.title")}>
      <Stack align="flex-start">
        <Text size="sm">{t("privacy.erasure.lead")}</Text>
        <Button variant="outline" color="red" onClick={dialog.open}>
          {t("privacy.erasure.open")}
        </Button>
      </Stack>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t("privacy.erasure.title")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <ErasureForm cancel={dialog.close} />
      </Modal>
    </Card>
  );
}

function ErasureForm({ cancel }: { cancel: () => void }) {
  const { t } = useTranslation();
  const notebook = useContext(NotebookContext);
  const [posts, setPosts] = useState<Way>("anonymise");
  const [isSure, setSure] = useState(false);
  const erase = useErase();
  const go = () =>
    erase.mutate(posts, {
      onSuccess: ({ due_at }) => {
        // What this device still had for them is part of everything about them.
        const waiting = notebook?.queue.waiting() ?? [];
        for (const { client_id } of waiting) void notebook?.queue.discard(client_id);
        notifications.show({
          message: t("privacy.erasure.until", { date: formatDate(due_at, currentLanguage()) }),
          autoClose: false,
          closeButtonProps: { "aria-label": t("common.close") },
        });
        session.ended();
      },
    });
  return (
    <Stack>
      <Text>{t("privacy.erasure.what")}</Text>
      <Radio.Group
        label={t("privacy.erasure.posts")}
        value={posts}
        onChange={(value) => setPosts(value)}
      >
        <Stack gap="xs" mt="xs">
          {WAYS.map((way) => (
            <Radio key={way} value={way} label={t(`privacy.erasure.ways.${way}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Checkbox
        label={t("privacy.erasure.sure")}
        checked={isSure}
        onChange={({ currentTarget }) => setSure(currentTarget.checked)}
      />
      <FormError>{erase.error && sentenceFor(erase.error, t)}</FormError>
      <Group justify="flex-end">
        <Button variant="default" onClick={cancel}>
          {t("common.cancel")}
        </Button>
        <Button color="red" disabled={!isSure} loading={erase.isPending} onClick={go}>
          {t("privacy.erasure.go")}
        </Button>
      </Group>
    </Stack>
  );
}
