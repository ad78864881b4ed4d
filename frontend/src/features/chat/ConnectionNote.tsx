// Whether what is on the screen is live.
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConnectionState } from "@/realtime/connection";
import styles from "./Chat.module.css";

export function ConnectionNote({ state }: { state: ConnectionState }) {
  const { t } = useTranslation();
  return (
    <Text
      component="span"
      size="xs"
      c="dimmed"
      role="status"
      className={styles.connection}
      data-state={state}
    >
      {t(`chat.state.${state}`)}
    </Text>
  );
}
