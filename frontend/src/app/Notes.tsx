// What a member has on this device, around their pages: it is sent whenever the server is there.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import type { Uuid } from "@/api/types";
import { useCircle, useCrisisLines, useSos } from "@/features/sos/queries";
import { NotebookContext, openNotebook } from "@/offline/notebook";

/** What an entry may change. */
const CHANGED = ["cravings", "progress", "insights", "milestones", "achievements", "sos"];

interface NotesProps {
  owner: Uuid;
  /** Nothing is sent for somebody the server does not know to be here. */
  isSignedIn: boolean;
  children: ReactNode;
}

export function Notes({ owner, isSignedIn, children }: NotesProps) {
  const queries = useQueryClient();
  const [notebook] = useState(() =>
    openNotebook(owner, () => {
      for (const name of CHANGED) void queries.invalidateQueries({ queryKey: [name] });
    }),
  );
  useEffect(() => {
    const { queue } = notebook;
    if (!isSignedIn) {
      void queue.look();
      return undefined;
    }
    queue.start();
    const wake = () => void queue.wake();
    const looked = () => {
      if (document.visibilityState === "visible") wake();
    };
    window.addEventListener("online", wake);
    document.addEventListener("visibilitychange", looked);
    return () => {
      window.removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", looked);
      queue.stop();
    };
  }, [notebook, isSignedIn]);
  return (
    <NotebookContext value={notebook}>
      {isSignedIn && <Ready />}
      {children}
    </NotebookContext>
  );
}

/** Fetches what an urge may need before it is needed: without a network it is too late. */
function Ready() {
  useSos();
  useCircle();
  useCrisisLines();
  useEffect(() => {
    void import("@/features/sos/SosPage");
    void import("@/features/cravings/CravingsPage");
  }, []);
  return null;
}
