// Every page's address. Pages load when they are first visited.
import { Button, Center, Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { createBrowserRouter, Link } from "react-router";
import { Mark } from "@/ui/Logo";
import { Home, Only, SignedIn, SignedOut } from "./Gate";

export const router = createBrowserRouter([
  {
    errorElement: <Broken />,
    HydrateFallback: Nothing,
    children: [
      {
        element: <SignedOut />,
        children: [
          { path: "/sign-in", lazy: () => import("@/features/auth/SignIn") },
          { path: "/federated", lazy: () => import("@/features/auth/Federated") },
          { path: "/register", lazy: () => import("@/features/auth/Register") },
          { path: "/confirm", lazy: () => import("@/features/auth/Confirm") },
          { path: "/forgot", lazy: () => import("@/features/auth/Forgot") },
          { path: "/reset", lazy: () => import("@/features/auth/Reset") },
          { path: "/keep", lazy: () => import("@/features/auth/Keep") },
        ],
      },
      {
        element: <SignedIn />,
        children: [
          { path: "/", element: <Home /> },
          {
            element: <Only role="member" />,
            children: [
              { path: "/progress", lazy: () => import("@/features/progress/ProgressPage") },
              { path: "/cravings", lazy: () => import("@/features/cravings/CravingsPage") },
              { path: "/sos", lazy: () => import("@/features/sos/SosPage") },
              { path: "/plan", lazy: () => import("@/features/plan/PlanPage") },
              { path: "/programme", lazy: () => import("@/features/programme/ProgrammePage") },
              { path: "/cut-down", lazy: () => import("@/features/cutdown/CutDownPage") },
              { path: "/follow-up", lazy: () => import("@/features/followup/FollowUpPage") },
              { path: "/insights", lazy: () => import("@/features/insights/InsightsPage") },
              { path: "/feeling", lazy: () => import("@/features/feeling/FeelingPage") },
              { path: "/membership", lazy: () => import("@/features/membership/MembershipPage") },
            ],
          },
          {
            element: <Only role="coach" />,
            children: [
              { path: "/members", lazy: () => import("@/features/coaching/MembersPage") },
              { path: "/members/:memberId", lazy: () => import("@/features/coaching/MemberPage") },
            ],
          },
          {
            element: <Only role="admin" />,
            children: [{ path: "/admin", lazy: () => import("@/features/admin/PeoplePage") }],
          },
          { path: "/chat/with/:userId", lazy: () => import("@/features/chat/WithPerson") },
          { path: "/chat/:conversationId?", lazy: () => import("@/features/chat/ChatPage") },
          {
            path: "/notifications",
            lazy: () => import("@/features/notifications/NotificationsPage"),
          },
          { path: "/help", lazy: () => import("@/features/help/HelpPage") },
          { path: "/outcomes", lazy: () => import("@/features/outcomes/OutcomesPage") },
          { path: "/privacy", lazy: () => import("@/features/privacy/PrivacyPage") },
          { path: "/profile", lazy: () => import("@/features/profile/ProfilePage") },
          { path: "*", element: <NotFound /> },
        ],
      },
    ],
  },
]);

function Nothing() {
  return null;
}

function NotFound() {
  const { t } = useTranslation();
  return (
    <Center p="xl">
      <Stack align="center">
        <Title order={1}>{t("notFound.title")}</Title>
        <Button component={Link} to="/">
          {t("notFound.home")}
        </Button>
      </Stack>
    </Center>
  );
}

/** Mostly a page of an older version that the server no longer has. */
function Broken() {
  const { t } = useTranslation();
  return (
    <Center mih="100dvh" p="lg">
      <Stack align="center" role="alert">
        <Mark size={56} />
        <Title order={1}>{t("errors.pageTitle")}</Title>
        <Button onClick={() => location.reload()}>{t("errors.reload")}</Button>
      </Stack>
    </Center>
  );
}
