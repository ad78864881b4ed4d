// The connection, for components.
import { createContext, useContext, useEffect, useEffectEvent } from "react";
import type { Connection, ConnectionEvents } from "./connection";

export const ConnectionContext = createContext<Connection | null>(null);

export function useConnection(): Connection {
  const connection = useContext(ConnectionContext);
  if (!connection) throw new Error("There is no connection around this component");
  return connection;
}

export function useConnectionEvent<Name extends keyof ConnectionEvents>(
  name: Name,
  handler: (payload: ConnectionEvents[Name]) => void,
): void {
  const connection = useConnection();
  const handle = useEffectEvent(handler);
  useEffect(() => connection.on(name, (payload) => handle(payload)), [connection, name]);
}
