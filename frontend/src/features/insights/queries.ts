// What the insights page asks for.
import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/client";

export function useCravingInsights() {
  return useQuery({
    queryKey: ["insights", "cravings"],
    queryFn: ({ signal }) => api.get("/insights/cravings", { signal }),
  });
}

export function useChart() {
  return useQuery({
    queryKey: ["insights", "charts"],
    queryFn: ({ signal }) => api.get("/insights/charts", { signal }),
  });
}

export function useWithdrawal() {
  return useQuery({
    queryKey: ["insights", "withdrawal"],
    queryFn: ({ signal }) => api.get("/insights/withdrawal", { signal }),
  });
}

export function useTimeline() {
  return useQuery({
    queryKey: ["milestones"],
    queryFn: ({ signal }) => api.get("/milestones", { signal }),
  });
}

export function useAchievements() {
  return useQuery({
    queryKey: ["achievements"],
    queryFn: async ({ signal }) => (await api.get("/achievements", { signal })).items,
  });
}
