// What the craving log asks for and changes. Entries themselves go through the notebook's queue.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Consent } from "@/api/types";
import { answer, fetchConsents } from "@/features/privacy/queries";

const PAGE = 20;

export function useCravings() {
  return useInfiniteQuery({
    queryKey: ["cravings", "list"],
    queryFn: ({ pageParam, signal }) =>
      api.get("/cravings", { query: { limit: PAGE, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    // Without a network it fails at once and says so, instead of waiting for one.
    networkMode: "always",
  });
}

export function usePlaceConsent() {
  return useQuery({
    queryKey: ["cravings", "place-consent"],
    queryFn: async ({ signal }) =>
      (await fetchConsents(signal)).find(({ purpose }) => purpose === "place") ?? null,
    networkMode: "always",
  });
}

export function useAgreeToPlaces() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (consent: Consent) => answer({ ...consent, granted: true }),
    networkMode: "always",
    onSuccess: () => queries.invalidateQueries({ queryKey: ["cravings", "place-consent"] }),
  });
}
