// Who may see what: the pages behind sign-in, those before it, and those of one role.
import { Button, Center, Stack, Text, Title } from "@mantine/core";
import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, Outlet, useLocation, useMatch } from "react-router";
import type { Role } from "@/api/types";
import { session, useMe, useSession } from "@/features/auth/current";
import { homeOf } from "@/features/auth/homes";
import { HelpLink } from "@/features/help/HelpLink";
import { Mark } from "@/ui/Logo";
import { Loading } from "@/ui/states";
import { Layout } from "./Layout";
import { Live } from "./Live";
import { Open } from "./Open";
import { queries } from "./queries";

const Complete = lazy(async () => ({
  default: (await import("@/features/auth/Complete")).Component,
}));

export function SignedIn() {
  const state = useSession();
  const location = useLocation();
  // Whoever needs help waits for no sign-in, and not for a server that is away.
  const isForAll = useMatch("/help") !== null;
  if (isForAll && state.status !== "signed_in") return <Open />;
  switch (state.status) {
    case "unknown":
      return <Loading />;
    case "unreachable":
      return <Unreachable />;
    case "signed_out":
      // Who signs in after somebody has left may be somebody else, and starts at the start.
      return (
        <Navigate to="/sign-in" replace state={state.left ? null : { from: location.pathname }} />
      );
    case "signed_in":
      if (state.incomplete) {
        return (
          <Suspense fallback={<Loading />}>
            <Complete />
          </Suspense>
        );
      }
      return (
        <Live key={state.user.user_id} me={state.user}>
          <ForgetAfterwards />
          <Layout />
        </Live>
      );
  }
}

/** What one person saw is gone before the next one looks. */
function ForgetAfterwards() {
  useEffect(() => () => queries.clear(), []);
  return null;
}

export function SignedOut() {
  const state = useSession();
  const { state: history } = useLocation() as { state: { from?: string } | null };
  if (state.status === "unknown") return <Loading />;
  if (state.status === "signed_in") {
    return <Navigate to={history?.from ?? homeOf(state.user.role)} replace />;
  }
  return <Outlet />;
}

export function Only({ role }: { role: Role }) {
  const me = useMe();
  return me.role === role ? <Outlet /> : <Navigate to={homeOf(me.role)} replace />;
}

export function Home() {
  return <Navigate to={homeOf(useMe().role)} replace />;
}

function Unreachable() {
  const { t } = useTranslation();
  return (
    <Center mih="100dvh" p="lg">
      <Stack align="center" ta="center" role="status">
        <Mark size={56} />
        <Title order={1}>{t("unreachable.title")}</Title>
        <Text c="dimmed">{t("unreachable.lead")}</Text>
        <Button onClick={() => void session.start()}>{t("common.retry")}</Button>
        <HelpLink />
      </Stack>
    </Center>
  );
}
