// What the privacy page asks for and changes.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Consent, Export, Uuid } from "@/api/types";

const PAGE = 20;
/** A copy takes a moment; whoever asked for one looks on. */
const WHILE_PREPARING_MS = 3_000;

export async function fetchConsents(signal: AbortSignal): Promise<Consent[]> {
  return (await api.get("/privacy/consents", { signal })).items;
}

export async function answer({ purpose, text_version, granted }: Consent): Promise<void> {
  // The sentence came in the language of the account, which need not be this device's.
  const { locale } = await api.get("/users/me");
  await api.post("/privacy/consents", { purpose, granted, text_version, locale });
}

export function useConsents() {
  return useQuery({
    queryKey: ["privacy", "consents"],
    queryFn: ({ signal }) => fetchConsents(signal),
  });
}

export function useAnswer() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: answer,
    // One answer may take others with it, and what may be read depends on all of them.
    onSettled: () => queries.invalidateQueries(),
  });
}

export function useExports() {
  return useQuery({
    queryKey: ["privacy", "exports"],
    queryFn: async ({ signal }) => (await api.get("/privacy/exports", { signal })).items,
    refetchInterval: ({ state }) => (state.data?.some(isPreparing) ? WHILE_PREPARING_MS : false),
  });
}

export function isPreparing({ state }: Export): boolean {
  return state === "preparing";
}

export function useAskForExport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.post("/privacy/exports", undefined),
    onSettled: () => queries.invalidateQueries({ queryKey: ["privacy", "exports"] }),
  });
}

/** Where a copy can be saved from, for a quarter of an hour. */
export function useExportLink() {
  return useMutation({
    mutationFn: async (export_id: Uuid) =>
      (await api.post("/privacy/exports/{export_id}/link", undefined, { path: { export_id } })).url,
  });
}

export function useErase() {
  return useMutation({
    mutationFn: (posts: "anonymise" | "remove") => api.post("/privacy/erasure", { posts }),
  });
}

export function useAccessLog() {
  return useInfiniteQuery({
    queryKey: ["privacy", "access-log"],
    queryFn: ({ pageParam, signal }) =>
      api.get("/privacy/access-log", { query: { limit: PAGE, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
