// A socket whose other end is the test, and storage that is only memory.
import type { Socket } from "@/realtime/connection";
import type { OutboxStorage } from "@/realtime/outbox";
import type { ClientFrame, ServerFrame } from "@/realtime/protocol";

export class FakeSocket implements Socket {
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  readonly sent: ClientFrame[] = [];
  closedWith: number | undefined;

  send(data: string) {
    this.sent.push(JSON.parse(data) as ClientFrame);
  }
  close(code?: number) {
    this.closedWith = code;
  }
  opens() {
    this.onopen?.({} as Event);
  }
  closes(code: number) {
    this.onclose?.({ code } as CloseEvent);
  }
  receives(data: unknown) {
    this.onmessage?.({ data } as MessageEvent);
  }
  says(frame: ServerFrame) {
    this.receives(JSON.stringify(frame));
  }
  of<Type extends ClientFrame["type"]>(type: Type) {
    return this.sent.filter(
      (frame): frame is Extract<ClientFrame, { type: Type }> => frame.type === type,
    );
  }
}

export class MemoryStorage implements OutboxStorage {
  readonly kept = new Map<string, string>();
  getItem(key: string) {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string) {
    this.kept.set(key, value);
  }
  removeItem(key: string) {
    this.kept.delete(key);
  }
}
