// Something of the server's of which the device keeps the last copy, for when it is needed most.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNotebook } from "./notebook";

const FRESH_MS = 5 * 60_000;

/** What the server says, else what it said last. An error only where there is neither. */
export function useKept<Value>(name: string, ask: (signal: AbortSignal) => Promise<Value>) {
  const { owner, kept } = useNotebook();
  const before = useQuery({
    queryKey: ["kept", owner, name],
    queryFn: async () => ((await kept.read(owner, name)) ?? null) as Value | null,
    networkMode: "always",
    staleTime: Infinity,
    retry: false,
  });
  const now = useQuery({
    queryKey: [name],
    queryFn: async ({ signal }) => {
      const fresh = await ask(signal);
      // Without room on the device there is no copy, and everything else goes on.
      await kept.write(owner, name, fresh).catch(() => undefined);
      return fresh;
    },
    // Without a network it fails at once and says so, instead of waiting for one.
    networkMode: "always",
    staleTime: FRESH_MS,
  });
  const data = now.data ?? before.data ?? undefined;
  return {
    data,
    /** The server did not answer, and this is a copy of before. */
    isCopy: now.data === undefined && data !== undefined && now.isError,
    error: data === undefined && !before.isLoading ? now.error : null,
    retry: () => void now.refetch(),
  };
}

/** Something the page itself keeps, such as a timer that runs. Null when there is nothing. */
export function useNote<Value>(name: string) {
  const { owner, kept } = useNotebook();
  const queries = useQueryClient();
  const queryKey = ["kept", owner, name];
  const { data } = useQuery({
    queryKey,
    queryFn: async () => ((await kept.read(owner, name)) ?? null) as Value | null,
    networkMode: "always",
    staleTime: Infinity,
    retry: false,
  });
  const write = (value: Value | null) => {
    queries.setQueryData(queryKey, value);
    const written = value === null ? kept.drop(owner, name) : kept.write(owner, name, value);
    return written.catch(() => undefined);
  };
  return { note: data, write };
}
