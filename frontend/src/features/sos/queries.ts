// What an urge is met with. All of it is kept on the device, but for the call itself.
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { api } from "@/api/client";
import { isNotFound } from "@/api/problem";
import type { CirclePlace, Uuid, WaveInput } from "@/api/types";
import { useKept, useNote } from "@/offline/kept";
import { countryOfZone, detectedCountry, detectedTimeZone } from "@/ui/places";

export function useSos() {
  return useKept("sos", (signal) => api.get("/sos", { signal }));
}

export function useCircle() {
  return useKept("sos-circle", (signal) => api.get("/sos/circle", { signal }));
}

/** Whom to call in danger, where they live. */
export function useCrisisLines() {
  return useKept("sos-lines", async (signal) => {
    const country = await countryOf(signal);
    const { items } = await api.get("/help-lines", { query: { country }, signal });
    return items.filter(({ kind }) => kind !== "quitline");
  });
}

async function countryOf(signal: AbortSignal): Promise<string> {
  try {
    return (await api.get("/profile", { signal })).country;
  } catch (error) {
    if (isNotFound(error)) return countryOfZone(detectedTimeZone()) ?? detectedCountry();
    throw error;
  }
}

/** The wave that is being sat out, which goes on where the page is left and opened again. */
export function useWave() {
  return useNote<WaveInput>("sos-wave");
}

/** Never kept for later: a call for company that comes tomorrow helps nobody. */
export function useCall() {
  // One id for one call to one place: sending it again after a lost answer does not make two of it.
  const ids = useRef(new Map<Uuid, Uuid>());
  return useMutation({
    mutationFn: ({ place, text }: { place: CirclePlace; text: string }) => {
      const { conversation_id } = place;
      const client_id = ids.current.get(conversation_id) ?? crypto.randomUUID();
      ids.current.set(conversation_id, client_id);
      return api.post("/sos/calls", { client_id, conversation_id, text });
    },
    networkMode: "always",
  });
}
