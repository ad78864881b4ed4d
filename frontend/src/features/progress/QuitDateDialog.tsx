// Changing the quit date. After the first day that begins a new attempt and keeps the old one.
import { Alert, Modal, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Progress } from "@/api/types";
import { QuitDateForm } from "./QuitDateForm";

interface QuitDateDialogProps {
  opened: boolean;
  close: () => void;
  progress: Progress;
}

export function QuitDateDialog({ opened, close, progress }: QuitDateDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t("progress.plan.change")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack>
        {progress.status === "quit" && <Alert>{t("progress.plan.newAttempt")}</Alert>}
        <QuitDateForm quitAt={progress.quit_at} done={close} />
      </Stack>
    </Modal>
  );
}
