// What somebody pays for, what there is to buy, and the ways to the pages where one pays.
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/api/client";

const FREE = "core";
const BETWEEN_LOOKS_MS = 2_000;

/** `paying`: somebody comes back from having paid, which we hear of a moment later. */
export function useBilling({ paying }: { paying: boolean }) {
  return useQuery({
    queryKey: ["membership"],
    queryFn: ({ signal }) => api.get("/billing/subscription", { signal }),
    refetchInterval: ({ state }) =>
      paying && state.data && isFree(state.data.membership) ? BETWEEN_LOOKS_MS : false,
  });
}

export function isFree({ plan_id }: { plan_id: string }): boolean {
  return plan_id === FREE;
}

export function usePlans() {
  return useQuery({
    queryKey: ["plans"],
    queryFn: ({ signal }) => api.get("/billing/plans", { signal }),
    staleTime: Infinity,
  });
}

/** Begins to pay; asked twice for the same, it leads to the same page. */
export function useCheckout() {
  const [attempt] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: (wanted: { plan_id: string; currency: string }) =>
      api.post("/billing/checkout", wanted, {
        idempotencyKey: `${attempt}:${wanted.plan_id}:${wanted.currency}`,
      }),
    onSuccess: ({ url }) => location.assign(url),
  });
}

export function usePortal() {
  return useMutation({
    mutationFn: () => api.post("/billing/portal", {}),
    onSuccess: ({ url }) => location.assign(url),
  });
}
