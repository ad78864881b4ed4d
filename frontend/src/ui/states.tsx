// What stands in for content that is not there: loading, failed, or empty.
import { Alert, Button, Center, Group, Loader, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { sentenceFor } from "./errors";

export function Loading() {
  const { t } = useTranslation();
  return (
    <Center p="xl" role="status" aria-label={t("common.loading")}>
      <Loader type="dots" />
    </Center>
  );
}

export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="ember" variant="light" role="alert">
      <Group justify="space-between">
        <Text size="sm">{sentenceFor(error, t)}</Text>
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            {t("common.retry")}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

export function Empty({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <Stack align="center" gap="xs" py="xl" c="dimmed" ta="center">
      {icon}
      <Text maw={340}>{children}</Text>
    </Stack>
  );
}

/** A form's own message, above its button. */
export function FormError({ children }: { children: ReactNode }) {
  return children ? (
    <Alert color="red" variant="light" role="alert">
      {children}
    </Alert>
  ) : null;
}
