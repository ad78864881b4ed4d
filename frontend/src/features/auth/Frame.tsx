// What the pages before sign-in have in common.
import { Box, Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { HelpLink } from "@/features/help/HelpLink";
import { OutcomesLink } from "@/features/outcomes/OutcomesLink";
import { LanguageSwitch } from "@/ui/LanguageSwitch";
import { Logo, Mark } from "@/ui/Logo";
import { useTitle } from "@/ui/Page";
import styles from "./Frame.module.css";

interface FrameProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}

export function Frame({ title, lead, children }: FrameProps) {
  const { t } = useTranslation();
  useTitle(title);
  return (
    <div className={styles.frame}>
      <aside className={styles.side} aria-hidden="true">
        <Mark size={72} />
        <Text className={styles.tagline}>{t("tagline")}</Text>
      </aside>
      <main className={styles.main}>
        <Group justify="space-between" className={styles.top}>
          <Logo />
          <LanguageSwitch />
        </Group>
        <Box className={styles.form}>
          <Stack gap={6} mb="lg">
            <Title order={1}>{title}</Title>
            {lead && <Text c="dimmed">{lead}</Text>}
          </Stack>
          {children}
        </Box>
        <footer className={styles.bottom}>
          <Group justify="center" gap="md">
            <HelpLink />
            <OutcomesLink />
          </Group>
        </footer>
      </main>
    </div>
  );
}
