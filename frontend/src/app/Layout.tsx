// The frame around every page: where you are, where you can go, and what is waiting for you.
import { AppShell, Group, Menu, UnstyledButton, Indicator, ActionIcon } from "@mantine/core";
import { Suspense, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, Outlet, useLocation, useMatch } from "react-router";
import { session, useMe } from "@/features/auth/current";
import { homeOf } from "@/features/auth/homes";
import { useChat } from "@/features/chat/context";
import { totalUnread } from "@/features/chat/store";
import { useUnreadNotifications } from "@/features/notifications/queries";
import { Face } from "@/ui/Face";
import { SosLink } from "@/features/sos/SosLink";
import {
  BellIcon,
  ChartIcon,
  ChatIcon,
  LeafIcon,
  LifebuoyIcon,
  PeopleIcon,
  PersonIcon,
} from "@/ui/icons";
import { Logo } from "@/ui/Logo";
import { Loading } from "@/ui/states";
import styles from "./Layout.module.css";
import { UpdateNotice } from "./UpdateNotice";

interface Place {
  to: string;
  label: string;
  icon: ReactNode;
  waiting?: number;
}

export function Layout() {
  const { t } = useTranslation();
  const me = useMe();
  const location = useLocation();
  const inConversation = useMatch("/chat/:conversationId") !== null;
  const places = usePlaces();
  return (
    <AppShell
      header={{ height: 60 }}
      footer={{ height: 62, collapsed: inConversation }}
      padding={0}
      className={styles.shell}
    >
      <a className="skip" href="#content">
        {t("common.skip")}
      </a>
      <AppShell.Header className={styles.header}>
        <Group h="100%" px="md" maw={1080} mx="auto" justify="space-between" wrap="nowrap">
          <Link to={homeOf(me.role)} className={styles.home} aria-label={t("brand")}>
            <Logo />
          </Link>
          <nav aria-label={t("nav.main")} className={styles.wide}>
            <Places places={places} />
          </nav>
          <Group gap="sm" wrap="nowrap">
            {me.role === "member" && <SosLink />}
            <Help />
            <Bell />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Main id="content" tabIndex={-1} className={styles.main}>
        <UpdateNotice />
        <Suspense key={location.pathname.split("/")[1]} fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </AppShell.Main>
      <AppShell.Footer className={styles.footer} hiddenFrom="sm">
        <nav aria-label={t("nav.main")} className={styles.tabs}>
          <Places places={places} />
        </nav>
      </AppShell.Footer>
    </AppShell>
  );
}

function usePlaces(): Place[] {
  const { t } = useTranslation();
  const me = useMe();
  const waiting = totalUnread(useChat(), me.user_id);
  const homes = {
    member: { label: t("nav.progress"), icon: <LeafIcon /> },
    coach: { label: t("nav.members"), icon: <PeopleIcon /> },
    admin: { label: t("nav.people"), icon: <PeopleIcon /> },
  };
  return [
    { to: homeOf(me.role), ...homes[me.role] },
    ...(me.role === "member"
      ? [{ to: "/insights", label: t("insights.title"), icon: <ChartIcon /> }]
      : []),
    { to: "/chat", label: t("nav.chat"), icon: <ChatIcon />, waiting },
    { to: "/profile", label: t("nav.profile"), icon: <PersonIcon /> },
  ];
}

function Places({ places }: { places: Place[] }) {
  const { t } = useTranslation();
  return places.map(({ to, label, icon, waiting = 0 }) => (
    <NavLink key={to} to={to} className={styles.place}>
      <Count value={waiting}>{icon}</Count>
      <span>{label}</span>
      {waiting > 0 && <span className={styles.spoken}>{t("nav.unread", { count: waiting })}</span>}
    </NavLink>
  ));
}

function Count({ value, children }: { value: number; children: ReactNode }) {
  return (
    <Indicator
      label={value > 99 ? "99+" : value}
      size={17}
      offset={2}
      color="ember.7"
      disabled={value === 0}
      aria-hidden="true"
      className={styles.count}
    >
      {children}
    </Indicator>
  );
}

/** In the header, which is there on every page and every screen. */
function Help() {
  const { t } = useTranslation();
  return (
    <NavLink to="/help" className={styles.place}>
      <LifebuoyIcon />
      <span className={styles.word}>{t("help.title")}</span>
    </NavLink>
  );
}

function Bell() {
  const { t } = useTranslation();
  const unread = useUnreadNotifications();
  const name =
    unread > 0
      ? `${t("nav.notifications")}, ${t("nav.unread", { count: unread })}`
      : t("nav.notifications");
  return (
    <ActionIcon
      component={Link}
      to="/notifications"
      variant="subtle"
      color="gray"
      c="inherit"
      size="lg"
      radius="xl"
      aria-label={name}
      className={styles.bell}
    >
      <Count value={unread}>
        <BellIcon size={22} />
      </Count>
    </ActionIcon>
  );
}

function AccountMenu() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <Menu position="bottom-end" width={220} radius="md">
      <Menu.Target>
        <UnstyledButton aria-label={t("nav.account")} className={styles.avatar}>
          <Face name={me.display_name} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.display_name}</Menu.Label>
        <Menu.Item component={Link} to="/profile">
          {t("nav.profile")}
        </Menu.Item>
        {me.role === "member" && (
          <>
            <Menu.Item component={Link} to="/plan">
              {t("plan.title")}
            </Menu.Item>
            <Menu.Item component={Link} to="/programme">
              {t("programme.title")}
            </Menu.Item>
            <Menu.Item component={Link} to="/cravings">
              {t("cravings.title")}
            </Menu.Item>
            <Menu.Item component={Link} to="/membership">
              {t("membership.title")}
            </Menu.Item>
          </>
        )}
        <Menu.Item component={Link} to="/privacy">
          {t("privacy.title")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void session.signOut()}>{t("nav.signOut")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
