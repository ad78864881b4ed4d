// Everything that is live while somebody is signed in: one connection, and what listens to it.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import type { Person } from "@/api/types";
import { session } from "@/features/auth/current";
import { ChatContext } from "@/features/chat/context";
import { history } from "@/features/chat/history";
import { ChatStore } from "@/features/chat/store";
import { Connection } from "@/realtime/connection";
import { ConnectionContext, useConnectionEvent } from "@/realtime/context";
import { Outbox } from "@/realtime/outbox";
import type { Cursors } from "@/realtime/protocol";

/** A page that was hidden for longer may have slept, and its socket may be dead unnoticed. */
const SLEPT_MS = 60_000;

function begin(me: Person) {
  const outbox = new Outbox(sessionStorage, me.user_id);
  const at = new URL("/ws", location.href);
  at.protocol = at.protocol === "https:" ? "wss:" : "ws:";
  let cursors = (): Cursors => ({});
  const connection = new Connection({
    open: () => new WebSocket(at),
    credentials: (refused) => session.access(refused),
    cursors: () => cursors(),
    outbox,
  });
  const chat = new ChatStore({ me, connection, outbox, history });
  cursors = () => chat.cursors();
  return { connection, chat };
}

export function Live({ me, children }: { me: Person; children: ReactNode }) {
  const [{ connection, chat }] = useState(() => begin(me));
  useEffect(() => {
    connection.start();
    const stopWatching = watchForWaking(() => connection.reconnect());
    return () => {
      stopWatching();
      connection.stop();
    };
  }, [connection]);
  return (
    <ConnectionContext value={connection}>
      <ChatContext value={chat}>
        <Freshness />
        {children}
      </ChatContext>
    </ConnectionContext>
  );
}

/** Marks what the server says has changed as stale, wherever it is shown. */
function Freshness() {
  const queries = useQueryClient();
  const refetch = (...names: string[]) => {
    for (const name of names) void queries.invalidateQueries({ queryKey: [name] });
  };
  useConnectionEvent("progress.updated", () => refetch("coaching"));
  useConnectionEvent("notification.new", ({ notification }) => {
    refetch("notifications");
    if (notification.category === "coaching") refetch("progress", "coaching");
    if (notification.category === "billing") refetch("membership");
  });
  // What happened while the connection was away was not heard.
  useConnectionEvent("live", () => refetch("notifications", "coaching"));
  return null;
}

function watchForWaking(woken: () => void): () => void {
  let hiddenAt = 0;
  const looked = () => {
    if (document.visibilityState === "hidden") hiddenAt = Date.now();
    else if (Date.now() - hiddenAt > SLEPT_MS) woken();
  };
  window.addEventListener("online", woken);
  document.addEventListener("visibilitychange", looked);
  return () => {
    window.removeEventListener("online", woken);
    document.removeEventListener("visibilitychange", looked);
  };
}
