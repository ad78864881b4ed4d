// Who may see what: the pages behind sign-in, those before it, and those of one role.
import { lazy, Suspense, useEffect } from "react";
import { matchPath, Navigate, Outlet, useLocation } from "react-router";
import type { Role } from "@/api/types";
import { useMe, useSession } from "@/features/auth/current";
import { homeOf } from "@/features/auth/homes";
import { whoIsHere } from "@/offline/here";
import { Loading } from "@/ui/states";
import { Away } from "./Away";
import { Layout } from "./Layout";
import { Live } from "./Live";
import { Notes } from "./Notes";
import { Open } from "./Open";
import { queries } from "./queries";

const Complete = lazy(async () => ({
  default: (await import("@/features/auth/Complete")).Component,
}));

/** Whoever needs help waits for no sign-in, and not for a server that is away. */
const FOR_ALL = ["/help", "/outcomes"];

export function SignedIn() {
  const state = useSession();
  const location = useLocation();
  const isForAll = FOR_ALL.some((page) => matchPath(page, location.pathname));
  if (isForAll && state.status !== "signed_in") return <Open />;
  switch (state.status) {
    case "unknown":
      return <Loading />;
    case "unreachable":
      return <Away owner={whoIsHere()} />;
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
          {state.user.role === "member" ? (
            <Notes owner={state.user.user_id} isSignedIn>
              <Layout />
            </Notes>
          ) : (
            <Layout />
          )}
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
  const state = useSession();
  // While the server is away, only pages that are of use without it get this far.
  if (state.status !== "signed_in" || state.user.role === role) return <Outlet />;
  return <Navigate to={homeOf(state.user.role)} replace />;
}

export function Home() {
  return <Navigate to={homeOf(useMe().role)} replace />;
}
