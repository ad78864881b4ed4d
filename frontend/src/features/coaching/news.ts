// Whose numbers have just changed, for as long as it is worth pointing out.
import { useEffect, useRef, useState } from "react";
import { useConnectionEvent } from "@/realtime/context";

const SHOWN_MS = 8_000;

export function useNews(): ReadonlySet<string> {
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  useConnectionEvent("progress.updated", ({ user_id }) => {
    setFresh((before) => new Set(before).add(user_id));
    clearTimeout(timers.current.get(user_id));
    timers.current.set(
      user_id,
      setTimeout(() => {
        setFresh((before) => new Set([...before].filter((id) => id !== user_id)));
      }, SHOWN_MS),
    );
  });
  useEffect(() => {
    const running = timers.current;
    return () => running.forEach((timer) => clearTimeout(timer));
  }, []);
  return fresh;
}
