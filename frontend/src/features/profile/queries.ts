// What the profile asks for and changes.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import { isNotFound } from "@/api/problem";
import type { Account, Language, Money, Profile, TobaccoInput } from "@/api/types";
import { session } from "@/features/auth/current";

export function useAccount() {
  return useQuery({
    queryKey: ["profile", "account"],
    queryFn: ({ signal }) => api.get("/users/me", { signal }),
  });
}

export function useProfile(wanted = true) {
  return useQuery({
    queryKey: ["profile", "place"],
    queryFn: ({ signal }) => api.get("/profile", { signal }),
    enabled: wanted,
  });
}

/** What somebody smokes and pays, as far as they have said. */
export function useHabit() {
  return useQuery({
    queryKey: ["profile", "habit"],
    queryFn: async () => {
      const tobacco = api.get("/profile/tobacco").catch((error: unknown) => {
        if (isNotFound(error)) return null;
        throw error;
      });
      const [known, prices] = await Promise.all([tobacco, api.get("/profile/prices")]);
      const latest = [...prices.items].sort((a, b) =>
        b.effective_from.localeCompare(a.effective_from),
      )[0];
      return { tobacco: known, price: latest?.price ?? null };
    },
  });
}

export interface Habit {
  tobacco: TobaccoInput;
  /** Null when it stays as it is. */
  price: Money | null;
}

export function useSaveHabit() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ tobacco, price }: Habit) => {
      await api.put("/profile/tobacco", tobacco);
      if (price) await api.post("/profile/prices", { price });
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["profile", "habit"] }),
        queries.invalidateQueries({ queryKey: ["progress"] }),
      ]),
  });
}

export function useSaveAccount() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: { display_name: string; locale: Language }) =>
      api.patch("/users/me", change),
    onSuccess: (account: Account) => {
      session.renamed(account.display_name);
      queries.setQueryData(["profile", "account"], account);
    },
  });
}

export function useSavePlace() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (place: Pick<Profile, "time_zone" | "country">) => api.put("/profile", place),
    onSuccess: (profile: Profile) => {
      queries.setQueryData(["profile", "place"], profile);
      return queries.invalidateQueries({ queryKey: ["progress"] });
    },
  });
}
