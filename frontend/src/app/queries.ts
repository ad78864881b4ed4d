// How the app asks the server: again after a passing failure, never after an answer.
import { QueryClient } from "@tanstack/react-query";
import { Problem } from "@/api/problem";

const ATTEMPTS = 2;

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) =>
        failures < ATTEMPTS && !(error instanceof Problem && error.status < 500),
    },
    mutations: { retry: false },
  },
});
