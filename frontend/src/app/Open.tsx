// The frame around a page that needs no sign-in, for who is not signed in.
import { Anchor, Group } from "@mantine/core";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, Outlet } from "react-router";
import { LanguageSwitch } from "@/ui/LanguageSwitch";
import { Logo } from "@/ui/Logo";
import { Loading } from "@/ui/states";
import styles from "./Layout.module.css";

export function Open() {
  const { t } = useTranslation();
  return (
    <>
      <header className={styles.header}>
        <Group h={60} px="md" maw={720} mx="auto" justify="space-between" wrap="nowrap">
          <Link to="/sign-in" className={styles.home} aria-label={t("brand")}>
            <Logo />
          </Link>
          <Group gap="sm" wrap="nowrap">
            <Anchor component={Link} to="/sign-in" size="sm">
              {t("auth.signIn.action")}
            </Anchor>
            <LanguageSwitch />
          </Group>
        </Group>
      </header>
      <main>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
    </>
  );
}
