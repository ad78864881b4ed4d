// When the server cannot be reached: what helps without it, for the member whose device this is.
import { Alert, Anchor, AppShell, Button, Center, Group, Stack, Text, Title } from "@mantine/core";
import { Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, Outlet, useLocation } from "react-router";
import type { Uuid } from "@/api/types";
import { session } from "@/features/auth/current";
import { HelpLink } from "@/features/help/HelpLink";
import { SosLink } from "@/features/sos/SosLink";
import { Logo, Mark } from "@/ui/Logo";
import { Loading } from "@/ui/states";
import styles from "./Layout.module.css";
import { Notes } from "./Notes";

/** Pages that are of use without a server. */
const WITHOUT_SERVER = ["/sos", "/cravings"];

export function Away({ owner }: { owner: Uuid | null }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  useEffect(() => {
    const tryAgain = () => void session.start();
    window.addEventListener("online", tryAgain);
    return () => window.removeEventListener("online", tryAgain);
  }, []);
  if (owner === null) return <Unreachable />;
  if (!WITHOUT_SERVER.includes(pathname)) return <Unreachable isMember />;
  return (
    <Notes key={owner} owner={owner} isSignedIn={false}>
      <AppShell header={{ height: 60 }} padding={0} className={styles.shell}>
        <AppShell.Header className={styles.header}>
          <Group h="100%" px="md" maw={1080} mx="auto" justify="space-between" wrap="nowrap">
            <Logo />
            <Group gap="sm" wrap="nowrap">
              <Anchor component={Link} to="/cravings" size="sm">
                {t("cravings.title")}
              </Anchor>
              <SosLink />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Main>
          <AwayNotice />
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </AppShell.Main>
      </AppShell>
    </Notes>
  );
}

function AwayNotice() {
  const { t } = useTranslation();
  return (
    <Alert role="status" radius={0} py="xs" color="ember">
      <Text size="sm" ta="center">
        {t("unreachable.kept")}
      </Text>
    </Alert>
  );
}

function Unreachable({ isMember = false }: { isMember?: boolean }) {
  const { t } = useTranslation();
  return (
    <Center mih="100dvh" p="lg">
      <Stack align="center" ta="center" role="status">
        <Mark size={56} />
        <Title order={1}>{t("unreachable.title")}</Title>
        <Text c="dimmed">{t("unreachable.lead")}</Text>
        <Button onClick={() => void session.start()}>{t("common.retry")}</Button>
        {isMember && (
          <Group justify="center">
            <SosLink />
            <Button component={Link} to="/cravings" variant="default">
              {t("cravings.form.title")}
            </Button>
          </Group>
        )}
        <HelpLink />
      </Stack>
    </Center>
  );
}
