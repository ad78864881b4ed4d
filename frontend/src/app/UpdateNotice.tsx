// A newer version waits until the person is ready: nothing typed is lost to a sudden reload.
import { Alert, Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRegisterSW } from "virtual:pwa-register/react";

export function UpdateNotice() {
  const { t } = useTranslation();
  const {
    needRefresh: [ready],
    updateServiceWorker,
  } = useRegisterSW();
  if (!ready) return null;
  return (
    <Alert role="status" radius={0} py="xs">
      <Group justify="center">
        {t("update.ready")}
        <Button size="xs" onClick={() => void updateServiceWorker(true)}>
          {t("update.reload")}
        </Button>
      </Group>
    </Alert>
  );
}
